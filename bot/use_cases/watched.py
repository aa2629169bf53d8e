"""What rotas have to do with accounts and channels: which rota watches what, and where its notices are posted."""

from collections.abc import Iterable

from bot.core.accounts import Account, Kind
from bot.core.cards import Notice
from bot.core.ids import RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import Plan, plans_for
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.ports import UnitOfWork

Channels = dict[str, list[Account]]
"""The accounts of each channel, by handle."""


def channels_of(uow: UnitOfWork, plan: Plan) -> Channels:
    """The channels of the accounts this rota watches over. A rota that watches over all leaves those another names."""
    return all_channels(uow).get(plan.id, {})


def all_channels(uow: UnitOfWork) -> dict[RotaId, Channels]:
    """The same for every rota that watches over an account."""
    accounts, watched = uow.accounts.all(), dict[RotaId, list[Account]]()
    watching = plans_for((account.id for account in accounts), uow.rotas.plans())
    for account in accounts:
        if account.id in watching:
            watched.setdefault(watching[account.id].id, []).append(account)
    return {rota: by_channel(theirs) for rota, theirs in watched.items()}


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
