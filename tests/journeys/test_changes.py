"""Stories of a rota changed by hand in chat: a one-off shift, and taking it back; a plan and its reasons (issue 4)."""

from datetime import timedelta

from stories import COUNCIL, LONDON

from bot.practice.slack.reading import words_of

MOVED = "Your turns in Communications have moved"


def saturday(house):
    """A Saturday two weeks ahead, as people write it."""
    now = house.clock.now().astimezone(LONDON)
    day = now + timedelta(days=12 - now.weekday() + 7)
    return f"{day.day} {day:%B %Y}"


def last_page(somebody):
    return words_of(somebody.modal()["view"])


def test_a_lead_adds_a_shift_the_person_is_told_and_it_is_taken_back(house, priya, tom):
    day = saturday(house)
    priya.types("/rota", COUNCIL)
    who_is_on = priya.hears("Who is on", "Add a shift…")
    priya.clicks("Add a shift…", on=who_is_on)
    priya.waits_for_modal("A one-off shift")
    priya.fills({"Which rota and seat?": "Communications: desk", "Who?": "Priya Shah", "From": "soon", "To": "1pm"})
    priya.submits()
    assert "I could not read “soon” as a day" in " ".join(priya.errors().values())

    priya.fills({"Who?": "Tom Bright", "From": f"{day} 10am"})
    priya.submits()
    priya.waits_for_modal("Is this right?")
    assert "A one-off shift: Tom Bright is" in last_page(priya)
    priya.submits()
    priya.waits_for_modal("The shift is entered")
    priya.closes(everything=True)
    tom.message(MOVED, "Priya Shah has entered a one-off shift", "You are at the desk:")

    tom.types("/rota changes", COUNCIL)
    seen = tom.hears("Changes ahead", "One-off shift of Tom Bright, desk:")
    assert "Take it back" not in words_of(seen)

    priya.types("/rota changes", COUNCIL)
    priya.clicks("Take it back…", on=priya.hears("Changes ahead", "One-off shift of Tom Bright, desk:"))
    priya.waits_for_modal("Is this right?")
    assert "Tom Bright is no longer at the desk:" in last_page(priya)
    priya.submits()
    priya.waits_for_modal("It is taken back")
    priya.closes(everything=True)
    tom.message(MOVED, "Priya Shah has taken this back", "You are no longer at the desk:")


def test_a_lead_reads_why_these_people_before_entering_a_plan(house, priya):
    priya.types("/rota plan", COUNCIL)
    card = priya.hears("Proposal for Communications", "Hours each")
    priya.clicks("Why these people?", on=card)
    priya.waits_for_modal("Why these people?")
    assert "fewest hours so far" in last_page(priya)
    assert "would be at the desk and on call in one week" in last_page(priya)
    priya.closes(everything=True)
    priya.clicks("Enter these shifts", on=card)
    priya.hears("Entered: Communications", "shifts are entered")
