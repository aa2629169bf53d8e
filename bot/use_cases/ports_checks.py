"""Ports for what the checks are told besides the draft, and for figures. The others: ports.py."""

from datetime import datetime
from typing import Protocol

from bot.core.drafts import State
from bot.core.duty_figures import Decided
from bot.core.ids import AccountId, DraftId
from bot.core.incidents import Incident
from bot.core.reference import Reference
from bot.core.releases import Release


class ReferenceBook(Protocol):
    """Elections, consents, pledges, embargoes, meetings and the media list in force."""

    def get(self) -> Reference: ...
    def set(self, reference: Reference) -> None: ...


class Incidents(Protocol):
    """Serious incidents (S41)."""

    def open(
        self,
        name: str,
        place: str,
        themes: tuple[str, ...],
        accounts: tuple[AccountId, ...],
        *,
        by: str,
        now: datetime,
    ) -> Incident: ...
    def close(self, incident: int, by: str, now: datetime) -> None: ...
    def unclosed(self) -> list[Incident]: ...


class Releases(Protocol):
    """Press releases as communications keep them (S55)."""

    def add(self, release: Release) -> Release:
        """Keep a new one; the store gives it its number."""

    def save(self, release: Release) -> None: ...
    def get(self, number: int) -> Release | None: ...
    def current(self, at_most: int = 100) -> list[Release]:
        """Those that are not withdrawn, the newest first."""

    def held(self, at: datetime) -> list[Release]:
        """Of those, the ones whose embargo ends after this moment (UTC)."""


RulesByDraft = dict[DraftId, frozenset[str]]
"""Ids of rules for each draft."""


class Figures(Protocol):
    """What is counted for the monthly figures (S50, S52, S74). Spans are [since, until) in UTC."""

    def fired(self, since: datetime, until: datetime) -> RulesByDraft:
        """The rules that found something on each draft checked in this span."""

    def accepted(self, since: datetime, until: datetime) -> RulesByDraft:
        """The rules whose findings approvals of this span let pass."""

    def decided(self, since: datetime, until: datetime) -> list[Decided]:
        """The decisions of this span, each with when its draft had last come to review (S74)."""

    def purposes(self, since: datetime, until: datetime) -> dict[AccountId, dict[str, int]]:
        """How many tweets each account published in this span for each purpose, as it was kept (S50)."""

    def standing(self, since: datetime, until: datetime) -> dict[DraftId, tuple[State, frozenset[str]]]:
        """For the drafts checked in this span: where they stand now, and what their newest check found."""
