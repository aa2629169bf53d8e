"""Somebody else's words in a draft without a proper quote: a repost typed by hand, a credit, a pasted address (S38).

What follows from finding them is use_cases/retold_findings.py's.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answered import author_in
from bot.core.drafts import Revision, Target, TargetKind, tweet_in
from bot.core.links import links


class How(StrEnum):
    """How somebody else's words, or what they have made, came into a draft."""

    RETYPED = "retyped"  # RT @someone: …, MT @someone, or a quotation signed with a handle
    CREDIT = "credit"  # via @someone, h/t @someone
    PASTED = "pasted"  # the address of a post, which X shows as a quote of it


@dataclass(frozen=True, slots=True)
class Retold:
    """One such place: [start, end) in the text as typed; `author` is the handle without @, or empty."""

    how: How
    start: int
    end: int
    author: str = ""


RETYPED, PASTED, CREDIT = "target.retyped", "target.pasted", "target.credit"
"""The rules that tell of each."""
QUOTABLE = frozenset({RETYPED, PASTED})
"""Those that a quote in their place answers."""

_HANDLE = r"[@＠](?P<author>\w{1,15})(?!\w)"
_RETYPED = re.compile(
    rf"(?<![\w@])(?<![Pp]lease )(?<![Pp]ls )(?<![Pp]lz )(?:RT|MT|PRT|MRT|QT)\b\s{{0,3}}:?\s{{0,3}}{_HANDLE}"
    rf"|(?<![\w@])(?:rt|mt)\s{{0,3}}{_HANDLE.replace('author', 'small')}\s{{0,2}}:"
    rf"|(?<!\w)(?:[Rr]etweet|[Rr]epost|[Qq]uot)(?:ed|ing|e)? {_HANDLE.replace('author', 'named')}\s{{0,2}}:"
    rf"|[“\"][^“”\"\n]{{3,250}}[”\"]\s{{0,2}}[-–—~]\s{{0,2}}{_HANDLE.replace('author', 'signed')}",
    re.ASCII,
)
_MADE = r"(?:photo|pic|picture|image|video|clip|words|graphic|illustration|drawing)"
_WRITTEN = r"(?:piece|article|story|thread|blog|news|explainer|column|interview|infographic)s?"
_CREDIT = re.compile(
    rf"(?:^|[\n.!?…:;,”\"’)\]|–—-]|https?://\S{{1,200}}|\(|\b(?:{_MADE}|{_WRITTEN})(?: \w+){{0,4}} )\s{{0,3}}"
    rf"(?P<credit>(?:via|h/t|ht|hat[ -]tip|{_MADE} (?:by|from))\s{{0,2}}:?\s{{0,2}}{_HANDLE})"
    rf"(?=\s*(?:$|[\n.)!]|https?://))",
    re.IGNORECASE | re.ASCII,
)
_OPENINGS = "\"“‘'(["


def retold_in(text: str, own: str) -> list[Retold]:
    """Every such place, in order. `own` is the handle of the account it goes out on: its own words are its own."""
    found = [*_pasted(text), *_typed(text)]
    return sorted((one for one in found if one.author.casefold() != own.casefold()), key=lambda one: one.start)


def _typed(text: str) -> list[Retold]:
    retyped = [Retold(How.RETYPED, m.start(), m.end(), _author(m)) for m in _RETYPED.finditer(text)]
    credits_ = [Retold(How.CREDIT, *m.span("credit"), m["author"]) for m in _CREDIT.finditer(text)]
    return [*retyped, *(one for one in credits_ if not any(r.start <= one.start < r.end for r in retyped))]


def _author(match: re.Match[str]) -> str:
    return next(handle for handle in match.group("author", "small", "named", "signed") if handle)


def _pasted(text: str) -> list[Retold]:
    found = [(link, tweet_in(link.url)) for link in links(text)]
    return [Retold(How.PASTED, link.start, link.end, _named(link.url)) for link, tweet in found if tweet]


def _named(address: str) -> str:
    tweet = tweet_in(address)
    return author_in(Target(TargetKind.QUOTE, tweet, address)) if tweet else ""


def is_about(revision: Revision) -> Target | None:
    """The post a draft answers or quotes; else the last one whose address stands in its words, as X shows it."""
    return revision.target or pasted_in(revision.text)


def pasted_in(text: str) -> Target | None:
    """The post X would show below these words, because its address is the last of any post's in them."""
    named = [(link.url, tweet) for link in links(text) if (tweet := tweet_in(link.url))]
    if not named:
        return None
    address, tweet = named[-1]
    return Target(TargetKind.QUOTE, tweet, address)


def own_words(text: str) -> str:
    """What is the writer's own in a draft that retells a post: without its address, and without what was retyped."""
    typed = [m.start() for m in _RETYPED.finditer(text) if not m.group("signed")]
    kept = text[: min(typed)] if typed else text
    for link in reversed(links(kept)):
        kept = kept if tweet_in(link.url) is None else f"{kept[: link.start]}{kept[link.end :]}"
    return re.sub(r" {2,}", " ", kept).strip().rstrip(_OPENINGS).strip()
