"""Stories of hours (S72, S74): an account says when it is read, and a lead looks at what the month asked of people."""

from stories import COUNCIL, PATIENCE

from bot.practice.slack.reading import words_of

WORDS = "We read this account Monday to Friday, 9am to 5pm. In an emergency call 999."


def test_an_approver_changes_the_hours_drafts_them_as_a_tweet_and_a_colleague_approves(house, tom, priya):
    tom.types("/account hours @FernshireCC", COUNCIL)
    card = tom.hears("When @FernshireCC is read", "By the rota Communications its desk is open Monday to Friday")
    tom.clicks("Change the words…", on=card)
    tom.waits_for_modal("Published hours")
    tom.fills({"When @FernshireCC is read": WORDS}).submits()
    tom.waits_for_modal("Countersign")
    assert f"What we tell the public: “{WORDS}”" in words_of(tom.modal())

    tom.clicks("Draft this as a tweet")
    tom.waits_for_modal("Pitch a tweet")
    assert "pin it by hand once it is published" in words_of(tom.modal())
    tom.submits()
    tom.waits_for_modal("Preview")
    tom.submits()
    tom.waits_for_modal("Sent for approval")
    tom.closes(everything=True)

    priya.clicks("Approve", on=priya.card(WORDS))
    priya.waits_for(lambda _: house.x.posts("fernshirecc")[0].typed == WORDS, PATIENCE)


def test_everybody_reads_the_hours_with_who_is_on(sam):
    sam.types("/rota", COUNCIL)
    sam.hears("Who is on", f"Published hours of @FernshireCC: “{WORDS}”")


def test_a_lead_sees_what_the_month_asked_of_everybody_as_words_and_as_a_picture(priya, tom):
    priya.types("/rota hours", COUNCIL)
    priya.hears("Duty and decisions, ", ", so far", "Priya Shah: ", "1 decision", "1 approved.")
    tom.types("/rota hours", COUNCIL)
    own = tom.hears("Your duty and decisions, ", ", so far")
    assert "Priya" not in " ".join(words_of(own))
