"""Leave read once a day from somebody's own calendar: `/rota import`. Only that they are away is kept, never why (S68).

The address is theirs alone, so it stands in no message, record or org.yaml (which is recorded as it was applied).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.core.authority import ACCESS_OF_SERVICE, may_enter_absence
from bot.core.cards import Notice, Tone
from bot.core.due import Claim, Work
from bot.core.forms import Shown
from bot.core.ids import PersonId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.rota.stretches import Stretch, joined, without
from bot.core.wording import moment
from bot.use_cases.absences import REFUSED
from bot.use_cases.alarms import ToPerson, first_time, tell
from bot.use_cases.cases import acting, away_words, refused, told, zone
from bot.use_cases.coming_back import undo
from bot.use_cases.covering import look
from bot.use_cases.naming import person_beginning
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Leave, LeaveCalendar, NoLeave
from bot.use_cases.ports_rota import EnteredAbsence
from bot.use_cases.tools import Tools

SOURCE = "calendar"
"""The source of absences that were read from a calendar."""
AHEAD = timedelta(days=400)
DAILY, SOON = timedelta(days=1), timedelta(hours=1)
PATIENCE = timedelta(hours=6)
"""How long a calendar may be down before its person is told; one that is gone for good is told at once."""
_STOP = {"stop", "end", "off"}
_SHOWN = 8
_USAGE = Refusal(
    "leave.no_address",
    "To read leave from a calendar, Countersign needs the address it can be subscribed to, which ends in .ics.",
    "Type /rota import and the address. To end it, type /rota import stop.",
)
_NOT_HERE = Refusal("leave.not_here", "Leave cannot be read from calendars here.", "Enter it with /rota leave.")


def import_leave(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """`/rota import https://…`, `/rota import @person https://…` for one's own people, `/rota import stop`."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        other, rest = person_beginning(words, uow.people.all(), who) or (me, words.strip())
        if refusal := may_enter_absence(me, other):
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        if rest.casefold() in _STOP:
            return _stopped(uow, me, other)
        if refusal := _unusable(tools, rest):
            return told(refusal, "No calendar is read")
        uow.leave_calendars.put(LeaveCalendar(other.id, rest.strip("<> "), me.id, uow.now()))
        uow.records.append("LeaveCalendarSet", me.id, f"person:{other.id}", {})
        first_time(uow, _key(other.id), "")
        uow.due.at(Work.READ_LEAVE, _subject(other.id), uow.now())
        if me.id != other.id:
            _tell(uow, other.id, "set", Notice("Your leave is read from a calendar", (f"{me.name} gave its address.",)))
        whose = "Your leave" if me.id == other.id else f"{other.name}’s leave"
        lines = (
            f"{whose} is read from this calendar now and then once a day; what was found is told in a direct message.",
            "Every event in it that does not leave its time free counts as being away. Only the times are kept.",
        )
        return Notice("The calendar is noted", lines, Tone.DONE)


def _unusable(tools: Tools, address: str) -> Refusal | None:
    if tools.calendars is None:
        return _NOT_HERE
    if not address or " " in address:
        return _USAGE
    why = tools.calendars.refused(address.strip("<> "))
    return Refusal("leave.address", why, _USAGE.next_step) if why else None


def _stopped(uow: UnitOfWork, me: Person, other: Person) -> Notice:
    if uow.leave_calendars.get(other.id) is None:
        return Notice("There is nothing to end", (f"No calendar is read for {other.name}.",))
    uow.leave_calendars.forget(other.id)
    uow.records.append("LeaveCalendarForgotten", me.id, f"person:{other.id}", {})
    lines = ("Its address is forgotten. What was read from it stays entered; to cancel that, type /rota cancel.",)
    return Notice(f"{other.name}’s calendar is read no longer", lines, Tone.DONE)


def read_leave(tools: Tools, claim: Claim) -> None:
    """Read one person's calendar, and enter and cancel what it says (READ_LEAVE; the subject is "person:priya")."""
    person = PersonId(claim.subject.partition(":")[2])
    with tools.store.read() as uow:
        kept, whose, now, here = uow.leave_calendars.get(person), uow.people.get(person), uow.now(), zone(uow)
    if kept is None or whose is None or whose.standing is not Standing.ACTIVE or tools.calendars is None:
        return
    found = tools.calendars.read(kept.address, ZoneInfo(here), now, now + AHEAD)
    with tools.store.write() as uow:
        still = uow.leave_calendars.get(person)
        if still is None or still.address != kept.address:
            return  # changed while it was being read: the new one has a row of its own
        if isinstance(found, NoLeave):
            _not_read(uow, still, found)
        else:
            _read(tools, uow, still, found)


def calendars_without_a_row(uow: UnitOfWork) -> None:
    """For the watchdog: every calendar is read again some time."""
    for kept in uow.leave_calendars.all():
        subject = _subject(kept.person)
        if uow.due.waiting(Work.READ_LEAVE, subject) is None and _may_be_read(uow, kept.person):
            uow.due.at(Work.READ_LEAVE, subject, max(uow.now(), (kept.read_at or uow.now()) + DAILY))


def _may_be_read(uow: UnitOfWork, person: PersonId) -> bool:
    known = uow.people.get(person)
    return known is not None and known.standing is Standing.ACTIVE


def _not_read(uow: UnitOfWork, kept: LeaveCalendar, found: NoLeave) -> None:
    """What was read before stays. Its person is told once: soon where it is for good, else after a while."""
    now = uow.now()
    since = kept.failing_since or now
    lasts = found.for_good or kept.read_at is None or now - since >= PATIENCE
    if lasts and first_time(uow, _key(kept.person), found.what):
        stays = "What was read before stays entered." if kept.read_at else "Nothing was entered."
        again = "It is tried again every day." if found.for_good else "It is tried again every hour."
        lines = (found.what, f"{stays} {again}", "To give another address: /rota import. To end it: /rota import stop.")
        _tell(uow, kept.person, f"{now:%Y%m%d%H%M}", Notice("Your leave calendar cannot be read", lines, Tone.WARNING))
    uow.leave_calendars.put(replace(kept, failing_since=since, what=found.what))
    uow.due.at(Work.READ_LEAVE, _subject(kept.person), now + (DAILY if found.for_good else SOON))


def _read(tools: Tools, uow: UnitOfWork, kept: LeaveCalendar, found: Leave) -> None:
    now = uow.now()
    before = [each for each in uow.rotas.absences(now, now + AHEAD, kept.person) if each.source == SOURCE]
    by_hand = [each for each in uow.rotas.absences(now, now + AHEAD, kept.person) if each.source != SOURCE]
    wanted = without(found.stretches, joined(_times(by_hand)))
    gone = [each for each in before if without([_time(each)], wanted)]
    staying = joined(_time(each) for each in before if each not in gone)
    new = [(max(start, now), end) for start, end in without(wanted, staying) if end > now]
    for each in gone:
        undo(tools, uow, ACCESS_OF_SERVICE, each)
        uow.records.append(
            "AbsenceCancelled", ACCESS_OF_SERVICE, f"person:{kept.person}", {"absence": each.absence.id, "from": SOURCE}
        )
    for start, end in new:
        entered = uow.rotas.add_absence(kept.person, start, end, by=ACCESS_OF_SERVICE, now=now, source=SOURCE)
        body = {"absence": entered.absence.id, "start": start.isoformat(), "end": end.isoformat(), "from": SOURCE}
        uow.records.append("AbsenceEntered", ACCESS_OF_SERVICE, f"person:{kept.person}", body)
        look(uow, tools.settings.cover_answer, start, end)
    _tell_what_is_new(uow, kept, new, gone)
    first_time(uow, _key(kept.person), "")
    uow.leave_calendars.put(replace(kept, read_at=now, failing_since=None, what=""))
    uow.due.at(Work.READ_LEAVE, _subject(kept.person), now + DAILY)


def not_yet_entered(uow: UnitOfWork, person: PersonId, found: Leave) -> list[Stretch]:
    """What a calendar file says of somebody's time from now on, but for what is entered already."""
    now = uow.now()
    entered = joined(_times(uow.rotas.absences(now, now + AHEAD, person)))
    return [(max(start, now), end) for start, end in without(found.stretches, entered) if end > now]


def enter_from_file(tools: Tools, person: PersonId, found: Leave, by: str) -> list[Stretch]:
    """Enter what a calendar file says, once: it is no calendar that is read again. Cover is sought at once."""
    with tools.store.write() as uow:
        new = not_yet_entered(uow, person, found)
        for start, end in new:
            entered = uow.rotas.add_absence(person, start, end, by=by, now=uow.now())
            body = {"absence": entered.absence.id, "start": start.isoformat(), "end": end.isoformat()}
            uow.records.append("AbsenceEntered", by, f"person:{person}", body)
            look(uow, tools.settings.cover_answer, start, end)
        if new:
            lines = [f"You are away: {away_words(uow, each)}." for each in new[:_SHOWN]]
            more = "Cover is sought for your shifts in that time. To take one back: /rota cancel."
            _tell(uow, person, f"file:{uow.now():%Y%m%d%H%M%S}", Notice("Your leave was entered", (*lines, more)))
        return new


def _time(kept: EnteredAbsence) -> Stretch:
    return kept.absence.start, kept.absence.end


def _times(kept: Iterable[EnteredAbsence]) -> Iterable[Stretch]:
    return (_time(each) for each in kept)


def _tell_what_is_new(uow: UnitOfWork, kept: LeaveCalendar, new: list[Stretch], gone: list[EnteredAbsence]) -> None:
    """The first reading is always told of, later ones where something changed or the calendar is back."""
    if not (new or gone or kept.read_at is None or kept.failing_since):
        return
    here = ZoneInfo(zone(uow))
    lines = [f"You are away: {away_words(uow, each)}." for each in new[:_SHOWN]]
    lines += [f"… and {len(new) - _SHOWN} more times."] if len(new) > _SHOWN else []
    lines += [f"No longer: {away_words(uow, _time(each))}." for each in gone[:_SHOWN]]
    lines += ["Cover is sought for your shifts in that time."] if new else []
    words = lines or ["There is nothing new in it."]
    again = f"It is read again {moment(uow.now() + DAILY, here.key, uow.now())}."
    notice = Notice("Your leave calendar was read", (*words, again), Tone.INFO)
    _tell(uow, kept.person, f"read:{uow.now():%Y%m%d%H%M}", notice)


def _subject(person: PersonId) -> str:
    return f"person:{person}"


def _key(person: PersonId) -> str:
    """What it is remembered under that somebody was told their calendar cannot be read."""
    return f"leave-calendar:{person}"


def _tell(uow: UnitOfWork, person: PersonId, occasion: str, notice: Notice) -> None:
    tell(uow, f"{_key(person)}:{occasion}", ToPerson(person), notice)
