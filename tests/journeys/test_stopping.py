"""Stories of stopping: a freeze, a suspended person, and what they are told who try meanwhile."""

from datetime import timedelta
from threading import Thread

from stories import COUNCIL, POLICE


def tweets(house):
    return [post.typed for post in house.x.posts("fernshirecc")]


def test_a_freeze_stops_what_was_approved_and_nothing_fires_when_it_is_lifted(house, sam, tom, priya, megan):
    """F4."""
    first, second = "The fun run starts at the bandstand at nine.", "Volunteers wanted for the river clean-up."
    slot = (house.clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    sam.pitches(first, When=slot)
    tom.clicks("Approve", on=tom.card(first))
    tom.card(first, "Approved, going out")

    priya.types("/incident freeze A serious incident in Fernshire.", COUNCIL)
    tom.hears("Every account is stopped: nothing goes out", "A serious incident in Fernshire.")
    megan.hears("Every account is stopped", channel=POLICE)
    tom.card(first, "On hold", "Every account was stopped: A serious incident in Fernshire.")

    sam.pitches(second)
    tom.clicks("Approve", on=tom.card(second, "On hold: nothing goes out on any account"))
    tom.hears("Approved, and stopped for now", "the draft goes on hold now")
    tom.card(second, "It was not sent because of a hold")

    tom.types("/incident release", COUNCIL)
    tom.hears("Only a communications lead can do that")
    priya.types("/incident release", COUNCIL)
    tom.hears("Every account may publish again", "Nothing goes out by itself")
    house.clock.advance(timedelta(minutes=59))
    megan.clicks("Release and review again", on=megan.card(second))
    megan.clicks("Approve", on=megan.card(second, "Waiting for approval", "0 of 1 approvals"))
    megan.card(second, "Published")
    assert tweets(house).count(second) == 1
    assert first not in tweets(house)


def test_a_suspended_person_can_do_nothing_and_what_they_had_queued_waits(house, sam, tom, priya):
    """S01, F14."""
    words = "Fireworks night is back in the park."
    sam.pitches(words)
    tom.card(words)
    priya.types("/account suspend @sam.okafor We look into a complaint.", COUNCIL)
    priya.hears("Sam Okafor is suspended", "from this moment")
    tom.card(words, "On hold", "Sam Okafor’s access is suspended.")
    sam.types("/tweet Another one.", COUNCIL)
    sam.hears("Your access is suspended")
    tom.types("/account who @FernshireCC", COUNCIL)
    assert "Sam Okafor" not in str(tom.hears("Who may act for @FernshireCC", "May pitch")["blocks"])
    priya.types("/account restore @sam.okafor", COUNCIL)
    priya.hears("Sam Okafor is restored")


def test_who_may_approve_now_is_answered_at_once(sam):
    """S01, F17."""
    sam.types("/account who @AlderbrookNHS", "general")
    sam.hears(
        "Who may act for @AlderbrookNHS", "Priya Shah", "since 15 January 2024", "Chief executive", channel="general"
    )


def test_a_slip_of_the_keyboard_gets_a_kind_answer(sam):
    sam.types("/tweet quue", "general")
    sam.hears("Did you mean /tweet queue?", channel="general")
    sam.types("/account", "general")
    sam.hears("type /account help", channel="general")


def test_rights_taken_away_while_a_form_is_open_count_when_it_is_handed_in(sam, tom, priya, megan, house):
    """F3."""
    words = "The toddler group meets on Tuesdays."
    sam.pitches(words)
    tom.clicks("Reject…", on=tom.card(words))
    tom.waits_for_modal("Reject")
    priya.types("/account suspend @tom.bright Lost his telephone.", COUNCIL)
    priya.hears("Tom Bright is suspended")
    tom.fills({"Why is it rejected? The author reads this.": "I do not like it."}).submits()
    tom.waits_for(lambda me: me.sees("Your access to Countersign is suspended, so nothing was done."))
    tom.closes(everything=True)
    priya.types("/account restore @tom.bright", COUNCIL)
    priya.hears("Tom Bright is restored")
    megan.clicks("Approve", on=megan.card(words, "Waiting for approval"))
    megan.card(words, "Published")
    assert tweets(house).count(words) == 1


def test_two_approvers_at_the_same_instant_have_one_outcome(sam, tom, megan, house):
    """F16."""
    words = "The tree planting is on Saturday at noon."
    sam.pitches(words)
    card = tom.card(words)
    both = [Thread(target=who.clicks, args=("Approve", card)) for who in (tom, megan, tom, megan)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    tom.card(words, "Published")
    assert tweets(house).count(words) == 1


def test_a_topic_is_switched_off_by_two_leads_in_the_practice_house(priya, nia, tom):
    """S53: one asks, the other is asked in her messages and says yes; until then it stays in force."""
    priya.types("/account topics off Wealdmere dam: the review is out", COUNCIL)
    priya.hears("It stays in force until", "Nia Hughes")
    asked = nia.message("Switch “Wealdmere dam” off?", "The review is out.", "Yes, switch it off")
    tom.types("/account topics", COUNCIL)
    tom.hears("Wealdmere dam")

    nia.clicks("Yes, switch it off", on=asked)
    priya.message("Wealdmere dam", "Nia Hughes")
