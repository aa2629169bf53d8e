"""The post a journalist has asked about (S40): one of ours, or another, and the conversation it stands in."""

from bot.core.accounts import Account, Role
from bot.core.answered import author_in
from bot.core.authority import account_named, accounts_for
from bot.core.cards import Notice
from bot.core.commands import Pressed
from bot.core.drafts import State, Target, TargetKind, tweet_in
from bot.core.forms import Field, FormErrors
from bot.core.people import Person
from bot.core.press import About
from bot.core.press_forms import TellOfPress
from bot.core.refusals import Refusal
from bot.use_cases.answering import look_at_post
from bot.use_cases.cases import Case, acting, find, refused
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_words import PRESS
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import tweet_address

REFUSED = "PressEnquiryRefused"
NO_POST = Refusal(
    "press.no_post",
    "Nothing was done: that is no post on X yet, so nobody can have asked about it.",
    "If they ask about another post, type /tweet press and its address.",
)


def published(uow: UnitOfWork, command: Pressed | TellOfPress) -> Case | Refusal:
    """The draft a button or form was drawn for, where it is a post on X."""
    case = find(uow, command.draft)
    if isinstance(case, Case) and (case.draft.state is not State.PUBLISHED or case.draft.tweet is None):
        return NO_POST
    return case


def post_meant(tools: Tools, person: Person, command: TellOfPress) -> About | FormErrors | Notice:
    """The post that is meant, and its conversation: asked of X where we do not know it (one read, for a second)."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        found = _ours(uow, command) if command.draft is not None else _named(uow, me, command.address)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about=PRESS, kind=REFUSED)
    if isinstance(found, FormErrors) or found.conversation is not None:
        return found
    seen = look_at_post(tools, found.account, found.post)
    return About(found.account, found.post, found.address, seen.conversation, found.draft)


def _ours(uow: UnitOfWork, command: TellOfPress) -> About | Refusal:
    case = published(uow, command)
    return case if isinstance(case, Refusal) else _of(uow, case)


def _of(uow: UnitOfWork, case: Case) -> About:
    """A post of ours begins a conversation, unless it was a reply."""
    tweet, target = case.draft.tweet, case.revision.target
    assert tweet is not None, "a published draft has a post"
    answered = uow.drafts.answered(case.draft.id, target.tweet) if target else None
    is_reply = target is not None and target.kind is TargetKind.REPLY
    conversation = (answered.conversation if answered else None) if is_reply else tweet
    return About(case.account.id, tweet, tweet_address(case.account, tweet), conversation, case.draft.id)


def _named(uow: UnitOfWork, me: Person, address: str) -> About | FormErrors:
    """The post at an address: one of ours where Countersign sent it, else one on the account it names, or on mine."""
    tweet = tweet_in(address)
    if tweet is None:
        return FormErrors({Field.TARGET: "That is no address of a post on X, such as https://x.com/…/status/123."})
    for known in uow.accounts.all():
        number = uow.drafts.by_tweet(known.id, tweet)
        case = find(uow, number) if number else None
        if isinstance(case, Case):
            return _of(uow, case)
    named = account_named(author_in(Target(TargetKind.REPLY, tweet, address)), uow.accounts.all())
    account = named or my_account(uow, me)
    if account is None:
        return FormErrors({Field.TARGET: "There is no account here yet. Tell a communications lead by word of mouth."})
    return About(account.id, tweet, address)


def my_account(uow: UnitOfWork, me: Person) -> Account | None:
    """The account this person works on, for a post that names none of ours."""
    accounts, grants = uow.accounts.all(), uow.accounts.grants()
    mine = [account for role in Role for account in accounts_for(me, role, accounts, grants)]
    return next(iter([*mine, *accounts]), None)
