"""`/rota shift`: a lead adds a shift beside the rotation, for one person, once. Taking it back is taking_back.py's.

Whoever gets it must be fit for it as for cover (S69): trained, on the lists, there, free and rested.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.authority import may_lead
from bot.core.cards import Notice
from bot.core.commands import EnterShift, Pressed
from bot.core.forms import Choice, DoneForm, Field, FormErrors, ShiftForm, Shown
from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.changes import Shift
from bot.core.rota.cover import Bench, Held, among, misfit
from bot.core.rota.diary import seat_words
from bot.core.rota.duty import Gap, Holder, SeatName, Span
from bot.core.rota.moments import begins, ends, stretch
from bot.core.rota.plan import Plan
from bot.core.rota.said import in_words, times
from bot.core.rota.schedule import spans
from bot.core.rota.stretches import Stretch
from bot.core.said_back import ChangeCheck
from bot.use_cases.bench import bench_for, watched
from bot.use_cases.cases import acting, name_of, refused, told
from bot.use_cases.cover_words import unfit_words, who_could
from bot.use_cases.covering import look
from bot.use_cases.moves import Move, move_lines, moves, tell_moves, turns_of
from bot.use_cases.naming import person_beginning
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rota_named import rota_beginning
from bot.use_cases.rotas import hold_all, in_force
from bot.use_cases.tools import Tools
from bot.use_cases.watched import place_words

SHIFT = "shift"
"""How the page that asks for a yes says what it is about."""
REFUSED = "ShiftRefused"
_CHOICES = 1000
_OLD = Refusal("shift.unknown", "This form is from an older version, so nothing was done.", "Type /rota shift again.")


@dataclass(frozen=True, slots=True)
class Meant:
    """A one-off shift that is asked for."""

    plan: Plan
    seat: SeatName
    taker: Person
    when: Stretch

    @property
    def about(self) -> str:
        """What the page carries back."""
        start, end = (int(at.timestamp()) for at in self.when)
        return f"{SHIFT}|{self.plan.id}|{self.seat}|{self.taker.id}|{start}|{end}"

    @property
    def shift(self) -> Shift:
        """The shift itself."""
        return Shift(self.seat, self.taker.id, *self.when)


def shift(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """`/rota shift` opens the form; `/rota shift @tom on call Sat 6 June 18:00 to 22:00` fills it in. Leads only."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return refused(uow, me, replace(refusal, next_step="Ask one of them."), about="rota", kind=REFUSED)
        return _form(uow, who, words)


def open_shift(tools: Tools, person: Person, _command: Pressed) -> Shown:
    """The button below “who is on”."""
    return shift(tools, person, ChatIdentity("", "", ""), "")


def enter(tools: Tools, person: Person, command: EnterShift) -> Shown:
    """The form handed in: what it says is shown in full first, with whose turns move."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_lead(me):
            return refused(uow, me, replace(refusal, next_step="Ask one of them."), about="rota", kind=REFUSED)
        meant = read(uow, command)
        if isinstance(meant, FormErrors):
            return meant
        if refusal := unfit(uow, meant):
            uow.records.append(REFUSED, me.id, f"rota:{meant.plan.id}", {"rule": refusal.rule, "what": refusal.what})
            return FormErrors({Field.PERSON: refusal.words})
        return ChangeCheck(
            f"A one-off shift: {meant.taker.name} is", _words(meant), consequences(uow, meant), meant.about, "Enter it"
        )


def confirm(tools: Tools, person: Person, about: str) -> Shown:
    """The yes: decided on afresh, entered, recorded, and everybody whose turns move is told."""
    with tools.store.write() as uow:
        hold_all(uow)
        me, meant = acting(uow, person), carried(uow, about)
        refusal = may_lead(me) or (meant if isinstance(meant, Refusal) else unfit(uow, meant))
        if isinstance(meant, Refusal) or refusal:
            return refused(uow, me, refusal or _OLD, about="rota", kind=REFUSED)
        found = _moved(uow, meant)
        put_in(uow, tools.settings.cover_answer, meant, me.id, me.name)
        lines = (
            said_back(meant),
            *_others(uow, meant, found),
            "To take it back: /rota changes.",
        )
        return DoneForm("The shift is entered", lines)


def put_in(uow: UnitOfWork, cover_answer: timedelta, meant: Meant, by: str, name: str) -> None:
    """Enter it, with its record and a word to everybody whose turns move; `name` is who they read has done it.

    All rotas have to be held, and that the person is fit for it has to be known.
    """
    found = _moved(uow, meant)
    entered = uow.rotas.enter(meant.plan.id, meant.shift, by, uow.now())
    start, end = meant.when
    body = {"seat": meant.seat, "person": meant.taker.id, "start": start.isoformat(), "end": end.isoformat()}
    uow.records.append("ShiftEntered", by, f"rota:{meant.plan.id}", body)
    why = f"{name} has entered a one-off shift: {meant.taker.name} {_words(meant)}."
    tell_moves(uow, meant.plan, found, f"shift:{entered.id}", why)
    look(uow, cover_answer, start, end)


def _form(uow: UnitOfWork, who: ChatIdentity, words: str) -> ShiftForm | Notice:
    plans = uow.rotas.plans()
    if not plans:
        return told(Refusal("rota.none", "No rota is set up yet.", "It is described in org.yaml, under “rotas”."))
    seats = tuple(Choice(f"{p.id}/{s.name}", f"{p.name}: {seat_words(s.name)}") for p in plans for s in p.rota.seats)
    on_rotas = frozenset(person for plan in plans for person in plan.people())
    fit = [p for p in uow.people.all() if p.standing is Standing.ACTIVE and (p.id in on_rotas or p.trained_until)]
    fit.sort(key=lambda p: (p.id not in on_rotas, p.name))
    form = ShiftForm(seats, tuple(Choice(p.id, p.name) for p in fit[:_CHOICES]))
    return _filled_in(uow, who, form, words) if words else form


def _filled_in(uow: UnitOfWork, who: ChatIdentity, form: ShiftForm, words: str) -> ShiftForm:
    """The form with what could be read of the words; whatever was not is left for the person to fill in."""
    plan, rest = rota_beginning(uow, words)
    found = person_beginning(rest if isinstance(plan, Plan) else words, uow.people.all(), who)
    taker, after = found or (None, rest)
    within = [plan] if isinstance(plan, Plan) else uow.rotas.plans()
    seat, after = _seat_beginning(within, after)
    start, _, end = (part.strip() for part in after.partition(" to "))
    return replace(form, person=taker.id if taker else "", seat=seat, begins=start, ends=end)


def _seat_beginning(plans: list[Plan], words: str) -> tuple[str, str]:
    """The seat these words begin with, as the form offers it, and the rest."""
    plain = words.strip().removeprefix("at the ").removeprefix("on the ")
    for plan in plans:
        for seat in plan.rota.seats:
            called = seat_words(seat.name)
            if f"{plain} ".casefold().startswith(f"{called} ".casefold()):
                return f"{plan.id}/{seat.name}", plain[len(called) :].strip()
    return "", words.strip()


def read(uow: UnitOfWork, command: EnterShift) -> Meant | FormErrors:
    """What the form says, or a sentence at each field that cannot be used."""
    rota, _, seat = command.seat.partition("/")
    plan, taker = uow.rotas.plan(RotaId(rota)), uow.people.get(PersonId(command.person))
    wrong: dict[Field, str] = {}
    if plan is None or seat not in {each.name for each in plan.rota.seats}:
        return FormErrors({Field.SEAT: "This seat is no longer there. Type /rota shift again."})
    if taker is None:
        return FormErrors({Field.PERSON: "There is nobody of that name here any longer."})
    now, zone = uow.now(), plan.rota.zone
    start = begins(command.begins, now, zone)
    end = start if isinstance(start, Refusal) else ends(command.ends, start, now, zone)
    if isinstance(start, Refusal):
        wrong[Field.BEGINS] = start.words
    elif isinstance(end, Refusal):
        wrong[Field.ENDS] = end.words
    else:
        when = stretch(start, end, now)
        if not isinstance(when, Refusal):
            return Meant(plan, SeatName(seat), taker, when)
        wrong[Field.ENDS] = when.words
    return FormErrors(wrong)


def carried(uow: UnitOfWork, about: str) -> Meant | Refusal:
    """What a page was drawn for, read back; it is checked as if it were new."""
    try:
        _, rota, seat, person, start, end = about.split("|")
        when = (datetime.fromtimestamp(int(start), UTC), datetime.fromtimestamp(int(end), UTC))
    except (ValueError, OverflowError, OSError):
        return _OLD
    plan, taker = uow.rotas.plan(RotaId(rota)), uow.people.get(PersonId(person))
    if plan is None or taker is None or seat not in {each.name for each in plan.rota.seats}:
        return _OLD
    ahead = stretch(*when, uow.now())
    return ahead if isinstance(ahead, Refusal) else Meant(plan, SeatName(seat), taker, ahead)


def unfit(uow: UnitOfWork, meant: Meant) -> Refusal | None:
    """Why this person may not have the shift, and who could (S69)."""
    shifts = Held(meant.seat, (meant.when,))
    bench = bench_for(uow, meant.plan, shifts, count_asked=False)
    needed = _needed(uow, meant, bench)
    who = who_could(uow, among({meant.taker.id}, shifts, needed, bench))
    if not bench.active(meant.taker.id):
        return Refusal("shift.gone", f"{meant.taker.name} may not act at present.", who)
    if why := misfit(meant.taker.id, shifts, needed, bench):
        return Refusal(f"shift.{why.why}", f"{unfit_words(uow, why)}.", who)
    return _hidden(uow, meant)


def _needed(uow: UnitOfWork, meant: Meant, bench: Bench) -> tuple[AccountId, ...]:
    """The accounts they must be listed on: no worse than whoever is on then, or than they are on this rota anyway."""
    every = [account.id for account in watched(uow, meant.plan)]
    holders = {span.duty.person for span in _spans(uow, meant, ()) if isinstance(span.duty, Holder)}
    if not holders and meant.taker.id in meant.plan.people():
        holders = {meant.taker.id}
    return tuple(dict.fromkeys(a for holder in sorted(holders) for a in bench.accounts_of(holder, every))) or tuple(
        every
    )


def _hidden(uow: UnitOfWork, meant: Meant) -> Refusal | None:
    """Overrides, swaps and cover stand above a one-off shift: below one it would change nothing."""
    above = [span for span in _spans(uow, meant, (meant.shift,)) if not _is(span, meant.taker.id)]
    if not above:
        return None
    duty = above[0].duty
    who = name_of(uow, duty.person) if isinstance(duty, (Holder, Gap)) and duty.person else "Nobody"
    when = times((above[0].start, above[0].end), meant.plan.rota.zone)
    what = f"{who} is on {when} by a change made by hand, a swap or cover, and that stands above a one-off shift."
    return Refusal("shift.hidden", what, "Take that back first: /rota changes.")


def _is(span: Span, person: PersonId) -> bool:
    return isinstance(span.duty, Holder) and span.duty.person == person


def _spans(uow: UnitOfWork, meant: Meant, more: tuple[Shift, ...]) -> list[Span]:
    """The seat in this time, with these shifts as well."""
    rota = in_force(uow, meant.plan, *meant.when)
    rota = replace(rota, changes=replace(rota.changes, shifts=(*rota.changes.shifts, *more)))
    return [span for span in spans(rota, *meant.when) if span.seat == meant.seat]


def _moved(uow: UnitOfWork, meant: Meant) -> list[Move]:
    """Whose turns move by it."""
    return moves(turns_of(_spans(uow, meant, ())), turns_of(_spans(uow, meant, (meant.shift,))))


def said_back(meant: Meant) -> str:
    """It in full, as a sentence."""
    return f"{meant.taker.name} is {_words(meant)}."


def consequences(uow: UnitOfWork, meant: Meant) -> tuple[str, ...]:
    """What follows from it: whose turns move, and who is told."""
    return (*_others(uow, meant, _moved(uow, meant)), f"{meant.taker.name} is told as soon as you confirm.")


def _others(uow: UnitOfWork, meant: Meant, found: list[Move]) -> Iterator[str]:
    """Who is no longer on because of it."""
    yield from move_lines(uow, meant.plan, [move for move in found if move.person != meant.taker.id])


def _words(meant: Meant) -> str:
    """Such as “on call in Communications, Saturday 5 December 2026 18:00 to 22:00”."""
    return f"{place_words(meant.plan, meant.seat)} in {meant.plan.name}, {in_words(meant.when, meant.plan.rota.zone)}"
