"""What is shown of one draft, made afresh from the store each time, and the one maker of what is published (F15)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.core.accounts import Account
from bot.core.audience import audience_words
from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.cards import Action, AuthorCard, ReviewCard
from bot.core.decisions import Decision, Needed, counting
from bot.core.draft_view import DraftView
from bot.core.drafts import EDITABLE, Draft, Revision, State, TargetKind
from bot.core.findings import Finding, Level
from bot.core.holds import stopping
from bot.core.ids import AccountId, PersonId, TweetId
from bot.core.people import Person
from bot.core.publishing import Picture, Post
from bot.core.records import Record
from bot.core.retold import is_about
from bot.core.tweet_text import as_published, weighted_length
from bot.core.wording import excerpt, sentence
from bot.use_cases import incidents
from bot.use_cases.answering import answered_by
from bot.use_cases.cases import Case, zone
from bot.use_cases.declaring import quoted_name
from bot.use_cases.hours_words import to_one_who_waits
from bot.use_cases.morning import words_out_of_hours
from bot.use_cases.moving import subject
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.presence import present
from bot.use_cases.release_findings import following
from bot.use_cases.signing import approved, signature_lines, signatures_for, signers_left
from bot.use_cases.steps import steps
from bot.use_cases.who_may_decide import able, barred_lines

_REVIEW_ACTIONS: dict[State, tuple[Action, ...]] = {
    State.IN_REVIEW: (
        Action.APPROVE,
        Action.APPROVE_FOR,
        Action.ASK_FOR_CHANGES,
        Action.EDIT,
        Action.REJECT,
        Action.HOLD,
    ),
    State.CHANGES_REQUESTED: (Action.EDIT,),
    State.SCHEDULED: (Action.EDIT, Action.HOLD),
    State.HELD: (Action.RELEASE, Action.EDIT),
    State.EXPIRED: (Action.APPROVE_FOR, Action.EDIT),
    State.FAILED: (Action.TRY_AGAIN, Action.EDIT, Action.HOLD),
    State.UNCONFIRMED: (Action.IT_IS_THERE, Action.IT_IS_NOT_THERE),
    State.PUBLISHED: (Action.PRESS_ASKED,),
}

_AUTHOR_ACTIONS: dict[State, tuple[Action, ...]] = {
    State.DRAFT: (Action.SEND, Action.EDIT, Action.WITHDRAW),
    State.IN_REVIEW: (Action.EDIT, Action.WITHDRAW),
    State.CHANGES_REQUESTED: (Action.EDIT, Action.WITHDRAW),
    State.SCHEDULED: (Action.EDIT, Action.WITHDRAW),
    State.HELD: (Action.EDIT, Action.WITHDRAW),
    State.EXPIRED: (Action.EDIT, Action.WITHDRAW),
    State.FAILED: (Action.EDIT, Action.WITHDRAW),
    State.PUBLISHED: (Action.PRESS_ASKED,),
}

_DECIDABLE = EDITABLE - {State.SCHEDULED, State.FAILED}
"""States in which it means something to say who may decide."""

_MAY_GO = frozenset({State.IN_REVIEW, State.SCHEDULED, State.EXPIRED})
"""States from which it goes out by nothing more than an approval or its time."""

_ASKED_BY = "PeopleAsked"
"""The record that says that Countersign has stopped looking for a post, so that people must say whether it is there."""

_LET_PASS = (Level.SECOND_APPROVER, Level.WARN)


def post_for(uow: UnitOfWork, draft: Draft, revision: Revision) -> Post:
    """Exactly what goes to X for this revision of this draft.

    Raises:
        LookupError: the bytes of a picture are gone from the store, which is a fault.
    """
    target = revision.target
    return Post(
        text=published_text(revision),
        reply_to=target.tweet if target and target.kind is TargetKind.REPLY else None,
        quote_of=target.tweet if target and target.kind is TargetKind.QUOTE else None,
        repost_of=target.tweet if target and revision.is_repost else None,
        pictures=tuple(Picture(_bytes(uow, draft, m.sha256), m.mime, m.alt) for m in revision.media),
    )


def published_text(revision: Revision) -> str:
    """The words of the post; a repost has none. Every preview and every publication takes them from here."""
    return "" if revision.is_repost else as_published(revision.text)


def words_or_repost(revision: Revision) -> str:
    """The words for a list of drafts, or that it reposts something."""
    return revision.text if revision.target is None or not revision.is_repost else f"Repost: {revision.target.address}"


def _bytes(uow: UnitOfWork, draft: Draft, sha256: str) -> bytes:
    content = uow.media.get(sha256)
    if content is None:
        raise LookupError(f"draft {draft.id}: picture {sha256} is not in the store")
    return content


def view_of(uow: UnitOfWork, case: Case) -> DraftView:
    """Everything there is to show of a draft now."""
    draft, revision, account = case.draft, case.revision, case.account
    people = {p.id: p for p in uow.people.all()}
    name = _namer(people)
    checked = uow.drafts.checked(draft.id, revision.number)
    findings = checked.findings if checked else ()
    approvals = counting(draft, revision, case.decisions)
    asked = signatures_for(uow, draft, revision, account, findings, approvals)
    suggestion = uow.drafts.open_suggestion(draft.id)
    text = published_text(revision)
    records = uow.records.about(subject(draft))
    return DraftView(
        draft=_with_standing_hold(uow, draft, name),
        revision=revision,
        account=account,
        published_text=text,
        length=weighted_length(text),
        author=name(draft.author),
        edited_by=name(revision.edited_by),
        findings=findings,
        needed=asked.count,
        needed_because=asked.because,
        approvals=tuple(name(person) for person in approved(asked, approvals)),
        deciders=_deciders(uow, draft, revision, account, people, (asked, approvals)),
        steps=tuple(steps(records, name)),
        zone=zone(uow),
        suggestion=suggestion,
        suggestion_by=name(suggestion.by) if suggestion else "",
        tweet_address=tweet_address(account, draft.tweet),
        asks_people=_asks_people(draft, records),
        asked_not_there=_first_denial(uow, draft, name),
        accepted=_accepted(findings, approvals, asked, name),
        supervisor=name(revision.supervisor) if revision.supervisor else "",
        answered=answered_by(uow, draft.id, is_about(revision)),
        meanwhile=words_out_of_hours(uow, draft),
        quoted=quoted_name(revision.declared, name),
        signatures=tuple(signature_lines(uow, asked, approvals)),
        follows=_follows(uow, revision),
        barred=barred_lines(uow, draft, revision, account) if draft.state in _DECIDABLE else (),
        audience=audience_words(uow.audiences.get(account.id), zone(uow), uow.now()),
    )


def review_card(view: DraftView, now: datetime) -> ReviewCard:
    """The card for the review channel as of now (UTC)."""
    return ReviewCard(view, actions_in_review(view), now)


def author_card(view: DraftView, now: datetime) -> AuthorCard:
    """The author's message as of now (UTC). While it waits out of hours they read what is published of them (S72)."""
    waits = " ".join([view.meanwhile, *to_one_who_waits(view.account)]) if view.meanwhile else ""
    return AuthorCard(replace(view, meanwhile=waits), actions_of_author(view), now)


def actions_in_review(view: DraftView) -> tuple[Action, ...]:
    """The buttons the state allows on the review card. Who presses them is checked when they do (F3)."""
    if view.draft.state is State.UNCONFIRMED and not view.asks_people:
        return ()
    if view.draft.state is State.PUBLISHED and view.revision.is_repost and view.draft.tweet:
        return (Action.UNDO_REPOST, *_REVIEW_ACTIONS.get(view.draft.state, ()))
    return _REVIEW_ACTIONS.get(view.draft.state, ())


def actions_of_author(view: DraftView) -> tuple[Action, ...]:
    """The buttons the state allows on the author's message."""
    actions = draft_actions_of_author(view.draft.state)
    if view.suggestion and actions:
        return (Action.TAKE_SUGGESTION, Action.DECLINE_SUGGESTION, *actions)
    return actions


def draft_actions_of_author(state: State) -> tuple[Action, ...]:
    """What an author may do with a draft in this state."""
    return _AUTHOR_ACTIONS.get(state, ())


def tweet_address(account: Account, tweet: TweetId | None) -> str:
    """The address of a post on X, or nothing while there is none."""
    return f"https://x.com/{account.handle}/status/{tweet}" if tweet else ""


def _namer(people: dict[PersonId, Person]) -> Callable[[str], str]:
    def name(key: str) -> str:
        person = people.get(PersonId(key))
        return person.name if person else key

    return name


def _follows(uow: UnitOfWork, revision: Revision) -> str:
    follows = following(uow, revision.follows)
    if follows is None:
        return ""
    kind = "line on" if follows.is_line else "press release"
    ask = f", ask {follows.contact}" if follows.contact else ""
    return f"{kind} “{excerpt(follows.title)}”{' (withdrawn)' if follows.withdrawn else ''}{ask}"


def _deciders(
    uow: UnitOfWork,
    draft: Draft,
    revision: Revision,
    account: Account,
    people: dict[PersonId, Person],
    so_far: tuple[Needed, list[Decision]],
) -> tuple[str, ...]:
    if draft.state not in _DECIDABLE:
        return ()
    asked, approvals = so_far
    said, must_be = {d.person for d in approvals}, asked.must_be(approvals)
    there = present(uow, able(uow, draft, revision, account))
    left = [p for p in there if p.id not in said and (must_be is None or p.id in must_be)]
    signing = [people[key] for key in signers_left(asked, approvals) if key in people]
    return tuple(dict.fromkeys(p.name for p in (*left, *signing)))


def _with_standing_hold(uow: UnitOfWork, draft: Draft, name: Callable[[str], str]) -> Draft:
    """The draft with the hold on its account or an open incident as its reason, while it waits and has no other.

    One whose time has passed may be given a new one from its card, so that there it stands beside why it expired (S41).
    """
    if draft.state not in _MAY_GO or (draft.reason and draft.state is not State.EXPIRED):
        return draft
    words = hold_words(uow, draft.account, name) or incidents.words_for(uow, draft.account)
    return replace(draft, reason=f"{draft.reason} {words}".strip()) if words else draft


def hold_words(uow: UnitOfWork, account: AccountId, name: Callable[[str], str]) -> str:
    """Why nothing goes out on the account now, or nothing."""
    hold = stopping(uow.holds.unreleased(), account, uow.now())
    if hold is None:
        return ""
    known = uow.accounts.get(account)
    where = "any account" if hold.account is None else f"@{known.handle if known else account}"
    by = "" if hold.placed_by == ACCESS_OF_SERVICE else f" ({name(hold.placed_by)})"
    return f"On hold: nothing goes out on {where} for now{by}. {sentence(hold.reason)}"


def _asks_people(draft: Draft, records: Iterable[Record]) -> bool:
    """Whether the timeline has been read often enough for the last attempt, so that people are asked."""
    told = [r.kind for r in records if r.kind in {_ASKED_BY, "PublishingBegan"}]
    return draft.state is State.UNCONFIRMED and told[-1:] == [_ASKED_BY]


def _first_denial(uow: UnitOfWork, draft: Draft, name: Callable[[str], str]) -> str:
    if draft.state is not State.UNCONFIRMED:
        return ""
    attempt = uow.drafts.last_attempt(draft.id)
    return name(attempt.denied_by[0]) if attempt and attempt.denied_by else ""


def _accepted(
    findings: tuple[Finding, ...], approvals: list[Decision], asked: Needed, name: Callable[[str], str]
) -> tuple[str, ...]:
    """Why those who approved say it is fine, and, once enough of them have, what they let pass."""
    why = tuple(f"{name(d.person)} says: this is fine because “{d.reason}”" for d in approvals if d.reason)
    if len(approvals) < asked.count:
        return why
    who = " and ".join(name(d.person) for d in approvals)
    return (*why, *(f"{who} approved knowing: {f.message}" for f in findings if f.level in _LET_PASS))
