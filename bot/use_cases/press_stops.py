"""What becomes of drafts already on their way in a conversation once the press asks about it (S40).

What the checks say of a draft there is press_findings.py's; they run again at each decision and at publishing.
"""

from bot.core.drafts import Draft, State
from bot.core.people import Person
from bot.core.press import Enquiry
from bot.core.refusals import Refusal
from bot.core.retold import is_about
from bot.use_cases.answering import answered_by
from bot.use_cases.cases import Case, case_of
from bot.use_cases.checking import check
from bot.use_cases.moving import redraw
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_findings import stop_words
from bot.use_cases.ready import reopen
from bot.use_cases.review import put_on_hold
from bot.use_cases.tools import Tools

_ON_THEIR_WAY = (State.IN_REVIEW, State.SCHEDULED)
_AT_MOST = 1000
ASKED_SINCE = "It was not sent, because a journalist has asked about this conversation since it was approved."


def stop_what_waits(tools: Tools, uow: UnitOfWork, enquiry: Enquiry, me: Person) -> int:
    """Hold the author's replies there, and show the others to their approvers again; how many are on hold."""
    accounts = [account.id for account in uow.accounts.all()]
    held = 0
    for draft in uow.drafts.on_accounts(accounts, _ON_THEIR_WAY, _AT_MOST)[0]:
        case = case_of(uow, draft)
        if isinstance(case, Refusal) or not _is_in_it(uow, case, enquiry):
            continue
        if _whose_it_is(case, enquiry):
            put_on_hold(uow, draft, by=me.id, reason=stop_words(uow, enquiry))
            held += 1
        else:
            _show_again(tools, uow, case, draft)
    return held


def _whose_it_is(case: Case, enquiry: Enquiry) -> bool:
    """Whether the words are of the person whose replies wait, in a draft of their own or in a colleague’s."""
    return enquiry.author in {case.draft.author, case.revision.edited_by}


def _is_in_it(uow: UnitOfWork, case: Case, enquiry: Enquiry) -> bool:
    answered = answered_by(uow, case.draft.id, is_about(case.revision))
    if _whose_it_is(case, enquiry):
        return enquiry.may_concern(case.account.id, is_about(case.revision), answered)
    return enquiry.concerns(is_about(case.revision), answered)


def _show_again(tools: Tools, uow: UnitOfWork, case: Case, draft: Draft) -> None:
    """Who approved it did not know; who has yet to decide sees it on the card."""
    if draft.state is State.SCHEDULED:
        draft = reopen(tools, uow, case, ASKED_SINCE)
    check(tools, uow, draft, case.revision)
    redraw(uow, draft, uow.now())
