"""Input blocks of forms. Block and action ids are the same word, so that a form's state is read by meaning."""

from collections.abc import Sequence
from datetime import datetime

from bot.adapters.slack.text import INPUT, LABEL, OPTION, Json, clean, cut, one_line, plain
from bot.core.forms import Choice

GROUP = 100
VALUE = 150
EARLIEST, LATEST = 1_000_000_000, 9_999_999_999


def field(name: str, label: str, element: Json, *, hint: str = "", optional: bool = False) -> Json:
    """An input block called `name`."""
    block: Json = {
        "type": "input",
        "block_id": name,
        "label": plain(label, LABEL),
        "element": {**element, "action_id": name},
        "optional": optional,
    }
    return block | {"hint": plain(hint, LABEL)} if hint else block


def text(initial: str = "", *, multiline: bool = False, most: int = INPUT, placeholder: str = "") -> Json:
    """A field to write in, at most 3000 characters."""
    element: Json = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    if initial:
        element["initial_value"] = cut(clean(initial), most)
    return element


def moment(initial: datetime | None) -> Json:
    """A date and a time."""
    element: Json = {"type": "datetimepicker"}
    if initial and EARLIEST <= int(initial.timestamp()) <= LATEST:
        element["initial_date_time"] = int(initial.timestamp())
    return element


def choice(options: Sequence[Choice], chosen: str = "") -> Json:
    """One of several; beyond a hundred they come in groups, as Slack asks."""
    offered = [_option(each) for each in options if 0 < len(each.value) <= VALUE][: GROUP * GROUP]
    element: Json = {"type": "static_select"}
    if len(offered) <= GROUP:
        element["options"] = offered
    else:
        starts = range(0, len(offered), GROUP)
        element["option_groups"] = [_group(start, offered[start : start + GROUP]) for start in starts]
    if initial := next((each for each in offered if each["value"] == chosen), None):
        element["initial_option"] = initial
    return element


def grouped(groups: Sequence[tuple[str, Sequence[Choice]]], chosen: str = "") -> Json:
    """One of several that come in groups, each with its label; at most a hundred in each."""
    shown = [(label, [_option(each) for each in some][:GROUP]) for label, some in groups]
    element: Json = {
        "type": "static_select",
        "option_groups": [{"label": plain(label, OPTION), "options": options} for label, options in shown],
    }
    found = next((each for _, options in shown for each in options if each["value"] == chosen), None)
    return element | {"initial_option": found} if found else element


def _group(start: int, options: list[Json]) -> Json:
    return {"label": plain(f"{start + 1} to {start + len(options)}", OPTION), "options": options}


def ticks(options: Sequence[Choice], ticked: Sequence[str]) -> Json:
    """Boxes to tick, ten at most."""
    offered = [_option(each) for each in options if 0 < len(each.value) <= VALUE][:10]
    initial = [each for each in offered if each["value"] in ticked]
    element: Json = {"type": "checkboxes", "options": offered}
    return element | {"initial_options": initial} if initial else element


def _option(given: Choice) -> Json:
    return {"value": given.value, "text": plain(one_line(given.words, OPTION), OPTION)}
