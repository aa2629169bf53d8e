"""Stories of the night: an urgent tweet, one officer asleep, the next awake; and a drill with X away (D6)."""

import time
from datetime import datetime, timedelta

import pytest
from stories import COUNCIL, LONDON, until_working_day

from bot.practice.slack.reading import words_of


@pytest.fixture
def eleven(house):
    """Eleven at night, after a working day."""
    return until_working_day(house, 23)


@pytest.fixture
def on_call(house, eleven, sam, tom, priya, megan):
    """Who is called first, second and third tonight, each with their name. The rota's first turn began on 5 January."""
    order = [(megan, "Megan Price"), (tom, "Tom Bright"), (priya, "Priya Shah")]
    order += [order[0], order[2], order[1]]
    turn = (eleven.date() - datetime(2026, 1, 5, tzinfo=LONDON).date()).days // 7 % len(order)
    return list(dict.fromkeys(order[turn:] + order[:turn]))


def calls(who):
    return [m for m in who.dms() if "an urgent tweet for @FernshireCC" in words_of(m)]


def test_eleven_at_night_the_first_officer_does_not_answer_the_second_approves_and_everybody_sees_it(
    house, sam, on_call
):
    """D6: pitched urgently, called, passed to the next after five minutes, taken, approved, on X."""
    (first, _), (second, name), _ = on_call
    words = "The river is over Mill Bridge. Please go round by the ring road."
    sam.pitches(words, Urgent=["Approvers should look at this at once"])
    first.message("Wake up: an urgent tweet for @FernshireCC needs a decision", words, "Please answer by")
    assert calls(second) == []
    first.card(words, "Out of hours", "has not answered yet")

    house.clock.advance(timedelta(minutes=5))
    woken = second.message("Wake up", words, "did not answer")
    second.clicks("I have it", on=woken)
    second.message("You have it", words, "After that the next person is called.")
    first.message(f"{name} has it", "You need not do anything.")

    second.clicks("Approve", on=second.message("You have it", words))
    second.card(words, "Published", "See it on X", f"Taken on by {name}, called out of hours")
    for each in (first, second):
        each.message("It is decided", f"by {name}", "There is nothing left for you to do.")
    assert words in [post.typed for post in house.x.posts("fernshirecc")]
    house.clock.advance(timedelta(hours=1))
    time.sleep(2.5)  # an idle worker looks at a moved clock every two seconds
    assert len(calls(first)) == len(calls(second)) == 1


def test_a_tweet_that_can_wait_says_until_when(house, sam, tom, eleven):
    """S72."""
    words = "The museum shop has new postcards."
    sam.pitches(words)
    tom.card(words, "Out of hours: It waits until", "is at the desk", "Any approver may decide sooner.")


def test_a_drill_walks_the_chain_with_x_away_and_reports(house, priya, on_call):
    (first, name), (second, _), (third, _) = on_call
    house.x.fault("status_503", times=50, path="*")
    priya.types("/incident drill", COUNCIL)
    priya.hears("The drill has begun", "This is a drill. Nothing is wrong.")
    first.clicks("I have it", on=first.message("Drill: please press", "This is a drill. Nothing is wrong."))
    second.message("Drill: please press", "You are called as the next in the chain.")
    house.clock.advance(timedelta(minutes=10))
    third.clicks("Pass on", on=third.message("Drill: please press", "Pass on"))
    priya.message("Drill over: 2 of 3 answered", f"{name}: called", "no answer", "It was a drill.")
