"""Which pieces of text a pattern cannot match without, read from the pattern itself. Nothing is matched here.

`(?:knife|stabb[a-z]+)` needs `knife` or `stabb`. What cannot be read needs nothing, so that a rule is asked once too
often rather than once too seldom.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

EDGE = "\x01"
"""Stands where a word begins or ends."""

_MOST = 2000
"""Pieces one pattern may need one of; past it they are told apart no further."""

_CROSSED = 64
"""Pieces that are spelled out from choices one after the other; past it each choice stands for itself."""

_REPEATS = 4
"""Longest run of one piece that is written out."""

_CLASSES: Mapping[str, tuple[str, ...] | None] = {"d": ("0",), "s": (" ",), "b": (EDGE,), "A": ("",), "z": ("",)}
_PLAIN_RUN = re.compile(r"[A-Za-z0-9 ,;:!'\"@#/_%&=<>~-]+(?![*+?{])")
_LOOK_ROUND = re.compile(r"<?[=!]")
_DIGITS = str.maketrans("123456789", "000000000")
_CONTROLS = {"n": " ", "t": " ", "r": " ", "f": " ", "v": " "}
_BOTH = 2
_WORD_LIKE = 5
"""Letters from which a longer piece tells no more than a shorter one."""


class _UnreadError(Exception):
    """The pattern is written in a way that is not read here."""


Pieces = frozenset[str]
_EMPTY: Pieces = frozenset({""})


@dataclass(frozen=True, slots=True)
class _Part:
    """What a stretch of pattern matches: one of `exact`, or None where that cannot be told.

    Then every match starts with one of `starts`, ends with one of `ends`, and holds one of `needed` if that is known.
    """

    exact: Pieces | None
    starts: Pieces = _EMPTY
    ends: Pieces = _EMPTY
    needed: Pieces | None = None


_ANYTHING = _Part(None)
_NOTHING = _Part(_EMPTY)


def needed_pieces(pattern: str) -> Pieces:
    """Lower-case pieces of which every match holds one, digits as 0, white space as one space; none where unknown.

    A piece begins and ends with EDGE where a word begins or ends there.
    """
    try:
        part = _Reader(pattern).whole()
    except _UnreadError:
        return frozenset()
    return _best(part) or frozenset()


class _Reader:
    """Reads a pattern once from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0
        self._readers: Mapping[str, Callable[[], _Part]] = {
            "(": self._group,
            "[": self._set,
            "\\": self._escape,
            ".": lambda: _ANYTHING,
            "^": lambda: _NOTHING,
            "$": lambda: _NOTHING,
        }

    def whole(self) -> _Part:
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

    def _alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._sequence())
        return _one_of(branches)

    def _sequence(self) -> _Part:
        parts = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._plain_run() or self._repeated(self._item()))
        return _in_turn(parts)

    def _plain_run(self) -> _Part | None:
        run = _PLAIN_RUN.match(self._pattern, self._at)
        if run is None:
            return None
        self._at = run.end()
        return _Part(frozenset({run[0].lower().translate(_DIGITS)}))

    def _item(self) -> _Part:
        char = self._take()
        reader = self._readers.get(char)
        return reader() if reader else _letter(char)

    def _group(self) -> _Part:
        if self._peek() == "?":
            self._at += 1
            if looks := _LOOK_ROUND.match(self._pattern, self._at):
                self._at = looks.end()
                self._group()
                return _NOTHING
            if self._pattern.startswith("P=", self._at):
                raise _UnreadError
            while self._peek() not in (":", ">", ")", ""):
                self._at += 1
            if self._take() == ")":
                return _NOTHING
        inside = self._alternatives()
        if self._take() != ")":
            raise _UnreadError
        return inside

    def _escape(self) -> _Part:
        char = self._take()
        if char in _CONTROLS:
            return _letter(_CONTROLS[char])
        known = _CLASSES.get(char)
        if known is not None:
            return _Part(frozenset(known))
        if char in "BDSWw":
            return _NOTHING if char == "B" else _ANYTHING
        if char.isalnum():
            raise _UnreadError
        return _letter(char)

    def _set(self) -> _Part:
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
        return _Part(frozenset(members)) if known and len(members) <= _MOST else _ANYTHING

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

    def _repeated(self, part: _Part) -> _Part:
        least, most = 1, 1
        if self._peek() in ("*", "+", "?") and self._peek():
            least, most = {"*": (0, _MOST), "+": (1, _MOST), "?": (0, 1)}[self._take()]
        elif self._peek() == "{":
            least, most = self._counts()
        else:
            return part
        if self._peek() == "?":
            self._at += 1
        return _times(self._repeated(part), least, most) if self._peek() in ("*", "+") else _times(part, least, most)

    def _counts(self) -> tuple[int, int]:
        end = self._pattern.find("}", self._at)
        low, comma, high = self._pattern[self._at + 1 : end].partition(",")
        if end < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
            raise _UnreadError
        self._at = end + 1
        return int(low), int(high) if high else (_MOST if comma else int(low))


def _letter(char: str) -> _Part:
    """A character as it stands in what is searched; one that may be replaced there could be any."""
    if char in "0123456789":
        return _Part(frozenset({"0"}))
    if char.isspace():
        return _Part(frozenset({" "}))
    if char in ("?", EDGE) or (not char.isascii() and char.isalnum()):
        return _ANYTHING
    return _Part(frozenset({char.lower()}))


def _one_of(branches: list[_Part]) -> _Part:
    if len(branches) == 1:
        return branches[0]
    exact = [branch.exact for branch in branches if branch.exact is not None]
    together = _joined(exact)
    if len(exact) == len(branches) and len(together) <= _MOST:
        return _Part(together)
    needed = [_best(branch) for branch in branches]
    return _Part(
        None,
        _few(_joined(branch.starts if branch.exact is None else branch.exact for branch in branches)),
        _few(_joined(branch.ends if branch.exact is None else branch.exact for branch in branches)),
        None if None in needed else _joined(need for need in needed if need),
    )


def _in_turn(parts: Iterable[_Part]) -> _Part:
    """Parts one after the other: what they spell together as far as it can be told, and the best of what they need."""
    run, starts, needed = _EMPTY, None, None
    for part in parts:
        follows = part.starts if part.exact is None else part.exact
        fits = len(run) * len(follows) <= max(_CROSSED, len(run), len(follows))
        joined = frozenset(before + after for before in run for after in follows) if fits else run
        if fits and part.exact is not None:
            run = joined
            continue
        starts = joined if starts is None else starts
        needed = _better(joined, needed, part.needed)
        run = part.ends if part.exact is None else part.exact
    if starts is None:
        return _Part(run)
    return _Part(None, starts, run, _better(needed, run))


def _times(part: _Part, least: int, most: int) -> _Part:
    if most <= _REPEATS and part.exact is not None:
        runs = [_in_turn([part] * count) for count in range(least, most + 1)]
        return _one_of(runs)
    if least == 0:
        return _ANYTHING
    only = part if part.exact is None else _Part(None, part.exact, part.exact)
    return _Part(None, only.starts, only.ends, _best(part))


def _joined(sets: Iterable[Pieces]) -> Pieces:
    return frozenset().union(*sets)


def _few(pieces: Pieces) -> Pieces:
    return pieces if len(pieces) <= _MOST else _EMPTY


def _best(part: _Part) -> Pieces | None:
    """The best that is known of what every match of the part holds."""
    return _better(part.exact, part.needed, *(() if part.exact else (part.starts, part.ends)))


def _better(*known: Pieces | None) -> Pieces | None:
    """Of sets of pieces of which one of each is needed, the one that is met most seldom."""
    telling = [pieces for pieces in known if pieces and _worth(pieces)]
    return max(telling, key=lambda pieces: (_worth(pieces), -len(pieces)), default=None)


@lru_cache(maxsize=8192)
def _worth(pieces: Pieces) -> int:
    """How much is known where one of the pieces is there: as much as the least telling of them tells."""
    return min(map(_telling, pieces))


def _telling(piece: str) -> int:
    """How much a piece tells: its characters, and where words begin and end; nothing where it is met everywhere."""
    plain = piece.replace(EDGE, "").strip()
    edges = piece.startswith(EDGE) + piece.endswith(EDGE)
    if not plain or (len(plain) == 1 and plain.isalpha() and edges < _BOTH):
        return 0
    return min(_WORD_LIKE, len(plain)) + edges
