"""The rules in force for an account, in words (S52), and the monthly figures on them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.authority import account_named, may_lead
from bot.core.cards import Notice, RuleRow, RulesCard, Tone
from bot.core.commands import Pressed
from bot.core.figures import MEANING, RuleFigure, rule_figures
from bot.core.findings import GROUPS, office
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.policy.engine import Engine
from bot.policy.rules import Rule
from bot.policy.scope import Scope
from bot.use_cases.cases import acting, refused, told, zone
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import Store, UnitOfWork
from bot.use_cases.tools import Tools

PER_PAGE = 8
"""Rules on one page: with these a card stays within what a chat takes."""
_SHOWN = 40
_PER_LINE = 10
_ORDER = {level: rank for rank, (level, _) in enumerate(GROUPS)}
_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_DECEMBER = 12


def press_rules(tools: Tools, _person: Person, command: Pressed) -> Shown:
    """“Rules” on the list of accounts, and “Next page” below a page of them."""
    handle, _, page = command.about.partition(" ")
    return rules_for(tools, handle, page)


def rules_for(tools: Tools, handle: str, words: str = "") -> Shown:
    """The rules for an account, one page of them; `words` is a page, or words the rules must speak of."""
    with tools.store.read() as uow:
        account = account_named(handle, uow.accounts.all())
        if account is None:
            return told(no_such_account(handle, uow.accounts.all()), "I do not know that account")
        engine = tools.engines.get(account.org_type)
        if engine is None:
            return Notice("No rules are in force", (f"Nothing can go out on @{account.handle}.",), Tone.ALARM)
        return _page(account, engine, words.strip())


def _page(account: Account, engine: Engine, words: str) -> RulesCard:
    page, sought = (int(words), "") if words.isdecimal() else (1, words)
    rules = sorted(
        (r for r in engine.rules if _concerns(r, account) and _speaks_of(r, sought)),
        key=lambda rule: (_ORDER[rule.level], rule.check, rule.id),
    )
    pages = max(1, -(-len(rules) // PER_PAGE))
    page = min(max(page, 1), pages)
    more = f"{account.handle} {page + 1}" if page < pages and not sought else ""
    return RulesCard(
        title=f"Rules for @{account.handle}" + (f" on “{sought}”" if sought else ""),
        rows=tuple(map(_row, rules[PER_PAGE * (page - 1) : PER_PAGE * page])),
        total=len(rules),
        page=page,
        pages=pages,
        next_page=f"/account rules @{more}" if more else "",
        version=engine.version,
        next_about=more,
    )


def _concerns(rule: Rule, account: Account) -> bool:
    """Whether the rule can ever listen on this account."""
    facts = {"account_kind": account.kind, "org_type": account.org_type, "nation": account.nation}
    only, never = rule.scope.only, rule.scope.never
    return all(value in only.get(name, (value,)) and value not in never.get(name, ()) for name, value in facts.items())


def _speaks_of(rule: Rule, sought: str) -> bool:
    said = f"{rule.id} {rule.check.replace('_', ' ')} {rule.message} {rule.why}".casefold()
    return all(word in said for word in sought.casefold().split())


class _Gap(dict[str, str]):
    """Stands in for the passage and names a rule fills in when it finds something."""

    def __missing__(self, _: str) -> str:
        return "…"


def _row(rule: Rule) -> RuleRow:
    gap = _Gap()
    return RuleRow(
        rule=rule.id,
        level=rule.level,
        message=rule.message.format_map(gap),
        why=rule.why.format_map(gap),
        when=_when(rule.scope),
        ask=office(rule.route_to),
        link=rule.link,
    )


def _when(scope: Scope) -> str:
    """When the rule listens, where that is not always."""
    situations = (
        (scope.hold, "an incident is open"),
        (scope.meeting, "a meeting is on"),
        (scope.reply, "it is a reply"),
    )
    said = [words if wanted else f"not while {words}" for wanted, words in situations if wanted is not None]
    if scope.periods:
        said.insert(0, f"a {' or '.join(p.replace('_', '-') for p in scope.periods)} period is on")
    purposes = scope.never.get("purpose", ())
    said += [f"it is no {purpose.replace('_', ' ')}" for purpose in purposes]
    return f"Only while {', '.join(said)}." if said else ""


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
