"""Reading and finishing blocks that have been accepted: generated ids, elements, their values. No limits here."""

import copy
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.practice.slack.model import Json

EMPTY_VALUES: Mapping[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "file_input": ("files", "", []),
}
"""For each element that holds a value: the key in the state, the key of its first value, the empty value."""


def settle(blocks: Sequence[Json]) -> list[Json]:
    """A copy of the blocks with the block and action ids that Slack makes up where the app gave none."""
    settled = copy.deepcopy(list(blocks))
    for block in settled:
        block.setdefault("block_id", _made_up())
        for element in elements_of(block):
            if element["type"] in EMPTY_VALUES or element["type"] in {"button", "overflow"}:
                element.setdefault("action_id", _made_up())
    return settled


def _made_up() -> str:
    return secrets.token_urlsafe(6)[:6]


def elements_of(block: Json) -> list[Json]:
    """The interactive parts of one block."""
    match block["type"]:
        case "actions":
            return list(block["elements"])
        case "input":
            return [block["element"]]
        case "section" if "accessory" in block:
            return [block["accessory"]]
        case _:
            return []


def walk(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every (block, element) in order."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def find(blocks: Sequence[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The block and element with these ids, if they are there."""
    for block, element in walk(blocks):
        if block["block_id"] == block_id and element.get("action_id") == action_id:
            return block, element
    return None


def options_of(element: Json) -> list[Json]:
    """The options one can choose from, groups flattened."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *grouped]


def first_value(element: Json) -> Json:
    """The entry of an element in `state.values` before anybody has touched it."""
    key, initial, empty = EMPTY_VALUES[element["type"]]
    return {"type": element["type"], key: copy.deepcopy(element.get(initial, empty))}


def values_of(blocks: Sequence[Json], given: Json) -> Json:
    """`state.values` for these blocks: what was given where the ids still fit, else the first values."""
    values: Json = {}
    for block, element in walk(blocks):
        if element["type"] in EMPTY_VALUES:
            entry = given.get(block["block_id"], {}).get(element["action_id"])
            fits = entry is not None and entry["type"] == element["type"]
            values.setdefault(block["block_id"], {})[element["action_id"]] = entry if fits else first_value(element)
    return values
