"""Stories of X at its worst: what people see, what they do, and that nothing is posted twice."""

from datetime import timedelta

from stories import PATIENCE, POLICE

from bot.practice.slack.reading import words_of

NO_INTEREST = {
    "Do you, or somebody close to you, have an interest in this?": ["None: neither I nor anybody close to me has one"]
}


def tweets(house):
    return [post.typed for post in house.x.posts("fernshirecc")]


def approved(sam, tom, words):
    sam.pitches(words)
    tom.clicks("Approve", on=tom.card(words))


def test_a_post_x_took_without_answering_is_found_and_adopted(house, sam, tom):
    """F6."""
    words = "The ice rink is open every evening."
    house.x.fault("timeout_after_accept")
    approved(sam, tom, words)
    sam.waits_for(lambda me: me.sees("X has not confirmed your tweet. Please do not post it by hand"), 25)
    card = tom.card(words, "Not confirmed by X", "Countersign is looking for it")
    assert not [block for block in card["blocks"] if block["type"] == "actions"]
    house.clock.advance(timedelta(seconds=40))
    tom.card(words, "Published", "See it on X")
    assert tweets(house).count(words) == 1


def test_a_post_that_is_not_there_is_sent_again_when_two_people_say_so(house, sam, tom, megan):
    """F6: never by the machine alone."""
    words = "Parking is free in all car parks on Small Business Saturday."
    house.x.fault("status_503")
    approved(sam, tom, words)
    tom.card(words, "Not confirmed by X")
    for looks, minutes in ((1, 1), (2, 3)):
        house.clock.advance(timedelta(minutes=minutes))
        tom.waits_for(lambda me, seen=looks: words_of(me.card(words)).count("Looked for") == seen, PATIENCE)
    house.clock.advance(timedelta(minutes=6))
    tom.hears("Somebody has to look", "two approvers press “It is not: send again”")
    tom.clicks("It is not: send again", on=tom.card(words, "It is there…"))
    tom.hears("It is sent again when a second approver says so too")
    card = megan.card(words, "Tom Bright has looked on X and says that the post is not there")
    megan.clicks("It is not: send again", on=card)
    megan.card(words, "Published", "Sent again, as Megan Price had not found it either")
    assert tweets(house).count(words) == 1


def test_a_limit_that_is_used_up_is_told_and_the_tweet_waits_or_asks_again(house, sam, tom):
    """F4, F7."""
    words = "The bowls club welcomes beginners."
    house.x.fault("rate_limited_no_reset")
    approved(sam, tom, words)
    tom.hears("X asks to wait before posting on @FernshireCC", "nothing is sent late or in a burst")
    tom.card(words, "Time passed, not published", "X’s limit for posts was used up")
    assert words not in tweets(house)
    house.clock.advance(timedelta(minutes=16))


def test_an_account_x_has_locked_stops_alone(house, callum, megan, sam, tom):
    """F7: the others go on."""
    words, other = "Road safety: we are at the school gates on Monday.", "The allotment waiting list is open."
    house.x.fault("suspended")
    callum.pitches(words, POLICE, **NO_INTEREST)
    megan.clicks("Approve", on=megan.card(words, channel=POLICE))
    megan.card(words, "Not published", "X does not let Countersign post on it", channel=POLICE)
    callum.message(words, "Your tweet was not published.")
    approved(sam, tom, other)
    tom.card(other, "Published")


def test_a_dead_login_stops_the_account_and_its_channel_is_told(house, sam, tom, priya):
    """F7."""
    words = "The youth club meets at six tonight."
    house.x.fault("unauthorised", times=2, path="*")
    approved(sam, tom, words)
    tom.hears(
        "@FernshireCC is stopped: X no longer accepts its login",
        "nothing goes out on @FernshireCC until this is mended",
        "countersign accounts connect @FernshireCC",
    )
    tom.card(words, "Not published")
    priya.waits_for_message("@FernshireCC is stopped", within=PATIENCE)
    tom.clicks("Try again", on=tom.card(words, "Not published"))
    tom.hears("is stopped, so it was not sent")
    assert words not in tweets(house)
