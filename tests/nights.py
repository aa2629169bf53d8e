"""A council at night: a rota, a chat and a telephone in memory, and one line for each thing people do when called.

The rota is rotas.py's: Amy is on call in the week of Monday 1 June 2026, then Priya; Lee, a lead, is the fallback.
"""

from dataclasses import replace
from datetime import UTC, datetime

from council import Council
from rotas import comms_plan
from stage import Room

from bot.core.cards import Action, CallCard
from bot.core.commands import Pressed
from bot.core.people import WayKind
from bot.core.publishing import NeverSent, Unreadable
from bot.use_cases import nudges
from bot.use_cases.ports_reach import Reached

ELEVEN = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
"""Eleven at night in London, which is an hour ahead."""


class Phone:
    """The second way: who was rung with what. `answer` is what it says instead."""

    name = "the telephone"
    kind = WayKind.WEBHOOK

    def __init__(self):
        self.rang, self.answer, self.targets = [], None, []

    def call(self, person, message, target=""):
        if self.answer is not None:
            return self.answer
        self.rang.append((person.id, message))
        self.targets.append(target)
        return Reached()

    @property
    def people(self):
        return [person for person, _ in self.rang]


class XAway:
    """X cannot be reached at all."""

    def send(self, _account, _post):
        return NeverSent("X is away")

    def timeline(self, _account, _since, _at_most=100):
        return Unreadable("X is away")


class Night(Council):
    """The council of council.py, with a rota and work that is run."""

    def __init__(self, store, clock, plan=None):
        super().__init__(store, clock)
        clock.at = ELEVEN
        self.room, self.phone = Room(), Phone()
        self.tools = replace(self.tools, chats={"slack": self.room}, reach=(self.phone,), publisher=XAway())
        self.queue = store.queue()
        with store.write() as uow:
            uow.rotas.put(plan or comms_plan())

    def run(self, at_most=200):
        """Run everything that is due now."""
        for _ in range(at_most):
            claims = self.queue.claim(self.tools.settings.lease, 1)
            if not claims:
                return
            nudges.run(self.tools, self.queue, claims[0])
        raise AssertionError("no end to the work due")

    def later(self, **by):
        """Let time pass, and run what is due."""
        self.clock.move(**by)
        self.run()

    def sends(self, urgent=True, name="tom", **fields):
        """An urgent draft sent for approval, and whatever follows at once; its number."""
        number = self.pitched(name, urgent=urgent, **fields)
        self.run()
        return number

    def calls(self, name):
        """The messages by which they were called, as they look now, oldest first."""
        user = f"U{name.upper()}"
        return [c for ref, c in self.room.cards.items() if ref.startswith(f"{user}/") and isinstance(c, CallCard)]

    def called(self):
        """Everybody who was called, in order, each time."""
        return [place[1:].lower() for place, card in self.room.said if isinstance(card, CallCard)]

    def answers(self, name, action, call=1):
        """Press a button on a call; what they are shown. Whatever follows is run."""
        shown = self.does(name, Pressed(action, about=f"call:{call}"))
        self.run()
        return shown

    def takes(self, name, call=1):
        return self.answers(name, Action.HAVE_IT, call)

    def escalation(self, number=1):
        with self.store.read() as uow:
            return uow.escalations.get(number)

    def notices(self, where):
        """The titles of what was said in a place."""
        return self.room.titles(where)
