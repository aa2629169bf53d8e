"""A post that is not about the incident that is on, and a pledge that nobody approved: both ask the records."""

import re
from collections.abc import Callable, Iterator
from enum import Enum

from bot.policy import asking
from bot.policy.context import ACCOUNT_KINDS, Context, Hold
from bot.policy.detectors.evidence.finding import Evidence
from bot.policy.detectors.together import in_draft, near, together
from bot.policy.hits import EvidenceDetector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.terms import Terms

_WORD = re.compile(r"[^\W\d_]{3,}")
_HANDLE = re.compile(r"@\w+")
_SOME_POSTS = re.compile(
    r"\b(?:posts?|tweets?|drafts?|messages?) (?:about|on|that (?:mention|touch|speak of)|to do with)\b"
)
"""A scope that is narrowed to some subjects in as many words."""

_AMOUNT = re.compile(r"£\s?([\d,]+(?:\.\d+)?)(?:\s?(k|m|bn|million|billion|thousand)\b)?|\b(\d{1,2})p\b|\ba (pound)\b")
_SMALL_WORDS = frozenset(
    """
    the and for our with all are from this that was were will you your their has have had not but any every each per
    near after before about into over under off out incident major serious ongoing event area
    city town centre center
    """.split()  # noqa: SIM905  a block of words reads better
)
_SOME = ("inform", "light", "urgent")
"""Parts of the rule, any of which may be missing."""

_PLACE = re.compile(r"[ \d]")
"""What a part of an incident's entry has that names it by itself: several words, or the number of a road."""
_STEM = 5
"""Letters that words of one family share."""

_ENOUGH_NAMED = 2
_SHARED_ENOUGH = 0.3
"""Share of the pledge's words that an approval has to have before it is taken for this pledge's."""


class Reach(Enum):
    """Which posts a hold stops."""

    EVERY = "every routine post"
    OPEN = "light-hearted posts and those that touch its themes; plain service information goes with a warning"
    THEMES = "posts that touch its themes"
    NONE = "no post of this account"


def reach(hold: Hold, context: Context) -> Reach:
    """Read from the hold's scope. One without a scope, as an entry in the incident register is, is OPEN."""
    scope = folded_text(hold.scope).replace("_", " ")
    if _meant_for_others(scope, context):
        return Reach.NONE
    if "theme" in scope or _SOME_POSTS.search(scope):
        return Reach.THEMES if hold.themes else Reach.OPEN
    return Reach.EVERY if scope.strip() else Reach.OPEN


def _meant_for_others(scope: str, context: Context) -> bool:
    """Whether the scope names handles, or a kind of account, and this is none of them."""
    handles = _HANDLE.findall(scope)
    kinds = [kind for kind in ACCOUNT_KINDS if f"{kind} account" in scope]
    if handles:
        return folded_text(context.handle) not in handles
    return bool(kinds) and context.account_kind not in kinds


def _routine(terms: Terms) -> Find:
    """`inform = …` are words of an update about the incident, `light = …` of a light-hearted post; `urgent = …` make
    any post urgent by itself."""  # noqa: D205, D209  one sentence
    return _on_hold(
        terms,
        lambda reached, touched, light: reached is Reach.EVERY or touched or (reached is Reach.OPEN and light),
    )


def _plain(terms: Terms) -> Find:
    """The routine posts that an open hold lets go with a warning."""
    return _on_hold(terms, lambda reached, touched, light: reached is Reach.OPEN and not touched and not light)


def _on_hold(terms: Terms, judged: Callable[[Reach, bool, bool], bool]) -> Find:
    """Routine posts while a hold is on, of which `judged` picks by reach, touched themes and lightness."""
    evidence = Evidence(terms, pictures=False)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        hold, text = context.incident_hold, reading.folded.text
        reached = reach(hold, context) if hold and _is_on(hold, context) else Reach.NONE
        found = evidence.find(reading, context, optional=_SOME) if reached is not Reach.NONE else None
        if hold is None or found is None:
            return
        light = bool(found.places.get("light"))
        updates = bool(found.places.get("urgent")) or (
            bool(found.places.get("inform")) and not light and _names(hold, text)
        )
        if not updates and judged(reached, _touched(hold, text), light):
            yield Hit(0, 0)

    return find


def _light_on_theme(terms: Terms) -> Find:
    """Evidence of a light mood in a post that touches what the incident is about."""
    evidence = in_draft(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        hold = context.incident_hold
        if hold and _is_on(hold, context) and _touched(hold, reading.folded.text):
            yield from evidence(reading, context)

    return find


def _is_on(hold: Hold, context: Context) -> bool:
    return hold.since is None or context.now is None or hold.since <= context.now


def _touched(hold: Hold, text: str) -> bool:
    return any(_touches(folded_text(theme), text) for theme in (*hold.themes, hold.name) if theme)


def _touches(theme: str, text: str) -> bool:
    words = set(_WORD.findall(text))
    begun = {word[:_STEM] for word in words}
    telling = [word for word in _WORD.findall(theme) if len(word) >= _STEM - 1 and word not in _SMALL_WORDS]
    return theme in text or any(word[:_STEM] in begun for word in telling)


def _names(hold: Hold, text: str) -> bool:
    """Whether the incident is meant: its place or a theme of several words as it is entered, or two words of them."""
    if any(part in text for part in _entered(hold) if _PLACE.search(part)):
        return True
    names = set(_WORD.findall(folded_text(f"{hold.name} {' '.join(hold.themes)}"))) - _SMALL_WORDS
    here = set(_WORD.findall(text))
    return bool(names) and len(names & here) >= min(_ENOUGH_NAMED, len(names))


def _entered(hold: Hold) -> list[str]:
    return [part.strip() for entry in (hold.name, *hold.themes) for part in folded_text(entry).split(",")]


def _pledge(find: Find) -> Find:
    def found(reading: Reading, context: Context) -> Iterator[Hit]:
        if not any(_approves(approval, reading.folded.text) for approval in context.approved_pledges):
            yield from find(reading, context)

    return found


def _approves(approval: str, text: str) -> bool:
    """Whether an approval is about this pledge: every sum in the draft is in it, and it speaks of the same things."""
    approved = folded_text(approval)
    if not _amounts(text) <= _amounts(approved):
        return False
    ours, theirs = _meant(text), _meant(approved)
    most = {0: 3, 1: 2}.get(len(_amounts(text)), 1)
    return bool(ours) and len(ours & theirs) >= max(1, min(most, round(len(ours) * _SHARED_ENOUGH)))


def _meant(text: str) -> set[str]:
    """What a text speaks of, by how its words begin: whoever approved “parkrun finishers” approved parkrunners."""
    return {word.rstrip("s")[:_STEM] for word in _WORD.findall(text)} - _SMALL_WORDS


def _amounts(text: str) -> set[str]:
    """Sums of money in pence or as written."""
    sums = set()
    for pounds, scale, pence, one in _AMOUNT.findall(text):
        if pence:
            sums.add(f"{int(pence)}p")
        else:
            sums.add(f"£{'1' if one else pounds.replace(',', '').removesuffix('.00')}{scale[:1]}")
    return sums


ROUTINE = EvidenceDetector(_routine, needs=lambda _terms: (), asks=asking.hold)
PLAIN = EvidenceDetector(_plain, needs=lambda _terms: (), asks=asking.hold)
LIGHT_ON_THEME = EvidenceDetector(_light_on_theme, asks=asking.hold)
PLEDGE_NEAR = EvidenceDetector(lambda terms: _pledge(near(terms)))
PLEDGE_TOGETHER = EvidenceDetector(lambda terms: _pledge(together(terms)))
