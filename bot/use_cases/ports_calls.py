"""Port for escalations and callouts. The other ports: ports.py."""

from datetime import datetime
from typing import Protocol

from bot.core.callouts import Callout
from bot.core.escalation import Escalation, Kind
from bot.core.ids import AccountId, EscalationId, PersonId, RotaId
from bot.core.rota.plan import Calling


class Escalations(Protocol):
    """Escalations with their calls, kept for good. There is one at a time for each kind and subject."""

    def open(
        self,
        kind: Kind,
        subject: str,
        *,
        account: AccountId | None,
        title: str,
        lines: tuple[str, ...],
        rota: RotaId,
        chain: Calling,
        by: str,
        now: datetime,
    ) -> Escalation | None:
        """A new one, whose first step is due now; None if one for this is under way."""

    def get(self, escalation: EscalationId) -> Escalation | None:
        """The escalation; in a writing transaction its row is locked until the end."""

    def save(self, escalation: Escalation) -> None: ...
    def under_way(self, kind: Kind, subject: str) -> EscalationId | None:
        """The one that is not over. Locks nothing."""

    def all_under_way(self) -> list[Escalation]:
        """Every one that is not over, the oldest first."""

    def ended(self, kind: Kind, limit: int) -> list[Escalation]:
        """Those of a kind that are over, the newest first."""

    def put_callout(self, callout: Callout) -> None:
        """Insert, or replace the one of this person and escalation."""

    def callout(self, escalation: EscalationId, person: PersonId) -> Callout | None: ...
    def callouts(self, start: datetime, end: datetime, person: PersonId | None = None) -> list[Callout]:
        """Those that touch [start, end), in the order they began."""
