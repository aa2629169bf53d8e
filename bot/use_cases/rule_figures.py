"""The monthly figures per rule (S52): in chat for communications leads, and for the terminal."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Notice
from bot.core.figures import MEANING, RuleFigure, rule_figures
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.use_cases.cases import acting, refused, zone
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.tools import Tools

_SHOWN = 40
_PER_LINE = 10
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_DECEMBER = 12


def month_figures(tools: Tools, person: Person, month: str) -> Shown:
    """`/account rules figures`: the month per rule, for communications leads."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        found = may_lead(me) or figures_of(uow, month)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about="rules", kind="FiguresRefused")
        name, figures = found
        return Notice(f"The rules in {name}", tuple(_figure_lines(figures)))


def figures(store: Store, month: str) -> tuple[str, list[RuleFigure]] | Refusal:
    """The name of a month such as 2026-11 (empty for the present one) and its figures."""
    with store.read() as uow:
        return figures_of(uow, month)


def figures_of(uow: UnitOfWork, month: str) -> tuple[str, list[RuleFigure]] | Refusal:
    """As `figures`, within a transaction. A month is one by the organisation's clock."""
    in_zone = ZoneInfo(zone(uow))
    month = month.strip() or f"{uow.now().astimezone(in_zone):%Y-%m}"
    if not _MONTH.fullmatch(month):
        return Refusal("figures.no_month", f"“{month}” is no month.", "Write it as 2026-11.")
    since = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=in_zone)
    until = since.replace(year=since.year + since.month // _DECEMBER, month=since.month % _DECEMBER + 1)
    book = uow.figures
    counted = rule_figures(book.fired(since, until), book.accepted(since, until), book.standing(since, until))
    return f"{since:%B %Y}", counted


def _figure_lines(figures: list[RuleFigure]) -> list[str]:
    if not figures:
        return ["No rule found anything."]
    lines = [f"{f.rule}: fired {f.fired}, overridden {f.overridden}, upheld {f.upheld}, open {f.open}" for f in figures]
    blocks = ["\n".join(lines[at : at + _PER_LINE]) for at in range(0, min(len(lines), _SHOWN), _PER_LINE)]
    hidden = len(lines) - _SHOWN
    more = [f"… and {hidden} more: countersign rules figures shows them all."] if hidden > 0 else []
    return [*blocks, *more, *MEANING]
