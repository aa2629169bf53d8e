"""What one person sees in their Slack client, as JSON. Reading only."""

import itertools

from bot.practice.slack.acts import Acts
from bot.practice.slack.deliver import Delivery
from bot.practice.slack.model import Json, Message, Room
from bot.practice.slack.world import World

MOST_MESSAGES = 500
"""A client loads the latest part of a conversation."""


def state(world: World, acts: Acts, delivery: Delivery, user: str) -> Json:
    """Everything on this person's screen. Reading it clears the notice."""
    home = world.homes.get(user)
    return {
        "me": _person(world, user),
        "now": world.clock.now().isoformat(),
        "commands": [_named(each, ("command", "description", "usage_hint")) for each in acts.commands],
        "shortcuts": [_named(each, ("name", "callback_id", "type")) for each in acts.shortcuts],
        "bot": {"name": world.bot_name, "id": world.bot_id, "connected": delivery.connected},
        "users": [_person(world, each) for each in world.users if each not in world.deactivated],
        "channels": [_room(world, room, user) for room in world.rooms.values() if user in room.members],
        "groups": [
            {"id": each.id, "handle": each.handle, "name": each.name, "users": list(each.users)}
            for each in world.usergroups.values()
        ],
        "views": [
            {"id": each.id, "type": "modal", "view": each.view, "errors": each.errors} for each in world.stack(user)
        ],
        "home": home.view if home else None,
        "notice": world.notices.pop(user, None),
    }


def _named(given: Json, names: tuple[str, ...]) -> Json:
    return {name: given.get(name, "") for name in names}


def _person(world: World, user: str) -> Json:
    known = world.users[user]
    return {"id": known.id, "name": known.name, "real_name": known.real_name, "title": known.title}


def _visible(room: Room, user: str) -> list[Message]:
    newest_first = (each for each in reversed(room.messages.values()) if each.only_for in {None, user})
    return list(itertools.islice(newest_first, MOST_MESSAGES))[::-1]


def _room(world: World, room: Room, user: str) -> Json:
    messages = _visible(room, user)
    read = room.read.get(user, "")
    unread = sum(1 for each in messages if each.user != user and float(each.ts) > float(read or 0))
    return {
        "id": room.id,
        "name": room.name,
        "kind": room.kind,
        "archived": room.archived,
        "unread": unread,
        "messages": [_message(world, each) for each in messages],
    }


def _message(world: World, message: Message) -> Json:
    known = world.users.get(message.user)
    return {
        "ts": message.ts,
        "user": world.bot_id if message.is_bot else message.user,
        "username": message.username or (known.real_name if known else ""),
        "is_bot": message.is_bot,
        "text": message.text,
        "blocks": message.blocks,
        "files": message.files,
        "ephemeral": message.only_for is not None,
        "edited": message.edited,
        "thread_ts": message.thread_ts,
        "at": message.at.isoformat(),
        "mentions": list(message.mentions),
        "reactions": [{"name": name, "count": len(users)} for name, users in message.reactions.items()],
    }
