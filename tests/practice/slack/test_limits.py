"""The payload limits, each tried at its edge and one past it, on a message or a view as Slack would read it."""

import pytest

from bot.practice.slack.limits import faults_in_blocks, faults_in_view


def plain(length):
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length):
    return {"type": "mrkdwn", "text": "x" * length}


def button(**more):
    return {"type": "button", "text": plain(3), **more}


def option(text=3, value="v"):
    return {"text": plain(text), "value": value}


def options(count):
    return [option(value=f"v{number}") for number in range(count)]


def select(**more):
    return {"type": "static_select", "options": options(1), **more}


def acts(*elements):
    return {"type": "actions", "elements": list(elements)}


def field(length):
    return {"type": "section", "fields": [mrkdwn(length)]}


def entry(element, label=5, **more):
    return {"type": "input", "label": plain(label), "element": element, **more}


def words(**more):
    return {"type": "plain_text_input", **more}


def confirm(title=5, text=5):
    return {"title": plain(title), "text": plain(text), "confirm": plain(3), "deny": plain(3)}


def picture(address):
    return {"type": "image", "image_url": address, "alt_text": "A view"}


MESSAGE_EDGES = {
    "50 blocks": (lambda n: [{"type": "divider"}] * n, 50),
    "section text 3000": (lambda n: [{"type": "section", "text": mrkdwn(n)}], 3000),
    "field 2000": (lambda n: [field(n)], 2000),
    "10 fields": (lambda n: [{"type": "section", "fields": [mrkdwn(2)] * n}], 10),
    "header 150": (lambda n: [{"type": "header", "text": plain(n)}], 150),
    "button text 75": (lambda n: [acts(button() | {"text": plain(n)})], 75),
    "button value 2000": (lambda n: [acts(button(value="x" * n))], 2000),
    "block_id 255": (lambda n: [{"type": "divider", "block_id": "x" * n}], 255),
    "action_id 255": (lambda n: [acts(button(action_id="x" * n))], 255),
    "option text 75": (lambda n: [acts(select(options=[option(text=n)]))], 75),
    "option value 150": (lambda n: [acts(select(options=[option(value="x" * n)]))], 150),
    "100 options": (lambda n: [acts(select(options=options(n)))], 100),
    "placeholder 150": (lambda n: [acts(select(placeholder=plain(n)))], 150),
    "context of 10": (lambda n: [{"type": "context", "elements": [plain(2)] * n}], 10),
    "25 actions": (lambda n: [acts(*[button()] * n)], 25),
    "confirm title 100": (lambda n: [acts(button(confirm=confirm(title=n)))], 100),
    "confirm text 300": (lambda n: [acts(button(confirm=confirm(text=n)))], 300),
    "overflow of 5": (lambda n: [acts({"type": "overflow", "options": options(n)})], 5),
    "10 radio buttons": (lambda n: [acts({"type": "radio_buttons", "options": options(n)})], 10),
}


@pytest.mark.parametrize("limit", MESSAGE_EDGES)
def test_a_message_is_accepted_at_the_limit_and_refused_one_past_it(limit):
    build, most = MESSAGE_EDGES[limit]

    assert faults_in_blocks(build(most)) == []
    assert faults_in_blocks(build(most + 1)) != []


def form(**more):
    return {"type": "modal", "title": plain(5), "submit": plain(4), "blocks": [entry(words())], **more}


VIEW_EDGES = {
    "100 blocks": (lambda n: form(blocks=[{"type": "divider"}] * n), 100),
    "title 24": (lambda n: form(title=plain(n)), 24),
    "submit 24": (lambda n: form(submit=plain(n)), 24),
    "close 24": (lambda n: form(close=plain(n)), 24),
    "private_metadata 3000": (lambda n: form(private_metadata="x" * n), 3000),
    "callback_id 255": (lambda n: form(callback_id="x" * n), 255),
    "label 2000": (lambda n: form(blocks=[entry(words(), label=n)]), 2000),
    "hint 2000": (lambda n: form(blocks=[entry(words(), hint=plain(n))]), 2000),
    "input placeholder 150": (lambda n: form(blocks=[entry(words(placeholder=plain(n)))]), 150),
    "max_length 3000": (lambda n: form(blocks=[entry(words(max_length=n))]), 3000),
    "initial_value up to max_length": (
        lambda n: form(blocks=[entry(words(max_length=5, initial_value="x" * n))]),
        5,
    ),
}


@pytest.mark.parametrize("limit", VIEW_EDGES)
def test_a_view_is_accepted_at_the_limit_and_refused_one_past_it(limit):
    build, most = VIEW_EDGES[limit]

    assert faults_in_view(build(most), "modal") == []
    assert faults_in_view(build(most + 1), "modal") != []


def test_app_home_takes_a_hundred_blocks():
    home = {"type": "home", "blocks": [{"type": "divider"}] * 100}

    assert faults_in_view(home, "home") == []
    assert faults_in_view(home | {"blocks": [{"type": "divider"}] * 101}, "home") != []


REFUSED_BLOCKS = {
    "empty section text": [{"type": "section", "text": mrkdwn(0)}],
    "section without text": [{"type": "section"}],
    "unknown block": [{"type": "banner"}],
    "block without type": [{"text": plain(2)}],
    "not an object": ["divider"],
    "unknown key": [{"type": "divider", "colour": "red"}],
    "unknown key in a button": [acts(button(tooltip="no"))],
    "unknown element": [acts({"type": "slider"})],
    "markdown in a header": [{"type": "header", "text": mrkdwn(3)}],
    "markdown on a button": [acts(button() | {"text": mrkdwn(3)})],
    "text input among actions": [acts(words())],
    "file input in a message": [entry({"type": "file_input"})],
    "email input in a message": [entry({"type": "email_text_input"})],
    "no options": [acts(select(options=[]))],
    "empty option value": [acts(select(options=[option(value="")]))],
    "option value twice": [acts(select(options=[option(), option()]))],
    "options and groups": [acts(select(option_groups=[{"label": plain(2), "options": options(1)}]))],
    "initial option from elsewhere": [acts(select(initial_option=option(value="other")))],
    "empty actions": [acts()],
    "unknown style": [acts(button(style="warning"))],
    "block_id twice": [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}],
    "action_id twice": [acts(button(action_id="a")), acts(button(action_id="a"))],
    "a picture on this machine": [picture("http://127.0.0.1/a.png")],
    "a picture without an address": [{"type": "image", "alt_text": "none"}],
    "a date that is none": [acts({"type": "datepicker", "initial_date": "20-11-2026"})],
    "a number for a text": [{"type": "section", "text": {"type": "plain_text", "text": 7}}],
    "emoji on mrkdwn": [{"type": "section", "text": mrkdwn(3) | {"emoji": True}}],
    "rich text of unknown parts": [{"type": "rich_text", "elements": [{"type": "rich_text_table"}]}],
}


@pytest.mark.parametrize("case", REFUSED_BLOCKS)
def test_blocks_that_slack_would_refuse_are_refused(case):
    assert faults_in_blocks(REFUSED_BLOCKS[case]) != []


ACCEPTED_BLOCKS = {
    "button with everything": [
        acts(button(action_id="a", value="1", style="primary", confirm=confirm() | {"style": "danger"}))
    ],
    "section with a menu": [
        {"type": "section", "text": mrkdwn(9), "accessory": select(initial_option=option(value="v0"))}
    ],
    "moment in a message": [acts({"type": "datetimepicker", "initial_date_time": 1795179299})],
    "preformatted words": [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "<!channel>"}]}],
        }
    ],
    "a list": [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}],
                }
            ],
        }
    ],
    "a public picture": [picture("https://example.org/a.png")],
    "markdown": [{"type": "markdown", "text": "**bold**"}],
    "an input in a message": [entry(words())],
}


@pytest.mark.parametrize("case", ACCEPTED_BLOCKS)
def test_blocks_that_slack_takes_are_taken(case):
    assert faults_in_blocks(ACCEPTED_BLOCKS[case]) == []


REFUSED_VIEWS = {
    "inputs without submit": {"type": "modal", "title": plain(3), "blocks": [entry(words())]},
    "no title": {"type": "modal", "blocks": []},
    "unknown key": form(id="V1"),
    "a home where a modal belongs": {"type": "home", "blocks": []},
    "a message block": form(blocks=[{"type": "markdown", "text": "no"}]),
    "two fields with the focus": form(blocks=[entry(words(focus_on_load=True)), entry(words(focus_on_load=True))]),
    "action_id twice": form(blocks=[entry(words(action_id="a")), entry(words(action_id="a"))]),
    "a longest below the shortest": form(blocks=[entry(words(min_length=5, max_length=4))]),
    "eleven files": form(blocks=[entry({"type": "file_input", "max_files": 11})]),
    "not an object": "modal",
}


@pytest.mark.parametrize("case", REFUSED_VIEWS)
def test_views_that_slack_would_refuse_are_refused(case):
    assert faults_in_view(REFUSED_VIEWS[case], "modal") != []


def test_a_file_input_belongs_in_a_modal_only():
    files = [entry({"type": "file_input", "max_files": 4, "filetypes": ["png"]})]

    assert faults_in_view(form(blocks=files), "modal") == []
    assert faults_in_view({"type": "home", "blocks": files}, "home") != []


def test_a_fault_is_said_in_slacks_words_with_a_pointer():
    found = faults_in_blocks([acts(button() | {"text": plain(76)})])

    assert found == ["[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"]
