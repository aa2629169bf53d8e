"""The council of council.py with a rota, a chat that can be down, and everything due run by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import stage
from council import Council
from rotas import comms_plan, london

from bot.core.due import Work
from bot.core.rota.changes import Change, Kind
from bot.use_cases import nudges, sweep
from bot.use_cases.ports_chat import Delivered
from bot.use_cases.tools import Settings

TRAINED = date(2027, 12, 31)


class Groups:
    """The groups of a chat, in memory. `answer` makes it fail."""

    platform = "slack"

    def __init__(self):
        self.members, self.calls, self.answer = {}, 0, None

    def put(self, group, members):
        self.calls += 1
        if self.answer is not None:
            return self.answer
        self.members[group] = [identity.user for identity in members]
        return Delivered(group)


class Town(Council):
    """Everybody is trained; one rota, `comms`, watches over both accounts, whose channel is C1."""

    def __init__(self, store, clock):
        super().__init__(store, clock)
        self.room, self.groups, self.queue = stage.Room(), Groups(), store.queue()
        nobody_reads_x = Settings(timeline_watch=timedelta())
        self.tools = replace(self.tools, chats={"slack": self.room}, groups=self.groups, settings=nobody_reads_x)
        with store.write() as uow:
            for person in uow.people.all():
                uow.people.put(replace(person, trained_until=TRAINED))
            uow.rotas.put(comms_plan(reach="Telephone 01632 960199.", nation="england", user_group="@comms-oncall"))

    def runs(self, at_most=300):
        """Run what is due, the watchdog first."""
        with self.store.write() as uow:
            sweep.start(uow)
        for _ in range(at_most):
            claims = self.queue.claim(self.tools.settings.lease, 1)
            if not claims:
                return
            for claim in claims:
                nudges.run(self.tools, self.queue, claim)
        raise AssertionError("no end to the work due")

    def passes_to(self, *when):
        """Time passes to this London time, stopping wherever something is due but what looks every few minutes."""
        until = london(*when)
        self.runs()
        while (due := self._next_due()) and due <= until:
            self.clock.at = max(due, self.clock.at)
            self.runs()
        self.clock.at = until
        self.runs()

    def _next_due(self):
        with self.store.write() as uow:
            uow.due.cancel("all", Work.SWEEP, Work.FORECAST)
        return self.queue.next_due()

    def titles(self, where="C1"):
        return self.room.titles(where)

    def notices(self, title, where="C1"):
        return [card for place, card in self.room.said if place == where and title in getattr(card, "title", "")]

    def is_away(self, person, start, end):
        with self.store.write() as uow:
            return uow.rotas.add_absence(person, start, end, by="lee", now=uow.now()).absence.id

    def is_back(self, absence):
        with self.store.write() as uow:
            uow.rotas.cancel_absence(absence, "lee", uow.now())

    def puts_on(self, person, start, end, seat="on_call"):
        with self.store.write() as uow:
            return uow.rotas.enter("comms", Change(Kind.OVERRIDE, seat, start, end, person), "lee", uow.now())


@pytest.fixture
def town(sqlite_store, clock):
    """Wednesday 3 June 2026, 10:00: Priya is at the desk; Amy is on call from 17:00."""
    clock.at = london(2026, 6, 3, 10, 0)
    town = Town(sqlite_store, clock)
    town.runs()
    return town
