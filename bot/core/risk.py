"""How risky a pitch is, by what the checks found, and how many people must approve it for that (S62).

What an account or supervision asks for besides is decisions.py's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.check_names import check_name
from bot.core.findings import Finding, Level


class Grade(StrEnum):
    """The grades, mildest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


APPROVALS = {Grade.LOW: 1, Grade.MEDIUM: 1, Grade.HIGH: 2}
"""How many people must approve a pitch of each grade, at least."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """The grade of a pitch, why, and the names of the checks that make it so."""

    grade: Grade
    because: str
    checks: tuple[str, ...] = ()

    @property
    def approvals(self) -> int:
        """How many people must approve it, at least."""
        return APPROVALS[self.grade]

    @property
    def words(self) -> str:
        """The grade with its reason, in one line."""
        shown, more = self.checks[:_NAMED], len(self.checks) - _NAMED
        named = [*shown, f"{more} more"] if more > 0 else shown
        checks = f" ({', '.join(named)})" if named else ""
        return f"Risk: {self.grade}, because {self.because}{checks}."


def graded(findings: Iterable[Finding]) -> Risk:
    """High where a check stops it or asks for a second approver, medium where one asks to look again, low otherwise."""
    found = tuple(findings)
    for level, grade, because in (
        (Level.BLOCK, Grade.HIGH, "something must be mended first"),
        (Level.SECOND_APPROVER, Grade.HIGH, "a check asks for a second approver"),
        (Level.WARN, Grade.MEDIUM, "a check asks to look again"),
    ):
        if checks := dict.fromkeys(check_name(f.check) for f in found if f.level is level):
            return Risk(grade, because, tuple(checks))
    return Risk(Grade.LOW, "the checks have suggestions only" if found else "the checks found nothing")
