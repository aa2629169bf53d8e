"""What Slack accepts as the blocks of a message and as a view, with its limits. Says what is wrong, refuses nothing.

Sources: Block Kit reference and views reference on docs.slack.dev, with limits that Slack's own SDK does not check.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.practice.slack.blocks import elements_of
from bot.practice.slack.checks import Check, Report, array, boolean, one_of, record, string, tagged
from bot.practice.slack.elements import (
    BUTTON,
    DATE_TIME_PICKER,
    ID,
    IMAGE,
    MODAL_INPUTS,
    OVERFLOW,
    PICKERS,
    PICTURE,
    TEXT_INPUT,
    TYPE,
    URL,
    either_text,
    plain,
)
from bot.practice.slack.model import Json
from bot.practice.slack.rich_text import PARTS

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 40_000
VIEW_BYTES = 250_000


def _text_or_fields(value: Json, at: str, report: Report) -> None:
    if "text" not in value and "fields" not in value:
        report.error(at, "must define either `text` or `fields`")


def _url_or_file(value: Json, at: str, report: Report) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        report.error(at, "must provide exactly one of: image_url, slack_file")


def _block(fields: Mapping[str, Check], required: tuple[str, ...] = (), *rules: Any) -> Check:
    return record({"type": TYPE, "block_id": ID, **fields}, ("type", *required), rules)


def _input(elements: Mapping[str, Check]) -> Check:
    fields = {
        "label": plain(2000),
        "element": tagged(elements),
        "hint": plain(2000),
        "optional": boolean,
        "dispatch_action": boolean,
    }
    return _block(fields, ("label", "element"))


def _image_block() -> Check:
    file = record({"id": ID, "url": URL})
    fields = {"image_url": PICTURE, "slack_file": file, "alt_text": string(2000), "title": plain(2000)}
    return _block(fields, ("alt_text",), _url_or_file)


def _kinds(surface: str) -> Mapping[str, Check]:
    """The blocks one may use on a surface: "message", "modal" or "home"."""
    accessories = {**PICKERS, "button": BUTTON, "overflow": OVERFLOW, "image": IMAGE}
    buttons = {**PICKERS, "button": BUTTON, "overflow": OVERFLOW}
    inputs = {**PICKERS, "plain_text_input": TEXT_INPUT}
    if surface != "home":
        buttons["datetimepicker"] = inputs["datetimepicker"] = DATE_TIME_PICKER
    if surface == "modal":
        inputs |= MODAL_INPUTS
    section = {
        "text": either_text(3000),
        "fields": array(either_text(2000), 1, 10),
        "accessory": tagged(accessories),
        "expand": boolean,
    }
    in_context = {"image": IMAGE, "plain_text": either_text(3000), "mrkdwn": either_text(3000)}
    kinds = {
        "section": _block(section, (), _text_or_fields),
        "divider": _block({}),
        "header": _block({"text": plain(150)}, ("text",)),
        "image": _image_block(),
        "actions": _block({"elements": array(tagged(buttons), 1, 25)}, ("elements",)),
        "context": _block({"elements": array(tagged(in_context), 1, 10)}, ("elements",)),
        "input": _input(inputs),
        "rich_text": _block({"elements": array(PARTS, 1, 1000)}, ("elements",)),
    }
    if surface == "message":
        kinds["markdown"] = _block({"text": string(12_000, 1)}, ("text",))
    return kinds


_MESSAGE = array(tagged(_kinds("message")), 0, MESSAGE_BLOCKS)
_MODAL_BLOCKS = array(tagged(_kinds("modal")), 0, VIEW_BLOCKS)
_HOME_BLOCKS = array(tagged(_kinds("home")), 0, VIEW_BLOCKS)


def _ids_differ(blocks: Sequence[Json], at: str, report: Report) -> None:
    """Block ids and action ids stand once in a message or view."""
    seen_blocks: set[str] = set()
    seen_actions: set[str] = set()
    focused = 0
    for number, block in enumerate(blocks):
        _note_id(block, "block_id", seen_blocks, f"{at}/{number}", report)
        for element in elements_of(block):
            _note_id(element, "action_id", seen_actions, f"{at}/{number}", report)
            focused += bool(element.get("focus_on_load"))
    if focused > 1:
        report.error(at, "only one element may set focus_on_load")


def _note_id(part: Json, name: str, seen: set[str], at: str, report: Report) -> None:
    value = part.get(name)
    if value is None:
        return
    if value in seen:
        report.error(at, f"`{name}` `{value}` already exists")
    seen.add(value)


def faults_in_blocks(blocks: Any) -> list[str]:
    """What is wrong with the blocks of a message; an empty list when nothing is."""
    report = Report()
    _MESSAGE(blocks, "/blocks", report)
    if not report.messages:
        _ids_differ(blocks, "/blocks", report)
    return report.messages


def _inputs_need_submit(view: Json, at: str, report: Report) -> None:
    has_inputs = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_inputs and "submit" not in view:
        report.error(at, "must provide `submit` when the view has input blocks")


def _view_ids_differ(view: Json, at: str, report: Report) -> None:
    _ids_differ(view["blocks"], f"{at}/blocks", report)


_META: Mapping[str, Check] = {
    "type": one_of("modal", "home"),
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_VIEW = tagged(
    {
        "modal": record(
            {
                **_META,
                "title": plain(24),
                "submit": plain(24),
                "close": plain(24),
                "blocks": _MODAL_BLOCKS,
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            ("type", "title", "blocks"),
            (_inputs_need_submit, _view_ids_differ),
        ),
        "home": record({**_META, "blocks": _HOME_BLOCKS}, ("type", "blocks"), (_view_ids_differ,)),
    }
)


def faults_in_view(view: Any, kind: str) -> list[str]:
    """What is wrong with a view of this kind ("modal" or "home"); an empty list when nothing is."""
    report = Report()
    _VIEW(view, "/view", report)
    if isinstance(view, dict) and not report.messages and view["type"] != kind:
        report.error("/view/type", f"must be {kind} here")
    return report.messages


def faults_in_metadata(metadata: Any) -> list[str]:
    """What is wrong with the metadata of a message."""
    report = Report()

    def payload(value: Any, at: str, inner: Report) -> None:
        if not isinstance(value, dict):
            inner.error(at, "must be an object")

    record({"event_type": string(255, 1), "event_payload": payload}, ("event_type", "event_payload"))(
        metadata, "/metadata", report
    )
    return report.messages
