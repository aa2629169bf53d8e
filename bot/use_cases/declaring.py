"""What an author is asked beside the words of a tweet, and when: short forms for people in a hurry.

What is found where an answer is missing: declared_findings.py.
"""

from collections.abc import Callable, Iterable

from bot.core.accounts import Account, Kind
from bot.core.declared import ASKED_FOR_INTEREST, MUST_SAY, SOMEBODY, Declared
from bot.core.forms import Field
from bot.core.refusals import Refusal
from bot.use_cases.cases import Case
from bot.use_cases.internal_words import internal_in
from bot.use_cases.stated_figures import figure_in


def asks(kinds: Iterable[Kind], text: str, said: Declared) -> tuple[Field, ...]:
    """The fields worth asking for these words on accounts of these kinds; what has been answered is always there."""
    wanted = {
        Field.INTEREST: bool(said.interest) or not ASKED_FOR_INTEREST.isdisjoint(kinds),
        Field.SOURCE: bool(said.source) or figure_in(text) is not None,
        Field.PERMISSION: bool(said.permission or said.quoted) or internal_in(text) is not None,
        Field.ELSEWHERE: True,
    }
    return tuple(field for field, is_wanted in wanted.items() if is_wanted)


def interest_problem(account: Account, said: Declared) -> dict[Field, str]:
    """Whoever speaks as an official says whether they have an interest, before anything is kept (S45)."""
    if said.interest or account.kind not in MUST_SAY:
        return {}
    return {
        Field.INTEREST: f"@{account.handle} speaks for an official, so say here whether you, or somebody close to you, "
        "has an interest in this. If not, tick “None”."
    }


def undeclared(case: Case) -> Refusal | None:
    """The refusal to send a draft kept before its account became an official's, without a word on interests (S45)."""
    if not interest_problem(case.account, case.revision.declared):
        return None
    return Refusal(
        "send.no_interest",
        f"@{case.account.handle} speaks for an official, and this does not say whether you have an interest in it.",
        "Edit it, and fill in the interest or tick “None” under “More about this tweet”. Your words are kept.",
    )


def quoted_name(said: Declared, name: Callable[[str], str]) -> str:
    """Who wrote the message a draft was made from, as the card names them; empty where it is the author's own."""
    return "somebody whom Countersign does not know" if said.quoted == SOMEBODY else name(said.quoted)
