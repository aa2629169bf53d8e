"""Which pieces of text a pattern cannot match without, read from the pattern itself. Nothing is matched here.

`(?:knife|stabb[a-z]+)` needs `knife` or `stabb`. What cannot be read needs nothing, so that a rule is asked once too
often rather than once too seldom.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain

from bot.policy.pattern_parts import ANYTHING, EDGE, MOST, NOTHING, Part, Pieces, in_turn, needs, one_of, times

_PLAIN = r"(?:[A-Za-z0-9 ,;:!'\"@#/_%&=<>~-]|\\[ '&/.-])"
_PLAIN_RUN = re.compile(rf"{_PLAIN}+(?![*+?{{])")
_PLAIN_WORDS = re.compile(rf"(?:{_PLAIN}|(?<=[a-z])\?(?![*+?])|\|)+(?=[|)]|\Z)")
"""Plain alternatives one after the other, some with a letter that may be left out: read at once, as there are many."""

_LOOK_ROUND = re.compile(r"<?[=!]")
_DIGITS = str.maketrans("123456789", "000000000")
_CLASSES: Mapping[str, Part] = {
    char: Part(frozenset({piece})) for char, piece in {"d": "0", "s": " ", "b": EDGE, "A": "", "z": ""}.items()
}
_REPEATED = {"*": (0, MOST), "+": (1, MOST), "?": (0, 1)}
_CONTROLS = {"n": " ", "t": " ", "r": " ", "f": " ", "v": " "}


class _UnreadError(Exception):
    """The pattern is written in a way that is not read here."""


@lru_cache(maxsize=4096)
def needed_pieces(pattern: str) -> frozenset[Pieces]:
    """Sets of lower-case pieces of which every match holds one each, digits as 0, white space as one space.

    A piece begins and ends with EDGE where a word begins or ends there.
    """
    try:
        part = _Reader(pattern).whole()
    except _UnreadError:
        return frozenset()
    return needs(part)


class _Reader:
    """Reads a pattern once from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0
        self._readers: Mapping[str, Callable[[], Part]] = {
            "(": self._group,
            "[": self._set,
            "\\": self._escape,
            ".": lambda: ANYTHING,
            "^": lambda: NOTHING,
            "$": lambda: NOTHING,
        }

    def whole(self) -> Part:
        part = self._alternatives()
        if self._at < len(self._pattern):
            raise _UnreadError
        return part

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _take(self) -> str:
        taken = self._peek()
        if not taken:
            raise _UnreadError
        self._at += 1
        return taken

    def _alternatives(self) -> Part:
        branches = [self._branch()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._branch())
        return one_of(branches)

    def _branch(self) -> Part:
        """The next alternative, or as many as can be read at once."""
        if words := _PLAIN_WORDS.match(self._pattern, self._at):
            self._at = words.end()
            return _plain(words[0])
        return self._sequence()

    def _sequence(self) -> Part:
        parts = []
        while (char := self._peek()) and char not in "|)":
            run = None if char in "(\\[" else self._plain_run()
            parts.append(run or self._repeated(self._item()))
        return in_turn(parts) if len(parts) != 1 else parts[0]

    def _plain_run(self) -> Part | None:
        run = _PLAIN_RUN.match(self._pattern, self._at)
        if run is None:
            return None
        self._at = run.end()
        return _plain(run[0])

    def _item(self) -> Part:
        char = self._take()
        reader = self._readers.get(char)
        return reader() if reader else _letter(char)

    def _group(self) -> Part:
        if self._peek() == "?":
            self._at += 1
            if looks := _LOOK_ROUND.match(self._pattern, self._at):
                self._at = looks.end()
                self._group()
                return NOTHING
            if self._pattern.startswith("P=", self._at):
                raise _UnreadError
            while self._peek() not in (":", ">", ")", ""):
                self._at += 1
            if self._take() == ")":
                return NOTHING
        inside = self._alternatives()
        if self._take() != ")":
            raise _UnreadError
        return inside

    def _escape(self) -> Part:
        char = self._take()
        if char in _CONTROLS:
            return _letter(_CONTROLS[char])
        known = _CLASSES.get(char)
        if known is not None:
            return known
        if char in "BDSWw":
            return NOTHING if char == "B" else ANYTHING
        if char.isalnum():
            raise _UnreadError
        return _letter(char)

    def _set(self) -> Part:
        """A class in brackets: each of its characters, or anything where it leaves some out or has many."""
        inverted = self._peek() == "^"
        self._at += inverted
        members: set[str] = set()
        known, first = not inverted, True
        while first or self._peek() != "]":
            first = False
            member = self._member()
            known = known and member is not None
            members |= member or set()
        self._at += 1
        return Part(frozenset(members)) if known and len(members) <= MOST else ANYTHING

    def _member(self) -> Pieces | None:
        """One character, class or range of a class in brackets; None for more than can be named."""
        char = self._take()
        if (char == "[" and self._peek() == ":") or (char == "\\" and self._peek() in ("b", "A", "z")):
            raise _UnreadError
        part = self._escape() if char == "\\" else _letter(char)
        if self._peek() != "-" or self._pattern[self._at + 1 : self._at + 2] in ("]", ""):
            return part.exact
        self._at += 1
        last = self._take()
        if last in "\\[" or part.exact is None:
            raise _UnreadError
        if not (char.isascii() and last.isascii()):
            return None
        return frozenset().union(*(_letter(chr(code)).exact or () for code in range(ord(char), ord(last) + 1)))

    def _repeated(self, part: Part) -> Part:
        sign = self._peek()
        if sign in _REPEATED:
            self._at += 1
            least, most = _REPEATED[sign]
        elif sign == "{":
            least, most = self._counts()
        else:
            return part
        if self._peek() == "?":
            self._at += 1
        return times(self._repeated(part), least, most) if self._peek() in ("*", "+") else times(part, least, most)

    def _counts(self) -> tuple[int, int]:
        end = self._pattern.find("}", self._at)
        low, comma, high = self._pattern[self._at + 1 : end].partition(",")
        if end < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
            raise _UnreadError
        self._at = end + 1
        return int(low), int(high) if high else (MOST if comma else int(low))


@lru_cache(maxsize=8192)
def _plain(written: str) -> Part:
    """Plain alternatives; kept, because patterns repeat their words."""
    words = written.replace("\\", "").lower().translate(_DIGITS).split("|")
    return Part(frozenset(chain.from_iterable(map(_spellings, words)) if "?" in written else words))


def _spellings(word: str) -> list[str]:
    """A word with and without each letter that ? follows."""
    start, may_go, rest = word.partition("?")
    return [begun + end for begun in (start[:-1], start) for end in _spellings(rest)] if may_go else [word]


@lru_cache(maxsize=512)
def _letter(char: str) -> Part:
    """A character as it stands in what is searched; one that may be replaced there could be any."""
    if char in "0123456789":
        return Part(frozenset({"0"}))
    if char.isspace():
        return Part(frozenset({" "}))
    if char in ("?", EDGE) or (not char.isascii() and char.isalnum()):
        return ANYTHING
    return Part(frozenset({char.lower()}))
