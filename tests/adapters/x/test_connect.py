"""Connecting an account by PIN, with a person at the practice X's page."""

import re

import pytest
import requests

from bot.adapters.x import AccountTokens
from bot.adapters.x.connect import NotConnected, NotConnectedBecause, begin, finish


@pytest.fixture
def started(x, served):
    return begin(x.consumer_key, x.consumer_secret, served.url)


def authorise(address, handle="fern_trust"):
    """What a person does in the browser: choose the account, press the button, read the number."""
    with requests.Session() as browser:
        page = browser.get(address).text
        assert "Authorise" in page
        token = re.search(r'name="oauth_token" value="([^"]+)"', page)[1]
        answer = browser.post(address, data={"oauth_token": token, "handle": handle}).text
    return re.search(r"<code>(\d{7})</code>", answer)[1]


def test_a_person_connects_the_account_they_choose(x, started):
    address, request = started

    tokens, handle = finish(request, authorise(address))

    assert handle == "fern_trust"
    assert tokens == AccountTokens(x.tokens("fern_trust").token, x.tokens("fern_trust").secret)


def test_a_handle_comes_in_lower_case_and_spaces_in_a_pin_are_forgiven(started):
    address, request = started
    pin = authorise(address, "Fernshire")

    _, handle = finish(request, f" {pin[:3]} {pin[3:]}\n")

    assert handle == "fernshire"


@pytest.mark.parametrize("wrong", ["0", "", "PIN", "１２３４５６７"])
def test_a_wrong_pin_is_said_to_be_one(started, wrong):
    address, request = started
    authorise(address)

    assert finish(request, wrong).because is NotConnectedBecause.WRONG_PIN


def test_after_a_wrong_pin_the_right_one_still_works(started):
    address, request = started
    pin = authorise(address)
    finish(request, str((int(pin) + 1) % 10**7).zfill(7))

    assert isinstance(finish(request, pin), tuple)


def test_a_pin_works_once(started):
    address, request = started
    pin = authorise(address)
    finish(request, pin)

    assert finish(request, pin).because is NotConnectedBecause.EXPIRED


def test_wrong_app_keys_are_said_to_be_the_cause(x, served):
    refused = begin(x.consumer_key, "another secret", served.url)

    assert refused.because is NotConnectedBecause.APP_KEYS
    assert "another secret" not in refused.detail


@pytest.mark.parametrize(
    ("kind", "because"),
    [
        ("status_503", NotConnectedBecause.UNREACHABLE),
        ("reset_before", NotConnectedBecause.UNREACHABLE),
        ("rate_limited", NotConnectedBecause.UNREACHABLE),
        ("not_json", NotConnectedBecause.UNREADABLE),
        ("timeout_before_accept", NotConnectedBecause.UNREACHABLE),
    ],
)
def test_an_x_that_does_not_answer_well_leaves_nothing_half_done(x, served, kind, because):
    x.fault(kind, path="/oauth/request_token")

    refused = begin(x.consumer_key, x.consumer_secret, served.url, timeout_seconds=0.5)

    assert isinstance(refused, NotConnected)
    assert refused.because is because


def test_what_is_kept_between_the_steps_shows_no_secret(x, started):
    _, request = started

    assert request.secret not in repr(request)
    assert request.token not in repr(request)
    assert x.consumer_secret not in repr(request)
