"""Finding one's way in the rules in force for an account (S52): topics, lists, a search, and a page for each rule.

What is said of a rule is policy/catalogue.py's; the monthly figures are rule_figures.py's.
"""

from dataclasses import dataclass, replace
from datetime import date

from bot.core.accounts import Account
from bot.core.authority import account_named, may_lead
from bot.core.cards import Notice, Tone
from bot.core.check_names import check_name
from bot.core.commands import FindRules, Pressed
from bot.core.findings import office
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.rule_forms import RuleLine, RulePage, RulesForm, Topic
from bot.policy.catalogue import (
    Match,
    Where,
    applies,
    counted,
    in_order,
    in_short,
    packs_of,
    said_example,
    speaking_of,
    without_fills,
)
from bot.policy.engine import Engine
from bot.policy.reviews import overdue
from bot.policy.rules import Rule
from bot.use_cases.cases import acting, told
from bot.use_cases.in_force import in_force
from bot.use_cases.naming import no_such_account
from bot.use_cases.own_rules import OWN, own_check, own_lines, own_page
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rule_figures import figures_of
from bot.use_cases.tools import Tools

PER_PAGE = 30
"""Rules in one list: with these a form stays within what a chat takes."""
TO_REVIEW = "to review"
"""Searched for, it leads to the rules whose review date has passed."""
_SOUGHT = 100
"""Characters of a search that are looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody is in the rules of an account, as it travels with a button."""

    handle: str
    level: str = ""
    check: str = ""
    page: int = 1
    sought: str = ""

    @classmethod
    def read(cls, about: str) -> "Spot":
        """The spot that `text` wrote; a handle alone is the topics."""
        handle, level, check, page, sought = (*about.split("/", 4), "", "", "", "")[:5]
        return cls(handle, level, check, int(page) if page.isdecimal() else 1, sought[:_SOUGHT])

    @property
    def text(self) -> str:
        """The spot as text; what is searched for comes last, because it may hold anything."""
        return f"{self.handle}/{self.level}/{self.check}/{self.page}/{self.sought}"


def press_rules(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Rules” on the list of accounts, a topic, “All topics” and “Next page”."""
    return _at(tools, person, Spot.read(command.about))


def press_rule(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Open” beside a rule."""
    rule, _, spot = command.about.partition(" ")
    return _at(tools, person, Spot.read(spot), rule)


def find_rules(tools: Tools, person: Person, command: FindRules) -> Shown:
    """The search field handed in; left empty it leads to the topics."""
    return rules_for(tools, person, Spot.read(command.about).handle, command.sought)


def rules_for(tools: Tools, person: Person, handle: str, words: str = "") -> Shown:
    """The rules for an account: its topics, those that speak of the words, or the one whose id the words are."""
    sought = " ".join(words.split())[:_SOUGHT]
    return _at(tools, person, Spot(handle, sought=sought), sought)


def _at(tools: Tools, person: Person, spot: Spot, rule: str = "") -> Shown:
    with tools.store.read() as uow:
        account = account_named(spot.handle, uow.accounts.all())
        if account is None:
            return told(no_such_account(spot.handle, uow.accounts.all()), "I do not know that account")
        engine = tools.engines.get(account.org_type)
        if engine is None:
            return Notice("No rules are in force", (f"Nothing can go out on @{account.handle}.",), Tone.ALARM)
        spot = replace(spot, handle=account.handle)
        rules = [each for each in engine.rules if _concerns(each, account)]
        me = acting(uow, person)
        wanted = next((each for each in rules if each.id == rule), None)
        if wanted is not None:
            return _rule_page(uow, me, engine, wanted, spot)
        if own := own_check(rule):
            back = Spot(spot.handle, check=OWN) if spot.sought == rule else spot
            return own_page(uow, me, account, own, "" if may_lead(me) else _month(uow, own.rule), back.text)
        about = spot if spot.sought else Spot(spot.handle, check=OWN)
        return _listed(engine, rules, spot, uow.now().date(), own_lines(uow, me, account, about.text, spot.sought))


def _concerns(rule: Rule, account: Account) -> bool:
    """Whether the rule can ever listen on this account."""
    facts = {"account_kind": account.kind, "org_type": account.org_type, "nation": account.nation}
    only, never = rule.scope.only, rule.scope.never
    return all(value in only.get(name, (value,)) and value not in never.get(name, ()) for name, value in facts.items())


def _listed(engine: Engine, rules: list[Rule], spot: Spot, today: date, own: list[RuleLine]) -> RulesForm:
    form = RulesForm(f"Rules for @{spot.handle}", "", spot.handle, sought=spot.sought, version=in_force(engine.pack))
    if spot.sought.casefold() == TO_REVIEW:
        due = [_line(Match(each, Where.SAID), spot) for each in in_order(overdue(rules, today))]
        return _list(form, due, spot, f"Past their review date: {_rules(len(due))}.")
    if spot.sought:
        matches = speaking_of(rules, engine.pack.lists, spot.sought)
        found = [*own, *(_line(each, spot) for each in matches)]
        return _list(form, found, spot, _found_words(len(found), spot.sought))
    if spot.check == OWN:
        return _list(form, own, spot, f"Our own checks: {len(own)}")
    if spot.check:
        of_topic = [each for each in in_order(rules) if (each.level, each.check) == (spot.level, spot.check)]
        title = f"{check_name(spot.check)}: {_rules(len(of_topic))}"
        return _list(form, [_line(Match(each, Where.SAID), spot) for each in of_topic], spot, title)
    topics = tuple(
        (level, tuple(Topic(check_name(check), n, Spot(spot.handle, level, check).text) for check, n in checks))
        for level, _, checks in counted(rules)
    )
    late = len(overdue(rules, today))
    review = f" {late} past their review date: search for “{TO_REVIEW}”." if late else ""
    ours = Topic("Our own checks", len(own), Spot(spot.handle, check=OWN).text)
    return replace(form, summary=f"{_rules(len(rules))} in force.{review}", topics=topics, own=ours)


def _list(form: RulesForm, found: list[RuleLine], spot: Spot, summary: str) -> RulesForm:
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(spot.page, 1), pages)
    shown = found[PER_PAGE * (page - 1) : PER_PAGE * page]
    return replace(
        form,
        summary=summary + (f" Page {page} of {pages}." if pages > 1 else ""),
        lines=tuple(shown),
        back=Spot(spot.handle).text,
        more=replace(spot, page=page + 1).text if page < pages else "",
    )


def _line(match: Match, spot: Spot) -> RuleLine:
    rule = match.rule
    hint = {Where.EXAMPLES: " (in its examples)", Where.TERMS: " (among the words it looks for)"}.get(match.where, "")
    return RuleLine(f"{rule.id}{hint}", rule.level, in_short(rule), f"{rule.id} {spot.text}")


def _rules(count: int) -> str:
    return "1 rule" if count == 1 else f"{count} rules"


def _found_words(found: int, sought: str) -> str:
    if not found:
        return f"No rule speaks of “{sought}”. Try another word, or the beginning of one."
    return f"“{sought}”: {_rules(found)}."


def _rule_page(uow: UnitOfWork, me: Person, engine: Engine, rule: Rule, spot: Spot) -> RulePage:
    said = engine.of_first_example(rule)
    at_topic = Spot(spot.handle, rule.level, rule.check) if spot.sought == rule.id else spot
    return RulePage(
        title=f"Rules for @{spot.handle}",
        rule=rule.id,
        check=check_name(rule.check),
        level=rule.level,
        words=in_short(rule),
        said=said.message if said and said.message != in_short(rule) else "",
        why=without_fills(rule.why),
        fix=without_fills(rule.fix),
        ask=office(rule.route_to),
        link=rule.link,
        applies=applies(rule.scope),
        fires=tuple(map(said_example, rule.fires)),
        passes=tuple(map(said_example, rule.passes)),
        owner=rule.owner,
        packs=packs_of(rule),
        locked=rule.locked,
        review_by=rule.review_by,
        overdue=rule.review_by < uow.now().date(),
        figures="" if may_lead(me) else _month(uow, rule.id),
        back=at_topic.text,
    )


def _month(uow: UnitOfWork, rule: str) -> str:
    """How the rule did this month: for communications leads, as the figures of all rules are."""
    found = figures_of(uow, "")
    if isinstance(found, Refusal):
        return ""
    month, figures = found
    own = next((each for each in figures if each.rule == rule), None)
    if own is None:
        return f"It has found nothing in {month}."
    return f"{month}: fired {own.fired}, overridden {own.overridden}, upheld {own.upheld}, open {own.open}."
