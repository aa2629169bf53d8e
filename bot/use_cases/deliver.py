"""Bringing what is meant to where people see it: the two cards of a draft, and notices. Never inside a transaction.

Cards are made from the state at the moment they are delivered; a chat that is down delays one, and loses none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.core.accounts import Account
from bot.core.cards import Card, Notice, Tone
from bot.core.draft_view import DraftView
from bot.core.drafts import Draft
from bot.core.due import Again, Claim, Work, retry_after
from bot.core.ids import DraftId
from bot.core.people import ChatIdentity, Person
from bot.core.publishing import Picture
from bot.use_cases.alarms import AUTHOR, REVIEW, InChannel, InThread, ToPerson, channel_is_gone, tell, tell_leads, told
from bot.use_cases.cases import Case, case_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import CannotDeliver, Chat, Delivered, Delivery, TryLater
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import author_card, post_for, review_card, view_of

PICTURES = "pictures"
"""The place under which it is remembered which pictures are under a card already."""
_CHANNEL_GONE_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place where a card of a draft belongs: its card, where it was delivered, and how it is put there anew."""

    name: str
    card: Card
    ref: str | None
    chat: Chat
    anew: Callable[[], Delivery]


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Pictures that are not under their card yet; `key` names the draft and this set of them."""

    chat: Chat
    ref: str
    key: str
    pictures: tuple[Picture, ...]


def show_draft(tools: Tools, claim: Claim) -> Again | None:
    """Bring the review card and the author's message up to date, each on its own."""
    with tools.store.read() as uow:
        draft = uow.drafts.get(DraftId(int(claim.subject)))
        case = case_of(uow, draft) if draft else None
        if not isinstance(case, Case):
            return None
        view = view_of(uow, case)
        places = [p for p in (_review(tools, uow, case, view), _author(tools, uow, view)) if p]
    answers = [(place, _bring(place)) for place in places]
    again = _note_delivered(tools, case, answers, claim)
    return again or (_attach_pictures(tools, case.draft.id, claim) if case.revision.media else None)


def _review(tools: Tools, uow: UnitOfWork, case: Case, view: DraftView) -> _Place | None:
    """The review channel; a draft that was never sent for approval is its author's own business."""
    chat = channel_chat(tools)
    if chat is None or case.draft.round == 0:
        return None
    card = review_card(view, uow.now())
    ref = uow.messages.ref(REVIEW, str(case.draft.id))
    return _Place(REVIEW, card, ref, chat, lambda: chat.post(case.account.channel, card))


def _author(tools: Tools, uow: UnitOfWork, view: DraftView) -> _Place | None:
    reached = how_to_reach(tools, uow.people.get(view.draft.author))
    if reached is None:
        return None
    chat, identity = reached
    card = author_card(view, uow.now())
    ref = uow.messages.ref(AUTHOR, str(view.draft.id))
    return _Place(AUTHOR, card, ref, chat, lambda: chat.direct(identity, card))


def _attach_pictures(tools: Tools, draft: DraftId, claim: Claim) -> Again | None:
    """Put the pictures of the present revision under its review card, once for each set of them (D3)."""
    with tools.store.read() as uow:
        found = _pictures_to_attach(tools, uow, draft)
    if found is None:
        return None
    answer = found.chat.attach(found.ref, found.pictures)
    if isinstance(answer, TryLater):
        return later(answer, claim)
    with tools.store.write() as uow:
        uow.messages.put_ref(PICTURES, found.key, found.ref)
        if isinstance(answer, CannotDeliver):
            tell(uow, f"pictures:{found.key}", InThread(draft, REVIEW), _not_shown(answer))
    return None


def _pictures_to_attach(tools: Tools, uow: UnitOfWork, draft_id: DraftId) -> _Pictures | None:
    draft, chat = uow.drafts.get(draft_id), channel_chat(tools)
    case = case_of(uow, draft) if draft else None
    ref = uow.messages.ref(REVIEW, str(draft_id))
    if not isinstance(case, Case) or not case.revision.media or ref is None or chat is None:
        return None
    key = f"{draft_id}:{'-'.join(m.sha256[:12] for m in case.revision.media)}"
    if uow.messages.ref(PICTURES, key) == ref:
        return None
    return _Pictures(chat, ref, key, post_for(uow, case.draft, case.revision).pictures)


def _not_shown(answer: CannotDeliver) -> Notice:
    lines = (answer.detail, "Their descriptions are on the card. Ask the author to send you the pictures.")
    return Notice("The pictures could not be shown here", lines, Tone.WARNING)


def channel_chat(tools: Tools) -> Chat | None:
    """The chat in which the accounts' channels are."""
    return next(iter(tools.chats.values()), None)


def how_to_reach(tools: Tools, person: Person | None) -> tuple[Chat, ChatIdentity] | None:
    """The first chat in which this person can be written to."""
    identities = person.chat if person else ()
    return next(((tools.chats[i.platform], i) for i in identities if i.platform in tools.chats), None)


def _bring(place: _Place) -> Delivery:
    if place.ref is None:
        return place.anew()
    updated = place.chat.update(place.ref, place.card)
    return place.anew() if isinstance(updated, CannotDeliver) else updated


def _note_delivered(tools: Tools, case: Case, answers: list[tuple[_Place, Delivery]], claim: Claim) -> Again | None:
    """Remember where the cards are, and say when to try again what did not arrive."""
    again: Again | None = None
    if all(place.ref and answer == Delivered(place.ref) for place, answer in answers):
        return None
    with tools.store.write() as uow:
        for place, answer in answers:
            match answer:
                case Delivered(ref):
                    if ref != place.ref:
                        uow.messages.put_ref(place.name, str(case.draft.id), ref)
                case TryLater():
                    again = later(answer, claim)
                case CannotDeliver(detail):
                    if place.name == REVIEW:
                        channel_is_gone(uow, case.account, detail)
                        uow.due.at(Work.SHOW_DRAFT, claim.subject, uow.now() + _CHANNEL_GONE_AGAIN)
                case _:
                    assert_never(answer)
    return again


def later(answer: TryLater, claim: Claim) -> Again:
    """When to try again what the chat could not take now."""
    return Again(max(answer.after or timedelta(), retry_after(claim.attempt)), answer.detail)


def notify(tools: Tools, claim: Claim) -> Again | None:
    """Say a notice where it is meant to be said."""
    with tools.store.read() as uow:
        body = uow.due.body(Work.NOTIFY, claim.subject)
        said = told(body) if body else None
        say = _saying(tools, uow, *said) if said else None
    answer = say() if say else None
    if isinstance(answer, TryLater):
        return later(answer, claim)
    if isinstance(answer, CannotDeliver) and said and isinstance(said[0], InChannel):
        with tools.store.write() as uow:
            _tell_leads_instead(uow, claim, said[0], said[1], answer)
    return None


def _saying(
    tools: Tools, uow: UnitOfWork, to: InChannel | ToPerson | InThread, notice: Notice
) -> Callable[[], Delivery] | None:
    """How to say it, or None where there is nobody to say it to (any longer)."""
    match to:
        case InChannel(account_id):
            account, chat = uow.accounts.get(account_id), channel_chat(tools)
            return (lambda: chat.post(account.channel, notice)) if account and chat else None
        case ToPerson(person):
            return _directly(tools, uow.people.get(person), notice)
        case InThread(draft, place):
            return _in_thread(tools, uow, uow.drafts.get(draft), place, notice)
        case _:
            assert_never(to)


def _directly(tools: Tools, person: Person | None, notice: Notice) -> Callable[[], Delivery] | None:
    reached = how_to_reach(tools, person)
    if reached is None:
        return None
    chat, identity = reached
    return lambda: chat.direct(identity, notice)


def _in_thread(
    tools: Tools, uow: UnitOfWork, draft: Draft | None, place: str, notice: Notice
) -> Callable[[], Delivery] | None:
    if draft is None:
        return None
    ref = uow.messages.ref(place, str(draft.id))
    reached = how_to_reach(tools, uow.people.get(draft.author))
    chat = channel_chat(tools) if place == REVIEW else reached[0] if reached else None
    if ref is None or chat is None:
        return None
    return lambda: chat.reply(ref, notice)


def _tell_leads_instead(uow: UnitOfWork, claim: Claim, to: InChannel, notice: Notice, answer: CannotDeliver) -> None:
    account: Account | None = uow.accounts.get(to.account)
    if account:
        channel_is_gone(uow, account, answer.detail)
    tell_leads(uow, f"instead:{claim.subject}", notice)
