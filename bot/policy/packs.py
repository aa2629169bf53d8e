"""Loads rule packs from YAML: extends, locks, lists, version. A pack that contradicts itself never comes into force.

The shape of the files stands in pack_schema.py, the matching in matchers.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.policy.detectors import DETECTORS
from bot.policy.messages import unknown_fills
from bot.policy.pack_schema import RawPack, RawRule, read_lists, read_pack, scope
from bot.policy.rules import HARDNESS, Pack, PackError, Rule
from bot.policy.suggestions import did_you_mean
from bot.policy.yaml_nodes import Place

LIBRARY = Path(__file__).parent.parent / "packs"
"""Where the packs that come with the product lie."""

ALSO_CALLED = {"base/uk-public-sector": "base"}
"""Names under which packs may be extended besides their own."""

_NAME = re.compile(r"[\w-]+")
"""What a pack may be called: it is looked for as a file of that name, so it leads to no other folder."""

_NO_OWN: Mapping[str, Path] = {}
_LISTS = "lists.yaml"
_MORE_LISTS = "lists"
"""The folder beside it whose files hold further lists, one file per subject."""


def load_pack(path: Path, own: Mapping[str, Path] = _NO_OWN) -> Pack:
    """The pack in a file with all it extends; parents are looked for in `own`, beside it, then in the library.

    `own` are packs by name that stand in for others of that name; one may extend the pack it stands in for.

    Its examples have not been run yet: that is the engine's part.

    Raises:
        PackError: with file, line, what is wrong and what was expected.
    """
    chain = _with_parents(path, (), own)
    rules: dict[str, Rule] = {}
    for file, raw in chain:
        for rule in raw.rules:
            rules[rule.id] = _rule(raw, file.name, rule, rules.get(rule.id))
    lists = _lists()
    top = chain[-1][1]
    return Pack(top.name, _version(chain, lists), top.owner, top.review_by, tuple(rules.values()), lists)


def _lists() -> dict[str, tuple[str, ...]]:
    files = [LIBRARY / _LISTS, *sorted((LIBRARY / _MORE_LISTS).glob("*.yaml"))]
    return {name: words for file in files for name, words in _lists_in(file, file.stat().st_mtime_ns).items()}


@cache
def _lists_in(file: Path, _changed: int) -> dict[str, tuple[str, ...]]:
    return read_lists(file.name, _text(file))


def pack_names() -> list[str]:
    """The packs in the library."""
    return sorted(path.stem for path in LIBRARY.glob("*.yaml") if path.name != _LISTS)


def _with_parents(path: Path, above: tuple[Path, ...], own: Mapping[str, Path]) -> list[tuple[Path, RawPack]]:
    """The pack after everything it extends, each once."""
    raw = _read(path, path.stat().st_mtime_ns)
    chain: list[tuple[Path, RawPack]] = []
    for name, place in raw.extends:
        parent = _parent((*above, path), name, place, own)
        chain += [link for link in _with_parents(parent, (*above, path), own) if link not in chain]
    return [*chain, (path, raw)]


@cache
def _read(path: Path, _changed: int) -> RawPack:
    """One file, read once for each time it changes."""
    return read_pack(path.name, _text(path))


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        line = content[: broken.start].count(b"\n") + 1
        raise PackError(path.name, line, "this is not written in UTF-8. Save the file as UTF-8 text.") from broken


def _parent(children: tuple[Path, ...], name: str, place: Place, own: Mapping[str, Path]) -> Path:
    """The pack meant by a name in the last of `children`, each of which extends the next."""
    called = ALSO_CALLED.get(name, name)
    file = f"{called}.yaml"
    places_to_look = (own.get(called), children[-1].parent / file, LIBRARY / file) if _NAME.fullmatch(called) else ()
    found = [p for p in places_to_look if p is not None and p.is_file()]
    for path in found:
        if path not in children:
            return path
    if any(path in children[:-1] for path in found):
        raise place.refuse(f"“{name}” extends this pack in turn. Take one of the two out.")
    raise place.refuse(f"there is no pack “{name}”. {did_you_mean(name, [*pack_names(), *own, *ALSO_CALLED])}")


def _version(chain: Sequence[tuple[Path, RawPack]], lists: Mapping[str, tuple[str, ...]]) -> str:
    content = "\n".join([*(raw.text for _, raw in chain), repr(sorted(lists.items()))])
    names = " + ".join(f"{raw.name} {raw.version}" for _, raw in chain)
    return f"{names} ({sha256(content.encode()).hexdigest()[:12]})"


def _rule(pack: RawPack, file: str, raw: RawRule, parent: Rule | None) -> Rule:
    if parent is None:
        if missing := raw.missing():
            raise raw.place.refuse(
                f"the rule “{raw.id}” is new here, so it needs “{missing[0]}”. Only a rule that a parent pack has "
                "may leave keys out."
            )
        if "remove_terms" in raw.given:
            raise raw.places["remove_terms"].refuse("a new rule has no terms to remove.")
        rule = _new(pack, file, raw)
    else:
        _keep_locked(parent, raw)
        rule = _extended(file, raw, parent)
    _see_through(raw, rule)
    return rule


def _new(pack: RawPack, file: str, raw: RawRule) -> Rule:
    given = raw.given
    kind, _, detector = given["matcher"].partition(":")
    return Rule(
        id=raw.id,
        check=given["check"],
        kind=kind,
        detector=detector,
        level=given["level"],
        locked=given.get("locked", False),
        terms=given.get("terms", ()),
        unless_near=given.get("unless_near", ()),
        scope=scope(given.get("applies_to", {}), given.get("when", {})),
        route_to=given.get("route_to", ""),
        message=given["message"],
        why=given["why"],
        fix=given["fix"],
        link=given.get("link", ""),
        owner=given.get("owner", pack.owner),
        review_by=given.get("review_by", pack.review_by),
        fires=given["examples"]["fires"],
        passes=given["examples"]["passes"],
        file=file,
        line=raw.place.line,
        places=_places(file, raw),
    )


def _places(file: str, raw: RawRule) -> dict[str, tuple[str, int]]:
    """Where each term and exception stands that this file gives."""
    lists = [raw.places[key].items() for key in ("terms", "unless_near") if key in raw.places]
    return {item.words(): (file, item.line) for items in lists for item in items}


def _extended(file: str, raw: RawRule, parent: Rule) -> Rule:
    given = raw.given
    changes: dict[str, Any] = {
        key: given[key]
        for key in ("check", "level", "locked", "route_to", "message", "why", "fix", "link", "owner", "review_by")
        if key in given
    }
    if "matcher" in given:
        changes["kind"], _, changes["detector"] = given["matcher"].partition(":")
    if "applies_to" in given or "when" in given:
        changes["scope"] = scope(given.get("applies_to", {}), given.get("when", {}))
    if "examples" in given:
        for name in ("fires", "passes"):
            kept = getattr(parent, name) if parent.locked else ()
            changes[name] = (*kept, *given["examples"][name])
    removed = given.get("remove_terms", ())
    changes["terms"] = tuple(t for t in (*parent.terms, *given.get("terms", ())) if t not in removed)
    changes["unless_near"] = (*parent.unless_near, *given.get("unless_near", ()))
    places = {**parent.places, **_places(file, raw)}
    return replace(parent, file=file, line=raw.place.line, places=places, **changes)


def _keep_locked(parent: Rule, raw: RawRule) -> None:
    """A locked rule may be made harder or wider, never softer or narrower."""
    if not parent.locked:
        return
    for key in ("check", "matcher", "remove_terms", "unless_near", "applies_to", "when"):
        if key in raw.given:
            raise raw.places[key].refuse(
                f"“{raw.id}” is locked by {parent.file}, so “{key}” may not change here. Terms may be added and the "
                "level made harder."
            )
    if raw.given.get("locked") is False:
        raise raw.places["locked"].refuse(f"“{raw.id}” is locked by {parent.file} and cannot be unlocked here.")
    level = raw.given.get("level", parent.level)
    if HARDNESS[level] > HARDNESS[parent.level]:
        raise raw.places["level"].refuse(
            f"“{raw.id}” is locked at {parent.level} by {parent.file}; {level} would weaken it. "
            f"Expected {parent.level} or harder."
        )


def _see_through(raw: RawRule, rule: Rule) -> None:
    """What can only be judged on the whole rule: terms where they are needed, removals that exist, message names."""
    where: Mapping[str, Place] = raw.places
    if rule.kind != "builtin" and not rule.terms:
        raise raw.place.refuse(f"“{rule.id}” looks for {rule.kind} but has no “terms”.")
    known = DETECTORS[rule.detector].fills if rule.detector else frozenset()
    for key in ("message", "why", "fix"):
        if bad := unknown_fills(getattr(rule, key), known):
            name, known_names = bad
            raise where.get(key, raw.place).refuse(
                f"“{{{name}}}” cannot be filled in. {did_you_mean(name, known_names)}"
            )


__all__ = ["LIBRARY", "PackError", "load_pack", "pack_names"]
