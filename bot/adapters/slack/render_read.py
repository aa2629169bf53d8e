"""A longer text to read as a modal: headings and lists, with nothing to fill in."""

from collections.abc import Iterator, Sequence

from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName
from bot.adapters.slack.text import Json, bullets, cut, header, line, one_line, rich, words
from bot.core.reading import Passage, ReadForm

ITEM = 300
ITEMS = 10
"""List items in one block, and lists in all: no block and no view becomes too large for Slack."""
LISTED = 120
BLOCKS = 95
LINES = 5


def read_form(form: ReadForm) -> Json:
    """The text as a modal."""
    intro = [rich(line(words(cut(each, 1500)))) for each in form.lines[:LINES]]
    each = LISTED // max(len(form.passages), 1)
    blocks = [*intro, *(block for passage in form.passages for block in _passage(passage, max(each, 1)))]
    return modal(FormName.DONE, form.title, blocks[:BLOCKS])


def _passage(passage: Passage, most: int) -> Iterator[Json]:
    yield header(passage.heading)
    items = [[words(one_line(each, ITEM))] for each in _as_many(passage.lines, most)]
    for n in range(0, len(items), ITEMS):
        yield rich(bullets(items[n : n + ITEMS]))


def _as_many(lines: Sequence[str], most: int) -> list[str]:
    """The lines, and how many more there are."""
    return [*lines[: most - 1], f"… and {len(lines) - most + 1} more."] if len(lines) > most else list(lines)
