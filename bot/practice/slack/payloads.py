"""The payloads Slack sends an app, built as the real ones are. What becomes of them is in acts.py."""

from typing import Any

from bot.practice.slack.blocks import values_of
from bot.practice.slack.model import Json, Message, OpenView, Room
from bot.practice.slack.shapes import echoed, message_json, view_json
from bot.practice.slack.world import World

VERIFICATION_TOKEN = "practice-verification"  # noqa: S105  a public constant of the practice workspace


def _person(world: World, user: str) -> Json:
    name = world.users[user].name
    return {"id": user, "username": name, "name": name, "team_id": world.team_id}


def _common(world: World, kind: str, user: str) -> Json:
    return {
        "type": kind,
        "user": _person(world, user),
        "api_app_id": world.app_id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": world.team_id, "domain": world.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(room: Room) -> Json:
    if room.kind == "im":
        return {"id": room.id, "name": "directmessage"}
    return {"id": room.id, "name": "privategroup" if room.private else room.name}


def command(world: World, user: str, room: Room, word: str, text: str) -> Json:
    """A slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "team_domain": world.domain,
        "channel_id": room.id,
        "channel_name": _channel(room)["name"],
        "user_id": user,
        "user_name": world.users[user].name,
        "command": word,
        "text": text,
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": world.new_hook("commands", user, room.id),
        "trigger_id": world.new_trigger(user),
    }


def action(element: Json, block_id: str, value: Json, ts: str) -> Json:
    """One entry of `actions`: what was clicked or chosen."""
    shown = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id, "action_ts": ts}
    if element["type"] == "button":
        shown["text"] = echoed(element["text"])
        shown |= {key: element[key] for key in ("value", "style", "url") if key in element}
    else:
        shown |= {key: echoed(part) for key, part in value.items()}
        shown |= {key: echoed(element[key]) for key in ("placeholder",) if key in element}
    return shown


def message_actions(world: World, user: str, message: Message, acted: Json, values: Json) -> Json:
    """block_actions in a message. An ephemeral message itself is not part of the payload."""
    room = world.rooms[message.channel]
    ephemeral = message.only_for is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": room.id,
        "is_ephemeral": ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _common(world, "block_actions", user) | {
        "container": container,
        "trigger_id": world.new_trigger(user),
        "channel": _channel(room),
        "state": {"values": values_of(message.blocks or [], values)},
        "response_url": world.new_hook("actions", user, room.id, message.ts),
        "actions": [acted],
    }
    if not ephemeral:
        payload["message"] = message_json(world, message)
    return payload


def view_actions(world: World, opened: OpenView, acted: Json) -> Json:
    """block_actions in a modal or on somebody's App Home."""
    modal = opened.view["type"] == "modal"
    shown = view_json(world, opened)
    return _common(world, "block_actions", opened.user) | {
        "container": {"type": "view", "view_id": opened.id},
        "trigger_id": world.new_trigger(opened.user, opened.id if modal else None),
        "view": shown,
        "state": shown["state"],
        "actions": [acted],
    }


def submission(world: World, opened: OpenView) -> Json:
    """view_submission."""
    return _common(world, "view_submission", opened.user) | {
        "trigger_id": world.new_trigger(opened.user, opened.id),
        "view": view_json(world, opened),
        "response_urls": [],
    }


def closed(world: World, opened: OpenView, *, cleared: bool) -> Json:
    """view_closed."""
    shown = view_json(world, opened)
    return _common(world, "view_closed", opened.user) | {"view": shown, "is_cleared": cleared}


def shortcut(world: World, user: str, callback_id: str, message: Message | None) -> Json:
    """message_action when there is a message, else a global shortcut."""
    kind = "message_action" if message else "shortcut"
    payload = _common(world, kind, user) | {
        "callback_id": callback_id,
        "trigger_id": world.new_trigger(user),
        "action_ts": world.new_ts(),
    }
    if message is not None:
        payload |= {
            "channel": _channel(world.rooms[message.channel]),
            "message_ts": message.ts,
            "message": message_json(world, message),
            "response_url": world.new_hook("app", user, message.channel, None),
        }
    return payload


def event(world: World, inner: Json) -> Json:
    """An event_callback around one event."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "context_team_id": world.team_id,
        "api_app_id": world.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": world.team_id,
                "user_id": world.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def written(world: World, message: Message) -> Json:
    """The `message` event for something a person wrote."""
    room = world.rooms[message.channel]
    kind = "im" if room.kind == "im" else "group" if room.private else "channel"
    shown: dict[str, Any] = message_json(world, message) | {
        "channel": room.id,
        "channel_type": kind,
        "event_ts": message.ts,
        "client_msg_id": f"{message.ts}-{message.user}",
    }
    words = {"type": "text", "text": message.text}
    section = {"type": "rich_text_section", "elements": [words]}
    return {"blocks": [{"type": "rich_text", "block_id": "said", "elements": [section]}]} | shown
