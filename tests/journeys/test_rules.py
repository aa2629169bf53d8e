"""Stories of the rules: a finding let pass with a reason, an incident in between, what officers look up."""

from datetime import timedelta

from stories import COUNCIL, SERVICE

from bot.practice.slack.reading import words_of


def tweets(house):
    return [post.typed for post in house.x.posts("fernshirecc")]


def test_a_finding_is_let_pass_with_a_reason_that_stands_on_the_card(house, sam, tom):
    """S52."""
    words = "Ring 01632 960123 to book a seat at the Carol concert."
    sam.pitches(words)
    done = tom.decides("Approve", words, "Approve", {"This is fine because …": "It is the box office."})
    assert "It goes out on @FernshireCC now." in done
    tom.card(words, "Published", "Tom Bright says: this is fine because “It is the box office.”")
    assert tweets(house).count(words) == 1


def test_an_incident_opened_after_approval_brings_the_draft_back(house, sam, tom, priya):
    """S41, F5."""
    words = "The playground on Mill Lane opens at ten."
    sam.pitches(words, When=(house.clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0))
    tom.clicks("Approve", on=tom.card(words))
    tom.card(words, "Approved, going out")

    tom.types("/incident open Mill Lane fire, Mill Lane, blaze", COUNCIL)
    tom.hears("Only a communications lead can do that")
    priya.types("/incident open Mill Lane fire, Mill Lane, blaze", COUNCIL)
    tom.hears("Serious incident: Mill Lane fire", "Drafts that touch it need a second approver")
    tom.card(words, "A serious incident is open: Mill Lane fire.")

    house.clock.advance(timedelta(minutes=60))
    tom.card(words, "Waiting for approval", "It was not sent, because the checks found something new", "Mill Lane fire")
    assert words not in tweets(house)
    priya.types("/incident close Mill Lane fire", COUNCIL)
    tom.hears("The incident is closed: Mill Lane fire")


def test_officers_look_up_the_rules_the_periods_and_the_figures(tom, priya):
    """S52, S37."""
    tom.types("/account rules @FernshireCC", COUNCIL)
    topics = words_of(tom.waits_for_modal("Rules for @FernshireCC")["view"])
    assert "Must fix" in topics
    assert "Party politics (" in topics
    tom.fills({"Search the rules": "telephone"}).submits()
    tom.waits_for(lambda me: me.sees("“telephone”: "))
    tom.clicks("Open")
    tom.waits_for(lambda me: me.sees("It finds, for example"))
    tom.clicks("Back")
    tom.waits_for(lambda me: me.sees("“telephone”: "))
    tom.closes(everything=True)
    tom.types("/account rules @FernshireCC pii.telephone", COUNCIL)
    tom.waits_for(lambda me: me.sees("This telephone number is not one of our public contacts."))
    assert not tom.sees("Figures: ")
    tom.closes(everything=True)
    tom.types("/incident period", COUNCIL)
    tom.hears("Election periods")
    priya.types("/account rules figures", COUNCIL)
    priya.hears("The rules in ", "pii.telephone: fired 1, overridden 1, upheld 0, open 0", "Overridden: ")


def test_the_form_takes_a_purpose_and_a_consent_on_record(sam, tom):
    """F1: what changes what the checks allow stands on the card."""
    words = "Meet Ida, who looks after the roses in Fernshire park."
    sam.types(f"/tweet {words}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    sam.fills({"Consent reference": "C-1"}).submits()
    assert "There is no consent “C-1” on record." in str(sam.errors())
    sam.fills({"Consent reference": "c-101"}).submits()
    sam.waits_for_modal("Preview")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    tom.card(words, "Consent on record: c-101")


def test_suggestions_are_folded_in_the_preview_and_on_the_card(sam, tom):
    """Issue 3, point 6: the verdict counts them, one line says how many, a button opens them."""
    words = "We will utilise the hall on Elm Row from ten."
    sam.types(f"/tweet {words}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE).submits()
    preview = words_of(sam.waits_for_modal("Preview")["view"])
    assert "Can be sent for approval: 1 suggestion." in preview
    assert "is a word of the office" not in preview

    sam.clicks("Show suggestions")
    unfolded = sam.waits_for_modal("1 suggestion")
    assert "“utilise” is a word of the office." in words_of(unfolded["view"])
    assert unfolded["view"]["close"]["text"] == "Back"
    sam.closes()
    sam.waits_for_modal("Preview")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)

    card = tom.card(words, "1 suggestion. Nothing waits for it.")
    assert "is a word of the office" not in words_of(card)
    tom.clicks("Show suggestions", on=card)
    assert "is a word of the office" in words_of(tom.waits_for_modal("1 suggestion")["view"])
    tom.closes(everything=True)
