"""Logging for every process: one line per event on standard error, and no secret in any of them."""

import logging
import re
import sys
from collections.abc import Iterable

TOKEN_SHAPES = re.compile(
    r"(xox[a-z]-[\w-]+|xapp-[\w-]+|Bearer\s+[\w.~+/=-]+|oauth_(?:token|signature|consumer_key|verifier)=\"?[^\"&,\s]+)",
    re.IGNORECASE,
)
WITHHELD = "[withheld]"


class Withhold(logging.Filter):
    """Replaces known secrets and anything shaped like a token, in the message and in a traceback's text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = sorted({s for s in secrets if s}, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.clean(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        return True

    def clean(self, text: str) -> str:
        """The text with every secret withheld."""
        for secret in self._secrets:
            text = text.replace(secret, WITHHELD)
        return TOKEN_SHAPES.sub(WITHHELD, text)


CHATTY = ("slack_bolt", "slack_sdk", "tweepy", "requests_oauthlib", "oauthlib", "urllib3", "alembic", "waitress")
"""Libraries that print payloads (draft texts) or tokens when asked for DEBUG: they stay at WARNING."""


def set_up(level: str, secrets: Iterable[str]) -> None:
    """Send logs of `level` and above to standard error. Call once per process, before anything else starts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Withhold(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
