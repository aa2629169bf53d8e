"""Published hours as they are told (S72): on cards of accounts and rotas, and to whoever waits. Changes nothing."""

from collections.abc import Iterable

from bot.core.accounts import Account
from bot.core.organisation import Whole
from bot.core.rota.desk_hours import disagreement
from bot.core.rota.plan import Plan, plan_for
from bot.core.wording import names
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.watched import Channels

HANDLES = 5
"""Accounts named where several have the same hours."""
LINES = 5


def published(account: Account) -> list[str]:
    """What is published of one account, as it is written there; nothing where nothing is."""
    words = account.hours.words
    return [f"Published hours: “{words}” To change or tweet them: /account hours @{account.handle}"] if words else []


def of_rota(channels: Channels) -> list[str]:
    """What is published of the accounts a rota watches over, those with the same words together."""
    alike: dict[str, list[str]] = {}
    for accounts in channels.values():
        for account in accounts:
            if account.hours.words:
                alike.setdefault(account.hours.words, []).append(f"@{account.handle}")
    lines = [_together(handles, words) for words, handles in alike.items()]
    return [*lines[:LINES], *([f"… and {len(lines) - LINES} more: /account list"] if len(lines) > LINES else [])]


def _together(handles: Iterable[str], words: str) -> str:
    return f"Published hours of {names(list(handles), joined_by='and', at_most=HANDLES)}: “{words}”"


def to_one_who_waits(account: Account) -> list[str]:
    """What is published, for an author whose draft waits until somebody is there; nothing where nothing is."""
    words = account.hours.words
    return [f"What @{account.handle} tells the public of its hours: “{words}”"] if words else []


def to_look_at(uow: UnitOfWork, account: Account) -> list[str]:
    """That the desk's hours have changed since these words were saved, if they have."""
    return _questioned(account, plan_for(account.id, uow.rotas.plans()))


def all_to_look_at(whole: Whole) -> list[str]:
    """The same for every account of an organisation."""
    return [
        f"@{account.handle}: {line}"
        for account in whole.accounts
        for line in _questioned(account, plan_for(account.id, whole.rotas))
    ]


def _questioned(account: Account, plan: Plan | None) -> list[str]:
    why = disagreement(account.hours.desk, plan) if account.hours.words else ""
    todo = f"Please read the published hours, and save them again if they are right: /account hours @{account.handle}"
    return [f"{why} {todo}"] if why else []
