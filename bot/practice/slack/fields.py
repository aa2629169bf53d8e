"""Finding a field or a button by what a person reads on it, and putting a value into it as a client does."""

from collections.abc import Iterator
from typing import Any

from bot.practice.slack.blocks import EMPTY_VALUES, options_of, walk
from bot.practice.slack.model import Json
from bot.practice.slack.reading import has_label, labels_of


def control_of(blocks: list[Json] | None, label: str) -> tuple[Json, Json] | None:
    """The button or picker with this label, outside of inputs."""
    for block, element in walk(blocks or []):
        if block["type"] != "input" and has_label(element, label):
            return block, element
    return None


def field_of(view: Json, label: str) -> tuple[Json, Json]:
    """The field with this label; exactly, else the only one whose label begins so."""
    wanted = _plain(label)
    names = [(_plain(name), found) for name, found in _fields(view)]
    exact = [found for name, found in names if name == wanted]
    close = [found for name, found in names if name.startswith(wanted)]
    for found in (exact, close):
        if len(found) == 1:
            return found[0]
    raise AssertionError(f"There is no one field {label!r}; there are {[name for name, _ in names]}")


def _fields(view: Json) -> Iterator[tuple[str, tuple[Json, Json]]]:
    labels = labels_of(view)
    for block, element in walk(view["blocks"]):
        if element["type"] in EMPTY_VALUES:
            yield labels.get(block["block_id"]) or element["action_id"], (block, element)


def _plain(label: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in label.lower())
    return " ".join(kept.split())


def held_by(element: Json, value: Any) -> Json:
    """An entry of the state for what a person wants in a field."""
    kind = element["type"]
    key, _, empty = EMPTY_VALUES[kind]
    if value is None:
        held = empty
    elif key == "selected_option":
        held = _option(element, value)
    elif key == "selected_options":
        held = [_option(element, one) for one in value]
    elif key == "selected_date_time":
        held = int(value.timestamp()) if hasattr(value, "timestamp") else value
    elif key == "files":
        held = [{"id": file["id"]} for file in value]
    else:
        held = value if isinstance(value, list | str) else str(value)
    return {"type": kind, key: held}


def _option(element: Json, words: Any) -> Json:
    for option in options_of(element):
        if words in {option["value"], option["text"]["text"]}:
            return option
    raise AssertionError(f"There is no option {words!r} among {[each['text']['text'] for each in options_of(element)]}")


def choice_for(element: Json, choice: Any) -> Json:
    """The `value` of an action. A button's tells which version of a message its person looks at."""
    if element["type"] == "button":
        return {"value": {"type": "button", "value": element.get("value")}}
    if element["type"] == "overflow":
        return {"value": {"type": "overflow", "selected_option": _option(element, choice)}}
    return {"value": held_by(element, choice)}
