"""Lists of drafts and App Home: what one person has in hand, what waits on their accounts, what stands in the way."""

from collections.abc import Iterable

from bot.core.accounts import Account, Role
from bot.core.authority import accounts_for, may
from bot.core.cards import Action, HomeCard, ListCard, Notice, Row
from bot.core.decisions import counting, wrote_these_words
from bot.core.drafts import FINAL, Draft, State
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.wording import excerpt, names, sentence
from bot.use_cases.call_cards import calls_of
from bot.use_cases.cases import Case, acting, case_of, name_of, zone
from bot.use_cases.gaps import gaps_for
from bot.use_cases.own_duty import duty_lines
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.reach_choice import home_lines
from bot.use_cases.rota_week import weeks_now
from bot.use_cases.signing import to_sign, waiting_words
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import draft_actions_of_author, words_or_repost
from bot.use_cases.who_may_decide import barred

ROWS = 10
"""Rows a list shows; how many more there are is said, and what to type to see them."""
PAGES = 99
_TO_SIGN = 200
"""Drafts that are looked through for those that wait for one person's signature."""

IN_HAND = tuple(state for state in State if state not in FINAL)
QUEUED = (State.IN_REVIEW, State.SCHEDULED, State.PUBLISHING, State.UNCONFIRMED, State.FAILED, State.HELD)

_DECIDE = (Action.OPEN, Action.APPROVE_FOR, Action.ASK_FOR_CHANGES, Action.REJECT)
"""Deciding from a list goes through forms that show the whole text; a bare Approve would not."""


def mine(tools: Tools, person: Person, page: int = 1) -> Shown:
    """`/tweet mine`: the drafts this person has in hand, newest first. Pages count from 1."""
    with tools.store.read() as uow:
        return _mine(uow, acting(uow, person), page)


def queue(tools: Tools, person: Person, page: int = 1) -> Shown:
    """`/tweet queue`: what waits, is approved or is stuck on the accounts this person has a role on, oldest first.

    Among it what waits for their signature as the owner of a topic, wherever it is (S49).
    """
    with tools.store.read() as uow:
        me = acting(uow, person)
        accounts = _accounts_of(uow, me)
        own = [a.id for a in accounts]
        elsewhere = [case.draft for case in to_sign(uow, me, _TO_SIGN) if case.draft.account not in own]
        if not accounts and not elsewhere:
            return Notice("No queue to show", ("You have no role on any account. /account list shows them all.",))
        found, total = uow.drafts.on_accounts(own, QUEUED, ROWS * min(page, PAGES)) if own else ([], 0)
        oldest = sorted([*found, *elsewhere], key=lambda draft: draft.id)[: ROWS * min(page, PAGES)]
        empty = f"Nothing waits on {names([f'@{a.handle}' for a in accounts])}."
        return _page(uow, me, "Queue", empty, oldest, total + len(elsewhere), "/tweet queue", page)


def home(tools: Tools, person: Person) -> Shown:
    """App Home."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        may_pitch = bool(accounts_for(me, Role.PITCH, uow.accounts.all(), uow.accounts.grants()))
        return HomeCard(
            me.name,
            _waiting(uow, me),
            _mine(uow, me),
            _holds(uow, me),
            may_pitch,
            uow.now(),
            duty=tuple(duty_lines(uow, me)),
            rota=weeks_now(uow, me.id),
            gaps=gaps_for(uow, me),
            calls=tuple(calls_of(uow, me.id)),
            reach=home_lines(tools, uow, me),
        )


def _mine(uow: UnitOfWork, me: Person, page: int = 1) -> ListCard:
    found, total = uow.drafts.by_author(me.id, IN_HAND, ROWS * min(page, PAGES))
    empty = "You have nothing in hand. To pitch a tweet, type /tweet and your words."
    return _page(uow, me, "Your drafts", empty, found, total, "/tweet mine", page)


def _page(
    uow: UnitOfWork, me: Person, title: str, empty: str, found: list[Draft], total: int, command: str, page: int
) -> ListCard:
    """The last of the drafts found, as one page, with what to type to see the next one."""
    first = ROWS * (min(page, PAGES) - 1)
    more = max(0, total - first - ROWS)
    rows = _rows(uow, me, found[first:])
    if total and not rows:
        empty = f"There is nothing on page {page}. {command} shows the first."
    return ListCard(
        title=title if page == 1 else f"{title}, page {page}",
        rows=rows,
        empty=empty,
        zone=zone(uow),
        more=more,
        next_page=f"{command} {page + 1}" if more and page < PAGES else "",
    )


def _waiting(uow: UnitOfWork, me: Person) -> ListCard:
    """What this person signs or could decide on now. Their own words are left out: a full page may show a few fewer."""
    signing = [case.draft for case in to_sign(uow, me, _TO_SIGN)]
    accounts = accounts_for(me, Role.APPROVE, uow.accounts.all(), uow.accounts.grants())
    found, total = uow.drafts.on_accounts([a.id for a in accounts], [State.IN_REVIEW], ROWS) if accounts else ([], 0)
    others = [draft for draft in found if draft.id not in {each.id for each in signing}]
    deciding = (row for row in _rows(uow, me, others) if Action.APPROVE_FOR in row.actions)
    rows = (*_rows(uow, me, signing), *deciding)
    return ListCard("Waiting for you", rows, "Nothing waits for you.", zone(uow), max(0, total - len(found)))


def _rows(uow: UnitOfWork, me: Person, drafts: Iterable[Draft]) -> tuple[Row, ...]:
    cases = (case_of(uow, draft) for draft in drafts)
    return tuple(_row(uow, me, case) for case in cases if isinstance(case, Case))


def _row(uow: UnitOfWork, me: Person, case: Case) -> Row:
    draft, revision = case.draft, case.revision
    return Row(
        draft=draft.id,
        revision=revision.number,
        handle=case.account.handle,
        state=draft.state,
        excerpt=excerpt(words_or_repost(revision)),
        when=draft.slot or revision.when,
        by=name_of(uow, draft.author),
        actions=_actions(uow, me, case),
        waits=waiting_words(uow, case, me),
        is_urgent=revision.urgent and draft.state in {State.DRAFT, State.IN_REVIEW, State.HELD},
    )


def _actions(uow: UnitOfWork, me: Person, case: Case) -> tuple[Action, ...]:
    if me.id == case.draft.author:
        return draft_actions_of_author(case.draft.state) or (Action.OPEN,)
    if case.draft.state is State.IN_REVIEW and _could_decide(uow, me, case):
        return _DECIDE
    return (Action.OPEN,)


def _could_decide(uow: UnitOfWork, me: Person, case: Case) -> bool:
    said = {d.person for d in counting(case.draft, case.revision, case.decisions)}
    able = may(me, Role.APPROVE, case.account, case.grants) is None
    return (
        able
        and me.id not in said
        and not wrote_these_words(case.draft, case.revision, me.id)
        and me.id not in barred(uow, case.draft, case.revision, case.account)
    )


def _accounts_of(uow: UnitOfWork, me: Person) -> list[Account]:
    accounts, grants = uow.accounts.all(), uow.accounts.grants()
    able = {a.id: a for role in Role for a in accounts_for(me, role, accounts, grants)}
    return sorted(able.values(), key=lambda a: a.handle)


def _holds(uow: UnitOfWork, me: Person) -> tuple[str, ...]:
    """The holds that stop this person's accounts now."""
    own = {a.id: f"@{a.handle}" for a in _accounts_of(uow, me)}
    return tuple(
        f"{own[h.account] if h.account else 'Every account'}: {sentence(h.reason)}"
        for h in uow.holds.unreleased()
        if h.in_force(uow.now()) and (h.account is None or h.account in own)
    )
