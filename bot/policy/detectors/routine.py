"""A post that is not about the incident that is on, and a pledge that nobody approved: both ask the records."""

import re
from collections.abc import Collection, Iterator

from bot.policy.context import Context, Hold
from bot.policy.detectors.clues import CLUES
from bot.policy.detectors.combined import IN_SENTENCE, TOGETHER, Evidence
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_WORD = re.compile(r"[^\W\d_]{3,}")
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

_STEM = 5
"""Letters that words of one family share."""

_ENOUGH_NAMED = 2
_SHARED_ENOUGH = 0.3
"""Share of the pledge's words that an approval has to have before it is taken for this pledge's."""


def _routine(terms: Collection[str]) -> Find:
    """`inform = …` are words of an update about the incident; `urgent = …` make any post urgent by itself."""
    evidence = Evidence(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        hold, text = context.incident_hold, reading.folded.text
        if hold is None or not _is_on(hold, context) or not _in_reach(hold, text):
            return
        found = evidence.find(text, optional=_SOME)
        if found is None:
            return
        informs = bool(found.get("inform")) and not found.get("light")
        if not found.get("urgent") and not (informs and _names(hold, text)):
            yield Hit(0, 0)

    return find


def _is_on(hold: Hold, context: Context) -> bool:
    return hold.since is None or context.now is None or hold.since <= context.now


def _in_reach(hold: Hold, text: str) -> bool:
    """A hold on its themes alone waits for posts that touch one; any other waits for all."""
    scope = folded_text(hold.scope).replace("_", " ")
    if "theme" not in scope or not hold.themes:
        return True
    return any(_touches(folded_text(theme), text) for theme in (*hold.themes, hold.name))


def _touches(theme: str, text: str) -> bool:
    words = set(_WORD.findall(text))
    return theme in text or any(
        stem[:_STEM] in {word[:_STEM] for word in words} for stem in _WORD.findall(theme) if len(stem) >= _STEM - 1
    )


def _names(hold: Hold, text: str) -> bool:
    names = set(_WORD.findall(folded_text(f"{hold.name} {' '.join(hold.themes)}"))) - _SMALL_WORDS
    here = set(_WORD.findall(text))
    return bool(names) and len(names & here) >= min(_ENOUGH_NAMED, len(names))


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
    ours = {word.rstrip("s") for word in _WORD.findall(text)} - _SMALL_WORDS
    theirs = {word.rstrip("s") for word in _WORD.findall(approved)} - _SMALL_WORDS
    return bool(ours) and len(ours & theirs) >= max(1, min(3, round(len(ours) * _SHARED_ENOUGH)))


def _amounts(text: str) -> set[str]:
    """Sums of money in pence or as written."""
    sums = set()
    for pounds, scale, pence, one in _AMOUNT.findall(text):
        if pence:
            sums.add(f"{int(pence)}p")
        else:
            sums.add(f"£{'1' if one else pounds.replace(',', '').removesuffix('.00')}{scale[:1]}")
    return sums


ROUTINE = Detector(_routine)
PLEDGE = Detector(lambda terms: _pledge(IN_SENTENCE.build(terms)), needs=IN_SENTENCE.needs)
CLUES_APPROVED = Detector(lambda terms: _pledge(CLUES.build(terms)), needs=CLUES.needs)
PLEDGE_ANYWHERE = Detector(lambda terms: _pledge(TOGETHER.build(terms)), needs=TOGETHER.needs)
