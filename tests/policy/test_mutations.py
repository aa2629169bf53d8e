"""Welsh words are entered once in a list and found in each of their mutations."""

import pytest

from bot.policy.context import Context
from bot.policy.engine import engine_for
from bot.policy.mutations import mutated, written_out
from bot.policy.pack_schema import read_lists


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("claf", {"claf", "glaf", "nghlaf", "chlaf"}),
        ("tad", {"tad", "dad", "nhad", "thad"}),
        ("gwraig", {"gwraig", "wraig", "ngwraig"}),
        ("llawdriniaeth", {"llawdriniaeth", "lawdriniaeth"}),
        ("merch", {"merch", "ferch"}),
        ("achos", {"achos", "hachos"}),
        ("chwaer", {"chwaer"}),
        ("ffermwr", {"ffermwr"}),
    ],
)
def test_a_welsh_word_has_the_beginnings_that_grammar_may_give_it(word: str, forms: set[str]) -> None:
    assert set(mutated(word)) == forms


def test_only_the_marked_words_of_a_phrase_change() -> None:
    assert written_out("~trais yn y cartref") == (
        "trais yn y cartref",
        "drais yn y cartref",
        "nhrais yn y cartref",
        "thrais yn y cartref",
    )


def test_a_list_holds_the_mutations_of_a_marked_word_and_leaves_patterns_alone() -> None:
    lists = read_lists("x.yaml", "who:\n  - ~merch, dyn\n  - '/~x/'\n")

    assert lists["who"] == ("merch", "ferch", "dyn", "/~x/")


def test_a_pack_in_force_finds_a_mutated_word() -> None:
    found = engine_for("police").check(
        "Cymerodd y Cynghorydd Alun Tudor gil-dwrn am y caniatâd.", Context.from_json({})
    )

    assert "defamation" in {each.check for each in found}
