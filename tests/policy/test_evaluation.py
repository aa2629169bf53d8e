"""The packs on sets of invented drafts, with a table per check: expected, found, missed, false alarms.

No real people, places or posts. A draft that expects nothing is clean: any finding but advice on it is a false alarm.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.policy.checks import CHECKS
from bot.policy.context import Context
from bot.policy.engine import engine_for

_DRAFTS = [
    json.loads(line)
    for file in sorted((Path(__file__).parent / "evaluation").glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]
_FOUND_AT_LEAST = 0.95
_FALSE_ALARMS_BELOW = 0.03


@pytest.fixture(scope="module")
def results():
    """(draft, its findings as (check, level) pairs, its alarms by check) for every draft."""
    return [(draft, *_checked(draft)) for draft in _DRAFTS]


def _checked(draft):
    findings = engine_for(draft["context"]["org_type"]).check(draft["text"], Context.from_json(draft["context"]))
    alarms = {f.check for f in findings if f.level.value != "advice"}
    return {(f.check, f.level.value) for f in findings}, alarms


def test_the_packs_find_what_they_should_and_leave_clean_drafts_alone(results):
    expected, found, false_alarms = Counter(), Counter(), Counter()
    missed, flagged = [], []
    for draft, findings, alarms in results:
        for wanted in draft["expect"]:
            expected[wanted["check"]] += 1
            if (wanted["check"], wanted["level"]) in findings:
                found[wanted["check"]] += 1
            else:
                missed.append((draft["id"], wanted["check"], wanted["level"]))
        if not draft["expect"]:
            false_alarms.update(alarms)
            flagged += [(draft["id"], sorted(alarms))] if alarms else []
    _print_table(expected, found, false_alarms)
    print("missed:", *missed, "flagged though clean:", *flagged, sep="\n  ")
    clean = sum(not draft["expect"] for draft, _, _ in results)

    assert found.total() >= _FOUND_AT_LEAST * expected.total()
    assert len(flagged) < _FALSE_ALARMS_BELOW * clean


def _print_table(expected, found, false_alarms):
    print(f"\n{'check':24}{'expected':>10}{'found':>8}{'missed':>8}{'false alarms':>14}")
    for check in sorted({*expected, *false_alarms}):
        missed = expected[check] - found[check]
        print(f"{check:24}{expected[check]:10}{found[check]:8}{missed:8}{false_alarms[check]:14}")
    missed = expected.total() - found.total()
    print(f"{'all':24}{expected.total():10}{found.total():8}{missed:8}{false_alarms.total():14}")


def test_the_sets_are_large_enough_and_balanced():
    clean = sum(not draft["expect"] for draft in _DRAFTS)
    checks = {wanted["check"] for draft in _DRAFTS for wanted in draft["expect"]}

    assert len(_DRAFTS) >= 300
    assert 0.35 <= clean / len(_DRAFTS) <= 0.65
    assert checks <= CHECKS
    assert len({draft["id"] for draft in _DRAFTS}) == len(_DRAFTS)
