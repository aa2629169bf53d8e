"""How far an account carries, in one line (S58): what is unknown is said, and what is old."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.audience import Audience, audience_of, audience_words

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("followers", "shown", "words"),
    [
        (12480, (2100, 2310, 9000), "12,480 followers; a tweet is shown 2,310 times, the middle of 3 in the 7 days before"),
        (1, (1,), "1 follower; the one tweet of the 7 days before was shown 1 time"),
        (0, (0, 0), "0 followers; a tweet is shown 0 times, the middle of 2 in the 7 days before"),
        (None, (10, 20), "followers not known; a tweet is shown 15 times, the middle of 2 in the 7 days before"),
        (12480, (None, None), "12,480 followers; how often a tweet is shown is not known"),
        (12480, (None, 40), "12,480 followers; the one tweet of the 7 days before was shown 40 times"),
        (12480, (), "12,480 followers; no tweets in the 7 days before"),
    ],
)  # fmt: skip
def test_it_is_told_in_one_line_and_what_is_missing_is_never_nought(followers, shown, words):
    assert audience_words(audience_of(followers, shown, NOW), "Europe/London", NOW) == words


def test_before_x_has_told_anything_it_is_not_known():
    assert audience_words(None, "Europe/London", NOW) == "not known: X has not told the figures of this account yet"


@pytest.mark.parametrize(("age", "is_said"), [(timedelta(days=3) - timedelta(seconds=1), False), (timedelta(days=3), True)])  # fmt: skip
def test_old_figures_are_told_with_their_day(age, is_said):
    words = audience_words(Audience(10, 5, 3, NOW - age), "Europe/London", NOW)
    assert ("(as of Fri 29 May 2026 13:00; not told by X since)" in words) is is_said
