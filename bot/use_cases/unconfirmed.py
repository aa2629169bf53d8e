"""What people say of a post that is not confirmed, and of one that failed: it is there, it is not, try again (F6)."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.core.accounts import Role
from bot.core.authority import may
from bot.core.cards import Notice, Tone
from bot.core.commands import FoundAt, Pressed
from bot.core.drafts import Draft, State, tweet_in
from bot.core.due import Work
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.holds import stopping
from bot.core.ids import DraftId, PersonId, TweetId
from bot.core.people import Person
from bot.core.publishing import Unreadable
from bot.core.refusals import Refusal
from bot.use_cases.cases import Case, acting, find, name_of, refused
from bot.use_cases.lateness import moved_on, out_of_date
from bot.use_cases.moving import moved, note
from bot.use_cases.outcomes import published
from bot.use_cases.ports import Attempt, UnitOfWork
from bot.use_cases.reconcile import Open, asked, find_in, read_timeline, still_open
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import tweet_address

_REFUSED = "AnswerRefused"


@dataclass(frozen=True, slots=True)
class _Asked:
    """An unconfirmed draft about which this person may speak."""

    case: Case
    attempt: Attempt


def found_at(tools: Tools, person: Person, command: FoundAt) -> Shown:
    """Take one approver's word that the post is there, at this address."""
    with tools.store.write() as uow:
        found = _speaking(uow, person, command.draft, command.revision)
        if not isinstance(found, _Asked):
            return found
        tweet = _post_meant(uow, found, command.address)
        if isinstance(tweet, FormErrors):
            return tweet
        published(uow, found.case, found.attempt, tweet, outcome="adopted", by=person.id)
        return DoneForm("Recorded as published", (tweet_address(found.case.account, tweet),))


def not_there(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Take an approver's word that the post is not there; with the second approver's it is sent again."""
    with tools.store.write() as uow:
        found = _speaking(uow, person, command.draft, command.revision)
        if not isinstance(found, _Asked):
            return found
        if answer := _first_word(tools, uow, person, found):
            return answer
        last_look = still_open(uow, found.case.draft.id)
    assert last_look is not None
    timeline = read_timeline(tools, last_look)
    if isinstance(timeline, Unreadable):
        lines = (f"The timeline could not be read just now: {timeline.detail}", "Please press it again in a minute.")
        return Notice("Nothing was done", lines, Tone.WARNING)
    with tools.store.write() as uow:
        found = _speaking(uow, person, command.draft, command.revision)
        if not isinstance(found, _Asked):
            return found
        if tweet := find_in(uow, Open(found.case, found.attempt, last_look.post), timeline):
            published(uow, found.case, found.attempt, tweet, outcome="adopted")
            return Notice("It is on X after all", (tweet_address(found.case.account, tweet),), Tone.DONE)
        return _first_word(tools, uow, person, found) or _send_again(uow, person, found)


def try_again(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Have a draft that failed sent now, with the approvals it has; everything is checked again when it goes out."""
    with tools.store.write() as uow:
        case = _met(uow, person, command.draft, command.revision, State.FAILED)
        if not isinstance(case, Case):
            return case
        hold = stopping(uow.holds.unreleased(), case.account.id, uow.now())
        if hold:
            refusal = Refusal(
                "publish.account_stopped",
                f"@{case.account.handle} is stopped, so it was not sent: {hold.reason}",
                "When that is mended, press Try again once more.",
            )
            return refused(uow, person, refusal, about=case.draft, kind=_REFUSED)
        _out_now(uow, case.draft, by=person.id, kind="TryAgainAsked")
        return Notice(f"Draft {case.draft.id} is on its way to @{case.account.handle}", tone=Tone.DONE)


def _met(uow: UnitOfWork, person: Person, draft: DraftId | None, revision: int, state: State) -> Case | Notice:
    """The draft as the click saw it, if this person may approve on its account; otherwise what to tell them (F3)."""
    case = find(uow, draft)
    if isinstance(case, Refusal):
        return refused(uow, person, case, about=f"person:{person.id}", kind=_REFUSED)
    refusal = may(acting(uow, person), Role.APPROVE, case.account, case.grants) or out_of_date(uow, case, revision)
    if refusal is None and case.draft.state is not state:
        refusal = moved_on(uow, case.draft)
    return refused(uow, person, refusal, about=case.draft, kind=_REFUSED) if refusal else case


def _speaking(uow: UnitOfWork, person: Person, draft: DraftId | None, revision: int) -> _Asked | Notice:
    case = _met(uow, person, draft, revision, State.UNCONFIRMED)
    if not isinstance(case, Case):
        return case
    attempt = uow.drafts.last_attempt(case.draft.id)
    if attempt is None:
        raise LookupError(f"draft {case.draft.id}: unconfirmed without an attempt")
    return _Asked(case, attempt)


def _first_word(tools: Tools, uow: UnitOfWork, person: Person, found: _Asked) -> Notice | None:
    """What to answer unless this is the second person to say so; the first one's word is written down."""
    draft, said = found.case.draft, found.attempt.denied_by
    if not asked(tools.settings, found.attempt):
        refusal = Refusal(
            "publish.still_looking",
            "Countersign is still looking for it on the timeline itself, so nothing was done.",
            "It asks in the channel when it has not found it.",
        )
        return refused(uow, person, refusal, about=draft, kind=_REFUSED)
    if person.id in said:
        refusal = Refusal(
            "publish.second_person",
            "You have said so already. It is sent again when a second approver says so too.",
            "Ask another approver to look and to press the same button.",
        )
        return refused(uow, person, refusal, about=draft, kind=_REFUSED)
    if said:
        return None
    uow.drafts.save_attempt(replace(found.attempt, denied_by=(person.id,)))
    note(uow, draft, by=person.id, kind="PostDenied", body={"attempt": found.attempt.id})
    return Notice(
        "Noted: you have not found it on X",
        ("It is sent again when a second approver says so too.",),
        Tone.DONE,
    )


def _send_again(uow: UnitOfWork, person: Person, found: _Asked) -> Notice:
    denied: tuple[PersonId, ...] = (*found.attempt.denied_by, person.id)
    uow.drafts.save_attempt(replace(found.attempt, denied_by=denied))
    _out_now(uow, found.case.draft, by=person.id, kind="SendAgainDecided", denied_by=denied)
    first = name_of(uow, denied[0])
    lines = (f"{first} and you have both looked and not found it.",)
    return Notice(f"Draft {found.case.draft.id} is sent again to @{found.case.account.handle}", lines, Tone.DONE)


def _out_now(uow: UnitOfWork, draft: Draft, *, by: PersonId, kind: str, denied_by: tuple[PersonId, ...] = ()) -> None:
    body = {"denied_by": list(denied_by)} if denied_by else {}
    due = replace(draft, slot=uow.now())
    moved(uow, due, State.SCHEDULED, by=by, kind=kind, body=body)
    uow.due.at(Work.PUBLISH, str(draft.id), uow.now())


def _post_meant(uow: UnitOfWork, found: _Asked, address: str) -> TweetId | FormErrors:
    """The post an address names, if it can be this draft's; otherwise what is wrong with it, for the field."""
    case, tweet = found.case, tweet_in(address)
    if tweet is None or _handle_in(address) != case.account.id:
        example = f"https://x.com/{case.account.handle}/status/1234567890"
        return _at_address(f"That is not the address of a post by @{case.account.handle}. It looks like {example}.")
    other = uow.drafts.by_tweet(case.account.id, tweet)
    if other not in {None, case.draft.id}:
        return _at_address(f"That post is draft {other}. Look for a newer one.")
    if found.attempt.last_known and int(tweet) <= int(found.attempt.last_known):
        return _at_address("That post was there before this one was sent. Look for a newer one.")
    return tweet


def _handle_in(address: str) -> str:
    words = address.strip()
    path = urlsplit(words if "://" in words else f"https://{words}").path
    return path.strip("/").split("/")[0].lower()


def _at_address(words: str) -> FormErrors:
    return FormErrors({Field.ADDRESS: words})
