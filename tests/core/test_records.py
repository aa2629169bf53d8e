"""The tamper-evident log: whatever is altered, missing or moved is found, and where (S86)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.records import GENESIS, breaks, next_record

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def log(length=5):
    lines, last = [], (0, GENESIS)
    for number in range(length):
        body = {"text": f"Line {number}", "é": [1, None, True]}
        record = next_record(last, NOW + timedelta(seconds=number), "DraftApproved", "priya", "draft:1", body)
        lines.append(record)
        last = (record.number, record.hash)
    return lines


def head(lines):
    return (lines[-1].number, lines[-1].hash) if lines else (0, GENESIS)


@given(st.integers(0, 20))
def test_a_whole_log_has_no_breaks(length):
    lines = log(length)
    assert list(breaks(lines, head(lines))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW - timedelta(days=1)},
        {"kind": "DraftRejected"},
        {"actor": "amy"},
        {"subject": "draft:2"},
        {"body": {"text": "Other words"}},
        {"previous": "f" * 64},
        {"hash": "f" * 64},
    ],
)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_any_altered_field_is_found_at_its_line(change, at):
    """S86."""
    lines = log()
    lines[at] = replace(lines[at], **change)
    assert next(breaks(lines, head(log()))).number == at + 1


def test_a_line_rewritten_with_a_fresh_hash_is_found_at_the_next():
    lines = log()
    lines[1] = next_record((1, lines[0].hash), lines[1].at, "DraftRejected", "amy", "draft:1", {})
    assert [b.number for b in breaks(lines, head(log()))] == [3]


def test_a_missing_line_is_named():
    lines = log()
    assert next(breaks(lines[:2] + lines[3:], head(lines))).what == "Line 3 is missing."
    assert next(breaks(lines[:1] + lines[3:], head(lines))).what == "Lines 2 to 3 are missing."


def test_a_log_cut_short_is_found():
    lines = log()
    assert "5 lines were written" in next(breaks(lines[:3], head(lines))).what
    assert "5 lines were written" in next(breaks([], head(lines))).what


def test_swapped_lines_are_found():
    lines = log()
    lines[1], lines[2] = lines[2], lines[1]
    assert list(breaks(lines, head(log())))


def test_a_disposed_body_does_not_break_the_chain():
    lines = log()
    lines[2] = replace(lines[2], body=None)
    assert list(breaks(lines, head(lines))) == []


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers() | st.none(), max_size=4))
def test_the_order_of_keys_does_not_matter(body):
    turned = dict(reversed(body.items()))
    one, other = (next_record((0, GENESIS), NOW, "k", "a", "s", b) for b in (body, turned))
    assert one.hash == other.hash
