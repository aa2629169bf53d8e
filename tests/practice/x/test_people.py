"""The side of the practice X that people see, and faults on request."""

import time

import pytest
import requests

from bot.practice.serving import HOST


def timelines(url):
    return {one["handle"]: one for one in requests.get(f"{url}/people/timelines", timeout=5).json()}


def test_timelines_show_posts_as_a_person_sees_them_newest_first(fernshire, trust, url, x):
    target = trust.post("The clinic is open").json()["data"]["id"]
    files, fields = {"media": ("a.png", b"\x89PNG\r\n\x1a\n")}, {"media_category": "tweet_image"}
    media = fernshire.call("POST", "/2/media/upload", files=files, data=fields).json()["data"]["id"]
    words = {"id": media, "metadata": {"alt_text": {"text": "A door"}}}
    fernshire.call("POST", "/2/media/metadata", json=words)
    reply = {"reply": {"in_reply_to_tweet_id": target}, "quote_tweet_id": target}
    fernshire.post("First")
    fernshire.post("Fish & chips: fern.uk/a", media={"media_ids": [media]}, **reply)

    shown = timelines(url)["Fernshire"]

    assert (shown["name"], shown["bio"], shown["avatar_colour"]) == (
        "Fernshire Council",
        "Bins, bridges and beaches",
        "#1b5e20",
    )
    newest, first = shown["posts"]
    ((short, expanded),) = newest["links"]
    assert newest["text"] == f"Fish & chips: {short}"
    assert expanded == "http://fern.uk/a"
    assert newest["media"] == [{"url": f"/media/{media}", "alt": "A door"}]
    assert (newest["reply_to"], newest["quote_of"]) == (target, target)
    assert newest["at"] == x.posts("fernshire")[0].at.isoformat()
    assert (first["text"], first["links"], first["reply_to"], first["media"]) == ("First", [], None, [])


def test_a_person_posts_by_hand(url):
    said = requests.post(f"{url}/people/post", json={"handle": "@FERN_trust", "text": "Hello"}, timeout=5)

    assert said.status_code == 201
    assert timelines(url)["fern_trust"]["posts"][0]["text"] == "Hello"


@pytest.mark.parametrize(
    "body",
    [
        {"handle": "nobody", "text": "Hello"},
        {"handle": "fern_trust", "text": " "},
        {"handle": "fern_trust", "text": "x" * 281},
        {"handle": "fern_trust", "text": "Hello", "reply_to": "5"},
        [],
    ],
)
def test_what_cannot_be_posted_by_hand_is_refused_with_words(url, body):
    answer = requests.post(f"{url}/people/post", json=body, timeout=5)

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_an_event_is_sent_at_the_start_and_whenever_a_timeline_changes(url, x):
    with requests.get(f"{url}/people/events", stream=True, timeout=5) as events:
        lines = (line for line in events.iter_lines() if line)
        assert next(lines) == b"data: 0"
        x.post_as("fernshire", "Hello")
        assert next(lines) == b"data: 1"


def test_faults_are_planned_listed_struck_and_taken_back(url, fernshire, x):
    planned = requests.post(f"{url}/faults", json={"kind": "status_503", "times": 2}, timeout=5).json()
    assert planned["planned"] == [{"kind": "status_503", "times": 2, "path": "/2/tweets"}]
    assert "timeout_after_accept" in planned["kinds"]

    assert fernshire.post("Hello").status_code == 503
    assert requests.get(f"{url}/faults", timeout=5).json()["planned"][0]["times"] == 1
    assert requests.post(f"{url}/faults", json={"clear": True}, timeout=5).json()["planned"] == []

    assert fernshire.post("Hello").status_code == 201


@pytest.mark.parametrize("body", [{}, {"kind": "earthquake"}, {"kind": "reset", "times": 0}, {"kind": ["reset"]}])
def test_a_fault_there_is_no_such_kind_of_is_refused(url, body):
    assert requests.post(f"{url}/faults", json=body, timeout=5).status_code == 400


@pytest.mark.parametrize(("kind", "accepted"), [("reset", 1), ("reset_before", 0)])
def test_a_reset_cuts_the_connection_with_or_without_the_post(fernshire, x, kind, accepted):
    x.fault(kind)

    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        fernshire.post("Hello")

    assert x.world.accepted == accepted


def test_a_held_connection_does_not_keep_the_server_from_stopping(x, url, fernshire):
    x.fault("timeout_after_accept")
    began = time.monotonic()

    with pytest.raises(requests.ReadTimeout):
        requests.post(f"{url}/2/tweets", json={"text": "Hello"}, auth=fernshire.signer(), timeout=0.3)

    assert time.monotonic() - began < 5
    assert x.world.accepted == 1


def test_a_redirect_leads_back_to_the_same_place_and_publishes_nothing(fernshire, x, url):
    x.fault("redirect_307")

    answer = fernshire.post("Hello")

    assert (answer.status_code, answer.headers["Location"]) == (307, f"{url}/2/tweets")
    assert x.world.accepted == 0


def test_the_practice_x_is_on_this_machine_only(url):
    assert url.startswith(f"http://{HOST}:")
    assert HOST == "127.0.0.1"


def test_tokens_are_the_same_in_every_run(x, clock):
    from bot.practice.x import PracticeX

    assert PracticeX(clock, list(x.world.accounts.values())).tokens("fernshire") == x.tokens("fernshire")
