"""One escalation: whom to call next until somebody answers for it, as frozen values and pure steps.

Who is on is the rota's; how a call travels and what it says is use_cases/escalate.py's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.ids import AccountId, EscalationId, PersonId, RotaId
from bot.core.rota.plan import Calling


class Kind(StrEnum):
    """What people are called for."""

    DRAFT = "draft"  # an urgent draft waits for a decision
    ALARM = "alarm"  # something is wrong with the product or an account
    DRILL = "drill"  # nothing is wrong; everybody in the chain is called once, whoever answers


class Stage(StrEnum):
    """Where an escalation stands. The comment says what moves it on."""

    CALLING = "calling"  # an answer, or the next step when its time comes
    TAKEN = "taken"  # what the taker does; if nothing comes of it in time, the chain goes on
    ALARMED = "alarmed"  # a person: nobody answered, so the channel and every lead were told
    OVER = "over"  # nothing


class Answer(StrEnum):
    """What somebody who was called said."""

    NONE = ""
    HAVE_IT = "have_it"
    HANDED_ON = "handed_on"
    DECIDED = "decided"


class Outcome(StrEnum):
    """How an escalation ended."""

    NONE = ""
    DECIDED = "decided"
    DEALT_WITH = "dealt_with"
    MORNING = "morning"  # somebody said that it can wait
    NOT_NEEDED = "not_needed"  # what it was about is no longer there
    REPORTED = "reported"  # a drill came to its end


DESK = -1
"""The place of a call to whoever is at the desk in office hours: it comes before the chain, and wakes nobody."""


def places(chain: Calling) -> int:
    """How many steps a chain has with all its repeats.

    The fallback has the place after them, the alarm the next. Places count from 0.
    """
    return len(chain.steps) * (1 + chain.repeats)


@dataclass(frozen=True, slots=True)
class Line:
    """Who could be called at one instant.

    `on_call` is the rota's holder, None in a gap; `next_up` those whose turns come after, in order. `away` cannot be
    reached at all; `unable` may not decide what this is about.
    """

    on_call: PersonId | None
    next_up: tuple[PersonId, ...] = ()
    away: frozenset[PersonId] = frozenset()
    unable: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Call:
    """One person called once. `number` counts from 1; `place` is the step's, from 0, or DESK.

    `answered_at` is the time of the first answer.
    """

    number: int
    person: PersonId
    place: int
    at: datetime
    answer: Answer = Answer.NONE
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Escalation:
    """One round of calls. `subject` is a draft's number or the name of an alarm; `rota` the one that is asked.

    `title` and `lines` are what an alarm says; a draft is shown as it is. `opened_by` is a person or `service`.

    `fired` counts the steps gone through, `empty` names those (from 0) at which there was nobody to call. `next_at` is
    when it goes on by itself; None where only a person can move it. `desk_until` is set where it began while somebody
    was at the desk: until then it is theirs.
    """

    id: EscalationId
    kind: Kind
    account: AccountId | None
    subject: str
    title: str
    lines: tuple[str, ...]
    rota: RotaId
    chain: Calling
    opened_by: str
    opened_at: datetime
    next_at: datetime | None
    stage: Stage = Stage.CALLING
    fired: int = 0
    calls: tuple[Call, ...] = ()
    empty: tuple[int, ...] = ()
    taken_by: PersonId | None = None
    taken_at: datetime | None = None
    outcome: Outcome = Outcome.NONE
    ended_by: PersonId | None = None
    ended_at: datetime | None = None
    desk_until: datetime | None = None

    @property
    def is_at_desk(self) -> bool:
        """Whether it was told to the desk, and nobody has been woken for it yet."""
        return self.desk_until is not None and not self.fired

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.stage is Stage.OVER

    def last_call(self, person: PersonId) -> Call | None:
        """The newest call to this person."""
        return next((call for call in reversed(self.calls) if call.person == person), None)


@dataclass(frozen=True, slots=True)
class Rang:
    """A step fired: this person is called."""

    call: Call


@dataclass(frozen=True, slots=True)
class NobodyThere:
    """A step fired and there was nobody to call, so the next one fired at once. `place` counts from 0."""

    place: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Somebody had it, and nothing came of it in time."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class GaveOut:
    """The end of the chain: for a drill the report, otherwise the alarm."""


Event = Rang | NobodyThere | TakenBack | GaveOut


def advance(escalation: Escalation, line: Line, now: datetime) -> tuple[Escalation, tuple[Event, ...]]:
    """Whatever is due now, and what happened: at most one person is called; steps with nobody there are not waited for.

    Before its time, and once it is over, nothing happens: a step that has fired does not fire again.
    """
    if escalation.is_over or escalation.next_at is None or now < escalation.next_at:
        return escalation, ()
    happened: list[Event] = []
    if escalation.taken_by is not None:
        happened.append(TakenBack(escalation.taken_by))
        escalation = replace(escalation, stage=Stage.CALLING, taken_by=None, taken_at=None)
    while True:
        escalation, event = _step(escalation, line, now)
        happened.append(event)
        if not isinstance(event, NobodyThere):
            return escalation, tuple(happened)


def take(escalation: Escalation, person: PersonId, now: datetime) -> Escalation:
    """They have it. Said again by the same person, it gives them the whole time again. A drill goes on at once."""
    answered = _answered(escalation, person, Answer.HAVE_IT, now)
    if escalation.kind is Kind.DRILL:
        return replace(answered, next_at=now) if _is_waited_for(escalation, person) else answered
    since = escalation.taken_at if escalation.taken_by == person else now
    next_at = now + escalation.chain.unack_after
    if escalation.is_at_desk and escalation.desk_until:
        next_at = max(next_at, escalation.desk_until)
    return replace(answered, stage=Stage.TAKEN, taken_by=person, taken_at=since, next_at=next_at)


def stand_aside(escalation: Escalation, person: PersonId, answer: Answer, now: datetime) -> Escalation:
    """They passed it on, or gave their word where others are needed too: they are not called again.

    Where it was theirs, the next step is due at once; where they came late, the others go on as they were.
    """
    answered = _answered(escalation, person, answer, now)
    if escalation.taken_by == person:
        return replace(answered, stage=Stage.CALLING, taken_by=None, taken_at=None, next_at=now)
    return replace(answered, next_at=now) if _is_waited_for(escalation, person) else answered


def ring_all(escalation: Escalation, people: Iterable[PersonId], now: datetime) -> Escalation:
    """With everybody called at once, as the alarm does; those the alarm has called before are not called again."""
    place = places(escalation.chain) + 1
    rung = {call.person for call in escalation.calls if call.place == place}
    new = [person for person in people if person not in rung]
    first = len(escalation.calls) + 1
    calls = tuple(Call(number, person, place, now) for number, person in enumerate(new, first))
    return replace(escalation, calls=(*escalation.calls, *calls))


def not_reached(escalation: Escalation, person: PersonId, now: datetime) -> Escalation:
    """Nothing leads to them, so the next step is due at once, where it was theirs."""
    return replace(escalation, next_at=now) if _is_waited_for(escalation, person) else escalation


def settle(escalation: Escalation, outcome: Outcome, now: datetime, by: PersonId | None = None) -> Escalation:
    """It is over, and nobody is called any more. The first end counts."""
    if escalation.is_over:
        return escalation
    answered = _answered(escalation, by, Answer.DECIDED, now) if by else escalation
    return replace(answered, stage=Stage.OVER, outcome=outcome, ended_by=by, ended_at=now, next_at=None)


def _wait(chain: Calling, place: int) -> timedelta:
    return chain.steps[place % len(chain.steps)] if place < places(chain) else chain.steps[-1]


def _step(escalation: Escalation, line: Line, now: datetime) -> tuple[Escalation, Event]:
    place = escalation.fired
    after = replace(escalation, fired=place + 1)
    if place > places(escalation.chain) or _nobody_left_for_drill(escalation, place):
        return _gave_out(after, now), GaveOut()
    person = _whom(escalation, line, place)
    if person is None:
        return replace(after, empty=(*escalation.empty, place)), NobodyThere(place)
    call = Call(len(escalation.calls) + 1, person, place, now)
    return replace(after, calls=(*escalation.calls, call), next_at=now + _wait(escalation.chain, place)), Rang(call)


def _gave_out(escalation: Escalation, now: datetime) -> Escalation:
    if escalation.kind is Kind.DRILL:
        return settle(escalation, Outcome.REPORTED, now)
    return replace(escalation, stage=Stage.ALARMED, next_at=None)


def _nobody_left_for_drill(escalation: Escalation, place: int) -> bool:
    """In a drill everybody is called once, so a fallback who is in the rota as well is not called again."""
    chain = escalation.chain
    if escalation.kind is not Kind.DRILL or place < places(chain) or chain.fallback is None:
        return False
    return escalation.last_call(chain.fallback) is not None


def _whom(escalation: Escalation, line: Line, place: int) -> PersonId | None:
    """Whom the step at this place calls: first whoever is on call, then the next who was not called in this round."""
    chain = escalation.chain
    aside = {c.person for c in escalation.calls if c.answer in {Answer.HANDED_ON, Answer.DECIDED}}
    out = line.away | aside
    if place == places(chain):
        return chain.fallback if chain.fallback not in out else None
    out |= line.unable
    round_begins = place - place % len(chain.steps)
    if place == round_begins and line.on_call not in aside:
        return line.on_call if line.on_call not in out else None
    out |= {call.person for call in escalation.calls if call.place >= round_begins}
    return next((p for p in (line.on_call, *line.next_up) if p is not None and p not in out), None)


def _is_waited_for(escalation: Escalation, person: PersonId) -> bool:
    """Whether the chain waits for this person's answer before it goes on."""
    if escalation.stage is not Stage.CALLING or not escalation.calls:
        return False
    return escalation.calls[-1].person == person and escalation.next_at is not None


def _answered(escalation: Escalation, person: PersonId, answer: Answer, now: datetime) -> Escalation:
    """With their newest call answered. The time is that of the first answer, the answer the last one."""
    last = escalation.last_call(person)
    if last is None:
        return escalation
    answered = replace(last, answer=answer, answered_at=last.answered_at or now)
    return replace(escalation, calls=tuple(answered if call is last else call for call in escalation.calls))
