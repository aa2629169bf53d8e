"""Stories of more than words: replies, quotes, pictures with a description, and what the checks find."""

from stories import COUNCIL, HOSPITALS, SERVICE, png


def test_a_reply_goes_out_as_a_reply(house, sam, tom):
    """F1, F13."""
    asked = house.x.post_as("FernshireCC", "When is the tip open?")
    words = "The tip at Coldharbour is open from eight to six."
    address = f"https://x.com/FernshireCC/status/{asked.id}"
    sam.pitches(words, **{"Reply, quote or repost": "In reply to", "Address of that post on X": address})
    tom.clicks("Approve", on=tom.card(words, f"In reply to: {address}"))
    tom.card(words, "Published")
    (reply,) = [post for post in house.x.posts("fernshirecc") if words in post.typed]
    assert reply.reply_to == asked.id


def test_what_is_answered_is_read_on_the_card_and_a_change_of_it_brings_the_tweet_back(house, sam, tom):
    """S38: whoever decides reads both; the post as X shows it, and not what the address says."""
    asked = house.x.post_as("AlderbrookNHS", "Is *everybody* welcome at the tip & <the> shed?")
    words = "Everybody with a permit is welcome at the shed."
    address = f"https://x.com/somebody/status/{asked.id}"
    house.x.world.edit(asked.id, "Is *anybody* welcome at the tip & <the> shed?")
    sam.pitches(words, **{"Reply, quote or repost": "Quotes", "Address of that post on X": address})
    card = tom.card(words, "Quotes @AlderbrookNHS", "Is *anybody* welcome at the tip & <the> shed?")
    house.x.world.delete(house.x.posts("AlderbrookNHS")[0].id)
    tom.clicks("Approve", on=card)
    tom.card(words, "it was deleted, or was never there", "A check stops this now")
    assert not [post for post in house.x.posts("fernshirecc") if words in post.typed]


def test_a_picture_is_described_shown_and_published_with_its_description(house, sam, tom):
    """D3, F1."""
    words, alt = "The new footbridge is open.", "A wooden footbridge over a stream, with a family walking across."
    picture = sam.uploads("bridge.png", png())
    sam.types(f"/tweet {words}", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    sam.fills(Pictures=[picture]).submits()
    sam.waits_for_modal("Describe the pictures")
    sam.submits()
    assert "What does “bridge.png” show?" in sam.errors()
    sam.fills({"What does “bridge.png” show?": alt, "Who can be recognised in it?": "Nobody who can be recognised"})
    sam.fills({"Credit": "Ashby Camera Club", "Licence or permission": "By permission of the club"}).submits()
    sam.waits_for_modal("Preview")
    sam.submits()
    sam.waits_for_modal("Sent for approval")
    sam.closes(everything=True)
    card = tom.card(words, "1 picture", f"bridge.png: {alt}", "Credit: Ashby Camera Club")
    (shown,) = tom.waits_for(lambda me: [m["files"] for m in me.channel("council-tweets") if m["files"]])[0]
    assert shown["alt_txt"] == alt
    tom.clicks("Approve", on=card)
    tom.card(words, "Published")
    (post,) = [post for post in house.x.posts("fernshirecc") if words in post.typed]
    assert [house.x.world.media[each].alt for each in post.media] == [alt]
    under = [m["thread_ts"] for m in tom.channel("council-tweets") if m["files"]]
    assert under == [card["ts"]], "the pictures are under their card, once"


def test_what_must_be_fixed_is_said_before_anybody_is_asked(ewa):
    """D2, S52, S57."""
    ewa.types("/tweet NHS number 943 476 5919, please call the ward.", HOSPITALS)
    ewa.waits_for_modal("Pitch a tweet")
    ewa.fills(Purpose=SERVICE)
    ewa.submits()
    preview = ewa.waits_for_modal("Preview")
    assert "submit" not in preview["view"]
    assert ewa.sees("Must fix")
    ewa.closes(everything=True)


def test_words_too_long_are_said_at_their_field_and_kept(sam):
    """S57."""
    words = "word " * 60
    sam.types("/tweet", COUNCIL)
    sam.waits_for_modal("Pitch a tweet")
    sam.fills(Purpose=SERVICE)
    sam.fills(Tweet=words).submits()
    assert "over" in sam.waits_for(lambda me: me.errors()).get("Tweet", "")
    assert sam.field("Tweet") == words
    sam.closes(everything=True)


def test_a_message_becomes_a_pitch(sam):
    """D1."""
    sam.types("The leisure centre pool reopens on Monday.", "general")
    sam.uses_shortcut("Pitch as a tweet", on="The leisure centre pool reopens")
    sam.waits_for_modal("Pitch a tweet")
    assert sam.field("Tweet") == "The leisure centre pool reopens on Monday."
    sam.closes(everything=True)
