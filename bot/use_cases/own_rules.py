"""The organisation's own checks among the rules of an account (S52): the list, the page of one, what is entered for it.

What each says stands in core/own_checks.py; the rules of the packs are rules.py's.
"""

from collections.abc import Callable, Iterator, Mapping

from bot.core.accounts import Account
from bot.core.check_names import check_name
from bot.core.own_checks import OWN_CHECKS, OwnCheck
from bot.core.people import Person
from bot.core.rule_forms import OwnRulePage, RuleLine
from bot.core.topics import Topic
from bot.core.wording import sentence
from bot.use_cases import restrictions
from bot.use_cases.cases import name_of
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.topic_findings import RESTRICTED, is_outside

OWN = "own"
"""Stands where the name of a check does in what leads to the list of them."""
_SHOWN = 12


def own_check(rule: str) -> OwnCheck | None:
    """The one of this id."""
    return next((each for each in OWN_CHECKS if each.rule == rule), None)


def own_lines(uow: UnitOfWork, me: Person, account: Account, about: str, sought: str = "") -> list[RuleLine]:
    """Those that have all the words sought, in what they say or in what is entered for them; `about` leads back."""
    wanted = sought.casefold().split()
    found = []
    for each in OWN_CHECKS:
        entered = entries(uow, me, account, each)
        said = (each.rule, check_name(each.check), each.words, each.why, each.fix, each.source, each.changed, *entered)
        if all(word in " ".join(said).casefold() for word in wanted):
            hint = f" ({len(entered)} entered)" if entered else ""
            found.append(RuleLine(f"{each.rule}{hint}", each.level, each.words, f"{each.rule} {about}"))
    return found


def own_page(uow: UnitOfWork, me: Person, account: Account, each: OwnCheck, figures: str, back: str) -> OwnRulePage:
    """All there is to know of one."""
    entered = entries(uow, me, account, each)
    return OwnRulePage(
        title=f"Rules for @{account.handle}",
        rule=each.rule,
        check=check_name(each.check),
        level=each.level,
        words=each.words,
        why=each.why,
        fix=each.fix,
        ask=each.ask,
        source=each.source,
        changed=each.changed,
        summary=_summary(me, account, each, entered),
        entries=tuple(entered[:_SHOWN]),
        figures=figures,
        back=back,
    )


def entries(uow: UnitOfWork, me: Person, account: Account, each: OwnCheck) -> list[str]:
    """What is entered for it and counts on this account, as this person may read it."""
    entered = _ENTERED.get(each.rule)
    return list(entered(uow, me, account)) if entered else []


def _topics(uow: UnitOfWork, account: Account) -> list[Topic]:
    return [topic for topic in uow.reference.get().topics if topic.covers(account.id)]


def _filters(uow: UnitOfWork, _me: Person, account: Account) -> Iterator[str]:
    watched = (topic for topic in _topics(uow, account) if topic.filtered and not topic.line)
    return (f"{_known(topic)}: {sentence(topic.filtered)}" for topic in watched)


def _issues(uow: UnitOfWork, _me: Person, account: Account) -> Iterator[str]:
    for topic in _topics(uow, account):
        if topic.line:
            because = f" {sentence(topic.filtered)}" if topic.filtered else ""
            yield f"{_known(topic)}:{because} The line to take: “{topic.line}”"


def _owners(uow: UnitOfWork, _me: Person, account: Account) -> Iterator[str]:
    for topic in _topics(uow, account):
        if is_outside(topic, account.remit):
            yield f"{_known(topic)}: {f'{name_of(uow, topic.owner)}’s' if topic.owner else 'a lead signs'}."


def _restrictions(uow: UnitOfWork, me: Person, _account: Account) -> Iterator[str]:
    return iter(restrictions.shown_to(uow, me))


def _incidents(uow: UnitOfWork, _me: Person, account: Account) -> Iterator[str]:
    return (each.name for each in uow.incidents.unclosed() if not each.accounts or account.id in each.accounts)


def _media_list(uow: UnitOfWork, _me: Person, _account: Account) -> Iterator[str]:
    return (f"@{entry.handle}" for entry in uow.reference.get().media_list)


_ENTERED: Mapping[str, Callable[[UnitOfWork, Person, Account], Iterator[str]]] = {
    "topics.filter": _filters,
    "topics.key_issue": _issues,
    "topics.owner": _owners,
    "topics.restricted": _restrictions,
    "incident.register": _incidents,
    "replies.media_list": _media_list,
}


def _known(topic: Topic) -> str:
    return f"{topic.name} ({', '.join(topic.keywords)})"


def _summary(me: Person, account: Account, each: OwnCheck, entered: list[str]) -> str:
    if not each.entered:
        return ""
    if each.rule == RESTRICTED and not me.lead:
        none = "None is on you, and you have set none. Leads see all of them."
        return "On you, or set by you:" if entered else none
    is_none = f"Nothing is entered for @{account.handle}, so it finds nothing."
    return f"Entered for @{account.handle}:" if entered else is_none
