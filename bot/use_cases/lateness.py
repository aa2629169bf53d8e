"""What somebody is told whose click came late: on older words, on a draft that has moved on, or for the second time."""

from collections.abc import Iterator
from datetime import datetime

from bot.core.cards import Notice, Tone
from bot.core.decisions import Decision, Verdict
from bot.core.drafts import Draft, Revision, State
from bot.core.refusals import Refusal
from bot.core.wording import STATES, clock, moment
from bot.use_cases.cases import Case, name_of, zone
from bot.use_cases.moving import subject
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.steps import steps

_DONE: dict[Verdict, str] = {
    Verdict.APPROVE: "approved this",
    Verdict.ASK_FOR_CHANGES: "asked for changes to this",
    Verdict.REJECT: "rejected this",
}


def out_of_date(uow: UnitOfWork, case: Case, seen: int) -> Refusal | None:
    """The refusal of an act on another revision than the present one, with what changed since (F16), or None."""
    if seen == case.revision.number:
        return None
    old, new, draft = uow.drafts.revision(case.draft.id, seen), case.revision, case.draft
    who, at = name_of(uow, new.edited_by), clock(new.made_at, zone(uow), uow.now())
    changed = " ".join(what_changed(old, new, zone(uow), uow.now())) if old else ""
    return Refusal(
        "draft.out_of_date",
        f"{who} changed draft {draft.id} {at}, so nothing was done.",
        f"{changed} Read it as it is now, then decide on that.".strip(),
    )


def what_changed(old: Revision, new: Revision, in_zone: str, now: datetime) -> Iterator[str]:
    """Old and new, side by side, of everything that differs."""
    if old.text != new.text:
        yield f"It said: “{old.text}” It now says: “{new.text}”"
    if old.when != new.when:
        yield f"The time was {_time(old, in_zone, now)} and is now {_time(new, in_zone, now)}."
    if old.media != new.media:
        yield "The pictures, or what is said of them, are different."
    if old.target != new.target:
        yield "It answers or quotes another post."
    if (old.note, old.urgent, old.declared) != (new.note, new.urgent, new.declared):
        yield "What is said to the approver beside it is different."
    if (old.purpose, old.consent, old.follows) != (new.purpose, new.consent, new.follows):
        yield "Its purpose, the consent it names or the release it follows is different, so other rules may apply."
    if old.supervisor != new.supervisor:
        yield "Somebody else supervises its author."


def _time(revision: Revision, in_zone: str, now: datetime) -> str:
    return moment(revision.when, in_zone, now) if revision.when else "as soon as it is approved"


def moved_on(uow: UnitOfWork, draft: Draft, rule: str = "draft.moved_on") -> Refusal:
    """The refusal of an act the draft's state does not allow: what the state is and who did what."""
    return Refusal(rule, standing(uow, draft))


def standing(uow: UnitOfWork, draft: Draft) -> str:
    """Where the draft stands, in a sentence or two: "Draft 5: Rejected. Rejected by Priya Shah at 14:02."."""
    done = list(steps(uow.records.about(subject(draft)), lambda key: name_of(uow, key)))
    last = f" {done[-1].words} {clock(done[-1].at, zone(uow), uow.now())}." if done else ""
    return f"Draft {draft.id}: {STATES[draft.state].lower()}.{last}"


def said_already(uow: UnitOfWork, draft: Draft, earlier: Decision) -> Notice:
    """The answer to a second click: nothing is recorded twice (F16)."""
    line = f"You have already {_DONE[earlier.verdict]}, {clock(earlier.at, zone(uow), uow.now())}."
    more = () if draft.state is State.IN_REVIEW else (standing(uow, draft),)
    return Notice("Already done", (line, *more), Tone.INFO)
