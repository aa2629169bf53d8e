"""The report of a drill: who was called when, who answered, after how long, and by which way they were reached.

It is kept as a record, and made afresh whenever somebody asks for it later.
"""

from datetime import timedelta

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.escalation import Answer, Call, Escalation, Kind, Outcome
from bot.core.ids import PersonId
from bot.core.wording import clock, moment
from bot.use_cases.alarms import ToPerson, tell, tell_leads
from bot.use_cases.call_out import about
from bot.use_cases.call_ways import ways
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork

IT_IS_A_DRILL = "This is a drill. Nothing is wrong."
KEPT = 20
"""How many drills are looked back at."""
NO_DRILL = Notice("There has been no drill", ("To begin one: /incident drill, or /incident drill @account.",))


def report_drill(uow: UnitOfWork, escalation: Escalation) -> None:
    """Record how the chain answered, and tell the leads and whoever began it."""
    record_drill(uow, escalation)
    found = report(uow, escalation)
    key = f"drill:{escalation.id}"
    tell_leads(uow, key, found)
    begun_by = uow.people.get(PersonId(escalation.opened_by)) if escalation.opened_by != ACCESS_OF_SERVICE else None
    if begun_by and not begun_by.lead:
        tell(uow, key, ToPerson(begun_by.id), found)


def record_drill(uow: UnitOfWork, escalation: Escalation) -> None:
    """Who was called and answered when, marked as a drill."""
    calls = [
        {
            "person": call.person,
            "called": call.at.isoformat(),
            "answered": call.answered_at.isoformat() if call.answered_at else None,
            "answer": call.answer,
            "by": ways(uow, escalation.id, call.number),
        }
        for call in escalation.calls
    ]
    body = {"drill": True, "rota": escalation.rota, "outcome": escalation.outcome, "calls": calls}
    uow.records.append("DrillOver", escalation.ended_by or ACCESS_OF_SERVICE, about(escalation.id), body)


def last_drill(uow: UnitOfWork) -> Notice:
    """The report of the drill that ended last."""
    found = uow.escalations.ended(Kind.DRILL, 1)
    if not found:
        return _running(uow) or NO_DRILL
    whole = report(uow, found[0])
    return Notice(whole.title, (f"{_which(uow, found[0])}.", *whole.lines), whole.tone)


def drills(uow: UnitOfWork) -> Notice:
    """Every drill that is over, one line each, the newest first."""
    found = uow.escalations.ended(Kind.DRILL, KEPT)
    if not found:
        return _running(uow) or NO_DRILL
    lines = [f"{_which(uow, each)}: {_count(each)} answered{_stopped(each)}." for each in found]
    return Notice("Drills", (*lines, "The whole report of the last one: /incident drill last."))


def _running(uow: UnitOfWork) -> Notice | None:
    """The drill that has begun and is not over."""
    begun = next((each for each in uow.escalations.all_under_way() if each.kind is Kind.DRILL), None)
    if begun is None:
        return None
    answers = f"So far {_count(begun)} called have answered. The leads get the report once it is over."
    return Notice("A drill is under way", (f"{_which(uow, begun)}.", answers))


def _which(uow: UnitOfWork, escalation: Escalation) -> str:
    begun = moment(escalation.opened_at, zone(uow), uow.now())
    plan = uow.rotas.plan(escalation.rota)
    rota = plan.name if plan else escalation.rota
    return f"Drill of {rota}, begun {begun} by {name_of(uow, PersonId(escalation.opened_by))}"


def _count(escalation: Escalation) -> str:
    return f"{sum(call.answer is not Answer.NONE for call in escalation.calls)} of {len(escalation.calls)}"


def _stopped(escalation: Escalation) -> str:
    return ", stopped before its end" if escalation.outcome is Outcome.NOT_NEEDED else ""


def report(uow: UnitOfWork, escalation: Escalation) -> Notice:
    """The report in words, one line for each call."""
    answered = sum(call.answer is not Answer.NONE for call in escalation.calls)
    count = len(escalation.calls)
    gaps = tuple(f"Step {place + 1} of the chain had nobody to call." for place in escalation.empty)
    lines = tuple(_line(uow, escalation, call) for call in escalation.calls)
    title = (
        f"Drill over: {_count(escalation)} answered{_stopped(escalation)}"
        if count
        else "Drill over: there was nobody to call"
    )
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
