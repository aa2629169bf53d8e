"""One act on a draft in one transaction; what the post it is about says on X is read before, outside any (S38)."""

from collections.abc import Callable
from typing import TypeVar

from bot.core.cards import Notice
from bot.core.forms import Shown
from bot.core.ids import DraftId
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.retold import is_about
from bot.use_cases.answering import Look
from bot.use_cases.cases import Case, acting, find, refused
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

T = TypeVar("T")
Act = Callable[[UnitOfWork, Person, Case, Look | None], Shown]
"""An act within its transaction, given the post the draft is about as it was just now."""


def on_draft(
    tools: Tools, person: Person, draft: DraftId | None, act: Callable[[UnitOfWork, Person, Case], T], *, kind: str
) -> T | Notice:
    """Act as who the person is now. Where there is no such draft, the refusal, recorded as `kind`."""
    with tools.store.write() as uow:
        # Checks and signatures ask for everybody and every account: read first, no part of them is read besides.
        uow.people.all()
        uow.accounts.all()
        me, case = acting(uow, person), find(uow, draft)
        if isinstance(case, Refusal):
            return refused(uow, me, case, about="drafts", kind=kind)
        return act(uow, me, case)


def once_looked(
    tools: Tools, person: Person, draft: DraftId | None, look: Callable[[], Look | None], act: Act, *, kind: str
) -> Shown:
    """Act with what `look` sees. Most drafts are about no post, and for them there is nothing to look at first."""
    answer = on_draft(tools, person, draft, lambda uow, me, case: _unless_about_post(uow, me, case, act), kind=kind)
    if answer is not None:
        return answer
    seen = look()
    return on_draft(tools, person, draft, lambda uow, me, case: act(uow, me, case, seen), kind=kind)


def _unless_about_post(uow: UnitOfWork, me: Person, case: Case, act: Act) -> Shown | None:
    return None if is_about(case.revision) else act(uow, me, case, None)
