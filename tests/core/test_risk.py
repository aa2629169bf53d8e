"""The grade of a pitch comes from what the checks found, and decides how many people approve it (S62)."""

import pytest

from bot.core.findings import Finding, Level
from bot.core.risk import Grade, graded


def found(*levels, check="key_issue"):
    return [Finding("a.rule", check, Level(level), 0, 0, "", "Something.", "Why.", "Fix.") for level in levels]


@pytest.mark.parametrize(
    ("levels", "grade", "approvals"),
    [
        ((), Grade.LOW, 1),
        (("advice", "advice"), Grade.LOW, 1),
        (("advice", "warn"), Grade.MEDIUM, 1),
        (("warn", "second_approver"), Grade.HIGH, 2),
        (("second_approver", "block"), Grade.HIGH, 2),
    ],
)
def test_the_hardest_finding_makes_the_grade(levels, grade, approvals):
    """S62."""
    risk = graded(found(*levels))
    assert (risk.grade, risk.approvals) == (grade, approvals)


def test_the_reason_is_one_line_that_names_each_check_once():
    """S62."""
    assert graded([]).words == "Risk: low, because the checks found nothing."
    two = found("second_approver", "second_approver") + found("warn", check="hashtag_case")
    assert graded(two).words == "Risk: high, because a check asks for a second approver (Key issues)."
    four = [f for name in ("one", "two", "three", "four") for f in found("warn", check=name)]
    assert graded(four).words == "Risk: medium, because a check asks to look again (one, two, three, 1 more)."
