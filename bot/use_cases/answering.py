"""The post a draft answers or quotes (S38): looked up outside any transaction, kept with the draft, told to people.

The checks are given it by checking.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from bot.core.accounts import Role
from bot.core.answered import Answered, Sight, author_in
from bot.core.authority import account_named, may
from bot.core.commands import SaveDraft, SendForApproval
from bot.core.drafts import Draft, Revision, Target, TargetKind, tweet_in
from bot.core.due import Work, retry_after
from bot.core.findings import Finding, Level
from bot.core.ids import AccountId, DraftId, TweetId
from bot.core.people import Person
from bot.core.retold import is_about, pasted_in
from bot.policy.context import Reply
from bot.use_cases.cases import acting
from bot.use_cases.moving import subject
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_posts import PostSeen
from bot.use_cases.tools import Tools

IN_A_FORM = timedelta(seconds=1)
"""How long a form waits for X to show a post: the chat waits for three seconds in all."""
AT_PUBLISHING = timedelta(seconds=10)

KEPT_MEANWHILE = (
    "X could not be asked for the post just now. Your approval is kept: Countersign asks again, and once the post is "
    "read and has not changed, what waits only for that is done."
)


@dataclass(frozen=True, slots=True)
class Look:
    """A post as X shows it just now."""

    tweet: TweetId
    seen: PostSeen

    @property
    def is_read(self) -> bool:
        """Whether X has said how it stands: what it says, or that it is not shown."""
        return self.seen.standing is not Sight.UNREAD


def look_for_form(tools: Tools, person: Person, command: SaveDraft) -> Look | None:
    """The post a form names, where this person may pitch here and it has not been read for this draft. One read."""
    tweet = tweet_in(command.target) if command.target_kind.strip() else _pasted(command.text)
    if tweet is None:
        return None
    with tools.store.read() as uow:
        account = account_named(command.account, uow.accounts.all())
        if account is None or may(acting(uow, person), Role.PITCH, account, uow.accounts.grants(account.id)):
            return None
        if command.draft is not None and _is_read(uow.drafts.answered(command.draft, tweet)):
            return None
    return _look(tools, account.id, tweet, IN_A_FORM)


def _pasted(text: str) -> TweetId | None:
    target = pasted_in(text)
    return target.tweet if target else None


def look_before_sending(tools: Tools, person: Person, command: SendForApproval) -> Look | None:
    """The post once more, where its author sends a draft for which it could not be read."""
    with tools.store.read() as uow:
        draft, me = uow.drafts.get(command.draft), acting(uow, person)
        target = target_of(uow, draft) if draft and draft.author == me.id else None
        if draft is None or target is None or _is_read(uow.drafts.answered(draft.id, target.tweet)):
            return None
    return _look(tools, draft.account, target.tweet, IN_A_FORM)


def look_before_publishing(tools: Tools, draft: Draft) -> Look | None:
    """The post as it is at the moment of publishing."""
    with tools.store.read() as uow:
        target = target_of(uow, draft)
    return look_at_target(tools, draft, target) if target else None


def target_of(uow: UnitOfWork, draft: Draft) -> Target | None:
    """What the present revision answers or quotes."""
    revision = uow.drafts.revision(draft.id, draft.revision)
    return is_about(revision) if revision else None


def keep(uow: UnitOfWork, draft: Draft, look: Look | None, by: str) -> str:
    """Keep what was seen, with its record, and say what of it has changed since people last read it; or nothing."""
    if look is None:
        return ""
    seen, kept = look.seen, uow.drafts.answered(draft.id, look.tweet)
    found = Answered(look.tweet, seen.standing, uow.now(), seen.author, seen.text, seen.pictures, seen.conversation)
    new = found.after(kept)
    if kept is None or replace(new, at=kept.at) != kept:
        uow.drafts.put_answered(draft.id, new)
        uow.records.append("AnsweredPostSeen", by, subject(draft), _evidence(new))
    return found.changed_since(kept)


def _evidence(seen: Answered) -> dict[str, str]:
    """What the record says: whose post, how it stood, and a digest of its words. Other people's words stay theirs."""
    digest = sha256(seen.text.encode("utf-8", "replace")).hexdigest() if seen.text else ""
    return {"tweet": seen.tweet, "standing": seen.standing, "author": seen.author, "text_sha256": digest}


def as_reply(target: Target | None, answered: Answered | None) -> Reply | None:
    """What the checks are told: who wrote the post and what it says, else only whom its address names."""
    if target is None:
        return None
    author = (answered.author if answered else "") or author_in(target)
    words = answered.text if answered and target.kind is not TargetKind.REPOST else ""  # those are checked as ours
    return Reply(f"@{author}" if author else "", words)


def as_ours(revision: Revision, answered: Answered | None) -> Revision:
    """A repost as if its words were ours: whoever passes words on answers for them."""
    return replace(revision, text=answered.text if answered else "", target=None)


def as_it_speaks(uow: UnitOfWork, draft: Draft, revision: Revision) -> tuple[Revision, str]:
    """The revision as it speaks, a repost with the words it passes on; and the words of the post it is about."""
    target = is_about(revision)
    answered = answered_by(uow, draft.id, target)
    reply = as_reply(target, answered)
    return as_ours(revision, answered) if revision.is_repost else revision, reply.text if reply else ""


def target_findings(target: Target | None, answered: Answered | None) -> Iterator[Finding]:
    """What there is to say of the post itself, where it cannot be read."""
    standing = answered.standing if answered else Sight.UNREAD
    if target is not None and standing is not Sight.READ:
        yield _FINDINGS[standing]


def _finding(rule: str, level: Level, message: str, why: str, fix: str) -> Finding:
    return Finding(rule, "reply_target", level, 0, 0, "", message, why, fix)


_FINDINGS = {
    Sight.UNREAD: _finding(
        "target.unread",
        Level.SECOND_APPROVER,
        "The post this answers could not be read: open it before you decide.",
        "The checks have not seen what is answered, and an answer means what the post makes of it.",
        "Open the post on X and read your words beside it.",
    ),
    Sight.GONE: _finding(
        "target.gone",
        Level.BLOCK,
        "The post this answers is not on X: it was deleted, or was never there.",
        "X does not take a reply to a post that is not there, or a quote of one.",
        "Check the address, or take it out and say this in a post of its own.",
    ),
    Sight.CLOSED: _finding(
        "target.closed",
        Level.BLOCK,
        "X does not show this account the post it answers: its author is protected or suspended, or has blocked us.",
        "X takes no reply to such a post and no quote of it, and few people could see what is answered.",
        "Answer another post, or say this in a post of its own.",
    ),
}


def look_at_target(tools: Tools, draft: Draft, target: Target, within: timedelta = AT_PUBLISHING) -> Look:
    """The post once more; `within` a second where somebody waits for the answer."""
    return _look(tools, draft.account, target.tweet, within)


def is_unread(uow: UnitOfWork, draft: Draft, target: Target | None) -> bool:
    """Whether a draft is about a post that could not be read when it was last looked for."""
    kept = answered_by(uow, draft.id, target)
    return target is not None and (kept is None or kept.standing is Sight.UNREAD)


def watch_for_reading(uow: UnitOfWork, draft: Draft, revision: Revision) -> bool:
    """Have the post asked for again by the machine where it could not be read just now; whether it has to be."""
    unread = is_unread(uow, draft, is_about(revision))
    if unread:
        uow.due.at(Work.LOOK_AGAIN, str(draft.id), uow.now() + retry_after(1))
    return unread


def may_yet_be_read(uow: UnitOfWork, draft: Draft, look: Look | None) -> bool:
    """Whether X, asked for a post it has shown before, gave no answer."""
    unread = look is not None and look.seen.standing is Sight.UNREAD
    return unread and look is not None and _is_read(uow.drafts.answered(draft.id, look.tweet))


def _is_read(kept: Answered | None) -> bool:
    return kept is not None and kept.standing is Sight.READ


def look_at_post(tools: Tools, account: AccountId, tweet: TweetId) -> PostSeen:
    """Any post as X shows it now to one of our accounts, while a form waits."""
    return _look(tools, account, tweet, IN_A_FORM).seen


def _look(tools: Tools, account: AccountId, tweet: TweetId, within: timedelta) -> Look:
    seen = tools.posts.post(account, tweet, within) if tools.posts else PostSeen(Sight.UNREAD)
    return Look(tweet, seen)


def answered_by(uow: UnitOfWork, draft: DraftId, target: Target | None) -> Answered | None:
    """What is kept of the post a revision is about."""
    return uow.drafts.answered(draft, target.tweet) if target else None
