"""Serious incidents (S41): what one is, which accounts it covers, and whether a text touches it.

What it means for a draft is said by the checks; opening and closing are use_cases/incidents.py's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.core.ids import AccountId


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. `themes` are the place and words it is known by; without accounts it covers every one."""

    id: int
    name: str
    place: str
    themes: tuple[str, ...]
    accounts: tuple[AccountId, ...]
    opened_by: str
    opened_at: datetime
    closed_by: str = ""
    closed_at: datetime | None = None

    def covers(self, account: AccountId) -> bool:
        """Whether it concerns this account."""
        return not self.accounts or account in self.accounts

    @property
    def known_by(self) -> tuple[str, ...]:
        """Its name, place and words, each once."""
        return tuple(dict.fromkeys(word for word in (self.name, self.place, *self.themes) if word))

    def mentioned(self, text: str) -> tuple[int, int] | None:
        """Where the text first names it, its place or one of its words: [start, end); None where it does not."""
        found = [match.span() for known in self.known_by if (match := _whole(known).search(text))]
        return min(found, default=None)


def concerning(incidents: Iterable[Incident], account: AccountId, text: str) -> Incident | None:
    """The open incident a draft for this account has to reckon with: one its text touches, else the newest."""
    covering = [i for i in incidents if i.closed_at is None and i.covers(account)]
    touched = [i for i in covering if i.mentioned(text)]
    return max(touched or covering, key=lambda i: (i.opened_at, i.id), default=None)


def _whole(words: str) -> re.Pattern[str]:
    """The words standing whole, whatever the case and spaces."""
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
