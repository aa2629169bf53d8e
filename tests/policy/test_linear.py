import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.linear import PatternError, compiled, refuse_unusable

_PARTS = ["a", "b c", r"\b", r"\w", ".", "[a-z]", "[^.!?]", "[", "]", "^", "$", "(", "(?:", ")", "|", "?", "*", "+"]
_COUNTS = ["{0,9}", "{0,99}", "{1,3}", "{2,40}", "{0,120}", "{3}", "{2,}", "{", "}", "\\", "-"]


def _refused(check, pattern):
    try:
        check(pattern)
    except PatternError:
        return True
    return False


@given(st.lists(st.sampled_from(_PARTS + _COUNTS), min_size=1, max_size=16).map("".join))
def test_a_pattern_is_refused_when_read_exactly_where_it_could_not_be_compiled(pattern):
    assert _refused(refuse_unusable, pattern) == _refused(compiled, pattern)


@pytest.mark.parametrize(
    "pattern", ["(?:a", "a)", "a**", "*a", "(|*)", "[a", "(?=a)", "(a)\\1", "(?:(?:a{0,99}){0,99})", "a{3,2}", "’"]
)
def test_a_broken_pattern_is_refused_before_it_is_looked_for(pattern):
    with pytest.raises(PatternError):
        refuse_unusable(pattern)


@pytest.mark.parametrize("counted", ["(?:" + ".{0,99}" * 84 + "){0,9}", "(?:" + "[^a]{0,99}" * 58 + "){0,9}"])
def test_the_largest_counts_that_are_taken_unseen_fit_into_memory(counted):
    refuse_unusable(counted)

    assert compiled(counted).search(b"a") is not None
