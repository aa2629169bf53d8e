"""By which ways a call has reached its person: chat, and one of the ways beside it. Kept as delivered messages are."""

from bot.core.ids import EscalationId
from bot.use_cases.ports import UnitOfWork

IN_CHAT, BESIDE_CHAT = "call", "call beside chat"
"""The places in `uow.messages` under which it is remembered where the message is, and which other way took the call."""


def subject(escalation: EscalationId, number: int) -> str:
    """One call of an escalation, as its due row names it."""
    return f"{escalation}:{number}"


def in_chat(uow: UnitOfWork, escalation: EscalationId, number: int) -> str | None:
    """Where the message is, once chat has taken it."""
    return uow.messages.ref(IN_CHAT, subject(escalation, number))


def beside_chat(uow: UnitOfWork, escalation: EscalationId, number: int) -> str | None:
    """The name of the other way that has taken the call, if one has."""
    return uow.messages.ref(BESIDE_CHAT, subject(escalation, number))


def ways(uow: UnitOfWork, escalation: EscalationId, number: int) -> list[str]:
    """Every way by which they were reached, in words."""
    chat = "a message in chat" if in_chat(uow, escalation, number) else ""
    return [way for way in (chat, beside_chat(uow, escalation, number)) if way]
