"""Everything besides the words that decides what a check says: account, period, holds, lists, time of publication.

Facts only; which rule listens to which of them stands in the packs.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from bot.policy.suggestions import did_you_mean

ACCOUNT_KINDS = ("corporate", "official", "councillor", "minister", "personal")
ORG_TYPES = ("council", "nhs_trust", "police", "fire", "ministry")
NATIONS = ("england", "wales", "scotland", "northern_ireland", "uk")
PERIODS = ("pre_election", "pre_referendum")
PURPOSES = ("returning_officer_notice", "incident_update", "missing_person_appeal", "court_result", "approved_takeover")

_LONDON = ZoneInfo("Europe/London")


class ContextError(ValueError):
    """A context that says something unknown; the message names the key and the nearest known one."""


@dataclass(frozen=True, slots=True)
class Period:
    """A dated regime around a poll. `area` is empty where it covers everybody; first and last day are within it.

    `ends` is its last day where that is after the poll: government at a general election waits for the next one.
    """

    kind: str
    election: str
    starts: date | None
    poll: date | None
    area: str = ""
    ends: date | None = None

    def on(self, day: date) -> bool:
        """Whether the day falls within the period; an unknown end leaves it open."""
        last = self.ends or self.poll
        return (self.starts is None or self.starts <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Hold:
    """An incident during which routine posts wait."""

    name: str
    since: datetime | None = None
    themes: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting whose members post under its hashtag."""

    active: bool
    hashtag: str = ""


NO_LICENCE = "none"
"""What the licence of a picture says for which there is none."""


@dataclass(frozen=True, slots=True)
class Media:
    """One picture, clip or document that goes out with the words."""

    type: str
    alt: str = ""
    credit: str = ""
    licence: str = ""
    subjects: tuple[str, ...] = ()
    consent: str = ""
    captions: str = ""
    music: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The post that is answered."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """One of the account's own recent posts."""

    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Embargo:
    """A topic nobody speaks of before a time."""

    topic: str
    until: datetime | None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the checks know besides the words. `now` is the time at which the post would go out, None if unknown."""

    account_kind: str = "corporate"
    org_type: str = "council"
    org: str = ""
    handle: str = ""
    nation: str = "uk"
    now: datetime | None = None
    author_role: str = ""
    remit: tuple[str, ...] = ()
    period: Period | None = None
    incident_hold: Hold | None = None
    post_purpose: str = ""
    meeting: Meeting | None = None
    media: tuple[Media, ...] = ()
    in_reply_to: Reply | None = None
    recent_posts: tuple[Post, ...] = ()
    approved_domains: tuple[str, ...] = ()
    public_contacts: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    approved_pledges: tuple[str, ...] = ()
    embargoes: tuple[Embargo, ...] = ()

    @property
    def period_in_force(self) -> Period | None:
        """The period that is on when the post would go out."""
        if self.period is None or self.now is None:
            return self.period
        return self.period if self.period.on(self.now.astimezone(_LONDON).date()) else None

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Context":
        """The context in the shape of the measuring format.

        Raises:
            ContextError: a key, kind or time that is unknown, with the nearest known name.
        """
        return cls(**_read(values, _CONTEXT, "the context"))


def _read(values: Mapping[str, Any], readers: Mapping[str, Callable[[Any, str], Any]], where: str) -> dict[str, Any]:
    """Each given value through the reader of its key; keys without a value keep their default."""
    if not isinstance(values, Mapping):
        raise ContextError(f"{where} should hold names and values, not “{values}”.")
    for key in values:
        if key not in readers:
            raise ContextError(f"“{key}” is not known in {where}. {did_you_mean(key, readers)}")
    return {key: readers[key](value, key) for key, value in values.items() if value is not None}


def _text(value: Any, key: str) -> str:
    if isinstance(value, (list, dict)):
        raise ContextError(f"“{key}” should be words, not a list.")
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def _texts(value: Any, key: str) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, Sequence):
        raise ContextError(f"“{key}” should be a list.")
    return tuple(words for item in items if (words := _item(item, key).strip()))


def _topics(value: Any, key: str) -> tuple[str, ...]:
    """Topics as a list, or as words with commas between them."""
    return _texts(re.split("[,;]", value) if isinstance(value, str) else value, key)


def _item(value: Any, key: str) -> str:
    """One of a list; a record in it, such as a name with a number, counts by all it says."""
    return " ".join(_item(part, key) for part in value.values()) if isinstance(value, Mapping) else _text(value, key)


def _one_of(known: Collection[str]) -> Callable[[Any, str], str]:
    def read(value: Any, key: str) -> str:
        if value not in known:
            raise ContextError(f"“{value}” is not a known {key.replace('_', ' ')}. {did_you_mean(str(value), known)}")
        return str(value)

    return read


def _time(value: Any, key: str) -> datetime:
    """A moment with its zone; one written without is London's."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as unreadable:
        raise ContextError(f"“{value}” is no time in “{key}”: write 2026-11-02T09:30:00+00:00.") from unreadable
    return moment if moment.tzinfo else moment.replace(tzinfo=_LONDON)


def _day(value: Any, key: str) -> date:
    return _time(value, key).date()


def _record(record: type, readers: Mapping[str, Callable[[Any, str], Any]], **absent: Any) -> Callable[[Any, str], Any]:
    """A reader of one nested record; `absent` fills fields that have no default of their own."""

    def read(value: Any, key: str) -> Any:
        return record(**{**absent, **_read(value, readers, f"“{key}”")})

    return read


def _records(
    record: type, readers: Mapping[str, Callable[[Any, str], Any]], **absent: Any
) -> Callable[[Any, str], Any]:
    one = _record(record, readers, **absent)

    def read(value: Any, key: str) -> tuple[Any, ...]:
        if isinstance(value, (str, Mapping)) or not isinstance(value, Sequence):
            raise ContextError(f"“{key}” should be a list.")
        return tuple(one(item, key) for item in value)

    return read


def _licence(value: Any, key: str) -> str:
    """A licence that was asked for and left empty is none; one that nobody asked for stays unsaid."""
    return _text(value, key).strip() or NO_LICENCE


_PERIOD = {"kind": _one_of(PERIODS), "election": _text, "area": _text, "starts": _day, "poll": _day}
_MEDIA = {
    "subjects": _texts,
    "licence": _licence,
    **dict.fromkeys(("type", "alt", "credit", "consent", "captions", "music"), _text),
}
_HOLD = {"name": _text, "since": _time, "themes": _texts, "scope": _text}
_MEETING = {"active": lambda value, _: bool(value), "hashtag": _text}
_REPLY = {"author": _text, "text": _text}
_POST = {"at": _time, "text": _text}
_EMBARGO = {"topic": _text, "keywords": _texts, "until": _time}


def _period(value: Any, key: str) -> Period | None:
    if value == "none" or (isinstance(value, Mapping) and value.get("kind") == "none"):
        return None
    period: Period = _record(Period, _PERIOD, kind="pre_election", election="", starts=None, poll=None)(value, key)
    return period


_CONTEXT: Mapping[str, Callable[[Any, str], Any]] = {
    "account_kind": _one_of(ACCOUNT_KINDS),
    "org_type": _one_of(ORG_TYPES),
    "nation": _one_of(NATIONS),
    "post_purpose": _one_of(PURPOSES),
    "now": _time,
    "period": _period,
    "incident_hold": _record(Hold, _HOLD, name=""),
    "meeting": _record(Meeting, _MEETING, active=False),
    "media": _records(Media, _MEDIA, type=""),
    "in_reply_to": _record(Reply, _REPLY, author="", text=""),
    "recent_posts": _records(Post, _POST, at=None, text=""),
    "embargoes": _records(Embargo, _EMBARGO, topic="", until=None),
    **dict.fromkeys(("org", "handle", "author_role"), _text),
    "remit": _topics,
    **dict.fromkeys(("approved_domains", "public_contacts", "consents", "approved_pledges"), _texts),
}
_INNER: Mapping[str, Mapping[str, Any]] = {
    "period": _PERIOD,
    "incident_hold": _HOLD,
    "meeting": _MEETING,
    "media": _MEDIA,
    "in_reply_to": _REPLY,
    "recent_posts": _POST,
    "embargoes": _EMBARGO,
}


def beyond(values: Any) -> tuple[Any, list[str]]:
    """The context without the keys nothing here reads, and those keys; one that looks like a slip is left to refuse."""
    if not isinstance(values, Mapping):
        return values, []
    left_out: list[str] = []
    kept = _kept(values, _CONTEXT, "", left_out)
    for name, readers in _INNER.items():
        value = kept.get(name)
        if isinstance(value, Mapping):
            kept[name] = _kept(value, readers, f"{name}.", left_out)
        elif isinstance(value, list):
            kept[name] = [_kept(v, readers, f"{name}.", left_out) if isinstance(v, Mapping) else v for v in value]
    return kept, left_out


def _kept(values: Mapping[str, Any], readers: Collection[str], where: str, left_out: list[str]) -> dict[str, Any]:
    unread = {key for key in values if key not in readers and not get_close_matches(key, readers, 1, 0.75)}
    left_out += [f"{where}{key}" for key in values if key in unread]
    return {key: value for key, value in values.items() if key not in unread}
