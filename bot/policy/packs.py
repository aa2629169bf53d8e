"""Loads rule packs from YAML: extends, locks, lists, version. A pack that contradicts itself never comes into force.

The shape of the files stands in pack_schema.py, the matching in matchers.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.policy.detectors import DETECTORS
from bot.policy.locks import keep_as_hard, keep_locked
from bot.policy.messages import unknown_fills
from bot.policy.pack_schema import RawPack, RawRule, read_lists, read_pack, scope
from bot.policy.rules import Pack, PackError, Rule
from bot.policy.suggestions import did_you_mean
from bot.policy.yaml_nodes import Place
from bot.policy.yaml_slips import LARGEST, too_large

LIBRARY = Path(__file__).parent.parent / "packs"
"""Where the packs that come with the product lie."""

ALSO_CALLED = {"base/uk-public-sector": "base"}
"""Names under which packs may be extended besides their own."""

_NAME = re.compile(r"[\w-]+")
"""What a pack may be called: it is looked for as a file of that name, so it leads to no other folder."""

_NO_OWN: Mapping[str, Path] = {}
_MOST_BYTES = 4 * LARGEST
"""A character takes four at most: what has more is not even opened."""
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
    return _folded_in(_with_parents(path, (), own))


def load_over(base: Path, path: Path, own: Mapping[str, Path] = _NO_OWN) -> Pack:
    """The pack in `base` as if it extended the one in `path` too: what a pack would change that nothing extends yet.

    Raises:
        PackError: as load_pack, also where the two have a rule of one id.
    """
    chain = _with_parents(base, (), own)
    return _folded_in([*chain, *(link for link in _with_parents(path, (), own) if link not in chain)])


def _folded_in(chain: Sequence["_Link"]) -> Pack:
    rules: dict[str, Rule] = {}
    for link in chain:
        shipped = _shipped_locks(link)
        for rule in link.pack.rules:
            _see_apart(rule, link, chain)
            rules[rule.id] = _rule(link.pack, link.file.name, rule, rules.get(rule.id))
            keep_as_hard(rule, rules[rule.id], shipped.get(rule.id))
    lists = _lists()
    top = chain[-1].pack
    packs = [link.pack for link in chain]
    parts = tuple((pack.name, pack.version) for pack in packs)
    made = tuple(rules.values())
    return Pack(top.name, _version(packs, lists), top.owner, top.review_by, made, lists, parts)


def _lists() -> dict[str, tuple[str, ...]]:
    files = [LIBRARY / _LISTS, *sorted((LIBRARY / _MORE_LISTS).glob("*.yaml"))]
    return {name: words for file in files for name, words in _lists_in(file, file.stat().st_mtime_ns).items()}


@cache
def _lists_in(file: Path, _changed: int) -> dict[str, tuple[str, ...]]:
    return read_lists(file.name, _text(file))


def pack_names() -> list[str]:
    """The packs in the library."""
    return sorted(path.stem for path in LIBRARY.glob("*.yaml") if path.name != _LISTS)


@dataclass(frozen=True, slots=True)
class _Link:
    """A pack in the chain of those that a pack is made of; `below` are the files of those it extends itself."""

    file: Path
    pack: RawPack
    below: frozenset[Path]


def _with_parents(path: Path, above: tuple[Path, ...], own: Mapping[str, Path]) -> list[_Link]:
    """The pack after everything it extends, each once."""
    raw = _read(path, _changed_at(path))
    chain: list[_Link] = []
    for name, place in raw.extends:
        parent = _parent((*above, path), name, place, own)
        chain += [link for link in _with_parents(parent, (*above, path), own) if link not in chain]
    return [*chain, _Link(path, raw, frozenset(link.file for link in chain))]


def _shipped_locks(link: _Link) -> dict[str, Rule]:
    """The locked rules of the shipped pack that this one stands in for without extending it, by id."""
    shipped = LIBRARY / link.file.name
    if link.file == shipped or link.file.stem not in pack_names() or shipped in link.below:
        return {}
    return {rule.id: rule for rule in load_pack(shipped).rules if rule.locked}


def _see_apart(rule: RawRule, link: _Link, chain: Sequence[_Link]) -> None:
    """Packs that do not extend each other may not have a rule of the same id: neither would know of the other's."""
    for other in chain[: chain.index(link)]:
        if other.file not in link.below and any(rule.id == theirs.id for theirs in other.pack.rules):
            raise rule.places["id"].refuse(
                f"two rules have the id “{rule.id}”: this one and one of {other.file.name}, which this pack does not "
                "extend. Give each its own, or name that pack under “extends”."
            )


def _changed_at(path: Path) -> int:
    """When the file was saved last (ns), if it is one that can be read."""
    if path.is_dir():
        raise PackError(
            path.name, 1, f"this is a folder. Name the packs in it one by one, or all as {path.name}/*.yaml."
        )
    if not path.is_file():
        near = get_close_matches(path.stem, [each.stem for each in path.parent.glob("*.yaml")], n=1)
        hint = f"Did you mean “{near[0]}.yaml”?" if near else "Look at its name and at its folder."
        raise PackError(path.name, 1, f"there is no such file. {hint}")
    found = path.stat()
    if found.st_size > _MOST_BYTES:
        raise PackError(path.name, 1, too_large(found.st_size, "bytes"))
    return found.st_mtime_ns


def _beside(path: Path) -> list[str]:
    """The names of the packs in the same folder."""
    return [each.stem for each in path.parent.glob("*.yaml") if each != path]


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
    if children[-1] in found:
        raise place.refuse(f"“{name}” is this pack itself, and there is no other of that name. Take it out.")
    near = get_close_matches(name, [*pack_names(), *own, *ALSO_CALLED, *_beside(children[-1])], n=1)
    hint = f"Did you mean “{near[0]}”?" if near else did_you_mean(name, pack_names())
    raise place.refuse(f"there is no pack “{name}”. {hint}")


def _version(packs: Sequence[RawPack], lists: Mapping[str, tuple[str, ...]]) -> str:
    content = "\n".join([*(raw.text for raw in packs), repr(sorted(lists.items()))])
    names = " + ".join(f"{raw.name} {raw.version}" for raw in packs)
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
        keep_locked(parent, raw)
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
    _removable(raw, parent)
    changes["terms"] = tuple(t for t in (*parent.terms, *given.get("terms", ())) if t not in removed)
    changes["unless_near"] = (*parent.unless_near, *given.get("unless_near", ()))
    places = {**parent.places, **_places(file, raw)}
    return replace(parent, file=file, line=raw.place.line, places=places, **changes)


def _removable(raw: RawRule, parent: Rule) -> None:
    for item in raw.places["remove_terms"].items() if "remove_terms" in raw.given else ():
        if item.words() not in parent.terms:
            near = get_close_matches(item.words(), parent.terms, n=1, cutoff=0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"It stands in {parent.file}, line {parent.line}."
            raise item.refuse(f"“{raw.id}” has no term “{item.words()}” to remove. {hint}")


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
