"""Fills the names in a rule's message, such as {match} or {poll_date}. The words come from the pack alone."""

import re
from collections.abc import Collection, Mapping
from itertools import islice
from string import Formatter

from bot.policy.context import Context

_COMMON = frozenset({"match", "org", "handle", "period", "poll_date", "hold", "meeting_hashtag"})
_WORD = re.compile(r"\S+")
_ENDS = (".", "!", "?", "…")
_PERIODS = {"pre_referendum": "pre-referendum period"}
_AROUND = 4
"""Words shown beside a match that is only a sign."""


def unknown_fills(template: str, detector_fills: Collection[str]) -> tuple[str, Collection[str]] | None:
    """The first name in the template that nothing fills, and the names there are; None where all are known."""
    known = _COMMON.union(detector_fills)
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return template, known
    names = [
        f"{name}!{how}" if how else f"{name}:{width}" if width else name
        for _, name, width, how in parts
        if name is not None
    ]
    return next(((name, known) for name in names if name not in known), None)


def filled(template: str, fills: Mapping[str, str]) -> str:
    """The template with its names filled in; `fills` has been seen by `unknown_fills` when the pack was loaded."""
    return template.format_map(fills) if "{" in template else template


def context_fills(context: Context) -> dict[str, str]:
    """The names that the context fills for every rule."""
    poll = context.period.poll if context.period else None
    return {
        "org": context.org,
        "handle": context.handle,
        "period": _PERIODS.get(context.period.kind if context.period else "", "pre-election period"),
        "poll_date": f"{poll.day} {poll:%B %Y}" if poll else "polling day",
        "hold": context.incident_hold.name if context.incident_hold else "the incident",
        "meeting_hashtag": context.meeting.hashtag if context.meeting else "",
    }


def is_sign(shown: str) -> bool:
    """Whether a match is only punctuation or an emoji, which read alone says nothing."""
    return bool(shown.strip()) and not any(each.isalnum() for each in shown)


def words_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the last words of the sentence before it, or with those after it where none stand before."""
    earlier = text[:start].rsplit(maxsplit=_AROUND)
    first = len(earlier[0]) if len(earlier) > _AROUND else 0
    before = list(_WORD.finditer(text, first, start))
    if any(map(str.isalpha, "".join(each[0] for each in before))):
        ends = [at for at, each in enumerate(before[:-1], 1) if each[0].endswith(_ENDS)]
        return before[max(ends, default=0)].start(), end
    after = list(islice(_WORD.finditer(text, end), _AROUND))
    return (start, after[-1].end()) if after else (start, end)
