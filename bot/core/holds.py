"""Holds: reasons why nothing may go out, on every account or on one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.ids import AccountId


class HoldKind(StrEnum):
    """Where a hold came from, and so who may release it."""

    FREEZE = "freeze"  # a person stopped everything or one account; a lead releases
    LOGIN = "login"  # X no longer accepts the account's login; reconnecting releases
    RATE = "rate"  # X's limit is used up; ends by itself at `until`


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold. `account` None means every account; `until` (UTC) is set where it ends by itself."""

    id: int
    kind: HoldKind
    account: AccountId | None
    reason: str
    placed_by: str
    placed_at: datetime
    until: datetime | None = None
    released_by: str = ""
    released_at: datetime | None = None

    def in_force(self, now: datetime) -> bool:
        """Whether it stops anything at this instant."""
        return self.released_at is None and (self.until is None or now < self.until)


def stopping(holds: Iterable[Hold], account: AccountId, now: datetime) -> Hold | None:
    """The oldest hold that stops this account now, or None."""
    stops = [h for h in holds if h.in_force(now) and h.account in {None, account}]
    return min(stops, key=lambda h: h.placed_at, default=None)
