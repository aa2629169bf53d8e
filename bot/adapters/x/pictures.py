"""Putting pictures on X before their post: one upload each, then the words for people who cannot see it."""

from dataclasses import dataclass

import requests
import tweepy

from bot.adapters.x.answers import TWEET_ID, json_of
from bot.adapters.x.link import TWEEPY_ADDRESS
from bot.core.publishing import Picture

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
"""The kinds X takes in one piece."""


@dataclass(frozen=True, slots=True)
class NotUploaded:
    """A picture X cannot have from us, or whose upload it answered without an id."""

    detail: str


def upload(client: tweepy.Client, picture: Picture) -> str | NotUploaded:
    """X's id for the picture. Raises AnsweredError and TRANSPORT_FAULTS.

    Goes through the client's session because tweepy only knows the upload address that X has closed.
    """
    suffix = SUFFIXES.get(picture.mime)
    if suffix is None:
        return NotUploaded(f"X takes pictures as PNG, JPEG or WebP, not {picture.mime[:40]}.")
    signed = tweepy.OAuth1UserHandler(
        client.consumer_key, client.consumer_secret, client.access_token, client.access_token_secret
    )
    try:
        response = client.session.request(
            "POST",
            f"{TWEEPY_ADDRESS}/2/media/upload",
            files={"media": (f"picture.{suffix}", picture.content, picture.mime)},
            data={"media_category": "tweet_image", "media_type": picture.mime},
            auth=signed.apply_auth(),
        )
    finally:
        signed.oauth.close()
    media_id = _id_of(response)
    if media_id and picture.alt:
        words = {"id": media_id, "metadata": {"alt_text": {"text": picture.alt}}}
        client.request("POST", "/2/media/metadata", json=words, user_auth=True)
    return media_id or NotUploaded("X took the picture, but its answer could not be read.")


def _id_of(response: requests.Response) -> str:
    body = json_of(response)
    data = body.get("data") if isinstance(body, dict) else None
    media_id = data.get("id") if isinstance(data, dict) else None
    return media_id if isinstance(media_id, str) and TWEET_ID.fullmatch(media_id) else ""
