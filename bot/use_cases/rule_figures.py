"""The monthly figures per rule (S52): in chat for communications leads, and for the terminal."""

from zoneinfo import ZoneInfo

from bot.core.authority import may_lead
from bot.core.cards import Notice
from bot.core.figures import MEANING, RuleFigure, rule_figures
from bot.core.forms import Shown
from bot.core.months import month_meant
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.use_cases.cases import acting, refused, zone
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.tools import Tools

_SHOWN = 40
_PER_LINE = 10


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
    """The name of a month such as 2026-11 or October (empty for the present one) and its figures."""
    with store.read() as uow:
        return figures_of(uow, month)


def figures_of(uow: UnitOfWork, month: str) -> tuple[str, list[RuleFigure]] | Refusal:
    """As `figures`, within a transaction. A month is one by the organisation's clock."""
    here = ZoneInfo(zone(uow))
    meant = month_meant(month, uow.now().astimezone(here).date(), here)
    if isinstance(meant, Refusal):
        return meant
    span, book = (meant.start, meant.end), uow.figures
    return meant.name, rule_figures(book.fired(*span), book.accepted(*span), book.standing(*span))


def _figure_lines(figures: list[RuleFigure]) -> list[str]:
    if not figures:
        return ["No rule found anything."]
    lines = [f"{f.rule}: fired {f.fired}, overridden {f.overridden}, upheld {f.upheld}, open {f.open}" for f in figures]
    blocks = ["\n".join(lines[at : at + _PER_LINE]) for at in range(0, min(len(lines), _SHOWN), _PER_LINE)]
    hidden = len(lines) - _SHOWN
    more = [f"… and {hidden} more: countersign rules figures shows them all."] if hidden > 0 else []
    return [*blocks, *more, *MEANING]
