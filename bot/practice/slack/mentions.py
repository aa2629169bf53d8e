"""Whom a message alerts: mentions in mrkdwn and in rich text. Plain text never mentions anybody."""

import re
from collections.abc import Iterator
from typing import Any

from bot.practice.slack.model import Json

MARKUP = re.compile(r"<(!channel|!here|!everyone|!subteam\^\w+|@[UW]\w+)(?:\|[^>]*)?>")


def mentions_in(text: str, blocks: list[Json] | None) -> tuple[str, ...]:
    """Each mention once, in order: `!channel`, `@U123`, `!subteam^S1`. Fallback text counts: clients alert on it."""
    found = [*_in_mrkdwn(text), *_in_blocks(blocks or [])]
    return tuple(dict.fromkeys(found))


def _in_mrkdwn(text: str) -> list[str]:
    return MARKUP.findall(text)


def _in_blocks(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _in_blocks(item)
    elif isinstance(part, dict):
        yield from _in_object(part)


def _in_object(part: Json) -> Iterator[str]:
    match part.get("type"):
        case "mrkdwn":
            yield from _in_mrkdwn(str(part.get("text", "")))
        case "user" if "user_id" in part:
            yield f"@{part['user_id']}"
        case "usergroup" if "usergroup_id" in part:
            yield f"!subteam^{part['usergroup_id']}"
        case "broadcast" if "range" in part:
            yield f"!{part['range']}"
        case _:
            for value in part.values():
                yield from _in_blocks(value)
