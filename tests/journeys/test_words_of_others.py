"""Stories of somebody else’s words and somebody else’s topics: reposts, quotes of them, the owner’s signature."""

from stories import COUNCIL, POLICE, SERVICE

TARGET, ADDRESS = "Reply, quote or repost", "Address of that post on X"
DAM = "We are at the dam today for a safety visit with the rangers."


def test_a_post_is_reposted_once_and_taken_back(house, sam, tom):
    """S38."""
    post = house.x.post_as("AlderbrookNHS", "Flu jabs at the Corn Exchange on Saturday from 9 to 12.")
    address = f"https://x.com/AlderbrookNHS/status/{post.id}"
    sam.types("/tweet", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE).chooses_repost(address).submits()
    sam.waits_for_modal("Preview")
    assert sam.sees("No words of ours go out")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    card = tom.card("Reposts @AlderbrookNHS", "Flu jabs at the Corn Exchange", "Waiting for approval")
    tom.clicks("Approve", on=card)
    published = tom.card("Reposts @AlderbrookNHS", "Published", "Take the repost back")
    assert [each.repost_of for each in house.x.posts("fernshirecc") if each.repost_of] == [post.id]
    tom.clicks("Take the repost back", on=published)
    tom.card("Reposts @AlderbrookNHS", "Taken back from X", "the repost was taken off the account")
    assert not any(each.repost_of for each in house.x.posts("fernshirecc"))


def test_a_repost_typed_by_hand_becomes_a_quote_with_one_button(house, sam, tom):
    """S38."""
    post = house.x.post_as("AlderbrookNHS", "Our new ward garden opens on Sunday.")
    address = f"https://x.com/AlderbrookNHS/status/{post.id}"
    sam.types(
        "/tweet Thank you to everybody who planted it. RT @AlderbrookNHS: Our new ward garden opens on Sunday.", COUNCIL
    )
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE).submits()
    sam.waits_for_modal("Preview")
    assert sam.sees("passes on words of @AlderbrookNHS as they were typed here")
    sam.clicks("Quote it instead…")
    sam.waits_for_modal("Change your draft")
    sam.fills({ADDRESS: address}).submits()
    sam.waits_for_modal("Preview")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    card = tom.card(
        "Thank you to everybody who planted it.", "Quotes @AlderbrookNHS", "Our new ward garden opens on Sunday."
    )
    tom.clicks("Approve", on=card)
    tom.card("Thank you to everybody who planted it.", "Published")
    assert house.x.posts("fernshirecc")[0].quote_of == post.id


def test_an_approver_who_clicks_on_a_post_that_has_changed_reads_what_it_said_and_says(house, sam, tom):
    """S38: nothing is approved, and the review begins again."""
    post = house.x.post_as("AlderbrookNHS", "Is the tip open on Sunday?")
    words = "Yes, from ten on Sunday."
    sam.pitches(words, **{TARGET: "In reply to", ADDRESS: f"https://x.com/AlderbrookNHS/status/{post.id}"})
    card = tom.card(words, "Is the tip open on Sunday?")
    house.x.world.edit(post.id, "Is the tip haunted on Sunday?")
    tom.clicks("Approve", on=card)
    tom.hears("so nothing was approved", "It reads now: “Is the tip haunted on Sunday?”")
    tom.clicks("Approve", on=tom.card(words, "Is the tip haunted on Sunday?", "0 of 1 approvals"))
    tom.card(words, "Published")


def test_a_topic_outside_the_remit_goes_out_with_its_owners_signature(house, callum, tom, megan, priya):
    """S49, S53: the topic takes two approvers, and its owner signs beside them."""
    _pitches(callum, DAM)
    asked = priya.message("waits for your signature", "Wealdmere dam", "Sign off")
    card = tom.card(DAM, "Priya Shah must still sign, as the owner.", "0 of 2 approvals", channel=POLICE)
    _approves(tom, card)
    _approves(megan, megan.card(DAM, "1 of 2 approvals", channel=POLICE))
    tom.card(DAM, "2 of 2 approvals", "Priya Shah must still sign", channel=POLICE)
    priya.clicks("Sign off", on=asked)
    _says_why(priya)
    tom.card(DAM, "Published", channel=POLICE)
    priya.message("You have answered")


def _pitches(callum, words):
    callum.types(f"/tweet {words}", POLICE)
    callum.waits_for_modal("Pitch a tweet")
    callum.fills({"Purpose": SERVICE, "Do you, or somebody close to you, have an interest in this?": NONE}).submits()
    callum.waits_for_modal("Preview")
    callum.submits()
    callum.waits_for_modal("Sent for approval")
    callum.closes(everything=True)


NONE = ["None: neither I nor anybody close to me has one"]


def _approves(person, card):
    person.clicks("Approve", on=card)
    _says_why(person)


def _says_why(person):
    """What the checks found is fine, and says why."""
    person.waits_for_modal("Approve")
    person.fills({"This is fine because …": "I have checked it with the engineers."}).submits()
    person.closes(everything=True)


def test_leads_read_who_does_not_speak_of_what_alone(sam, priya):
    """S51."""
    priya.types("/account restrictions", COUNCIL)
    priya.hears("Everybody in Events team (Sam Okafor) on “Wealdmere dam”, until 31 March 2027, 17:00", "Callum Reid")
    sam.types("/account restrictions", COUNCIL)
    sam.hears("Everybody in Events team (Sam Okafor)")
