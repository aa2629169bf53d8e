"""Things that have to be said later: in an account's channel, to one person, or in the thread of a draft's card.

Each is a due row written with the state that caused it; saying it is deliver.py's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.accounts import Account, OrgType
from bot.core.cards import Notice, Tone
from bot.core.due import Work
from bot.core.ids import AccountId, DraftId, PersonId
from bot.core.people import Standing
from bot.core.records import Body
from bot.use_cases.ports import UnitOfWork

REVIEW, AUTHOR = "review", "author"
"""Where the two cards of a draft are delivered: the names of the places in `uow.messages`."""
TOLD = "told"
"""The place that remembers what has been said already, so that it is not said again."""


@dataclass(frozen=True, slots=True)
class InChannel:
    """Said in the channel of an account."""

    account: AccountId


@dataclass(frozen=True, slots=True)
class ToPerson:
    """Said to one person directly."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class InThread:
    """Said under a delivered card of a draft; `place` is REVIEW or AUTHOR."""

    draft: DraftId
    place: str


Audience = InChannel | ToPerson | InThread


def tell(uow: UnitOfWork, key: str, to: Audience, notice: Notice, at: datetime | None = None) -> None:
    """Have this said as soon as the transaction is committed, or `at` a time (UTC).

    `key` names the occasion: told twice, it is said once.
    """
    body: Body = {"title": notice.title, "lines": list(notice.lines), "tone": str(notice.tone)}
    match to:
        case InChannel(account):
            body["account"] = account
        case ToPerson(person):
            body["person"] = person
        case InThread(draft, place):
            body |= {"draft": draft, "place": place}
    uow.due.at(Work.NOTIFY, key, at or uow.now(), body)


def told(body: Body) -> tuple[Audience, Notice]:
    """What a row written by `tell` says, and to whom."""
    notice = Notice(body["title"], tuple(body["lines"]), Tone(body["tone"]))
    if "account" in body:
        return InChannel(AccountId(body["account"])), notice
    if "person" in body:
        return ToPerson(PersonId(body["person"])), notice
    return InThread(DraftId(int(body["draft"])), body["place"]), notice


def tell_leads(uow: UnitOfWork, key: str, notice: Notice) -> None:
    """Tell every communications lead, each in a row of their own so that one who cannot be reached delays nobody."""
    for person in uow.people.all():
        if person.lead and person.standing is Standing.ACTIVE:
            tell(uow, f"{key}:{person.id}", ToPerson(person.id), notice)


def tell_author(uow: UnitOfWork, key: str, draft: DraftId, notice: Notice) -> None:
    """Tell the author under their own message about the draft."""
    tell(uow, key, InThread(draft, AUTHOR), notice)


def first_time(uow: UnitOfWork, key: str, value: str) -> bool:
    """Whether `value` is new for this key; it is remembered. Kept as a delivered message is, since it is one."""
    if uow.messages.ref(TOLD, key) == value:
        return False
    uow.messages.put_ref(TOLD, key, value)
    return True


def channel_is_gone(uow: UnitOfWork, account: Account, detail: str) -> None:
    """Tell the leads, once a day, that an account's channel takes no cards."""
    key = f"channel-gone:{account.id}"
    if not first_time(uow, key, f"{account.channel} {uow.now():%Y-%m-%d}"):
        return
    uow.records.append("ChannelUnreachable", "service", f"account:{account.id}", {"detail": detail})
    notice = Notice(
        f"Drafts for @{account.handle} cannot be shown for approval",
        (
            f"The review channel of @{account.handle} does not take messages from Countersign: {detail}",
            "To do: restore the channel and invite Countersign to it, or name another one for the account in org.yaml.",
            "Countersign tries again every hour, and nothing that was pitched is lost.",
        ),
        Tone.ALARM,
    )
    tell_leads(uow, key, notice)


def pack_news(uow: UnitOfWork, refused: Mapping[OrgType, str], org_types: Iterable[OrgType]) -> None:
    """Tell the leads, once for each problem, of rule packs that may not come into force."""
    for org_type in org_types:
        key, problem = f"pack-refused:{org_type}", refused.get(org_type, "")
        if not first_time(uow, key, problem) or not problem:
            continue
        uow.records.append("PackRefused", "service", f"pack:{org_type}", {"problem": problem})
        lines = (
            f"What is wrong: {problem}",
            "What it means: the rules that were in force before stay in force, and tweets go on being checked by them.",
            "To do: whoever changed the file mends it and looks at it with “countersign packs check”.",
        )
        words = org_type.replace("_", " ")
        tell_leads(uow, key, Notice(f"The changed rules for {words} accounts are refused", lines, Tone.ALARM))
