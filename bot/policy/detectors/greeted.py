"""Who is spoken of and who is only spoken to: the first name that greets the author of the post that is answered."""

import re
from collections.abc import Sequence

from bot.policy.context import Context

Span = tuple[int, int]

_GREETING = re.compile(
    r"(?:^|[,.!?] ?|\b(?:hi|hiya|hello|hey|dear|sorry|thanks|morning|helo|cheers|@\w+):? )\Z", re.IGNORECASE
)
_ENDS = re.compile(r"[,.!?]|\Z")
_REACH = 24


def spoken_of(spans: Sequence[Span], text: str, context: Context) -> Sequence[Span]:
    """The people named, but for a first name that only greets the one who is answered, whose handle has it too."""
    if not context.in_reply_to:
        return spans
    theirs = context.in_reply_to.author.lower()
    return [span for span in spans if not (text[slice(*span)].lower() in theirs and _greets(text, span))]


def _greets(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _REACH) : span[0]]
    return bool(_GREETING.search(before) and _ENDS.match(text, span[1]))
