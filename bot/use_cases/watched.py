"""What rotas have to do with accounts and channels: which rota watches what, and where its notices are posted."""

from collections.abc import Iterable

from bot.core.accounts import Account, Kind
from bot.core.cards import Notice
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import Plan, plan_for
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.ports import UnitOfWork

Channels = dict[str, list[Account]]
"""The accounts of each channel, by handle."""


def channels_of(uow: UnitOfWork, plan: Plan) -> Channels:
    """The channels of the accounts this rota watches over. A rota that watches over all leaves those another names."""
    plans = uow.rotas.plans()
    return by_channel(account for account in uow.accounts.all() if _is_watched(account, plan, plans))


def by_channel(accounts: Iterable[Account]) -> Channels:
    """Accounts by the channel they are reviewed in. Personal accounts are none of ours."""
    found: Channels = {}
    for account in sorted(accounts, key=lambda account: account.handle):
        if account.kind is not Kind.PERSONAL:
            found.setdefault(account.channel, []).append(account)
    return found


def post(uow: UnitOfWork, key: str, accounts: list[Account], notice: Notice) -> None:
    """Say it once in the channel these accounts share."""
    tell(uow, f"{key}:{accounts[0].id}", InChannel(accounts[0].id), notice)


def place_words(plan: Plan, seat: SeatName) -> str:
    """Where somebody on this seat is, after “Priya is”."""
    if seat == plan.desk:
        return "at the desk"
    return "on call" if seat == plan.on_call else f"on the seat “{seat.replace('_', ' ')}”"


def _is_watched(account: Account, plan: Plan, plans: list[Plan]) -> bool:
    best = plan_for(account.id, plans)
    return best is not None and best.id == plan.id
