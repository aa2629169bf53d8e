"""What use cases need to know of an account's audience: as X tells it, and as it was kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.audience import Audience
from bot.core.ids import AccountId
from bot.core.publishing import Unreadable


@dataclass(frozen=True, slots=True)
class AudienceSeen:
    """What X tells now: followers, and of each tweet how often it was shown; None for what it does not say."""

    followers: int | None
    shown: tuple[int | None, ...]


class AudienceOnX(Protocol):
    """An account's own public figures on X. Never raises for what X or the network does: every outcome is a value."""

    def read(self, account: AccountId, since: datetime) -> AudienceSeen | Unreadable:
        """The account's followers, and its own tweets since then (UTC), replies and reposts left out."""


class Audiences(Protocol):
    """The figures read last, one set for each account."""

    def get(self, account: AccountId) -> Audience | None: ...
    def put(self, account: AccountId, audience: Audience) -> None: ...
