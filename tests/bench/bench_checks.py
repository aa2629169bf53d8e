"""Prints what the checks cost per draft against a loop that does nothing, and how long a pack takes to load.

Processor time, so that what else the machine does stays out of it.
"""

import statistics
import time

import pytest

from bot.policy.context import Context
from bot.policy.engine import Engine, engine_for, pack_for

pytestmark = pytest.mark.bench

_DRAFT = (
    "Bin lorries will be late in Fernmouth on Monday 4 May because of the A14 works. Please leave bins out until 8pm. "
    "More at https://www.fernshire.gov.uk/bins or call 01632 960123. Thank you for bearing with us – we’re sorry for the "
    "trouble. #FernshireBins 👩‍🚒 draft number"
)


def _median(work, rounds=400):
    """Median seconds of one call, over calls with different drafts so that nothing is remembered."""
    spent = []
    for number in range(rounds):
        started = time.thread_time()
        work(f"{_DRAFT} {number:04}")
        spent.append(time.thread_time() - started)
    return statistics.median(spent)


@pytest.mark.parametrize("org_type", ["council", "nhs_trust", "police", "fire", "ministry"])
def test_cost_of_all_checks_per_draft(org_type):
    engine = engine_for(org_type)
    posts = [
        {"at": "2026-04-19T12:00:00Z", "text": f"Story time at Ashby library is at ten, room {n}."} for n in range(10)
    ]
    context = Context.from_json(
        {"now": "2026-04-20T12:00:00Z", "approved_domains": ["fernshire.gov.uk"], "recent_posts": posts}
    )

    checked, empty = _median(lambda text: engine.check(text, context)), _median(lambda text: text)

    print(f"\n{org_type}: {checked * 1e6:.0f} µs a draft, {checked / empty:.0f} times an empty loop")


def test_cost_of_loading_a_pack_with_its_examples():
    engine_for("council")
    started = time.thread_time()
    Engine(pack_for("council"))

    print(f"\nloading again, files read before: {(time.thread_time() - started) * 1e3:.0f} ms")
