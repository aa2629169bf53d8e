"""Nudging a review that waits too long: a word in its card's thread, naming who may decide."""

from datetime import timedelta

from bot.core.accounts import Account
from bot.core.cards import Notice, Tone
from bot.core.decisions import counting
from bot.core.drafts import Draft, State
from bot.core.due import Claim, Work
from bot.core.ids import DraftId
from bot.core.people import Person
from bot.core.wording import names
from bot.use_cases.alarms import REVIEW, InThread, first_time, tell
from bot.use_cases.cases import Case, case_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.presence import present, tell_if_all_away
from bot.use_cases.sign_off_cards import ask_signers
from bot.use_cases.tools import Tools
from bot.use_cases.who_may_decide import able

AT_MOST = 3
"""How often one review is nudged; people who do not answer three times are not helped by a fourth."""


def remind(tools: Tools, claim: Claim) -> None:
    """Nudge a draft that is still in review, and set the time of the next nudge."""
    with tools.store.write() as uow:
        draft = uow.drafts.get(DraftId(int(claim.subject)))
        case = case_of(uow, draft) if draft else None
        if not isinstance(case, Case) or case.draft.state is not State.IN_REVIEW:
            return
        waited = uow.now() - case.draft.changed_at
        said = sum(waited >= _after(case.account, n) for n in range(1, AT_MOST + 1))
        if said and first_time(uow, f"remind:{case.draft.id}", f"{case.draft.round}:{said}"):
            key = f"remind:{case.draft.id}:{case.draft.round}:{said}"
            left = _left(uow, case)
            tell(uow, key, InThread(case.draft.id, REVIEW), _words(case, present(uow, left), waited))
            tell_if_all_away(uow, case, left)
            ask_signers(uow, case)
        if said < AT_MOST:
            watch_for_waiting(uow, case.draft, case.account, said + 1)


def watch_for_waiting(uow: UnitOfWork, draft: Draft, account: Account, number: int = 1) -> None:
    """Have a draft that has just come to review nudged if it is still there later."""
    uow.due.at(Work.REMIND, str(draft.id), draft.changed_at + _after(account, number))


def _after(account: Account, number: int) -> timedelta:
    """How long a review has waited at its nudge of this number: the gaps double (30, 90, 210 minutes)."""
    return timedelta(minutes=account.remind_after * ((1 << number) - 1))


def _left(uow: UnitOfWork, case: Case) -> list[Person]:
    """Who may decide and has not yet."""
    said = {d.person for d in counting(case.draft, case.revision, case.decisions)}
    return [p for p in able(uow, case.draft, case.revision, case.account) if p.id not in said]


def _words(case: Case, asked: list[Person], waited: timedelta) -> Notice:
    able = names([p.name for p in asked])
    who = f"These people may decide: {able}." if able else "Nobody who may decide is there. Ask a lead."
    title = f"Draft {case.draft.id} for @{case.account.handle} has waited {_spell(waited)} for a decision"
    return Notice(title, (who,), Tone.WARNING)


def _spell(waited: timedelta) -> str:
    minutes = int(waited.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} minutes"
    about = f"{hours} hours" if hours > 1 else "an hour"
    return f"{about} and {rest} minutes" if rest else about
