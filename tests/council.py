"""A small council with real rules on a real SQLite file; people say things in chat and see what they are shown."""

from dataclasses import replace
from datetime import date

from bot.core.accounts import Account, Grant, Kind, Organisation, OrgType, Role
from bot.core.cards import Action
from bot.core.commands import (
    ApproveDespite,
    ApproveFor,
    AskForChanges,
    Pressed,
    Reject,
    SaveDraft,
    SendForApproval,
    Typed,
)
from bot.core.forms import DoneForm, PreviewForm, ReasonForm
from bot.core.people import ChatIdentity, Person
from bot.core.records import breaks
from bot.policy.engine import engine_for
from bot.use_cases.cases import case_of
from bot.use_cases.dispatch import dispatch
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import author_card, review_card, view_of

WORDS = "The library on Mill Street opens at ten on Saturday."
SERVICE = "Tell people about a service"
FINE = "The press office has looked at this."
PEOPLE = {
    "tom": ("Tom Reid", False),  # pitches for @fernshire and @fernshireroads
    "priya": ("Priya Shah", False),  # approves on both, pitches on @fernshire
    "amy": ("Amy Brown", False),  # approves on both
    "lee": ("Lee Ward", True),  # a lead without a role
    "nia": ("Nia Cole", False),  # no role
}


def whoever(name):
    return ChatIdentity("slack", "T1", f"U{name.upper()}")


class Council:
    """The organisation, and one line for each thing a person does."""

    def __init__(self, store, clock):
        self.store, self.clock = store, clock
        engine = engine_for("council")
        self.tools = Tools(store, {OrgType.COUNCIL: engine}, {}, None)
        with store.write() as uow:
            self._set_up(uow)

    def _set_up(self, uow):
        uow.people.set_organisation(Organisation("Fernshire Council", "Europe/London", ("fernshire.gov.uk",)))
        for key, (name, lead) in PEOPLE.items():
            uow.people.put(Person(key, name, lead=lead, chat=(whoever(key),)))
        for handle, approvals in (("Fernshire", 1), ("FernshireRoads", 2)):
            account = Account(
                handle.lower(), handle, f"{handle} council", Kind.CORPORATE, OrgType.COUNCIL, "C1", approvals=approvals
            )
            uow.accounts.put(account)
        for person, account, role in (
            ("tom", "fernshire", Role.PITCH),
            ("tom", "fernshireroads", Role.PITCH),
            ("priya", "fernshire", Role.PITCH),
            ("priya", "fernshire", Role.APPROVE),
            ("priya", "fernshireroads", Role.APPROVE),
            ("amy", "fernshire", Role.APPROVE),
            ("amy", "fernshireroads", Role.APPROVE),
        ):
            uow.accounts.grant(Grant(person, account, role, date(2026, 1, 5), "lee"))

    def does(self, name, command):
        return dispatch(self.tools, whoever(name), command)

    def types(self, name, words):
        command, _, rest = words.partition(" ")
        return self.does(name, Typed(command, rest))

    def presses(self, name, action, draft=None, revision=1, suggestion=None, about=""):
        return self.does(name, Pressed(action, draft, revision, suggestion, about))

    def saves(self, name, text=WORDS, **fields):
        return self.does(name, form(text, **fields))

    def pitched(self, name="tom", text=WORDS, **fields):
        """A draft sent for approval; its number."""
        preview = self.saves(name, text, **fields)
        assert isinstance(preview, PreviewForm), preview
        draft = preview.view.draft
        done = self.does(name, SendForApproval(draft.id, draft.revision))
        assert isinstance(done, DoneForm), done
        assert done.title == "Sent for approval", done
        return draft.id

    def approves(self, name, draft, revision=1):
        """Presses Approve, and says why the findings are fine where that is asked."""
        shown = self.presses(name, Action.APPROVE, draft, revision)
        if isinstance(shown, ReasonForm):
            return self.does(name, ApproveDespite(draft, revision, FINE))
        return shown

    def approves_for(self, name, draft, when, revision=1):
        return self.does(name, ApproveFor(draft, revision, when))

    def asks_for_changes(self, name, draft, reason="Shorter, please.", words="", revision=1):
        return self.does(name, AskForChanges(draft, revision, reason, words))

    def rejects(self, name, draft, reason="We do not comment on this.", revision=1):
        return self.does(name, Reject(draft, revision, reason))

    def changes(self, name, draft, text, revision=1, **fields):
        """Saves other words and sends them."""
        preview = self.saves(name, text, draft=draft, revision=revision, **fields)
        assert isinstance(preview, PreviewForm), preview
        return self.does(name, SendForApproval(draft, revision + 1))

    def draft(self, number):
        with self.store.read() as uow:
            return uow.drafts.get(number)

    def decisions(self, number):
        with self.store.read() as uow:
            return uow.drafts.decisions(number)

    def due(self, work, subject):
        with self.store.read() as uow:
            return uow.due.waiting(work, str(subject))

    def card(self, number):
        with self.store.read() as uow:
            return review_card(view_of(uow, case_of(uow, uow.drafts.get(number))), uow.now())

    def message(self, number):
        with self.store.read() as uow:
            return author_card(view_of(uow, case_of(uow, uow.drafts.get(number))), uow.now())

    def records(self, kind=None):
        with self.store.read() as uow:
            return [r for r in uow.records.read() if kind in {None, r.kind}]

    def refusals(self):
        return [r.body["rule"] for r in self.records() if r.body and "rule" in r.body]

    def broken(self):
        with self.store.read() as uow:
            return list(breaks(uow.records.read(), uow.records.head()))

    def sets(self, account, **fields):
        with self.store.write() as uow:
            uow.accounts.put(replace(uow.accounts.get(account), **fields))

    def revokes(self, person, account, role):
        with self.store.write() as uow:
            uow.accounts.revoke(person, account, role)


def form(text=WORDS, account="fernshire", when=None, target_kind="", target="", note="", urgent=False, **more):
    """What somebody hands in."""
    more.setdefault("purpose", SERVICE)
    return SaveDraft(account, text, when, target_kind, target, note, urgent, **more)


def said(shown):
    """Everything a notice, last page, form error, list of accounts or overview says, in one string."""
    if hasattr(shown, "at"):
        return " ".join(shown.at.values())
    if hasattr(shown, "hint"):
        return " ".join((shown.title, *(f"@{row.handle}: {row.words}" for row in shown.rows), shown.hint))
    if hasattr(shown, "points"):
        return " ".join((shown.title, *(w for p in shown.points for w in (p.title, *p.lines) if w), *shown.notes))
    return " ".join((shown.title, *shown.lines))
