"""A story of choosing how one is called: in Slack itself, with a telephone gateway on this machine (D6)."""

import json

import pytest
from gateway import answering
from stories import COUNCIL, Somebody
from whole import whole

from bot.practice.slack.reading import words_of

SECRET = "between you and me"


@pytest.fixture
def house(sqlite_url):
    """The practice house with a telephone gateway."""
    with answering(SECRET, None) as gateway:

        def more(clock):
            gateway.clock = clock.now
            return {
                "COUNTERSIGN_CALL_URL": f"http://127.0.0.1:{gateway.server_port}/calls/{{target}}",
                "COUNTERSIGN_CALL_SECRET": SECRET,
            }

        with whole(sqlite_url, more=more) as up:
            up.gateway = gateway
            yield up


def test_tom_gives_his_number_in_slack_and_has_a_test_sent_from_the_form_and_from_home(house):
    tom = Somebody(house.slack_url, "U0TOM")
    tom.types("/rota reach", COUNCIL)
    card = tom.hears("How you are called out of hours", "by the usual ways here: the telephone gateway")
    tom.clicks("Send me a test", on=card)
    tom.message("Your test: not every way works", "how the telephone gateway knows them: /rota reach")
    assert house.gateway.asked == []

    tom.clicks("Change how I am called…", on=card)
    tom.waits_for_modal("How I am called")
    tom.fills({"Beside chat, call me by": "Telephone gateway", "Number or topic": "two words"}).submits()
    assert "without spaces" in str(tom.errors())
    tom.fills({"Number or topic": "tom-nights"}).submits()
    tom.waits_for(lambda me: me.sees("This is how you are called now") and me.sees("tom-nights"))
    tom.clicks("Send me a test")
    tom.message("Your test is sent", "The telephone gateway: taken.")
    tom.closes(everything=True)

    tom.opens_home()
    assert "In chat first, then by the telephone gateway." in words_of(tom.waits_for(lambda me: me.home()))
    tom.clicks("Send me a test")
    tom.waits_for(lambda _: len(house.gateway.asked) == 2)
    assert [path for path, _, _ in house.gateway.asked] == ["/calls/tom-nights"] * 2
    assert all(json.loads(body)["test"] for _, _, body in house.gateway.asked)
    assert house.is_whole()
