"""Running the policy checks on one revision: which facts they are given, and where their answer is kept."""

from datetime import datetime

from bot.core.accounts import Account
from bot.core.drafts import Draft, Revision, TargetKind
from bot.core.findings import Finding, Level
from bot.policy.context import Context, Media, Post, Reply
from bot.use_cases.cases import organisation
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.tools import Tools

UNKNOWN_RULES = "none"
"""The version of the rules written where an account's kind of organisation has none."""


def check(
    tools: Tools, uow: UnitOfWork, draft: Draft, revision: Revision, *, out_at: datetime | None = None
) -> Checked:
    """Check this revision as of now and keep what was found (D2, F5).

    The checks see the time at which it would go out: `out_at`, else the draft's slot, else the author's wish, else
    now. An account that no rules cover is blocked (F14).
    """
    now = uow.now()
    account = uow.accounts.get(draft.account)
    engine = tools.engines.get(account.org_type) if account else None
    if account is None or engine is None:
        checked = Checked((_no_rules(draft),), UNKNOWN_RULES, now)
    else:
        going_out = max(out_at or draft.slot or revision.when or now, now)
        context = context_for(tools, uow, account, draft, revision, going_out)
        checked = Checked(engine.check(revision.text, context), engine.version, now)
    uow.drafts.put_checked(draft.id, revision.number, checked)
    return checked


def context_for(
    tools: Tools, uow: UnitOfWork, account: Account, draft: Draft, revision: Revision, going_out: datetime
) -> Context:
    """Everything the checks may know besides the words, for a post that would go out at `going_out` (UTC)."""
    whole, author = organisation(uow), uow.people.get(draft.author)
    recent = uow.drafts.recent_texts(account.id, uow.now() - tools.settings.near_duplicate, draft.id)
    return Context(
        account_kind=account.kind,
        org_type=account.org_type,
        org=whole.name,
        handle=f"@{account.handle}",
        nation=account.nation,
        now=going_out,
        author_role=author.title if author else "",
        remit=account.remit,
        media=tuple(Media("image", alt=m.alt) for m in revision.media),
        in_reply_to=_answered(revision),
        recent_posts=tuple(Post(at, text) for at, text in recent),
        approved_domains=whole.approved_hosts,
        public_contacts=whole.public_contacts,
    )


def _answered(revision: Revision) -> Reply | None:
    """The author of the post that is answered, as its address names them. Its words are not ours to keep."""
    target = revision.target
    if target is None or target.kind is not TargetKind.REPLY:
        return None
    path = target.address.split("://", 1)[-1].split("/")
    return Reply(f"@{path[1]}" if len(path) > 1 else "", "")


def _no_rules(draft: Draft) -> Finding:
    return Finding(
        rule="checks.no_rules",
        check="rules",
        level=Level.BLOCK,
        start=0,
        end=0,
        shown="",
        message=f"No rules are in force for @{draft.account}.",
        why="Nothing goes out unchecked.",
        fix="Ask whoever looks after Countersign to run countersign doctor.",
    )
