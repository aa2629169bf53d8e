"""Bringing one call to its person: by chat, and beside it where chat fails or a first call was not answered.

Never inside a transaction. The message is drawn from the escalation as it is now, for everybody who was called.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import CallCard
from bot.core.due import Again, Claim, Work, retry_after
from bot.core.escalation import Answer, Call, Escalation, Kind, not_reached
from bot.core.ids import EscalationId
from bot.core.people import ChatIdentity, Person
from bot.use_cases.alarms import first_time
from bot.use_cases.call_cards import call_card, headline
from bot.use_cases.call_out import about
from bot.use_cases.call_ways import BESIDE_CHAT, IN_CHAT, beside_chat, in_chat
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import CannotDeliver, Chat, Delivered, Delivery, TryLater
from bot.use_cases.ports_reach import CannotReach, Message, Reached
from bot.use_cases.reach_ways import ways_for
from bot.use_cases.tools import Tools

_OFTEN = timedelta(minutes=1)
"""How often a way that is down is tried again, at least: somebody is to be woken."""
Beside = tuple[str, Reached] | TryLater | CannotReach | None


@dataclass(frozen=True, slots=True)
class _Ring:
    """One call with what is known of it."""

    escalation: Escalation
    call: Call
    person: Person
    card: CallCard
    ref: str | None
    reached_by: str | None
    chat: tuple[Chat, ChatIdentity] | None

    @property
    def is_wanted(self) -> bool:
        """Whether this person is still to be woken."""
        waits = self.call.answer is Answer.NONE and not self.escalation.is_over
        return waits and self.escalation.taken_by is None

    @property
    def message(self) -> Message:
        """What is said beside chat: no words of a draft."""
        escalation = self.escalation
        of_draft = f"draft {escalation.subject}" if escalation.kind is Kind.DRAFT else escalation.title
        key = f"escalation-{escalation.id}-{self.call.number}"
        return Message(key, headline(escalation, self.call), of_draft, escalation.kind is Kind.DRILL)


def call(tools: Tools, claim: Claim) -> Again | None:
    """Bring one call where its person sees it, or its message up to date; say when to try again what did not arrive."""
    with tools.store.read() as uow:
        ring = _ring(tools, uow, claim.subject)
    if ring is None:
        return None
    in_chat_now = _by_chat(ring)
    beside = _beside_chat(tools, ring, in_chat_now)
    with tools.store.write() as uow:
        _note(uow, ring, in_chat_now, beside)
    late = next((answer for answer in (in_chat_now, beside) if isinstance(answer, TryLater)), None)
    if late is None:
        return None
    return Again(max(late.after or timedelta(), min(retry_after(claim.attempt), _OFTEN)), late.detail)


def _ring(tools: Tools, uow: UnitOfWork, subject: str) -> _Ring | None:
    escalation_id, _, number = subject.partition(":")
    escalation = uow.escalations.get(EscalationId(int(escalation_id)))
    call = next((c for c in escalation.calls if c.number == int(number)), None) if escalation else None
    person = uow.people.get(call.person) if call else None
    if escalation is None or call is None or person is None:
        return None
    card = call_card(uow, escalation, call)
    ref = in_chat(uow, escalation.id, call.number)
    reached_by = beside_chat(uow, escalation.id, call.number)
    chat = next(((tools.chats[i.platform], i) for i in person.chat if i.platform in tools.chats), None)
    return _Ring(escalation, call, person, card, ref, reached_by, chat)


def _by_chat(ring: _Ring) -> Delivery | None:
    """Redraw the message; where there is none yet, post it, unless there is nothing to wake them for any more."""
    if ring.chat is None:
        return CannotDeliver(f"{ring.person.name} is in no chat.") if ring.is_wanted else None
    chat, identity = ring.chat
    if ring.ref is not None:
        updated = chat.update(ring.ref, ring.card)
        if not isinstance(updated, CannotDeliver):
            return updated
    return chat.direct(identity, ring.card) if ring.is_wanted else None


def _beside_chat(tools: Tools, ring: _Ring, in_chat_now: Delivery | None) -> Beside:
    """At the first step where chat fails, later in any case, once: the first of the other ways that takes it."""
    chat_failed = not isinstance(in_chat_now, Delivered)
    if not ring.is_wanted or ring.reached_by or not (chat_failed or ring.call.place > 0):
        return None
    answer: TryLater | CannotReach = CannotReach("No way to reach people beside chat is set up.")
    for way, target in ways_for(ring.person, tools.reach):
        said = way.call(ring.person, ring.message, target)
        if isinstance(said, Reached):
            return way.name, said
        answer = said if isinstance(said, TryLater) or isinstance(answer, CannotReach) else answer
    return answer


def _note(
    uow: UnitOfWork,
    ring: _Ring,
    in_chat_now: Delivery | None,
    beside: Beside,
) -> None:
    """Remember what arrived. Where nothing leads to them, the next step need not wait for their answer."""
    key = f"{ring.escalation.id}:{ring.call.number}"
    match in_chat_now:
        case Delivered(ref):
            if ref != ring.ref:
                uow.messages.put_ref(IN_CHAT, key, ref)
        case CannotDeliver() | TryLater() | None:
            pass
        case _:
            assert_never(in_chat_now)
    if isinstance(beside, tuple):
        uow.messages.put_ref(BESIDE_CHAT, key, beside[0])
        body = {"person": ring.call.person, "number": ring.call.number, "way": beside[0]}
        uow.records.append("CalledBesideChat", ACCESS_OF_SERVICE, about(ring.escalation.id), body)
    elif isinstance(in_chat_now, CannotDeliver) and isinstance(beside, CannotReach) and not ring.reached_by:
        _not_reached(uow, ring, f"{in_chat_now.detail} {beside.detail}")


def _not_reached(uow: UnitOfWork, ring: _Ring, why: str) -> None:
    escalation = uow.escalations.get(ring.escalation.id)
    if escalation is None or not first_time(uow, f"not-reached:{escalation.id}:{ring.call.number}", "said"):
        return
    body = {"person": ring.call.person, "number": ring.call.number, "why": why}
    uow.records.append("PersonNotReached", ACCESS_OF_SERVICE, about(escalation.id), body)
    uow.escalations.save(not_reached(escalation, ring.call.person, uow.now()))
    uow.due.at(Work.ESCALATE, str(escalation.id), uow.now())
