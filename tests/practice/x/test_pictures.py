"""The practice X takes pictures in one piece and in parts, and serves them back."""

import base64
from datetime import timedelta

import pytest
import requests

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"\r\n--not-a-boundary\r\n"
GIF = b"GIF89a" + bytes(100)


def upload(caller, content=PNG, **fields):
    fields = {"media_category": "tweet_image", **fields}
    return caller.call("POST", "/2/media/upload", files={"media": ("a.png", content)}, data=fields)


def test_a_picture_arrives_whole_and_is_served_back(fernshire, url):
    data = upload(fernshire).json()["data"]

    assert requests.get(f"{url}/media/{data['id']}", timeout=5).content == PNG
    assert data["media_key"] == f"3_{data['id']}"
    assert data["size"] == len(PNG)


def test_a_picture_may_come_as_json(fernshire):
    body = {"media": base64.b64encode(PNG).decode(), "media_category": "tweet_image"}

    assert fernshire.call("POST", "/2/media/upload", json=body).status_code == 200
    assert fernshire.call("POST", "/2/media/upload", json=body | {"media": "%%"}).status_code == 400


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (b"plain words", {}),
        (PNG, {"media_category": "tweet_gif"}),
        (PNG, {"more": "fields"}),
        (PNG + bytes(5 * 1024 * 1024), {}),
    ],
)
def test_what_is_no_picture_for_a_post_is_refused(fernshire, content, fields):
    assert upload(fernshire, content, **fields).status_code == 400


def test_an_upload_in_parts_is_put_together_in_order(fernshire, url):
    begun = {"media_category": "tweet_gif", "media_type": "image/gif", "total_bytes": len(GIF)}
    media = fernshire.call("POST", "/2/media/upload/initialize", json=begun).json()["data"]["id"]
    for index, part in ((1, GIF[50:]), (0, GIF[:50])):
        files, fields = {"media": ("part", part)}, {"segment_index": str(index)}
        path = f"/2/media/upload/{media}/append"
        assert fernshire.call("POST", path, files=files, data=fields).status_code == 200
    assert requests.get(f"{url}/media/{media}", timeout=5).status_code == 404

    assert fernshire.call("POST", f"/2/media/upload/{media}/finalize").json()["data"]["size"] == len(GIF)

    assert requests.get(f"{url}/media/{media}", timeout=5).content == GIF
    assert fernshire.post("Look", media={"media_ids": [media]}).status_code == 201


def test_words_for_a_picture_are_kept_up_to_a_thousand_characters(fernshire, x):
    media = upload(fernshire).json()["data"]["id"]

    def describe(text):
        body = {"id": media, "metadata": {"alt_text": {"text": text}}}
        return fernshire.call("POST", "/2/media/metadata", json=body).status_code

    assert [describe("A bridge"), describe("x" * 1001), describe("")] == [200, 400, 400]
    assert x.world.media[media].alt == "A bridge"


def test_a_picture_belongs_to_its_account_and_lasts_a_day(fernshire, trust, clock):
    media = upload(fernshire).json()["data"]["id"]

    assert trust.post("Look", media={"media_ids": [media]}).status_code == 400
    clock.advance(timedelta(days=1))
    assert fernshire.post("Look", media={"media_ids": [media]}).status_code == 400


def test_a_post_with_a_picture_shows_its_key_its_words_and_its_own_link(fernshire):
    media = upload(fernshire).json()["data"]
    fernshire.post("Look", media={"media_ids": [media["id"]]})

    shown = fernshire.timeline(
        **{"tweet.fields": "attachments,entities", "expansions": "attachments.media_keys", "media.fields": "alt_text"}
    ).json()

    (post,) = shown["data"]
    assert post["attachments"] == {"media_keys": [media["media_key"]]}
    assert post["entities"]["urls"][0]["media_key"] == media["media_key"]
    assert shown["includes"]["media"] == [{"media_key": media["media_key"], "type": "photo"}]
