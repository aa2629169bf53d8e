"""The state of the practice workspace and the few primitive things that change it. No HTTP, no payloads."""

import asyncio
import itertools
import secrets
import time
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.practice.clock import PracticeClock
from bot.practice.slack.blocks import settle
from bot.practice.slack.changes import Changes
from bot.practice.slack.mentions import mentions_in
from bot.practice.slack.model import (
    Channel,
    File,
    Hook,
    Json,
    Message,
    OpenView,
    Room,
    SlackUser,
    Trigger,
    Usergroup,
)

TRIGGER_LIFE = 3.0
HOOK_LIFE = 30 * 60.0
ACK_WITHIN = 3.0
"""Seconds an app has to acknowledge (docs.slack.dev, handling user interaction)."""
MOST_REMEMBERED = 2000
MICROSECONDS = 1_000_000


def _forget_oldest(kept: dict[str, Any]) -> None:
    """Make room: enough stay to tell a thing that has expired from one that never was."""
    while len(kept) >= MOST_REMEMBERED:
        kept.pop(next(iter(kept)))


class World:
    """Users, conversations, messages, views and files. Safe to change from tests in another thread."""

    def __init__(
        self,
        clock: PracticeClock,
        users: Sequence[SlackUser],
        channels: Sequence[Channel],
        usergroups: Sequence[Usergroup],
        bot_name: str,
    ) -> None:
        """Start a workspace in which everybody has a direct conversation with the app."""
        self.clock = clock
        self.bot_name = bot_name
        self.team_id, self.app_id = "T0PRACTICE", "A0PRACTICE"
        self.bot_user, self.bot_id = "U0BOT", "B0BOT"
        self.domain = "practice"
        self.base_url = ""
        self.users = {user.id: user for user in users}
        self.usergroups = {group.id: group for group in usergroups}
        self.deactivated: set[str] = set()
        self.rooms: dict[str, Room] = {}
        self.ims: dict[str, str] = {}
        self.views: dict[str, OpenView] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, OpenView] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Hook] = {}
        self.files: dict[str, File] = {}
        self.notices: dict[str, str] = {}
        self.changes = Changes()
        self.calls: Counter[str] = Counter()
        self.requests: deque[tuple[str, Json]] = deque(maxlen=5000)
        self.delivered: deque[tuple[str, Json]] = deque(maxlen=5000)
        self.problems: deque[str] = deque(maxlen=1000)
        self.dead_triggers = 0
        self.ack_within = ACK_WITHIN
        self._numbers = itertools.count(1)
        self._last_ts = 0
        for channel in channels:
            self._add_channel(channel)
        for user in users:
            self._add_im(user)

    def _add_channel(self, channel: Channel) -> None:
        members = set(self.users) if channel.members is None else set(channel.members)
        room = Room(channel.id, channel.name, "channel", members, channel.private, channel.bot_is_member)
        self.rooms[room.id] = room

    def _add_im(self, user: SlackUser) -> None:
        room = Room(f"D{user.id[1:]}", self.bot_name, "im", {user.id}, private=True)
        self.rooms[room.id] = room
        self.ims[user.id] = room.id

    def new_id(self, letter: str) -> str:
        """An id such as V0000012, never used before."""
        return f"{letter}{next(self._numbers):07d}"

    def new_ts(self) -> str:
        """A message timestamp: practice time in seconds with six decimals, later than every one before."""
        now = int(self.clock.now().timestamp() * MICROSECONDS)
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // MICROSECONDS}.{self._last_ts % MICROSECONDS:06d}"

    def changed(self, users: Iterable[str] | None = None) -> None:
        """Tell these people's clients (None: everybody's) that something they can see has changed."""
        self.changes.bump(self.users if users is None else users)

    def say(
        self,
        room: Room,
        user: str,
        text: str,
        blocks: list[Json] | None = None,
        thread_ts: str | None = None,
        only_for: str | None = None,
    ) -> Message:
        """Put a message into a conversation and return it. The blocks get the ids that Slack would give them."""
        message = Message(
            ts=self.new_ts(),
            channel=room.id,
            user=user,
            text=text,
            at=self.clock.now(),
            blocks=settle(blocks) if blocks else None,
            is_bot=user == self.bot_user,
            thread_ts=thread_ts,
            only_for=only_for,
            mentions=mentions_in(text, blocks),
        )
        if message.is_bot:
            message.username = self.bot_name
        room.messages[message.ts] = message
        self.message_changed(message)
        return message

    def message_changed(self, message: Message) -> None:
        """Tell everybody who can see this message that it has changed."""
        self.changed([message.only_for] if message.only_for else self.rooms[message.channel].members)

    def remove(self, message: Message) -> None:
        """Take a message away from everybody who could see it."""
        self.rooms[message.channel].messages.pop(message.ts, None)
        self.message_changed(message)

    def new_trigger(self, user: str, view_id: str | None = None) -> str:
        """A trigger id for this person, good for one view within three seconds of real time."""
        life = TRIGGER_LIFE
        if self.dead_triggers > 0:
            self.dead_triggers -= 1
            life = -1.0
        number = next(self._numbers)
        trigger = Trigger(f"{number}.{self.team_id}.{secrets.token_hex(8)}", user, time.monotonic() + life, view_id)
        _forget_oldest(self.triggers)
        self.triggers[trigger.id] = trigger
        return trigger.id

    def new_hook(self, kind: str, user: str, channel: str, message_ts: str | None = None) -> str:
        """A response_url for one interaction: five uses within thirty minutes of real time."""
        token = secrets.token_urlsafe(18)
        _forget_oldest(self.hooks)
        self.hooks[token] = Hook(token, kind, user, channel, time.monotonic() + HOOK_LIFE, message_ts)
        return f"{self.base_url}/hooks/{kind}/{self.team_id}/{token}"

    def stack(self, user: str) -> list[OpenView]:
        """The modals on this person's screen, the last one on top."""
        return [self.views[view_id] for view_id in self.stacks.get(user, [])]

    def close_views(self, user: str, keep: int = 0) -> None:
        """Leave only the lowest `keep` modals on this person's screen."""
        for view_id in self.stacks.get(user, [])[keep:]:
            self.views.pop(view_id, None)
        self.stacks[user] = self.stacks.get(user, [])[:keep]
        self.changed([user])

    def close_view(self, opened: OpenView) -> None:
        """Take one modal off its person's screen, wherever it lies."""
        self.views.pop(opened.id, None)
        self.stacks[opened.user] = [view_id for view_id in self.stacks[opened.user] if view_id != opened.id]
        self.changed([opened.user])

    def notify(self, user: str, words: str) -> None:
        """Leave this person a line from Slack itself."""
        self.notices[user] = words
        self.changed([user])

    # What a test or a trainer does to the workspace.

    def deactivate(self, user: str) -> None:
        """The person has left: their account is closed."""
        self.deactivated.add(user)
        self.changed()

    def reactivate(self, user: str) -> None:
        """The person is back."""
        self.deactivated.discard(user)
        self.changed()

    def archive(self, channel: str) -> None:
        """Nobody can write in this channel any more."""
        self.rooms[channel].archived = True
        self.changed()

    def unarchive(self, channel: str) -> None:
        """People can write in this channel again."""
        self.rooms[channel].archived = False
        self.changed()

    def kick_bot(self, channel: str) -> None:
        """Somebody removes the app from the channel."""
        self.rooms[channel].bot_in = False
        self.changed()

    def invite_bot(self, channel: str) -> None:
        """Somebody invites the app into the channel."""
        self.rooms[channel].bot_in = True
        self.changed()

    def add_user(self, user: SlackUser) -> None:
        """Somebody joins the workspace (no channel yet), or their profile changes."""
        known = user.id in self.users
        self.users[user.id] = user
        if not known:
            self._add_im(user)
        self.changed()

    def set_usergroup(self, group_id: str, users: Sequence[str]) -> Usergroup:
        """Replace the users of a user group and return it."""
        self.usergroups[group_id] = replace(self.usergroups[group_id], users=tuple(users))
        self.changed()
        return self.usergroups[group_id]

    def room_named(self, name: str) -> Room:
        """The channel with this name. KeyError if there is none."""
        for room in self.rooms.values():
            if room.kind == "channel" and room.name == name:
                return room
        raise KeyError(name)

    def use_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Changes are announced on this loop."""
        self.changes.use_loop(loop)
