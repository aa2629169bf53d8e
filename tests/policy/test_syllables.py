"""Syllables are counted as pyphen's own reading of its patterns does."""

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.detectors.syllables import syllables

_PYPHEN = pyphen.Pyphen(lang="en_GB")


@pytest.mark.parametrize(("word", "count"), [("bin", 1), ("council", 2), ("consultation", 3), ("a", 1), ("", 1)])
def test_a_words_syllables_are_counted(word, count):
    assert syllables(word) == count


@given(st.text(alphabet="abcdefghijklmnoprstuvwyzé'’-", max_size=45))
def test_any_word_has_as_many_syllables_as_pyphen_finds(word):
    assert syllables(word) == len(_PYPHEN.positions(word[:40])) + 1
