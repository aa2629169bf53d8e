"""Findings in the shape in which checks are measured. Screens are rendered elsewhere."""

from collections.abc import Iterable

from bot.core.findings import Finding


def as_json(findings: Iterable[Finding]) -> list[dict[str, str | int]]:
    """One record per finding: check, level, start, end (character offsets into the draft) and message."""
    return [
        {"check": f.check, "level": f.level.value, "start": f.start, "end": f.end, "message": f.message}
        for f in findings
    ]
