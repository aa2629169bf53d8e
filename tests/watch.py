"""The council with a rota: priya and amy at the desk, amy, priya and lee on call; questions reach people by chat."""

from dataclasses import replace
from datetime import date, timedelta

from council import Council, whoever
from rotas import comms_plan
from stage import Room

from bot.core.accounts import Grant, Role
from bot.core.cards import AskCard
from bot.core.commands import CancelAbsence, ConfirmAbsence, Pressed
from bot.core.forms import DoneForm
from bot.core.people import Standing
from bot.core.said_back import AbsenceCheck
from bot.use_cases import nudges

TRAINED = date(2027, 1, 1)


class Watch(Council):
    """Everybody on the rota is trained and on both lists; nia is somebody without a role."""

    def __init__(self, store, clock):
        super().__init__(store, clock)
        self.room = Room()
        no_timelines = replace(self.tools.settings, timeline_watch=timedelta())
        self.tools = replace(self.tools, chats={"slack": self.room}, settings=no_timelines)
        self.queue = store.queue()
        with store.write() as uow:
            for key in ("priya", "amy", "lee", "tom"):
                uow.people.put(replace(uow.people.get(key), trained_until=TRAINED))
            for account in ("fernshire", "fernshireroads"):
                uow.accounts.grant(Grant("lee", account, Role.APPROVE, date(2026, 1, 5), "lee"))
            uow.rotas.put(comms_plan())

    def runs(self, at_most=100):
        """Everything that is due now."""
        ran = []
        while len(ran) < at_most:
            claims = self.queue.claim(self.tools.settings.lease, 10)
            if not claims:
                return ran
            for claim in claims:
                nudges.run(self.tools, self.queue, claim)
                ran.append(claim.work)
        raise AssertionError(f"no end to the work due: {ran[-10:]}")

    def enters(self, name, words):
        """Types it, reads it and confirms it; the last page."""
        check = self.types(name, words)
        assert isinstance(check, AbsenceCheck), check
        done = self.does(name, ConfirmAbsence(check.about))
        assert isinstance(done, DoneForm), done
        self.runs()
        return done

    def cancels(self, name, absence):
        """Cancels an absence by its number."""
        shown = self.does(name, CancelAbsence(absence))
        self.runs()
        return shown

    def question(self, name, title="Can you cover"):
        """The newest question this person has in their direct messages, as it stands now."""
        where = f"U{name.upper()}/"
        found = [c for ref, c in self.room.cards.items() if ref.startswith(where) and isinstance(c, AskCard)]
        return next((card for card in reversed(found) if title in card.title), None)

    def gap(self):
        """The newest gap in the channel, as it stands now."""
        found = [c for ref, c in self.room.cards.items() if ref.startswith("C1/") and isinstance(c, AskCard)]
        return found[-1] if found else None

    def answers(self, name, action, card=None):
        """Presses a button of one's newest question, or of this card."""
        asked = card or self.question(name)
        assert action in asked.actions, asked
        shown = self.does(name, Pressed(action, about=asked.about))
        self.runs()
        return shown

    def told(self, name):
        """Every title this person was told directly."""
        return self.room.titles(whoever(name).user)

    def absences(self):
        """What is entered and in force, of people by key."""
        with self.store.read() as uow:
            found = uow.rotas.absences(self.clock().replace(year=2000), self.clock().replace(year=2100))
            return [(k.absence.person, k.absence.start, k.absence.end) for k in found]

    def requests(self):
        """What is asked for and still stands."""
        with self.store.read() as uow:
            return uow.covers.standing()

    def stands(self, name, standing=Standing.ACTIVE, **more):
        """Changes a person."""
        with self.store.write() as uow:
            uow.people.put(replace(uow.people.get(name), standing=standing, **more))
