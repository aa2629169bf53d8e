"""Fetches the pictures people put into a form, with the bot's token, from Slack only and within limits."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import requests

from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.parse_form import FileRef
from bot.adapters.slack.text import one_line
from bot.core.commands import Upload

LARGEST = 5 * 1024 * 1024
"""Bytes: what X takes for a picture."""
MOST = 4
CHUNK = 65_536
TIMEOUT = (5, 20)
"""Seconds to connect, and to wait for each next piece."""


class PictureError(Exception):
    """A picture that cannot be used; the message is a sentence for the person."""


def kind_of(content: bytes) -> str:
    """The MIME type by the first bytes, or nothing for what is no PNG, JPEG, GIF or WebP."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


class Pictures:
    """Downloads from one workspace."""

    def __init__(self, config: SlackConfig) -> None:
        self._token = config.bot_token
        self._base = urlsplit(config.base_url)

    def fetch(self, files: Sequence[FileRef]) -> tuple[Upload, ...]:
        """All of them, or PictureError with what is wrong with the first that cannot be used."""
        if len(files) > MOST:
            raise PictureError(f"A tweet takes {MOST} pictures at most, and there are {len(files)}.")
        return tuple(self._one(file) for file in files)

    def _one(self, file: FileRef) -> Upload:
        name = one_line(file.name, 100)
        if not self._is_slack(file.address):
            raise PictureError(f"“{name}” is not kept at Slack. Save it and add it from your own device.")
        if file.size > LARGEST:
            raise PictureError(f"“{name}” is larger than 5 MB. Make it smaller and add it again.")
        try:
            content = self._read(file.address, name)
        except requests.RequestException:
            raise PictureError(f"“{name}” could not be fetched from Slack just now. Try again in a minute.") from None
        kind = kind_of(content)
        if not kind:
            raise PictureError(f"“{name}” is not a PNG, JPEG, WebP or GIF picture, whatever its name says.")
        return Upload(name, kind, content)

    def _is_slack(self, address: str) -> bool:
        """Whether the token may be shown to this address: Slack's own hosts, or the server the app talks to."""
        try:
            given = urlsplit(address)
        except ValueError:
            return False
        if (given.scheme, given.netloc) == (self._base.scheme, self._base.netloc):
            return True
        return given.scheme == "https" and (given.hostname or "").endswith(".slack.com")

    def _read(self, address: str, name: str) -> bytes:
        headers = {"Authorization": f"Bearer {self._token}"}
        with requests.get(address, headers=headers, timeout=TIMEOUT, stream=True, allow_redirects=False) as answer:
            if answer.status_code != requests.codes.ok:
                raise PictureError(f"Slack would not hand over “{name}”. Remove it and add it again.")
            content = b""
            for piece in answer.iter_content(CHUNK):
                content += piece
                if len(content) > LARGEST:
                    raise PictureError(f"“{name}” is larger than 5 MB. Make it smaller and add it again.")
            return content
