"""The first minute of the README, in a browser: pitch as one person, approve as another, see the tweet (D1–D4)."""

import pytest

from bot.use_cases import records

pytestmark = pytest.mark.browser

WORDS = "Fernshire libraries are open until 8pm this Thursday. Story time starts at 4pm."


def test_a_newcomer_pitches_approves_and_sees_the_tweet(page, house):
    page.goto(house.page)
    page.get_by_role("button", name="Be Sam and type /tweet").click()
    page.get_by_role("combobox", name="Message to #council-tweets").press("Enter")

    form = page.get_by_role("dialog")
    form.get_by_role("textbox", name="Tweet", exact=True).wait_for()
    assert form.get_by_role("textbox", name="Tweet", exact=True).input_value() == WORDS
    form.get_by_label("Purpose").select_option("Tell people about a service")
    form.get_by_role("button", name="Preview").click()
    form.get_by_text("The checks found nothing to change.").wait_for()
    form.get_by_role("button", name="Send for approval").click()
    form.get_by_text("can decide").wait_for()
    form.get_by_role("button", name="Close", exact=True).click()

    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Be Tom").click()
    page.get_by_role("button", name="Approve", exact=True).click()

    timeline = page.get_by_role("tabpanel", name="@FernshireCC")
    timeline.get_by_text(WORDS).wait_for()
    conversation = page.get_by_role("region", name="#council-tweets")
    link = conversation.get_by_role("link", name="See it on X")
    link.wait_for()
    assert "/FernshireCC/status/" in link.get_attribute("href")

    page.get_by_role("button", name="Next step").click()
    page.get_by_role("button", name="Be Sam", exact=True).click()
    page.get_by_role("button", name="Countersign", exact=False).first.click()
    page.get_by_role("region", name="Countersign").get_by_text("Your tweet is published.").wait_for()

    assert [post.shown for post in house.x.posts("fernshirecc")].count(WORDS) == 1
    verified = records.verify(house.house.store)
    assert verified.breaks == ()
    assert {"DraftSent", "DraftApproved", "DraftPublished"} <= {r.kind for r in records.each(house.house.store)}
