"""Slack's payload limits, written from the facts alone: neither the renderers nor the practice Slack are consulted.

`message(text, blocks)` and `view(view)` raise AssertionError at the first thing Slack would not take.
"""

import json


def size(text):
    return len(text.encode("utf-16-le")) // 2


def message(text, blocks):
    assert isinstance(text, str)
    assert text.strip(), "a message with blocks needs text"
    assert size(text) <= 4000, "fallback text"
    assert 1 <= len(blocks) <= 50, "message blocks"
    _blocks(blocks, {"section", "context", "header", "divider", "actions", "rich_text"})
    assert "input" not in {b["type"] for b in blocks}


def view(view):
    assert view["type"] in {"modal", "home"}
    assert 1 <= len(view["blocks"]) <= 100, "view blocks"
    kinds = {"section", "context", "header", "divider", "actions", "rich_text"}
    _blocks(view["blocks"], kinds | ({"input"} if view["type"] == "modal" else set()))
    assert size(view.get("private_metadata", "")) <= 3000
    assert len(json.dumps(view)) <= 250_000
    if view["type"] == "modal":
        for name in ("title", "submit", "close"):
            if name in view:
                plain(view[name], 24)
        assert "title" in view
        if any(b["type"] == "input" for b in view["blocks"]):
            assert "submit" in view, "a view with inputs needs submit"


def plain(obj, most):
    assert obj["type"] == "plain_text"
    assert set(obj) <= {"type", "text", "emoji"}
    assert obj["text"].strip(), "text never empty"
    assert size(obj["text"]) <= most, f"{size(obj['text'])} > {most}"
    _sendable(obj["text"])


def _sendable(text):
    text.encode()
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text), "control character"


def _blocks(blocks, kinds):
    block_ids, action_ids = [], []
    for block in blocks:
        assert block["type"] in kinds, block["type"]
        CHECKS[block["type"]](block)
        block_ids += [block["block_id"]] if "block_id" in block else []
        action_ids += [e["action_id"] for e in _interactive(block)]
    assert len(set(block_ids)) == len(block_ids), "block ids differ"
    assert len(set(action_ids)) == len(action_ids), "action ids differ"
    assert all(0 < len(each) <= 255 for each in block_ids + action_ids)


def _interactive(block):
    if block["type"] == "actions":
        return block["elements"]
    if block["type"] == "section":
        return [block["accessory"]] if "accessory" in block else []
    return [block["element"]] if block["type"] == "input" else []


def _section(block):
    plain(block["text"], 3000)
    assert set(block) <= {"type", "text", "accessory"}
    if "accessory" in block:
        _actions({"elements": [block["accessory"]]})


def _header(block):
    plain(block["text"], 150)
    assert "\n" not in block["text"]["text"]


def _context(block):
    assert 1 <= len(block["elements"]) <= 10
    for element in block["elements"]:
        plain(element, 3000)


def _actions(block):
    assert 1 <= len(block["elements"]) <= 25
    for button in block["elements"]:
        assert button["type"] == "button"
        plain(button["text"], 75)
        assert size(button["value"]) <= 2000
        assert button.get("style", "primary") in {"primary", "danger"}
        if "confirm" in button:
            confirm = button["confirm"]
            plain(confirm["title"], 100)
            plain(confirm["text"], 300)
            plain(confirm["confirm"], 30)
            plain(confirm["deny"], 30)
    assert sum(b.get("style") == "primary" for b in block["elements"]) <= 1


def _input(block):
    plain(block["label"], 2000)
    if "hint" in block:
        plain(block["hint"], 2000)
    element = block["element"]
    ELEMENTS[element["type"]](element)


def _text_input(element):
    assert 1 <= element["max_length"] <= 3000
    assert size(element.get("initial_value", "")) <= element["max_length"]
    _sendable(element.get("initial_value", ""))
    if "placeholder" in element:
        plain(element["placeholder"], 150)


def _option(option):
    plain(option["text"], 75)
    assert 1 <= size(option["value"]) <= 150


def _select(element):
    assert ("options" in element) != ("option_groups" in element)
    groups = element.get("option_groups", [])
    assert len(groups) <= 100
    for group in groups:
        plain(group["label"], 75)
        assert 1 <= len(group["options"]) <= 100
    if "options" in element:
        assert 1 <= len(element["options"]) <= 100
    options = element.get("options") or [o for g in groups for o in g["options"]]
    for option in options:
        _option(option)
    assert len({o["value"] for o in options}) == len(options)
    assert "initial_option" not in element or element["initial_option"] in options


def _checkboxes(element):
    assert 1 <= len(element["options"]) <= 10
    for option in element["options"]:
        _option(option)
    if "initial_options" in element:
        assert element["initial_options"]
        assert all(o in element["options"] for o in element["initial_options"])


def _moment(element):
    assert isinstance(element.get("initial_date_time", 1_000_000_000), int)
    assert len(str(element.get("initial_date_time", 1_000_000_000))) == 10


def _files(element):
    assert 1 <= element["max_files"] <= 10
    assert element["filetypes"]


def _rich_text(block):
    assert block["elements"]
    for part in block["elements"]:
        assert part["type"] in {
            "rich_text_section",
            "rich_text_list",
            "rich_text_quote",
            "rich_text_preformatted",
        }
        assert part["elements"], "a part with nothing in it"
        sections = part["elements"] if part["type"] == "rich_text_list" else [part]
        for section in sections:
            assert section["elements"]
            for run in section["elements"]:
                _run(run, preformatted=part["type"] == "rich_text_preformatted")


def _run(run, *, preformatted):
    assert run["type"] in {"text", "link"}, "draft text becomes text, never a mention, an emoji or a broadcast"
    assert run["text"], "a run with nothing in it"
    _sendable(run["text"])
    if run["type"] == "link":
        assert run["url"].startswith(("https://", "http://"))
        assert size(run["url"]) <= 3000
    assert not (preformatted and "style" in run)


CHECKS = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
    "divider": lambda _: None,
}
ELEMENTS = {
    "plain_text_input": _text_input,
    "static_select": _select,
    "checkboxes": _checkboxes,
    "datetimepicker": _moment,
    "file_input": _files,
}


def strings_of(part):
    """(type of the text object, text) for every text object and rich text run anywhere inside."""
    if isinstance(part, list):
        for each in part:
            yield from strings_of(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part.get("type"), part["text"]
        for value in part.values():
            yield from strings_of(value)
