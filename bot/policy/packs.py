"""Loads rule packs from YAML: extends, locks, lists, version. A pack that contradicts itself never comes into force.

The shape of the files stands in pack_schema.py, the matching in matchers.py.
"""

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

_LISTS = "lists.yaml"


def load_pack(path: Path) -> Pack:
    """The pack in a file with all it extends; parents are looked for beside it, then in the library.

    Its examples have not been run yet: that is the engine's part.

    Raises:
        PackError: with file, line, what is wrong and what was expected.
    """
    chain = _with_parents(path, ())
    rules: dict[str, Rule] = {}
    for file, raw in chain:
        for rule in raw.rules:
            rules[rule.id] = _rule(raw, file.name, rule, rules.get(rule.id))
    lists = read_lists(_LISTS, (LIBRARY / _LISTS).read_text("utf-8"))
    top = chain[-1][1]
    return Pack(top.name, _version(chain, lists), top.owner, top.review_by, tuple(rules.values()), lists)


def pack_names() -> list[str]:
    """The packs in the library."""
    return sorted(path.stem for path in LIBRARY.glob("*.yaml") if path.name != _LISTS)


def _with_parents(path: Path, above: tuple[str, ...]) -> list[tuple[Path, RawPack]]:
    """The pack after everything it extends, each once."""
    raw = _read(path, path.stat().st_mtime_ns)
    chain: list[tuple[Path, RawPack]] = []
    for name, place in raw.extends:
        parent = _parent(path, name, place)
        if parent.stem in (*above, path.stem):
            raise place.refuse(f"“{name}” extends this pack in turn. Take one of the two out.")
        chain += [link for link in _with_parents(parent, (*above, path.stem)) if link not in chain]
    return [*chain, (path, raw)]


@cache
def _read(path: Path, _changed: int) -> RawPack:
    """One file, read once for each time it changes."""
    return read_pack(path.name, path.read_text("utf-8"))


def _parent(path: Path, name: str, place: Place) -> Path:
    for folder in (path.parent, LIBRARY):
        if name != path.stem and (folder / f"{name}.yaml").is_file():
            return folder / f"{name}.yaml"
    raise place.refuse(f"there is no pack “{name}”. {did_you_mean(name, pack_names())}")


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
    )


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
    return replace(parent, file=file, line=raw.place.line, **changes)


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
