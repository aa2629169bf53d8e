"""Reading an account's own figures from the practice X over real HTTP (S58)."""

from datetime import timedelta

import pytest

from bot.adapters.x import XAudience
from bot.core.ids import AccountId
from bot.core.publishing import RefusedBecause, Unreadable
from bot.use_cases.ports_audience import AudienceSeen

ACCOUNT = AccountId("fernshire")
ME = "/2/users/me"


@pytest.fixture
def figures(x, served, tokens):
    return XAudience(x.consumer_key, x.consumer_secret, tokens.get, served.url, timeout_seconds=2)


@pytest.fixture
def week_ago(x):
    return x.world.clock.now() - timedelta(days=7)


def posted(x, shown, text="Bins on Monday", **more):
    post = x.post_as("fernshire", text, **more)
    x.world.shown[post.id] = shown
    return post


def timeline(x):
    return f"/2/users/{x.world.account('fernshire').user_id}/tweets"


def test_followers_and_how_often_each_tweet_was_shown_are_read(figures, x, week_ago):
    for number in range(3):
        posted(x, 100 * number, f"Number {number}")
    assert figures.read(ACCOUNT, week_ago) == AudienceSeen(12480, (200, 100, 0))
    assert len(x.log) == 2


def test_what_x_does_not_say_is_unknown_and_not_nought(figures, x, week_ago):
    posted(x, None)
    x.world.accounts["fernshire"] = type(x.world.accounts["fernshire"])("Fernshire", "Council", "", "#000", None)
    assert figures.read(ACCOUNT, week_ago) == AudienceSeen(None, (None,))


def test_replies_reposts_and_what_is_older_than_a_week_are_left_out(figures, x, week_ago):
    posted(x, 7)
    x.world.clock.advance(timedelta(days=8))
    first = posted(x, 50, "Open at nine")
    posted(x, 3, "Yes, on Sunday too", reply_to=first.id)
    x.world.repost("Fernshire", x.post_as("fern_trust", "The clinic is open."))
    assert figures.read(ACCOUNT, week_ago + timedelta(days=8)).shown == (50,)
    assert "exclude=replies%2Cretweets" in x.requests("GET", timeline(x))[0].path


def test_more_than_a_page_is_read_page_by_page(figures, x, week_ago):
    x.limits.lifted = True
    for number in range(120):
        posted(x, number, f"Number {number}")
    assert len(figures.read(ACCOUNT, week_ago).shown) == 120
    assert len(x.requests("GET", timeline(x))) == 2


def test_a_quiet_week_is_no_tweets(figures, week_ago):
    assert figures.read(ACCOUNT, week_ago).shown == ()


@pytest.mark.parametrize("path", [ME, "timeline"])
@pytest.mark.parametrize(
    ("fault", "because"),
    [("status_503", None), ("rate_limited", RefusedBecause.RATE), ("not_json", None), ("reset_before", None)],
)
def test_what_goes_wrong_is_a_value(figures, x, week_ago, path, fault, because):
    x.fault(fault, path=timeline(x) if path == "timeline" else path)
    found = figures.read(ACCOUNT, week_ago)
    assert isinstance(found, Unreadable)
    assert found.because in {because, RefusedBecause.PERMISSION if fault == "not_json" else because}
    assert (found.try_after is not None) is (because is RefusedBecause.RATE)


def test_an_account_without_a_login_or_with_somebody_elses_is_not_read(figures, tokens, x, week_ago):
    tokens["fernshire"] = tokens["fern_trust"]
    assert figures.read(ACCOUNT, week_ago).because is RefusedBecause.PERMISSION
    assert x.requests("GET", timeline(x)) == []
    del tokens["fernshire"]
    assert figures.read(ACCOUNT, week_ago).because is RefusedBecause.LOGIN
