"""Keeps the rows of every rota waiting: the watchdog asks every minute, so a rota that was changed is looked at anew.

A row that is asked for earlier runs earlier; one that runs without cause does nothing and waits for the next change.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.core.due import Work
from bot.use_cases import day_ahead, forecast, hand_over, shift_reminders, user_groups
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

Row = tuple[Work, str, datetime]


def rows(tools: Tools) -> list[Row]:
    """The rows that should be waiting and are not, or that wait for too late a time. Reads only."""
    with tools.store.read() as uow:
        return [row for row in _wanted(tools, uow) if _is_sooner(uow, row)]


def _wanted(tools: Tools, uow: UnitOfWork) -> Iterator[Row]:
    plans = uow.rotas.plans()
    for plan in plans:
        yield Work.HAND_OVER, plan.id, hand_over.next_look(uow, plan)
        yield Work.REMIND_SHIFT, plan.id, shift_reminders.next_look(uow, plan)
    groups = {plan.user_group: plan for plan in plans if plan.user_group}
    for plan in groups.values():
        waits = uow.due.waiting(Work.USER_GROUP, plan.id) is not None
        if tools.groups and not waits and user_groups.is_behind(uow, plan, tools.groups.platform):
            yield Work.USER_GROUP, plan.id, uow.now()
    if plans:
        yield Work.DAY_AHEAD, day_ahead.EVERYTHING, day_ahead.next_look(uow)
        yield Work.FORECAST, forecast.EVERYTHING, uow.now()


def _is_sooner(uow: UnitOfWork, row: Row) -> bool:
    work, subject, when = row
    waits = uow.due.waiting(work, subject)
    return waits is None or (when < waits and work is not Work.FORECAST)
