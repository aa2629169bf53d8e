"""What a long history and a long queue cost: the same calls on a small and a large database, as ratios.

Run with `pytest -s tests/bench/bench_store.py`. COUNTERSIGN_BENCH_DRAFTS sets the large number (1000000 for the full figure).
"""

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest

from bot.adapters.store import open_store
from bot.core.accounts import Account, Kind, OrgType
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.people import Person

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

MANY = int(os.environ.get("COUNTERSIGN_BENCH_DRAFTS", "100000"))
FEW = 1000
WAITING = 100_000
ACCOUNTS = [f"account{n}" for n in range(5)]
IN_HAND = [State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.HELD, State.EXPIRED, State.FAILED]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
OPEN = 100
"""Drafts in hand, the same in a young and an old house; all the others are published."""

SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {})",
    "postgresql": "WITH s(n) AS (SELECT generate_series(1, {}))",
}
MOMENT = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%S.000000+00:00', 1780300000 - ({} - n) * 60, 'unixepoch')",
    "postgresql": "to_timestamp(1780300000 - ({} - n) * 60)",
}
TWEET = {"sqlite": "substr('00000000000000000000' || n, -20)", "postgresql": "right('00000000000000000000' || n, 20)"}


def fill(store, drafts):
    """An organisation with so many drafts, the last of them open."""
    at = MOMENT[store.engine_name].format(drafts)
    with store.write() as uow:
        for n in range(20):
            uow.people.put(Person(f"person{n}", f"Person {n}"))
        for name in ACCOUNTS:
            uow.accounts.put(Account(name, name, name, Kind.CORPORATE, OrgType.COUNCIL, "C1"))
        run = uow.connection.exec_driver_sql
        drafted = f"""{SERIES[store.engine_name].format(drafts)}
            SELECT 'account' || (n % 5), 'person' || (n % 20),
            CASE WHEN n > {drafts - OPEN} THEN 'in_review' ELSE 'published' END, {at}, {at}, 1, 1, '',
            CASE WHEN n > {drafts - OPEN} THEN NULL ELSE {TWEET[store.engine_name]} END, 1 FROM s"""
        columns = "account, author, state, created_at, changed_at, revision, round, reason, tweet, lock"
        run(f"INSERT INTO drafts ({columns}) {drafted}".replace("%", "%%" if store.engine_name != "sqlite" else "%"))
        run(
            """INSERT INTO revisions (draft, number, text, edited_by, made_at, note, urgent)
            SELECT id, 1, 'Bins are collected on Tuesday in week ' || id, author, created_at, '', false FROM drafts"""
        )
        run("ANALYZE")


def reads(uow):
    return {
        "queue": lambda: uow.drafts.on_accounts(ACCOUNTS[:3], [State.IN_REVIEW], 10),
        "to sign": lambda: uow.drafts.asked_of("person3", 200),
        "mine": lambda: uow.drafts.by_author("person3", IN_HAND, 10),
        "everything of mine": lambda: uow.drafts.by_author("person3", State, 10),
        "recent texts": lambda: uow.drafts.recent_texts("account1", NOW - timedelta(hours=12), None),
        "last post": lambda: uow.drafts.last_tweet("account1"),
        "sweep": lambda: uow.drafts.in_states([State.PUBLISHING, State.UNCONFIRMED], NOW, 50),
        "one draft": lambda: uow.drafts.get(700),
    }


def milliseconds(act, times=200):
    spans = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        spans.append(time.perf_counter() - began)
    return median(spans) * 1000


def measured(young, old):
    """Per call, milliseconds in the one and in the other, measured in turns so that a busy machine slows both."""
    figures = {}
    with young.read() as few, old.read() as many:
        for (name, small), large in zip(reads(few).items(), reads(many).values(), strict=True):
            turns = [(milliseconds(small, 50), milliseconds(large, 50)) for _ in range(6)]
            figures[name] = median(t[0] for t in turns), median(t[1] for t in turns)
    return figures


@pytest.fixture
def two_stores(request, tmp_path):
    """Two empty stores of an engine."""

    def opened(engine):
        if engine == "sqlite":
            urls = []
            for name in ("few", "many"):
                shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / f"{name}.db")
                urls.append(f"sqlite:///{tmp_path / name}.db")
        else:
            cluster, template = request.getfixturevalue("postgres"), request.getfixturevalue("migrated_template")
            urls = [cluster.database(template) for _ in range(2)]
        stores.extend(open_store(url, lambda: NOW) for url in urls)
        return stores

    stores = []
    yield opened
    for store in stores:
        store.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_lists_cost_the_same_in_an_old_house_as_in_a_young_one(engine, two_stores):
    young, old = two_stores(engine)
    fill(young, FEW)
    fill(old, MANY)
    print(f"\n{engine}, {MANY} drafts against {FEW}")
    for name, (small, large) in measured(young, old).items():
        print(f"  {name:20} {small:7.3f} ms {large:7.3f} ms   ratio {large / small:5.2f}")


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_claim_costs_the_same_with_a_long_queue_as_with_a_short_one(engine, two_stores):
    stores = two_stores(engine)
    print(f"\n{engine}, {WAITING} rows waiting against 100")
    figures = []
    for store, rows in zip(stores, (100, WAITING), strict=True):
        with store.write() as uow:
            at = "'2026-06-02T12:00:00.000000+00:00'" + ("" if engine == "sqlite" else "::timestamptz")
            uow.connection.exec_driver_sql(
                f"""INSERT INTO due (work, subject, due_at, claimable_at, version, claimed_version, token, attempt, why)
                {SERIES[engine].format(rows)}
                SELECT 'remind', CAST(n AS text), {at}, {at}, 1, 0, 0, 0, '' FROM s"""
            )
            uow.connection.exec_driver_sql("ANALYZE")
        queue = store.queue()

        def one(store=store, queue=queue):
            with store.write() as uow:
                uow.due.at(Work.PUBLISH, "1", NOW)
            [claim] = queue.claim(timedelta(seconds=60), 5)
            assert queue.finish(claim)

        def nothing(queue=queue):
            assert queue.claim(timedelta(seconds=60), 5) == []

        figures.append({"ask, claim, finish": milliseconds(one), "nothing is due": milliseconds(nothing)})
    for name, small in figures[0].items():
        large = figures[1][name]
        print(f"  {name:20} {small:7.3f} ms {large:7.3f} ms   ratio {large / small:5.2f}")
