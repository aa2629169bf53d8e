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
DrawFor = Callable[[UnitOfWork, Drawings, Person, date], Drawn | None]
"""Draws what is no one rota's, as one person may see it."""


def ask_for(uow: UnitOfWork, what: str, person: PersonId, rota: RotaId | None, day: date) -> None:
    """Have a picture brought to somebody as soon as the transaction is committed; without a rota, of all of them."""
    uow.due.at(Work.SHOW_PICTURE, f"{what}|{person}|{rota or ''}|{day}", uow.now())


def show_picture(
    tools: Tools, claim: Claim, kinds: Mapping[str, Draw], for_people: Mapping[str, DrawFor]
) -> Again | None:
    """Draw it and bring it. Nothing is brought to somebody who has gone, or of a rota that is gone."""
    person = PersonId(claim.subject.split("|")[1])
    with tools.store.read() as uow:
        whom = uow.people.get(person)
        place = _place(tools, whom)
        if whom is None or place is None or tools.drawings is None:
            return None
        drawn = _drawn(uow, tools.drawings, claim, whom, kinds, for_people)
    if drawn is None:
        return None
    chat, identity = place
    answer = chat.show(identity, *drawn)
    if isinstance(answer, TryLater):
        return Again(max(answer.after or timedelta(), retry_after(claim.attempt)), answer.detail)
    if isinstance(answer, CannotDeliver):
        with tools.store.write() as uow:
            tell(uow, f"picture:{claim.subject}", ToPerson(person), _in_words(drawn, answer))
    return None


def _drawn(
    uow: UnitOfWork,
    drawings: Drawings,
    claim: Claim,
    whom: Person,
    kinds: Mapping[str, Draw],
    for_people: Mapping[str, DrawFor],
) -> Drawn | None:
    what, _, rota, day = claim.subject.split("|")
    if what in for_people:
        return for_people[what](uow, drawings, whom, date.fromisoformat(day))
    plan = uow.rotas.plan(RotaId(rota))
    return kinds[what](uow, drawings, plan, date.fromisoformat(day)) if plan else None


def _place(tools: Tools, person: Person | None) -> tuple[Chat, ChatIdentity] | None:
    """The first chat in which this person can be written to."""
    if person is None or person.standing is not Standing.ACTIVE:
        return None
    return next(((tools.chats[i.platform], i) for i in person.chat if i.platform in tools.chats), None)


def _in_words(drawn: Drawn, answer: CannotDeliver) -> Notice:
    title, picture = drawn
    return Notice(title, ("The picture could not be shown here.", answer.detail, picture.alt), Tone.WARNING)
