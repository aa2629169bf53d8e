"""What a stretch of pattern matches and needs, and how stretches are put together.

Patterns are read in pattern_words.py.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

EDGE = "\x01"
"""Stands where a word begins or ends."""

MOST = 2000
"""Pieces of which a pattern may need one; past it they are told apart no further."""

_CROSSED = 64
"""Pieces that are spelled out from choices one after the other; past it each choice stands for itself."""

_REPEATS = 4
"""Longest run of one piece that is written out."""

_KEPT = 3
"""Needs of one pattern that are looked at together."""

_LOOKED_AT = 6
"""Pieces of a set that are asked how much they tell."""

_BOTH = 2
_SHORT = 3
"""Letters up to which a piece is met inside many words."""

_WORD_LIKE = 6
"""Letters from which a longer piece tells no more than a shorter one."""

_EVERYWHERE = frozenset(
    """
    a about after again all also an and any are as at back be been before but by can come council could day did do don
    down every first for free from get go had has have he help her here him his how i if in into is it its just know
    last like ll local make may me more my need new news next no not now of old on one only or other our out over
    people please re s see service she should so some t take team than thank thanks that the their them then there
    these they this those time to today too two under up us ve very was way we week well were what when where which who
    why will with work would year yes you your 0 00 000 0000
    """.split()  # noqa: SIM905  a block of words reads better
)
"""Words that so many drafts hold that they tell little of any."""

_IN_MOST = frozenset(
    """. , in he er on the at is our it to we ing da me and day for you be are us""".split()  # noqa: SIM905  as above
)
"""Pieces that most drafts hold, in a word if not by themselves, so that they tell nothing."""


Pieces = frozenset[str]
EMPTY: Pieces = frozenset({""})


class Part(NamedTuple):
    """What a stretch of pattern matches: one of `exact`, or None where that cannot be told.

    Then every match starts with one of `starts`, ends with one of `ends`, and holds one of each of `needed`.
    """

    exact: Pieces | None
    starts: Pieces = EMPTY
    ends: Pieces = EMPTY
    needed: frozenset[Pieces] = frozenset()


ANYTHING = Part(None)
NOTHING = Part(EMPTY)


def one_of(branches: list[Part]) -> Part:
    """Any of the branches."""
    if len(branches) == 1:
        return branches[0]
    exact = [branch.exact for branch in branches if branch.exact is not None]
    together = _joined(exact)
    if len(exact) == len(branches) and len(together) <= MOST:
        return Part(together)
    best = [_best(branch) for branch in branches]
    return Part(
        None,
        _few(_joined(branch.starts if branch.exact is None else branch.exact for branch in branches)),
        _few(_joined(branch.ends if branch.exact is None else branch.exact for branch in branches)),
        frozenset() if None in best else frozenset({_joined(pieces for pieces in best if pieces)}),
    )


def in_turn(parts: Iterable[Part]) -> Part:
    """Parts one after the other: what they spell together as far as it can be told, and all that they need."""
    run = EMPTY
    starts: Pieces | None = None
    needed: set[Pieces] = set()
    for exact, first, last, inside in parts:
        follows = first if exact is None else exact
        crossed = len(run) * len(follows)
        fits = crossed <= _CROSSED or crossed <= max(len(run), len(follows))
        joined = _crossed(run, follows) if fits else run
        if fits and exact is not None:
            run = joined
            continue
        starts = joined if starts is None else starts
        needed |= {joined, *inside}
        run = last if exact is None else exact
    if starts is None:
        return Part(run)
    return Part(None, starts, run, frozenset(needed | {run}))


def _crossed(run: Pieces, follows: Pieces) -> Pieces:
    """Each of the first with each of the others after it."""
    if run is EMPTY:
        return follows
    if follows is EMPTY:
        return run
    return frozenset([before + after for before in run for after in follows])


def times(part: Part, least: int, most: int) -> Part:
    """The part from `least` to `most` times."""
    if most == 1 and least == 0 and part.exact is not None and len(part.exact) < MOST:
        return Part(EMPTY | part.exact)
    if most <= _REPEATS and part.exact is not None:
        runs = [in_turn([part] * count) for count in range(least, most + 1)]
        return one_of(runs)
    if least == 0:
        return ANYTHING
    if part.exact is None:
        return Part(None, part.starts, part.ends, needs(part))
    run = in_turn([part] * min(least, _REPEATS)).exact or part.exact
    return Part(None, run, run, needs(Part(run)))


def needs(part: Part) -> frozenset[Pieces]:
    """The sets of pieces of which every match of the part holds one each, the most telling few."""
    if part.exact is not None:
        return frozenset({part.exact}) if _worth(part.exact) else frozenset()
    known = {*part.needed, part.starts, part.ends}
    telling: list[Pieces] = []
    for pieces in sorted(_in_order(filter(_worth, known)), key=_seldom, reverse=True):
        if not any(_says_more(other, pieces) for other in telling):
            telling.append(pieces)
            if len(telling) == _KEPT:
                break
    return frozenset(telling)


def _says_more(pieces: Pieces, other: Pieces) -> bool:
    """Whether the first are the others with the edges of words besides."""
    return len(pieces) <= len(other) and all(piece.strip(EDGE) in other for piece in pieces)


def _best(part: Part) -> Pieces | None:
    """The one of them that is met most seldom."""
    if part.exact is not None:
        return part.exact if _worth(part.exact) else None
    return max(_in_order(needs(part)), key=_seldom, default=None)


def _joined(sets: Iterable[Pieces]) -> Pieces:
    return frozenset().union(*sets)


def _few(pieces: Pieces) -> Pieces:
    return pieces if len(pieces) <= MOST else EMPTY


def _in_order(sets: Iterable[Pieces]) -> list[Pieces]:
    """In an order that does not depend on the run, so that a tie between them is settled alike each time."""
    return sorted(sets, key=sorted)


def _seldom(pieces: Pieces) -> tuple[int, int]:
    return _worth(pieces), -len(pieces)


@lru_cache(maxsize=8192)
def _worth(pieces: Pieces) -> int:
    """How much is known where one of the pieces is there: as much as the least telling of them tells.

    Of many, a few short ones are looked at, because those tell least.
    """
    if len(pieces) > _LOOKED_AT:
        return min(map(_telling, sorted(pieces, key=_short_first)[:_LOOKED_AT]))
    return min(map(_telling, pieces))


def _short_first(piece: str) -> tuple[int, str]:
    return len(piece), piece


def _telling(piece: str) -> int:
    """How much a piece tells: its characters, and where words begin and end; nothing where it is met everywhere."""
    plain = piece.replace(EDGE, "").strip()
    edges = piece.startswith(EDGE) + piece.endswith(EDGE)
    if len(plain) > _SHORT:
        everywhere = plain in _EVERYWHERE or (" " in plain and _EVERYWHERE.issuperset(plain.split()))
        return 1 if everywhere else min(_WORD_LIKE, len(plain)) + edges + 1
    return _telling_of_short(plain, edges)


def _telling_of_short(plain: str, edges: int) -> int:
    if not plain or plain in _IN_MOST or (len(plain) == 1 and plain.isalpha() and edges < _BOTH):
        return 0
    if plain in ".,'-:/!&)(" or _EVERYWHERE.issuperset(plain.split()):
        return 1
    inside = plain.isalnum() and edges < _BOTH
    return len(plain) + edges - inside * _BOTH + 1
