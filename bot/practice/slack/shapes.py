"""How users, conversations, messages, views and files look in Slack's JSON. Reading only."""

import copy
from typing import Any

from bot.practice.slack.blocks import values_of
from bot.practice.slack.model import File, Json, Message, OpenView, Room, SlackUser, Usergroup
from bot.practice.slack.world import World


def escape(text: str) -> str:
    """Slack's three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def echoed(part: Any) -> Any:
    """Blocks as Slack gives them back: the words in plain_text objects come escaped (bolt-python issue 513)."""
    if isinstance(part, list):
        return [echoed(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "plain_text":
        return {"emoji": True, **part, "text": escape(part["text"])}
    return {key: echoed(value) for key, value in part.items()}


def message_json(world: World, message: Message) -> Json:
    """A message as history and payloads show it."""
    shown: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    shown["team"] = world.team_id
    if message.is_bot:
        shown |= {"bot_id": world.bot_id, "app_id": world.app_id}
        shown["bot_profile"] = {"id": world.bot_id, "name": world.bot_name, "app_id": world.app_id}
    if message.blocks is not None:
        shown["blocks"] = echoed(message.blocks)
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    optional = {"files": message.files, "metadata": message.metadata}
    shown |= {key: copy.deepcopy(value) for key, value in optional.items() if value}
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    return shown


def user_json(world: World, user: SlackUser) -> Json:
    """A member as users.info shows them."""
    profile = {
        "real_name": user.real_name,
        "display_name": user.name,
        "title": user.title,
        "email": user.email or f"{user.name}@practice.example",
    }
    return {
        "id": user.id,
        "team_id": world.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.id in world.deactivated,
        "tz": user.tz,
        "is_bot": False,
        "is_app_user": False,
        "profile": profile,
    }


def bot_user_json(world: World) -> Json:
    """The app's own member entry."""
    profile = {"real_name": world.bot_name, "display_name": world.bot_name, "bot_id": world.bot_id}
    return {
        "id": world.bot_user,
        "team_id": world.team_id,
        "name": world.bot_name.lower().replace(" ", "_"),
        "real_name": world.bot_name,
        "deleted": False,
        "is_bot": True,
        "profile": profile,
    }


def room_json(room: Room) -> Json:
    """A conversation as conversations.info shows it."""
    if room.kind == "im":
        return {"id": room.id, "is_im": True, "user": next(iter(room.members)), "is_archived": False}
    return {
        "id": room.id,
        "name": room.name,
        "is_channel": not room.private,
        "is_group": room.private,
        "is_im": False,
        "is_private": room.private,
        "is_archived": room.archived,
        "is_member": room.bot_in,
        "num_members": len(room.members),
    }


def view_json(world: World, opened: OpenView, values: Json | None = None) -> Json:
    """A view as the API and payloads show it. `values` is the state on the person's screen."""
    shown: Json = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "close": None}
    shown |= {"submit": None, "clear_on_close": False, "notify_on_close": False}
    shown |= {key: echoed(value) for key, value in opened.view.items()}
    state = opened.values if values is None else values
    return shown | {
        "id": opened.id,
        "team_id": world.team_id,
        "app_id": world.app_id,
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot_id,
        "hash": opened.hash,
        "root_view_id": opened.root,
        "previous_view_id": opened.previous,
        "state": {"values": values_of(opened.view["blocks"], state)},
    }


def file_json(world: World, file: File) -> Json:
    """A file as files.info and payloads show it."""
    address = f"{world.base_url}/files-pri/{world.team_id}-{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2].lower(),
        "size": file.size,
        "user": file.user,
        "alt_txt": file.alt_text,
        "url_private": address,
        "url_private_download": address,
    }


def usergroup_json(world: World, group: Usergroup) -> Json:
    """A user group as usergroups.list shows it."""
    return {
        "id": group.id,
        "team_id": world.team_id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "users": list(group.users),
        "user_count": len(group.users),
        "date_delete": 0,
    }
