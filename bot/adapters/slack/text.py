"""Slack's text objects, kept within their limits and never read as markup. Which words go where is not decided here.

Draft texts, names and reasons go through `plain` or the rich text parts; `fallback` is for the `text` of a message.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.wording import offset, zone_name

Json = dict[str, Any]

SECTION = 3000
HEADER = 150
BUTTON = 75
OPTION = 75
TITLE = 24
LABEL = 2000
INPUT = 3000
FALLBACK = 3000
"""UTF-16 units, the strictest reading of "characters" (limits: Block Kit and views reference on docs.slack.dev)."""

_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_SURROGATE = re.compile("[\ud800-\udfff]")
_REORDERING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text as it can be sent: control characters made visible, halves of characters replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str, most: int) -> str:
    """A name or a word on one line, unable to turn the writing direction of what follows."""
    return cut(" ".join(_REORDERING.sub("", clean(text)).split()), most)


def cut(text: str, most: int, tail: str = "…") -> str:
    """The text, or as much of it as leaves room for `tail` in `most` UTF-16 units."""
    if units(text) <= most:
        return text
    room, kept = most - units(tail), 0
    for at, character in enumerate(text):
        kept += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004  beyond the basic plane a character takes two units
        if kept > room:
            return text[:at].rstrip() + tail
    return text


def plain(text: str, most: int = SECTION) -> Json:
    """A plain_text object; `:names:` of emoji stay as typed."""
    return {"type": "plain_text", "text": cut(clean(text), most) if text.strip() else "—", "emoji": False}


def fallback(text: str) -> str:
    """The `text` of a message, for notifications and screen readers: nothing in it can mention, link or alert.

    Slack reads this field as mrkdwn whatever the blocks say, so `&`, `<` and `>` are escaped and an `@` is parted
    from what follows it by a word joiner.
    """
    line = one_line(text, FALLBACK // 5)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u2060") or "—"


def words(text: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Json:
    """A run of rich text: exactly these characters."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    run: Json = {"type": "text", "text": clean(text) or "—"}
    return run | {"style": style} if style else run


def link(address: str, text: str) -> Json:
    """A link, or just its text where the address is not one that can be followed safely."""
    if re.fullmatch(r"https?://[^\s<>|\"]{1,2900}", address):
        return {"type": "link", "url": address, "text": clean(text)}
    return words(text)


def line(*runs: Json) -> Json:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def quote(text: str, most: int) -> Json:
    """Somebody's words, set off as a quotation."""
    return {"type": "rich_text_quote", "elements": [words(cut(clean(text), most))]}


def exact(text: str, most: int) -> Json:
    """A text shown character for character, in a frame of its own; says how much is missing where it is too long."""
    shown = cut(clean(text), most)
    return {"type": "rich_text_preformatted", "elements": [words(shown)], "border": 0}


def bullets(items: Iterable[Sequence[Json]]) -> Json:
    """A list with a dot before each item."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [line(*item) for item in items]}


def rich(*parts: Json) -> Json:
    """One block of rich text."""
    return {"type": "rich_text", "elements": list(parts)}


def header(text: str) -> Json:
    """A large line."""
    return {"type": "header", "text": plain(one_line(text, HEADER), HEADER)}


def context(*texts: str) -> Json:
    """Small grey lines."""
    return {"type": "context", "elements": [plain(text) for text in texts[:10]]}


def section(text: str) -> Json:
    """A paragraph."""
    return {"type": "section", "text": plain(text)}


def date_and_time(at: datetime, zone: str) -> str:
    """An instant where the present day is not known: "Fri 3 Jul 2026 14:30 (UK time, UTC+1)"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %Y} {local:%H:%M} ({zone_name(zone)}, {offset(local)})"
