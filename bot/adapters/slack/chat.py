"""Delivers cards to channels, threads, direct messages and App Home (the port Chat).

What clicks do is in listeners.py.
"""

from collections.abc import Callable, Sequence
from typing import Any

from slack_sdk import WebClient

from bot.adapters.slack.clients import for_calls, for_deliveries
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.faults import FAULTS, undelivered
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.render import home_view, message
from bot.adapters.slack.text import fallback
from bot.core.cards import CallCard, Card, HomeCard
from bot.core.people import ChatIdentity
from bot.core.publishing import Picture
from bot.use_cases.ports_chat import CannotDeliver, Delivered, Delivery


class SlackChat:
    """One workspace, outbound. Every fault is a value; nothing is tried twice by itself."""

    platform = PLATFORM

    def __init__(self, client: WebClient, impatient: WebClient | None = None) -> None:
        """Use this client, and for calls of people the impatient one; `for_config` makes the right ones."""
        self._client = client
        self._impatient = impatient or client

    @classmethod
    def for_config(cls, config: SlackConfig) -> "SlackChat":
        """With clients that wait for nothing and repeat nothing."""
        return cls(for_deliveries(config), for_calls(config))

    def post(self, channel: str, card: Card) -> Delivery:
        """Put a card into a channel."""
        return self._deliver(lambda: self._post(channel, card))

    def direct(self, identity: ChatIdentity, card: Card) -> Delivery:
        """Put a card into somebody's direct messages."""

        def send() -> Any:
            opened = self._client_for(card).conversations_open(users=identity.user)
            return self._post(str(opened["channel"]["id"]), card)

        return self._deliver(send)

    def update(self, ref: str, card: Card) -> Delivery:
        """Redraw a delivered card, blocks and all: a text alone would keep the old buttons."""
        place = read_ref(ref)
        if place is None:
            return CannotDeliver("This message was not sent by Slack’s part of the app.")
        drawn = message(card)
        return self._deliver(
            lambda: self._client_for(card).chat_update(
                channel=place[0], ts=place[1], text=drawn.text, blocks=drawn.blocks
            )
        )

    def reply(self, ref: str, card: Card) -> Delivery:
        """Say something in the thread of a delivered card."""
        place = read_ref(ref)
        if place is None:
            return CannotDeliver("This message was not sent by Slack’s part of the app.")
        return self._deliver(lambda: self._post(place[0], card, thread=place[1]))

    def attach(self, ref: str, pictures: Sequence[Picture]) -> Delivery:
        """Put pictures into the thread of a delivered card, where whoever decides can see them."""
        place = read_ref(ref)
        if place is None:
            return CannotDeliver("This message was not sent by Slack’s part of the app.")

        def upload() -> Any:
            self._client.files_upload_v2(
                channel=place[0],
                thread_ts=place[1],
                file_uploads=[_file(number, picture) for number, picture in enumerate(pictures, start=1)],
            )
            return {"channel": place[0], "ts": place[1]}

        return self._deliver(upload)

    def show(self, identity: ChatIdentity, title: str, picture: Picture) -> Delivery:
        """Put a picture into somebody's direct messages, with its title above it."""

        def upload() -> Any:
            channel = str(self._client.conversations_open(users=identity.user)["channel"]["id"])
            file = {**_file(1, picture), "title": title}
            self._client.files_upload_v2(channel=channel, initial_comment=fallback(title), file_uploads=[file])
            return {"channel": channel, "ts": "picture"}

        return self._deliver(upload)

    def home(self, identity: ChatIdentity, card: HomeCard) -> Delivery:
        """Redraw somebody's App Home."""

        def publish() -> Any:
            self._client.views_publish(user_id=identity.user, view=home_view(card))
            return {"channel": identity.user, "ts": "home"}

        return self._deliver(publish)

    def _client_for(self, card: Card) -> WebClient:
        return self._impatient if isinstance(card, CallCard) else self._client

    def _post(self, channel: str, card: Card, thread: str | None = None) -> Any:
        drawn = message(card)
        return self._client_for(card).chat_postMessage(
            channel=channel,
            text=drawn.text,
            blocks=drawn.blocks,
            thread_ts=thread,
            unfurl_links=False,
            unfurl_media=False,
        )

    def _deliver(self, send: Callable[[], Any]) -> Delivery:
        try:
            answer = send()
        except FAULTS as fault:
            return undelivered(fault)
        return Delivered(f"{PLATFORM}:{answer['channel']}:{answer['ts']}")


def _file(number: int, picture: Picture) -> dict[str, Any]:
    name = f"picture-{number}.{picture.mime.rsplit('/', 1)[-1]}"
    return {"file": picture.content, "filename": name, "title": f"Picture {number}", "alt_txt": picture.alt}


def read_ref(ref: str) -> tuple[str, str] | None:
    """Channel and timestamp of a message reference, or None for one of another chat."""
    platform, _, place = ref.partition(":")
    channel, _, ts = place.partition(":")
    return (channel, ts) if platform == PLATFORM and channel and ts else None
