"""Every kind of request the adapter makes is one that X's own description allows."""

import dataclasses

import pytest
from openapi_core.exceptions import OpenAPIError

from bot.core.ids import AccountId, TweetId
from bot.core.publishing import Picture, Post

ACCOUNT = AccountId("fernshire")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def test_all_six_kinds_of_request_are_as_x_describes_them(publisher, x, validated):
    target = TweetId(x.post_as("fern_trust", "The clinic is open.").id)
    publisher.send(ACCOUNT, Post("Thank you & well done", target, target, (Picture(PNG, "image/png", "A bridge"),)))
    for number in range(10):
        x.post_as("fernshire", f"Number {number}")
    publisher.timeline(ACCOUNT, target, at_most=200)

    made = {(one.method, one.path.partition("?")[0]) for one in x.log}

    for logged in x.log:
        validated(logged)
    assert made == {
        ("GET", "/2/users/me"),
        ("POST", "/2/media/upload"),
        ("POST", "/2/media/metadata"),
        ("POST", "/2/tweets"),
        ("GET", f"/2/users/{x.world.account('fernshire').user_id}/tweets"),
    }


def test_a_request_that_x_does_not_describe_is_noticed(publisher, x, validated):
    publisher.send(ACCOUNT, Post("Good morning"))
    logged = x.requests("POST", "/2/tweets")[0]

    for body in (b'{"text": 5}', b'{"words": "Good morning"}'):
        with pytest.raises(OpenAPIError):
            validated(dataclasses.replace(logged, body=body))
    with pytest.raises(OpenAPIError):
        validated(dataclasses.replace(logged, headers=(("Content-Type", "application/json"),)))


def test_requests_carry_no_secret(publisher, x, tokens):
    publisher.send(ACCOUNT, Post("Good morning"))

    for logged in x.log:
        whole = f"{logged.path} {logged.headers} {logged.body!r}"
        assert tokens["fernshire"].secret not in whole
        assert x.consumer_secret not in whole
