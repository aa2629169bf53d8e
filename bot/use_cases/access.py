"""Who may do what, answered in chat: the accounts, everybody on them, and who may approve now (S01, F17).

The lists are those the permission check enforces (core/authority.py). Suspending is people.py's.
"""

from bot.core.accounts import Account, Role
from bot.core.authority import Holder, account_named, accounts_for, holders
from bot.core.cards import AccountRow, AccountsCard, Action, Notice
from bot.core.commands import Pressed
from bot.core.decisions import counting
from bot.core.drafts import State
from bot.core.forms import Shown
from bot.core.ids import AccountId
from bot.core.people import Person
from bot.core.wording import KINDS, names
from bot.use_cases import foreseen, hours_words
from bot.use_cases.cases import Case, acting, case_of, name_of, told
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.presence import present
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import hold_words
from bot.use_cases.who_may_decide import able

_RISK = " At risk: nobody can approve now."
"""S30: fewer than one approver who is trained and not away."""
PER_PAGE = 15
"""Accounts on one page: with these a card stays within what a chat takes."""

_LISTED = 20
"""Drafts in review for which it is said one by one who may decide."""


def who_may(tools: Tools, words: str) -> Shown:
    """`/account who @x`: everybody able to pitch or approve, since when and by whose grant, and who decides now."""
    with tools.store.read() as uow:
        account = account_named(words, uow.accounts.all())
        if account is None:
            return told(no_such_account(words, uow.accounts.all()), "I do not know that account")
        lines = [
            f"{KINDS[account.kind].capitalize()}: {account.name}.",
            *_role_lines(uow, account, Role.APPROVE, "May approve"),
            *_role_lines(uow, account, Role.PITCH, "May pitch"),
            *_now_lines(uow, account),
            *hours_words.published(account),
            *hours_words.to_look_at(uow, account),
        ]
        return Notice(f"Who may act for @{account.handle}", tuple(lines))


def press_who_may(tools: Tools, _person: Person, command: Pressed) -> Shown:
    """“Who may act” on the list of accounts."""
    return who_may(tools, command.about)


def accounts_list(tools: Tools, person: Person, page: int = 1) -> Shown:
    """`/account`: every account, what this person may do on it, and whether anybody can approve (S30).

    From it one gets to who may act on an account and by what rules.
    """
    with tools.store.read() as uow:
        me, accounts, grants = acting(uow, person), uow.accounts.all(), uow.accounts.grants()
        able = {role: {a.id for a in accounts_for(me, role, accounts, grants)} for role in Role}
        at_risk = foreseen.at_risk(uow)
        ordered = sorted(accounts, key=lambda a: a.handle)
        pages = max(1, -(-len(ordered) // PER_PAGE))
        page = min(max(page, 1), pages)
        rows = tuple(
            AccountRow(
                a.handle,
                f"{a.name}, {KINDS[a.kind]}. {_own_words(able, a)}{_RISK * (a.id in at_risk)}",
                (Action.WHO_MAY, Action.RULES, Action.HOURS),
            )
            for a in ordered[PER_PAGE * (page - 1) : PER_PAGE * page]
        )
        return AccountsCard(
            "Accounts" if page == 1 else f"Accounts, page {page}",
            rows,
            "There are no accounts yet. They are set up in org.yaml.",
            "For what else you can do, type /account help.",
            max(0, len(ordered) - PER_PAGE * page),
            f"/account list {page + 1}" if page < pages else "",
        )


def _own_words(able: dict[Role, set[AccountId]], account: Account) -> str:
    verbs = [verb for role, verb in ((Role.PITCH, "pitch"), (Role.APPROVE, "approve")) if account.id in able[role]]
    return f"You may {names(verbs, joined_by='and')}." if verbs else "You have no role on it."


def _role_lines(uow: UnitOfWork, account: Account, role: Role, title: str) -> list[str]:
    held = holders(account, role, uow.people.all(), uow.accounts.grants(account.id))
    if not held:
        return [f"{title}: nobody."]
    return [f"{title}:", *(f"• {_holder(uow, h)}" for h in held)]


def _holder(uow: UnitOfWork, holder: Holder) -> str:
    title = f", {holder.person.title}" if holder.person.title else ""
    since = f"{holder.grant.since.day} {holder.grant.since:%B %Y}"
    return f"{holder.person.name}{title}: since {since}, granted by {name_of(uow, holder.grant.granted_by)}"


def _now_lines(uow: UnitOfWork, account: Account) -> list[str]:
    """Who may decide now on each draft that waits, and what stops the account."""
    waiting, _ = uow.drafts.on_accounts([account.id], [State.IN_REVIEW], _LISTED)
    cases = [case for case in (case_of(uow, draft) for draft in waiting) if isinstance(case, Case)]
    lines = [f"Draft {case.draft.id} waits: {_who_now(uow, case)}" for case in cases] or ["Nothing waits for approval."]
    stopped = hold_words(uow, account.id, lambda key: name_of(uow, key))
    return [*lines, stopped] if stopped else lines


def _who_now(uow: UnitOfWork, case: Case) -> str:
    said = {d.person for d in counting(case.draft, case.revision, case.decisions)}
    there = present(uow, able(uow, case.draft, case.revision, case.account))
    left = [p.name for p in there if p.id not in said]
    return f"{names(left)} may approve it now." if left else "nobody may approve it now. Tell a communications lead."
