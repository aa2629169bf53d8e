"""The nag: leads are told of rules whose day of review has passed, and told again every week until somebody looks.

Such rules stay in force. A pack gives the day as `review_by`; which rules are overdue is policy's to say.
"""

from collections.abc import Iterable

from bot.core.cards import Notice, Tone
from bot.policy.reviews import to_review
from bot.policy.rules import Rule
from bot.use_cases.alarms import first_time, tell_leads
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.rules import TO_REVIEW
from bot.use_cases.tools import Tools

_KEY = "rules-to-review"
_NAMED = 8
"""Files and keepers that one notice names."""


_TO_DO = (
    f"To do: whoever keeps them finds them with /account rules @account {TO_REVIEW}, changes what is out of date, and "
    "writes the next day into the file as review_by. What comes with Countersign is reviewed in its next version; "
    "until then a pack of your own may give it another day."
)
_ASKED = (
    "What it means: they stay in force, and tweets go on being checked by them. The law or your ways may have changed.",
    _TO_DO,
    "You read this again next week unless that is done.",
)


def rules_in_use(tools: Tools) -> list[Rule]:
    """The rules of every kind of organisation that has an account. Makes them ready, so in no transaction."""
    with tools.store.read() as uow:
        kinds = {account.org_type for account in uow.accounts.all()}
    return [rule for kind in sorted(kinds) if kind in tools.engines for rule in tools.engines[kind].rules]


def review_news(uow: UnitOfWork, rules: Iterable[Rule]) -> None:
    """Tell the leads of what is overdue: at once, and again in each week in which it still is."""
    now = uow.now()
    late = to_review(rules, now.date())
    week = f"{now:%G-%V} " if late else ""
    if not first_time(uow, _KEY, week + "; ".join(each.words for each in late)) or not late:
        return
    uow.records.append("RulesToReview", "service", "organisation", {"rules": [each.words for each in late]})
    named = tuple(f"{each.words}." for each in late[:_NAMED])
    more = (f"And in {len(late) - _NAMED} more places: countersign packs check names them.",) if late[_NAMED:] else ()
    tell_leads(uow, _KEY, Notice("Rules are due for review", (*named, *more, *_ASKED), Tone.WARNING))
