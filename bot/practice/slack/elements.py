"""Slack's limits on text objects, options and interactive elements. Blocks and whole surfaces are in limits.py."""

import re
from collections.abc import Mapping
from typing import Any

from bot.practice.slack.blocks import options_of
from bot.practice.slack.checks import Check, Report, Rule, array, boolean, integer, one_of, record, string, tagged

ID = string(255, 1)
TYPE = string(50)


def _url(value: Any, at: str, report: Report) -> None:
    string(3000, 1)(value, at, report)
    if isinstance(value, str) and not re.match(r"(https?|mailto|tel|slack|sms):\S", value):
        report.error(at, "must be a valid url")


def _picture(value: Any, at: str, report: Report) -> None:
    """Slack fetches pictures itself, so an address on one's own machine or network never works."""
    before = len(report.messages)
    _url(value, at, report)
    if len(report.messages) == before and re.match(r"\w+://(localhost|127\.|10\.|192\.168\.|\[::1\])", value):
        report.error(at, "downloading image failed")


URL: Check = _url
PICTURE: Check = _picture


def plain(most: int, least: int = 1) -> Check:
    """A plain_text object."""
    fields = {"type": one_of("plain_text"), "text": string(most, least), "emoji": boolean}
    return record(fields, ("type", "text"))


def either_text(most: int, least: int = 1) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = {"type": TYPE, "text": string(most, least), "verbatim": boolean}
    return tagged({"plain_text": plain(most, least), "mrkdwn": record(mrkdwn, ("type", "text"))})


def option(text: Check, *, url: bool = False) -> Check:
    """One choice: its words, its value, a second line."""
    fields = {"text": text, "value": string(150, 1), "description": either_text(75)}
    if url:
        fields["url"] = URL
    return record(fields, ("text", "value"))


CONFIRM = record(
    {
        "title": plain(100),
        "text": either_text(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    ("title", "text", "confirm", "deny"),
)
SELECT_OPTION = option(plain(75))
GROUP = record({"label": plain(75), "options": array(SELECT_OPTION, 1, 100)}, ("label", "options"))
BOX_OPTION = option(either_text(75))
DISPATCH = record(
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
)


def _options_or_groups(value: dict[str, Any], at: str, report: Report) -> None:
    if ("options" in value) == ("option_groups" in value):
        report.error(at, "must provide exactly one of: options, option_groups")


def _initial_is_an_option(value: dict[str, Any], at: str, report: Report) -> None:
    chosen = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", [])
    if any(one not in options_of(value) for one in chosen):
        report.error(at, "must provide an initial option that exactly matches one of the options")


def _values_differ(value: dict[str, Any], at: str, report: Report) -> None:
    values = [one["value"] for one in options_of(value)]
    if len(set(values)) != len(values):
        report.error(at, "must not repeat the value of an option")


def _lengths_fit(value: dict[str, Any], at: str, report: Report) -> None:
    if value.get("min_length", 0) > value.get("max_length", 3000):
        report.error(at, "min_length must not be greater than max_length")
    if len(value.get("initial_value", "")) > value.get("max_length", 3000):
        report.error(f"{at}/initial_value", "must not be longer than max_length")


def _matching(pattern: str, words: str) -> Check:
    compiled = re.compile(pattern)

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            report.error(at, words)

    return check


DATE = _matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "must be a date as YYYY-MM-DD")
TIME = _matching(r"([01]\d|2[0-3]):[0-5]\d", "must be a time as HH:mm")
DATE_TIME = integer(1_000_000_000, 9_999_999_999)
PLACEHOLDER = plain(150)


def _element(fields: Mapping[str, Check], required: tuple[str, ...] = (), rules: tuple[Rule, ...] = ()) -> Check:
    return record({"type": TYPE, "action_id": ID, **fields}, ("type", *required), rules)


_COMMON: Mapping[str, Check] = {"confirm": CONFIRM, "focus_on_load": boolean}
_PICK: Mapping[str, Check] = {**_COMMON, "placeholder": PLACEHOLDER}
_MANY: Mapping[str, Check] = {**_PICK, "max_selected_items": integer(1, 100)}
_CHOICES: Mapping[str, Check] = {"options": array(SELECT_OPTION, 1, 100), "option_groups": array(GROUP, 1, 100)}
_CHOICE_RULES = (_options_or_groups, _initial_is_an_option, _values_differ)
_BOXES = array(BOX_OPTION, 1, 10)
_FILTER = record(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)
_TALKS: Mapping[str, Check] = {"default_to_current_conversation": boolean, "filter": _FILTER}
_WRITE: Mapping[str, Check] = {
    "placeholder": PLACEHOLDER,
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}

IMAGE = record({"type": TYPE, "image_url": PICTURE, "alt_text": string(2000)}, ("type", "image_url", "alt_text"))
BUTTON = _element(
    {
        "text": plain(75),
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
    ("text",),
)
OVERFLOW = _element(
    {"options": array(option(plain(75), url=True), 1, 5), "confirm": CONFIRM}, ("options",), (_values_differ,)
)

PICKERS: Mapping[str, Check] = {
    "static_select": _element({**_PICK, **_CHOICES, "initial_option": SELECT_OPTION}, (), _CHOICE_RULES),
    "multi_static_select": _element(
        {**_MANY, **_CHOICES, "initial_options": array(SELECT_OPTION, 1, 100)}, (), _CHOICE_RULES
    ),
    "users_select": _element({**_PICK, "initial_user": ID}),
    "multi_users_select": _element({**_MANY, "initial_users": array(ID, 1, 100)}),
    "conversations_select": _element({**_PICK, **_TALKS, "initial_conversation": ID, "response_url_enabled": boolean}),
    "multi_conversations_select": _element({**_MANY, **_TALKS, "initial_conversations": array(ID, 1, 100)}),
    "channels_select": _element({**_PICK, "initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": _element({**_MANY, "initial_channels": array(ID, 1, 100)}),
    "datepicker": _element({**_PICK, "initial_date": DATE}),
    "timepicker": _element({**_PICK, "initial_time": TIME, "timezone": string(100, 1)}),
    "checkboxes": _element(
        {**_COMMON, "options": _BOXES, "initial_options": _BOXES},
        ("options",),
        (_initial_is_an_option, _values_differ),
    ),
    "radio_buttons": _element(
        {**_COMMON, "options": _BOXES, "initial_option": BOX_OPTION},
        ("options",),
        (_initial_is_an_option, _values_differ),
    ),
}
DATE_TIME_PICKER = _element({**_COMMON, "initial_date_time": DATE_TIME})
TEXT_INPUT = _element(
    {
        **_WRITE,
        "initial_value": string(3000),
        "multiline": boolean,
        "min_length": integer(0, 3000),
        "max_length": integer(1, 3000),
    },
    (),
    (_lengths_fit,),
)
MODAL_INPUTS: Mapping[str, Check] = {
    "number_input": _element(
        {
            **_WRITE,
            "is_decimal_allowed": boolean,
            "initial_value": string(40),
            "min_value": string(40),
            "max_value": string(40),
        },
        ("is_decimal_allowed",),
    ),
    "email_text_input": _element({**_WRITE, "initial_value": string(3000)}),
    "url_text_input": _element({**_WRITE, "initial_value": string(3000)}),
    "file_input": _element({"filetypes": array(string(20, 1), 1, 50), "max_files": integer(1, 10)}),
}
"""Inputs that Slack shows in modals only."""
