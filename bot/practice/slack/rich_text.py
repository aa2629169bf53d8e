"""Slack's schema of rich_text blocks. Limits of other blocks are in limits.py."""

from collections.abc import Mapping
from typing import Any

from bot.practice.slack.checks import Check, Report, array, boolean, integer, one_of, record, string, tagged
from bot.practice.slack.elements import TYPE, URL

STYLE = record(
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean)
)


def _part(fields: Mapping[str, Check], required: tuple[str, ...]) -> Check:
    return record({"type": TYPE, "style": STYLE, **fields}, ("type", *required))


INLINE = tagged(
    {
        "text": _part({"text": string(40_000, 1)}, ("text",)),
        "link": _part({"url": URL, "text": string(40_000), "unsafe": boolean}, ("url",)),
        "emoji": _part({"name": string(100, 1), "unicode": string(100)}, ("name",)),
        "user": _part({"user_id": string(20, 1)}, ("user_id",)),
        "usergroup": _part({"usergroup_id": string(20, 1)}, ("usergroup_id",)),
        "channel": _part({"channel_id": string(20, 1)}, ("channel_id",)),
        "broadcast": _part({"range": one_of("here", "channel", "everyone")}, ("range",)),
        "color": _part({"value": string(10, 1)}, ("value",)),
        "date": _part(
            {
                "timestamp": integer(0, 9_999_999_999),
                "format": string(200, 1),
                "url": URL,
                "fallback": string(200),
            },
            ("timestamp", "format"),
        ),
    }
)
PREFORMATTED_INLINE = tagged(
    {
        "text": _part({"text": string(40_000, 1)}, ("text",)),
        "link": _part({"url": URL, "text": string(40_000), "unsafe": boolean}, ("url",)),
    }
)
SECTION = record({"type": TYPE, "elements": array(INLINE, 0, 1000)}, ("type", "elements"))
BORDER = integer(0, 1)


def _list_items(value: Any, at: str, report: Report) -> None:
    array(tagged({"rich_text_section": SECTION}), 1, 1000)(value, at, report)


PARTS = tagged(
    {
        "rich_text_section": SECTION,
        "rich_text_quote": record(
            {"type": TYPE, "elements": array(INLINE, 0, 1000), "border": BORDER}, ("type", "elements")
        ),
        "rich_text_preformatted": record(
            {
                "type": TYPE,
                "elements": array(PREFORMATTED_INLINE, 0, 1000),
                "border": BORDER,
                "language": string(100),
            },
            ("type", "elements"),
        ),
        "rich_text_list": record(
            {
                "type": TYPE,
                "elements": _list_items,
                "style": one_of("bullet", "ordered"),
                "indent": integer(0, 8),
                "offset": integer(0, 1000),
                "border": BORDER,
            },
            ("type", "elements", "style"),
        ),
    }
)
