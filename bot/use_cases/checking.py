"""Running the policy checks on one revision: which facts they are given, and where their answer is kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core import drafts
from bot.core.accounts import Account
from bot.core.drafts import Draft, Pictured, Revision
from bot.core.findings import GROUPS, Finding, Level
from bot.core.purposes import rule_purpose
from bot.core.reference import Reference
from bot.core.retold import is_about
from bot.policy.context import Context, Media, Post
from bot.policy.engine import Engine
from bot.use_cases import circumstances
from bot.use_cases.answering import answered_by, as_ours, as_reply, target_findings
from bot.use_cases.cases import name_of, organisation, zone
from bot.use_cases.declared_findings import declared_findings
from bot.use_cases.own_findings import own_findings
from bot.use_cases.ports import Checked, UnitOfWork
from bot.use_cases.press_findings import press_findings
from bot.use_cases.release_findings import embargoes_of_others, release_findings
from bot.use_cases.retold_findings import retold_findings
from bot.use_cases.tools import Tools
from bot.use_cases.topic_findings import Moment, topic_findings, voice_of

UNKNOWN_RULES = "none"
"""The version of the rules written where an account's kind of organisation has none."""

_SUBJECTS = {
    Pictured.NOBODY: "nobody identifiable",
    Pictured.STAFF: "staff",
    Pictured.ADULTS: "adults",
    Pictured.CHILDREN: "children",
    Pictured.CARED_FOR: "patients",
}
_HARDEST_FIRST = {level: rank for rank, (level, _) in enumerate(GROUPS)}


def check(
    tools: Tools, uow: UnitOfWork, draft: Draft, revision: Revision, *, out_at: datetime | None = None
) -> Checked:
    """Check this revision as of now and keep what was found (D2, F5).

    The checks see the time at which it would go out: `out_at`, else the draft's slot, else the author's wish, else
    now (S37). An account that no rules cover is blocked (F14).
    """
    now = uow.now()
    account = uow.accounts.get(draft.account)
    engine = tools.engines.get(account.org_type) if account else None
    if account is None or engine is None:
        checked = Checked((no_rules(draft),), UNKNOWN_RULES, now)
    else:
        going_out = max(out_at or draft.slot or revision.when or now, now)
        found = findings_of(tools, uow, engine, account, draft, revision, going_out)
        asked = press_findings(uow, draft, revision)
        checked = Checked(_hardest_first([*found, *declared_findings(revision), *asked]), engine.version, now)
    uow.drafts.put_checked(draft.id, revision.number, checked)
    return checked


def findings_of(
    tools: Tools,
    uow: UnitOfWork,
    engine: Engine,
    account: Account,
    draft: Draft,
    revision: Revision,
    going_out: datetime,
) -> tuple[Finding, ...]:
    """What the rules of `engine` and the organisation's own registers say of a revision; hardest first."""
    if revision.is_repost:
        return _in_the_post(tools, uow, engine, account, draft, revision, going_out)
    context = context_for(tools, uow, account, draft, revision, going_out)
    about = is_about(revision)
    answered = context.in_reply_to.author if context.in_reply_to else ""
    incident = circumstances.incident(uow, account, revision.text)
    reference = uow.reference.get()
    own = own_findings(revision, about.kind if about else None, answered, incident, reference)
    moment = Moment(going_out, ZoneInfo(zone(uow)))
    words = context.in_reply_to.text if context.in_reply_to else ""
    voice = voice_of(account, uow.people.get(draft.author), draft.author)
    topical = topic_findings(revision, voice, reference, words, moment, lambda key: name_of(uow, key))
    released = release_findings(uow, revision, going_out)
    seen = answered_by(uow, draft.id, about)
    unseen = [*target_findings(about, seen), *retold_findings(revision, account, seen)]
    return _hardest_first([*engine.check(revision.text, context), *own, *topical, *released, *unseen])


def _in_the_post(
    tools: Tools, uow: UnitOfWork, engine: Engine, account: Account, draft: Draft, revision: Revision, out_at: datetime
) -> tuple[Finding, ...]:
    """What there is to say of a repost: whoever passes words on answers for them, so they are checked as our own."""
    seen = answered_by(uow, draft.id, revision.target)
    unseen = tuple(target_findings(revision.target, seen))
    if seen is None or not seen.text:
        return unseen
    found = findings_of(tools, uow, engine, account, draft, as_ours(revision, seen), out_at)
    return (*unseen, *(replace(f, start=0, end=0, message=f"In the post: {f.message}") for f in found))


def _hardest_first(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: _HARDEST_FIRST[finding.level]))


def context_for(
    tools: Tools, uow: UnitOfWork, account: Account, draft: Draft, revision: Revision, going_out: datetime
) -> Context:
    """Everything the checks may know besides the words, for a post that would go out at `going_out` (UTC)."""
    whole, author, reference = organisation(uow), uow.people.get(draft.author), uow.reference.get()
    recent = uow.drafts.recent_texts(account.id, uow.now() - tools.settings.near_duplicate, draft.id)
    return Context(
        account_kind=account.kind,
        org_type=account.org_type,
        org=whole.name,
        handle=f"@{account.handle}",
        nation=account.nation,
        now=going_out,
        author_role=author.title if author else "",
        remit=account.remit or (author.remit if author else ()),
        period=circumstances.period(uow, account, reference, going_out),
        incident_hold=circumstances.hold_of(circumstances.incident(uow, account, revision.text)),
        post_purpose=rule_purpose(revision.purpose),
        meeting=circumstances.meeting(account, reference, going_out),
        media=tuple(_picture(media, reference, going_out) for media in revision.media),
        in_reply_to=as_reply(is_about(revision), answered_by(uow, draft.id, is_about(revision))),
        recent_posts=tuple(Post(at, text) for at, text in recent if text.strip()),
        approved_domains=whole.approved_hosts,
        public_contacts=whole.public_contacts,
        consents=circumstances.consents(reference, revision.consent, going_out),
        approved_pledges=tuple(pledge.says for pledge in reference.approved_pledges),
        embargoes=(*circumstances.embargoes(reference), *embargoes_of_others(uow, revision)),
        politicians=circumstances.politicians(uow, reference),
    )


def _picture(media: drafts.Media, reference: Reference, going_out: datetime) -> Media:
    """What the author says of a picture, in the words that rules look for."""
    return Media(
        "image",
        alt=media.alt,
        credit=media.credit,
        licence=media.licence,
        subjects=(_SUBJECTS[media.pictured],) if media.pictured else (),
        consent="; ".join(circumstances.consents(reference, media.consent, going_out)),
    )


def no_rules(draft: Draft) -> Finding:
    """What is found where no rules are in force: nothing goes out (F14)."""
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
