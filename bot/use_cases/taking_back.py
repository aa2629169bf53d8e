"""`/rota changes`: what was entered and is ahead, and taking it back, so that the rota is what it would have been.

What is over stays as it was, and of what is under way only the rest is taken back. Reading the acts is acts.py's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from bot.core.authority import may_act
from bot.core.cards import Action, ChangeRow, ChangesCard
from bot.core.commands import Pressed
from bot.core.forms import DoneForm, Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.changes import Change, Shift
from bot.core.rota.duty import Gap, Span
from bot.core.rota.plan import Plan
from bot.core.rota.requests import Answer, CoverRequest, Part, RequestState, SwapState
from bot.core.rota.schedule import Rota, spans
from bot.core.rota.stretches import Stretch, common, joined
from bot.core.said_back import ChangeCheck
from bot.core.wording import names
from bot.use_cases.acts import Act, act_numbered, act_words, acts, entered_words
from bot.use_cases.cases import acting, name_of, refused, told
from bot.use_cases.cover_words import time_lines
from bot.use_cases.covering import ask_next, end_request, look, show, still_open
from bot.use_cases.moves import Move, move_lines, moves, tell_moves, turns_of, turns_words
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rota_named import rota_named
from bot.use_cases.rotas import in_force
from bot.use_cases.swapping import show_swap
from bot.use_cases.tools import Tools
from bot.use_cases.watched import place_words

BACK = "back"
"""How the page that asks for a yes says what it is about."""
REFUSED = "TakeBackRefused"
PER_PAGE = 12
_MANY = 12
"""Turns that move: beyond so many they are counted instead."""
_GONE = Refusal("change.gone", "That is taken back already, or over, so nothing was changed.", "To see: /rota changes.")


def changes_list(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota changes`, with the name of a rota and a page: each act that is ahead, and a button for who may."""
    with tools.store.read() as uow:
        me, (named, page) = acting(uow, person), _paged(words)
        plans = uow.rotas.plans() if not named else rota_named(uow, named)
        if isinstance(plans, Refusal):
            return told(plans, "Changes of which rota?")
        some = [plans] if isinstance(plans, Plan) else plans
        every = [act for plan in some for act in acts(uow, plan)]
        shown = every[PER_PAGE * (page - 1) : PER_PAGE * page]
        several = len(uow.rotas.plans()) > 1
        return ChangesCard(
            f"Changes ahead: {some[0].name}" if len(some) == 1 else "Changes ahead",
            tuple(_row(uow, me, act, several=several) for act in shown),
            "Nothing is entered beside the plan: no swaps, cover, one-off shifts or changes by hand are ahead.",
            "Whoever entered something can take it back, and so can a communications lead.",
            more=max(0, len(every) - PER_PAGE * page),
            next_page=" ".join(("/rota changes", *([some[0].id] if named else []), str(page + 1))),
        )


def see_changes(tools: Tools, person: Person, _command: Pressed) -> Shown:
    """The button below “who is on”."""
    return changes_list(tools, person, ChatIdentity("", "", ""), "")


def _paged(words: str) -> tuple[str, int]:
    """The name of a rota, and the page: "comms 2"."""
    named, _, last = words.strip().rpartition(" ")
    return (named, max(1, int(last))) if last.isdecimal() and len(last) < 4 else (words.strip(), 1)  # noqa: PLR2004  no list is so long


def _row(uow: UnitOfWork, me: Person, act: Act, *, several: bool) -> ChangeRow:
    rota = f"{act.plan.name}. " if several else ""
    actions = () if may_take_back(uow, me, act) else (Action.TAKE_BACK,)
    return ChangeRow(str(act.number), f"{rota}{act_words(uow, act)}", entered_words(uow, act), actions)


def may_take_back(uow: UnitOfWork, me: Person, act: Act) -> Refusal | None:
    """None if `me` may: a lead, whoever entered it, and of a swap either of the two, until one of its shifts begins."""
    if refusal := may_act(me):
        return refusal
    owners = {act.by} | (act.people if act.is_swap else frozenset())
    if not me.lead and me.id not in owners:
        who = names([name_of(uow, owner) for owner in sorted(owners) if uow.people.get(PersonId(owner))])
        first = f"{who}, or a communications lead," if who else "a communications lead"
        return Refusal("access.take_back", f"Only {first} can take that back, so nothing was changed.")
    return begun(uow, act)


def begun(uow: UnitOfWork, act: Act) -> Refusal | None:
    """Half a swap is none: once one of the two has held their shift, a lead changes the other by hand."""
    at, by = act.entries[0].at, act.by
    whole = [e for e in uow.rotas.entries(act.plan.id, at, act.end) if (e.at, e.by) == (at, by)]
    if not act.is_swap or min(e.what.start for e in whole) > uow.now():
        return None
    what = "One of the two shifts of this swap has begun, so it stays swapped."
    return Refusal("change.begun", what, "A communications lead can put somebody else on by hand: /rota cover.")


def ask(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Take it back…”: what follows from it, before it is done."""
    with tools.store.write() as uow:
        me, act = acting(uow, person), _act(uow, command.about)
        refusal = may_take_back(uow, me, act) if act else _GONE
        if act is None or refusal:
            return refused(uow, me, refusal or _GONE, about="rota", kind=REFUSED)
        lines = (entered_words(uow, act), *consequences(uow, act), "Everybody whose turns move is told.")
        return ChangeCheck("Take this back", act_words(uow, act), lines, f"{BACK}|{act.number}", "Take it back")


def confirm(tools: Tools, person: Person, about: str) -> Shown:
    """The yes: decided on afresh."""
    with tools.store.write() as uow:
        me, act = acting(uow, person), _act(uow, about.rpartition("|")[2])
        refusal = may_take_back(uow, me, act) if act else _GONE
        if act is None or refusal:
            return refused(uow, me, refusal or _GONE, about="rota", kind=REFUSED)
        words = act_words(uow, act)
        lines = take_back(uow, tools.settings.cover_answer, act, me.id, me.name)
        if isinstance(lines, Refusal):
            return told(lines)
        return DoneForm("It is taken back", (words, *lines, "Everybody whose turns have moved is told."))


def _act(uow: UnitOfWork, number: str) -> Act | None:
    known = number.isdecimal() and len(number) < 16  # noqa: PLR2004  no database counts further
    return act_numbered(uow, int(number)) if known else None


def consequences(uow: UnitOfWork, act: Act) -> list[str]:
    """Whose turns would move, and what nobody would hold."""
    within = _ahead(uow, act)
    rota = in_force(uow, act.plan, *within)
    before, after = spans(rota, *within), spans(_without(rota, act), *within)
    return _lines(uow, act.plan, moves(turns_of(before), turns_of(after)), after)


def _lines(uow: UnitOfWork, plan: Plan, found: list[Move], after: list[Span]) -> list[str]:
    if not found:
        return ["Nobody’s turns move: something else stands above it."]
    many = sum(len(move.gained) + len(move.lost) for move in found) > _MANY
    return [*(_in_short(uow, found) if many else move_lines(uow, plan, found)), *_open_lines(uow, plan, found, after)]


def _in_short(uow: UnitOfWork, found: Iterable[Move]) -> Iterator[str]:
    for person, theirs in groupby(found, key=lambda move: move.person):
        each = list(theirs)
        gained, lost = sum(len(move.gained) for move in each), sum(len(move.lost) for move in each)
        yield f"{name_of(uow, person)} gains {turns_words(gained)} and gives up {turns_words(lost)}."


def _open_lines(uow: UnitOfWork, plan: Plan, found: Iterable[Move], after: list[Span]) -> Iterator[str]:
    """What somebody loses and nobody holds afterwards, though somebody should."""
    for seat in plan.rota.seats:
        lost = joined(part for move in found if move.seat == seat.name for part in move.lost)
        gaps = joined((s.start, s.end) for s in after if s.seat == seat.name and isinstance(s.duty, Gap))
        if left := common(lost, gaps):
            yield f"Nobody is {place_words(plan, seat.name)} then:"
            yield from time_lines(uow, tuple(left))


def _without(rota: Rota, act: Act) -> Rota:
    """The rota without what the act entered."""
    changes, shifts = list(rota.changes.changes), list(rota.changes.shifts)
    for entry in act.entries:
        if isinstance(entry.what, Shift) and entry.what in shifts:
            shifts.remove(entry.what)
        elif isinstance(entry.what, Change) and entry.what in changes:
            changes.remove(entry.what)
    return replace(rota, changes=replace(rota.changes, changes=tuple(changes), shifts=tuple(shifts)))


def _ahead(uow: UnitOfWork, act: Act) -> Stretch:
    return max(act.start, uow.now()), act.end


def take_back(uow: UnitOfWork, longest: timedelta, act: Act, by: str, name: str) -> list[str] | Refusal:
    """Withdraw it, seek cover where that leaves a gap, record it, tell everybody; what moved, in sentences.

    Of two who take it back at once, only the first does. `longest` is how long one person who is asked to cover is
    waited for; `by` does it, and is called `name`.
    """
    within, words = _ahead(uow, act), act_words(uow, act)
    before = turns_of(spans(in_force(uow, act.plan, *within), *within))
    act = replace(act, entries=tuple(e for e in act.entries if uow.rotas.withdraw(e.id, by, uow.now())))
    if not act.entries:
        return _GONE
    for entry in act.entries:
        if entry.what.start < uow.now():
            uow.rotas.enter(act.plan.id, replace(entry.what, end=uow.now()), entry.by, entry.at)
    after = spans(in_force(uow, act.plan, *within), *within)
    found = moves(before, turns_of(after))
    body = {"entries": [e.id for e in act.entries], "entered_by": act.by, "people": sorted(act.people)}
    times = {"start": within[0].isoformat(), "end": within[1].isoformat()}
    uow.records.append("ChangeTakenBack", by, f"rota:{act.plan.id}", {**body, **times})
    tell_moves(uow, act.plan, found, f"taken-back:{act.number}", f"{name} has taken this back: {words}")
    _undo_swaps(uow, act)
    for request in _requests(uow, act):
        _seek_again(uow, longest, request, by)
    look(uow, longest, *within)
    return _lines(uow, act.plan, found, after)


def _undo_swaps(uow: UnitOfWork, act: Act) -> None:
    """The question about a swap says that it is over."""
    halves = [e.what for e in act.entries if isinstance(e.what, Change)]
    for swap in uow.swaps.agreed(uow.now()) if act.is_swap else []:
        parts = ((swap.mine, swap.theirs.person), (swap.theirs, swap.mine.person))
        if all(any(_is_half(half, part, taker) for half in halves) for part, taker in parts):
            over = replace(swap, state=SwapState.OVER)
            uow.swaps.save(over)
            show_swap(uow, over)


def _is_half(half: Change, part: Part, taker: PersonId) -> bool:
    return (half.seat, half.person, half.instead_of) == (part.seat, taker, part.person) and (
        half.start,
        half.end,
    ) == part.stretch


def _requests(uow: UnitOfWork, act: Act) -> list[CoverRequest]:
    """The requests for cover that the act answered."""
    entries = {entry.id for entry in act.entries}
    absences = {entry.what.absence for entry in act.entries if isinstance(entry.what, Change)}
    asked = [request for absence in sorted(absences) for request in uow.covers.of_absence(absence)]
    return [r for r in asked if r.entry in entries and r.state is RequestState.COVERED]


def _seek_again(uow: UnitOfWork, longest: timedelta, request: CoverRequest, by: str) -> None:
    """Whoever covered has said no now, and the next one is asked."""
    request = uow.covers.get(request.id) or request
    if request.covered_by and request.covered_by == by:
        request = request.answered(request.covered_by, Answer.NO)
    again = replace(request, state=RequestState.SEEKING, covered_by=None, entry=None)
    uow.covers.save(again)
    if still_open(uow, again):
        ask_next(uow, longest, again)
        show(uow, uow.covers.get(again.id) or again)
    else:
        end_request(uow, again)
