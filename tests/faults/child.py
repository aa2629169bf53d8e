"""A worker process that kills itself (-9) at a named point of publishing. Run by test_killed.py, never imported.

Arguments: the database, a JSON file with the address and tokens of the practice X, the point, and at which passing.
"""

import json
import os
import signal
import sys
import threading
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import stage

from bot.adapters.store import open_store
from bot.running import Worker
from bot.use_cases.tools import Settings, Tools

database, x_file, point, passing = sys.argv[1], json.loads(Path(sys.argv[2]).read_text()), sys.argv[3], int(sys.argv[4])
left = [passing]
counting = threading.Lock()


def pass_by(name):
    """Die here, if this is the point and the time."""
    if name != point:
        return
    with counting:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class KillingLog:
    def __init__(self, log, kinds):
        self.log, self.kinds = log, kinds

    def append(self, kind, *rest):
        self.kinds.append(kind)
        return self.log.append(kind, *rest)

    def __getattr__(self, name):
        return getattr(self.log, name)


INTENT, OUTCOME = "PublishingBegan", "DraftPublished"


class KillingStore:
    """Passes the points before and after the commits that matter, known by what they record."""

    def __init__(self, store):
        self.store = store

    @contextmanager
    def write(self):
        kinds = []
        with self.store.write() as uow:
            uow.records = KillingLog(uow.records, kinds)
            yield uow
            self.pass_commits(kinds, "before")
        self.pass_commits(kinds, "after")

    def pass_commits(self, kinds, when):
        for kind, name in ((INTENT, "intent"), (OUTCOME, "outcome")):
            if kind in kinds:
                pass_by(f"{when} {name}")

    def __getattr__(self, name):
        return getattr(self.store, name)


class KillingPublisher:
    def __init__(self, publisher):
        self.publisher = publisher

    def timeline(self, *asked):
        pass_by("before timeline")
        seen = self.publisher.timeline(*asked)
        pass_by("after timeline")
        return seen

    def send(self, account, post):
        pass_by("before send")
        # Under a planned fault X holds the connection open: these die in the middle of the send.
        timer = threading.Timer(0.25, pass_by, ["during send"])
        timer.start()
        outcome = self.publisher.send(account, post)
        timer.cancel()
        pass_by("after send")
        return outcome


class KillingQueue:
    def __init__(self, queue):
        self.queue = queue

    def claim(self, *asked):
        claims = self.queue.claim(*asked)
        if claims:
            pass_by("after claim")
        return claims

    def finish(self, claim):
        pass_by("before finish")
        done = self.queue.finish(claim)
        pass_by("after finish")
        return done

    def __getattr__(self, name):
        return getattr(self.queue, name)


settings = Settings(
    lease=timedelta(seconds=4),
    look_after=(timedelta(seconds=0.3), timedelta(seconds=0.3), timedelta(seconds=0.3)),
)
store = open_store(database)
publisher = KillingPublisher(stage.publisher(x_file["url"], x_file["tokens"], 0.6))
tools = Tools(KillingStore(store), stage.engines(), {"slack": stage.Room()}, publisher, settings)
worker = Worker(tools, KillingQueue(store.queue()), threads=x_file.get("threads", 2))
worker.start()
print("started", flush=True)
sys.stdin.read()
worker.stop()
store.close()
