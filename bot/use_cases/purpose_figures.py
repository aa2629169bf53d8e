"""What each account's tweets of a month were for (S50): in chat for everybody, and for the terminal.

Counted are tweets that went out through Countersign; asking the question is pitch.py's.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.accounts import Account, Kind
from bot.core.authority import account_named
from bot.core.cards import Overview, Point
from bot.core.forms import Shown
from bot.core.months import month_meant
from bot.core.purposes import NOT_ASKED, AccountPurposes, account_purposes, own_purposes
from bot.core.refusals import Refusal
from bot.core.wording import names
from bot.use_cases.cases import told, zone
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.tools import Tools

_SHOWN = 15
"""Accounts on one card."""
MEANING = (
    "Counted are tweets that went out through Countersign, by what their authors said they were for.",
    "“not asked”: drafts kept before their authors were asked.",
)


@dataclass(frozen=True, slots=True)
class PurposeReport:
    """A month of the accounts asked for, in the order of their handles; `month` is its name."""

    month: str
    accounts: tuple[tuple[Account, AccountPurposes], ...]


def purposes(tools: Tools, words: str) -> Shown:
    """`/account purposes`, with an account, a month, or both: "@fernshire october"."""
    handle, month = _read(words)
    found = purpose_report(tools.store, month, handle)
    if isinstance(found, Refusal):
        return told(found, "What shall I count?")
    points = [_point(account, of) for account, of in found.accounts[:_SHOWN]]
    hidden = len(found.accounts) - _SHOWN
    more = (f"… and {hidden} more accounts: countersign accounts purposes shows them all.",) if hidden > 0 else ()
    unasked = any(count.purpose == NOT_ASKED for _, of in found.accounts for count in of.counts)
    notes = MEANING if unasked else MEANING[:1]
    return Overview(f"What tweets were for, {found.month}", tuple(points), (*more, *notes))


def purpose_report(store: Store, month: str, handle: str = "") -> PurposeReport | Refusal:
    """The month somebody means (empty for the present one), of one account or of all but personal ones."""
    with store.read() as uow:
        accounts = [a for a in uow.accounts.all() if a.kind is not Kind.PERSONAL]
        chosen = account_named(handle, accounts) if handle else None
        if handle and chosen is None:
            return no_such_account(handle, accounts)
        return _counted(uow, month, [chosen] if chosen else sorted(accounts, key=lambda each: each.handle))


def _counted(uow: UnitOfWork, words: str, accounts: list[Account]) -> PurposeReport | Refusal:
    here = ZoneInfo(zone(uow))
    month = month_meant(words, uow.now().astimezone(here).date(), here)
    if isinstance(month, Refusal):
        return month
    own = own_purposes(uow.reference.get().purposes)
    published = uow.figures.purposes(month.start, month.end)
    found = tuple((each, account_purposes(each.id, published.get(each.id, {}), own)) for each in accounts)
    return PurposeReport(month.name if uow.now() >= month.end else f"{month.name}, so far", found)


def _read(words: str) -> tuple[str, str]:
    """The account, known by its @, and the month that were typed, in either order."""
    parts = words.split()
    handles = [part for part in parts if part.startswith("@")]
    return handles[0] if handles else "", " ".join(part for part in parts if part not in handles[:1])


def _point(account: Account, of: AccountPurposes) -> Point:
    if not of.counts:
        return Point(f"@{account.handle}: no tweets")
    lines = [f"{count.purpose}: {count.tweets}" for count in of.counts]
    never = [f"Never: {names(of.never, joined_by='or', at_most=12)}."] if of.never else []
    total = "1 tweet" if of.tweets == 1 else f"{of.tweets} tweets"
    return Point(f"@{account.handle}: {total}", (*lines, *never))
