"""What Prometheus is shown of the checks: those that could not run, and packs that were turned away."""

import pytest
from prometheus_client import generate_latest

from bot.adapters.rule_packs import RulePacks
from bot.core.accounts import OrgType
from bot.metrics import Metrics
from bot.policy.context import Context
from bot.use_cases.ports import BusyError


def _no_worker():
    raise BusyError


def _shown(packs):
    return generate_latest(Metrics(packs, _no_worker).registry).decode()


@pytest.fixture
def packs():
    """The shipped rules for a council, as a process that runs has them."""
    packs = RulePacks(None)
    assert packs[OrgType.COUNCIL].rules
    return packs


def test_a_check_that_could_not_run_is_counted_by_its_detector(packs, monkeypatch):
    def broken(_reading, _context):
        raise LookupError

    engine = packs[OrgType.COUNCIL]
    (number,) = (n for n, rule in enumerate(engine.rules) if rule.detector == "length")
    monkeypatch.setitem(engine._detectors, number, broken)
    before = engine.faults.get("length", 0)

    found = [engine.check("Good morning!", Context()) for _ in range(2)]

    assert all(findings[0].message == "This check could not run: Length." for findings in found)
    assert f'countersign_check_faults_total{{detector="length",pack="council"}} {before + 2}.0' in _shown(packs)


def test_a_pack_that_was_turned_away_is_counted(tmp_path):
    (tmp_path / "council.yaml").write_text("pack: [", "utf-8")
    packs = RulePacks(tmp_path)

    assert packs[OrgType.COUNCIL].rules

    assert 'countersign_packs_refused_total{pack="council"} 1.0' in _shown(packs)
