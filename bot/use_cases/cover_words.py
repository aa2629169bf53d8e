"""What people are told about cover: the question to one of them, the gap in a channel, and how it came out.

Nobody reads here why somebody is away, and nobody could: it is not known.
"""

from zoneinfo import ZoneInfo

from bot.core.cards import Action, AskCard, Notice, Tone
from bot.core.ids import PersonId
from bot.core.rota.cover import Search, Unfit, Why
from bot.core.rota.requests import Answer, CoverRequest, RequestState
from bot.core.rota.said import times
from bot.core.rota.stretches import Stretch
from bot.core.wording import names, until
from bot.use_cases.cases import away_words, name_of, zone
from bot.use_cases.ports import UnitOfWork

_PARTS = 7
"""Shifts named one by one; beyond these it is said how many more."""
_NAMED = 6

_UNFIT = {
    Why.NOT_ON_LIST: "is not on the list of approvers for {account}",
    Why.NOT_TRAINED: "has no training that lasts until then",
    Why.AWAY: "is away",
    Why.ON_DUTY: "is on duty already",
    Why.NOT_WORKING: "does not work then",
    Why.NOT_RESTED: "would not get the rest that is due",
}


def cover_card(uow: UnitOfWork, request: CoverRequest, person: PersonId) -> AskCard:
    """The question to one person, or how it came out."""
    absent, about = name_of(uow, request.person), f"cover:{request.id}:{person}"
    ask, lines = request.asked(person), tuple(shift_lines(uow, request))
    if request.covered_by == person and request.state is RequestState.COVERED:
        return AskCard(f"You cover for {absent}", lines, about, (), Tone.DONE)
    if request.state is RequestState.COVERED and request.covered_by:
        other = name_of(uow, request.covered_by)
        return AskCard(f"{other} covers for {absent}", (*lines, "There is nothing more to do. Thank you."), about)
    if request.state is RequestState.OVER:
        passed = "Over: nobody covered" if request.end <= uow.now() else "No longer needed: cover"
        return AskCard(f"{passed} for {absent}", (*lines, "There is nothing more to do."), about)
    if ask is not None and ask.answer is Answer.NO:
        return AskCard(f"You cannot cover for {absent}", (*lines, "Thank you for saying so."), about)
    until = _until(uow, request, person)
    return AskCard(
        f"Can you cover for {absent}?", (*lines, *until), about, (Action.I_WILL_COVER, Action.I_CANNOT_COVER)
    )


def _until(uow: UnitOfWork, request: CoverRequest, person: PersonId) -> tuple[str, ...]:
    ask, now = request.asked(person), uow.now()
    if ask is None or ask.until <= now:
        return ("Nobody has it yet. If you can, your yes still counts.",)
    by = until(ask.until, zone(uow), now)
    return (f"Please answer by {by}. After that somebody else is asked too; the first yes counts.",)


def gap_card(uow: UnitOfWork, request: CoverRequest) -> AskCard:
    """The gap in a channel, or how it was closed."""
    title, about = gap_title(uow, request), f"gap:{request.id}:"
    lines = tuple(shift_lines(uow, request))
    match request.state:
        case RequestState.COVERED if request.covered_by:
            who = name_of(uow, request.covered_by)
            return AskCard(f"Closed: {who} covers for {name_of(uow, request.person)}", lines, about, (), Tone.DONE)
        case RequestState.OVER if request.end <= uow.now():
            return AskCard(f"Over: {title[:1].lower()}{title[1:]}", lines, about, (), Tone.WARNING)
        case RequestState.OVER:
            return AskCard("Closed: no cover is needed any longer", lines, about, (), Tone.DONE)
        case RequestState.ACCEPTED:
            more = f"{_whoever_left_it(uow, request)} has decided to leave it open."
            return AskCard(title, (*lines, more), about, _taking(request), Tone.WARNING)
        case _:
            actions = (*_taking(request), Action.LEAVE_OPEN)
            return AskCard(title, (*lines, *_tried(uow, request), _what_to_do(request)), about, actions, Tone.ALARM)


def gap_title(uow: UnitOfWork, request: CoverRequest) -> str:
    """The gap in one line."""
    if request.account:
        return f"Nobody can approve for {handle(uow, request.account)}"
    return f"Nobody covers for {name_of(uow, request.person)}: {seat_in_words(uow, request)}"


def gap_notice(uow: UnitOfWork, request: CoverRequest) -> Notice:
    """The gap for a lead."""
    lines = (*shift_lines(uow, request), *_tried(uow, request), _what_to_do(request))
    return Notice(gap_title(uow, request), lines, Tone.ALARM)


def gap_line(uow: UnitOfWork, request: CoverRequest) -> str:
    """The gap in a list."""
    accepted = request.state is RequestState.ACCEPTED
    left_open = f" (left open by {_whoever_left_it(uow, request)})" if accepted else ""
    return f"{gap_title(uow, request)}, {when(uow, request)}{left_open}."


def _whoever_left_it(uow: UnitOfWork, request: CoverRequest) -> str:
    return name_of(uow, request.left_open_by) if request.left_open_by else "a communications lead"


def _taking(request: CoverRequest) -> tuple[Action, ...]:
    return () if request.account else (Action.I_WILL_COVER,)


def _what_to_do(request: CoverRequest) -> str:
    if request.account:
        return "To do: a communications lead adds a trained approver in org.yaml, or asks one to come back."
    return "To do: if you can take it, press the button. Otherwise a communications lead puts somebody on by hand."


def _tried(uow: UnitOfWork, request: CoverRequest) -> list[str]:
    if request.account:
        return [f"{name_of(uow, request.person)} is away, and no other trained approver is there."]
    said = {Answer.NO: "cannot", Answer.NONE: "has not answered", Answer.YES: "can no longer"}
    asked = [f"{name_of(uow, ask.person)} {said[ask.answer]}" for ask in request.asks]
    return [f"Asked: {names(asked, joined_by='and')}."] if asked else ["There is nobody who could be asked."]


def not_asked(uow: UnitOfWork, unable: tuple[Unfit, ...]) -> list[str]:
    """Why the others were not asked."""
    if not unable:
        return []
    more = f"; and {len(unable) - _NAMED} others" if len(unable) > _NAMED else ""
    return [f"Not asked: {'; '.join(unfit_words(uow, each) for each in unable[:_NAMED])}{more}."]


def who_could(uow: UnitOfWork, found: Search) -> str:
    """Who could instead, for a refusal."""
    able = [name_of(uow, person) for person in found.able]
    return f"Who could: {names(able, joined_by='and')}." if able else "Nobody else could take it either."


def unfit_words(uow: UnitOfWork, unfit: Unfit) -> str:
    """Why somebody cannot stand in: "Tom Bright is away"."""
    account = handle(uow, unfit.account) if unfit.account else ""
    return f"{name_of(uow, unfit.person)} {_UNFIT[unfit.why].format(account=account)}"


def shift_lines(uow: UnitOfWork, request: CoverRequest) -> list[str]:
    """Which seat, and each of the times."""
    if request.account:
        return [f"{_capital(away_words(uow, part))}." for part in request.parts[:_PARTS]]
    return [f"{_capital(seat_in_words(uow, request))}:", *time_lines(uow, request.parts)]


def time_lines(uow: UnitOfWork, parts: tuple[Stretch, ...]) -> list[str]:
    """Each of the times on a line of its own."""
    lines = [f"• {times(part, _zone(uow))}" for part in parts[:_PARTS]]
    return [*lines, f"• and {len(parts) - _PARTS} more"] if len(parts) > _PARTS else lines


def when(uow: UnitOfWork, request: CoverRequest) -> str:
    """The whole time in one breath: "5 times from Mon 30 Nov 17:00 to Sat 5 Dec 09:00"."""
    whole = times((request.start, request.end), _zone(uow))
    return whole if len(request.parts) == 1 else f"{len(request.parts)} times from {whole}"


def seat_in_words(uow: UnitOfWork, request: CoverRequest) -> str:
    """The seat and its rota: "on call, Communications"."""
    plan = uow.rotas.plan(request.rota)
    return f"{request.seat.replace('_', ' ')}, {plan.name if plan else request.rota}"


def handle(uow: UnitOfWork, account_id: str) -> str:
    """An account as people write it."""
    known = next((a for a in uow.accounts.all() if a.id == account_id), None)
    return f"@{known.handle if known else account_id}"


def _zone(uow: UnitOfWork) -> ZoneInfo:
    return ZoneInfo(zone(uow))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
