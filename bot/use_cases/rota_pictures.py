"""Bringing pictures of a rota to the person who asked, from a due row: drawn from the state as it is when they arrive.

A chat that is down delays one. Running the row twice shows a picture twice, which harms nobody.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.core.cards import Notice, Tone
from bot.core.due import Again, Claim, Work, retry_after
from bot.core.ids import PersonId, RotaId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.publishing import Picture
from bot.core.rota.plan import Plan
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Drawings
from bot.use_cases.ports_chat import CannotDeliver, Chat, TryLater
from bot.use_cases.tools import Tools

Drawn = tuple[str, Picture]
"""What stands above a picture, and the picture."""
Draw = Callable[[UnitOfWork, Drawings, Plan, date], Drawn | None]


def ask_for(uow: UnitOfWork, what: str, person: PersonId, rota: RotaId, day: date) -> None:
    """Have a picture brought to somebody as soon as the transaction is committed."""
    uow.due.at(Work.SHOW_PICTURE, f"{what}|{person}|{rota}|{day}", uow.now())


def show_picture(tools: Tools, claim: Claim, kinds: Mapping[str, Draw]) -> Again | None:
    """Draw it and bring it. Nothing is brought to somebody who has gone, or of a rota that is gone."""
    what, person, rota, day = claim.subject.split("|")
    with tools.store.read() as uow:
        whom, plan = uow.people.get(PersonId(person)), uow.rotas.plan(RotaId(rota))
        place = _place(tools, whom)
        if place is None or plan is None or tools.drawings is None:
            return None
        drawn = kinds[what](uow, tools.drawings, plan, date.fromisoformat(day))
    if drawn is None:
        return None
    chat, identity = place
    answer = chat.show(identity, *drawn)
    if isinstance(answer, TryLater):
        return Again(max(answer.after or timedelta(), retry_after(claim.attempt)), answer.detail)
    if isinstance(answer, CannotDeliver):
        with tools.store.write() as uow:
            tell(uow, f"picture:{claim.subject}", ToPerson(PersonId(person)), _in_words(drawn, answer))
    return None


def _place(tools: Tools, person: Person | None) -> tuple[Chat, ChatIdentity] | None:
    """The first chat in which this person can be written to."""
    if person is None or person.standing is not Standing.ACTIVE:
        return None
    return next(((tools.chats[i.platform], i) for i in person.chat if i.platform in tools.chats), None)


def _in_words(drawn: Drawn, answer: CannotDeliver) -> Notice:
    title, picture = drawn
    return Notice(title, ("The picture could not be shown here.", answer.detail, picture.alt), Tone.WARNING)
