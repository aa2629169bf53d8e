"""The chat.* methods and reactions: what an app may say, change and take back."""

import re

from bot.practice.slack.blocks import settle
from bot.practice.slack.mentions import mentions_in
from bot.practice.slack.model import Json, Message, Room
from bot.practice.slack.shapes import message_json
from bot.practice.slack.wire import Call, Content, Refused, content_of

KEPT_VERSIONS = 5
EMOJI = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def check_writable(call: Call, room: Room) -> None:
    """Refused unless the app may write in this conversation now."""
    if room.archived:
        raise Refused("is_archived")
    if room.kind == "im" and room.members <= call.world.deactivated:
        raise Refused("account_inactive")
    public = room.kind == "channel" and not room.private
    may_anywhere = public and call.scopes is not None and "chat:write.public" in call.scopes
    if not room.bot_in and not may_anywhere:
        raise Refused("not_in_channel")


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    room = call.addressee()
    check_writable(call, room)
    content = content_of(call)
    thread_ts = call.text("thread_ts") or None
    if thread_ts and thread_ts not in room.messages:
        raise Refused("thread_not_found")
    if call.args.get("username") or call.args.get("icon_emoji"):
        call.needs("chat:write.customize")
    message = call.world.say(room, call.world.bot_user, content.text, content.blocks, thread_ts)
    message.username = call.text("username") or message.username
    message.metadata = content.metadata
    return {"ok": True, "channel": room.id, "ts": message.ts, "message": message_json(call.world, message)}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: one person sees it, nobody can change it through the API."""
    room, user = call.room(), call.required("user")
    check_writable(call, room)
    if user not in room.members or user in call.world.deactivated:
        raise Refused("user_not_in_channel")
    content = content_of(call)
    message = call.world.say(room, call.world.bot_user, content.text, content.blocks, None, only_for=user)
    message.thread_ts = call.text("thread_ts") or None
    return {"ok": True, "message_ts": message.ts}


def _own_message(call: Call, room: Room, refusal: str) -> Message:
    message = room.messages.get(call.required("ts"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    if not message.is_bot:
        raise Refused(refusal)
    return message


def update(call: Call) -> Json:
    """chat.update: with text alone the old blocks stay, their buttons too."""
    room = call.room()
    message = _own_message(call, room, "cant_update_message")
    check_writable(call, room)
    rewrite(message, content_of(call))
    call.world.message_changed(message)
    shown = message_json(call.world, message)
    return {"ok": True, "channel": room.id, "ts": message.ts, "text": message.text, "message": shown}


def rewrite(message: Message, content: Content) -> None:
    """Change what a message says and mark it as edited."""
    message.text = content.text or message.text
    if content.blocks is not None:
        message.earlier = [*message.earlier, message.blocks or []][-KEPT_VERSIONS:]
        message.blocks = settle(content.blocks) or None
    message.metadata = content.metadata if content.metadata is not None else message.metadata
    message.mentions = tuple(dict.fromkeys([*message.mentions, *mentions_in(message.text, message.blocks)]))
    message.edited = True


def delete(call: Call) -> Json:
    """chat.delete."""
    room = call.room()
    message = _own_message(call, room, "cant_delete_message")
    call.world.remove(message)
    return {"ok": True, "channel": room.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    room, ts = call.room(), call.required("message_ts")
    if ts not in room.messages or room.messages[ts].only_for:
        raise Refused("message_not_found")
    address = f"https://{call.world.domain}.slack.com/archives/{room.id}/p{ts.replace('.', '')}"
    return {"ok": True, "channel": room.id, "permalink": address}


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    room, name = call.room(), call.required("name").strip(":")
    message = room.messages.get(call.required("timestamp"))
    if message is None or message.only_for:
        raise Refused("message_not_found")
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    users = message.reactions.setdefault(name, [])
    if call.world.bot_user in users:
        raise Refused("already_reacted")
    users.append(call.world.bot_user)
    call.world.message_changed(message)
    return {"ok": True}
