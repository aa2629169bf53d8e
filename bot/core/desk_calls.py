"""What becomes of an alarm while somebody is at the desk, who need not be woken. The chain is escalation.py's."""

from dataclasses import replace
from datetime import datetime

from bot.core.escalation import DESK, Call, Escalation, Stage
from bot.core.ids import PersonId


def tell_desk(escalation: Escalation, person: PersonId, until: datetime, now: datetime) -> Escalation:
    """Told to whoever is at the desk. The chain begins at `until`, unless it is dealt with before then."""
    call = Call(len(escalation.calls) + 1, person, DESK, now)
    told = replace(escalation, calls=(*escalation.calls, call), desk_until=until, next_at=until)
    return replace(told, stage=Stage.CALLING, taken_by=None, taken_at=None)


def leave_desk(escalation: Escalation, now: datetime) -> Escalation:
    """Nobody is at the desk any more: the chain begins now, or when whoever has just taken it has had their time."""
    if not escalation.is_at_desk or escalation.next_at is None:
        return escalation
    begins = max(now, escalation.taken_at + escalation.chain.unack_after) if escalation.taken_at else now
    return replace(escalation, next_at=min(escalation.next_at, begins))
