"""`countersign rota on-call`: one answer a line, nothing at all where anything is wrong, and a help that tells the format."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.rota import EXAMPLE


@pytest.fixture
def ask(tmp_path):
    def asked(moments, text=EXAMPLE, *options):
        file = tmp_path / "rota.yaml"
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["rota", "on-call", *options, str(file)], input=moments)

    return asked


def test_each_moment_gets_one_line_of_json(ask):
    """F17."""
    told = ask("2026-01-06T12:00Z\n\n2026-01-06T21:00+01:00\n2026-12-24T12:00Z\n", EXAMPLE, "--json")
    assert told.exit_code == 0, told.output
    assert [json.loads(line) for line in told.stdout.splitlines()] == [
        {
            "at": "2026-01-06T12:00:00Z",
            "on": [{"seat": "desk", "person": "priya.shah", "until": "2026-01-06T17:00:00Z", "because": "rotation"}],
            "gaps": [],
        },
        {
            "at": "2026-01-06T20:00:00Z",
            "on": [{"seat": "on_call", "person": "angus.reid", "until": "2026-01-07T09:00:00Z", "because": "rotation"}],
            "gaps": [],
        },
        {
            "at": "2026-12-24T12:00:00Z",
            "on": [],
            "gaps": [{"seat": "desk", "reason": "away", "person": "priya.shah", "until": "2026-12-24T17:00:00Z"}],
        },
    ]


def test_somebody_who_is_on_for_good_has_no_until(ask):
    text = "people: [ann]\nseats: {s: {layers: [{every: weekly, start: 2026-01-05, people: [ann], when: always}]}}"
    for_good = text + "\noverrides: [{seat: s, person: ann, from: 2000-01-01, to: 2150-01-01}]"
    told = ask("2026-01-06T12:00Z", for_good, "--json")
    assert json.loads(told.stdout)["on"][0]["until"] is None


def test_without_json_it_is_said_in_words(ask):
    told = ask("2026-07-07T12:00Z\n2026-12-24T12:00Z")
    assert "Tue 07 Jul 2026 13:00 BST  desk: priya.shah until Tue 07 Jul 2026 17:00 BST" in told.stdout
    assert "desk: NOBODY (away) until" in told.stdout


def test_one_moment_that_cannot_be_used_and_nothing_is_answered(ask):
    told = ask("2026-01-06T12:00Z\n2026-01-06T12:00\n2026-10-25T01:30\nsoon\n")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "standard input, line 2: “2026-01-06T12:00” has no offset." in told.stderr
    assert "standard input, line 3: “2026-10-25T01:30” occurs twice in Europe/London" in told.stderr
    assert "standard input, line 4: “soon” is no time." in told.stderr


def test_a_mistake_in_the_file_is_told_with_file_and_line(ask):
    told = ask("2026-01-06T12:00Z\n", EXAMPLE.replace("every: weekly  ", "every: often  "))
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "rota.yaml, line 16: “every” is “often”." in told.stderr


def test_the_help_tells_the_whole_format():
    told = CliRunner().invoke(main, ["rota", "on-call", "--help"]).stdout
    for line in EXAMPLE.splitlines():
        assert line in told
    for word in ("outside SEAT", "half: morning", "occurs twice", "Strongest first", '"gaps"'):
        assert word in told
