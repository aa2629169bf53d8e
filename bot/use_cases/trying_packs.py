"""Trying changed rules on what has been pitched: what they would find that the rules in force do not, and the reverse.

Nothing is kept. Trying words is trying.py's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.accounts import Account, OrgType
from bot.core.authority import account_named
from bot.core.drafts import Draft
from bot.core.findings import Finding, Level, masked
from bot.core.ids import DraftId
from bot.core.refusals import Refusal
from bot.core.wording import excerpt
from bot.policy.engine import Engine
from bot.use_cases.checking import findings_of
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

LAST = 200
"""How many drafts are looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed rules make of one draft. `changed` holds the finding as it would be, and its level now."""

    draft: DraftId
    handle: str
    excerpt: str
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Level], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """How many drafts were looked at, and those for which something would change."""

    looked_at: int
    differences: tuple[Difference, ...]


def try_rules(
    tools: Tools, engines: Mapping[OrgType, Engine], handle: str, progress: Callable[[int, int], None]
) -> Trial | Refusal:
    """Run the rules in force and those of `engines` over the last drafts of an account, or of all (no handle).

    `progress` is told how many of how many drafts have been looked at.
    """
    with tools.store.read() as uow:
        accounts = uow.accounts.all()
        chosen = account_named(handle, accounts) if handle else None
        if handle and chosen is None:
            return no_such_account(handle, accounts)
        by_id = {a.id: a for a in ([chosen] if chosen else accounts) if a.org_type in engines}
        drafts = uow.drafts.newest(list(by_id), LAST)
        found: list[Difference] = []
        for number, draft in enumerate(drafts, start=1):
            found.extend(_different(tools, uow, by_id[draft.account], draft, engines))
            progress(number, len(drafts))
        return Trial(len(drafts), tuple(found))


def _different(
    tools: Tools, uow: UnitOfWork, account: Account, draft: Draft, engines: Mapping[OrgType, Engine]
) -> Iterator[Difference]:
    revision = uow.drafts.revision(draft.id, draft.revision)
    if revision is None:
        return
    at = draft.slot or revision.when or draft.changed_at
    now, then = (
        {_key(f): f for f in findings_of(tools, uow, engine, account, draft, revision, at)}
        for engine in (tools.engines[account.org_type], engines[account.org_type])
    )
    new = tuple(f for key, f in then.items() if key not in now)
    gone = tuple(f for key, f in now.items() if key not in then)
    changed = tuple((f, now[key].level) for key, f in then.items() if key in now and now[key].level is not f.level)
    if new or gone or changed:
        words = excerpt(masked(revision.text, [*now.values(), *then.values()]))
        yield Difference(draft.id, account.handle, words, new, gone, changed)


def _key(finding: Finding) -> tuple[str, int, int]:
    return (finding.rule, finding.start, finding.end)
