"""Terms of rules that combine evidence, read into parts. How parts are found and weighed stands in detectors/evidence.

A term says `part = what`. What it is:

- `part = words`: the words, with short forms however they are spelt; `evict*` stands for any ending
- `part = /pattern/`: a pattern over the folded text (lower case, accents and disguises undone), in linear time
- `part = @person`: evidence by its name
- `part = {list}`: each word or /pattern/ of a list

`part: pattern` is another way to write `part = /pattern/`. The part's name says how it counts:

- any name: the part must be found; `part 2`: in two places that do not overlap; `part+`: the answered post may have it
- `sign …`: of these, `enough = 2` says how many different ones must be found
- `calm …`: each one that is found asks for one sign more
- `void`: takes the meaning out of what it covers
- `but`: spares its sentence; `unless`: spares the draft, as `unless = @consent` does where a record covers it
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import re2

from bot.policy.linear import compiled
from bot.policy.lists import NONE, Lists, alternatives, expanded, is_pattern, only_list, words_of
from bot.policy.needs import Need, any_of
from bot.policy.patterns import Pattern, patterns
from bot.policy.phrases import Phrases, phrases

_TERM = re.compile(r"\s*(?P<part>[^=:]*[^=:\s])\s*(?P<kind>[=:])\s*(?P<what>.*\S)\s*", re.DOTALL)
_COUNTED = re.compile(r".+ ([2-9])")
_ENOUGH = "enough"
_CONSENT = "@consent"


class Role(Enum):
    """How a part counts, told from the beginning of its name."""

    NEEDED = ""
    SIGN = "sign "
    CALM = "calm "
    VOID = "void"
    BUT = "but"
    UNLESS = "unless"


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of evidence: sets of phrases, alternatives of patterns, and names of evidence with their @.

    `need` is what a text must hold for it. `least` is how many places of it there must be that do not overlap.
    `may_be_heard` says that the post which is answered may have it.
    """

    name: str
    role: Role
    phrases: tuple[Phrases, ...]
    patterns: tuple[Pattern, ...]
    named: tuple[str, ...]
    need: Need
    least: int
    may_be_heard: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule's parts in the order in which its terms name them, `enough` signs, and whether a consent spares it."""

    parts: tuple[Part, ...]
    enough: int
    consent: bool

    @classmethod
    def of(cls, terms: Collection[str], lists: Lists = NONE) -> "Terms":
        """The terms read.

        Raises:
            ValueError: a term that is not `part = words`, or a pattern that cannot be used.
            UnknownListError: a list that is not kept.
        """
        values: dict[str, list[str]] = {}
        for part, what in map(_pair, terms):
            values.setdefault(part, []).append(what)
        enough = values.pop(_ENOUGH, ["0"])
        consent = any(_CONSENT in sought for sought in values.values())
        parts = (_part(name, [what for what in sought if what != _CONSENT], lists) for name, sought in values.items())
        return cls(tuple(parts), int(enough[0]), consent)

    @property
    def needed(self) -> tuple[Part, ...]:
        """The parts that must be found."""
        return tuple(part for part in self.parts if part.role is Role.NEEDED)

    @property
    def sets(self) -> tuple[Phrases, ...]:
        """All sets of phrases that the terms use."""
        return tuple(each for part in self.parts for each in part.phrases)

    @property
    def needs(self) -> Collection[Need]:
        """What a text must hold for a rule of these terms: something of each part that must be found."""
        return [part.need for part in self.needed]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All alternatives of patterns that the terms use."""
        return tuple(each for part in self.parts for each in part.patterns)

    @property
    def by_part(self) -> Mapping[str, "re2._Regexp"]:
        """One pattern for all those of a part, by the part's name."""
        return {
            part.name: compiled("|".join(f"(?:{each.written})" for each in part.patterns))
            for part in self.parts
            if part.patterns
        }


def part_of(term: str) -> tuple[str, Role]:
    """The name of the part that a term belongs to, and how it counts; the term itself where it names none."""
    match = _TERM.fullmatch(term)
    name = match["part"] if match else term
    return name, _role(name)


def value_of(term: str) -> str:
    """What a term looks for, without its part; the whole term where it names none."""
    match = _TERM.fullmatch(term)
    return match["what"].strip("/") if match else term


def _pair(term: str) -> tuple[str, str]:
    match = _TERM.fullmatch(term)
    if match is None:
        raise ValueError(f"the term “{term}” should read “part = words”")
    as_pattern = match["kind"] == ":" and not match["what"].startswith("@")
    return match["part"], f"/{match['what']}/" if as_pattern else match["what"]


def _part(name: str, sought: Sequence[str], lists: Lists) -> Part:
    sets, plain = _split(sought, lists)
    written = tuple(what[1:-1] for what in plain if is_pattern(what))
    named = tuple(what for what in plain if what.startswith("@"))
    words = tuple(what for what in plain if not is_pattern(what) and not what.startswith("@"))
    sets += [phrases(words)] if words else []
    alternatives_of = tuple(each for what in written for each in patterns(what))
    need = frozenset() if named else any_of(sets, alternatives_of)
    counted = _COUNTED.fullmatch(name)
    least = int(counted[1]) if counted else 1
    return Part(name, _role(name), tuple(sets), alternatives_of, named, need, least, name.endswith("+"))


def _role(name: str) -> Role:
    for role in (Role.VOID, Role.BUT, Role.UNLESS):
        if name == role.value:
            return role
    return next((role for role in (Role.SIGN, Role.CALM) if name.startswith(role.value)), Role.NEEDED)


def _split(sought: Sequence[str], lists: Lists) -> tuple[list[Phrases], list[str]]:
    """The sets of whole lists, and everything else written out."""
    sets: list[Phrases] = []
    plain: list[str] = []
    for what in sought:
        if name := only_list(what):
            told, special = _parted(words_of(name, lists))
            sets += told
            plain += special
        else:
            plain += [alternatives(what, lists)] if is_pattern(what) else expanded(what, lists)
    return sets, plain


@lru_cache(maxsize=1024)
def _parted(words: tuple[str, ...]) -> tuple[tuple[Phrases, ...], tuple[str, ...]]:
    """The set of a list's words, and the patterns and names that it holds; kept, because rules share their lists."""
    special = tuple(word for word in words if word.startswith(("/", "@")))
    told = tuple(word for word in words if not word.startswith(("/", "@"))) if special else words
    return (phrases(told),) if told else (), special
