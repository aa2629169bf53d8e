"""What patterns need is kept beside the packs, so that they load in time; nothing depends on it but time."""

from bot.policy.keeping import of_all_packs
from bot.policy.kept_pieces import KEPT, kept, written
from bot.policy.pieces import needed, read_needed


def test_what_is_kept_is_what_the_packs_patterns_need_today():
    assert KEPT.read_text(encoding="utf-8") == of_all_packs(), (
        "a pattern of a pack has changed: run `python -m bot.policy.keeping`, which writes bot/packs/pieces.json anew"
    )


def test_a_pattern_that_is_not_kept_is_read_when_it_is_met():
    own = r"\b(?:pelican|ostrich) crossing\b"

    assert kept(own) is None
    assert needed(own) == read_needed(own) != frozenset()


def test_a_pattern_whose_pieces_the_file_cannot_hold_is_left_out_of_it():
    assert written({r"a\|b": frozenset({frozenset({"a|b"})})}) == "{\n\n}\n"
