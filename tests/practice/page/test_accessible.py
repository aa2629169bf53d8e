"""Everybody can use the page: names, landmarks, contrast in light and dark, small screens, reduced motion."""

import itertools

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ADA, BO, BOT = "U0ADA", "U0BO", "B0BOT"

NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [tabindex='0'], [role=radio], [role=tab]")]
  .filter((node) => node.checkVisibility() && !node.closest("[popover]:not(:popover-open)"))
  .filter((node) => {
    const ids = (node.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const labels = [...(node.labels ?? [])].map((label) => label.textContent);
    const words = [node.getAttribute("aria-label"), ...ids.map((id) => document.getElementById(id)?.textContent), ...labels, node.matches("input, select, textarea") ? "" : node.textContent];
    return !words.some((word) => (word ?? "").trim());
  }).map((node) => node.outerHTML.slice(0, 160))"""

# Colours are read through a canvas, so that every notation becomes red, green and blue.
LOW_CONTRAST = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const light = (rgb) => { const [r, g, b] = rgb.map((part) => { const v = part / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (node) => { for (let at = node; at; at = at.parentElement) { const colour = rgba(getComputedStyle(at).backgroundColor); if (colour[3] > 250) return colour; } return rgba("Canvas"); };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.checkVisibility({ opacityProperty: true }) || node.closest(".hidden, .avatar, script, option")) continue;
    const style = getComputedStyle(node);
    const [a, b] = [light(rgba(style.color).slice(0, 3)), light(ground(node).slice(0, 3))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${walker.currentNode.textContent.trim().slice(0, 40)}`);
  }
  return found;
}"""

TOO_SMALL = """() => [...document.querySelectorAll("button, select, input, [role=radio]")]
  .filter((node) => node.checkVisibility() && node.getBoundingClientRect().width > 0)
  .filter((node) => { const box = (node.closest("label") ?? node).getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map((node) => node.outerHTML.slice(0, 120))"""


def a_full_page(page, site, world):
    world.words = "Roads are gritted."
    shown = [
        {"type": "header", "text": {"type": "plain_text", "text": "@Marlbrook"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"From <@{ADA}> <!channel> `code` <https://a.example|link>"},
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "soft words"}]},
        {"type": "hologram"},
        {
            "type": "actions",
            "block_id": "a",
            "elements": [
                {"type": "button", "action_id": "1", "style": "primary", "text": {"type": "plain_text", "text": "Yes"}},
                {"type": "button", "action_id": "2", "style": "danger", "text": {"type": "plain_text", "text": "No"}},
                {
                    "type": "overflow",
                    "action_id": "3",
                    "options": [{"text": {"type": "plain_text", "text": "More"}, "value": "m"}] * 2,
                },
            ],
        },
    ]
    world.say("C1", BO, "Good morning *all*")
    world.say("C1", BOT, "card", shown)
    world.say("C1", BOT, "Only you see this.", ephemeral=True, **{"for": ADA})
    world.say("D" + BO, BOT, "unread")
    world.notices[ADA] = "/tweet failed because the app did not respond."
    page.goto(site)
    expect(page.get_by_text("Only visible to you")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("form", [False, True])
def test_words_can_be_read_against_their_ground(page, site, world, scheme, form):
    page.emulate_media(color_scheme=scheme)
    a_full_page(page, site, world)
    if form:
        page.get_by_label("Message to #comms-review").fill("/tweet lorem")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Check it").click()
        expect(page.get_by_text("These look like filler words.")).to_be_visible()
    assert page.evaluate(LOW_CONTRAST) == []


def test_everything_that_can_be_used_has_a_name_and_room_to_press(page, site, world):
    a_full_page(page, site, world)
    page.get_by_label("Message to #comms-review").fill("/tweet hello")
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(TOO_SMALL) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(NAMELESS) == []


def test_the_page_has_its_language_landmarks_and_one_main_heading(page, site, world):
    a_full_page(page, site, world)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    for role in ("banner", "main", "navigation", "complementary"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    levels = page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4')].filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"
    )
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


def test_ids_are_unique_and_point_at_something(page, site, world):
    a_full_page(page, site, world)
    page.get_by_label("Message to #comms-review").fill("/tweet hello")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    doubled, dangling = page.evaluate("""() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      const named = [...document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls], label[for]")]
        .filter((node) => node.checkVisibility())
        .flatMap((node) => ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) => (node.getAttribute(name) ?? "").split(" ").filter(Boolean)));
      return [ids.filter((id, at) => ids.indexOf(id) !== at), named.filter((id) => !ids.includes(id))];
    }""")
    assert doubled == []
    assert dangling == []


def test_a_small_screen_shows_one_pane_at_a_time_without_sideways_scrolling(page, site, world):
    page.set_viewport_size({"width": 360, "height": 740})
    a_full_page(page, site, world)
    for pane, role in (("People and places", "navigation"), ("Conversation", "log"), ("On X", "complementary")):
        page.get_by_role("button", name=pane).click()
        expect(page.get_by_role("button", name=pane)).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role(role)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Move forward", exact=True).click()
    expect(page.get_by_role("menuitem", name="1 hour")).to_be_visible()


def test_menus_and_tabs_answer_to_the_arrow_keys(page, site, world):
    a_full_page(page, site, world)
    page.get_by_role("button", name="Things that go wrong").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="X is slow to answer")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="X answers 503")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Things that go wrong")).to_be_focused()
    page.get_by_role("tab", name="@Marlbrook", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="@MarlbrookNHS")).to_be_focused()
    expect(page.get_by_role("tab", name="@MarlbrookNHS")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("For emergencies call 999.")).to_be_visible()


def test_new_messages_stand_in_a_log_and_those_elsewhere_are_announced(page, site, world):
    page.goto(site)
    log = page.get_by_role("log")
    expect(log).to_be_visible()
    world.say("C1", BO, "Morning.")
    expect(log.get_by_text("Morning.")).to_be_visible()
    world.say("D" + ADA, BOT, "Approved.")
    expect(page.locator("#announcer")).to_have_text("Countersign sent you a direct message.")


def test_nothing_moves_for_people_who_ask_for_that(page, site, world):
    page.emulate_media(reduced_motion="reduce")
    page.goto(site)
    page.get_by_role("button", name="Move forward 1 hour").click()
    expect(page.locator("#remark")).to_have_css("animation-name", "none")
