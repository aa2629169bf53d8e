"""A rota file: read from YAML and JSON alike, and every mistake told with its line and what was expected."""

import json
from datetime import UTC, datetime

import pytest

from bot.adapters.rota_file import read
from bot.adapters.yaml_map import Problem
from bot.cli.rota import EXAMPLE
from bot.core.rota.duty import Gap, GapReason, Holder
from bot.core.rota.schedule import Rota, on_duty

SMALL = {
    "people": ["ann", "ben"],
    "seats": {"on_call": {"layers": [{"every": "daily", "start": "2026-01-05 09:00", "people": ["ann", "ben"]}]}},
}


def who(rota, at, seat="on_call"):
    duty = on_duty(rota, datetime.fromisoformat(at).replace(tzinfo=UTC))[seat].duty
    return duty.person if isinstance(duty, Holder) else duty


def problems(text):
    found = read(text)
    assert not isinstance(found, Rota)
    return [problem.at("rota.yaml") for problem in found]


def test_the_example_in_the_help_can_be_read_and_means_what_it_says():
    rota = read(EXAMPLE)
    assert isinstance(rota, Rota), rota
    assert who(rota, "2026-01-06T12:00", "desk") == "priya.shah"
    assert who(rota, "2026-02-03T18:00") == "priya.shah"
    assert who(rota, "2026-03-03T12:00", "desk") == "angus.reid"
    assert who(rota, "2026-12-24T12:00", "desk") == Gap(GapReason.AWAY, "priya.shah")
    assert rota.changes.absences[0].end == datetime(2027, 1, 3, tzinfo=UTC)


def test_json_with_tabs_is_a_rota_file_too():
    rota = read(json.dumps(SMALL, indent="\t"))
    assert isinstance(rota, Rota), rota
    assert [who(rota, f"2026-01-0{day}T12:00") for day in (5, 6, 7)] == ["ann", "ben", "ann"]


def test_times_keep_the_offset_they_are_written_with():
    text = json.dumps(SMALL | {"overrides": []}).replace(
        '"overrides": []',
        '"overrides": [{"seat": "on_call", "person": "ben", "from": "2026-07-01T09:00:00+01:00", "to": "2026-07-01T10:00+01:00"}]',
    )
    assert read(text).changes.changes[0].start == datetime(2026, 7, 1, 8, tzinfo=UTC)
    unquoted = EXAMPLE.replace("2026-02-03T17:00Z", "2026-02-03T17:00:00+01:00")
    assert read(unquoted).changes.changes[-1].start == datetime(2026, 2, 3, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("zone: Europe/London", "zone: London", "is no time zone"),
        ("every: weekly          #", "every: weakly          #", "Did you mean “weekly”?"),
        ("people: [priya.shah, angus.reid]", "people: [priya.shah, angus.reed]", "Did you mean “angus.reid”?"),
        ("people: [priya.shah, angus.reid]", "people: []", "There is nobody in this layer."),
        ("length: 1 ", "length: 0 ", "whole number from 1 to 1000"),
        ("start: 2026-01-05 09:00 ", "start: soon ", "“soon” is no time."),
        ("days: mon-fri", "days: mon-fry", "“mon-fry” is no day of the week."),
        ("days: mon-fri", "days: []", "it never applies"),
        (
            'from: "09:00", to: "17:00"}\n    on_holiday',
            'from: "9", to: "17:00"}\n    on_holiday',
            "“9” is no time of day.",
        ),
        ("on_holiday: on_call ", "on_holiday: oncall ", "Did you mean “on_call”?"),
        ("required: outside desk", "required: outside disk", "Did you mean “desk”?"),
        ("required: outside desk", "required: sometimes", "Expected a window"),
        ("from: 2026-12-24, to: 2027-01-02", "from: 2027-01-02, to: 2026-12-24", "It ends before it begins."),
        ("person: priya.shah, from: 2026-12-24", "person: priya.sha, from: 2026-12-24", "Did you mean “priya.shah”?"),
        ("to: 2027-01-02}", "to: 2027-01-02, reason: flu}", "nobody's business"),
        ("from: 2026-12-24, to", "from: 2026-12-32, to", "“2026-12-32” is no date."),
        (
            "from: 2026-02-03T17:00Z",
            "from: 2026-02-03T17:00",
            "has no offset. In Europe/London it would be 2026-02-03T17:00+00:00",
        ),
        ("to: 2026-02-04T09:00Z", "to: 2026-10-25T01:30", "occurs twice in Europe/London"),
        ("to: 2026-02-04T09:00Z", "to: 2026-03-29T01:30", "does not exist in Europe/London"),
        ("to: 2026-02-04T09:00Z", "to: 2026-02-03T17:00Z", "It ends before it begins."),
        ("to: 2026-02-04T09:00Z", "to: 20260-02-04", "is no time"),
        ("seat: on_call, person", "seat: oncal, person", "Did you mean “on_call”?"),
        ("covers: []", "covers: {seat: desk, person: priya.shah}", "“from” is missing"),
        ("bank_holidays: [2026-12-25]", "bank_holidays: [Christmas]", "“Christmas” is no date."),
        ("midday: ", "noon: ", "“noon” is not known"),
        ("      - {every: weekly, start: 2026-01-05 17:00, people: [angus.reid]}", "", "There is nobody in the seat"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_expected(old, new, words):
    assert old in EXAMPLE
    told = problems(EXAMPLE.replace(old, new, 1))
    assert any(words in t for t in told), told
    changed = EXAMPLE[: EXAMPLE.index(old)].count("\n") + 1
    if "nobody in the seat" not in words:
        assert any(f"line {changed + offset}: " in t for t in told for offset in range(3)), (changed, told)


def test_changes_that_hide_each_other_are_told():
    twice = "absences:\n  - {person: priya.shah, from: 2026-12-20, to: 2026-12-24}\n"
    told = problems(EXAMPLE.replace("absences:\n", twice))
    assert any("It overlaps with line" in t for t in told)


def test_a_layer_that_never_applies_is_told():
    never = "{every: weekly, start: 2026-01-05 17:00, people: [angus.reid], when: {days: mon}, from: 2026-01-06, to: 2026-01-10}"
    told = problems(EXAMPLE.replace("{every: weekly, start: 2026-01-05 17:00, people: [angus.reid]}", never))
    assert any("never open" in t for t in told)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = (
        EXAMPLE.replace("days: mon-fri", "days: fun")
        .replace("seat: on_call, p", "seat: hm, p")
        .replace("2027-01-02", "x")
    )
    found = read(text)
    assert len(found) == 3
    assert [p.line for p in found] == sorted(p.line for p in found)


@pytest.mark.parametrize(
    "text", ["", "[]", "just words", "seats: {", "people: [ann]", "people: [ann]\nseats: {}", "seats: 3", "a: &a [*a]"]
)
def test_what_is_no_rota_is_refused_and_never_a_fault(text):
    found = read(text)
    assert found
    assert all(isinstance(problem, Problem) for problem in found)
