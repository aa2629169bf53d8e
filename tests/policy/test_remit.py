"""What an official account may speak of: its remit, what goes with it, and for a chief all that the body does."""

import pytest

from bot.policy.context import Context
from bot.policy.engine import engine_for


def _checks(text, *remit, org_type="police", role="officer"):
    context = Context(account_kind="official", org_type=org_type, remit=remit, author_role=role)
    return {finding.check for finding in engine_for(org_type).check(text, context)}


@pytest.mark.parametrize(
    "text",
    [
        "Prune your roses hard in February and feed them in March.",
        "Take vitamin D all winter, whatever your doctor says.",
        "Sell your premium bonds. A fixed-rate ISA beats them every time.",
        "If the new series of The Traitors ends like that I want my licence fee back.",
        "Teachers set far too much homework.",
    ],
)
def test_advice_on_another_subject_is_found_whatever_the_subject(text):
    assert "topic_authority" in _checks(text, "neighbourhood policing in Copley")


@pytest.mark.parametrize(
    "text",
    [
        "Two sheds were broken into on Mill Lane. Lock yours tonight.",
        "Clear all the snow from your roof before you set off.",
        "Great to see the school choir in the market square!",
        "Happy Diwali to everyone who is celebrating tonight!",
    ],
)
def test_the_remit_its_neighbours_and_greetings_pass(text):
    assert "topic_authority" not in _checks(text, "neighbourhood policing in Copley", "road safety")


def test_a_place_in_the_remit_is_no_subject():
    text = "House prices in Copley are about to go through the roof. Buy now."

    assert "topic_authority" in _checks(text, "neighbourhood policing in Copley")


def test_a_chief_speaks_of_all_that_the_body_does():
    text = "Our swimming pools should stay open longer this summer."

    assert "topic_authority" not in _checks(text, "leadership", org_type="council", role="chief executive")
    assert "topic_authority" in _checks(text, "waste and recycling", org_type="council")


def test_who_leaves_the_remit_in_as_many_words_is_believed():
    text = "Bit off topic for a police account, but house prices will climb."

    assert "topic_authority" in _checks(text, "neighbourhood policing")


@pytest.mark.parametrize(
    ("text", "remit"),
    [
        ("Rings on or off for the scanner? Off. The magnet always wins.", "radiology"),
        ("Salt, sand and a lot of tea: the night crew goes out at six.", "highways"),
        ("We tested 30 nail glues. Four had a banned chemical in them.", "trading standards"),
        ("Hedgerow in England: about 400,000 km, enough to reach the Moon.", "statistics"),
    ],
)
def test_what_an_account_speaks_of_all_day_is_no_other_subject(text, remit):
    assert "topic_authority" not in _checks(text, remit, org_type="council")


@pytest.mark.parametrize(
    ("text", "remit"),
    [
        ("Plots at Beck Street are free from April. Send your name in now.", "licensing"),
        ("Asked to move money to a safe account? Hang up.", "parks"),
        ("Book your flu jab before Christmas, please.", "road safety"),
    ],
)
def test_one_word_that_leaves_no_doubt_is_enough(text, remit):
    assert "topic_authority" in _checks(text, remit)
