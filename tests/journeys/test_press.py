"""A journalist rings about a tweet, and a reply to a journalist waits for the press office (S39, S40)."""

import json
import logging

from stories import COUNCIL, SERVICE

from bot.practice.slack.reading import words_of
from bot.practice.x import XAccount

TWEET = "The pool on Mill Street is open on Sunday from ten."
REPLY = "Yes, from ten on Sunday."
TO_THE_DESK = "It opens on Sunday at ten, as every week."
FORM = {
    "Who asked? Their name": "Ida Marsh",
    "For which paper, station or site?": "Wealdmere Gazette",
    "How did they get in touch?": "By telephone",
    "When?": "today at 9.30",
    "What did they ask?": "Is the pool closing for good in the autumn?",
}


def replying(somebody, words, address):
    """Pitch a reply as far as its preview; what that says."""
    somebody.types(f"/tweet {words}", COUNCIL)
    somebody.waits_for_modal("Pitch a tweet")
    somebody.fills({"Purpose": SERVICE, "Reply, quote or repost": "In reply to", "Address of that post on X": address})
    somebody.submits()
    somebody.waits_for_modal("Preview")
    return somebody


def test_a_journalist_rings_and_the_author_waits_until_the_press_office_has_answered(house, sam, tom, priya, caplog):
    """S40: told, stopped, lifted, recorded; who asked is in no log."""
    caplog.set_level(logging.INFO)
    sam.pitches(TWEET)
    tom.clicks("Approve", on=tom.card(TWEET))
    tom.card(TWEET, "Published")
    mine = house.x.posts("FernshireCC")[0]
    address = f"https://x.com/FernshireCC/status/{mine.id}"

    sam.clicks("A journalist has asked…", on=sam.message(TWEET, "Published"))
    sam.waits_for_modal("A journalist has asked")
    assert sam.sees("Please do not answer the journalist yourself.")
    sam.submits()
    sam.waits_for(lambda me: me.errors())
    sam.fills(FORM).submits()
    sam.waits_for_modal("The press office is told")
    assert sam.sees("Told: Priya Shah and Tom Bright.")
    sam.closes(everything=True)

    asked = tom.waits_for(lambda me: _newest(me.dms(), "A journalist has asked about a post on @FernshireCC"))
    assert "Ida Marsh, Wealdmere Gazette, by telephone. When: today at 9.30." in words_of(asked)
    assert "To do: answer the journalist for us." in words_of(asked)
    sam.message("A journalist has asked about your post", "Please do not answer the journalist yourself.")

    replying(sam, REPLY, address)
    assert sam.sees("Cannot be sent yet: 1 to fix")
    assert sam.sees("Sam Okafor’s replies in it wait.")
    sam.closes(everything=True)

    tom.clicks("Let them reply again…", on=asked)
    tom.waits_for_modal("May they reply again?")
    tom.fills({"Why may they reply again?": "The Gazette has our answer."}).submits()
    tom.waits_for_modal("Lifted")
    assert tom.sees("Sam Okafor may reply again.")
    tom.closes(everything=True)
    sam.message("You may reply again", "Lifted by Tom Bright", "The Gazette has our answer.")

    replying(sam, REPLY, address)
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    with house.house.store.read() as uow:
        kinds = [record.kind for record in uow.records.about("press:1")]
        told = next(record.body for record in uow.records.about("press:1"))
    assert kinds == ["PressEnquiry", "PressEnquiryLifted"]
    assert "Ida Marsh" in json.dumps(told)
    assert not any(words in caplog.text for words in ("Ida Marsh", "Wealdmere Gazette", "closing for good"))


def test_a_reply_to_a_journalist_goes_out_once_a_press_officer_has_agreed(house, sam, tom, megan, priya):
    """S39: two people who are no press officers are not enough."""
    desk = XAccount("WealdNewsDesk", "Weald News", "News from the Weald.", "#7a3b2e")
    house.x.world.accounts[desk.handle.lower()] = desk
    theirs = house.x.post_as("WealdNewsDesk", "When does the pool open?")
    replying(sam, TO_THE_DESK, f"https://x.com/WealdNewsDesk/status/{theirs.id}")
    assert sam.sees("who is on your media list")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    card = megan.card(TO_THE_DESK, "a press officer must be one of those who approve")
    _approves(megan, card)
    assert megan.card(TO_THE_DESK, "1 of 2")
    assert TO_THE_DESK not in [post.typed for post in house.x.posts("FernshireCC")]
    waits = "An answer to a journalist waits for you"  # told to whichever of them is on duty now, else to both
    tom.waits_for(lambda _: any(_newest(each.dms(), waits) for each in (tom, priya)))
    _approves(tom, tom.card(TO_THE_DESK, "1 of 2"))
    tom.card(TO_THE_DESK, "Published")
    assert TO_THE_DESK in [post.typed for post in house.x.posts("FernshireCC")]


def _approves(somebody, card):
    somebody.clicks("Approve", on=card)
    somebody.waits_for_modal("Approve")
    somebody.fills({"This is fine because …": "The words are agreed with the press office."}).submits()
    somebody.waits_for(lambda me: me.modal() and "submit" not in me.modal()["view"])
    somebody.closes(everything=True)


def _newest(messages, *words):
    return next((m for m in reversed(messages) if all(each in words_of(m) for each in words)), None)
