"""The conversations.* methods: what an app may learn about channels and direct conversations."""

from bot.practice.slack.model import Json, Message, Room
from bot.practice.slack.shapes import message_json, room_json
from bot.practice.slack.wire import Call, Refused


def _kind(room: Room) -> str:
    """The family of scopes for this conversation: channels, groups or im."""
    if room.kind == "im":
        return "im"
    return "groups" if room.private else "channels"


def open_conversation(call: Call) -> Json:
    """conversations.open, with one person: the app's direct conversation with them."""
    if call.text("channel"):
        room = call.room()
    else:
        users = [user for user in call.required("users").split(",") if user]
        room = _im_with(call, users)
    shown = room_json(room) if call.flag("return_im") else {"id": room.id}
    return {"ok": True, "channel": shown, "no_op": True, "already_open": True}


def _im_with(call: Call, users: list[str]) -> Room:
    if len(users) != 1:
        raise Refused("invalid_user_combination")
    if users[0] not in call.world.users:
        raise Refused("user_not_found")
    if users[0] in call.world.deactivated:
        raise Refused("user_disabled")
    return call.world.rooms[call.world.ims[users[0]]]


def info(call: Call) -> Json:
    """conversations.info."""
    room = call.room()
    call.needs(f"{_kind(room)}:read")
    return {"ok": True, "channel": room_json(room)}


def list_all(call: Call) -> Json:
    """conversations.list; public channels unless `types` says otherwise."""
    names = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    types = [kind.strip() for kind in (call.text("types") or "public_channel").split(",")]
    if any(kind not in names for kind in types):
        raise Refused("invalid_types")
    wanted = {names[kind] for kind in types}
    for kind in wanted:
        call.needs(f"{kind}:read")
    rooms = [
        room_json(room)
        for room in call.world.rooms.values()
        if _kind(room) in wanted
        and not (room.private and not room.bot_in)
        and not (call.flag("exclude_archived") and room.archived)
    ]
    return call.page(rooms, "channels")


def members(call: Call) -> Json:
    """conversations.members: the ids of people, and of the app where it is in."""
    room = call.room()
    call.needs(f"{_kind(room)}:read")
    everybody = sorted(room.members - call.world.deactivated)
    ids = [*everybody, *([call.world.bot_user] if room.bot_in else [])]
    paged = call.page([{"id": each} for each in ids], "members")
    return paged | {"members": [each["id"] for each in paged["members"]]}


def _readable(call: Call) -> Room:
    room = call.room()
    call.needs(f"{_kind(room)}:history")
    if not room.bot_in:
        raise Refused("not_in_channel")
    return room


def _lasting(room: Room) -> list[Message]:
    return [message for message in room.messages.values() if message.only_for is None]


def history(call: Call) -> Json:
    """conversations.history: newest first, without replies in threads and without ephemeral messages."""
    room = _readable(call)
    oldest, latest = call.text("oldest", "0"), call.text("latest") or "9" * 12
    try:
        low, high = float(oldest), float(latest)
    except ValueError:
        raise Refused("invalid_ts_latest") from None
    with_ends = call.flag("inclusive")
    found = [
        message_json(call.world, message)
        for message in reversed(_lasting(room))
        if message.thread_ts in {None, message.ts}
        and (low < float(message.ts) < high or (with_ends and float(message.ts) in {low, high}))
    ]
    paged = call.page(found, "messages")
    return paged | {"has_more": bool(paged["response_metadata"]["next_cursor"])}


def replies(call: Call) -> Json:
    """conversations.replies: the message that opened a thread, then its answers."""
    room, ts = _readable(call), call.required("ts")
    if ts not in room.messages:
        raise Refused("thread_not_found")
    found = [message_json(call.world, each) for each in _lasting(room) if ts in {each.ts, each.thread_ts}]
    paged = call.page(found, "messages")
    return paged | {"has_more": bool(paged["response_metadata"]["next_cursor"])}
