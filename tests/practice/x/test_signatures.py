"""The practice X checks every signature as X does."""

import time

import pytest
import requests


def code(answer):
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_a_true_signature_is_let_in(fernshire):
    answer = fernshire.call("GET", "/2/users/by/username/Fernshire?user.fields=name%2Cdescription&x=a+b%20c")

    assert answer.json()["data"]["username"] == "Fernshire"


@pytest.mark.parametrize("what", ["client_secret", "resource_owner_secret"])
def test_a_signature_with_a_wrong_secret_is_refused(fernshire, what):
    assert code(fernshire.call("GET", "/2/users/me", fernshire.signer(**{what: "wrong"}))) == (401, 32)


def test_an_unknown_token_is_an_expired_one(fernshire):
    assert code(fernshire.call("GET", "/2/users/me", fernshire.signer(resource_owner_key="1-none"))) == (401, 89)


def test_a_nonce_works_once(x, fernshire):
    signer = {"nonce": "once", "timestamp": str(int(time.time()))}
    first = fernshire.call("POST", "/2/tweets", fernshire.signer(**signer), json={"text": "One"})
    again = fernshire.call("POST", "/2/tweets", fernshire.signer(**signer), json={"text": "Two"})

    assert first.status_code == 201
    assert code(again) == (401, 32)
    assert x.world.accepted == 1


def test_a_captured_request_cannot_be_replayed(x, url, fernshire):
    fernshire.post("Once")
    captured = x.requests("POST", "/2/tweets")[0]

    again = requests.post(url + "/2/tweets", data=captured.body, headers=dict(captured.headers), timeout=5)

    assert again.status_code == 401
    assert x.world.accepted == 1


@pytest.mark.parametrize(("off", "status"), [(-310, 401), (310, 401), (-280, 200), (280, 200)])
def test_a_timestamp_more_than_five_minutes_off_is_refused(fernshire, off, status):
    answer = fernshire.call("GET", "/2/users/me", fernshire.signer(timestamp=str(int(time.time()) + off)))

    assert answer.status_code == status
    if status == 401:
        assert code(answer) == (401, 135)


def test_a_signature_is_for_one_address_only(x, url, fernshire):
    prepared = requests.Request("GET", f"{url}/2/users/me", auth=fernshire.signer()).prepare()
    prepared.url = f"{url}/2/users/by/username/Fernshire"

    with requests.Session() as session:
        assert session.send(prepared).status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer abc", "OAuth nonsense", 'OAuth oauth_token=""'])
def test_other_logins_are_refused(url, header):
    assert requests.get(f"{url}/2/users/me", headers={"Authorization": header}, timeout=5).status_code == 401
