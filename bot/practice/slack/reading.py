"""Reading what is on a screen: all the words of a message or view, and the labels of its fields."""

from collections.abc import Iterator
from typing import Any

from bot.practice.slack.model import Json

HIDDEN = {"type", "block_id", "action_id", "value", "private_metadata", "callback_id", "external_id", "url", "style"}


def words_of(part: Any) -> str:
    """Every word a person can read in a message, a view or a part of one."""
    return "\n".join(_words(part))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _words(item)
    elif isinstance(part, dict):
        yield from _words_in(part)


def _words_in(part: Json) -> Iterator[str]:
    if part.get("type") in {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}:
        yield "".join(_inline(each) for each in part["elements"])
        return
    for name, value in part.items():
        if name == "text" and isinstance(value, str) and not part.get("blocks"):
            yield read(value)
        elif name in {"alt_text", "initial_value"} and isinstance(value, str):
            yield value
        elif name not in HIDDEN:
            yield from _words(value)


def read(text: str) -> str:
    """Text as a client shows it: Slack's three entities as the characters they stand for."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _inline(part: Json) -> str:
    names = ("text", "fallback", "url", "user_id", "usergroup_id", "channel_id", "range", "name")
    return str(next((part[name] for name in names if name in part), ""))


def labels_of(view: Json) -> dict[str, str]:
    """The label of each input, by block id; a picker beside a text is labelled by that text."""
    labels = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            labels[block["block_id"]] = block["label"]["text"]
        elif block["type"] == "section" and "accessory" in block and "text" in block:
            labels[block["block_id"]] = block["text"]["text"]
    return labels


def has_label(element: Json, label: str) -> bool:
    """Whether a button says this, a picker invites with it, or this is the action id."""
    for name in ("text", "placeholder"):
        if isinstance(element.get(name), dict) and element[name]["text"] == label:
            return True
    return bool(element.get("action_id") == label)
