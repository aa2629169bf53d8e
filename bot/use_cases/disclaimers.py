"""`/account disclaimer`: the words for the profile of one's own accounts, and saying which accounts carry them (S46).

Nothing is ever published on such an account (S19). The list of all of them is own_accounts.py's.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.accounts import Kind, OrgType
from bot.core.authority import account_named, may_act
from bot.core.cards import Action, Notice, Overview, Point, Tone
from bot.core.commands import Pressed
from bot.core.disclaimer_forms import Offered, OwnAccountForm, RegisterOwn
from bot.core.disclaimers import Carrying, Disclaimer, OwnAccount, standard
from bot.core.due import Work
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.use_cases.alarms import ToPerson, first_time, tell
from bot.use_cases.cases import acting, organisation, refused, told, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

OWN = "own"
"""What a button is about: "own:12"; without a number, entering another one."""
REFUSED = "OwnAccountRefused"
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_UNKNOWN = Refusal("own.unknown", "That account is not on your list any more, so nothing was done.")
_WHAT_ELSE = (
    "The words do not make everything fine: your code of conduct holds on your own accounts too. "
    "They never bear our crest, logo or work e-mail. If you tell us of your account, only you and the communications "
    "leads see it, and nothing is ever published on it."
)
_TITLE = "Words for your own account"


def disclaimer(tools: Tools, person: Person) -> Shown:
    """The words, ready to copy, and the accounts this person has told us of."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return told(refusal)
        return _card(uow, me)


def in_force(uow: UnitOfWork) -> list[tuple[str, Disclaimer]]:
    """The words for each kind of organisation there is here, with the name they speak of."""
    entered, whole = uow.reference.get().disclaimers, organisation(uow)
    by_kind: dict[OrgType, str] = {}
    for account in sorted(uow.accounts.all(), key=lambda each: (each.kind is not Kind.CORPORATE, each.handle)):
        by_kind.setdefault(account.org_type, account.name)
    named = by_kind or {OrgType.COUNCIL: whole.name}
    return [(who, standard(kind, entered, who)) for kind, who in named.items()]


def words_for(uow: UnitOfWork, kind: str) -> Disclaimer:
    """The words in force for a kind of organisation, also where none of it is here any more."""
    found = next((words for _, words in in_force(uow) if words.kind == kind), None)
    return found or standard(OrgType(kind), uow.reference.get().disclaimers, organisation(uow).name)


def open_form(tools: Tools, person: Person, _: Pressed) -> Shown:
    """“Tell us of your account…”."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=OWN, kind=REFUSED)
        return OwnAccountForm(tuple(Offered(words.kind, who, words.says) for who, words in in_force(uow)))


def register(tools: Tools, person: Person, command: RegisterOwn) -> Shown:
    """Enter one's own account. The record says that somebody did, and not which account."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=OWN, kind=REFUSED)
        handle = command.handle.strip().removeprefix("https://x.com/").lstrip("@")
        kinds = [words.kind for _, words in in_force(uow)]
        if problem := _problem(uow, handle):
            return FormErrors({Field.HANDLE: problem})
        kind = command.kind if command.kind in kinds else kinds[0]
        says = words_for(uow, kind).says if command.carries else ""
        own = uow.own_accounts.put(me.id, handle, kind, says, uow.now())
        _said(uow, me, own, "OwnAccountRegistered")
        return DoneForm("Entered", (*_entered(own), "To see it again, or take it out: /account disclaimer."))


def carries(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“It carries the words”: said today, of the words as they are today."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        own = _mine(uow, me, command.about)
        if isinstance(own, Refusal):
            return refused(uow, me, own, about=OWN, kind=REFUSED)
        after = uow.own_accounts.put(me.id, own.handle, own.kind, words_for(uow, own.kind).says, uow.now())
        _said(uow, me, after, "DisclaimerConfirmed")
        return _card(uow, me, "Thank you: that is noted")


def forget(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Take it off the list”: nothing of it is kept."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        own = _mine(uow, me, command.about)
        if isinstance(own, Refusal):
            return refused(uow, me, own, about=OWN, kind=REFUSED)
        uow.own_accounts.remove(own.id)
        uow.due.cancel(_key(own), Work.NOTIFY)
        uow.records.append("OwnAccountTakenOut", me.id, f"{OWN}:{own.id}", {})
        return _card(uow, me, "It is off the list, and forgotten")


def standing_words(uow: UnitOfWork, own: OwnAccount, who: str) -> str:
    """How an account stands by the words, in sentences. `who` said so: “you”, or “they”."""
    words = words_for(uow, own.kind)
    said, again = (_day(uow, at) for at in (own.said_at, own.ask_again_at(words)))
    match own.carrying(words, uow.now()):
        case Carrying.CARRIES:
            return f"It carries the words, as {who} said on {said}. To be confirmed again by {again}."
        case Carrying.AGAIN:
            return f"To be confirmed again since {again}: it carried the words, as {who} said on {said}."
        case Carrying.OTHER_WORDS:
            return f"The words have changed since {said}, when it carried them. It needs the new ones."
        case Carrying.NOT_YET:
            return f"It does not carry the words yet, as {who} said on {said}."


def _day(uow: UnitOfWork, at: datetime) -> str:
    local = at.astimezone(ZoneInfo(zone(uow)))
    return f"{local.day} {local:%B %Y}"


def _card(uow: UnitOfWork, me: Person, title: str = _TITLE) -> Overview:
    words = [Point(f"For staff of {who}. Copy this into your profile:", (each.says,)) for who, each in in_force(uow)]
    add = Point("", (), OWN, (Action.ADD_OWN,))
    tone = Tone.INFO if title == _TITLE else Tone.DONE
    return Overview(title, (*words, *_points(uow, me), add), (_WHAT_ELSE,), tone)


def _points(uow: UnitOfWork, me: Person) -> list[Point]:
    actions = (Action.CARRIES_WORDS, Action.FORGET_OWN)
    own_accounts = uow.own_accounts.of(me.id)
    return [
        Point(f"@{own.handle}", (standing_words(uow, own, "you"),), f"{OWN}:{own.id}", actions) for own in own_accounts
    ]


def _problem(uow: UnitOfWork, handle: str) -> str:
    if not _HANDLE.fullmatch(handle):
        return "That is no name on X: up to 15 letters, digits and underscores, such as @samreads."
    if account_named(handle, uow.accounts.all()):
        return f"@{handle} is one of our own accounts and not a personal one."
    return ""


def _mine(uow: UnitOfWork, me: Person, about: str) -> OwnAccount | Refusal:
    """The account a button is about, if it is this person's (F14)."""
    if refusal := may_act(me):
        return refusal
    what, _, number = about.partition(":")
    own = uow.own_accounts.get(int(number)) if what == OWN and number.isdecimal() else None
    return own if own and own.person == me.id else _UNKNOWN


def _entered(own: OwnAccount) -> tuple[str, ...]:
    if own.words:
        return ("It is noted that your account carries the words.",)
    return ("It is noted. Once your account carries the words, press “It carries the words” there.",)


def _said(uow: UnitOfWork, me: Person, own: OwnAccount, kind: str) -> None:
    """Its record, and the question that is put again once the time has passed. Neither names the account."""
    uow.records.append(kind, me.id, f"{OWN}:{own.id}", {"kind": own.kind, "carries": bool(own.words)})
    uow.due.cancel(_key(own), Work.NOTIFY)
    if own.words:
        _ask_again(uow, own, own.ask_again_at(words_for(uow, own.kind)))


def _ask_again(uow: UnitOfWork, own: OwnAccount, at: datetime) -> None:
    lines = (
        "You told us that your own account carries the standard words. Please look whether it still does.",
        "To do: type /account disclaimer, compare the words, and press the button.",
    )
    notice = Notice("Does your own account still carry the words?", lines)
    tell(uow, _key(own), ToPerson(own.person), notice, at=at)


def tell_of_new_words(uow: UnitOfWork) -> None:
    """Ask everybody whose account carries words that have changed to put the new ones in; once for each new wording."""
    for own in uow.own_accounts.all():
        says = words_for(uow, own.kind).says
        if own.words in {"", says} or not first_time(uow, f"{OWN}:{own.id}", says):
            continue
        lines = (
            f"They are now: “{says}”",
            "To do: put them into the profile of your own account, type /account disclaimer, and press the button.",
        )
        notice = Notice("The words for your own account have changed", lines)
        tell(uow, f"{OWN}:{own.id}:new", ToPerson(own.person), notice)


def _key(own: OwnAccount) -> str:
    return f"{OWN}:{own.id}:again"
