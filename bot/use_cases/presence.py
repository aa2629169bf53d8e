"""Who is there to be asked. Whoever is away may still act, because authority is a grant, but is never asked (S68)."""

from collections.abc import Iterable
from datetime import timedelta

from bot.core.cards import Notice, Tone
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.wording import names
from bot.use_cases.alarms import first_time, tell_author, tell_leads
from bot.use_cases.cases import Case
from bot.use_cases.ports import UnitOfWork


def away_now(uow: UnitOfWork) -> frozenset[PersonId]:
    """Everybody who is away at this moment."""
    now = uow.now()
    return frozenset(kept.absence.person for kept in uow.rotas.absences(now, now + timedelta.resolution))


def present(uow: UnitOfWork, people: Iterable[Person]) -> list[Person]:
    """Those of them who are there."""
    away = away_now(uow)
    return [person for person in people if person.id not in away]


def tell_if_all_away(uow: UnitOfWork, case: Case, able: Iterable[Person]) -> None:
    """Say to the author and the leads, once a round, that everybody who may decide is away."""
    deciding = list(able)
    if not deciding or present(uow, deciding):
        return
    key = f"all-away:{case.draft.id}"
    if not first_time(uow, key, str(case.draft.round)):
        return
    title = f"Nobody who may decide on draft {case.draft.id} for @{case.account.handle} is there"
    who = f"{names([p.name for p in deciding], joined_by='and')} {'is' if len(deciding) == 1 else 'are'} away."
    lead = "To do: ask one of them to come back to it, or have somebody who is there added as an approver."
    author = "The communications leads have been told. The draft stays where it is, and nothing is lost."
    tell_leads(uow, f"{key}:{case.draft.round}", Notice(title, (who, lead), Tone.ALARM))
    tell_author(uow, f"{key}:{case.draft.round}:author", case.draft.id, Notice(title, (who, author), Tone.WARNING))
