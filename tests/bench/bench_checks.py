"""Prints what the checks cost per draft against a loop that does nothing, on hostile drafts, and to load a pack.

Processor time, so that what else the machine does stays out of it.
"""

import gc
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hostile import hostile

from bot.policy.context import Context
from bot.policy.engine import Engine, engine_for, pack_for

pytestmark = pytest.mark.bench

_ORG_TYPES = ["council", "nhs_trust", "police", "fire", "ministry"]
_DRAFT = (
    "Bin lorries will be late in Fernmouth on Monday 4 May because of the A14 works. Please leave bins out until 8pm. "
    "More at https://www.fernshire.gov.uk/bins or call 01632 960123. Thank you for bearing with us – we’re sorry for the "
    "trouble. #FernshireBins 👩‍🚒 draft number"
)
_EVALUATION = Path(__file__).parent.parent / "policy" / "evaluation"
_HOSTILE = 10_000
_LOADING = """
import time
from bot.policy.engine import engine_for
started = time.thread_time()
engine_for("{org_type}")
print(time.thread_time() - started)
"""


def _context():
    posts = [
        {"at": "2026-04-19T12:00:00Z", "text": f"Story time at Ashby library is at ten, room {n}."} for n in range(10)
    ]
    return Context.from_json(
        {"now": "2026-04-20T12:00:00Z", "approved_domains": ["fernshire.gov.uk"], "recent_posts": posts}
    )


def _spent(work, drafts):
    """Seconds of each call."""
    spent = []
    for draft in drafts:
        started = time.thread_time()
        work(draft)
        spent.append(time.thread_time() - started)
    return spent


def _clean_at_280_characters():
    """The evaluation's clean drafts, strung together to the limit: none like another."""
    lines = [
        json.loads(line)
        for file in sorted(_EVALUATION.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]
    texts = [line["text"] for line in lines if not line["expect"]]
    return [" ".join(texts[at : at + 6])[:280] for at in range(0, len(texts) - 6, 3)]


@pytest.mark.parametrize("org_type", _ORG_TYPES)
def test_cost_of_all_checks_per_draft(org_type):
    engine, context = engine_for(org_type), _context()
    drafts = [f"{_DRAFT} {number:04}" for number in range(400)]

    checked = statistics.median(_spent(lambda text: engine.check(text, context), drafts))
    empty = statistics.median(_spent(lambda text: text, drafts))

    print(f"\n{org_type}: {checked * 1e6:.0f} µs a draft, {checked / empty:.0f} times an empty loop")


def test_cost_of_all_checks_on_drafts_that_were_never_seen():
    engine, context = engine_for("council"), _context()
    drafts = _clean_at_280_characters()

    first, again = (statistics.median(_spent(lambda text: engine.check(text, context), drafts)) for _ in range(2))

    print(f"\n{len(drafts)} drafts: {first * 1e6:.0f} µs at first sight, {again * 1e6:.0f} µs when seen before")


def test_cost_of_hostile_drafts_none_of_which_stops_a_check():
    """The figures to reach: 10 000 drafts, the worst of them under 10 ms."""
    engine, context = engine_for("council"), _context()
    drafts = hostile(2026, _HOSTILE)
    gc.collect()
    gc.freeze()

    spent = _spent(lambda text: engine.check(text, context), drafts)

    gc.unfreeze()
    worst = max(range(_HOSTILE), key=spent.__getitem__)
    print(
        f"\n{_HOSTILE} hostile drafts: median {statistics.median(spent) * 1e3:.1f} ms, worst {spent[worst] * 1e3:.1f} ms"
        f" ({len(drafts[worst])} characters, {drafts[worst][:40]!r}…), {sum(s > 0.01 for s in spent)} over 10 ms"
    )
    assert engine.faults == {}


@pytest.mark.parametrize("org_type", _ORG_TYPES)
def test_cost_of_loading_a_pack_with_its_examples(org_type):
    command = [sys.executable, "-c", _LOADING.format(org_type=org_type)]

    loaded = float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)

    print(f"\n{org_type}: loaded in {loaded * 1e3:.0f} ms by a process that has just started")


def test_cost_of_loading_a_changed_pack():
    engine_for("council")
    started = time.thread_time()
    Engine(pack_for("council"))

    print(f"\nloading again, files read before: {(time.thread_time() - started) * 1e3:.0f} ms")
