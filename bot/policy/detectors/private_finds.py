"""Finders of what is private in folded text, as detectors on the text as typed. What they look for stands elsewhere."""

from collections.abc import Callable, Iterator

from bot.policy.context import Context
from bot.policy.hits import Find, Hit
from bot.policy.reading import Reading


def folded_find(find: Callable[[str, Context], Iterator[tuple[int, int, str]]]) -> Find:
    """A finder of (start, end, what to show) on the folded text, as a detector on the original."""

    def found(reading: Reading, context: Context) -> Iterator[Hit]:
        for start, end, shown in find(reading.folded.text, context):
            yield Hit(*reading.folded.span(start, end), shown=shown, private=True)

    return found
