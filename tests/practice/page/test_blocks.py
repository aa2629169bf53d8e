"""Every kind of block is drawn, and nothing that somebody wrote ever becomes more than words."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

HOSTILE = (
    '<script>window.broken=1</script><img src=x onerror="window.broken=1"> <!channel> \u202egnp.exe\u202c &amp; *b*'
)


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def option(value, text=None):
    return {"text": plain(text or value), "value": value}


def rich(*elements):
    return {"type": "rich_text", "elements": list(elements)}


def words(text, **more):
    return {"type": "text", "text": text, **more}


ELEMENTS = [
    {"type": "static_select", "options": [option("a", HOSTILE), option("b")], "placeholder": plain("Pick one")},
    {
        "type": "static_select",
        "option_groups": [{"label": plain("Group"), "options": [option("c")]}],
        "placeholder": plain("Pick grouped"),
    },
    {"type": "multi_static_select", "options": [option("m1"), option("m2")], "placeholder": plain("Pick some")},
    {"type": "users_select", "placeholder": plain("Pick a person")},
    {"type": "radio_buttons", "options": [option("r1", HOSTILE), option("r2")]},
    {
        "type": "checkboxes",
        "options": [{**option("k1"), "description": mrkdwn("*why*")}, option("k2")],
        "initial_options": [option("k2")],
    },
    {"type": "datepicker", "initial_date": "2026-11-21", "placeholder": plain("Day")},
    {"type": "timepicker", "initial_time": "09:30", "placeholder": plain("Time")},
    {"type": "datetimepicker", "initial_date_time": 1782000000},
    {"type": "overflow", "options": [option("o1", HOSTILE), option("o2")]},
    {"type": "button", "text": plain(HOSTILE), "style": "danger"},
]
INPUTS = [
    {"type": "plain_text_input", "max_length": 20, "initial_value": "hello", "placeholder": plain("Say")},
    {"type": "plain_text_input", "multiline": True},
    {"type": "email_text_input"},
    {"type": "url_text_input"},
    {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
    {"type": "file_input"},
    *(one for one in ELEMENTS if one["type"] not in {"overflow", "button"}),
]


def layout(hostile):
    """One message with every layout block, hostile text wherever text can stand."""
    inline = [
        words(hostile),
        words("bold", style={"bold": True}),
        words("code", style={"code": True}),
        {"type": "link", "url": "javascript:alert(1)", "text": "press me"},
        {"type": "link", "url": "https://marlbrook.example/", "text": "the council"},
        {"type": "emoji", "name": "warning", "unicode": "26a0-fe0f"},
        {"type": "user", "user_id": "U0BO"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "broadcast", "range": "channel"},
        {"type": "color", "value": "#112233"},
        {"type": "date", "timestamp": 1782000000, "format": "{date}", "fallback": "then"},
    ]
    item = {"type": "rich_text_section", "elements": [words("item")]}
    return [
        {"type": "header", "text": plain(hostile)},
        {"type": "section", "text": mrkdwn(hostile), "fields": [plain(hostile), mrkdwn("_left_"), mrkdwn("~right~")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn(hostile), plain("plain :eyes:")]},
        {"type": "image", "image_url": "https://tracker.example/p.png", "alt_text": hostile, "title": plain("Chart")},
        rich(
            {"type": "rich_text_section", "elements": inline},
            {"type": "rich_text_preformatted", "elements": [words(hostile)]},
            {"type": "rich_text_quote", "elements": [words("quoted")]},
            {"type": "rich_text_list", "style": "ordered", "elements": [item, item]},
            {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [item]},
        ),
        {"type": "hologram", "text": plain("?")},
        {
            "type": "section",
            "text": mrkdwn("with a control nobody knows"),
            "accessory": {"type": "workflow_button", "action_id": "w"},
        },
    ]


def controls():
    return [
        {"type": "actions", "block_id": f"a{at}", "elements": [{**element, "action_id": f"it{at}"}]}
        for at, element in enumerate(ELEMENTS)
    ]


def inputs():
    return [
        {"type": "input", "block_id": f"i{at}", "label": plain(f"Field {at} {HOSTILE}"), "optional": True}
        | {"element": {**element, "action_id": "it"}}
        for at, element in enumerate(INPUTS)
    ]


def open_with(page, site, world, blocks):
    world.say("C1", "B0BOT", HOSTILE, blocks)
    page.goto(site)
    expect(page.locator(".message .block").first).to_be_visible()
    return page.locator(".message").last


def test_hostile_words_stay_words_in_every_layout_block(page, site, world):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    card = open_with(page, site, world, layout(HOSTILE))
    assert page.evaluate("window.broken") is None
    assert card.locator("script").count() == 0
    assert card.locator("img").count() == 0
    assert card.get_by_text("<script>window.broken=1</script>").count() >= 5
    expect(card.get_by_role("link", name="press me")).to_have_count(0)
    expect(card.get_by_text("press me (javascript:alert(1))")).to_be_visible()
    expect(card.get_by_role("link", name="the council")).to_have_attribute("rel", "noopener noreferrer")
    assert all(url.startswith(site) for url in asked)


def test_every_layout_block_is_drawn(page, site, world):
    card = open_with(page, site, world, layout("plain words"))
    expect(card.get_by_role("heading", name="plain words")).to_be_visible()
    expect(card.get_by_text("left", exact=True)).to_have_css("font-style", "italic")
    expect(card.get_by_role("separator")).to_have_count(1)
    expect(card.get_by_text("plain 👀")).to_be_visible()
    expect(card.get_by_text("Picture: plain words")).to_be_visible()
    expect(card.locator("ol > li")).to_have_count(2)
    expect(card.locator("blockquote")).to_have_text("quoted")
    expect(card.locator(".rich .mention")).to_have_text(["@Bo Okafor", "#comms-review", "@channel"])


def test_what_the_page_cannot_draw_is_said_and_not_left_out(page, site, world):
    card = open_with(page, site, world, layout("x"))
    expect(card.get_by_text("Something of the kind “hologram” stands here.")).to_be_visible()
    expect(card.get_by_text("A control of the kind “workflow_button” stands here.")).to_be_visible()


MRKDWN = [
    ("*bold* _italic_ ~gone~ `code`", "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>"),
    ("a*b*c 2*3*4 snake_case_name", "a*b*c 2*3*4 snake_case_name"),
    ("*bold with _both_ inside*", "<strong>bold with <em>both</em> inside</strong>"),
    ("`*not bold*`", "<code>*not bold*</code>"),
    ("&lt;!channel&gt; &amp;amp;", "&lt;!channel&gt; &amp;amp;"),
    ("5 &lt; 6", "5 &lt; 6"),
    ("a <b> stays", "a &lt;b&gt; stays"),
    ("no :such_emoji: here", "no :such_emoji: here"),
]


@pytest.mark.parametrize(("given", "drawn"), MRKDWN)
def test_mrkdwn_is_read_as_slack_reads_it(page, site, world, given, drawn):
    card = open_with(page, site, world, [{"type": "section", "text": mrkdwn(given)}])
    assert card.locator(".text > .words").inner_html() == drawn


def test_mrkdwn_links_mentions_quotes_and_code_blocks(page, site, world):
    text = "<https://a.example/?b=1&amp;c=2|here> <https://b.example> <mailto:x@y.example|mail> <javascript:x|no>\n&gt; said\n&gt; twice\nafter <@U0BO> <@U0NONE|somebody> <#C1> <!here> <!date^1782000000^{date}|then>```x < *y*\n  z```"
    card = open_with(page, site, world, [{"type": "section", "text": mrkdwn(text)}])
    expect(card.get_by_role("link", name="here")).to_have_attribute("href", "https://a.example/?b=1&c=2")
    expect(card.get_by_role("link", name="mail")).to_have_attribute("href", "mailto:x@y.example")
    expect(card.get_by_role("link", name="no", exact=True)).to_have_count(0)
    expect(card.locator("blockquote")).to_have_text("said\ntwice")
    expect(card.locator(".mention")).to_have_text(["@Bo Okafor", "@somebody", "#comms-review", "@here"])
    expect(card.locator("pre")).to_have_text("x < *y*\n  z")


def test_every_control_works_in_a_message_and_says_what_was_chosen(page, site, world):
    card = open_with(page, site, world, controls())
    card.get_by_label("Pick one").select_option("b")
    card.get_by_label("Pick grouped").select_option("c")
    card.get_by_label("m2").check()
    card.get_by_label("Pick a person").select_option("U0BO")
    card.get_by_label("r2").check()
    card.get_by_label("k1").check()
    card.get_by_label("Day").fill("2026-12-01")
    card.get_by_label("Time").fill("10:00")
    card.locator("input[type=datetime-local]").fill("2026-07-01T09:00")
    card.locator("[data-block=a9]").get_by_role("button", name="More actions").click()
    card.get_by_role("menuitem", name="o2").click()
    card.locator("[data-block=a10]").get_by_role("button").click()
    page.wait_for_function("() => document.querySelectorAll('[aria-busy=true]').length === 0")
    chosen = {body["block_id"]: body.get("value") for what, body in world.sent if what == "action"}
    assert chosen["a0"] == {"type": "static_select", "selected_option": option("b")}
    assert chosen["a1"]["selected_option"] == option("c")
    assert chosen["a2"]["selected_options"] == [option("m2")]
    assert chosen["a3"] == {"type": "users_select", "selected_user": "U0BO"}
    assert chosen["a4"]["selected_option"] == option("r2")
    assert [one["value"] for one in chosen["a5"]["selected_options"]] == ["k1", "k2"]
    assert chosen["a6"] == {"type": "datepicker", "selected_date": "2026-12-01"}
    assert chosen["a7"] == {"type": "timepicker", "selected_time": "10:00"}
    assert chosen["a8"] == {"type": "datetimepicker", "selected_date_time": 1782892800}
    assert chosen["a9"] == {"type": "overflow", "selected_option": option("o2")}
    assert chosen["a10"] is None


@pytest.mark.parametrize("width", [1300, 360])
def test_long_words_wrap_and_never_push_anything_off_the_side(page, site, world, width):
    page.set_viewport_size({"width": width, "height": 900})
    world.homes["U0ADA"] = {"type": "home", "blocks": [*layout("x" * 300), *controls()]}
    open_with(page, site, world, [*layout("x" * 300), *controls()])
    fits = "(node) => node.scrollWidth <= node.clientWidth"
    assert page.locator("#messages").evaluate(fits)
    if width < 961:
        page.get_by_role("button", name="People and places").click()
    page.get_by_role("button", name="Countersign: Home").click()
    expect(page.locator(".home .block-header")).to_be_visible()
    assert page.locator("#messages").evaluate(fits)


def test_every_kind_of_input_is_labelled_in_a_form(page, site, world):
    view = {"type": "modal", "title": plain("All"), "submit": plain("Send it"), "blocks": inputs()}
    page.goto(site)
    world.open("U0ADA", view)
    form = page.get_by_role("dialog", name="All")
    expect(form).to_be_visible()
    for at, element in enumerate(INPUTS):
        group = element["type"] in {"radio_buttons", "checkboxes", "multi_static_select"}
        role = "radiogroup" if element["type"] == "radio_buttons" else "group"
        field = form.get_by_role(role, name=f"Field {at} ") if group else form.get_by_label(f"Field {at} ")
        expect(field.first).to_be_visible()
    assert page.evaluate("window.broken") is None
    form.get_by_role("button", name="Send it").click()
    page.wait_for_function("() => document.querySelectorAll('[aria-busy=true]').length === 0")
    state = next(body["state"] for what, body in world.sent if what == "submit")
    assert state["i0"]["it"] == {"type": "plain_text_input", "value": "hello"}
    assert state["i1"]["it"] == {"type": "plain_text_input", "value": None}
    assert len(state) == len(INPUTS)
