"""What is open on accounts, in words for whoever takes over: drafts, holds, incidents (S73). Whom to tell is not."""

from collections.abc import Sequence

from bot.core.accounts import Account
from bot.core.drafts import Draft, State
from bot.core.wording import STATES, excerpt, moment, sentence
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.viewing import words_or_repost

NOTHING = "Nothing is open: no draft waits, and nothing is on hold."
_STATES = (
    State.UNCONFIRMED,
    State.FAILED,
    State.IN_REVIEW,
    State.HELD,
    State.EXPIRED,
    State.PUBLISHING,
    State.SCHEDULED,
)
"""What is listed, the most pressing first."""
_TIMED = frozenset({State.IN_REVIEW, State.SCHEDULED, State.HELD})
_EACH = 3
"""Drafts of one state that are described; of the rest it is said how many there are."""


def open_lines(uow: UnitOfWork, accounts: Sequence[Account]) -> list[str]:
    """Everything somebody must know who takes over these accounts, or that there is nothing. A line may be a list."""
    handles = {account.id: account.handle for account in accounts}
    lines = [*_hold_lines(uow, accounts), *_incident_lines(uow, accounts)]
    for state in _STATES:
        found, total = uow.drafts.on_accounts(handles, [state], _EACH)
        if total:
            drafts = [_draft_words(uow, draft, handles[draft.account]) for draft in found]
            rest = [f"and {total - len(found)} more: /tweet queue"] if total > len(found) else []
            lines.append("\n• ".join([f"{STATES[state]} ({total}):", *drafts, *rest]))
    return lines or [NOTHING]


def _draft_words(uow: UnitOfWork, draft: Draft, handle: str) -> str:
    revision = uow.drafts.revision(draft.id, draft.revision)
    words = f"draft {draft.id} for @{handle} by {name_of(uow, draft.author)}"
    if revision is None:
        return words
    when = draft.slot or revision.when
    timed = f", for {moment(when, zone(uow), uow.now())}" if when and draft.state in _TIMED else ""
    urgent = ", urgent" if revision.urgent else ""
    return f"{words}{urgent}{timed}: “{excerpt(words_or_repost(revision))}”"


def _hold_lines(uow: UnitOfWork, accounts: Sequence[Account]) -> list[str]:
    handles = {account.id: f"@{account.handle}" for account in accounts}
    return [
        f"On hold: {handles[hold.account] if hold.account else 'every account'}. {sentence(hold.reason)}"
        for hold in uow.holds.unreleased()
        if hold.in_force(uow.now()) and (hold.account is None or hold.account in handles)
    ]


def _incident_lines(uow: UnitOfWork, accounts: Sequence[Account]) -> list[str]:
    return [
        f"Serious incident: {incident.name}. Drafts that touch it need a second look."
        for incident in uow.incidents.unclosed()
        if any(incident.covers(account.id) for account in accounts)
    ]
