"""Stories of drafts with a time: approved for one, published then and not before, missed, brought back."""

from datetime import timedelta

from stories import HOSPITALS, until_working_day

WHEN = "Publish it at"


def tweets(house, handle="fernshirecc"):
    return [post.typed for post in house.x.posts(handle)]


def later(house, **by):
    return (house.clock.now() + timedelta(**by)).replace(second=0, microsecond=0)


def test_an_approved_tweet_goes_out_at_its_time_and_not_before(house, sam, tom):
    """D3, D4."""
    words = "The Christmas lights are switched on tonight."
    sam.pitches(words)
    done = tom.decides("Approve for…", words, "Approve for a time", {WHEN: later(house, hours=3)})
    assert "It goes out on @FernshireCC" in done
    tom.card(words, "Approved, going out", "Goes out: ", "(UK time, UTC")
    house.clock.advance(timedelta(hours=2))
    sam.types("/tweet mine", "general")
    sam.hears("Approved, going out", words, channel="general")
    assert words not in tweets(house)
    house.clock.advance(timedelta(hours=1))
    tom.card(words, "Published", "See it on X")
    assert tweets(house).count(words) == 1


def test_the_authors_own_time_is_kept(house, sam, megan):
    words = "Bring a friend to the chess club this evening."
    sam.pitches(words, When=later(house, hours=5))
    megan.clicks("Approve", on=megan.card(words, "Goes out: "))
    megan.card(words, "Approved, going out")
    house.clock.advance(timedelta(hours=5))
    megan.card(words, "Published")


def test_a_draft_nobody_approves_in_time_expires_and_an_approver_brings_it_back(house, sam, tom):
    """F4, F1: its author is away; the words were reviewed, the new time is the approver's."""
    words = "Last chance to book a stall at the market."
    sam.pitches(words, When=later(house, hours=1))
    tom.card(words)
    house.clock.advance(timedelta(hours=2))
    tom.card(words, "Time passed, not published", "an approver can approve it for a new time")
    sam.message("Please choose a new time", "Draft", "@FernshireCC")
    assert words not in tweets(house)
    done = tom.decides("Approve for…", words, "Approve for a time", {WHEN: later(house, hours=1)})
    assert "It goes out on @FernshireCC" in done
    tom.card(words, "Approved, going out", "Brought back to review for a new time by Tom Bright")
    house.clock.advance(timedelta(hours=1))
    tom.card(words, "Published")
    assert tweets(house).count(words) == 1


def test_the_author_of_an_expired_draft_asks_again(house, ewa, tom, megan):
    """F4."""
    words = "Flu jabs in the main hall all week."
    ewa.pitches(words, HOSPITALS, When=later(house, hours=1))
    tom.clicks("Approve", on=tom.card(words, channel=HOSPITALS))
    megan.card(words, "1 of 2 approvals", channel=HOSPITALS)
    house.clock.advance(timedelta(hours=2))
    ewa.clicks("Edit…", on=ewa.message(words, "The time for your tweet has passed"))
    ewa.waits_for_modal("Change your draft")
    ewa.fills(When=later(house, hours=2)).submits()
    ewa.waits_for_modal("Preview")
    ewa.submits()
    ewa.waits_for_modal("Sent for approval")
    ewa.closes(everything=True)
    megan.card(words, "0 of 2 approvals", "Waiting for approval", channel=HOSPITALS)
    assert tweets(house, "alderbrooknhs").count(words) == 0


def test_a_review_that_waits_is_nudged_in_its_thread(house, sam, tom):
    until_working_day(house, 10)  # in the night it would wait for the morning
    words = "The skate park survey closes on Sunday."
    sam.pitches(words)
    tom.card(words)
    house.clock.advance(timedelta(minutes=45))
    tom.hears("for a decision", "These people may decide: Megan Price, Priya Shah or Tom Bright")
