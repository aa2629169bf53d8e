"""What can be foreseen of rotas and approvers, read from the store and put into words (S30, S74).

The arithmetic is core/rota/forecast.py's; who is warned, and when, is forecast.py's beside this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Grant, Kind, Role
from bot.core.authority import holders
from bot.core.ids import AccountId, PersonId
from bot.core.people import Person
from bot.core.rota.duty import Gap, GapReason, SeatName, Span
from bot.core.rota.forecast import Approver, gaps, nobody_left
from bot.core.rota.plan import Plan
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch, joined
from bot.core.wording import names, stretch
from bot.use_cases.cases import zone
from bot.use_cases.left_open import unnoticed, unnoticed_times
from bot.use_cases.now_words import why_open
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import in_force
from bot.use_cases.watched import place_words

HORIZON = timedelta(days=14)
_LINES = 5


def looking_ahead(uow: UnitOfWork) -> Stretch:
    """The time a forecast is about: from now on, as far as the horizon."""
    return uow.now(), uow.now() + HORIZON


def red_gaps(uow: UnitOfWork, plan: Plan) -> list[Span]:
    """The times ahead in which a seat of this rota should be held and is not, and nobody decided that it stays so."""
    within = looking_ahead(uow)
    return unnoticed(uow, plan, gaps(spans(in_force(uow, plan, *within), *within)))


def gap_lines(uow: UnitOfWork, plan: Plan, *, most: int = _LINES, absences: bool = True) -> list[str]:
    """The red gaps of a rota, those with one cause together, `most` causes at most.

    Without `absences`, only those that nobody who is away has left: for the others cover is sought.
    """
    return words_of_gaps(uow, plan, red_gaps(uow, plan), most=most, absences=absences)


def words_of_gaps(
    uow: UnitOfWork, plan: Plan, found: Iterable[Span], *, most: int = _LINES, absences: bool = True
) -> list[str]:
    """As `gap_lines`, for gaps already looked for."""
    causes: dict[tuple[SeatName, Gap], list[Span]] = {}
    for span in found:
        if isinstance(span.duty, Gap) and (absences or span.duty.reason is not GapReason.AWAY):
            causes.setdefault((span.seat, span.duty), []).append(span)
    lines = [_gap_words(uow, plan, found) for found in causes.values()]
    more = [f"… and more gaps in {plan.name}: /rota forecast"] if len(lines) > most else []
    return [*lines[:most], *more]


def _gap_words(uow: UnitOfWork, plan: Plan, found: Sequence[Span]) -> str:
    duty = found[0].duty
    assert isinstance(duty, Gap)
    head = f"Red gap in {plan.name}: nobody is {place_words(plan, found[0].seat)}, because {why_open(uow, duty)}"
    return _with_times(uow, head, [(span.start, span.end) for span in found])


def _with_times(uow: UnitOfWork, head: str, times: Sequence[Stretch]) -> str:
    shown = [stretch(start, end, zone(uow), uow.now()) for start, end in times[:_LINES]]
    if len(shown) == 1:
        return f"{head}: {shown[0]}."
    more = [f"and {len(times) - _LINES} times more"] if len(times) > _LINES else []
    return "\n• ".join([f"{head}:", *shown, *more])


@dataclass(frozen=True, slots=True)
class Bereft:
    """An account for which nobody can approve, and when. `is_without` is whether nobody is on its list at all."""

    account: Account
    times: tuple[Stretch, ...]
    is_without: bool


def bereft(uow: UnitOfWork, within: Stretch, *, absences: bool = True) -> list[Bereft]:
    """The accounts for which no trained approver is present at some time in the stretch, by handle.

    Without `absences`, those that would have none though nobody were away.
    """
    return bereft_of(uow, approvers(uow), within, absences=absences)


def bereft_of(
    uow: UnitOfWork, listed: Mapping[AccountId, Sequence[Person]], within: Stretch, *, absences: bool = True
) -> list[Bereft]:
    """The same, where it is known who may approve."""
    away = _away(uow, within) if absences else {}
    here = ZoneInfo(zone(uow))
    found = []
    for account in sorted(uow.accounts.all(), key=lambda account: account.handle):
        if account.kind is Kind.PERSONAL:
            continue
        able = listed[account.id]
        left = nobody_left([Approver(p.id, p.trained_until) for p in able], away, within, here)
        if left:
            found.append(Bereft(account, tuple(left), not able))
    return found


def unnoticed_bereft(uow: UnitOfWork, within: Stretch) -> list[Bereft]:
    """The same without the times somebody decided to leave so."""
    return not_left_so(uow, bereft(uow, within))


def not_left_so(uow: UnitOfWork, found: Iterable[Bereft]) -> list[Bereft]:
    """These without the times somebody decided to leave so."""
    cut = (replace(each, times=tuple(unnoticed_times(uow, each.account.id, each.times))) for each in found)
    return [each for each in cut if each.times]


def approvers(uow: UnitOfWork) -> dict[AccountId, list[Person]]:
    """Everybody who may approve, by account. Each account is asked about its own people only: there are thousands."""
    people = {person.id: person for person in uow.people.all()}
    grants: dict[AccountId, list[Grant]] = {}
    for grant in uow.accounts.grants():
        grants.setdefault(grant.account, []).append(grant)
    return {account.id: _able(account, people, grants.get(account.id, [])) for account in uow.accounts.all()}


def _able(account: Account, people: Mapping[PersonId, Person], grants: list[Grant]) -> list[Person]:
    named = {grant.person: people[grant.person] for grant in grants if grant.person in people}
    return [held.person for held in holders(account, Role.APPROVE, named.values(), grants)]


def _away(uow: UnitOfWork, within: Stretch) -> dict[PersonId, list[Stretch]]:
    away: dict[PersonId, list[Stretch]] = {}
    for kept in uow.rotas.absences(*within):
        away.setdefault(kept.absence.person, []).append((kept.absence.start, kept.absence.end))
    return {person: joined(theirs) for person, theirs in away.items()}


def at_risk(uow: UnitOfWork) -> dict[AccountId, Bereft]:
    """The accounts that have fewer than one available approver at this instant (S30)."""
    found = bereft(uow, (uow.now(), uow.now() + datetime.resolution))
    return {each.account.id: each for each in found}


def bereft_lines(uow: UnitOfWork, found: Iterable[Bereft]) -> list[str]:
    """“Nobody can approve for @x”, when and why; accounts with the same times together."""
    alike: dict[tuple[tuple[Stretch, ...], bool], list[str]] = {}
    for each in found:
        alike.setdefault((each.times, each.is_without), []).append(f"@{each.account.handle}")
    return [
        _with_times(uow, f"Nobody can approve for {names(handles, joined_by='and')}, because {_why(is_without)}", times)
        for (times, is_without), handles in alike.items()
    ]


def _why(is_without: bool) -> str:
    if is_without:
        return "nobody is on the list of approvers"
    return "everybody on the list of approvers is away or has no training on record then"


def of_accounts(found: Iterable[Bereft], accounts: Iterable[Account]) -> list[Bereft]:
    """What concerns these accounts."""
    ids = {account.id for account in accounts}
    return [each for each in found if each.account.id in ids]


def away_now(uow: UnitOfWork, until: datetime) -> list[Person]:
    """Who is away at some time from now until then, by name. Never why."""
    away = [uow.people.get(person) for person in _away(uow, (uow.now(), until))]
    return sorted((person for person in away if person), key=lambda person: person.name)
