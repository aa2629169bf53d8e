"""Everything besides the words that decides what a check says: account, period, holds, lists, time of publication.

Facts only; which rule listens to which of them stands in the packs.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from bot.policy.context_values import (
    LONDON,
    Read,
    day_of,
    fields_of,
    moment_of,
    one_of,
    record_of,
    records_of,
    text,
    texts,
    topics,
)

ACCOUNT_KINDS = ("corporate", "official", "councillor", "minister", "personal")
ORG_TYPES = ("council", "nhs_trust", "police", "fire", "ministry")
NATIONS = ("england", "wales", "scotland", "northern_ireland", "uk")
PERIODS = ("pre_election", "pre_referendum")
PURPOSES = ("returning_officer_notice", "incident_update", "missing_person_appeal", "court_result", "approved_takeover")


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
    politicians: tuple[str, ...] = ()
    """Councillors, candidates and other politicians by name; what follows a comma says who they are."""

    @property
    def period_in_force(self) -> Period | None:
        """The period that is on when the post would go out."""
        if self.period is None or self.now is None:
            return self.period
        return self.period if self.period.on(self.now.astimezone(LONDON).date()) else None

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Context":
        """The context in the shape of the measuring format.

        Raises:
            ContextError: a key, kind or time that is unknown, with the nearest known name.
        """
        return cls(**fields_of(values, _CONTEXT, "the context"))


def _licence(value: Any, key: str) -> str:
    """A licence that was asked for and left empty is none; one that nobody asked for stays unsaid."""
    return text(value, key).strip() or NO_LICENCE


_PERIOD = {"kind": one_of(PERIODS), "election": text, "area": text, "starts": day_of, "poll": day_of}
_MEDIA = {
    "subjects": texts,
    "licence": _licence,
    **dict.fromkeys(("type", "alt", "credit", "consent", "captions", "music"), text),
}
_HOLD = {"name": text, "since": moment_of, "themes": texts, "scope": text}
_MEETING = {"active": lambda value, _: bool(value), "hashtag": text}
_REPLY = {"author": text, "text": text}
_POST = {"at": moment_of, "text": text}
_EMBARGO = {"topic": text, "keywords": texts, "until": moment_of}


def _period(value: Any, key: str) -> Period | None:
    if value == "none" or (isinstance(value, Mapping) and value.get("kind") == "none"):
        return None
    period: Period = record_of(Period, _PERIOD, kind="pre_election", election="", starts=None, poll=None)(value, key)
    return period


_CONTEXT: Mapping[str, Read] = {
    "account_kind": one_of(ACCOUNT_KINDS),
    "org_type": one_of(ORG_TYPES),
    "nation": one_of(NATIONS),
    "post_purpose": one_of(PURPOSES),
    "now": moment_of,
    "period": _period,
    "incident_hold": record_of(Hold, _HOLD, name=""),
    "meeting": record_of(Meeting, _MEETING, active=False),
    "media": records_of(Media, _MEDIA, type=""),
    "in_reply_to": record_of(Reply, _REPLY, author="", text=""),
    "recent_posts": records_of(Post, _POST, at=None, text=""),
    "embargoes": records_of(Embargo, _EMBARGO, topic="", until=None),
    **dict.fromkeys(("org", "handle", "author_role"), text),
    "remit": topics,
    **dict.fromkeys(("approved_domains", "public_contacts", "consents", "approved_pledges", "politicians"), texts),
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
