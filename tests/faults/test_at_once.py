"""People who click at the same instant, or again and again: one decision each, one tweet, and everybody told the truth (F16)."""

import pytest
from whole import CARDS, at_once, until, whole

from bot.core.drafts import State
from bot.practice.slack.reading import words_of

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def house(migrated_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("at_once") / "countersign.db"
    copy.write_bytes(migrated_file.read_bytes())
    with whole(f"sqlite:///{copy}") as up:
        yield up


def told(person, channel=CARDS):
    """What only this person was told in the channel."""
    return [words_of(each) for each in person.channel(channel) if each["ephemeral"]]


def test_of_two_approvers_at_the_same_instant_one_decides_and_both_are_told_the_truth(house):
    number = house.sent("The ferry runs from Fernmouth to Ashby again.")
    tom, priya = house.person("U0TOM"), house.person("U0PRIYA")
    cards = [each.waits_for_message("The ferry runs", CARDS) for each in (tom, priya)]
    assert all(at_once(lambda: tom.clicks("Approve", cards[0]), lambda: priya.clicks("Approve", cards[1])))
    house.until_published(number)
    until(lambda: told(tom) and told(priya))
    said = {"Tom Bright": told(tom)[-1], "Priya Shah": told(priya)[-1]}
    (winner,) = [name for name, words in said.items() if "It goes out on @FernshireCC now." in words]
    (loser,) = set(said) - {winner}
    assert f"Draft {number}:" in said[loser]
    assert winner in said[loser]
    assert house.kinds(number).count("DraftApproved") == 1
    assert house.kinds(number).count("DecisionRefused") == 1
    assert house.tweets().count("The ferry runs from Fernmouth to Ashby again.") == 1


def test_two_approvals_that_are_both_needed_may_come_at_the_same_instant(house):
    number = house.sent("Ward seven is open to visitors again from noon.", "AlderbrookNHS", "U0EWA")
    tom, priya = house.person("U0TOM"), house.person("U0PRIYA")
    cards = [each.waits_for_message("Ward seven", "hospital-tweets") for each in (tom, priya)]
    at_once(lambda: tom.clicks("Approve", cards[0]), lambda: priya.clicks("Approve", cards[1]))
    house.until_published(number)
    until(lambda: told(tom, "hospital-tweets") and told(priya, "hospital-tweets"))
    assert house.kinds(number).count("DraftApproved") == 2
    assert house.kinds(number).count("DraftPublished") == 1
    with house.house.store.read() as uow:
        assert {each.person for each in uow.drafts.decisions(number)} == {"tom.bright", "priya.shah"}


def test_fifty_clicks_at_once_on_one_button_are_one_decision_one_record_and_one_tweet(house):
    number = house.sent("The tip at Coldharbour closes at four today.")
    clients = [house.person("U0TOM") for _ in range(50)]
    card = clients[0].waits_for_message("The tip at Coldharbour", CARDS)
    before = len(told(clients[0]))
    replies = at_once(*[lambda me=each: me.clicks("Approve", card) for each in clients])
    assert all(replies), "a click was not acknowledged in time"
    until(lambda: len(told(clients[0])) == before + 50, told=lambda: told(clients[0]))
    house.until_published(number)
    answers = told(clients[0])[before:]
    assert sum("It goes out on" in each for each in answers) == 1
    assert sum("You have already approved this" in each for each in answers) == 49
    assert house.kinds(number).count("DraftApproved") == 1
    assert house.kinds(number).count("DecisionRefused") == 0
    assert house.tweets().count("The tip at Coldharbour closes at four today.") == 1
    assert house.is_whole()


def test_approving_and_rejecting_at_the_same_instant_leaves_one_of_the_two(house):
    number = house.sent("Free parking at Ashby on market days.")
    tom, priya = house.person("U0TOM"), house.person("U0PRIYA")
    cards = [each.waits_for_message("Free parking", CARDS) for each in (tom, priya)]
    priya.clicks("Reject…", cards[1])
    priya.waits_for_modal("Reject")
    priya.fills({priya.modal()["view"]["blocks"][-1]["label"]["text"]: "It is not true."})
    at_once(lambda: tom.clicks("Approve", cards[0]), priya.submits)
    until(lambda: house.draft(number).state in {State.PUBLISHED, State.REJECTED})
    kinds = house.kinds(number)
    assert ("DraftApproved" in kinds) != ("DraftRejected" in kinds)
    assert house.tweets().count("Free parking at Ashby on market days.") == ("DraftApproved" in kinds)
