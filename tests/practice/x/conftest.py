"""A practice X over real HTTP, called with signatures made by requests-oauthlib."""

import pytest
import requests
from requests_oauthlib import OAuth1

from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.x import PracticeX, XAccount


class Caller:
    """Signed calls as one account; `options` go to the signer."""

    def __init__(self, x, url, handle):
        self.x, self.url, self.handle = x, url, handle

    def signer(self, **options):
        tokens = self.x.tokens(self.handle)
        chosen = {
            "client_secret": self.x.consumer_secret,
            "resource_owner_key": tokens.token,
            "resource_owner_secret": tokens.secret,
        }
        return OAuth1(self.x.consumer_key, **(chosen | options))

    def call(self, method, path, signer=None, **body):
        return requests.request(
            method, self.url + path, auth=signer or self.signer(), timeout=5, allow_redirects=False, **body
        )

    def post(self, text="", **more):
        return self.call("POST", "/2/tweets", json={"text": text, **more})

    def timeline(self, **params):
        user = self.x.world.account(self.handle).user_id
        return self.call("GET", f"/2/users/{user}/tweets", params=params)


@pytest.fixture
def clock():
    return PracticeClock()


@pytest.fixture
def x(clock):
    accounts = [
        XAccount("Fernshire", "Fernshire Council", "Bins, bridges and beaches", "#1b5e20"),
        XAccount("fern_trust", "Fern NHS Trust", "Care in the county", "#005eb8"),
    ]
    return PracticeX(clock, accounts)


@pytest.fixture
def url(x):
    with Served(x.app) as served:
        yield served.url


@pytest.fixture
def fernshire(x, url):
    return Caller(x, url, "fernshire")


@pytest.fixture
def trust(x, url):
    return Caller(x, url, "fern_trust")
