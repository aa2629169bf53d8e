"""Keeps tokens out of logs: the libraries under this adapter print signed headers and answers at DEBUG."""

import logging

CHATTY = ("tweepy", "oauthlib", "requests_oauthlib")


class _WarningsOnly(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


_FILTER = _WarningsOnly()


def hush() -> None:
    """Let only warnings through, whatever level anybody sets later.

    A level could be lowered again by a `--debug` switch, and a logger's filter does not reach its children,
    so every existing logger of these libraries gets the filter. Harmless to call again.
    """
    names = {*CHATTY, *logging.root.manager.loggerDict}
    for name in names:
        if name.partition(".")[0] in CHATTY:
            logging.getLogger(name).addFilter(_FILTER)
