"""The shape of a rule pack in YAML, key by key. How packs extend each other stands in packs.py.

A rule whose id a parent pack has may give any of the keys: `terms` and `unless_near` add to the parent's,
`remove_terms` takes away, `examples` replaces the parent's (adds to them where the rule is locked), the rest replaces.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from bot.core.findings import Level
from bot.policy.checks import CHECKS
from bot.policy.context import PERIODS
from bot.policy.detectors import DETECTORS
from bot.policy.mutations import written_out
from bot.policy.rules import Example
from bot.policy.scope import APPLIES_TO, AREAS, Scope
from bot.policy.yaml_nodes import Place, compose

_PACK_KEYS = ("pack", "version", "owner", "review_by", "extends", "rules")
_FOR_EXAMPLE = {
    "pack": "pack: council",
    "version": "version: 1",
    "owner": "owner: Head of communications",
    "review_by": "review_by: 2027-03-31",
    "rules": "rules: and below it, a dash and a space before each rule’s id.",
}
"""What a pack must say."""
_REQUIRED = ("id", "check", "matcher", "level", "message", "why", "fix", "examples")
_ID = re.compile(r"[\w.-]+")
_LINK = re.compile(r"https?://\S+\.\S+")
_MATCHERS = ("phrases", "pattern", *(f"builtin:{name}" for name in sorted(DETECTORS)))


@dataclass(frozen=True, slots=True)
class RawRule:
    """A rule as one file gives it: only the keys it gives, read and checked, with their places."""

    id: str
    place: Place
    given: Mapping[str, Any]
    places: Mapping[str, Place]

    def missing(self) -> list[str]:
        """The keys that a rule of its own must give and this one does not."""
        return [key for key in _REQUIRED if key not in self.places]


@dataclass(frozen=True, slots=True)
class RawPack:
    """A pack as one file gives it."""

    name: str
    version: str
    owner: str
    review_by: date
    extends: tuple[tuple[str, Place], ...]
    rules: tuple[RawRule, ...]
    text: str


def read_pack(file: str, text: str) -> RawPack:
    """A pack file's text, each key in its place.

    Raises:
        PackError: an unknown or missing key, a value of the wrong shape, two rules of one id.
    """
    top = compose(file, text)
    keys = top.mapping(_PACK_KEYS)
    for needed, example in _FOR_EXAMPLE.items():
        if needed not in keys:
            raise top.refuse(f"the pack needs “{needed}”. Write, at the beginning of a line: {example}")
    extends = keys["extends"].items() if "extends" in keys else []
    if not extends and not keys["rules"].items():
        raise keys["rules"].refuse("the pack has no rules and extends none, so nothing would be checked. Write a rule.")
    return RawPack(
        keys["pack"].words(),
        keys["version"].words(),
        keys["owner"].words(),
        keys["review_by"].day(),
        tuple((parent.words(), parent) for parent in extends),
        _rules(keys["rules"]),
        text,
    )


def read_lists(file: str, text: str) -> dict[str, tuple[str, ...]]:
    """The named lists that terms may use as {name}; an item may hold many words with commas between them.

    A word after ~ stands for all its Welsh mutations.
    """
    lists = compose(file, text).mapping()
    return {
        name: tuple(form for item in place.items() for word in _listed(item) for form in _forms(word))
        for name, place in lists.items()
    }


def _forms(word: str) -> tuple[str, ...]:
    return (word,) if word.startswith("/") else written_out(word)


def _listed(place: Place) -> list[str]:
    """The words of one item; a pattern between slashes keeps its commas."""
    item = place.words()
    if item.startswith("/") and not item.endswith("/"):
        raise place.refuse(f"the pattern “{item[:40]}…” begins with / and does not end with one. Close it with /.")
    if item.startswith("/") or ", " not in item:
        return [item]
    words = [word.strip() for word in item.split(",")]
    if "" in words[:-1]:
        raise place.refuse("two commas stand side by side in this list. Take one out.")
    return [word for word in words if word]


def _rules(place: Place) -> tuple[RawRule, ...]:
    rules: dict[str, RawRule] = {}
    for item in place.items():
        rule = _rule(item)
        if rule.id in rules:
            raise rule.places["id"].refuse(
                f"two rules have the id “{rule.id}”; the first stands on line {rules[rule.id].place.line}. "
                "Give each its own."
            )
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(place: Place) -> RawRule:
    places = place.mapping(_READERS)
    if "id" not in places:
        raise place.refuse("the rule needs an “id”.")
    given = {key: _READERS[key](value) for key, value in places.items()}
    return RawRule(given["id"], place, given, places)


def _id(place: Place) -> str:
    found = place.words()
    if not _ID.fullmatch(found):
        raise place.refuse(
            f"“{found}” is no id: letters, digits, full stops and hyphens without spaces, as in own.castle."
        )
    return found


def _matcher(place: Place) -> str:
    found = place.words()
    if found not in _MATCHERS and not get_close_matches(found, _MATCHERS, n=1, cutoff=0.8):
        raise place.refuse(
            f"“{found}” is not one of the choices. Expected phrases, pattern, or a built-in check by its name: "
            f"{', '.join(_MATCHERS[2:])}."
        )
    return place.choice(_MATCHERS)


def _link(place: Place) -> str:
    found = place.words()
    if not _LINK.fullmatch(found):
        raise place.refuse(f"“{found[:80]}” is no address people can open: it should begin with https://.")
    return found


def _level(place: Place) -> Level:
    return Level(place.choice([level.value for level in Level]))


def _applies_to(place: Place) -> dict[str, tuple[str, ...]]:
    known = [*APPLIES_TO, *(f"not_{name}" for name in APPLIES_TO), "author_role", "not_author_role"]
    given = place.mapping(known)
    found = {name: _scope_values(name, value) for name, value in given.items()}
    for name, values in found.items():
        if name.startswith("not_") and not set(found.get(name[4:], APPLIES_TO.get(name[4:], ("any",)))) - set(values):
            raise given[name].refuse(f"with “{name}” nothing is left that the rule applies to. Take one of them out.")
    return found


def _scope_values(name: str, place: Place) -> tuple[str, ...]:
    known = PERIODS if name == "period" else APPLIES_TO.get(name.removeprefix("not_"))
    found = tuple(item.choice(known) if known else item.words() for item in place.items())
    if not found:
        raise place.refuse("expected at least one value.")
    return found


def _when(place: Place) -> dict[str, Any]:
    keys = place.mapping(("period", "covers", "hold", "meeting", "reply"))
    if "covers" in keys and "period" not in keys:
        raise keys["covers"].refuse("“covers” speaks of a period: name the “period” too.")
    found: dict[str, Any] = {name: keys[name].flag() for name in ("hold", "meeting", "reply") if name in keys}
    if "period" in keys:
        found["periods"] = _scope_values("period", keys["period"])
    if "covers" in keys:
        found["covers_account"] = bool(keys["covers"].choice(AREAS))
    return found


def scope(applies_to: Mapping[str, tuple[str, ...]], when: Mapping[str, Any]) -> Scope:
    """The scope that the two keys of a rule describe together."""
    only = {name: values for name, values in applies_to.items() if not name.startswith("not_")}
    never = {name.removeprefix("not_"): values for name, values in applies_to.items() if name.startswith("not_")}
    return Scope(only, never, **when)


def _examples(place: Place) -> dict[str, tuple[Example, ...]]:
    keys = place.mapping(("fires", "passes"))
    for needed in ("fires", "passes"):
        if needed not in keys or not keys[needed].items():
            raise place.refuse(f"the rule needs at least one example under “{needed}”.")
    return {name: tuple(_example(item) for item in value.items()) for name, value in keys.items()}


def _example(place: Place) -> Example:
    if not place.is_mapping():
        return Example(_said(place), place.line)
    keys = place.mapping(("text", "context"))
    if "text" not in keys:
        raise place.refuse("the example needs a “text”.")
    context = keys["context"].plain() if "context" in keys and keys["context"].mapping() else {}
    return Example(_said(keys["text"]), place.line, context)


def _said(place: Place) -> str:
    """An example's words as they are typed, spaces outside included."""
    place.words()
    return place.text()


_READERS: Mapping[str, Callable[[Place], Any]] = {
    "check": lambda place: place.choice(CHECKS),
    "id": _id,
    "matcher": _matcher,
    "link": _link,
    "level": _level,
    "locked": Place.flag,
    "review_by": Place.day,
    "applies_to": _applies_to,
    "when": _when,
    "examples": _examples,
    **dict.fromkeys(("terms", "remove_terms", "unless_near"), Place.texts),
    **dict.fromkeys(("route_to", "message", "why", "fix", "owner"), Place.words),
}
