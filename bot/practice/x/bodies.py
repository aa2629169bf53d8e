"""What a request may carry: X's own shape of a new post, and what does not fit it, in X's words."""

import json
import re
from typing import Any

from aiohttp import web

ID = re.compile(r"[0-9]{1,19}")
MOST_PICTURES = 4
SHAPE: dict[str, dict[str, str] | str] = {
    "card_uri": "string",
    "community_id": "id",
    "direct_message_deep_link": "string",
    "edit_options": {"previous_post_id": "id"},
    "for_super_followers_only": "boolean",
    "geo": {"place_id": "string"},
    "media": {"media_ids": "ids", "tagged_user_ids": "ids"},
    "nullcast": "boolean",
    "poll": {"options": "strings", "duration_minutes": "integer", "reply_settings": "string"},
    "quote_tweet_id": "id",
    "reply": {
        "in_reply_to_tweet_id": "id",
        "exclude_reply_user_ids": "ids",
        "auto_populate_reply_metadata": "boolean",
    },
    "reply_settings": "string",
    "share_with_followers": "boolean",
    "text": "string",
}
"""The body of POST /2/tweets in X's own description; anything else is refused."""


async def read_json(request: web.Request) -> Any:
    """The JSON body, or None where it is not JSON or not declared to be."""
    if request.content_type != "application/json":
        return None
    try:
        return json.loads(await request.read())
    except ValueError:
        return None


def misfit(body: dict[str, Any]) -> str:
    """What in a body does not fit SHAPE, in X's words; empty where all fits."""
    for name, value in body.items():
        shape = SHAPE.get(name)
        if shape is None:
            return f"$.{name}: is not defined in the schema and the schema does not allow additional properties"
        if isinstance(shape, str):
            if not fits(shape, value):
                return f"$.{name}: {value!r} is not a {shape}"
        elif not isinstance(value, dict) or not all(k in shape and fits(shape[k], v) for k, v in value.items()):
            return f"$.{name}: does not fit the schema"
    return _missing(body)


def _missing(body: dict[str, Any]) -> str:
    media, reply = body.get("media"), body.get("reply")
    if media is not None and not 1 <= len(media.get("media_ids", ())) <= MOST_PICTURES:
        return "$.media.media_ids: there must be a minimum of 1 and a maximum of 4 items in the array"
    if reply is not None and "in_reply_to_tweet_id" not in reply:
        return "$.reply.in_reply_to_tweet_id: is missing but it is required"
    return ""


def fits(shape: str, value: Any) -> bool:
    """Whether a value is of a shape, by the names SHAPE uses."""
    match shape:
        case "string":
            return isinstance(value, str)
        case "id":
            return isinstance(value, str) and ID.fullmatch(value) is not None
        case "ids":
            return isinstance(value, list) and all(fits("id", one) for one in value)
        case "strings":
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case "boolean":
            return isinstance(value, bool)
        case _:
            return isinstance(value, int) and not isinstance(value, bool)
