"""A person with nothing but a keyboard takes a tweet from an idea to the timeline."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def tab_to(page, role, name, within=None):
    """Press Tab until the control has the focus, as a person would."""
    wanted = (within or page).get_by_role(role, name=name)
    for _press in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("(node) => node === document.activeElement"):
            return
    pytest.fail(f"Tab never reached {name}")


def test_pitch_and_approve_with_the_keyboard_alone(page, site, world):
    page.goto(site)
    expect(page.get_by_role("radio", name="Ada Price")).to_be_checked()

    tab_to(page, "combobox", "Message to #comms-review")
    page.keyboard.type("/tw")
    expect(page.get_by_role("option", name="/tweet")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("Roads are gritted.")
    page.keyboard.press("Enter")

    form = page.get_by_role("dialog", name="Pitch a tweet")
    words = form.get_by_label("Words")
    expect(words).to_be_focused()
    expect(words).to_have_value("Roads are gritted.")
    page.keyboard.press("End")
    page.keyboard.type(" Take care.")
    tab_to(page, "button", "Check it")
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    expect(page.get_by_role("button", name="Approve")).to_be_visible()

    for _press in range(80):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "radio":
            break
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Bo Okafor")).to_be_checked()
    expect(page.get_by_role("radio", name="Bo Okafor")).to_be_focused()
    tab_to(page, "button", "Approve")
    page.keyboard.press("Enter")
    question = page.get_by_role("dialog", name="Publish this?")
    expect(question.get_by_role("button", name="Go back")).to_be_focused()
    tab_to(page, "button", "Approve", question)
    page.keyboard.press("Enter")

    timeline = page.get_by_role("list", name="Posts, newest first")
    expect(timeline.get_by_text("Roads are gritted. Take care.")).to_be_visible()
    expect(page.get_by_text(re.compile("approved by Bo Okafor"))).to_be_visible()
    assert [what for what, _body in world.sent if what != "read"] == ["command", "submit", "action"]


def test_the_guide_puts_a_newcomer_on_the_way(page, site):
    page.goto(site)
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Be Bo").click()
    expect(page.get_by_role("radio", name="Bo Okafor")).to_be_checked()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Be Ada").click()
    box = page.get_by_label("Message to #comms-review")
    expect(box).to_have_value("/tweet ")
    expect(box).to_be_focused()


def test_the_guide_shows_one_step_at_a_time_and_says_how_many_are_left(page, site):
    page.goto(site)
    guide = page.get_by_role("region", name="Your first minutes")
    now = guide.get_by_role("status")
    following, back = guide.get_by_role("button", name="Next step"), guide.get_by_role("button", name="Back")
    expect(now).to_have_text("Step 1 of 3: Pitch · 2 more after thisYou are Ada. Type /tweet and some words.")
    expect(back).to_be_hidden()
    expect(guide.get_by_text("Become Bo and approve.")).to_be_hidden()

    following.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(now).to_have_text("Step 3 of 3: See it · the last oneSee it on X.")
    page.reload()
    expect(now).to_contain_text("Step 3 of 3")

    guide.get_by_role("button", name="Finish").click()
    expect(guide).to_be_hidden()
    expect(page.get_by_role("button", name="Guide")).to_be_focused()


def test_all_steps_of_the_guide_are_opened_by_choice_and_lead_to_each(page, site):
    page.goto(site)
    everything = page.get_by_role("button", name="All steps")
    expect(everything).to_have_attribute("aria-expanded", "false")
    everything.focus()
    page.keyboard.press("Space")
    steps = page.get_by_role("list", name="All steps")
    expect(steps.get_by_role("listitem")).to_have_count(3)
    expect(steps.locator("[aria-current=step]")).to_contain_text("You are Ada.")
    steps.get_by_role("button", name="Step 2: Approve").click()
    expect(steps).to_be_hidden()
    expect(page.get_by_role("button", name="Be Bo")).to_be_focused()


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (390, 844)])
def test_the_guide_leaves_the_page_to_what_people_do(page, site, wide, high):
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(site)
    box = page.get_by_role("region", name="Your first minutes").bounding_box()
    assert box["height"] <= high / 5


def test_the_guide_waits_for_what_its_person_sees(page, site):
    held, let_go = [], []

    def hold(route):
        if let_go:
            route.continue_()
        else:
            held.append(route)

    page.route("**/slack/people/state?user=U0BO", hold)
    page.goto(site)
    expect(page.get_by_role("radio", name="Ada Price")).to_be_checked()
    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Be Bo").click()
    page.wait_for_function("() => sessionStorage.getItem('countersign-practice-me') === 'U0BO'")
    let_go.append(True)
    held[0].continue_()
    expect(page.get_by_role("radio", name="Bo Okafor")).to_be_checked()
    expect(page.get_by_label("Message to #comms-review")).to_be_focused()


def test_unread_counts_belong_to_each_person(page, site, world):
    page.goto(site)
    world.say("DU0BO", "B0BOT", "A tweet waits for you.")
    expect(page.get_by_role("radio", name="Bo Okafor Communications lead 1 unread")).to_be_visible()
    page.get_by_role("radio", name="Bo Okafor").click()
    page.get_by_role("button", name="Countersign 1 unread").click()
    expect(page.get_by_text("A tweet waits for you.")).to_be_visible()
    page.get_by_role("radio", name="Ada Price").click()
    expect(page.get_by_role("radio", name="Bo Okafor")).not_to_contain_text("unread")


def test_a_user_group_shows_who_is_in_it_and_follows_every_change(page, site, world):
    page.goto(site)
    groups = page.get_by_role("list", name="User groups")
    expect(groups).to_have_text("@comms-oncall: Bo Okafor")
    world.on_call = ["U0ADA", "U0BO"]
    world.change()
    expect(groups).to_have_text("@comms-oncall: Ada Price, Bo Okafor")
    world.on_call = []
    world.change()
    expect(groups).to_have_text("@comms-oncall: nobody")


def test_a_command_that_does_not_exist_is_answered_with_those_that_do(page, site):
    page.goto(site)
    box = page.get_by_label("Message to #comms-review")
    box.fill("/twit hello")
    box.press("Enter")
    notice = page.get_by_role("alert").filter(has_text="not a command here")
    expect(notice).to_contain_text("/tweet, /rota")
    expect(box).to_have_value("/twit hello")


def test_what_slack_refuses_is_shown_and_the_words_are_kept(page, site, world):
    page.goto(site)
    world.answer = {"ok": False, "message": "/tweet failed because the app did not respond."}
    box = page.get_by_label("Message to #comms-review")
    box.fill("/tweet hello")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="did not respond")).to_be_visible()
    expect(box).to_have_value("/tweet hello")


def test_answers_stand_in_the_thread_they_belong_to(page, site, world):
    first = world.say("C1", "U0BO", "Who has the gritting figures?")
    world.say("C1", "U0BO", "And good morning.")
    page.goto(site)
    page.get_by_role("button", name="Actions on the message from Bo Okafor").first.click()
    page.get_by_role("menuitem", name="Reply in thread").click()
    page.get_by_label("Message to #comms-review").fill("I do.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("I do.")).to_be_visible()
    sent = [body for what, body in world.sent if what == "message"]
    assert sent[0]["thread_ts"] == first["ts"]
    texts = page.get_by_role("list", name="Messages in comms-review").get_by_role("listitem").all_inner_texts()
    assert "figures" in texts[1]
    assert "I do." in texts[2]


def test_a_message_shortcut_is_offered_on_each_message(page, site, world):
    message = world.say("C1", "U0BO", "The library reopens on Monday.")
    page.goto(site)
    page.get_by_role("button", name="Actions on the message from Bo Okafor").click()
    page.get_by_role("menuitem", name="Pitch as a tweet").click()
    expect(page.get_by_role("menuitem")).to_have_count(0)
    page.wait_for_function("() => !document.querySelector('[popover]:popover-open')")
    body = {"user": "U0ADA", "channel": "C1", "ts": message["ts"], "callback_id": "pitch_message"}
    assert ("shortcut", body) in world.sent


def test_the_clock_moves_and_says_so(page, site, clock):
    page.goto(site)
    page.get_by_role("button", name="Move forward to 9 tomorrow").click()
    expect(page.get_by_text(re.compile(r"^It is now 09:00, .*, for everybody in practice\.$"))).to_be_visible()
    expect(page.get_by_role("group", name="Practice time")).to_contain_text("09:00")


def test_things_can_be_made_to_go_wrong_and_right_again(page, site, world):
    page.goto(site)
    page.get_by_role("button", name="Things that go wrong").click()
    page.get_by_role("menuitem", name="X answers 503").click()
    expect(page.locator(".remark")).to_contain_text("X answers 503: ready.")
    assert ("faults", {"kind": "status_503", "times": 3}) in world.sent


def test_a_message_that_changes_keeps_the_focus_where_it_was(page, site, world):
    from copy import deepcopy

    block = {
        "type": "actions",
        "block_id": "b",
        "elements": [
            {"type": "button", "action_id": "one", "text": {"type": "plain_text", "text": "One"}},
            {"type": "button", "action_id": "two", "text": {"type": "plain_text", "text": "Two"}},
        ],
    }
    message = world.say("C1", "B0BOT", "card", [block])
    page.goto(site)
    page.get_by_role("button", name="Two").focus()
    changed = deepcopy(block)
    changed["elements"][0]["text"]["text"] = "Uno"
    message["blocks"] = [changed]
    world.change()
    expect(page.get_by_role("button", name="Uno")).to_be_visible()
    expect(page.get_by_role("button", name="Two")).to_be_focused()


def test_the_page_says_when_its_server_is_gone_and_goes_on_when_it_is_back(page, new_site, world):
    from bot.practice.serving import Served

    banner = page.get_by_text("The practice server is not answering.")
    with Served(new_site()) as served:
        page.goto(served.url)
        expect(page.get_by_role("radio", name="Ada Price")).to_be_visible()
        expect(banner).to_be_hidden()
    expect(banner).to_be_visible()
    world.say("C1", "U0BO", "Said in the meantime.")
    with Served(new_site(), port=served.port):
        expect(banner).to_be_hidden()
        expect(page.get_by_text("Said in the meantime.")).to_be_visible()
