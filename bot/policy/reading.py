"""One draft, read once for all checks: its text, its folded copy and its links."""

from dataclasses import dataclass

from bot.core.links import Link, links
from bot.core.tweet_text import LIMIT, as_published, fitting, weighted_length
from bot.policy.normalise import Folded, fold
from bot.policy.phrases import PhraseIndex

_READ = 2 * LIMIT
"""Weight up to which a draft is read. What is longer cannot be sent, and is read again once it is shorter."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every detector looks at. Offsets of links are into `text`, as are those of hits.

    `whole` is the draft as typed; `text` is the beginning of one that is far over the limit, else the same. `index`
    finds the phrases of all the rules that are asked.
    """

    text: str
    folded: Folded
    links: tuple[Link, ...]
    whole: str
    index: PhraseIndex | None = None


def read(text: str, index: PhraseIndex | None = None) -> Reading:
    """The text as the checks see it."""
    kept = text if len(text) <= _READ or weighted_length(as_published(text)) <= _READ else text[: fitting(text, _READ)]
    return Reading(kept, fold(kept), tuple(links(kept)), text, index)
