"""One finding where several of one check meet on the same words. What is found stands in engine.py."""

from bot.core.findings import Finding
from bot.policy.rules import HARDNESS


def without_repeats(findings: list[Finding]) -> list[Finding]:
    """One finding where several of one check meet on the same words: the hardest, then the longest.

    Of two alike the later rule's, which is that of the pack which stands on the other.
    """
    kept: list[Finding] = []
    for _, finding in sorted(enumerate(findings), key=_weight):
        if not any(_repeats(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _weight(numbered: tuple[int, Finding]) -> tuple[int, int, int, int]:
    number, finding = numbered
    return HARDNESS[finding.level], finding.start - finding.end, finding.start, -number


def _repeats(finding: Finding, other: Finding) -> bool:
    if finding.check != other.check:
        return False
    if finding.start == finding.end or other.start == other.end:
        return finding.rule == other.rule and (finding.start, finding.end) == (other.start, other.end)
    return finding.start < other.end and other.start < finding.end
