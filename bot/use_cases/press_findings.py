"""What a draft is told that speaks in a conversation the press has asked about (S40).

Its author may be stopped there; anybody else goes the normal way, with a note. The journalist is not named: findings
stand on cards that many people see.
"""

from collections.abc import Iterator

from bot.core.drafts import Draft, Revision, Target
from bot.core.findings import Finding, Level
from bot.core.press import Enquiry, asking_about, stopping
from bot.core.retold import pasted_in
from bot.core.wording import clock
from bot.use_cases.answering import answered_by
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_office import office_words

STOPPED = "press.stopped"
ASKING = "press.asking"


def press_findings(uow: UnitOfWork, draft: Draft, revision: Revision) -> Iterator[Finding]:
    """The one thing there is to say: that its author's replies wait, or that the press is asking."""
    shown = dict.fromkeys(each for each in (revision.target, pasted_in(revision.text)) if each)
    found = [finding for target in shown for finding in _of_post(uow, draft, revision, target)]
    yield from [f for f in found if f.level is Level.BLOCK][:1] or found[:1]


def _of_post(uow: UnitOfWork, draft: Draft, revision: Revision, target: Target) -> Iterator[Finding]:
    answered, open_ones = answered_by(uow, draft.id, target), uow.enquiries.unlifted()
    whose = {draft.author, revision.edited_by}
    if enquiry := stopping(open_ones, whose, draft.account, target, answered):
        is_sure = enquiry.concerns(target, answered)
        yield _stopped(uow, enquiry) if is_sure else _perhaps(uow, enquiry)
    elif enquiry := asking_about(open_ones, target, answered):
        yield _asking(uow, enquiry)


def stop_words(uow: UnitOfWork, enquiry: Enquiry) -> str:
    """That somebody's replies wait, why and since when."""
    since, who = clock(enquiry.at, zone(uow), uow.now()), name_of(uow, enquiry.author)
    return f"A journalist has asked about this conversation, as was told {since}, so {who}’s replies in it wait."


def _stopped(uow: UnitOfWork, enquiry: Enquiry) -> Finding:
    return _finding(STOPPED, Level.BLOCK, stop_words(uow, enquiry), _fix(uow))


def _perhaps(uow: UnitOfWork, enquiry: Enquiry) -> Finding:
    """Fails closed (F14): a conversation that cannot be read may be the one."""
    who = name_of(uow, enquiry.author)
    message = f"{who}’s replies wait in a conversation a journalist has asked about, and X does not say if this is it."
    return _finding(STOPPED, Level.BLOCK, message, _fix(uow))


def _fix(uow: UnitOfWork) -> str:
    office = office_words(uow)
    return f"Please do not answer the journalist yourself. Ask {office}: they answer, and can let you reply again."


def _asking(uow: UnitOfWork, enquiry: Enquiry) -> Finding:
    since = clock(enquiry.at, zone(uow), uow.now())
    message = f"The press is asking about this conversation: a journalist got in touch {since}."
    return _finding(ASKING, Level.WARN, message, f"Agree the words with {office_words(uow)} before they go out.")


def _finding(rule: str, level: Level, message: str, fix: str) -> Finding:
    why = "Whatever is said there now is a statement to the press, and may be quoted."
    return Finding(rule, "press_enquiry", level, 0, 0, "", message, why, fix)
