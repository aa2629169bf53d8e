"""One draft, read once for all checks: its text, its folded copy and its links."""

from dataclasses import dataclass

from bot.core.links import Link, links
from bot.policy.normalise import Folded, fold


@dataclass(frozen=True, slots=True)
class Reading:
    """What every detector looks at. Offsets of links are into `text`, as are those of hits."""

    text: str
    folded: Folded
    links: tuple[Link, ...]


def read(text: str) -> Reading:
    """The text as the checks see it."""
    return Reading(text, fold(text), tuple(links(text)))
