"""`countersign rules`: the monthly figures per rule."""

import click
from rich.table import Table

from bot.cli.opening import house, out, stop
from bot.cli.tables import show_table
from bot.core.figures import MEANING
from bot.core.refusals import Refusal
from bot.use_cases.rule_figures import figures as month_figures


@click.group()
def rules() -> None:
    """How the rules do: what they found, and what people made of it."""


@rules.command(epilog="\n\n".join(MEANING))
@click.option(
    "--month", metavar="MONTH", default="", help="Such as 2026-11 or November. Without it, the present month."
)
def figures(month: str) -> None:
    """Show for each rule what it found in a month, and what people made of it."""
    with house() as built:
        found = month_figures(built.store, month)
    if isinstance(found, Refusal):
        stop(found.words)
    name, lines = found
    if not lines:
        out.print(f"No rule found anything in {name}.")
        return
    table = Table("Rule", *(("Fired", "Overridden", "Upheld", "Open")), title=f"The rules in {name}")
    for line in lines:
        table.add_row(line.rule, str(line.fired), str(line.overridden), str(line.upheld), str(line.open))
    show_table(table)
    for sentence in MEANING:
        out.print(sentence, style="dim", markup=False)
