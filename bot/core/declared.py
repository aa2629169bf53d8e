"""What an author says beside the words of a tweet, for whoever approves it.

What is found where it is missing: use_cases/declared_findings.py.
"""

from dataclasses import dataclass

from bot.core.accounts import Kind

NO_INTEREST = "None"
"""What is kept where somebody says outright that there is no interest; empty means that nothing was said."""

SOMEBODY = "somebody"
"""The message a draft was made from is that of somebody Countersign does not know."""

ASKED_FOR_INTEREST = frozenset({Kind.OFFICIAL, Kind.COUNCILLOR, Kind.MINISTER})
"""Accounts that speak for one person: there a private interest is nearest (S45)."""

MUST_SAY = frozenset({Kind.OFFICIAL})
"""Accounts for which nothing goes to review until an interest, or none, is declared (S45)."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Words for the approver, no part of the act; each empty where nothing is said.

    `interest` is an interest of the author or somebody close, or NO_INTEREST (S45); `source` where the figures come
    from (S48); `permission` whose permission there is to quote what was private or internal (S44); `elsewhere` where
    people who are not online get the same (S60). `quoted` is the key of whoever wrote the message the draft was made
    from, where that is another person, or SOMEBODY; nobody types it.
    """

    interest: str = ""
    source: str = ""
    permission: str = ""
    elsewhere: str = ""
    quoted: str = ""


NOTHING = Declared()
