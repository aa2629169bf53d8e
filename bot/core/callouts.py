"""A callout: when somebody who was called out of hours was at work, and what that means for their next morning."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.core.ids import EscalationId, PersonId
from bot.core.rota.duty import Holder, Span
from bot.core.rota.rest import DAILY
from bot.core.rota.restriction import EVERY_DAY, Restriction, Window, openings

NIGHT: Restriction = (Window(EVERY_DAY, time(22), time(6)),)
"""22:00 to 06:00 by the wall clock: a callout then breaks the night's rest."""


@dataclass(frozen=True, slots=True)
class Callout:
    """Somebody was called and answered: at work from the call until their last act, [start, end) in UTC."""

    escalation: EscalationId
    person: PersonId
    start: datetime
    end: datetime

    @property
    def rested_at(self) -> datetime:
        """When they have had the daily rest (rest.py) if they are left alone."""
        return self.end + DAILY.rest

    def breaks_the_night(self, zone: ZoneInfo) -> bool:
        """Whether any of it was at night."""
        return bool(openings(NIGHT, zone, self.start, self.end))


def to_cover(callout: Callout, spans: Iterable[Span]) -> list[Span]:
    """The parts of this person's shifts that come before they are rested."""
    return [
        span._replace(start=max(span.start, callout.end), end=min(span.end, callout.rested_at))
        for span in spans
        if isinstance(span.duty, Holder)
        and span.duty.person == callout.person
        and span.start < callout.rested_at
        and span.end > callout.end
    ]
