"""Picture upload in the v2 API of the practice X: one-shot, in parts, words for it, and serving it back."""

import base64
import binascii
from dataclasses import dataclass, replace
from email.message import Message
from typing import Any

from aiohttp import web

from bot.practice.x import problems
from bot.practice.x.bodies import ID, read_json
from bot.practice.x.tweets import CALLER
from bot.practice.x.world import MEDIA_LIFE, World, XMedia

MOST_BYTES = {"image/gif": 15 * 1024 * 1024}
MOST_BYTES_OTHERWISE = 5 * 1024 * 1024
MOST_ALT = 1000
ONE_SHOT_FIELDS = {"media", "media_category", "media_type", "shared", "additional_owners"}
CATEGORIES = {"tweet_image", "tweet_gif"}
SIGNS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass(frozen=True, slots=True)
class Form:
    """A multipart body: its text fields, and the bytes of `media` where sent as a file or a field."""

    fields: dict[str, str]
    media: bytes | None


class MediaApi:
    """Handlers over one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._parts: dict[str, dict[int, bytes]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/2/media/upload", self.upload),
            web.post("/2/media/upload/initialize", self.initialize),
            web.post("/2/media/upload/{id}/append", self.append),
            web.post("/2/media/upload/{id}/finalize", self.finalise),
            web.post("/2/media/metadata", self.describe),
            web.get("/media/{id}", self.serve),
        ]

    async def upload(self, request: web.Request) -> web.Response:
        """One-shot upload: multipart with `media` and `media_category`, or JSON with base64."""
        form = await _read_upload(request)
        if form is None or form.media is None:
            return problems.bad_request("$.media: is missing but it is required")
        unknown = form.fields.keys() - ONE_SHOT_FIELDS
        if unknown:
            return problems.bad_request(f"$.{min(unknown)}: is not defined in the schema")
        if form.fields.get("media_category") != "tweet_image":
            return problems.bad_request("$.media_category: does not have a value in the enumeration")
        return self._keep(request[CALLER].handle, form.media, self._world.new_id())

    async def initialize(self, request: web.Request) -> web.Response:
        """Begin an upload in parts."""
        body = await read_json(request)
        if not isinstance(body, dict) or not isinstance(body.get("total_bytes"), int):
            return problems.bad_request("$.total_bytes: is missing but it is required")
        if body.get("media_category") not in CATEGORIES:
            return problems.bad_request("$.media_category: does not have a value in the enumeration")
        media = XMedia(
            self._world.new_id(), request[CALLER].handle, b"", str(body.get("media_type", "")),
            self._world.clock.now(), finished=False,
        )  # fmt: skip
        self._world.media[media.id] = media
        self._parts[media.id] = {}
        return web.json_response(_uploaded(media))

    async def append(self, request: web.Request) -> web.Response:
        """Take one part."""
        parts, form = self._mine(request), await _read_upload(request)
        if parts is None:
            return problems.bad_request("Your media IDs are invalid.", "id")
        if form is None or form.media is None or not form.fields.get("segment_index", "").isdigit():
            return problems.bad_request("$.segment_index: is missing but it is required")
        parts[int(form.fields["segment_index"])] = form.media
        expires = int((self._world.clock.now() + MEDIA_LIFE).timestamp())
        return web.json_response({"data": {"expires_at": expires}})

    async def finalise(self, request: web.Request) -> web.Response:
        """Put the parts together."""
        parts = self._mine(request)
        if parts is None:
            return problems.bad_request("Your media IDs are invalid.", "id")
        content = b"".join(parts[index] for index in sorted(parts))
        return self._keep(request[CALLER].handle, content, request.match_info["id"])

    async def describe(self, request: web.Request) -> web.Response:
        """Give a picture its words (alt text), at most 1 000 characters."""
        body = await read_json(request)
        media_id, text = _alt(body)
        if text is None or len(text) > MOST_ALT:
            return problems.bad_request("$.metadata.alt_text.text: must be at most 1000 characters long")
        if not self._world.usable_media(request[CALLER].handle, media_id):
            return problems.bad_request("Your media IDs are invalid.", "id")
        self._world.describe(media_id, text)
        words = {"alt_text": {"text": text}}
        return web.json_response({"data": {"id": media_id, "associated_metadata": words}})

    async def serve(self, request: web.Request) -> web.Response:
        """The picture itself, for the practice page."""
        found = self._world.media.get(request.match_info["id"])
        if found is None or not found.finished:
            raise web.HTTPNotFound
        return web.Response(body=found.content, content_type=found.mime)

    def _mine(self, request: web.Request) -> dict[int, bytes] | None:
        media = self._world.media.get(request.match_info["id"])
        if media is None or media.finished or media.owner != request[CALLER].handle:
            return None
        return self._parts[media.id]

    def _keep(self, owner: str, content: bytes, media_id: str) -> web.Response:
        mime = _mime(content)
        if not mime:
            return problems.bad_request("media type unrecognized.", "media")
        if len(content) > MOST_BYTES.get(mime, MOST_BYTES_OTHERWISE):
            return problems.bad_request("File size exceeds the limit for this media type.", "media")
        media = XMedia(media_id, owner, content, mime, self._world.clock.now())
        self._world.media[media_id] = replace(media)
        return web.json_response(_uploaded(media))


async def _read_upload(request: web.Request) -> Form | None:
    body = await request.read()
    if request.content_type == "multipart/form-data":
        return read_form(request.headers["Content-Type"], body)
    sent = await read_json(request)
    if not isinstance(sent, dict) or not isinstance(sent.get("media"), str):
        return None
    try:
        media = base64.b64decode(sent["media"], validate=True)
    except binascii.Error:
        return None
    return Form({name: str(value) for name, value in sent.items()}, media)


def read_form(content_type: str, body: bytes) -> Form | None:
    """A multipart/form-data body (RFC 7578), or None where it has no boundary."""
    boundary = _parameter(content_type, "boundary")
    if not boundary:
        return None
    fields, media = {}, None
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = _parameter(_disposition(head), "name")
        if name == "media":
            media = content.removesuffix(b"\r\n")
            fields[name] = "file"
        else:
            fields[name] = content.removesuffix(b"\r\n").decode()
    return Form(fields, media)


def _disposition(head: bytes) -> str:
    lines = head.decode("latin-1").split("\r\n")
    return next((line.partition(":")[2] for line in lines if line.lower().startswith("content-disposition")), "")


def _parameter(header: str, name: str) -> str:
    message = Message()
    message["Content-Disposition"] = header.strip()
    value = message.get_param(name, header="Content-Disposition")
    return value if isinstance(value, str) else ""


def _mime(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for sign, mime in SIGNS if content.startswith(sign)), "")


def _alt(body: Any) -> tuple[str, str | None]:
    try:
        media_id, text = body["id"], body["metadata"]["alt_text"]["text"]
    except (TypeError, KeyError):
        return "", None
    fits = isinstance(media_id, str) and ID.fullmatch(media_id) and isinstance(text, str) and text
    return (media_id, text) if fits else ("", None)


def _uploaded(media: XMedia) -> dict[str, Any]:
    seconds = int(MEDIA_LIFE.total_seconds())
    return {
        "data": {
            "id": media.id,
            "media_key": media.key,
            "size": len(media.content),
            "expires_after_secs": seconds,
        }
    }
