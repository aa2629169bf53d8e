"""Painting claims over a tiled stretch of time, one coat over another; the tiles never overlap and leave no hole."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.core.ids import PersonId
from bot.core.rota.duty import Because, Closed, Duty, Gap, GapReason, Holder
from bot.core.rota.stretches import Stretch

People = tuple[PersonId, ...]

Tile = tuple[datetime, datetime, Duty, People]
"""[start, end), its one answer, and the people whom changes have put aside there. Plain, because thousands are made."""


class Claim(NamedTuple):
    """Somebody, or nobody, for [start, end). With `instead_of`, only where that person would be on duty."""

    start: datetime
    end: datetime
    duty: Duty
    instead_of: PersonId | None = None


Landing = Callable[[Claim, Duty, People], tuple[Duty, People] | None]
"""What a claim makes of a tile's answer; None where it does not apply."""


def paint(tiles: Sequence[Tile], claims: Sequence[Claim], landing: Landing) -> list[Tile]:
    """The tiles with the claims on top. Claims are sorted and do not overlap; what no claim touches stays as it is."""
    left, out, i = list(tiles), [], 0
    for claim in claims:
        touched = _first_touched(left, claim.start, i)
        if touched > i:
            out += left[i:touched]
        i = _coat(left, touched, claim, landing, out)
    out += left[i:]
    return out


def painted(tiles: list[Tile], claims: Iterable[Claim], landing: Landing) -> list[Tile]:
    """As `paint`, for claims in the order they were entered, which may overlap: the later one is on top."""
    for track in _tracks(claims):
        tiles = paint(tiles, track, landing)
    return tiles


def _first_touched(tiles: list[Tile], start: datetime, i: int) -> int:
    """The first tile from the i-th on that does not end before the start."""
    if i < len(tiles) and tiles[i][1] > start:
        return i
    found = bisect_left(tiles, (start,), i)
    return found - 1 if found > i and tiles[found - 1][1] > start else found


def _coat(left: list[Tile], i: int, claim: Claim, landing: Landing, out: list[Tile]) -> int:
    """One claim over the tiles from the i-th on. What is left of a tile behind the claim waits for the next one."""
    begin, stop = claim.start, claim.end
    while i < len(left) and left[i][0] < stop:
        start, end, duty, beneath = left[i]
        landed = landing(claim, duty, beneath)
        if landed is not None:
            if start < begin:
                out.append((start, begin, duty, beneath))
                start = begin
            above, under = landed
            out.append((start, min(stop, end), above, under))
            start = stop
        if end > stop:
            left[i] = (start, end, duty, beneath)
            break
        if landed is None:
            out.append(left[i])
        i += 1
    return i


def as_it_is(claim: Claim, _duty: Duty, _beneath: People) -> tuple[Duty, People]:
    """The claim, whatever was there."""
    return claim.duty, ()


def as_planned(claim: Claim, duty: Duty, _beneath: People) -> tuple[Duty, People] | None:
    """A layer hides what lies below it; one of whose people nobody works hides only a hole."""
    if isinstance(claim.duty, Gap) and isinstance(duty, Holder):
        return None
    return claim.duty, ()


def as_changed(claim: Claim, duty: Duty, beneath: People) -> tuple[Duty, People] | None:
    """A change takes the seat from its holder, or from the person it names, on whichever level they held it."""
    here = duty.person if isinstance(duty, Holder) else None
    named, new = claim.instead_of, claim.duty
    if isinstance(duty, Closed) and not _puts_on(new):
        return None
    if named is not None and named != here and named not in beneath:
        return None
    if here is None:
        return new, beneath
    if isinstance(new, Holder) and named is None:
        new = Holder(new.person, new.because, "", None, here)
    return new, (*beneath, here)


def _puts_on(duty: Duty) -> bool:
    """Only an override opens a seat outside its hours; cover and swaps stand in for somebody."""
    return isinstance(duty, Holder) and duty.because is Because.OVERRIDE


def _as_away(claim: Claim, duty: Duty, beneath: People) -> tuple[Duty, People] | None:
    return (claim.duty, beneath) if isinstance(duty, Holder) and duty.person == claim.instead_of else None


def _as_stood_in(claim: Claim, duty: Duty, beneath: People) -> tuple[Duty, People] | None:
    fits = isinstance(duty, Gap) and duty.reason is GapReason.AWAY and duty.person == claim.instead_of
    return (claim.duty, beneath) if fits else None


def _tracks(claims: Iterable[Claim]) -> list[list[Claim]]:
    """As few sorted lists without overlaps as it takes; where two claims meet, the later one is on the later list."""
    found: list[tuple[list[datetime], list[Claim]]] = []
    for claim in claims:
        level = len(found)
        while level and not _meets(claim, *found[level - 1]):
            level -= 1
        if level == len(found):
            found.append(([], []))
        starts, track = found[level]
        i = bisect_right(starts, claim.start)
        starts.insert(i, claim.start)
        track.insert(i, claim)
    return [track for _, track in found]


def _meets(claim: Claim, starts: list[datetime], track: list[Claim]) -> bool:
    i = bisect_right(starts, claim.start)
    return (i > 0 and track[i - 1].end > claim.start) or (i < len(track) and starts[i] < claim.end)


Away = Mapping[PersonId, Sequence[Stretch]]
"""When people are unavailable: sorted, without overlaps."""


def opened(tiles: list[Tile], away: Away, covers: Iterable[Claim]) -> list[Tile]:
    """The tiles with everybody who is away taken off, and who stands in for them by name put on.

    Who stands in may be away too and have somebody else stand in, so it goes on while anything changes, and at most
    once for everybody away: two who stand in for each other end in a gap.
    """
    absences = [Claim(s, e, Gap(GapReason.AWAY, p), p) for p, theirs in away.items() for s, e in theirs]
    named = [claim for claim in covers if claim.instead_of is not None]
    tiles = painted(tiles, absences, _as_away)
    for _ in away:
        filled = painted(tiles, named, _as_stood_in)
        if filled == tiles:
            break
        tiles = painted(filled, absences, _as_away)
    return tiles


def merged(tiles: Iterable[Tile]) -> list[Tile]:
    """Neighbours with the same answer as one."""
    out: list[Tile] = []
    last: Duty | None = None
    for tile in tiles:
        if last is not None and last == tile[2]:
            out[-1] = (out[-1][0], tile[1], last, ())
        else:
            out.append(tile)
            last = tile[2]
    return out
