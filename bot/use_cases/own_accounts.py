"""Which staff accounts carry the standard words (S46): for the communications leads, in chat and as CSV. Not public."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Overview, Point, Tone
from bot.core.disclaimers import Carrying
from bot.core.forms import Shown
from bot.core.people import Person, Standing
from bot.use_cases import disclaimers
from bot.use_cases.cases import acting, refused, zone
from bot.use_cases.disclaimers import OWN, REFUSED, standing_words, words_for
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.tools import Tools

_SHOWN = 20
_FIRST = (Carrying.AGAIN, Carrying.OTHER_WORDS, Carrying.NOT_YET, Carrying.CARRIES)
"""What asks for something comes first."""


_NONE = (Point("", ("Nobody has told us of an account of their own yet. People do with /account disclaimer.",)),)


@dataclass(frozen=True, slots=True)
class Line:
    """One account of the register. `confirm_by` is the day on which its owner is asked again, where it carries them."""

    person: str
    handle: str
    state: Carrying
    said_on: date
    confirm_by: date | None
    words: str


def disclaimer(tools: Tools, person: Person, words: str) -> Shown:
    """`/account disclaimer`: one's own card, or with `list` everybody's accounts."""
    return _listed(tools, person) if words.strip().casefold() == "list" else disclaimers.disclaimer(tools, person)


def register_of(store: Store) -> list[Line]:
    """Every account of somebody who is here, those first that ask for something."""
    with store.read() as uow:
        return _lines(uow)


def _listed(tools: Tools, person: Person) -> Shown:
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return refused(uow, me, refusal, about=OWN, kind=REFUSED)
        found = _lines(uow)
        points = tuple(Point("", (f"{each.person}, @{each.handle}. {each.words}",)) for each in found[:_SHOWN])
        open_ones = sum(each.state is not Carrying.CARRIES for each in found)
        tone = Tone.WARNING if open_ones else Tone.INFO
        return Overview(_title(len(found), open_ones), points or _NONE, _notes(len(found)), tone)


def _title(count: int, open_ones: int) -> str:
    if not count:
        return "Accounts of staff"
    return f"Accounts of staff: {count - open_ones} of {count} carry the words"


def _notes(count: int) -> tuple[str, ...]:
    hidden = f"{count - _SHOWN} more are not shown. " if count > _SHOWN else ""
    return (f"{hidden}All of them as CSV: countersign accounts disclaimers. Please keep this list to yourself.",)


def _lines(uow: UnitOfWork) -> list[Line]:
    here, now = ZoneInfo(zone(uow)), uow.now()
    people = {person.id: person for person in uow.people.all() if person.standing is Standing.ACTIVE}
    found = []
    for own in uow.own_accounts.all():
        if own.person not in people:
            continue
        standard = words_for(uow, own.kind)
        by = own.ask_again_at(standard).astimezone(here).date() if own.words else None
        said = own.said_at.astimezone(here).date()
        name, state = people[own.person].name, own.carrying(standard, now)
        found.append(Line(name, own.handle, state, said, by, standing_words(uow, own, "they")))
    return sorted(found, key=lambda line: (_FIRST.index(line.state), line.person, line.handle))
