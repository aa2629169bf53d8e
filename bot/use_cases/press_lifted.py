"""The press office lets somebody reply again in a conversation the press has asked about, with a reason (S40)."""

from bot.core.cards import Notice
from bot.core.commands import Pressed
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.press import Enquiry
from bot.core.press_forms import LiftForm, LiftPress
from bot.core.refusals import Refusal
from bot.core.wording import clock, sentence
from bot.use_cases.cases import acting, name_of, refused, told, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_asked import show_again
from bot.use_cases.press_posts import REFUSED
from bot.use_cases.press_words import PRESS, about, may_lift
from bot.use_cases.tools import Tools


def open_form(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“Let them reply again…”: ask why."""
    with tools.store.write() as uow:
        enquiry = _to_lift(uow, acting(uow, person), command.about)
        if isinstance(enquiry, Notice):
            return enquiry
        who = name_of(uow, enquiry.author)
        line = (
            f"{who} may then reply in that conversation again. Replies are checked and approved as always, and what is "
            "on hold stays so until an approver releases it."
        )
        return LiftForm("May they reply again?", (line,), about(enquiry))


def lift(tools: Tools, person: Person, command: LiftPress) -> Shown:
    """Carry it out. Authority is that of this moment (F3)."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        enquiry = _to_lift(uow, me, command.about)
        if isinstance(enquiry, Notice):
            return enquiry
        reason = " ".join(command.reason.split())
        if not reason:
            return FormErrors({Field.REASON: "Say why, so that it can be understood later."})
        if not uow.enquiries.lift(enquiry.id, me.id, reason, uow.now()):  # two press the button in one moment
            return _lifted_before(uow, uow.enquiries.get(enquiry.id) or enquiry)
        body = {"author": enquiry.author, "because": reason}
        uow.records.append("PressEnquiryLifted", me.id, about(enquiry), body)
        show_again(uow, enquiry)
        who = name_of(uow, enquiry.author)
        return DoneForm(
            "Lifted", (f"{who} may reply again. Everybody who was told of it reads that, with your reason.",)
        )


def _to_lift(uow: UnitOfWork, me: Person, named: str) -> Enquiry | Notice:
    what, _, number = named.partition(":")
    enquiry = uow.enquiries.get(int(number)) if what == PRESS and number.isdecimal() else None
    if enquiry is None:
        unknown = Refusal("press.unknown", "I do not know that card any more, so nothing was done.")
        return refused(uow, me, unknown, about=PRESS, kind=REFUSED)
    if refusal := may_lift(uow, me, enquiry):
        return refused(uow, me, refusal, about=about(enquiry), kind=REFUSED)
    return enquiry if enquiry.is_open else _lifted_before(uow, enquiry)


def _lifted_before(uow: UnitOfWork, enquiry: Enquiry) -> Notice:
    by, at = name_of(uow, enquiry.lifted_by), clock(enquiry.lifted_at or enquiry.at, zone(uow), uow.now())
    what = f"{by} lifted it {at}: {sentence(enquiry.lifted_because)} Nothing was changed."
    return told(Refusal("press.lifted", what), "Lifted already")
