"""`countersign rota leave`: somebody's leave from an iCalendar file, said back before it is entered (S68)."""

from datetime import UTC, datetime

import pytest
import yaml

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{start}
DTEND;VALUE=DATE:{end}
SUMMARY:Operation on my knee
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "leave.ics"
    path.write_text(FILE.format(start=f"{_next_year()}1224", end=f"{_next_year() + 1}0102"))
    return path


def _next_year():
    """The year of the next Christmas Eve that is not over."""
    today = datetime.now(UTC).date()
    return today.year if (today.month, today.day) < (12, 23) else today.year + 1


def test_leave_is_said_back_and_entered_once_and_why_is_kept_nowhere(organised, file):
    declined = organised.types("rota", "leave", "megan.price", str(file), stdin="n\n")
    assert declined.returncode == 1
    assert "Nothing was entered." in declined.stderr
    assert f"24 December {_next_year()}" in declined.stdout

    told = organised.types("rota", "leave", "megan.price", str(file), stdin="y\n")
    assert told.returncode == 0, told.stderr
    assert "Entered: 1." in told.stdout

    again = organised.types("rota", "leave", "megan.price", str(file), "--yes")
    assert "There is nothing new for Megan Price" in again.stdout
    log = organised.types("records", "export", "--format", "jsonl").stdout
    assert "AbsenceEntered" in log
    assert "knee" not in log


def test_somebody_unknown_and_a_file_that_is_no_calendar_change_nothing(organised, file):
    unknown = organised.types("rota", "leave", "megan.prize", str(file), "--yes")
    assert unknown.returncode == 1
    assert "megan.price" in unknown.stderr
    file.write_text("Dear all, I am away at Christmas.")
    broken = organised.types("rota", "leave", "megan.price", str(file), "--yes")
    assert broken.returncode == 1
    assert "Nothing was entered." in broken.stderr


def test_somebody_who_has_left_has_no_leave_to_enter(organised, file, tmp_path):
    whole = yaml.safe_load(organised.types("org", "export").stdout)
    whole["organisation"].pop("midday")
    whole["people"].pop("ewa.nowak")
    for account in whole["accounts"].values():
        account["pitch"] = [grant for grant in account["pitch"] if grant["person"] != "ewa.nowak"]
    org = tmp_path / "left.yaml"
    org.write_text(yaml.safe_dump(whole))
    applied = organised.types("org", "apply", str(org), "--yes")
    assert applied.returncode == 0, applied.stderr

    told = organised.types("rota", "leave", "ewa.nowak", str(file), "--yes")

    assert told.returncode == 1
    assert "Ewa Nowak has left" in told.stderr
