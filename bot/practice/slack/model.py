"""What a workspace is made of. Plain data; the rules about it live in world.py and the api modules."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
"""A JSON object as it travels to or from an app."""


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A member of the workspace. `tz` is an IANA time zone name."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Europe/London"
    email: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to start with. `members` None means everybody."""

    id: str
    name: str
    members: frozenset[str] | None = None
    private: bool = False
    bot_is_member: bool = True


@dataclass(frozen=True, slots=True)
class Usergroup:
    """A user group such as @comms-on-call, with the ids of its users."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()


@dataclass(slots=True)
class Message:
    """One message. `only_for` is set when it is ephemeral; `mentions` lists whom it would have alerted.

    `earlier` holds the blocks of the latest versions before this one: a client that has not redrawn still shows them.
    """

    ts: str
    channel: str
    user: str
    text: str
    at: datetime
    blocks: list[Json] | None = None
    is_bot: bool = False
    username: str = ""
    files: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    edited: bool = False
    earlier: list[list[Json]] = field(default_factory=list)
    only_for: str | None = None
    mentions: tuple[str, ...] = ()
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Room:
    """A channel or a direct conversation with the app. `read` holds the last ts each person has seen."""

    id: str
    name: str
    kind: str
    members: set[str]
    private: bool = False
    bot_in: bool = True
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class OpenView:
    """A modal on somebody's screen, or somebody's App Home. `values` is the last state their client sent."""

    id: str
    user: str
    view: Json
    hash: str
    root: str
    previous: str | None = None
    values: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Trigger:
    """The right to open one view. `expires` is in seconds of time.monotonic()."""

    id: str
    user: str
    expires: float
    view_id: str | None = None
    used: bool = False


@dataclass(slots=True)
class Hook:
    """What a response_url stands for. `expires` is in seconds of time.monotonic()."""

    token: str
    kind: str
    user: str
    channel: str
    expires: float
    message_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class File:
    """An uploaded file. `content` is None until the bytes have arrived."""

    id: str
    name: str
    mimetype: str
    user: str
    size: int
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    finished: bool = False
