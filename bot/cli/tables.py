"""Tables that fit the terminal: where it is too narrow for whole words, each row is said below its first cell."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from bot.cli.opening import out

_AS_WIDE_AS_IT_LIKES = 10_000


def show_table(table: Table, console: Console = out) -> None:
    """Print the table; no heading and no word in it is ever cut."""
    if _fits(table, console):
        console.print(table, soft_wrap=False)
        return
    if table.title:
        console.print(str(table.title), style="italic", markup=False)
    for line in _lines(table):
        console.print(line, soft_wrap=False)
    if table.caption:
        console.print(str(table.caption), style="dim italic", markup=False)


def _fits(table: Table, console: Console) -> bool:
    """Give every column its longest word, and the room that is left to those that have most to say."""
    for column in table.columns:
        column.width = max(cell_len(word) for cell in _cells(column) for word in ("", *cell.split()))
    spare = (
        console.width - Measurement.get(console, console.options.update(max_width=_AS_WIDE_AS_IT_LIKES), table).maximum
    )
    for _ in range(spare):
        if longer := [column for column in table.columns if _wanted(column) > 1]:
            fullest = max(longer, key=_wanted)
            fullest.width = (fullest.width or 0) + 1
    return spare >= 0


def _wanted(column: Column) -> float:
    """How many lines its longest cell takes."""
    return max(cell_len(line) for cell in _cells(column) for line in ("", *cell.splitlines())) / (column.width or 1)


def _cells(column: Column) -> list[str]:
    return [str(cell) for cell in (column.header, *column.cells)]


def _lines(table: Table) -> Iterator[Text | Padding]:
    heads = [str(column.header) for column in table.columns]
    for first, *others in zip(*(map(str, column.cells) for column in table.columns), strict=True):
        yield Text(first, style="bold")
        for head, cell in zip(heads[1:], others, strict=True):
            if words := cell.strip().replace("\n", "; "):
                yield Padding(Text(f"{head}: {words}"), (0, 0, 0, 2))
