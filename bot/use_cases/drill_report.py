"""The report of a drill: who was called when, who answered, after how long, and by which way they were reached."""

from datetime import timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.escalation import Answer, Call, Escalation
from bot.core.ids import PersonId
from bot.core.wording import clock
from bot.use_cases.alarms import ToPerson, tell, tell_leads
from bot.use_cases.call_ways import ways
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork

IT_IS_A_DRILL = "This is a drill. Nothing is wrong."


def report_drill(uow: UnitOfWork, escalation: Escalation) -> None:
    """Tell the leads, and whoever began it, how the chain answered."""
    found = report(uow, escalation)
    key = f"drill:{escalation.id}"
    tell_leads(uow, key, found)
    begun_by = uow.people.get(PersonId(escalation.opened_by)) if escalation.opened_by != ACCESS_OF_SERVICE else None
    if begun_by and not begun_by.lead:
        tell(uow, key, ToPerson(begun_by.id), found)


def report(uow: UnitOfWork, escalation: Escalation) -> Notice:
    """The report in words, one line for each call."""
    answered = sum(call.answer is not Answer.NONE for call in escalation.calls)
    count = len(escalation.calls)
    gaps = tuple(f"Step {place + 1} of the chain had nobody to call." for place in escalation.empty)
    lines = tuple(_line(uow, escalation, call) for call in escalation.calls)
    title = f"Drill over: {answered} of {count} answered" if count else "Drill over: there was nobody to call"
    tone = Tone.DONE if count and answered == count and not gaps else Tone.WARNING
    return Notice(title, (*lines, *gaps, "It was a drill. Nothing was wrong."), tone)


def _line(uow: UnitOfWork, escalation: Escalation, call: Call) -> str:
    reached = ways(uow, escalation.id, call.number)
    called = f"{name_of(uow, call.person)}: called {clock(call.at, zone(uow), uow.now())}"
    how = f" by {' and '.join(reached)}" if reached else ", and nothing reached them"
    return f"{called}{how}; {_answer(call)}."


def _answer(call: Call) -> str:
    if call.answered_at is None:
        return "no answer"
    said = "passed it on" if call.answer is Answer.HANDED_ON else "answered"
    return f"{said} after {_spell(call.answered_at - call.at)}"


def _spell(took: timedelta) -> str:
    minutes, seconds = divmod(int(took.total_seconds()), 60)
    if not minutes:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
