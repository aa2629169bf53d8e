"""The files.* methods, the upload address and the private download address."""

import mimetypes
from typing import Any

from aiohttp import web

from bot.practice.slack.chat import check_writable
from bot.practice.slack.model import File, Json
from bot.practice.slack.shapes import file_json
from bot.practice.slack.wire import Call, Refused, check_blocks
from bot.practice.slack.world import World


def type_of(name: str) -> str:
    """The media type that a file name suggests."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def info(call: Call) -> Json:
    """files.info."""
    file = call.world.files.get(call.required("file"))
    if file is None or file.content is None:
        raise Refused("file_not_found")
    return {"ok": True, "file": file_json(call.world, file), "comments": []}


def get_upload_url(call: Call) -> Json:
    """files.getUploadURLExternal: where to send the bytes."""
    world, name, length = call.world, call.required("filename"), call.required("length")
    if not length.isdigit() or int(length) == 0:
        raise Refused("invalid_arguments", ["[ERROR] length must be a positive number"])
    file = File(world.new_id("F"), name, type_of(name), world.bot_user, int(length), alt_text=call.text("alt_txt"))
    world.files[file.id] = file
    return {"ok": True, "upload_url": f"{world.base_url}/upload/{file.id}", "file_id": file.id}


async def receive_upload(world: World, request: web.Request) -> web.Response:
    """Take the bytes of a file, raw or as a multipart form."""
    file = world.files.get(request.match_info["file_id"])
    if file is None or file.content is not None:
        return web.Response(status=404, text="not found")
    content = await _content(request)
    if len(content) != file.size:
        return web.Response(status=400, text="the length is not what was announced")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""


def complete_upload(call: Call) -> Json:
    """files.completeUploadExternal: finish files and, with a channel, show them there."""
    entries = call.structure("files", "invalid_arguments")
    if not isinstance(entries, list) or not entries:
        raise Refused("invalid_arguments", ["[ERROR] missing required field: files"])
    files = [_finish(call.world, entry) for entry in entries]
    shown = [file_json(call.world, file) for file in files]
    if call.text("channel_id"):
        _share(call, shown)
    return {"ok": True, "files": shown}


def _finish(world: World, entry: Any) -> File:
    file = world.files.get(entry.get("id", "")) if isinstance(entry, dict) else None
    if file is None or file.content is None or file.finished:
        raise Refused("file_not_found")
    file.title, file.finished = str(entry.get("title") or file.name), True
    return file


def _share(call: Call, shown: list[Json]) -> None:
    room = call.room("channel_id")
    check_writable(call, room)
    blocks = call.structure("blocks", "invalid_blocks_format")
    check_blocks(blocks)
    thread_ts = call.text("thread_ts") or None
    message = call.world.say(room, call.world.bot_user, call.text("initial_comment"), blocks, thread_ts)
    message.files = shown
    call.world.message_changed(message)


def download(world: World, request: web.Request) -> web.Response:
    """The bytes of a file. The token was checked; an unknown file answers 404."""
    file_id = request.match_info["key"].rpartition("-")[2]
    file = world.files.get(file_id)
    if file is None or file.content is None:
        return web.Response(status=404, text="not found")
    return web.Response(body=file.content, content_type=file.mimetype)
