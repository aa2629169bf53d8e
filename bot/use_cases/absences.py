"""Who is away and when: entered by oneself, one's line manager or a lead, said back in words before it is saved (S68).

Only that somebody is unavailable is kept, never why: "leave" and "sick" are the same from here on.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.core.authority import may_enter_absence
from bot.core.cards import Notice
from bot.core.commands import ConfirmAbsence, EnterAbsence, Pressed
from bot.core.forms import AbsenceForm, Choice, DoneForm, Field, FormErrors, Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.away_said import read_away
from bot.core.rota.away_words import without_reasons
from bot.core.rota.changes import Absence
from bot.core.rota.duty import Holder
from bot.core.rota.said import Said, echo
from bot.core.rota.stretches import Stretch, joined, without
from bot.core.said_back import AbsenceCheck
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.bench import Left, accounts_left_by, left_open_by
from bot.use_cases.cases import acting, away_words, midday, refused, told, zone
from bot.use_cases.cover_words import handle, time_lines
from bot.use_cases.covering import look_after
from bot.use_cases.naming import person_beginning, person_meant
from bot.use_cases.now_words import stretch_words
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rotas import hold_all, on_duty
from bot.use_cases.tools import Tools
from bot.use_cases.watched import place_words

REFUSED = "AbsenceRefused"
_SENTENCE = re.compile(
    r"(?P<who>.+?)(?:’s|'s| is| will be)(?P<off>(?: (?:off|away|out|on|sick|ill|leave|holiday|unwell))+)(?P<days>.*)",
    re.IGNORECASE,
)
_CHOICES = 5000
"""People offered in the form: more than any menu takes."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody and the time they are to be entered as away for."""

    person: Person
    stretch: Stretch


def said_away(words: str) -> str:
    """What "Priya is off sick today" says without the verb: "Priya today". Empty for anything else."""
    said = _SENTENCE.fullmatch(words.strip())
    return f"{said['who']} {said['days'].strip()}".strip() if said else ""


def away(tools: Tools, person: Person, who: ChatIdentity, words: str, *, otherwise: str = "") -> Shown:
    """`/rota leave 24 Dec to 2 Jan`, `/rota sick @priya today`; `otherwise` is meant where no days are said."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        whose = _whose(uow, me, who, words)
        if isinstance(whose, Refusal):
            return told(whose)
        other, said = whose
        days = said if without_reasons(said) else otherwise
        if not days:
            return absence_form(uow, me, other)
        if refusal := may_enter_absence(me, other):
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        meant = _meant(uow, other, days)
        return told(meant) if isinstance(meant, Refusal) else _check(uow, me, meant)


def open_form(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Back from what was said in words to the form, with the days still in it."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        meant = _carried(uow, command.about)
        if isinstance(meant, Refusal):
            return told(meant)
        return absence_form(uow, me, meant.person, away_words(uow, meant.stretch))


def enter(tools: Tools, person: Person, command: EnterAbsence) -> Shown:
    """The form handed in: what it says is shown in words first."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        other = uow.people.get(PersonId(command.person)) if command.person else me
        if other is None:
            return FormErrors({Field.PERSON: "There is nobody of that name here any longer."})
        if refusal := may_enter_absence(me, other):
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        meant = _meant(uow, other, command.days)
        return FormErrors({Field.DAYS: meant.words}) if isinstance(meant, Refusal) else _check(uow, me, meant)


def confirm(tools: Tools, person: Person, command: ConfirmAbsence) -> Shown:
    """Save it, and seek cover for everything it leaves open, in one transaction."""
    with tools.store.write() as uow:
        hold_all(uow)
        me, meant = acting(uow, person), _carried(uow, command.about)
        if isinstance(meant, Refusal):
            return told(meant)
        if refusal := may_enter_absence(me, meant.person) or _overlapping(uow, meant):
            return refused(uow, me, refusal, about=f"person:{meant.person.id}", kind=REFUSED)
        start, end = meant.stretch
        lines = _consequences(uow, meant, "Cover is being sought for:")
        kept = uow.rotas.add_absence(meant.person.id, start, end, by=me.id, now=uow.now())
        body = {"absence": kept.absence.id, "start": start.isoformat(), "end": end.isoformat()}
        uow.records.append("AbsenceEntered", me.id, f"person:{meant.person.id}", body)
        look_after(uow, tools.settings.cover_answer, kept.absence)
        words = away_words(uow, meant.stretch)
        if me.id != meant.person.id:
            notice = Notice("You are entered as away", (f"{words}, by {me.name}.", "To change that: /rota cancel."))
            tell(uow, f"absence:{kept.absence.id}", ToPerson(meant.person.id), notice)
        return DoneForm("Entered", (f"{_is_away(me, meant.person)}: {words}.", *lines, "To cancel it: /rota cancel."))


def absence_form(uow: UnitOfWork, me: Person, person: Person | None = None, days: str = "") -> AbsenceForm:
    """The form, for oneself and for everybody this person may enter."""
    others = [p for p in uow.people.all() if p.standing is Standing.ACTIVE and may_enter_absence(me, p) is None]
    people = tuple(Choice(p.id, p.name) for p in sorted(others, key=lambda p: p.name)[:_CHOICES])
    return AbsenceForm(people if len(people) > 1 else (), (person or me).id, days)


def _whose(uow: UnitOfWork, me: Person, who: ChatIdentity, words: str) -> tuple[Person, str] | Refusal:
    """Who is meant, and the words that say when. Without a name at the beginning it is oneself.

    What is refused is not recorded: somebody may have typed why they are away.
    """
    people = [p for p in uow.people.all() if p.standing is not Standing.LEFT]
    found = person_beginning(words, people, who)
    unknown = "" if found else _unknown_name(uow, words.strip())
    meant = person_meant(unknown, people, who) if unknown else None
    return meant if isinstance(meant, Refusal) else found or (me, words.strip())


def _unknown_name(uow: UnitOfWork, words: str) -> str:
    """What stands where a name would: a mention, or whatever comes before days that can be read."""
    if words.startswith(("@", "<@")):
        return words.split(maxsplit=1)[0]
    now, here = uow.now(), ZoneInfo(zone(uow))
    first, _, days = words.partition(" ")
    whole = read_away(words, now, here)
    if isinstance(whole, Said) or whole.rule != "dates.unreadable" or isinstance(read_away(first, now, here), Said):
        return ""
    is_name = len(first) > len("in") and without_reasons(first) != ""
    return first if is_name and isinstance(read_away(days, now, here), Said) else ""


def _meant(uow: UnitOfWork, person: Person, words: str) -> Meant | Refusal:
    now, here = uow.now(), ZoneInfo(zone(uow))
    said = read_away(words, now, here, midday(uow))
    if isinstance(said, Refusal):
        return said
    start, end = said.stretch(here, midday(uow))
    begin = max(start, now.replace(second=0, microsecond=0))
    if begin >= end:
        return Refusal("dates.past", f"{_capital(echo(said))} is over already.")
    return _what_is_new(uow, person, said, (begin, end))


def _what_is_new(uow: UnitOfWork, person: Person, said: Said, asked: Stretch) -> Meant | Refusal:
    """Without the days that are entered already, so that "still away until Friday" only adds to them."""
    known = joined((kept.absence.start, kept.absence.end) for kept in uow.rotas.absences(*asked, person.id))
    new = without([asked], known)
    if len(new) == 1:
        return Meant(person, new[0])
    entered = "; ".join(away_words(uow, each) for each in known)
    what = f"{person.name} is entered as away already in that time ({echo(said)}): {entered}."
    if not new:
        return Refusal("absence.entered_already", what, "To cancel it, type /rota cancel.")
    return Refusal("absence.overlaps", what, "Enter the days before and after it one by one.")


def _overlapping(uow: UnitOfWork, meant: Meant) -> Refusal | None:
    """Between the words and the yes somebody else may have entered it."""
    if not uow.rotas.absences(*meant.stretch, meant.person.id):
        return None
    what = f"{meant.person.name} has been entered as away in that time meanwhile, so nothing was saved."
    return Refusal("absence.entered_already", what, "To see it, type /rota cancel.")


def _check(uow: UnitOfWork, me: Person, meant: Meant) -> AbsenceCheck:
    start, end = meant.stretch
    about = f"{meant.person.id}|{int(start.timestamp())}|{int(end.timestamp())}"
    return AbsenceCheck(_is_away(me, meant.person), away_words(uow, meant.stretch), _consequences(uow, meant), about)


def _carried(uow: UnitOfWork, about: str) -> Meant | Refusal:
    """What a check page was drawn for, read back; it is checked as if it were new."""
    key, *numbers = about.split("|")
    person = uow.people.get(PersonId(key))
    try:
        start, end = (datetime.fromtimestamp(int(number), UTC) for number in numbers)
    except (ValueError, OverflowError, OSError):
        return Refusal("absence.unreadable", "This form is from an older version.", "Type /rota leave again.")
    if person is None or start >= end:
        return Refusal("absence.unreadable", "This form is from an older version.", "Type /rota leave again.")
    return Meant(person, (start, end))


def _consequences(uow: UnitOfWork, meant: Meant, heading: str = "Cover will be sought for:") -> tuple[str, ...]:
    """Every shift and account that is open by it, before it is saved."""
    start, end = max(meant.stretch[0], uow.now()), meant.stretch[1]
    if start >= end:
        return ()
    also = Absence(meant.person.id, start, end)
    lines: list[str] = []
    for left in left_open_by(uow, also):
        lines += [f"{_capital(left.shifts.seat.replace('_', ' '))}, {left.plan.name}:"]
        lines += time_lines(uow, left.shifts.parts)
        lines += _back_in_it(uow, meant, left, end)
    accounts = [left.seat.account for left in accounts_left_by(uow, also)]
    lines += [f"Nobody else who is trained can approve for {handle(uow, each)} then." for each in accounts]
    return (heading, *lines) if lines else ("No shift falls into that time.",)


def _back_in_it(uow: UnitOfWork, meant: Meant, left: Left, end: datetime) -> list[str]:
    """That their turn goes on once they are back, as after a day of sickness in a week on call: is that meant?"""
    span = on_duty(uow, left.plan, end).get(left.shifts.seat)
    if left.shifts.end < end or span is None or not isinstance(span.duty, Holder):
        return []
    if span.duty.person != meant.person.id:
        return []
    place = place_words(left.plan, left.shifts.seat)
    turn = stretch_words(uow, end, span.end, uow.now())
    return [f"Back {place} after that: {turn}. If that is too soon, enter more days."]


def _is_away(me: Person, other: Person) -> str:
    return "You are away" if me.id == other.id else f"{other.name} is away"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
