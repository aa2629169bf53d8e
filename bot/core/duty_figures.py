"""What one person did in a month beside the day job (S74): duty, callouts, decisions; in figures and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.callouts import NIGHT, Callout
from bot.core.decisions import Verdict
from bot.core.ids import PersonId
from bot.core.rota.proposal import hours
from bot.core.rota.restriction import is_open
from bot.core.rota.worked import NOT_ON_DUTY, Worked

MEANING = (
    "Unsocial: before 06:00 and after 20:00, weekends and bank holidays. At night: 22:00 to 06:00.",
    "Leave, cover, swaps and changes by hand are counted as they really were.",
    "How long a decision took is counted from when its draft came to review, a night’s wait included.",
)
"""What the words mean, as shown with the figures."""
_DAY = timedelta(days=1)
_LONG_HOURS, _LONG_DAYS = timedelta(hours=2), timedelta(days=2)
"""From here on spans are said in hours, and in days."""


class Decided(NamedTuple):
    """One decision, when it was made and since when the draft had waited; None where that is not on record."""

    person: PersonId
    verdict: Verdict
    at: datetime
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One person's month. `median` is the middle time to decide, None where there was nothing to decide."""

    worked: Worked = NOT_ON_DUTY
    callouts: int = 0
    night_callouts: int = 0
    approved: int = 0
    asked_for_changes: int = 0
    rejected: int = 0
    decided_at_night: int = 0
    median: timedelta | None = None

    @property
    def decided(self) -> int:
        """All decisions."""
        return self.approved + self.asked_for_changes + self.rejected


def figures(
    worked: Mapping[PersonId, Worked], callouts: Iterable[Callout], decided: Iterable[Decided], zone: ZoneInfo
) -> dict[PersonId, Figures]:
    """Everybody of whom there is anything to tell. `zone` says when it was night."""
    out: dict[PersonId, list[Callout]] = {}
    said: dict[PersonId, list[Decided]] = {}
    for callout in callouts:
        out.setdefault(callout.person, []).append(callout)
    for decision in decided:
        said.setdefault(decision.person, []).append(decision)
    return {
        person: _of(worked.get(person, NOT_ON_DUTY), out.get(person, []), said.get(person, []), zone)
        for person in {*worked, *out, *said}
    }


def _of(worked: Worked, callouts: list[Callout], decided: list[Decided], zone: ZoneInfo) -> Figures:
    waited = [decision.at - decision.asked_at for decision in decided if decision.asked_at]
    count = {verdict: sum(decision.verdict is verdict for decision in decided) for verdict in Verdict}
    return Figures(
        worked=worked,
        callouts=len(callouts),
        night_callouts=sum(callout.breaks_the_night(zone) for callout in callouts),
        approved=count[Verdict.APPROVE],
        asked_for_changes=count[Verdict.ASK_FOR_CHANGES],
        rejected=count[Verdict.REJECT],
        decided_at_night=sum(is_open(NIGHT, zone, decision.at) for decision in decided),
        median=_median(sorted(waited)),
    )


def _median(waited: list[timedelta]) -> timedelta | None:
    half = len(waited) // 2
    if not waited:
        return None
    return waited[half] if len(waited) % 2 else (waited[half - 1] + waited[half]) / 2


def in_words(of: Figures) -> str:
    """One person's figures in sentences, for everybody who reads or is read to."""
    return " ".join(part for part in (_duty(of.worked), _callouts(of), _decisions(of)) if part)


def _duty(worked: Worked) -> str:
    parts = ((worked.in_hours, "in office hours"), (worked.out_of_hours, "on call"))
    said = " and ".join(f"{_hours(length)} {where}" for length, where in parts if length)
    unsocial = f", {hours(worked.unsocial)} of these at unsocial times" if worked.unsocial else ""
    return f"{said}{unsocial}." if said else "Not on duty."


def _hours(length: timedelta) -> str:
    return f"{hours(length)} {'hour' if hours(length) == '1' else 'hours'}"


def _callouts(of: Figures) -> str:
    if not of.callouts:
        return ""
    times = {1: "once", 2: "twice"}.get(of.callouts, f"{of.callouts} times")
    return f"Called out {times}{_at_night(of.night_callouts, of.callouts)}."


def _decisions(of: Figures) -> str:
    if not of.decided:
        return "No decisions."
    counts = ((of.approved, "approved"), (of.asked_for_changes, "sent back for changes"), (of.rejected, "rejected"))
    kinds = ", ".join(f"{count} {words}" for count, words in counts if count)
    number = "1 decision" if of.decided == 1 else f"{of.decided} decisions"
    return f"{number}{_at_night(of.decided_at_night, of.decided)}: {kinds}.{_middle(of)}"


def _middle(of: Figures) -> str:
    if of.median is None:
        return ""
    took = "It took" if of.decided == 1 else "Half of them took at most"
    return f" {took} {span_words(of.median)}."


def _at_night(count: int, of: int) -> str:
    if not count:
        return ""
    if count == of:
        return ", at night" if of == 1 else ", all at night"
    return f", {count} of them at night"


def span_words(span: timedelta) -> str:
    """A span of time, no more exact than it helps: "a minute", "12 minutes", "3½ hours", "3 days"."""
    minutes = round(span / timedelta(minutes=1))
    if minutes <= 1:
        return "a minute"
    if span < _LONG_HOURS:
        return f"{minutes} minutes"
    return f"{hours(span)} hours" if span < _LONG_DAYS else f"{round(span / _DAY)} days"
