"""Watching over the weeks ahead: cover is sought for whatever has come open, and open gaps are said again every day.

Also what App Home says of them. Seeking itself is covering.py's.
"""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice, Tone
from bot.core.ids import AccountId
from bot.core.people import Person
from bot.core.rota.requests import CoverRequest, RequestState
from bot.use_cases.alarms import InChannel, first_time, tell
from bot.use_cases.cases import zone
from bot.use_cases.cover_words import gap_line
from bot.use_cases.covering import gap_places, look
from bot.use_cases.ports import UnitOfWork

AHEAD = timedelta(days=28)
"""How far ahead cover is sought for shifts of people who have gone; absences that were entered are sought for whole."""
DAILY = time(8, 30)
"""When the open gaps are said again, by the organisation's clock."""


def watch(uow: UnitOfWork, longest: timedelta) -> None:
    """Once an hour (from the watchdog): look ahead; once a day: say which gaps are open."""
    now = uow.now()
    if not uow.rotas.plans() or not first_time(uow, "rota-watch", f"{now:%Y-%m-%d %H}"):
        return
    look(uow, longest, now, now + AHEAD)
    here = now.astimezone(ZoneInfo(zone(uow)))
    if here.time() >= DAILY:
        _say_again(uow, f"{here:%Y-%m-%d}")


def seek_for_gone(uow: UnitOfWork, longest: timedelta) -> None:
    """Somebody can no longer act: their shifts look for cover at once, not at the next look."""
    look(uow, longest, uow.now(), uow.now() + AHEAD)


def open_gaps(uow: UnitOfWork) -> list[CoverRequest]:
    """The gaps that were announced and that nobody has closed, the earliest first."""
    return [r for r in uow.covers.standing() if r.state is RequestState.GAP and r.end > uow.now()]


def gaps_for(uow: UnitOfWork, person: Person) -> tuple[str, ...]:
    """The open gaps this person should know of: all of them for a lead, else those of accounts they approve for."""
    gaps = open_gaps(uow)
    if not gaps or person.lead:
        return tuple(gap_line(uow, gap) for gap in gaps)
    grants = uow.accounts.grants()
    own = {a.id for a in uow.accounts.all() if may(person, Role.APPROVE, a, grants) is None}
    return tuple(gap_line(uow, gap) for gap in gaps if not own.isdisjoint(_accounts(uow, gap)))


def _accounts(uow: UnitOfWork, gap: CoverRequest) -> list[AccountId]:
    if gap.account:
        return [gap.account]
    plan = uow.rotas.plan(gap.rota)
    return [a.id for a in uow.accounts.all() if plan and plan.watches(a.id)]


def _say_again(uow: UnitOfWork, day: str) -> None:
    """One notice for each channel, with every gap that concerns it."""
    said: dict[AccountId, list[str]] = {}
    for gap in open_gaps(uow):
        for account in gap_places(uow, gap):
            said.setdefault(account, []).append(gap_line(uow, gap))
    for account, lines in said.items():
        if first_time(uow, f"gaps:{account}", day):
            more = "Whoever can take one presses the button on its card; a communications lead can put somebody on."
            tell(uow, f"gaps:{account}:{day}", InChannel(account), Notice(_title(lines), (*lines, more), Tone.ALARM))


def _title(lines: list[str]) -> str:
    return "A shift has nobody yet" if len(lines) == 1 else f"{len(lines)} shifts have nobody yet"
