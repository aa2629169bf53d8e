"""Forms behave as a person used to Slack expects: errors at the field, nothing typed is lost, views stack."""

from copy import deepcopy

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ADA = "U0ADA"


def plain(text):
    return {"type": "plain_text", "text": text}


def text_input(block, label, **element):
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {"type": "plain_text_input", "action_id": "it", **element},
    }


def view(title, *blocks, **more):
    return {"type": "modal", "title": plain(title), "submit": plain("Go on"), "blocks": list(blocks), **more}


def opened(page, site, world, shown):
    page.goto(site)
    world.open(ADA, shown)
    form = page.get_by_role("dialog", name=shown["title"]["text"])
    expect(form).to_be_visible()
    return form


def pitch(page, site, words):
    page.goto(site)
    page.get_by_label("Message to #comms-review").fill(f"/tweet {words}")
    page.keyboard.press("Enter")
    return page.get_by_role("dialog", name="Pitch a tweet")


def test_errors_stand_at_their_fields_and_the_first_one_gets_the_focus(page, site):
    form = pitch(page, site, "lorem ipsum")
    form.get_by_label("Note for the approver").fill("from the roads team")
    form.get_by_role("button", name="Check it").click()
    field = form.get_by_label("Words")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "Exactly as they will appear. These look like filler words. Please write what you want to say.",
    )
    expect(field).to_have_value("lorem ipsum")
    expect(form.get_by_label("Note for the approver")).to_have_value("from the roads team")


def test_an_empty_required_field_is_asked_for_before_anything_is_sent(page, site, world):
    form = pitch(page, site, "hello")
    form.get_by_label("Words").fill("")
    form.get_by_role("button", name="Check it").click()
    expect(form.get_by_text("Please fill this in.")).to_be_visible()
    expect(form.get_by_label("Words")).to_be_focused()
    assert "submit" not in [what for what, _body in world.sent]


def test_too_many_characters_are_counted_and_kept(page, site, world):
    form = pitch(page, site, "hello")
    form.get_by_label("Words").fill("x" * 607)
    expect(form.get_by_text("7 characters too many")).to_be_visible()
    form.get_by_role("button", name="Check it").click()
    expect(form.get_by_text("Please shorten this to 600 characters. It is 7 over.")).to_be_visible()
    expect(form.get_by_label("Words")).to_have_value("x" * 607)


def test_while_a_form_is_on_its_way_it_says_so(page, site, world):
    form = pitch(page, site, "hello")
    expect(form).to_be_visible()
    world.slow = True
    form.get_by_role("button", name="Check it").click()
    expect(form.get_by_role("status").filter(has_text="Sending…")).to_be_visible()
    form.get_by_role("button", name="Check it").click()
    world.slow = False
    expect(form).to_be_hidden()
    assert [what for what, _body in world.sent].count("submit") == 1


def test_an_app_that_does_not_answer_leaves_the_form_open_and_says_so(page, site, world):
    form = pitch(page, site, "hello")
    expect(form).to_be_visible()
    world.answer = {"ok": False, "message": "We had some trouble connecting. Try again?"}
    form.get_by_role("button", name="Check it").click()
    expect(form.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    expect(form.get_by_label("Words")).to_have_value("hello")


def test_an_update_keeps_what_was_typed_and_the_focus_where_ids_are_unchanged(page, site, world):
    first = view("Form", text_input("words", "Words", initial_value="from the app"), text_input("old", "Old"))
    form = opened(page, site, world, first)
    form.get_by_label("Words").fill("typed by Ada")
    form.get_by_label("Old").fill("goes with its block")
    form.get_by_label("Words").focus()
    changed = deepcopy(first)
    changed["blocks"][0]["label"]["text"] = "Your words"
    changed["blocks"][1] = text_input("new", "New")
    world.views[ADA][0]["view"] = changed
    world.change()
    expect(form.get_by_label("Your words")).to_have_value("typed by Ada")
    expect(form.get_by_label("Your words")).to_be_focused()
    expect(form.get_by_label("New")).to_have_value("")


def test_an_input_with_another_action_id_starts_afresh(page, site, world):
    form = opened(page, site, world, view("Form", text_input("words", "Words")))
    form.get_by_label("Words").fill("typed")
    changed = view("Form", text_input("words", "Words again", initial_value="set by the app"))
    changed["blocks"][0]["element"]["action_id"] = "other"
    world.views[ADA][0]["view"] = changed
    world.change()
    expect(form.get_by_label("Words again")).to_have_value("set by the app")


def test_a_pushed_view_goes_back_to_what_was_typed_below(page, site, world):
    form = opened(page, site, world, view("Below", text_input("words", "Words")))
    form.get_by_label("Words").fill("typed below")
    world.open(ADA, view("Above", text_input("words", "More")))
    above = page.get_by_role("dialog", name="Above")
    expect(above.get_by_label("More")).to_be_focused()
    expect(above.get_by_label("More")).to_have_value("")
    above.get_by_role("button", name="Back").click()
    expect(form.get_by_label("Words")).to_have_value("typed below")
    assert ("close", {"user": ADA, "view_id": "V1", "all": False}) in world.sent


def test_escape_closes_through_the_app_and_the_focus_goes_back_to_the_message_box(page, site, world):
    form = pitch(page, site, "hello")
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(page.get_by_label("Message to #comms-review")).to_be_focused()
    assert "close" in [what for what, _body in world.sent]


def test_tab_stays_inside_an_open_form(page, site):
    form = pitch(page, site, "hello")
    expect(form).to_be_visible()
    for _press in range(25):
        page.keyboard.press("Tab")
        outside = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        assert not page.evaluate(outside)


def test_a_picture_is_sent_shown_and_can_be_taken_away(page, site, world):
    form = pitch(page, site, "hello")
    picker = form.get_by_label("Pictures")
    picker.set_input_files({"name": "roads.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    expect(form.get_by_text("roads.png is attached.")).to_be_visible()
    form.get_by_role("button", name="Check it").click()
    expect(form).to_be_hidden()
    state = next(body["state"] for what, body in world.sent if what == "submit")
    assert [file["id"] for file in state["media"]["it"]["files"]] == ["F1"]


def test_a_field_that_asks_for_it_tells_the_app_while_typing(page, site, world):
    block = text_input("words", "Words", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]})
    form = opened(page, site, world, view("Form", block | {"dispatch_action": True}))
    form.get_by_label("Words").press_sequentially("hi")
    page.wait_for_function("() => document.querySelectorAll('[aria-busy=false]').length > 0")
    _what, body = next(sent for sent in world.sent if sent[0] == "action")
    assert body["value"]["value"] == "hi"
    assert body["state"]["words"]["it"]["value"] == "hi"
    assert body["container"] == {"type": "view", "view_id": "V0"}


def test_home_opens_and_its_buttons_work(page, site, world):
    button = {"type": "button", "action_id": "mine", "text": plain("My drafts")}
    world.homes[ADA] = {"type": "home", "blocks": [{"type": "actions", "block_id": "h", "elements": [button]}]}
    page.goto(site)
    page.get_by_role("button", name="Countersign: Home").click()
    expect(page.get_by_role("heading", name="Countersign: Home")).to_be_visible()
    page.get_by_role("button", name="My drafts").click()
    page.wait_for_function("() => document.querySelectorAll('[aria-busy=false]').length > 0")
    assert ("home", {"user": ADA}) in world.sent
    assert next(body for what, body in world.sent if what == "action")["container"] == {"type": "home"}
