"""How the Slack libraries may log: warnings only, for their debug lines print draft texts, tokens and answers.

What went wrong in our own listeners is logged without its data.
"""

import logging
import traceback

LIBRARIES = logging.getLogger("bot.adapters.slack.libraries")
"""Handed to Bolt and to the SDK as the logger of each of their parts; its level is fixed."""
LIBRARIES.setLevel(logging.WARNING)


def _says_something(record: logging.LogRecord) -> bool:
    """Bolt finds SLACK_BOT_TOKEN in the environment and says that our own client makes it superfluous."""
    return "`token` will be unused" not in record.getMessage()


LIBRARIES.addFilter(_says_something)

_log = logging.getLogger(__name__)


def report(what: str, fault: Exception) -> None:
    """Log a fault by its kind and the lines of code it came through; its message may hold a draft text."""
    lines = "".join(traceback.format_tb(fault.__traceback__))
    _log.error("%s: %s\n%s", what, type(fault).__name__, lines)
