"""A rota of the organisation: its arithmetic, the accounts it watches over, and how its people are called.

What departs from it (absences, cover, swaps, overrides) is entered in chat and stands in changes.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta

from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.schedule import Rota

MINUTE = timedelta(minutes=1)
DAY_BEFORE = time(17)
"""When people are reminded on the day before a turn, where a rota does not say."""
HOUR_BEFORE = timedelta(hours=1)
MORNING = time(8, 30)
"""When the notice of the morning is said, where a rota does not say: before the desk opens."""
MOST_DAYS = 8
"""Days in a row on duty, where a rota does not say: a week on call, Monday's evening to Monday's morning, has eight."""


@dataclass(frozen=True, slots=True)
class Calling:
    """How people are called out of hours: `steps` are the waits after each call without an answer.

    The whole chain is gone through `repeats` more times. Whoever says "I have it" and then lets `unack_after` pass
    without deciding loses it again. `fallback` is called last, before the alarm to every lead.
    """

    steps: tuple[timedelta, ...] = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
    repeats: int = 1
    unack_after: timedelta = 30 * MINUTE
    fallback: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One rota. `accounts` empty means every account; `nation` whose bank holidays it keeps.

    `desk` is the seat in office hours, `on_call` the one outside them; `user_group` Slack's group that follows whoever
    is on; `reach` says how those on duty are reached, in words; `most_days` how many days in a row somebody may be on
    duty before people are warned (S74). `remind` says when people are reminded of a turn: so long before it, or at this
    time on the day before; `morning` when its channels read who is on. Both go by the clock of the rota. `rota` holds
    nothing that was entered later.
    """

    id: RotaId
    name: str
    rota: Rota
    accounts: tuple[AccountId, ...] = ()
    desk: SeatName | None = None
    on_call: SeatName | None = None
    calling: Calling = Calling()
    nation: str = ""
    user_group: str = ""
    reach: str = ""
    most_days: int = MOST_DAYS
    remind: tuple[timedelta | time, ...] = (DAY_BEFORE, HOUR_BEFORE)
    morning: time = MORNING

    def watches(self, account: AccountId) -> bool:
        """Whether this rota watches over the account."""
        return not self.accounts or account in self.accounts

    def people(self) -> frozenset[PersonId]:
        """Everybody in its rotations."""
        return frozenset(
            person for seat in self.rota.seats for layer in seat.layers for person in layer.rotation.people
        )


def plans_for(accounts: Iterable[AccountId], plans: Iterable[Plan]) -> dict[AccountId, Plan]:
    """The rota that watches over each account that one does, as `plan_for` has it: for many accounts at once."""
    named: dict[AccountId, Plan] = {}
    others: Plan | None = None
    for plan in plans:
        for account in plan.accounts:
            named.setdefault(account, plan)
        others = others or (None if plan.accounts else plan)
    found = ((account, named.get(account, others)) for account in accounts)
    return {account: plan for account, plan in found if plan}


def plan_for(account: AccountId, plans: Iterable[Plan]) -> Plan | None:
    """The rota that watches over an account: one that names it, else one that watches over all."""
    watching = [plan for plan in plans if plan.watches(account)]
    return min(watching, key=lambda plan: not plan.accounts, default=None)
