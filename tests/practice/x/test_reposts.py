"""The practice X reposts as X does: once however often asked, and off again."""

import pytest


@pytest.fixture
def source(x):
    return x.post_as("fern_trust", "The clinic is open.")


def path(x, handle="fernshire"):
    return f"/2/users/{x.world.account(handle).user_id}/retweets"


def test_a_repost_stands_on_the_timeline_once_with_what_it_refers_to(x, fernshire, source):
    first, second = (fernshire.call("POST", path(x), json={"tweet_id": source.id}) for _ in range(2))

    assert first.json() == second.json()
    assert first.json()["data"]["retweeted"] is True
    (post,) = fernshire.timeline(**{"tweet.fields": "referenced_tweets"}).json()["data"]
    assert post["text"] == "RT @fern_trust: The clinic is open."
    assert post["referenced_tweets"] == [{"type": "retweeted", "id": source.id}]


def test_it_is_taken_off_and_off_again(x, fernshire, source):
    fernshire.call("POST", path(x), json={"tweet_id": source.id})

    for _ in range(2):
        assert fernshire.call("DELETE", f"{path(x)}/{source.id}").json() == {"data": {"retweeted": False}}
    assert x.posts("fernshire") == ()


@pytest.mark.parametrize("body", [{}, {"tweet_id": 5}, {"tweet_id": "x"}, {"tweet_id": "5", "more": 1}, []])
def test_a_body_x_does_not_describe_is_refused(x, fernshire, body):
    assert fernshire.call("POST", path(x), json=body).status_code == 400


def test_nobody_acts_for_somebody_else_and_what_is_gone_is_refused(x, fernshire, source):
    assert fernshire.call("POST", path(x, "fern_trust"), json={"tweet_id": source.id}).status_code == 403
    assert fernshire.call("DELETE", f"{path(x, 'fern_trust')}/{source.id}").status_code == 403
    x.world.delete(source.id)
    assert fernshire.call("POST", path(x), json={"tweet_id": source.id}).status_code == 403
