"""A press release and the tweet that follows it (S55), how far it carries (S58), what a month was for (S50)."""

from stories import COUNCIL, PATIENCE, SERVICE

from bot.practice.slack.reading import words_of

TITLE = "Six new playgrounds for Fernshire"
TEXT = "The council opens six playgrounds by 30 June 2027. They cost £450,000."


def test_a_tweet_is_held_to_the_figures_of_its_press_release(sam, tom, priya, house):
    tom.types("/tweet releases", COUNCIL)
    tom.clicks("Add a press release…", on=tom.hears("Press releases", "There are none yet"))
    tom.waits_for_modal("Add a press release")
    tom.fills({"Headline": TITLE, "Text, or its figures": TEXT, "Questions to": "Tom Bright, press office"}).submits()
    tom.waits_for_modal("Press release kept")
    assert "3 figures were read in it" in words_of(tom.modal()["view"])
    tom.closes(everything=True)

    sam.waits_for(lambda _: _carries(house), PATIENCE)
    words = "Seven new playgrounds are coming to Fernshire, for £450,000."
    sam.types(f"/tweet {words}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills({"Purpose": SERVICE, "Press release or line it follows": TITLE}).submits()
    sam.waits_for_modal("Preview")
    said = words_of(sam.modal()["view"])
    assert f"“Seven” does not stand in the press release “{TITLE}”: it says “Six”." in said
    assert "£450,000” does not" not in said
    sam.closes()
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Tweet=words.replace("Seven", "Six")).submits()
    sam.waits_for_modal("Preview")
    assert "does not stand in" not in words_of(sam.modal()["view"])
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)

    tom.card("Six new playgrounds are coming", "Audience: 12,480 followers; ")
    card = tom.card("Six new playgrounds are coming", f"Follows: press release “{TITLE}”, ask Tom Bright")
    tom.clicks("Approve", on=card)
    tom.card("Six new playgrounds are coming", "Published")
    priya.types("/account purposes @FernshireCC", COUNCIL)
    priya.hears("What tweets were for, ", "@FernshireCC: 1 tweet", f"{SERVICE}: 1", "Never: ")


def _carries(house):
    with house.house.store.read() as uow:
        return uow.audiences.get("fernshirecc")


def test_a_release_is_changed_and_withdrawn_from_its_list(tom, sam):
    tom.types("/tweet releases", COUNCIL)
    listed = tom.hears("Press releases", TITLE, "Withdraw")
    tom.clicks("Change…", on=listed)
    tom.waits_for_modal("Change a press release")
    assert tom.field("Headline") == TITLE
    tom.closes(everything=True)
    tom.clicks("Withdraw", on=listed)
    tom.hears(f"Withdrawn: {TITLE}", "Nobody can choose it any more.")
    sam.types("/tweet releases", COUNCIL)
    sam.hears("Press releases", "There are none yet")
