"""Swapping shifts: one person proposes, the other agrees, and cover is no worse than before (S69).

What people are told of it is swap_words.py's. Who may take what is decided afresh when the other one agrees.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.authority import ACCESS_OF_SERVICE, may_act
from bot.core.cards import Notice, Tone
from bot.core.commands import Pressed, ProposeSwap
from bot.core.due import Work
from bot.core.forms import Choice, DoneForm, Field, FormErrors, Shown, SwapForm
from bot.core.ids import PersonId, RotaId
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.changes import Change, Kind
from bot.core.rota.cover import Bench, Held, misfit
from bot.core.rota.duty import Holder, SeatName
from bot.core.rota.plan import Plan
from bot.core.rota.reading import read
from bot.core.rota.requests import Part, Swap, SwapState
from bot.core.rota.said import Said
from bot.core.rota.schedule import spans, stints
from bot.core.rota.stretches import Stretch, common, joined, without
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.bench import bench_for, plans_of, watched
from bot.use_cases.cases import acting, midday, name_of, refused, told, zone
from bot.use_cases.cover_words import unfit_words
from bot.use_cases.naming import person_beginning
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import hold_all, in_force
from bot.use_cases.swap_words import part_words, swap_card, swap_lines
from bot.use_cases.tools import Tools

REFUSED = "SwapRefused"
SWAP = "swap"
"""What a SHOW_ASK row shows: the question to the other one."""
AHEAD = timedelta(days=56)
_CHOICES = 100


def swap(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """`/rota swap` opens the form; `/rota swap 4 Dec with @tom 11 Dec` fills it in."""
    with tools.store.read() as uow:
        me, now = acting(uow, person), uow.now()
        within = now, now + AHEAD
        found = _shifts(uow, plans_of(uow, {me.id}, within), within)
        every = [part for part in found if part.stretch[1] < within[1]]  # one that is cut off there is none to offer
        form = SwapForm(_choices(uow, [p for p in every if p.person == me.id]), _choices(uow, _others(every, me)))
        if not form.mine or not form.theirs:
            what = "You hold no shift" if not form.mine else "Nobody else holds a shift on your rota"
            return Notice("Nothing to swap", (f"{what} in the next eight weeks. /rota shows who is on.",))
        return _filled_in(uow, form, every, me, who, words) if words else form


def propose(tools: Tools, person: Person, command: ProposeSwap) -> Shown:
    """Ask the other one; handing in the form is the consent of whoever proposes."""
    with tools.store.write() as uow:
        me, mine, theirs = acting(uow, person), _part(command.mine), _part(command.theirs)
        if mine is None or theirs is None or mine.person != me.id or theirs.person == me.id:
            return FormErrors({Field.MINE: "Choose one of your own shifts, and one of somebody else’s."})
        if refusal := may_act(me) or _impossible(uow, mine, theirs):
            if refusal.rule.startswith("swap."):
                uow.records.append(REFUSED, me.id, f"person:{me.id}", {"rule": refusal.rule, "what": refusal.what})
                return FormErrors({Field.THEIRS: refusal.words})
            return refused(uow, me, refusal, about=f"person:{me.id}", kind=REFUSED)
        proposed = uow.swaps.propose(mine, theirs, uow.now())
        uow.records.append("SwapProposed", me.id, f"swap:{proposed.id}", {"with": theirs.person})
        show_swap(uow, proposed)
        lines = (f"{name_of(uow, theirs.person)} is asked, and you are told what they say.", *swap_lines(uow, proposed))
        return DoneForm("Asked", lines)


def agree(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The other one says yes: both shifts change hands, unless that has become impossible."""
    with tools.store.write() as uow:
        hold_all(uow)
        me, found = acting(uow, person), _asked(uow, command.about)
        refusal = _may_answer(uow, me, found) or (_impossible(uow, found.mine, found.theirs) if found else None)
        if found is None or refusal:
            return _refused(uow, me, found, refusal)
        for giver, taker in ((found.mine, found.theirs), (found.theirs, found.mine)):
            change = Change(Kind.SWAP, giver.seat, *giver.stretch, taker.person, giver.person)
            uow.rotas.enter(giver.rota, change, me.id, uow.now())
        return _answered(uow, me, replace(found, state=SwapState.AGREED), "SwapAgreed", "It is swapped")


def decline(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The other one says no."""
    with tools.store.write() as uow:
        me, found = acting(uow, person), _asked(uow, command.about)
        refusal = _may_answer(uow, me, found)
        if found is None or refusal:
            return _refused(uow, me, found, refusal)
        return _answered(uow, me, replace(found, state=SwapState.DECLINED), "SwapDeclined", "Nothing is swapped")


def end_old_swaps(uow: UnitOfWork) -> None:
    """A swap nobody has answered is over once one of its shifts has begun."""
    for found in uow.swaps.proposed():
        if min(found.mine.stretch[0], found.theirs.stretch[0]) <= uow.now():
            uow.swaps.save(replace(found, state=SwapState.OVER))
            uow.records.append("SwapLapsed", ACCESS_OF_SERVICE, f"swap:{found.id}", {})
            show_swap(uow, found)


def _answered(uow: UnitOfWork, me: Person, answered: Swap, kind: str, title: str) -> Notice:
    uow.swaps.save(answered)
    uow.records.append(kind, me.id, f"swap:{answered.id}", {"with": answered.mine.person})
    agreed = answered.state is SwapState.AGREED
    said = f"{me.name} {'agrees to' if agreed else 'cannot do'} the swap"
    tone = Tone.DONE if agreed else Tone.INFO
    tell(
        uow,
        f"swap:{answered.id}",
        ToPerson(answered.mine.person),
        Notice(said, tuple(swap_lines(uow, answered)), tone),
    )
    show_swap(uow, answered)
    return Notice(title, tuple(swap_lines(uow, answered)), tone)


def _refused(uow: UnitOfWork, me: Person, found: Swap | None, refusal: Refusal | None) -> Notice:
    why = refusal or Refusal("swap.unknown", "This question is from an older version, so nothing was done.")
    return refused(uow, me, why, about=f"swap:{found.id if found else 0}", kind=REFUSED)


def _may_answer(uow: UnitOfWork, me: Person, found: Swap | None) -> Refusal | None:
    if refusal := may_act(me):
        return refusal
    if found is None:
        return None
    if found.theirs.person != me.id:
        return Refusal("swap.not_asked", f"Only {name_of(uow, found.theirs.person)} can answer that.")
    if found.state is not SwapState.PROPOSED:
        return Refusal("swap.settled", f"{swap_card(uow, found).title}, so nothing was changed.")
    return None


def _impossible(uow: UnitOfWork, mine: Part, theirs: Part) -> Refusal | None:
    """Why these two shifts cannot be swapped: they have moved, or whoever would take one may not."""
    for part in (mine, theirs):
        if part.stretch[0] <= uow.now():
            return Refusal("swap.begun", f"{part_words(uow, part)} has begun already.", "Choose another one.")
        if not _holds(uow, part):
            what = f"{name_of(uow, part.person)} no longer holds {part_words(uow, part)}."
            return Refusal("swap.moved", what, "Type /rota swap again to see what there is.")
    return _worse(uow, giver=mine, taker=theirs) or _worse(uow, giver=theirs, taker=mine)


def _worse(uow: UnitOfWork, giver: Part, taker: Part) -> Refusal | None:
    """Why the taker's person may not hold the giver's shift, once their own is given away."""
    plan = uow.rotas.plan(giver.rota)
    if plan is None:
        return Refusal("swap.moved", "That rota is no longer there.")
    shifts = Held(giver.seat, (giver.stretch,))
    bench = _having_given_away(bench_for(uow, plan, shifts, count_asked=False), taker)
    needed = bench.accounts_of(giver.person, [account.id for account in watched(uow, plan)])
    if not bench.active(taker.person):
        return Refusal("swap.gone", f"{name_of(uow, taker.person)} may not act at present.")
    unfit = misfit(taker.person, shifts, needed, bench)
    if unfit is None:
        return None
    what = f"{unfit_words(uow, unfit)}, so the cover would be worse: {part_words(uow, giver)}."
    return Refusal(f"swap.{unfit.why}", what, "Nothing was changed. Choose another shift.")


def _having_given_away(bench: Bench, part: Part) -> Bench:
    """The bench as it would be once this part is somebody else's."""
    own = [part.stretch]
    kept = {
        name: {**taken, part.person: without(joined(taken.get(part.person, ())), own)}
        for name, taken in (("duties", bench.duties), ("work", bench.work))
    }
    return replace(bench, duties=kept["duties"], work=kept["work"])


def _holds(uow: UnitOfWork, part: Part) -> bool:
    plan = uow.rotas.plan(part.rota)
    return any(
        each.person == part.person
        and (each.rota, each.seat) == (part.rota, part.seat)
        and common([each.stretch], [part.stretch]) == [part.stretch]
        for each in _shifts(uow, [plan] if plan else [], part.stretch)
    )


def _shifts(uow: UnitOfWork, plans: Iterable[Plan], within: Stretch) -> list[Part]:
    """Every shift on these rotas that touches this time, the earliest first."""
    found = [
        Part(stint.duty.person, plan.id, stint.seat, (stint.start, stint.end))
        for plan in plans
        for stint in stints(spans(in_force(uow, plan, *within), *within))
        if isinstance(stint.duty, Holder)
    ]
    return sorted(found, key=lambda part: (part.stretch, part.person))


def _others(every: list[Part], me: Person) -> list[Part]:
    """Shifts of others on the rotas this person has shifts on."""
    rotas = {part.rota for part in every if part.person == me.id}
    return [part for part in every if part.person != me.id and part.rota in rotas]


def _choices(uow: UnitOfWork, parts: list[Part]) -> tuple[Choice, ...]:
    ahead = [part for part in parts if part.stretch[0] > uow.now()][:_CHOICES]
    return tuple(Choice(_value(part), part_words(uow, part)) for part in ahead)


def _value(part: Part) -> str:
    start, end = (int(at.timestamp()) for at in part.stretch)
    return f"{part.person}|{part.rota}|{part.seat}|{start}|{end}"


def _part(value: str) -> Part | None:
    """What a choice stands for; None for anything this version did not offer."""
    person, rota, seat, *numbers = (*value.split("|"), "", "", "")[:5] if value.count("|") == 4 else ("", "", "")  # noqa: PLR2004  five things
    try:
        start, end = (datetime.fromtimestamp(int(number), UTC) for number in numbers)
    except (ValueError, OverflowError, OSError):
        return None
    return Part(PersonId(person), RotaId(rota), SeatName(seat), (start, end)) if start < end else None


def _asked(uow: UnitOfWork, about: str) -> Swap | None:
    """The swap in "swap:12:tom.bright"."""
    what, _, rest = about.partition(":")
    number = rest.partition(":")[0]
    known = what == SWAP and number.isdecimal() and len(number) < 16  # noqa: PLR2004  no database counts further
    return uow.swaps.get(int(number)) if known else None


def show_swap(uow: UnitOfWork, found: Swap) -> None:
    """Have the question to the other one brought up to date."""
    uow.due.at(Work.SHOW_ASK, f"{SWAP}:{found.id}:{found.theirs.person}", uow.now())


def _filled_in(uow: UnitOfWork, form: SwapForm, every: list[Part], me: Person, who: ChatIdentity, words: str) -> Shown:
    """The form with what the words say: which day of mine, and whose day instead."""
    own, found, theirs = words.partition(" with ")
    if not found:
        own, found, theirs = words.partition(" for ")
    other = person_beginning(theirs, uow.people.all(), who) if found else None
    if other is None:
        what = "I read that as no swap I know."
        return told(Refusal("swap.unreadable", what, "Write /rota swap 4 Dec with @tom 11 Dec, or /rota swap alone."))
    mine = _on(uow, [p for p in every if p.person == me.id], own.removeprefix("my "))
    others = _on(uow, [p for p in every if p.person == other[0].id], other[1])
    for part in (mine, others):
        if isinstance(part, Refusal):
            return told(part)
    assert isinstance(mine, Part)
    assert isinstance(others, Part)
    return replace(form, my_choice=_value(mine), their_choice=_value(others))


def _on(uow: UnitOfWork, parts: list[Part], words: str) -> Part | Refusal:
    """The one shift that begins on the day that is meant."""
    here = ZoneInfo(zone(uow))
    said = read(words, uow.now(), here, midday(uow))
    if not isinstance(said, Said):
        return said
    start, end = said.stretch(here, midday(uow))
    found = [part for part in parts if start <= part.stretch[0] < end]
    if len(found) == 1:
        return found[0]
    what = f"{'No' if not found else 'More than one'} shift begins in that time (“{words.strip()}”)."
    return Refusal("swap.which", what, "Type /rota swap alone to choose from a list.")
