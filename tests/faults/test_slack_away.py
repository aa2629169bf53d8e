"""Slack down, Slack counting our calls, Slack cutting the line: cards come late and once, and clicks work again."""

import time
from datetime import timedelta

import pytest
from whole import CARDS, until, whole

from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.core.due import Work
from bot.practice.slack.reading import words_of

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("away") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with whole(f"sqlite:///{copy}") as up:
        yield up


@pytest.fixture(autouse=True)
def mended(house):
    yield
    house.slack.faults.clear()
    until(lambda: house.slack.sockets.count)


def waiting(house, number):
    """When the cards of this draft are tried next, or None where they are up to date."""
    with house.house.store.read() as uow:
        return uow.due.waiting(Work.SHOW_DRAFT, str(number))


def let_it_try(house, number):
    """Move the clock to the next try of this draft's cards, and wait until that try has failed."""
    due = waiting(house, number)
    house.clock.advance(max(due - house.clock.now(), timedelta()))
    until(lambda: (waiting(house, number) or due) > due)
    return waiting(house, number) - due


def cut(house, *, silently=False):
    """Cut the line, and wait until it is gone."""
    open_before = list(house.slack.sockets._open)
    house.slack.cut_sockets(silently=silently)
    until(lambda: not set(map(id, open_before)) & set(map(id, house.slack.sockets._open)))


def cards(house, person, words):
    return [words_of(each) for each in person.channel(CARDS) if words in words_of(each) and not each["ephemeral"]]


def test_with_slack_down_for_an_hour_the_tweet_goes_out_and_the_cards_follow_once(house):
    number = house.sent("The swing bridge opens at ten for the regatta.")
    tom, sam = house.person("U0TOM"), house.person("U0SAM")
    tom.waits_for_message("The swing bridge", CARDS)
    until(lambda: waiting(house, number) is None)
    house.slack.go_down(3600)
    house.asks("U0TOM", Pressed(Action.APPROVE, number, 1))  # clicked just before the line went
    house.until_published(number)
    until(lambda: waiting(house, number))
    pauses, began = [], house.clock.now()
    while house.clock.now() - began < timedelta(hours=1):
        pauses.append(round(let_it_try(house, number).total_seconds()))
    assert pauses[:4] == sorted(pauses[:4])
    assert 280 < pauses[-1] < 320, "it is tried every five minutes in the end, for ever"
    assert not house.service.health()[0]
    house.slack.faults.clear()
    house.clock.advance(timedelta(minutes=6))
    sam.waits_for_message("Your tweet is published.", within=20)
    until(lambda: "See it on X" in "".join(cards(house, tom, "The swing bridge")))
    assert len(cards(house, tom, "The swing bridge")) == 1
    assert house.tweets().count("The swing bridge opens at ten for the regatta.") == 1
    until(lambda: house.service.health()[0])
    with house.house.store.read() as uow:
        assert "WorkParked" not in {record.kind for record in uow.records.read()}


def test_a_draft_sent_while_slack_is_down_gets_its_card_afterwards(house):
    house.slack.go_down(2)
    number = house.sent("The night bus to Ashby stops at the hospital.")
    until(lambda: (waiting(house, number) or house.clock.now()) > house.clock.now())
    until(lambda: not house.slack.faults.is_down())
    house.clock.advance(timedelta(minutes=1))
    house.person("U0TOM").waits_for_message("The night bus", CARDS, within=20)
    assert len(cards(house, house.person("U0TOM"), "The night bus")) == 1


def test_after_a_rate_limit_a_card_is_posted_once_and_not_before_slack_allows(house):
    house.slack.faults.fail("chat.postMessage", "429", times=2, seconds=30)
    began = house.clock.now()
    number = house.sent("Three new benches stand on the quay.")
    due = until(lambda: (at := waiting(house, number)) and at > began + timedelta(seconds=29) and at)
    assert not cards(house, house.person("U0TOM"), "Three new benches")
    house.clock.advance(due - house.clock.now())
    house.person("U0TOM").waits_for_message("Three new benches", CARDS, within=20)
    house.person("U0SAM").waits_for_message("Three new benches", within=20)
    assert len(cards(house, house.person("U0TOM"), "Three new benches")) == 1


def test_after_a_rate_limit_on_redrawing_the_card_shows_the_latest_state(house):
    number = house.sent("The pool at Ashby closes for a week.")
    tom = house.person("U0TOM")
    card = tom.waits_for_message("The pool at Ashby", CARDS)
    until(lambda: waiting(house, number) is None)
    house.slack.faults.fail("chat.update", "429", times=2, seconds=20)
    began = house.clock.now()
    tom.clicks("Hold", card)
    until(lambda: house.draft(number).state is State.HELD)
    due = until(lambda: (at := waiting(house, number)) and at > began + timedelta(seconds=19) and at)
    assert "On hold" not in cards(house, tom, "The pool at Ashby")[0]
    house.clock.advance(due - house.clock.now())
    until(lambda: "On hold" in cards(house, tom, "The pool at Ashby")[0], told=lambda: cards(house, tom, "The pool"))
    assert len(cards(house, tom, "The pool at Ashby")) == 1


def test_many_cards_at_once_keep_to_slacks_one_message_a_second(house):
    house.slack.faults.limit_posts(3)
    numbers = [house.sent(f"Fernmouth market has {n} new stalls from Saturday.") for n in range(20, 26)]
    began = time.monotonic()
    while any(waiting(house, number) for number in numbers):
        assert time.monotonic() - began < 60
        time.sleep(0.2)
        house.clock.advance(timedelta(seconds=1))
    tom = house.person("U0TOM")
    assert [len(cards(house, tom, f"has {n} new stalls")) for n in range(20, 26)] == [1] * 6


@pytest.mark.parametrize("silently", [False, True])
def test_after_the_line_is_cut_a_click_works_again_within_seconds(house, silently):
    words = f"The theatre opens its doors {'quietly' if silently else 'loudly'} on Friday."
    number = house.sent(words)
    tom = house.person("U0TOM")
    card = tom.waits_for_message(words, CARDS)
    cut(house, silently=silently)
    tom.waits_for(lambda me: me.clicks("Approve", card).ok, within=15)
    house.until_published(number)
    assert house.kinds(number).count("DraftApproved") == 1
    assert house.tweets().count(words) == 1


def test_a_line_cut_while_a_click_is_worked_on_loses_neither_the_click_nor_its_outcome(house):
    number = house.sent("The lido opens on the first of May.")
    tom = house.person("U0TOM")
    card = tom.waits_for_message("The lido opens", CARDS)
    house.slack.drop_acks()
    house.slack.world.ack_within, within = 1.0, house.slack.world.ack_within
    tom.clicks("Approve", card)
    cut(house)
    house.slack.world.ack_within = within
    house.until_published(number)
    until(lambda: house.slack.sockets.count)
    assert house.kinds(number).count("DraftApproved") == 1


@pytest.mark.parametrize("opening", ["command", "shortcut", "button"])
def test_a_form_that_slack_no_longer_lets_us_open_gives_the_words_back(house, opening):
    sam = house.person("U0SAM")
    words = {
        "command": "Chess club meets in the library on Mondays.",
        "shortcut": "Knitting circle meets in the library on Tuesdays.",
        "button": "Lego club meets in the library on Wednesdays.",
    }[opening]
    if opening == "shortcut":
        house.person("U0EWA").types(words, "general")
    if opening == "button":
        house.sent(words)
        sam.waits_for_message(words)
    house.slack.faults.expire_triggers()
    match opening:
        case "command":
            sam.types(f"/tweet {words}", CARDS)
        case "shortcut":
            sam.uses_shortcut("Pitch as a tweet", words)
        case "button":
            sam.clicks("Edit…", words)

    def given_back(me):
        rooms = [each for room in me.state()["channels"] for each in room["messages"]]
        return [each for each in rooms if "too little time" in words_of(each) and words in words_of(each)]

    (said,) = sam.waits_for(given_back)
    assert said["ephemeral"] or opening == "button"
    assert sam.modal() is None
