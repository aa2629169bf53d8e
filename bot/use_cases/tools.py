"""What every use case is handed: the outside world behind its ports, and the organisation-wide settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core.accounts import OrgType
from bot.policy.engine import Engine
from bot.use_cases.ports import Publisher, Store
from bot.use_cases.ports_audience import AudienceOnX
from bot.use_cases.ports_calendar import CalendarsOutside, Drawings
from bot.use_cases.ports_chat import Chat, UserGroups
from bot.use_cases.ports_posts import Posts
from bot.use_cases.ports_reach import Reach


@dataclass(frozen=True, slots=True)
class Settings:
    """Times the product keeps, all documented in `.env.example`."""

    missed_slot: timedelta = timedelta(minutes=5)
    """How late an approved draft may still go out; later it expires and asks again (F4)."""
    lease: timedelta = timedelta(minutes=4)
    """How long a worker holds a due row; at least twice the longest call inside it: a send to X takes up to 100 s."""
    call_lease: timedelta = timedelta(seconds=30)
    """The same for calls: the next step of a killed worker comes no later. Each way of a call waits for 5 s at most."""
    look_after: tuple[timedelta, ...] = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5))
    """When the timeline is read for a post of unknown outcome, counted from the attempt and then from the last look."""
    public_address: str = ""
    """Where people's calendars reach Countersign, without a slash at the end; empty where they cannot."""
    cover_answer: timedelta = timedelta(hours=2)
    """How long somebody asked to cover is waited for before the next one is asked as well (S68)."""
    near_duplicate: timedelta = timedelta(days=7)
    """How far back the duplicate check reads."""
    audience_every: timedelta = timedelta(days=1)
    """How often each account's public figures are read on X at most (S58); zero for never."""
    timeline_watch: timedelta = timedelta(minutes=5)
    """How often each account's timeline is looked at for posts that are not ours (S71); zero for never."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The store, the rules per kind of organisation, the chats and X; and how people are reached beside chat."""

    store: Store
    engines: Mapping[OrgType, Engine]
    chats: Mapping[str, Chat]
    publisher: Publisher
    settings: Settings = field(default_factory=Settings)
    posts: Posts | None = None
    """Other people's posts on X. Without it none can be read, and people are told so (S38)."""
    audience: AudienceOnX | None = None
    """Accounts' own figures on X. Without it they are told as not known (S58)."""
    refused_packs: Callable[[], Mapping[OrgType, str]] = dict
    """What is wrong with rule packs that may not come into force, by kind of organisation."""
    reach: tuple[Reach, ...] = ()
    """The other ways to reach people, the one most likely to wake somebody first. Each is tried until one takes it."""
    calendars: CalendarsOutside | None = None
    """Calendars at addresses of others. Without it no leave is read from any."""
    drawings: Drawings | None = None
    """Pictures of rotas. Without it they are told in words only."""
    groups: UserGroups | None = None
    """The chat's groups that follow a rota; None where there are none."""
