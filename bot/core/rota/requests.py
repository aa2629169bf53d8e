"""What is asked of people because somebody is away: a request for cover, and a swap two people agree on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.clock import DAY, first, local
from bot.core.rota.cover import Held
from bot.core.rota.duty import SeatName
from bot.core.rota.stretches import Stretch


class Answer(StrEnum):
    """What somebody who was asked has said. No answer is never taken for a yes."""

    NONE = "none"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Ask:
    """One person asked, when, and until when they are waited for before the next one is asked as well."""

    person: PersonId
    at: datetime
    until: datetime
    answer: Answer = Answer.NONE


class RequestState(StrEnum):
    """How far a request for cover has come."""

    SEEKING = "seeking"  # → covered | gap | over: somebody is being asked
    GAP = "gap"  # → covered | accepted | over: nobody is left to ask, and it has been announced
    ACCEPTED = "accepted"  # → covered | over: a lead has said that it stays open
    COVERED = "covered"
    OVER = "over"  # the absence was cancelled, somebody was put on by hand, or the time has passed


STANDING = frozenset({RequestState.SEEKING, RequestState.GAP, RequestState.ACCEPTED})
"""States in which somebody can still take it."""
ANNOUNCED = frozenset({RequestState.GAP, RequestState.ACCEPTED})


RIGHTS = "rights:"


def rights_lost(accounts: Iterable[AccountId]) -> str:
    """What stands for an absence where somebody may no longer hold their shifts: off these lists, or untrained."""
    return RIGHTS + ",".join(sorted(accounts))


def lists_lost(absence: str) -> frozenset[AccountId]:
    """The accounts named in what `rights_lost` gave; none for an absence."""
    named = absence.removeprefix(RIGHTS) if absence.startswith(RIGHTS) else ""
    return frozenset(AccountId(account) for account in named.split(",") if account)


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """Shifts of one person that somebody else has to take, or an account they leave without an approver.

    `absence` is empty where the person has gone for good, and begins with RIGHTS where they are there but may no longer
    hold their shifts; the accounts whose lists they were taken off follow it. For an account, `seat` and `rota` are
    empty: nobody can be asked, because nobody is left.
    """

    id: int
    person: PersonId
    absence: str
    rota: RotaId
    seat: SeatName
    account: AccountId | None
    parts: tuple[Stretch, ...]
    state: RequestState
    asks: tuple[Ask, ...] = ()
    covered_by: PersonId | None = None
    entry: int | None = None
    """The number of the change that put them on."""
    left_open_by: PersonId | None = None
    """The lead who decided that it stays open."""

    @property
    def is_of_rights(self) -> bool:
        """Whether the person is there, and may no longer hold these shifts."""
        return self.absence.startswith(RIGHTS)

    @property
    def start(self) -> datetime:
        """When the first of it begins."""
        return self.parts[0][0]

    @property
    def end(self) -> datetime:
        """When the last of it ends."""
        return self.parts[-1][1]

    @property
    def shifts(self) -> Held:
        """The shifts, for looking for somebody."""
        return Held(self.seat, self.parts)

    def asked(self, person: PersonId) -> Ask | None:
        """How this person was asked, if they were."""
        return next((ask for ask in self.asks if ask.person == person), None)

    def waiting(self, now: datetime) -> Ask | None:
        """The person still waited for, if there is one."""
        return next((ask for ask in self.asks if ask.answer is Answer.NONE and now < ask.until), None)

    def answered(self, person: PersonId, answer: Answer) -> "CoverRequest":
        """With this person's answer."""
        return replace(self, asks=tuple(replace(a, answer=answer) if a.person == person else a for a in self.asks))


class SwapState(StrEnum):
    """Whether a proposed swap is agreed on."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    OVER = "over"  # taken back, or no longer possible


@dataclass(frozen=True, slots=True)
class Part:
    """One person's shift in a swap."""

    person: PersonId
    rota: RotaId
    seat: SeatName
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Swap:
    """`mine` is the shift of whoever proposes it, `theirs` the one they would take instead."""

    id: int
    mine: Part
    theirs: Part
    state: SwapState
    proposed_at: datetime


SHORTEST = timedelta(minutes=5)
"""The least time somebody asked is given."""
_AWAKE = (time(8), time(20))


def answer_by(now: datetime, start: datetime, longest: timedelta, zone: ZoneInfo) -> datetime:
    """Until when somebody asked now is waited for: `longest`, but a quarter of the time left at most.

    Where the shift is more than a day off, nobody is passed over for being asleep.
    """
    until = now + min(longest, max(SHORTEST, (start - now) / 4))
    if start - until < DAY:
        return until
    wall = local(until, zone)
    if _AWAKE[0] <= wall.time() <= _AWAKE[1]:
        return until
    day = wall.date() + DAY if wall.time() > _AWAKE[1] else wall.date()
    return first(datetime.combine(day, _AWAKE[0]), zone) + min(longest, DAY / 24)
