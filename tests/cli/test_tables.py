"""Tables in the terminal: no heading and no word in them is ever cut, however narrow it is."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from bot.cli.tables import show_table

HEADS = (
    "Person",
    "Office hours",
    "On call",
    "Unsocial",
    "Callouts",
    "Approved",
    "Decided at night",
    "Half took at most",
)


def shown(width, *rows, heads=HEADS):
    table = Table(*heads, title="Duty and decisions", caption="Times are those of Europe/London.")
    for row in rows:
        table.add_row(*row)
    written = io.StringIO()
    show_table(table, Console(file=written, width=width, highlight=False, soft_wrap=True))
    return written.getvalue()


ROW = ("Priya Shah", "37½", "128", "64", "3 (2 at night)", "41", "12", "25 min")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_every_word_stands_whole_at_any_width(width):
    told = shown(width, ROW)
    lines = told.splitlines()
    assert "…" not in told
    assert all(len(line) <= width for line in lines)
    for word in " ".join((*HEADS[1:], *ROW, "Duty and decisions")).split():
        assert word in told


def test_where_there_is_room_it_is_a_table():
    assert "│ Priya Shah │" in shown(160, ROW)


def test_where_there_is_none_each_row_is_said_with_its_headings_and_without_what_is_empty():
    told = shown(60, (*ROW[:-1], ""))
    assert "Priya Shah\n  Office hours: 37½" in "\n".join(line.rstrip() for line in told.splitlines())
    assert "Half took at most" not in told
    assert "Times are those of Europe/London." in told


def test_room_goes_to_the_column_that_has_most_to_say():
    told = shown(60, ("council.for-the-ruling-group", "word " * 30), heads=("Rule", "What it stops"))
    assert "│ council.for-the-ruling-group │ word word word word word" in told
