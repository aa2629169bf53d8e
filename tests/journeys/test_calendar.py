"""Stories of a calendar and a picture: an address that works until it is ended, a week that arrives in direct messages."""

import urllib.error
import urllib.request

import vobject
from stories import COUNCIL, PATIENCE

from bot.practice.slack.reading import words_of


def addresses(tom):
    """Every address he was told in the channel, where only he sees it."""
    words = " ".join(words_of(message) for message in tom.channel(COUNCIL)).split()
    return [word for word in words if word.endswith(".ics")]


def read(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, ""


def test_tom_reads_his_shifts_in_his_own_calendar_until_he_ends_the_address(tom):
    tom.types("/rota calendar", COUNCIL)
    (first,) = tom.waits_for(addresses, PATIENCE)
    status, text = read(first)
    assert status == 200
    events = vobject.readOne(text).vevent_list
    assert {event.summary.value for event in events} <= {
        "Communications, desk: Tom Bright",
        "Communications, on call: Tom Bright",
    }
    assert events

    tom.types("/rota calendar new", COUNCIL)
    second = tom.waits_for(lambda _: next((a for a in addresses(tom) if a != first), None), PATIENCE)
    assert read(first)[0] == 404
    assert read(second)[0] == 200
    assert read(second.replace(".ics", "x.ics"))[0] == 404


def test_the_week_arrives_as_a_picture_with_its_words(tom):
    tom.types("/rota week", COUNCIL)
    message = tom.waits_for(lambda _: next((m for m in tom.dms() if m.get("files")), None), PATIENCE)
    assert message["text"].startswith("Communications, Monday ")
    assert "Tom Bright" in message["files"][0]["alt_txt"]
