"""Cancelling an absence: the cover found for it ends, and everybody whose shifts move back is told."""

from dataclasses import replace
from datetime import timedelta

from bot.core.authority import may_enter_absence
from bot.core.cards import Notice
from bot.core.commands import CancelAbsence
from bot.core.forms import CancelForm, Choice, DoneForm, Shown
from bot.core.people import ChatIdentity, Person
from bot.core.refusals import Refusal
from bot.core.rota.changes import Change
from bot.core.rota.requests import RequestState
from bot.use_cases.absences import REFUSED
from bot.use_cases.alarms import ToPerson, tell
from bot.use_cases.cases import acting, away_words, name_of, refused, told
from bot.use_cases.cover_words import time_lines
from bot.use_cases.covering import end_request, look
from bot.use_cases.naming import person_meant
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_rota import Entered, EnteredAbsence
from bot.use_cases.tools import Tools

_AHEAD = timedelta(days=800)
_CHOICES = 100
"""Absences offered at a time; a name after the command finds the others."""


def cancel_form(tools: Tools, person: Person, who: ChatIdentity, words: str) -> Shown:
    """`/rota cancel`: the absences this person may cancel, one's own first; `/rota cancel @priya` only hers."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        people = uow.people.all()
        named = person_meant(words, people, who) if words else None
        if isinstance(named, Refusal):
            return told(named)
        found = _cancellable(uow, me, [named] if named else people)
        if not found:
            return Notice("Nothing to cancel", ("No absence is entered that you could cancel.",))
        return CancelForm(tuple(Choice(kept.absence.id, _words(uow, kept)) for kept in found[:_CHOICES]))


def _cancellable(uow: UnitOfWork, me: Person, people: list[Person]) -> list[EnteredAbsence]:
    now = uow.now()
    mine = {p.id for p in people if may_enter_absence(me, p) is None}
    found = [kept for kept in uow.rotas.absences(now, now + _AHEAD) if kept.absence.person in mine]
    return sorted(found, key=lambda kept: kept.absence.person != me.id)


def cancel(tools: Tools, person: Person, command: CancelAbsence) -> Shown:
    """Take an absence back. One that has begun ends now: who stood in until now did so."""
    with tools.store.write() as uow:
        me, kept = acting(uow, person), uow.rotas.absence(command.absence)
        other = uow.people.get(kept.absence.person) if kept else None
        if kept is None or other is None:
            unknown = Refusal("absence.unknown", "There is no such absence.", "To see them, type /rota cancel.")
            return refused(uow, me, unknown, about="absences", kind=REFUSED)
        if refusal := may_enter_absence(me, other) or _over(uow, kept):
            return refused(uow, me, refusal, about=f"person:{other.id}", kind=REFUSED)
        moved = undo(tools, uow, me.id, kept)
        body = {"absence": kept.absence.id, "covers_ended": len(moved)}
        uow.records.append("AbsenceCancelled", me.id, f"person:{other.id}", body)
        if me.id != other.id:
            notice = Notice("Your absence is cancelled", (f"{_words(uow, kept)}, by {me.name}.",))
            tell(uow, f"absence-cancelled:{kept.absence.id}", ToPerson(other.id), notice)
        back = [f"{name_of(uow, e.what.person or '')} no longer covers and is told." for e in moved]
        return DoneForm("Cancelled", (f"{_words(uow, kept)}.", *back, "The rota is as it was before."))


def _over(uow: UnitOfWork, kept: EnteredAbsence) -> Refusal | None:
    if kept.cancelled_at is not None:
        return Refusal("absence.cancelled", "That absence is cancelled already, so nothing was changed.")
    if kept.absence.end <= uow.now():
        return Refusal("absence.past", "That absence is over, so there was nothing to cancel.")
    return None


def undo(tools: Tools, uow: UnitOfWork, by: str, kept: EnteredAbsence) -> list[Entered]:
    """End the absence and everything that followed from it; the covers that were ahead."""
    now, absence = uow.now(), kept.absence
    covers = uow.rotas.covers_for(absence.id)
    uow.rotas.cancel_absence(absence.id, by, now)
    served = ""
    if absence.start < now:
        past = uow.rotas.add_absence(absence.person, absence.start, now, by=kept.by, now=now, source=kept.source)
        served = past.absence.id
    for entered in covers:
        uow.rotas.withdraw(entered.id, by, now)
        if served and isinstance(entered.what, Change) and entered.what.start < now:
            kept_part = replace(entered.what, end=min(entered.what.end, now), absence=served)
            uow.rotas.enter(entered.rota, kept_part, entered.by, entered.at)
    for request in uow.covers.of_absence(absence.id):
        if request.state is not RequestState.OVER:
            end_request(uow, request)
    ahead = [entered for entered in covers if entered.what.end > now]
    _tell_coverers(uow, ahead, name_of(uow, absence.person))
    look(uow, tools.settings.cover_answer, now, absence.end)
    return ahead


def _tell_coverers(uow: UnitOfWork, ahead: list[Entered], absent: str) -> None:
    for entered in ahead:
        if entered.what.person:
            lines = (*time_lines(uow, ((entered.what.start, entered.what.end),)), "You no longer cover this.")
            notice = Notice(f"{absent} is back: the shift moves back", lines)
            tell(uow, f"moved-back:{entered.id}", ToPerson(entered.what.person), notice)


def _words(uow: UnitOfWork, kept: EnteredAbsence) -> str:
    stretch = (kept.absence.start, kept.absence.end)
    return f"{name_of(uow, kept.absence.person)}: {away_words(uow, stretch)}"
