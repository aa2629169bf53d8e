"""How a Web API request is read and refused: tokens, scopes, arguments, Slack's error strings. No method lives here."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.practice.slack.limits import MESSAGE_TEXT, faults_in_blocks, faults_in_metadata
from bot.practice.slack.model import Json, Room
from bot.practice.slack.world import World

PAGE = 100
LONGEST_PAGE = 1000


class Refused(Exception):  # noqa: N818  a refusal is an answer, as Slack's `ok: false` is
    """An answer with `ok: false`. `more` are further fields of the answer."""

    def __init__(self, error: str, messages: Sequence[str] = (), **more: Any) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error, **more}
        if messages:
            self.answer["errors"] = [line.removeprefix("[ERROR] ") for line in messages]
            self.answer["response_metadata"] = {"messages": list(messages)}


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a Web API method, its token already checked."""

    world: World
    args: Json
    scopes: frozenset[str] | None

    def needs(self, *any_of: str) -> None:
        """Refused with `missing_scope` unless the token has one of these scopes."""
        if self.scopes is not None and any_of and not self.scopes.intersection(any_of):
            provided = ",".join(sorted(self.scopes))
            raise Refused("missing_scope", needed=",".join(any_of), provided=provided)

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """An argument that must be there; Refused with `invalid_arguments`."""
        value = self.text(name)
        if not value:
            raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str) -> bool:
        """A boolean in any of the spellings Slack takes."""
        return self.text(name).lower() in {"1", "true"}

    def structure(self, name: str, error: str) -> Any:
        """An argument that is JSON, as itself or as a string in a form. None when absent."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(error) from None

    def room(self, name: str = "channel") -> Room:
        """The conversation whose id an argument holds; Refused with `channel_not_found`."""
        return self._known(self.world.rooms.get(self.required(name)))

    def addressee(self) -> Room:
        """As `room`, but a person's id (their conversation with the app) and a #name are understood too."""
        key = self.required("channel")
        named = [each for each in self.world.rooms.values() if each.kind == "channel" and f"#{each.name}" == key]
        return self._known(named[0] if named else self.world.rooms.get(self.world.ims.get(key, key)))

    def _known(self, room: Room | None) -> Room:
        """A private channel without the app in it is as good as none."""
        if room is None or (room.private and not room.bot_in):
            raise Refused("channel_not_found")
        return room

    def page(self, items: Sequence[Json], key: str) -> Json:
        """One page of a list, with the cursor of the next."""
        limit = self.number("limit", PAGE)
        start = read_cursor(self.text("cursor"))
        part = list(items[start : start + limit])
        more = start + limit < len(items)
        cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if more else ""
        return {"ok": True, key: part, "response_metadata": {"next_cursor": cursor}}

    def number(self, name: str, default: int) -> int:
        """A page size from 1 to 1000."""
        try:
            value = int(self.text(name) or default)
        except ValueError:
            raise Refused("invalid_limit") from None
        if not 1 <= value <= LONGEST_PAGE:
            raise Refused("invalid_limit")
        return value


def read_cursor(cursor: str) -> int:
    """Where the next page starts; Refused with `invalid_cursor` for one that was not given out here."""
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None


@dataclass(frozen=True, slots=True)
class Content:
    """The text, blocks and metadata of a message to be. `blocks` None means that none were given."""

    text: str
    blocks: list[Json] | None
    metadata: Json | None


def content_of(call: Call) -> Content:
    """Read and check what a message is to say. Refused with `no_text`, `msg_too_long` or `invalid_blocks`."""
    text = call.text("text")
    blocks = call.structure("blocks", "invalid_blocks_format")
    metadata = call.structure("metadata", "invalid_metadata_format")
    if call.structure("attachments", "invalid_attachments"):
        raise Refused("invalid_attachments", ["[ERROR] attachments are not supported here: use blocks"])
    if len(text) > MESSAGE_TEXT:
        raise Refused("msg_too_long")
    check_blocks(blocks)
    if metadata is not None and (faults := faults_in_metadata(metadata)):
        raise Refused("invalid_metadata_schema", faults)
    if not text.strip() and not blocks:
        raise Refused("no_text")
    return Content(text, blocks, metadata)


def check_blocks(blocks: Any) -> None:
    """Refused with `invalid_blocks` and Slack's reasons unless a message may have these blocks."""
    if blocks is None:
        return
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if faults := faults_in_blocks(blocks):
        raise Refused("invalid_blocks", faults)


async def read_args(request: web.Request, *, form_only: bool) -> Json:
    """The arguments of a request from its query, form or JSON body. Reading methods take no JSON, as at Slack."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await _read_json(request)
        args |= {} if form_only else body
    elif request.can_read_body:
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return args


async def _read_json(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(body, dict):
        raise Refused("json_not_object")
    return body


def token_of(headers: Mapping[str, str], args: Json) -> str:
    """The token of a request, from its header or its form; Refused with `not_authed` when there is none."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    token = token or str(args.get("token", ""))
    if not token:
        raise Refused("not_authed")
    return token
