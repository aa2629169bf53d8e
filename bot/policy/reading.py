"""One draft, read once for all checks: its text, its folded copy and its links."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.links import Link, has_inner_dot, links
from bot.core.tweet_text import LIMIT, as_published, fitting, weighted_length
from bot.policy.gate import Index
from bot.policy.normalise import Folded, fold

_READ = 2 * LIMIT
"""Weight up to which a draft is read. What is longer cannot be sent, and is read again once it is shorter."""

_WRITTEN_OUT = re.compile(
    r"(?<![\w@.])(?:https?://(?:[\w-]+\.)+[a-z]{2,24}(?![\w.-]*@)(?:/[^\s]*)?"
    r"|(?:www\.)?(?:[a-z0-9-]{2,63}\.){1,4}(?:example|test|invalid|local|internal|onion)\b(?:/[^\s]*)?"
    r"|www\.(?:[a-z0-9-]{2,63}\.){1,4}(?:localhost|intranet|lan|corp)\b(?:/[^\s]*)?)",
    re.IGNORECASE,
)
"""Addresses that X makes no link of, because it does not know their ending, and that readers follow all the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every detector looks at. Offsets of links are into `text`, as are those of hits.

    `whole` is the draft as typed; `text` is the beginning of one that is far over the limit, else the same. `index`
    looks it through for all the rules that are asked.
    """

    text: str
    folded: Folded
    links: tuple[Link, ...]
    whole: str
    index: Index | None = None


def read(text: str, index: Index | None = None) -> Reading:
    """The text as the checks see it."""
    kept = text if len(text) <= _READ or weighted_length(as_published(text)) <= _READ else text[: fitting(text, _READ)]
    return Reading(kept, fold(kept), _addresses(kept), text, index)


def _inside(found: Sequence[Link], starts: Sequence[int], at: int) -> bool:
    before = bisect_right(starts, at)
    return before > 0 and at < found[before - 1].end


def _addresses(text: str) -> tuple[Link, ...]:
    """What X makes a link of, and the addresses that it does not know."""
    if not has_inner_dot(text):
        return ()
    found = links(text)
    starts = [link.start for link in found]
    more = [match.span() for match in _WRITTEN_OUT.finditer(text) if not _inside(found, starts, match.start())]
    also = [Link(start, end, text[start:end].rstrip(".,;:!?)\"'”’")) for start, end in more]
    return tuple(sorted((*found, *also), key=lambda link: link.start)) if also else tuple(found)
