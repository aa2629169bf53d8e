"""Whether a period takes in an account, or what a draft speaks of. Which rules ask for that stands in the packs."""

import re

from bot.policy.context import Context, Period
from bot.policy.normalise import folded_text

_WORD = re.compile(r"[^\W_]+")
_EVERYWHERE = frozenset({"uk", "united kingdom", "great britain", "gb", "britain", "national", "all", "nationwide"})
_COMMON = frozenset(
    """
    council borough county city town district metropolitan unitary combined authority ward division constituency
    parish area region nhs trust foundation hospital hospitals police force constabulary fire rescue service ministry
    department for of the and all whole entire north south east west central royal local election elections by
    byelection mayor mayoral commissioner crime great greater new community university health board
    """.split()  # noqa: SIM905  a block of words reads better
)


def covers(period: Period, context: Context, text: str = "") -> bool:
    """Whether the period's area takes in the account: none named, the nation's, the organisation's, or the draft's.

    `text` is the draft, folded; left out, only the account counts, which a poll in one ward of its area does not bind.
    """
    area = folded_text(period.area).strip()
    nation = context.nation.replace("_", " ")
    if (
        not area
        or area in _EVERYWHERE
        or area in (nation, "england and wales")
        or (nation == "uk" and area in _NATIONS)
    ):
        return True
    text = _POLL_ELSEWHERE.sub(" ", text)
    ours = set(_WORD.findall(folded_text(f"{context.org} {context.handle}"))) - _COMMON
    wards = _wards(area, folded_text(period.election))
    own = set(_WORD.findall(" ".join(wards) or area)) - _COMMON
    if own & ours and not wards:
        return True
    return (
        any(name in folded_text(context.handle) for name in own if len(name) >= _TELLING)
        or (area in text and not wards)
        or (bool(own) and own <= set(_WORD.findall(text)))
    )


def _wards(area: str, election: str) -> list[str]:
    """The parts of the area that are less than an organisation's whole: those called so, or a by-election's own."""
    parts = area.split(",")
    named = [part for part in parts if _PART_OF_AREA.search(part)]
    return named or (parts[:1] if len(parts) > 1 and _BY_ELECTION.search(election) else [])


_BY_ELECTION = re.compile(r"\bby-?\s?elections?\b|_by\b")
_POLL_ELSEWHERE = re.compile(
    r"\b(?:by-?\s?)?elections? (?:in|at) [\w' -]{2,40}? (?:do not|does not|doesn't|won't|will not)\b"
)
"""That a poll in another place changes nothing here speaks of that place only in passing."""

_PART_OF_AREA = re.compile(r"\b(?:ward|division|constituency)\b")
"""A poll in one ward of an organisation's area binds what speaks of that ward, not everything it says."""

_TELLING = 5
"""Letters from which a place's name inside a handle is no chance."""

_NATIONS = frozenset({"england", "wales", "scotland", "northern ireland"})
