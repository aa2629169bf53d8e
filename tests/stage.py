"""A small organisation, a clock that can be moved, a chat that can be down: what tests of later work stand on."""

import itertools
import tempfile
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tiny_pack import tiny_engine

from bot.adapters.store import open_store
from bot.adapters.store.migrate import upgrade
from bot.adapters.x import AccountTokens, XPosts, XPublisher
from bot.core.accounts import Account, Grant, Kind, Organisation, OrgType, Role
from bot.core.decisions import Decision, Verdict
from bot.core.drafts import Revision, State
from bot.core.due import Work
from bot.core.ids import AccountId, PersonId
from bot.core.people import ChatIdentity, Person
from bot.practice.clock import PracticeClock
from bot.practice.x import PracticeX, XAccount
from bot.use_cases import nudges
from bot.use_cases.checking import check
from bot.use_cases.moving import moved
from bot.use_cases.ports_chat import CannotDeliver, Delivered, TryLater
from bot.use_cases.tools import Tools

ACCOUNT = AccountId("fernshire")
ANN, PRIYA, BOB, CY = (PersonId(name) for name in ("ann", "priya", "bob", "cy"))
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Stands still until moved. Kept in a file where several processes share it."""

    def __init__(self, at=START):
        self.at = at

    def __call__(self):
        return self.at

    def move(self, **by):
        self.at += timedelta(**by)


class Room:
    """A chat in memory: what is where, and what was said. `answer` makes it fail."""

    platform = "slack"

    def __init__(self):
        self.cards, self.said, self.answer, self.shown = {}, [], {}, ""
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()

    def _new(self, where, card):
        if where in self.answer:
            return self.answer[where]
        with self._lock:
            ref = f"{where}/{next(self._numbers)}"
            self.cards[ref] = card
            self.said.append((where, card))
        return Delivered(ref)

    def post(self, channel, card):
        return self._new(channel, card)

    def direct(self, identity, card):
        return self._new(identity.user, card)

    def update(self, ref, card):
        where = ref.split("/")[0]
        if where in self.answer:
            return self.answer[where]
        if ref not in self.cards:
            return CannotDeliver("message_not_found")
        self.cards[ref] = card
        return Delivered(ref)

    def reply(self, ref, card):
        return self._new(f"under {ref.split('/')[0]}", card)

    def attach(self, ref, pictures):
        return self._new(f"under {ref.split('/')[0]}", tuple(pictures))

    def show(self, identity, title, picture):
        answer = self._new(identity.user, picture)
        self.shown = title if isinstance(answer, Delivered) else self.shown
        return answer

    def down(self, *places):
        self.answer = {place: TryLater("the chat is down") for place in places}

    def titles(self, where):
        return [card.title for place, card in self.said if place == where and hasattr(card, "title")]


def person(name, user, **more):
    return Person(PersonId(name), name.title(), chat=(ChatIdentity("slack", "T1", user),), **more)


def settle_organisation(store, handles=("fernshire",)):
    with store.write() as uow:
        uow.people.set_organisation(Organisation("Fernshire Council"))
        for who in (person("ann", "UANN"), person("priya", "UPRIYA"), person("bob", "UBOB")):
            uow.people.put(who)
        uow.people.put(person("cy", "UCY", lead=True))
        for handle in handles:
            account = AccountId(handle.lower())
            uow.accounts.put(Account(account, handle, handle.title(), Kind.CORPORATE, OrgType.COUNCIL, "C1"))
            for who, role in ((ANN, Role.PITCH), (PRIYA, Role.APPROVE), (BOB, Role.APPROVE)):
                uow.accounts.grant(Grant(who, account, role, date(2026, 1, 1), "cy"))


_engine = None


def engines():
    """A pack of a few rules: what happens later is not about the shipped ones, and they take long to make ready."""
    global _engine  # noqa: PLW0603  made once per process
    with tempfile.TemporaryDirectory() as folder:
        _engine = _engine or tiny_engine(Path(folder))
    return {OrgType.COUNCIL: _engine}


def approved(
    tools, text="The library opens at nine on Monday.", slot=None, account=ACCOUNT, approvers=(PRIYA,), **more
):
    """A draft written by Ann and approved, with its PUBLISH row; returns its number."""
    with tools.store.write() as uow:
        now = uow.now()
        revision = Revision(1, text, ANN, now, when=slot, **more)
        draft = uow.drafts.add(account, ANN, revision, now)
        draft = moved(uow, draft, State.IN_REVIEW, by=ANN, kind="DraftSent")
        check(tools, uow, draft, revision)
        for number, who in enumerate(approvers):
            at = now + timedelta(microseconds=number)
            decision = Decision(who, Verdict.APPROVE, 1, draft.round, revision.digest(account), at)
            uow.drafts.add_decision(draft.id, decision)
        draft = moved(uow, replace(draft, slot=slot or now), State.SCHEDULED, by=approvers[-1], kind="DraftScheduled")
        uow.due.at(Work.PUBLISH, str(draft.id), slot or now)
        return draft.id


def in_review(tools, text="The library opens at nine on Monday.", when=None):
    """A draft Ann has sent for approval; returns its number."""
    with tools.store.write() as uow:
        now = uow.now()
        revision = Revision(1, text, ANN, now, when=when)
        draft = uow.drafts.add(ACCOUNT, ANN, revision, now)
        draft = moved(uow, draft, State.IN_REVIEW, by=ANN, kind="DraftSent")
        check(tools, uow, draft, revision)
        return draft.id


def practice_x(handles=("fernshire",)):
    accounts = [XAccount(handle, handle.title(), "", "#1b5e20") for handle in handles]
    return PracticeX(PracticeClock(), accounts, "app-key", "app-secret")


def publisher(url, tokens, timeout_seconds=0.6):
    """`tokens` maps account ids to (token, secret)."""
    known = {account: AccountTokens(*pair) for account, pair in tokens.items()}
    return XPublisher("app-key", "app-secret", known.get, url, timeout_seconds)


def posts(url, tokens):
    known = {account: AccountTokens(*pair) for account, pair in tokens.items()}
    return XPosts("app-key", "app-secret", known.get, url)


def tokens_of(x, handles=("fernshire",)):
    return {AccountId(h.lower()): (x.tokens(h).token, x.tokens(h).secret) for h in handles}


def new_store(path: Path, clock=None):
    url = f"sqlite:///{path}"
    upgrade(url)
    return open_store(url, clock)


class Stage:
    """Everything together, and short words for what tests do."""

    def __init__(self, store, clock, x, x_url, handles=("fernshire",)):
        self.store, self.clock, self.x, self.room = store, clock, x, Room()
        settle_organisation(store, handles)
        tokens = tokens_of(x, handles)
        sending = publisher(x_url, tokens)
        self.tools = Tools(store, engines(), {"slack": self.room}, sending, posts=posts(x_url, tokens))
        self.queue = store.queue()

    def run(self, at_most=200):
        """Run everything that is due now, one row after another, and say what was run."""
        ran = []
        while len(ran) < at_most:
            claims = self.queue.claim(self.tools.settings.lease, 1)
            if not claims:
                return ran
            for claim in claims:
                nudges.run(self.tools, self.queue, claim)
                ran.append(claim.work)
        raise AssertionError(f"no end to the work due: {ran[-10:]}")

    def draft(self, number):
        with self.store.read() as uow:
            return uow.drafts.get(number)

    def attempt(self, number):
        with self.store.read() as uow:
            return uow.drafts.last_attempt(number)

    def due(self, work, number):
        with self.store.read() as uow:
            return uow.due.waiting(work, str(number))

    def holds(self):
        with self.store.read() as uow:
            return uow.holds.unreleased()

    def kinds(self, number):
        with self.store.read() as uow:
            return [record.kind for record in uow.records.about(f"draft:{number}")]

    def person(self, key):
        with self.store.read() as uow:
            return uow.people.get(key)

    def tweets(self, handle="fernshire"):
        return [post.typed for post in self.x.posts(handle)]
