"""Looking at each account's timeline for posts that Countersign did not make (S71). It never posts or deletes."""

from collections.abc import Sequence
from datetime import timedelta

from bot.core.accounts import Account, Kind
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Notice, Tone
from bot.core.drafts import State
from bot.core.due import Claim, Work
from bot.core.ids import AccountId, TweetId
from bot.core.publishing import RefusedBecause, TimelinePost, Unreadable
from bot.core.wording import excerpt
from bot.use_cases.account_stops import stop_account
from bot.use_cases.alarms import InChannel, tell, tell_leads
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.reposts import was_taken_back
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import tweet_address

WATCHED = "timeline"
"""The place that remembers the newest post seen on an account."""
_SOON = timedelta(minutes=1)
"""How soon it looks again while a post of ours may be on its way: then nobody can say yet whose a new one is."""
_SHOWN = 200


def watch_timeline(tools: Tools, claim: Claim) -> None:
    """Look once at an account; the next look is due after the time set for it."""
    account_id = AccountId(claim.subject.removeprefix("account:"))
    with tools.store.read() as uow:
        account, since = uow.accounts.get(account_id), uow.messages.ref(WATCHED, account_id)
    if account is None or not is_watched(tools, account):
        return
    found = tools.publisher.timeline(account_id, TweetId(since) if since else None)
    with tools.store.write() as uow:
        after = tools.settings.timeline_watch
        if not isinstance(found, Unreadable):
            after = after if _looked(uow, account, since, found.posts) else _SOON
        elif found.because is RefusedBecause.LOGIN:
            stop_account(uow, account, found.because, found.detail)
        uow.due.at(Work.WATCH_TIMELINE, claim.subject, uow.now() + after)


def is_watched(tools: Tools, account: Account) -> bool:
    """Whether anybody wants this account looked at: personal ones are nobody's business here."""
    return account.kind is not Kind.PERSONAL and tools.settings.timeline_watch > timedelta(0)


def _looked(uow: UnitOfWork, account: Account, since: str | None, posts: Sequence[TimelinePost]) -> bool:
    """Tell of the posts that are not ours; False where that cannot be said yet. The first look only remembers."""
    if uow.drafts.on_accounts([account.id], [State.PUBLISHING, State.UNCONFIRMED], 1)[1]:
        return False
    newest = max((int(post.tweet) for post in posts), default=None)
    if newest is not None and str(newest) != since:
        uow.messages.put_ref(WATCHED, account.id, str(newest))
    elif since is None:
        uow.messages.put_ref(WATCHED, account.id, "1")
    if since is not None:
        for post in sorted(posts, key=lambda post: int(post.tweet)):
            if not _is_ours(uow, account, post.tweet):
                _tell(uow, account, post)
    return True


def _is_ours(uow: UnitOfWork, account: Account, tweet: TweetId) -> bool:
    return uow.drafts.by_tweet(account.id, tweet) is not None or was_taken_back(uow, account.id, tweet)


def _tell(uow: UnitOfWork, account: Account, post: TimelinePost) -> None:
    address = tweet_address(account, post.tweet)
    uow.records.append(
        "ForeignPostSeen", ACCESS_OF_SERVICE, f"account:{account.id}", {"tweet": post.tweet, "address": address}
    )
    notice = Notice(
        f"A post on @{account.handle} did not come from Countersign",
        (
            f"It says: “{excerpt(post.text, _SHOWN)}”",
            f"See it on X: {address}",
            "What it means: somebody posted by hand, or somebody else can use the account.",
            f"To do: ask the team who posted it. If nobody did, type /incident hacked @{account.handle} at once.",
        ),
        Tone.ALARM,
    )
    key = f"foreign:{account.id}:{post.tweet}"
    tell(uow, key, InChannel(account.id), notice)
    tell_leads(uow, key, notice)
    call_for_alarm(uow, key, account.id, notice)
