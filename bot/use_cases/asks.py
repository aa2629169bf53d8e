"""Bringing questions to the people they are for, and gaps to channels: made afresh from the state each time.

Delivery of drafts and notices is deliver.py's. Never inside a transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.cards import AskCard, CallCard
from bot.core.due import Again, Claim
from bot.core.ids import AccountId, PersonId
from bot.core.rota.requests import Answer
from bot.use_cases.alarms import channel_is_gone
from bot.use_cases.cover_words import cover_card, gap_card
from bot.use_cases.covering import COVER, GAP, wake
from bot.use_cases.deliver import channel_chat, how_to_reach, later
from bot.use_cases.hack_words import HACK, hack_card
from bot.use_cases.moving import SIGN
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_chat import CannotDeliver, Chat, Delivered, Delivery, TryLater
from bot.use_cases.press_words import PRESS, press_card
from bot.use_cases.sign_off_cards import cannot_be_asked, sign_card
from bot.use_cases.swap_words import swap_card
from bot.use_cases.swapping import SWAP
from bot.use_cases.tools import Tools
from bot.use_cases.topic_filters import TOPIC, filter_card

ASKED = "asked"
"""The place under which it is remembered where a question was put."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One card, where it is, and how it is put there anew."""

    card: AskCard | CallCard
    ref: str | None
    chat: Chat
    anew: Callable[[], Delivery]


def show_ask(tools: Tools, claim: Claim) -> Again | None:
    """Bring one question up to date (SHOW_ASK; the subject is what, its number, and for whom or where)."""
    what, number, where = claim.subject.split(":", 2)
    with tools.store.read() as uow:
        question = _question(tools, uow, what, int(number), where)
    answer = _put(question) if question else None
    if isinstance(answer, TryLater):
        return later(answer, claim)
    with tools.store.write() as uow:
        if question and isinstance(answer, Delivered) and answer.ref != question.ref:
            uow.messages.put_ref(ASKED, claim.subject, answer.ref)
        elif not isinstance(answer, Delivered):
            _not_reached(uow, what, int(number), where, answer)
    return None


def _question(tools: Tools, uow: UnitOfWork, what: str, number: int, where: str) -> _Question | None:
    card = _card(uow, what, number, where)
    ref = uow.messages.ref(ASKED, f"{what}:{number}:{where}")
    if card is None:
        return None
    if what in {GAP, HACK}:
        return _in_channel(tools, uow, card, ref, AccountId(where))
    found = how_to_reach(tools, uow.people.get(PersonId(where)))
    if found is None:
        return None
    chat, identity = found
    return _Question(card, ref, chat, lambda: chat.direct(identity, card))


def _in_channel(
    tools: Tools, uow: UnitOfWork, card: AskCard | CallCard, ref: str | None, account_id: AccountId
) -> _Question | None:
    account, chat = uow.accounts.get(account_id), channel_chat(tools)
    if account is None or chat is None:
        return None
    return _Question(card, ref, chat, lambda: chat.post(account.channel, card))


_MADE: Mapping[str, Callable[[UnitOfWork, int, str], AskCard | CallCard | None]] = {
    HACK: lambda uow, number, _: hack_card(uow, number),
    PRESS: lambda uow, number, where: press_card(uow, number, PersonId(where)),
    TOPIC: filter_card,
    SIGN: lambda uow, number, where: sign_card(uow, number, PersonId(where)),
}


def _card(uow: UnitOfWork, what: str, number: int, where: str) -> AskCard | CallCard | None:
    if what in _MADE:
        return _MADE[what](uow, number, where)
    if what in {COVER, GAP}:
        request = uow.covers.get(number)
        if request is None:
            return None
        return cover_card(uow, request, PersonId(where)) if what == COVER else gap_card(uow, request)
    swap = uow.swaps.get(number) if what == SWAP else None
    return swap_card(uow, swap) if swap else None


def _put(question: _Question) -> Delivery | None:
    """Redraw it, or put it there; one that is gone is put there anew only while it still asks something."""
    if question.ref is None:
        return question.anew()
    updated = question.chat.update(question.ref, question.card)
    if isinstance(updated, CannotDeliver):
        return question.anew() if question.card.actions else Delivered(question.ref)
    return updated


def _not_reached(uow: UnitOfWork, what: str, number: int, where: str, answer: Delivery | None) -> None:
    """Whoever cannot be asked is not waited for; a channel that takes nothing is told to the leads."""
    if what in {GAP, HACK}:
        account = uow.accounts.get(AccountId(where))
        if account and isinstance(answer, CannotDeliver):
            channel_is_gone(uow, account, answer.detail)
        return
    if what == SIGN:
        cannot_be_asked(uow, number, PersonId(where))
        return
    request = uow.covers.get(number) if what == COVER else None
    ask = request.asked(PersonId(where)) if request else None
    if request is None or ask is None or ask.answer is not Answer.NONE:
        return
    asks = tuple(replace(a, until=uow.now()) if a.person == ask.person else a for a in request.asks)
    uow.covers.save(replace(request, asks=asks))
    wake(uow, request, uow.now())
