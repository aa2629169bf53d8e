"""`/rota cover`: what is being sought, and a lead who puts somebody on by hand (S69).

Where nobody is away, it is overriding.py's.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Notice, Tone
from bot.core.forms import Shown
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.reading import read
from bot.core.rota.requests import ANNOUNCED, Answer, CoverRequest
from bot.core.rota.said import Said
from bot.core.rota.stretches import common
from bot.core.wording import names
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import acting, midday, name_of, refused, zone
from bot.use_cases.cover_answers import REFUSED
from bot.use_cases.cover_words import gap_line, seat_in_words, time_lines, when
from bot.use_cases.covering import still_open
from bot.use_cases.naming import person_beginning
from bot.use_cases.overriding import override
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import hold_all
from bot.use_cases.taking import may_take, take
from bot.use_cases.tools import Tools

_USAGE = (
    "To put somebody on by hand: /rota cover @tom for @priya, with the days where not all are meant, or where Priya is "
    "not away; for a gap: /rota cover @tom for nobody 8 June (leads)."
)
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class _Meant:
    """Who is to be on; for whom, None for a gap; on which days, None for all that are sought."""

    taker: Person
    absent: Person | None
    days: Said | None


def cover(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """Answer `/rota cover`, `/rota cover @tom for @priya 8 June` and `/rota cover @tom for nobody 8 June`."""
    if not words:
        return _list(tools)
    with tools.store.write() as uow:
        hold_all(uow)
        me = acting(uow, person)
        meant = may_lead(me) or _meant(uow, who, words)
        done = meant if isinstance(meant, Refusal) else _put_on_for(uow, me, meant)
        return refused(uow, me, done, about="cover", kind=REFUSED) if isinstance(done, Refusal) else done


def _put_on_for(uow: UnitOfWork, me: Person, meant: _Meant) -> Notice | Refusal:
    """End the searches that are meant; where there are none, change who is on in the days that were said."""
    absent, days = meant.absent, meant.days
    requests = [r for r in uow.covers.standing() if absent and r.person == absent.id and _is_in(uow, r, days)]
    if requests:
        return _all_or_nothing(uow, me, meant.taker, requests)
    if days:
        return override(uow, me, meant.taker, absent, days.stretch(ZoneInfo(zone(uow)), midday(uow)))
    what = f"Nobody is sought for {absent.name if absent else 'it'} in that time."
    return Refusal(
        "cover.not_needed", what, "To see what is sought, type /rota cover. To change who is on, say the days."
    )


def _all_or_nothing(uow: UnitOfWork, me: Person, taker: Person, requests: list[CoverRequest]) -> Notice | Refusal:
    for request in requests:
        if refusal := may_take(uow, taker, request):
            return refusal
    lines = [line for request in requests for line in _put_on(uow, me, taker, request)]
    return Notice(f"{taker.name} is on", tuple(lines), Tone.DONE)


def _list(tools: Tools) -> Notice:
    with tools.store.read() as uow:
        lines = [_line(uow, request) for request in uow.covers.standing() if request.end > uow.now()]
        return Notice("Cover", (*(lines or ["Everything is covered."]), _USAGE))


def _line(uow: UnitOfWork, request: CoverRequest) -> str:
    if request.state in ANNOUNCED:
        return gap_line(uow, request)
    asked = [name_of(uow, ask.person) for ask in request.asks if ask.answer is Answer.NONE]
    absent, seat = name_of(uow, request.person), seat_in_words(uow, request)
    return f"Sought for {absent}: {seat}, {when(uow, request)}. Asked: {names(asked, joined_by='and')}."


def _meant(uow: UnitOfWork, who: ChatIdentity, words: str) -> _Meant | Refusal:
    people = uow.people.all()
    taker = person_beginning(words, people, who)
    after = _after_for(taker[1]) if taker else ""
    nobody, _, rest = after.partition(" ")
    absent = (None, rest.strip()) if nobody.casefold() == _NOBODY else person_beginning(after, people, who)
    if taker is None or absent is None or (absent[0] is None and not absent[1]):
        return Refusal("cover.unreadable", "I could not read who is to cover for whom.", _USAGE)
    days = read(absent[1], uow.now(), ZoneInfo(zone(uow)), midday(uow)) if absent[1] else None
    return days if isinstance(days, Refusal) else _Meant(taker[0], absent[0], days)


def _after_for(words: str) -> str:
    """The words without the "for" or "instead of" in front."""
    for preposition in ("instead of ", "for "):
        if words.casefold().startswith(preposition):
            return words[len(preposition) :]
    return ""


def _is_in(uow: UnitOfWork, request: CoverRequest, days: Said | None) -> bool:
    if request.account or not still_open(uow, request):
        return False
    return days is None or bool(common(request.parts, [days.stretch(ZoneInfo(zone(uow)), midday(uow))]))


def _put_on(uow: UnitOfWork, me: Person, taker: Person, request: CoverRequest) -> list[str]:
    lines = [f"{seat_in_words(uow, request).capitalize()}:", *time_lines(uow, take(uow, request, taker, by=me))]
    notice = Notice(f"You cover for {name_of(uow, request.person)}", (*lines, f"{me.name} has put you on."))
    if taker.id != me.id:
        tell(uow, f"put-on:{request.id}", ToPerson(taker.id), notice)
    return lines
