"""The README's section for officers who write a pack: its example is whole, does what it says, and its commands run."""

import re
import shlex
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.core.findings import Level
from bot.policy.context import Context, Period
from bot.policy.engine import Engine
from bot.policy.packs import load_pack

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def block(name):
    return re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)[1]


@pytest.fixture(scope="module")
def file(terminal):
    """The example where the section says that it is."""
    (terminal.folder / "rules").mkdir()
    path = terminal.folder / "rules" / "council.yaml"
    path.write_text(block("own pack"), "utf-8")
    return path


def test_the_example_loads_and_does_what_its_comments_say(file):
    engine = Engine(load_pack(file))
    poll = Period("pre_election", "local elections", date(2026, 3, 30), date(2026, 5, 7))
    before = Context(org="Fernshire Council", now=datetime(2026, 4, 20, 9, tzinfo=UTC), period=poll)

    def found(text, context=before):
        return {finding.rule: finding for finding in engine.check(text, context)}

    assert found("Ring 01632 960123")["pii.telephone"].level is Level.ADVICE
    assert "castle.heritage" in found("The towers are lit")
    assert "castle.heritage" in found("A Plaid Cymru banner")
    assert "castle.heritage" not in found("The bouncy castle is up")
    assert "castle.heritage" not in found("The castle is shut", Context(post_purpose="incident_update"))
    named = found("Cllr Ora Finch raised the drawbridge")["castle.politician"]
    assert named.message == "You name Cllr Ora Finch, and the pre-election period runs until 7 May 2026."
    assert "castle.politician" not in found("Cllr Ora Finch raised the drawbridge", Context())


def test_each_command_of_the_section_runs_as_it_stands(organised, file):
    assert file.is_relative_to(organised.folder)
    told = {}
    for line in block("own pack commands").splitlines():
        program, *words = shlex.split(line, comments=True)
        assert program == ".venv/bin/countersign"
        told[words[1]] = organised.types(*words)

    assert {name: each.returncode for name, each in told.items()} == {"check": 0, "try": 0, "show": 0}, told
    assert "rules/council.yaml: OK. " in told["check"].stdout
    assert "There are no drafts yet to try it on." in told["try"].stdout
    assert "It finds, for example" in told["show"].stdout
