"""What one policy check says about a revision, and the words that sum several findings up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding asks for, hardest first."""

    BLOCK = "block"
    SECOND_APPROVER = "second_approver"
    WARN = "warn"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found.

    `start` and `end` are character offsets [start, end) into the draft text as typed; both 0 where the
    finding is about the whole draft. `shown` is the passage meant, already masked where it is private.
    """

    rule: str
    check: str
    level: Level
    start: int
    end: int
    shown: str
    message: str
    why: str
    fix: str
    link: str = ""
    route_to: str = ""


GROUPS: tuple[tuple[Level, str], ...] = (
    (Level.BLOCK, "Must fix"),
    (Level.SECOND_APPROVER, "Needs a second approver"),
    (Level.WARN, "Check this"),
    (Level.ADVICE, "Suggestions"),
)
"""The order and headings in which findings are read (facts: what a comms officer expects)."""


_TEAMS = frozenset(
    {
        "data_protection",
        "family_liaison",
        "fire_investigation",
        "fire_protection",
        "firearms_licensing",
        "human_resources",
        "information_security",
        "legal",
        "operations",
        "procurement",
        "professional_standards",
        "propriety_and_ethics",
        "public_protection",
        "research_and_development",
    }
)
"""Those named after their work, which are asked as a team."""


PERSON = "person:"
"""What `route_to` begins with where a finding names one person to ask and not an office."""


def office(route_to: str) -> str:
    """Whom a rule names as the one to ask, in words: "the monitoring officer", "the data protection team"."""
    if not route_to or route_to.startswith(PERSON):
        return route_to.removeprefix(PERSON)
    return f"the {route_to.replace('_', ' ')}{' team' if route_to in _TEAMS else ''}"


def suggestions(findings: Iterable[Finding]) -> list[Finding]:
    """Those that only suggest something: folded away until somebody wants to read them."""
    return [f for f in findings if f.level is Level.ADVICE]


def suggestion_count(number: int) -> str:
    """How many there are, in words: "1 suggestion", "3 suggestions"."""
    return f"{number} {'suggestion' if number == 1 else 'suggestions'}"


def grouped(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """The findings under their headings, in reading order, without empty groups."""
    found = list(findings)
    groups = [(title, [f for f in found if f.level is level]) for level, title in GROUPS]
    return [(title, members) for title, members in groups if members]


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding must be fixed before the draft may be sent."""
    return any(f.level is Level.BLOCK for f in findings)


def verdict(findings: Sequence[Finding], *, sent: bool = False) -> str:
    """The first line a person reads: "Cannot be sent yet: 1 to fix, 2 suggestions."; `sent` once it is in review."""
    if not findings:
        return "The checks found nothing to change."
    parts = [words for level, words in _counts(findings) if level]
    if sent:
        opening = "Cannot go out like this" if blocks(findings) else "From the checks"
    else:
        opening = "Cannot be sent yet" if blocks(findings) else "Can be sent for approval"
    return f"{opening}: {', '.join(parts)}."


def _counts(findings: Sequence[Finding]) -> list[tuple[int, str]]:
    count = {level: sum(f.level is level for f in findings) for level in Level}
    second, advice = count[Level.SECOND_APPROVER], count[Level.ADVICE]
    return [
        (count[Level.BLOCK], f"{count[Level.BLOCK]} to fix"),
        (second, f"{second} {'needs' if second == 1 else 'need'} a second approver"),
        (count[Level.WARN], f"{count[Level.WARN]} to check"),
        (advice, suggestion_count(advice)),
    ]


def masked(text: str, findings: Iterable[Finding]) -> str:
    """The text with every private passage replaced by what the finding shows of it, for records and logs."""
    shown, untouched = text, len(text)
    for finding in sorted(findings, key=lambda f: (f.start, f.end), reverse=True):
        if finding.start < untouched and _is_private(text, finding):
            shown = f"{shown[: finding.start]}[{finding.shown}]{shown[min(finding.end, untouched) :]}"
            untouched = finding.start
    return shown


def _is_private(text: str, finding: Finding) -> bool:
    """A passage is shown as it stands, at most shortened, unless it is private."""
    passage = text[finding.start : finding.end]
    return bool(passage) and not passage.startswith(finding.shown.rstrip("…"))
