"""`countersign rota shift`: a shift once, beside the rotation, as `/rota shift` enters it; said back, and asked."""

import getpass

import click

from bot.cli.opening import SEE_PEOPLE, house, out, stop
from bot.core.commands import EnterShift
from bot.core.forms import FormErrors
from bot.core.people import Standing
from bot.core.refusals import Refusal
from bot.core.rota.diary import seat_words
from bot.core.rota.plan import Plan
from bot.core.wording import names
from bot.policy.suggestions import did_you_mean
from bot.use_cases import one_off
from bot.use_cases.one_off import Meant
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rota_named import rota_named
from bot.use_cases.rotas import hold_all


@click.command()
@click.argument("person")
@click.argument("seat")
@click.option("--from", "begins", required=True, help="When it begins, such as “Sat 6 June 18:00”.")
@click.option("--to", "ends", required=True, help="When it ends, such as “22:00” or “Sunday 9am”.")
@click.option("--rota", default="", help="Its name or key; not needed where there is only one.")
@click.option("--yes", is_flag=True, help="Do not ask before entering it.")
def shift(person: str, seat: str, *, begins: str, ends: str, rota: str, yes: bool) -> None:
    """Put PERSON (their key in org.yaml, or name) on SEAT, such as desk or “on call”, once, beside the rotation.

    It is refused, with who could, for somebody who is not trained, not on the list, away, on duty already or not
    rested.
    To take it back: countersign rota changes.
    """
    with house() as built:
        with built.store.read() as uow:
            command = EnterShift(_seat(_plan(uow, rota), seat), _person(uow, person), begins, ends)
            meant = _fit(uow, _read(uow, command))
            said = (one_off.said_back(meant), *one_off.consequences(uow, meant))
        for line in said:
            out.print(line, markup=False)
        if not yes and not click.confirm("Enter it?"):
            stop("Nothing was entered.")
        with built.store.write() as uow:
            hold_all(uow)
            again, by = _fit(uow, one_off.carried(uow, meant.about)), f"terminal:{getpass.getuser()}"
            one_off.put_in(uow, built.tools.settings.cover_answer, again, by, "An administrator")
        out.print("The shift is entered, and everybody whose turns move is told.", style="green")


def _read(uow: UnitOfWork, command: EnterShift) -> Meant:
    meant = one_off.read(uow, command)
    return stop(f"{' '.join(meant.at.values())} Nothing was entered.") if isinstance(meant, FormErrors) else meant


def _fit(uow: UnitOfWork, meant: Meant | Refusal) -> Meant:
    """The same, decided on what is known now."""
    if isinstance(meant, Refusal):
        stop(f"{meant.words} Nothing was entered.")
    refusal = one_off.unfit(uow, meant)
    return stop(f"{refusal.words} Nothing was entered.") if refusal else meant


def _plan(uow: UnitOfWork, words: str) -> Plan:
    found = rota_named(uow, words)
    return stop(found.words) if isinstance(found, Refusal) else found


def _seat(plan: Plan, words: str) -> str:
    """As the form of chat names it."""
    asked = words.casefold().replace("_", " ").removeprefix("at the ").strip()
    for seat in plan.rota.seats:
        if asked in {seat_words(seat.name).casefold(), seat.name.casefold()}:
            return f"{plan.id}/{seat.name}"
    there = names([f"“{seat_words(seat.name)}”" for seat in plan.rota.seats], joined_by="and")
    return stop(f"{plan.name} has no seat called “{words}”. It has {there}. Nothing was entered.")


def _person(uow: UnitOfWork, words: str) -> str:
    here = [each for each in uow.people.all() if each.standing is not Standing.LEFT]
    asked = words.lstrip("@").casefold()
    found = [each for each in here if asked in {each.id.casefold(), each.name.casefold()}]
    if len(found) == 1:
        return found[0].id
    hint = did_you_mean(asked, [each.id for each in here], SEE_PEOPLE)
    return stop(f"“{words}” is not one of the people. {hint} Nothing was entered.")
