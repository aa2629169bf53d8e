"""Whose post a draft answers, as far as its handle tells. What that post says, `part+` terms read."""

import re
from collections.abc import Iterator

from bot.policy.context import Context
from bot.policy.phrases import Span
from bot.policy.reading import Reading

_PARTY = re.compile(
    r"(?i:labour(?!ward|delivery|suite|market|line|force|hist)|conservativ(?!e?ator)|lib_?dem|green_?party|ukip|sinn_?fein"
    r"|plaid_?cymru|reform_?uk)"
    r"|(?:^@?|_|(?<=[a-z]))(?:Tory|Tories|Greens|Reform|Plaid|Alba|SNP|DUP|SDLP|UUP|TUV|Ceidwadwyr|Llafur)(?=[A-Z_\d]|$)"
    r"|^@?(?:the)?(?:tories|snp|greens|plaid|reform|dup|sdlp)(?=[A-Z_\d]|$)"
)
"""Parties as they stand in the handles of their accounts."""


def party_answered(reading: Reading, context: Context) -> Iterator[Span]:
    """The draft's first letter where it answers a party's account."""
    reply = context.in_reply_to
    if reply and _PARTY.search(reply.author):
        yield 0, min(1, len(reading.text))
