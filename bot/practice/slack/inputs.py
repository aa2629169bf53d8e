"""What Slack's own client lets a person enter, before any app is asked: required inputs, lengths, real options."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.practice.slack.blocks import EMPTY_VALUES, find, first_value, options_of, walk
from bot.practice.slack.checks import Report
from bot.practice.slack.elements import DATE, TIME
from bot.practice.slack.model import Json, OpenView
from bot.practice.slack.shapes import file_json
from bot.practice.slack.world import World

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class WrongRequest(Exception):  # noqa: N818  an answer to the practice page, not a fault of the practice Slack
    """Something no Slack client could have sent. The text says what."""


def entry(world: World, element: Json, given: Any) -> Json:
    """What one element holds, from what a client sent for it. WrongRequest if the element cannot hold it."""
    if given is None:
        return first_value(element)
    kind = element["type"]
    key = EMPTY_VALUES[kind][0]
    if not isinstance(given, dict) or given.get("type", kind) != kind or key not in given:
        raise WrongRequest(f"{element['action_id']} holds a {kind} with {key}.")
    read = _READERS[key] if key in _READERS else _as_text  # noqa: SIM401  mypy loses the types in .get
    return {"type": kind, key: read(world, element, given[key])}


def _as_text(_world: World, element: Json, value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise WrongRequest(f"{element['action_id']} holds text.")
    single_line = element["type"] == "plain_text_input" and not element.get("multiline")
    return value.replace("\r\n", "\n").replace("\n", " ") if single_line else value


def _chosen(_world: World, element: Json, value: Any) -> Json | None:
    if value is None:
        return None
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options_of(element):
        if option["value"] == wanted:
            return option
    raise WrongRequest(f"{element['action_id']} has no option {wanted!r}.")


def _all_chosen(world: World, element: Json, value: Any) -> list[Json]:
    chosen = [_chosen(world, element, one) for one in _listed(element, value)]
    return [one for one in chosen if one is not None]


def _listed(element: Json, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise WrongRequest(f"{element['action_id']} holds a list.")
    return value


def _user(world: World, element: Json, value: Any) -> str | None:
    if value is not None and value not in world.users and value != world.bot_user:
        raise WrongRequest(f"{element['action_id']}: there is nobody with the id {value!r}.")
    return None if value is None else str(value)


def _users(world: World, element: Json, value: Any) -> list[str | None]:
    return [_user(world, element, one) for one in _listed(element, value)]


def _room(world: World, element: Json, value: Any) -> str | None:
    if value is not None and value not in world.rooms:
        raise WrongRequest(f"{element['action_id']}: there is no conversation with the id {value!r}.")
    return None if value is None else str(value)


def _rooms(world: World, element: Json, value: Any) -> list[str | None]:
    return [_room(world, element, one) for one in _listed(element, value)]


def _date(_world: World, element: Json, value: Any) -> str | None:
    report = Report()
    if value is not None:
        (DATE if element["type"] == "datepicker" else TIME)(value, element["action_id"], report)
    if report.messages:
        raise WrongRequest(report.messages[0])
    return None if value is None else str(value)


def _moment(_world: World, element: Json, value: Any) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise WrongRequest(f"{element['action_id']} holds a time in seconds since 1970.")
    return value


def _files(world: World, element: Json, value: Any) -> list[Json]:
    files = []
    for one in _listed(element, value):
        file = world.files.get(one.get("id", "")) if isinstance(one, dict) else None
        if file is None:
            raise WrongRequest(f"{element['action_id']}: upload the file first.")
        files.append(file_json(world, file))
    return files


_READERS: Mapping[str, Callable[[World, Json, Any], Any]] = {
    "selected_option": _chosen,
    "selected_options": _all_chosen,
    "selected_user": _user,
    "selected_users": _users,
    "selected_conversation": _room,
    "selected_conversations": _rooms,
    "selected_channel": _room,
    "selected_channels": _rooms,
    "selected_date": _date,
    "selected_time": _date,
    "selected_date_time": _moment,
    "files": _files,
}


def read_state(world: World, opened: OpenView, state: Any) -> Json:
    """`state.values` from what a client sent; what it left out keeps the value it had."""
    blocks = opened.view["blocks"]
    for block_id, entries in (state or {}).items():
        for action_id in entries:
            if find(blocks, block_id, action_id) is None:
                raise WrongRequest(f"The form has no input {block_id}/{action_id}.")
    values: Json = {}
    for block, element in walk(blocks):
        if element["type"] in EMPTY_VALUES:
            block_id, action_id = block["block_id"], element["action_id"]
            given = (state or {}).get(block_id, {}).get(action_id)
            known = opened.values.get(block_id, {}).get(action_id)
            fits = known is not None and known["type"] == element["type"]
            held = known if given is None and fits else entry(world, element, given)
            values.setdefault(block_id, {})[action_id] = held
    return values


def complaints(view: Json, values: Json) -> dict[str, str]:
    """What Slack's client says at the fields before it lets a form go, keyed by block id."""
    found: dict[str, str] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            words = _complaint(block, element, values[block["block_id"]][element["action_id"]])
            if words:
                found[block["block_id"]] = words
    return found


def _complaint(block: Json, element: Json, held: Json) -> str:
    value = held[EMPTY_VALUES[element["type"]][0]]
    if value in (None, []) or (isinstance(value, str) and not value.strip()):
        return "" if block.get("optional") else REQUIRED
    if isinstance(value, str):
        return _text_complaint(element, value)
    return _list_complaint(element, value) if isinstance(value, list) else ""


def _text_complaint(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) > most:
        return f"This can be at most {most} characters long; it has {len(value)}."
    if len(value) < least:
        return f"This needs at least {least} characters; it has {len(value)}."
    match element["type"]:
        case "email_text_input" if not EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not value.startswith(("http://", "https://")):
            return "Please enter a valid URL."
        case "number_input":
            return _number_complaint(element, value)
        case _:
            return ""


def _number_complaint(element: Json, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a valid number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        return f"Please enter a number of {low} or more."
    if high is not None and float(value) > float(high):
        return f"Please enter a number of {high} or less."
    return ""


def _list_complaint(element: Json, value: list[Any]) -> str:
    most = element.get("max_files" if element["type"] == "file_input" else "max_selected_items")
    if most is not None and len(value) > most:
        return f"Please choose at most {most}."
    allowed = element.get("filetypes")
    if allowed and any(file["filetype"] not in allowed for file in value):
        return f"Please choose files of these types: {', '.join(allowed)}."
    return ""
