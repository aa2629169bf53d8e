"""Each way X can answer a post, and what the product then knows (F6, F7, F13)."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.x import AccountTokens, XPublisher
from bot.core.ids import AccountId, TweetId
from bot.core.publishing import (
    NeverSent,
    Picture,
    Post,
    Posted,
    Refused,
    RefusedBecause,
    Timeline,
    Unknown,
    find_post,
)

ACCOUNT = AccountId("fernshire")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
POST = Post("The Fern Bridge is closed until noon.")


def posts_sent(x):
    return len(x.requests("POST", "/2/tweets"))


def test_a_post_is_published_and_its_id_told(publisher, x):
    outcome = publisher.send(ACCOUNT, POST)

    (published,) = x.posts("fernshire")
    assert outcome == Posted(TweetId(published.id))
    assert published.typed == POST.text


def test_reply_quote_and_pictures_arrive_as_asked(publisher, x):
    target = x.post_as("fern_trust", "The clinic is open.")
    pictures = (Picture(PNG, "image/png", "A closed bridge"), Picture(PNG + b"2", "image/png", ""))

    outcome = publisher.send(ACCOUNT, Post("Thank you", TweetId(target.id), TweetId(target.id), pictures))

    assert isinstance(outcome, Posted)
    published = x.posts("fernshire")[0]
    assert (published.reply_to, published.quote_of) == (target.id, target.id)
    assert [(x.world.media[m].content, x.world.media[m].alt) for m in published.media] == [
        (PNG, "A closed bridge"),
        (PNG + b"2", ""),
    ]


def test_a_post_of_pictures_alone_is_published(publisher, x):
    outcome = publisher.send(ACCOUNT, Post("", pictures=(Picture(PNG, "image/png", "A bridge"),)))

    assert isinstance(outcome, Posted)
    assert publisher.timeline(ACCOUNT, None).posts[0].pictures == 1


@pytest.mark.parametrize(
    ("kind", "outcome", "accepted"),
    [
        ("timeout_after_accept", Unknown, 1),
        ("timeout_before_accept", Unknown, 0),
        ("reset", Unknown, 1),
        ("reset_before", Unknown, 0),
        ("status_503", Unknown, 0),
        ("status_503_accepted", Unknown, 1),
        ("redirect_307", Unknown, 0),
        ("not_json", Unknown, 1),
        ("duplicate", Unknown, 0),
        ("rate_limited", RefusedBecause.RATE, 0),
        ("rate_limited_no_reset", RefusedBecause.RATE, 0),
        ("usage_capped", RefusedBecause.CREDITS, 0),
        ("no_credits_402", RefusedBecause.CREDITS, 0),
        ("unauthorised", RefusedBecause.LOGIN, 0),
        ("clock_skew", RefusedBecause.LOGIN, 0),
        ("forbidden_permissions", RefusedBecause.PERMISSION, 0),
        ("access_level_453", RefusedBecause.PERMISSION, 0),
        ("suspended", RefusedBecause.PERMISSION, 0),
        ("list_body", RefusedBecause.CONTENT, 0),
    ],
)
def test_each_fault_gives_its_outcome_and_is_sent_once(hasty, x, kind, outcome, accepted):
    """F6: whatever goes wrong, one request and no more."""
    x.fault(kind)

    said = hasty.send(ACCOUNT, POST)

    assert isinstance(said, outcome) if outcome is Unknown else said.because is outcome
    assert posts_sent(x) == 1
    assert x.world.accepted == accepted
    assert 0 < len(said.detail) <= 300


def test_a_fault_kind_without_an_expected_outcome_is_noticed():
    from bot.practice.x.faults import FaultKind

    marks = test_each_fault_gives_its_outcome_and_is_sent_once.pytestmark[0].args[1]
    assert {kind for kind, _, _ in marks} | {"media_gone"} == set(FaultKind)


def test_an_unknown_outcome_is_found_again_on_the_timeline(hasty, x):
    """F6: found, so adopted."""
    before = x.post_as("fernshire", "Good morning")
    x.fault("reset")

    assert isinstance(hasty.send(ACCOUNT, POST), Unknown)

    timeline = hasty.timeline(ACCOUNT, TweetId(before.id))
    assert find_post(POST, timeline.posts) == x.posts("fernshire")[0].id


def test_the_same_words_again_are_unknown_and_called_a_duplicate(publisher):
    publisher.send(ACCOUNT, POST)

    again = publisher.send(ACCOUNT, POST)

    assert isinstance(again, Unknown)
    assert "duplicate" in again.detail


def test_a_rate_limit_says_when_to_try_again(publisher, x):
    x.fault("rate_limited")

    refused = publisher.send(ACCOUNT, POST)

    wait = refused.try_after - datetime.now(UTC)
    assert timedelta(minutes=14) < wait <= timedelta(minutes=15)
    assert refused.try_after.tzinfo is UTC


def test_a_rate_limit_without_a_reset_says_no_time(publisher, x):
    x.fault("rate_limited_no_reset")

    assert publisher.send(ACCOUNT, POST).try_after is None


def test_the_hundred_and_first_post_in_a_quarter_of_an_hour_is_refused_for_rate(publisher, x):
    publisher.send(ACCOUNT, POST)
    next(iter(window for key, window in x.limits._windows.items() if key[1] == "POST")).used = 100

    assert publisher.send(ACCOUNT, Post("One more")).because is RefusedBecause.RATE


def test_a_dead_login_is_refused_before_anything_is_sent(publisher, x):
    x.revoke("fernshire")

    refused = publisher.send(ACCOUNT, POST)

    assert refused.because is RefusedBecause.LOGIN
    assert "connect the account again" in refused.detail
    assert posts_sent(x) == 0


def test_an_account_without_a_login_is_refused_without_a_request(publisher, x, tokens):
    del tokens["fernshire"]

    assert publisher.send(ACCOUNT, POST).because is RefusedBecause.LOGIN
    assert not x.log


def test_a_login_of_another_account_is_never_used(publisher, x, tokens):
    """F13: a draft never goes to another account."""
    tokens["fernshire"] = tokens["fern_trust"]

    for _ in range(2):
        refused = publisher.send(ACCOUNT, POST)
        assert refused.because is RefusedBecause.PERMISSION
        assert "@fern_trust" in refused.detail
    assert posts_sent(x) == 0


def test_whose_login_it_is_is_asked_once_and_again_after_a_new_login(publisher, x, tokens):
    """F13."""
    publisher.send(ACCOUNT, Post("One"))
    publisher.send(ACCOUNT, Post("Two"))
    assert len(x.requests("GET", "/2/users/me")) == 1

    tokens["fernshire"] = AccountTokens("another", "login")

    assert publisher.send(ACCOUNT, Post("Three")).because is RefusedBecause.LOGIN


@pytest.mark.parametrize("kind", ["reset_before", "timeout_before_accept", "status_503", "not_json", "redirect_307"])
def test_when_x_fails_before_the_post_nothing_was_sent(hasty, x, kind):
    x.fault(kind, path="/2/users/me")

    assert isinstance(hasty.send(ACCOUNT, POST), NeverSent)
    assert posts_sent(x) == 0


@pytest.mark.parametrize(
    ("where", "kind", "expected"),
    [
        ("/2/media/upload", "not_json", RefusedBecause.PICTURE),
        *(
            (where, kind, expected)
            for where in ("/2/media/upload", "/2/media/metadata")
            for kind, expected in (
                ("media_gone", RefusedBecause.PICTURE),
                ("list_body", RefusedBecause.PICTURE),
                ("rate_limited", RefusedBecause.RATE),
                ("unauthorised", RefusedBecause.LOGIN),
                ("forbidden_permissions", RefusedBecause.PERMISSION),
                ("no_credits_402", RefusedBecause.CREDITS),
            )
        ),
    ],
)
def test_a_picture_refused_means_nothing_was_posted(publisher, x, where, kind, expected):
    x.fault(kind, path=where)

    refused = publisher.send(ACCOUNT, Post("Look", pictures=(Picture(PNG, "image/png", "A bridge"),)))

    assert refused.because is expected
    assert posts_sent(x) == 0


@pytest.mark.parametrize("kind", ["reset", "timeout_before_accept", "status_503"])
def test_a_picture_whose_upload_is_unclear_means_nothing_was_posted(hasty, x, kind):
    x.fault(kind, path="/2/media/upload")

    outcome = hasty.send(ACCOUNT, Post("Look", pictures=(Picture(PNG, "image/png", "A bridge"),)))

    assert isinstance(outcome, NeverSent)
    assert posts_sent(x) == 0


def test_a_moving_picture_is_refused_without_a_request(publisher, x):
    refused = publisher.send(ACCOUNT, Post("Look", pictures=(Picture(b"GIF89a", "image/gif", ""),)))

    assert refused.because is RefusedBecause.PICTURE
    assert not x.requests("POST", "/2/media/upload")


@pytest.mark.parametrize(
    "post",
    [
        Post("x" * 281),
        Post("Thank you", reply_to=TweetId("999")),
        Post("Well said", quote_of=TweetId("999")),
        Post(""),
    ],
)
def test_words_or_targets_x_does_not_take_are_refused_for_content(publisher, x, post):
    assert publisher.send(ACCOUNT, post).because is RefusedBecause.CONTENT
    assert x.world.accepted == 0


def test_who_am_i_names_the_account_or_says_why_not(publisher, x, tokens):
    assert publisher.who_am_i(ACCOUNT).handle == ACCOUNT
    x.fault("status_503", path="/2/users/me")
    assert isinstance(publisher.who_am_i(ACCOUNT), NeverSent)
    tokens["fernshire"] = tokens["fern_trust"]
    assert publisher.who_am_i(ACCOUNT).because is RefusedBecause.PERMISSION
    assert isinstance(publisher.timeline(ACCOUNT, None).because, RefusedBecause)


def test_a_detail_never_repeats_a_secret_x_quotes_back(x, served, tokens):
    secret = tokens["fernshire"].secret
    publisher = XPublisher(x.consumer_key, x.consumer_secret, tokens.get, served.url, 2)
    refused = publisher._clean(
        Refused(RefusedBecause.LOGIN, f"X: bad {secret} {x.consumer_secret}"), tokens["fernshire"]
    )

    assert refused == "X: bad … …"


def test_secrets_are_in_no_representation(publisher, tokens):
    shown = repr((tokens, publisher._app))

    assert not any(secret in shown for secret in (tokens["fernshire"].token, tokens["fernshire"].secret, "app-key"))


def test_a_timeline_read_while_nothing_is_there_is_empty(publisher):
    assert publisher.timeline(ACCOUNT, None) == Timeline(())
