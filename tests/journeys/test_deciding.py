"""Stories of a draft between its author and the approvers: every way it can go before it is published."""

from stories import COUNCIL, HOSPITALS

from bot.practice.slack.reading import words_of
from bot.use_cases import records


def tweets(house, handle="fernshirecc"):
    return [post.typed for post in house.x.posts(handle)]


def test_changes_are_asked_for_made_and_approved(house, sam, tom):
    """D3, F1: the author is told why and which words, changes them, and only the new words go out."""
    old, new = "The museum shut early today.", "The museum in Mill Street closes at 3pm today."
    sam.pitches(old)
    done = tom.decides(
        "Ask for changes…",
        old,
        "Ask for changes",
        {"What should change, and why?": "say when and where", "Words you suggest": new},
    )
    assert "Sam Okafor is told, with your reason." in done
    sam.message(old, "You have been asked for changes", "Say when and where.", new)
    sam.changes(old, new)

    # Those are Tom's own words now: somebody else decides on them (F2).
    card = tom.card(new, "Waiting for approval", "revision 2", "Last edited by: Tom Bright")
    tom.clicks("Approve", on=card)
    tom.hears("nobody decides on their own", "Megan Price or Priya Shah can decide.")


def test_the_last_editor_does_not_approve_but_a_colleague_does(house, megan):
    """F2."""
    words = "The museum in Mill Street closes at 3pm today."
    megan.clicks("Approve", on=megan.card(words))
    megan.card(words, "Published", "See it on X")
    assert tweets(house).count(words) == 1


def test_a_rejected_draft_is_over_and_its_author_knows_why(sam, priya, house):
    """D3."""
    words = "Our bus station is the best in the county."
    sam.pitches(words)
    priya.decides("Reject…", words, "Reject", {"Why is it rejected? The author reads this.": "we do not compare"})
    sam.message(words, "Your tweet was rejected", "We do not compare.")
    card = priya.card(words, "Rejected by Priya Shah")
    assert not [block for block in card["blocks"] if block["type"] == "actions"]
    assert words not in tweets(house)


def test_a_draft_on_hold_waits_until_it_is_released_and_approved_again(sam, tom, megan, house):
    """F4."""
    words = "The outdoor pool opens on Saturday at ten."
    sam.pitches(words)
    tom.clicks("Hold", on=tom.card(words))
    tom.hears("On hold", "does not go out until somebody releases it and it is approved again")
    sam.message(words, "Your tweet is on hold", "Tom Bright put this on hold.")
    megan.clicks("Release and review again", on=megan.card(words, "On hold"))
    megan.clicks("Approve", on=megan.card(words, "Waiting for approval", "0 of 1 approvals"))
    megan.card(words, "Published")
    assert tweets(house).count(words) == 1


def test_a_click_on_a_card_from_before_an_edit_is_told_what_changed(sam, tom, house):
    """F16."""
    old, new = "Swimming lessons begin in May.", "Swimming lessons begin on Monday 4 May."
    sam.pitches(old)
    stale = tom.card(old)
    sam.changes(old, new)
    tom.clicks("Approve", on=stale)
    tom.hears("Sam Okafor changed draft", f"It said: “{old}” It now says: “{new}”", "nothing was done")
    assert old not in tweets(house)


def test_a_second_click_and_a_second_approver_learn_what_has_happened(sam, tom, megan, house):
    """F16: exactly one outcome, and everybody else is told."""
    words = "The town hall lift is working again."
    sam.pitches(words)
    card = tom.card(words)
    tom.clicks("Approve", on=card)
    tom.clicks("Approve", on=card)
    tom.hears("Already done", "You have already approved this")
    megan.clicks("Approve", on=card)
    megan.hears("Approved by Tom Bright")
    tom.card(words, "Published")
    assert tweets(house).count(words) == 1


def test_nobody_approves_their_own_words_whatever_their_role(tom, megan, house):
    """F2."""
    words = "The registrar is open until six on Thursdays."
    tom.pitches(words)
    tom.clicks("Approve", on=tom.card(words, "May decide now: Megan Price or Priya Shah"))
    tom.hears("You wrote or last edited these words, and nobody decides on their own.")
    assert words not in tweets(house)
    megan.clicks("Approve", on=megan.card(words))
    megan.card(words, "Published")


def test_the_hospital_account_takes_two_people(ewa, tom, megan, house):
    """F2: patients are at stake."""
    words = "The eye clinic has moved to level 2."
    ewa.pitches(words, HOSPITALS)
    tom.clicks("Approve", on=tom.card(words, "0 of 2 approvals", channel=HOSPITALS))
    tom.hears("1 of 2 approvals", "It still needs", "Megan Price", channel=HOSPITALS)
    megan.card(words, "1 of 2 approvals: Tom Bright", channel=HOSPITALS)
    assert words not in tweets(house, "alderbrooknhs")
    megan.clicks("Approve", on=megan.card(words, channel=HOSPITALS))
    megan.card(words, "Published", channel=HOSPITALS)
    assert tweets(house, "alderbrooknhs").count(words) == 1


def test_a_colleagues_words_are_taken_by_the_owner_and_approved_by_a_third(sam, tom, megan, house):
    """S63, F2."""
    old, new = "Half term fun at the libarary.", "Half-term fun at the library: crafts daily from 10am."
    sam.pitches(old)
    tom.clicks("Edit…", on=tom.card(old))
    tom.waits_for_modal("Suggest other words")
    tom.fills({"Words you suggest": new}).submits()
    tom.waits_for_modal("Suggested")
    tom.closes(everything=True)
    sam.clicks("Use these words", on=sam.message(old, "Tom Bright suggests these words instead", new))
    sam.waits_for_modal("Preview")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    tom.clicks("Approve", on=tom.card(new, "Waiting for approval"))
    tom.hears("nobody decides on their own")
    megan.clicks("Approve", on=megan.card(new, "Waiting for approval"))
    megan.card(new, "Published")
    assert tweets(house).count(new) == 1


def test_an_author_takes_a_draft_back(sam, tom, house):
    words = "Ignore this one, it was meant for somebody else."
    sam.pitches(words)
    card = tom.card(words)
    sam.clicks("Withdraw", on=sam.message(words, "waiting for approval"))
    sam.message(words, "Your tweet was withdrawn")
    tom.clicks("Approve", on=card)
    tom.hears("withdrawn. Withdrawn by Sam Okafor at")
    assert words not in tweets(house)


def test_somebody_on_no_list_gets_nothing_done_and_the_lead_hears_of_it_once(jo, priya):
    """F14."""
    jo.types("/tweet I will just tweet this.", COUNCIL)
    jo.hears("Countersign does not know you yet", "nothing was done", "U0JO")
    told = priya.message("Somebody on no list tried to use Countersign", "U0JO")
    jo.types("/tweet Once more then.", COUNCIL)
    jo.hears("Countersign does not know you yet")
    said = [m for m in priya.dms() if "Somebody on no list" in words_of(m)]
    assert [m["ts"] for m in said] == [told["ts"]]


def test_every_step_of_these_stories_is_in_a_log_that_verifies(house):
    """S05, S86: and every line names a person or the service."""
    assert records.verify(house.house.store).breaks == ()
