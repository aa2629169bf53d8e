"""response_url and the messages that ride on an acknowledgement: five uses in thirty minutes, Slack's semantics."""

import time
from typing import Any

from aiohttp import web

from bot.practice.slack.chat import rewrite
from bot.practice.slack.model import Hook, Json, Message
from bot.practice.slack.wire import Call, Refused, content_of
from bot.practice.slack.world import World

MOST_USES = 5


async def handle(world: World, request: web.Request) -> web.Response:
    """Answer a POST to a response_url."""
    try:
        hook = _usable(world, request.match_info["token"])
        hook.uses += 1
        world.calls["response_url"] += 1
        body = await _body(request)
        world.requests.append(("response_url", body))
        respond(world, hook, body)
    except Refused as refusal:
        used_up = refusal.answer["error"] in {"expired_url", "used_url"}
        return web.json_response(refusal.answer, status=404 if used_up else 400)
    return web.json_response({"ok": True})


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise Refused("invalid_payload") from None
    if not isinstance(body, dict):
        raise Refused("invalid_payload")
    return body


def _usable(world: World, token: str) -> Hook:
    hook = world.hooks.get(token)
    if hook is None or time.monotonic() > hook.expires:
        raise Refused("expired_url")
    if hook.uses >= MOST_USES:
        raise Refused("used_url")
    return hook


def respond(world: World, hook: Hook, body: Json) -> None:
    """Do what a message to a response_url asks: replace, delete, or say something new. Refused when it is wrong.

    A command has no original message: its own ephemeral answer cannot be replaced, so a new one is shown.
    """
    original = _original(world, hook)
    if _wants(body, "delete_original"):
        if original is not None:
            world.remove(original)
        return
    content = content_of(Call(world, body, None))
    if _wants(body, "replace_original") and original is not None:
        rewrite(original, content)
        world.message_changed(original)
        return
    in_channel = body.get("response_type") == "in_channel"
    only_for = None if in_channel else hook.user
    thread_ts = str(body["thread_ts"]) if body.get("thread_ts") else None
    room = world.rooms[hook.channel]
    world.say(room, world.bot_user, content.text, content.blocks, thread_ts, only_for)


def _original(world: World, hook: Hook) -> Message | None:
    if hook.message_ts is None:
        return None
    return world.rooms[hook.channel].messages.get(hook.message_ts)


def _wants(body: Json, name: str) -> bool:
    return str(body.get(name, "")).lower() == "true"


def respond_to_command(world: World, response_url: str, payload: Any) -> str:
    """Show what rides on the acknowledgement of a command. Returns what is wrong with it, or "" if nothing."""
    if not payload:
        return ""
    body = {"text": payload} if isinstance(payload, str) else payload
    if not isinstance(body, dict):
        return "invalid_command_response"
    try:
        respond(world, world.hooks[response_url.rpartition("/")[2]], body)
    except Refused as refusal:
        return f"{refusal}: {refusal.answer.get('errors', '')}"
    return ""
