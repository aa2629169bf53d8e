"""Whose words a draft is, read from the account and from the role of the person who pitches it."""

import re

from bot.policy.context import Context

_MINISTER = re.compile(
    r"^(?:the |prime |deputy |first |junior |cabinet )*"
    r"(?:ministers?|secretary of state|chancellor|"
    r"parliamentary under-?\s?secretary|mp|msp|ms|special advis[eo]r|spad)\b"
    r"(?!'s (?:office|team)|.*\b(?:office|officer|official|secretary to|support|team|staff)\b)",
    re.IGNORECASE,
)


def speaks_as_minister(context: Context) -> bool:
    """Whether a minister, or their political adviser, writes on the minister's own account."""
    role = context.author_role.replace("_", " ").replace("-", " ").strip()
    return context.account_kind == "minister" and bool(_MINISTER.search(role))
