"""A worker process that kills itself (-9) at a named point of an escalation. Run by test_killed_at_night.py only.

Arguments: the database, the file in which every message is noted as it is posted, the point, and how long calls are
leased (seconds).
"""

import os
import signal
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import stage
from nights import XAway

from bot.adapters.store import open_store
from bot.core.cards import CallCard
from bot.core.due import Work
from bot.running import Worker
from bot.use_cases.tools import Settings, Tools

database, posted, point, lease = sys.argv[1], Path(sys.argv[2]), sys.argv[3], float(sys.argv[4])


def pass_by(name):
    """Die here, if this is the point."""
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)


class KillingRoom(stage.Room):
    """Notes every call it posts, and passes the points before and after."""

    def direct(self, identity, card):
        if not isinstance(card, CallCard):
            return super().direct(identity, card)
        pass_by("before chat")
        with posted.open("a") as file:
            file.write(f"{identity.user} {card.about}\n")
        answer = super().direct(identity, card)
        pass_by("after chat")
        return answer

    def update(self, ref, _card):
        return stage.Delivered(ref)  # what an earlier process posted is there


class KillingStore:
    """Passes the points before and after the commit of a step, known by what it records."""

    def __init__(self, store):
        self.store = store

    @contextmanager
    def write(self):
        kinds = []
        with self.store.write() as uow:
            append = uow.records.append
            uow.records.append = lambda kind, *rest: kinds.append(kind) or append(kind, *rest)
            yield uow
            if "PersonCalled" in kinds:
                pass_by("before step")
        if "PersonCalled" in kinds:
            pass_by("after step")

    def __getattr__(self, name):
        return getattr(self.store, name)


class KillingQueue:
    def __init__(self, queue):
        self.queue = queue

    def claim(self, *asked):
        claims = self.queue.claim(*asked)
        if any(claim.work is Work.ESCALATE for claim in claims):
            pass_by("after claim")
        return claims

    def finish(self, claim):
        if claim.work is Work.ESCALATE:
            pass_by("before finish")
        done = self.queue.finish(claim)
        if claim.work is Work.ESCALATE:
            pass_by("after finish")
        return done

    def __getattr__(self, name):
        return getattr(self.queue, name)


store = open_store(database)
settings = Settings(call_lease=timedelta(seconds=lease))
tools = Tools(KillingStore(store), {}, {"slack": KillingRoom()}, XAway(), settings)
worker = Worker(tools, KillingQueue(store.queue()))
worker.start()
print("started", flush=True)
sys.stdin.read()
worker.stop()
store.close()
