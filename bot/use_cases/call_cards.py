"""What the message to somebody who is called says, made afresh from the escalation each time.

Written for people who have been asleep: what is wanted first, then why them, then until when.
"""

from collections.abc import Iterator

from bot.core.cards import Action, CallCard
from bot.core.escalation import DESK, Answer, Call, Escalation, Kind, Outcome, Stage, places
from bot.core.ids import PersonId
from bot.core.wording import STATES, clock, names, until
from bot.use_cases.cases import Case, name_of, zone
from bot.use_cases.desk_alarms import raised_words
from bot.use_cases.drill_report import IT_IS_A_DRILL
from bot.use_cases.escalate import case_for
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.signing import night_lines
from bot.use_cases.viewing import view_of

PREFIX = "call:"
"""Before the number of the escalation, in what comes back with a click."""
_BUTTONS: dict[Kind, tuple[Action, ...]] = {
    Kind.DRAFT: (Action.HAVE_IT, Action.APPROVE, Action.UNTIL_MORNING, Action.HAND_ON),
    Kind.ALARM: (Action.HAVE_IT, Action.HAND_ON),
    Kind.DRILL: (Action.HAVE_IT, Action.HAND_ON),
}
_BUTTONS_OF_TAKER: dict[Kind, tuple[Action, ...]] = {
    Kind.DRAFT: (Action.APPROVE, Action.UNTIL_MORNING, Action.HAND_ON),
    Kind.ALARM: (Action.DEALT_WITH, Action.HAND_ON),
    Kind.DRILL: (),
}
_BUTTONS_AT_DESK = (Action.HAVE_IT, Action.DEALT_WITH)
_BUTTONS_OF_DESK = (Action.DEALT_WITH,)
_ENDED: dict[Outcome, str] = {
    Outcome.DECIDED: "It is decided",
    Outcome.DEALT_WITH: "It is dealt with",
    Outcome.MORNING: "It waits until the morning",
    Outcome.NOT_NEEDED: "You are no longer needed",
    Outcome.REPORTED: "The drill is over",
}


def call_card(uow: UnitOfWork, escalation: Escalation, call: Call) -> CallCard:
    """The message of one call as things stand now."""
    case = case_for(uow, escalation)
    title, lines, actions = _said(uow, escalation, call, case)
    if escalation.kind is Kind.DRILL:
        lines = (IT_IS_A_DRILL, *lines)
    view = view_of(uow, case) if case else None
    is_urgent = _waits_for(escalation, call)
    return CallCard(title, lines, f"{PREFIX}{escalation.id}", actions, uow.now(), view, is_urgent)


def _waits_for(escalation: Escalation, call: Call) -> bool:
    """Whether it is this person who has to act now, and in earnest."""
    if escalation.is_over or escalation.kind is Kind.DRILL:
        return False
    return escalation.taken_by == call.person or (escalation.taken_by is None and call.answer is Answer.NONE)


def calls_of(uow: UnitOfWork, person: PersonId) -> Iterator[str]:
    """What somebody is called for and has not answered, or has taken, in sentences for App Home."""
    for escalation in uow.escalations.all_under_way():
        latest = next((call for call in reversed(escalation.calls) if call.person == person), None)
        if latest and _waits_for(escalation, latest):
            is_mine = escalation.taken_by == person
            lead = f"You have it: {escalation.title}" if is_mine else headline(escalation, latest)
            yield f"{lead}. Its buttons are in your direct messages with Countersign."


def headline(escalation: Escalation, call: Call) -> str:
    """What wakes people, on every way; the desk is awake."""
    if call.place == DESK:
        return f"For the desk: {escalation.title}"
    if escalation.kind is Kind.DRILL:
        return "Drill: please press “I have it”"
    return f"Wake up: {escalation.title}{' needs a decision' if escalation.kind is Kind.DRAFT else ''}"


def _said(
    uow: UnitOfWork, escalation: Escalation, call: Call, case: Case | None
) -> tuple[str, tuple[str, ...], tuple[Action, ...]]:
    if escalation.is_over:
        return _over(uow, escalation, case)
    if escalation.taken_by:
        return _yours(uow, escalation, case) if escalation.taken_by == call.person else _theirs(uow, escalation)
    if call.answer is Answer.NONE:
        buttons = _BUTTONS_AT_DESK if escalation.is_at_desk else _BUTTONS[escalation.kind]
        return headline(escalation, call), _why_you(uow, escalation, call, case), buttons
    return _answered(escalation, call)


def _answered(escalation: Escalation, call: Call) -> tuple[str, tuple[str, ...], tuple[Action, ...]]:
    """They have answered, and it is still open: others are called."""
    if call.answer is Answer.HANDED_ON:
        return "You passed it on", ("The next person has been called.",), (Action.HAVE_IT,)
    if escalation.kind is Kind.DRILL:
        return "Thank you: your answer is noted", ("The drill goes on with the next person.",), ()
    if call.answer is Answer.DECIDED:
        return "Thank you: you have decided", ("A second person is needed and has been called.",), ()
    lines = ("Nothing came of it in time, so the next person has been called. You can still take it.",)
    return f"You had it: {escalation.title}", lines, _BUTTONS[escalation.kind]


def _theirs(uow: UnitOfWork, escalation: Escalation) -> tuple[str, tuple[str, ...], tuple[Action, ...]]:
    assert escalation.taken_by is not None
    assert escalation.taken_at is not None
    who, at = name_of(uow, escalation.taken_by), clock(escalation.taken_at, zone(uow), uow.now())
    return f"{who} has it: {escalation.title}", (f"{who} took it {at}. You need not do anything.",), ()


def _over(
    uow: UnitOfWork, escalation: Escalation, case: Case | None
) -> tuple[str, tuple[str, ...], tuple[Action, ...]]:
    assert escalation.ended_at is not None
    at = clock(escalation.ended_at, zone(uow), uow.now())
    by = f"{at[:1].upper()}{at[1:]}, by {name_of(uow, escalation.ended_by)}." if escalation.ended_by else ""
    lines = [by or f"It ended {at}."]
    if case:
        lines.append(f"Draft {case.draft.id} for @{case.account.handle}: {STATES[case.draft.state].lower()}.")
    if escalation.outcome is not Outcome.MORNING:
        lines.append("There is nothing left for you to do.")
    title = _ENDED[escalation.outcome]
    return title if escalation.kind is Kind.DRILL else f"{title}: {escalation.title}", tuple(lines), ()


def _yours(
    uow: UnitOfWork, escalation: Escalation, case: Case | None
) -> tuple[str, tuple[str, ...], tuple[Action, ...]]:
    assert escalation.next_at is not None
    by = until(escalation.next_at, zone(uow), uow.now())
    what = "decide" if escalation.kind is Kind.DRAFT else "say that it is dealt with"
    signing = night_lines(uow, case) if case else ()
    lines = (*escalation.lines, f"Please {what} by {by}. After that {_next(escalation)} is called.", *signing)
    buttons = _BUTTONS_OF_DESK if escalation.is_at_desk else _BUTTONS_OF_TAKER[escalation.kind]
    return f"You have it: {escalation.title}", lines, buttons


def _next(escalation: Escalation) -> str:
    return "whoever is on call" if escalation.is_at_desk else "the next person"


def _why_you(uow: UnitOfWork, escalation: Escalation, call: Call, case: Case | None) -> tuple[str, ...]:
    """What an alarm says, since when it is open, why this person is called, and what happens if they do not answer."""
    raised = raised_words(uow, escalation, case)
    signing = night_lines(uow, case) if case else ()
    because = _because(uow, escalation, call)
    return (*escalation.lines, *raised, because, *_otherwise(uow, escalation, call), *signing)


def _because(uow: UnitOfWork, escalation: Escalation, call: Call) -> str:
    if call.place == DESK:
        return "You are told because you are at the desk."
    earlier = [each for each in escalation.calls if each.number < call.number and each.place != DESK]
    before = [each for each in earlier if each.person != call.person]
    if call.place > places(escalation.chain):
        return "Nobody who was called has answered, so every communications lead is called now."
    if before:
        return _those_before(uow, escalation, before)
    if call.place == 0:
        return "You are called because you are on call."
    if call.place == places(escalation.chain):
        return "You are called because there is nobody in the rota who could be."
    return "You are called because whoever should be there is not, and your turn comes next."


def _those_before(uow: UnitOfWork, escalation: Escalation, before: list[Call]) -> str:
    if escalation.kind is Kind.DRILL:
        return "You are called as the next in the chain."
    said = {call.person: call for call in before}
    parts = [
        f"{names([name_of(uow, p) for p, c in said.items() if c.answer is answer], joined_by='and')} {words}"
        for answer, words in _WORDS.items()
        if any(call.answer is answer for call in said.values())
    ]
    return f"You are called because {', and '.join(parts)}."


_WORDS: dict[Answer, str] = {
    Answer.NONE: "did not answer",
    Answer.HANDED_ON: "passed it on",
    Answer.HAVE_IT: "took it and has not finished",
    Answer.DECIDED: "has decided and a second person is needed",
}


def _otherwise(uow: UnitOfWork, escalation: Escalation, call: Call) -> tuple[str, ...]:
    if escalation.stage is Stage.ALARMED or escalation.next_at is None:
        return ("Please take it, or make sure that somebody does.",)
    if call.number == len(escalation.calls):
        by = until(escalation.next_at, zone(uow), uow.now())
        if escalation.is_at_desk:
            return (f"If nobody has dealt with it by {by}, whoever is on call is called.",)
        return (f"Please answer by {by}. After that the next person is called.",)
    later = escalation.calls[call.number :]
    others = list(dict.fromkeys(name_of(uow, each.person) for each in later if each.person != call.person))
    return (f"{names(others, joined_by='and')} has been called since. You can still take it.",) if others else ()
