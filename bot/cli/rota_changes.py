"""`countersign rota changes, take-back`: what was entered in rotas and is ahead, and taking it back."""

import getpass

import click
from rich.table import Table

from bot.cli.opening import house, out, stop
from bot.cli.tables import show_table
from bot.core.refusals import Refusal
from bot.core.rota.plan import Plan
from bot.use_cases.acts import Act, act_numbered, act_words, acts, entered_words
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rota_named import rota_named
from bot.use_cases.taking_back import begun, consequences, take_back


@click.command()
@click.argument("rota", default="")
def changes(rota: str) -> None:
    """List the overrides, swaps, cover, one-off shifts and plans that are ahead in ROTA, or in all of them."""
    with house() as built, built.store.read() as uow:
        every = [act for plan in _plans(uow, rota) for act in acts(uow, plan)]
        table = Table("Number", "Rota", "What", "By whom")
        for act in every:
            table.add_row(str(act.number), act.plan.name, act_words(uow, act), entered_words(uow, act))
    if every:
        show_table(table)
    else:
        out.print("Nothing is entered beside the plan that is ahead.")


@click.command("take-back")
@click.argument("number", type=click.IntRange(1, 2**53))
@click.option("--yes", is_flag=True, help="Do not ask before taking it back.")
def take_back_command(number: int, *, yes: bool) -> None:
    """Take back the change with this NUMBER of `countersign rota changes`, and tell everybody whose turns move."""
    with house() as built:
        with built.store.read() as uow:
            act = _act(uow, number)
            said = [act_words(uow, act), entered_words(uow, act), *consequences(uow, act)]
        for line in said:
            out.print(line, markup=False)
        if not yes and not click.confirm("Take it back?"):
            stop("Nothing was changed.")
        with built.store.write() as uow:
            longest = built.tools.settings.cover_answer
            done = take_back(uow, longest, _act(uow, number), f"terminal:{getpass.getuser()}", "An administrator")
        if isinstance(done, Refusal):
            stop(done.words)
        out.print("It is taken back, and everybody whose turns have moved is told.", style="green")


def _act(uow: UnitOfWork, number: int) -> Act:
    act = act_numbered(uow, number)
    if act is None:
        stop(f"No change {number} is ahead. To see what is: countersign rota changes.")
    refusal = begun(uow, act)
    return stop(refusal.words) if refusal else act


def _plans(uow: UnitOfWork, words: str) -> list[Plan]:
    if not words:
        return uow.rotas.plans()
    found = rota_named(uow, words)
    return stop(found.words) if isinstance(found, Refusal) else [found]
