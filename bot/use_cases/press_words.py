"""What people are shown of a journalist's question: one card for each who is told, made afresh from the state.

Who is told is press_asked.py's; how it reaches them is asks.py's.
"""

from bot.core.cards import Action, AskCard, Tone
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.press import HOW_WORDS, Enquiry
from bot.core.refusals import Refusal
from bot.core.wording import clock, excerpt, moment, sentence
from bot.use_cases.cases import name_of, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_office import may_speak, office_words

PRESS = "press"
"""What a card is about, and how records name an enquiry: "press:3"."""
DONT = "Please do not answer the journalist yourself."
_QUOTED = 600
_NOTHING_SAID = "When this was reported, nobody had answered them."


def about(enquiry: Enquiry) -> str:
    """How buttons and records name it."""
    return f"{PRESS}:{enquiry.id}"


def press_card(uow: UnitOfWork, number: int, reader: PersonId) -> AskCard | None:
    """The question as one person reads it: what was asked, what it means, and what they do next."""
    enquiry = uow.enquiries.get(number)
    if enquiry is None:
        return None
    if not enquiry.is_open:
        return AskCard(_lifted_title(uow, enquiry, reader), _lifted_lines(uow, enquiry), about(enquiry), (), Tone.DONE)
    lines = (*facts(uow, enquiry), meaning(uow, enquiry, reader), *_next(uow, enquiry, reader))
    return AskCard(_title(uow, enquiry, reader), lines, about(enquiry), actions(uow, enquiry, reader), Tone.WARNING)


def actions(uow: UnitOfWork, enquiry: Enquiry, reader: PersonId) -> tuple[Action, ...]:
    """Whoever speaks to the press may lift it. It is checked again when they do (F3)."""
    person = uow.people.get(reader)
    may = person is not None and enquiry.is_open and may_lift(uow, person, enquiry) is None
    return (Action.LIFT_PRESS,) if may else ()


def may_lift(uow: UnitOfWork, me: Person, enquiry: Enquiry) -> Refusal | None:
    """None if this person may let the author reply again: whoever speaks to the press, but not about their own post."""
    if refusal := may_speak(uow, me, enquiry.about.account):
        return refusal
    if me.id != enquiry.author or enquiry.about.draft is None:
        return None
    what = "It is about your own post, so somebody else decides when you reply again. Nothing was done."
    return Refusal("press.own", what, "Ask another press officer, or a communications lead.")


def facts(uow: UnitOfWork, enquiry: Enquiry) -> tuple[str, ...]:
    """Who asked what about which post, and who told us."""
    contact = enquiry.contact
    on_x = f", @{contact.handle} on X" if contact.handle else ""
    told = f"Reported by {name_of(uow, enquiry.told_by)}, {moment(enquiry.at, zone(uow), uow.now())}."
    return (
        f"Who: {contact.journalist}, {contact.outlet}{on_x}, {HOW_WORDS[contact.how]}. When: {contact.when}.",
        f"About: {_post(uow, enquiry)}",
        f"What they asked: “{excerpt(contact.asked, _QUOTED)}”",
        f"What they were told: “{excerpt(contact.answered, _QUOTED)}”" if contact.answered else _NOTHING_SAID,
        told,
    )


def meaning(uow: UnitOfWork, enquiry: Enquiry, reader: PersonId) -> str:
    """Whose replies wait."""
    who = "Your" if reader == enquiry.author else f"{name_of(uow, enquiry.author)}’s"
    return (
        f"What it means: {who} replies in this conversation wait until the press office lifts that. Other people’s go "
        "the usual way, with a note on the card that the press is asking."
    )


def headline(uow: UnitOfWork, enquiry: Enquiry) -> str:
    """What has happened, without naming the journalist."""
    known = uow.accounts.get(enquiry.about.account)
    return f"A journalist has asked about a post on @{known.handle if known else enquiry.about.account}"


def _title(uow: UnitOfWork, enquiry: Enquiry, reader: PersonId) -> str:
    return "A journalist has asked about your post" if reader == enquiry.author else headline(uow, enquiry)


def _post(uow: UnitOfWork, enquiry: Enquiry) -> str:
    """The post in its words where they are ours, and its address."""
    draft = uow.drafts.get(enquiry.about.draft) if enquiry.about.draft else None
    revision = uow.drafts.revision(draft.id, draft.revision) if draft else None
    if draft is None or revision is None:
        return f"{enquiry.about.address} (it did not go out by Countersign)"
    by = name_of(uow, draft.author)
    return f"“{excerpt(revision.text, _QUOTED)}” {enquiry.about.address} (draft {draft.id}, by {by})"


def _next(uow: UnitOfWork, enquiry: Enquiry, reader: PersonId) -> tuple[str, ...]:
    if actions(uow, enquiry, reader):
        who = name_of(uow, enquiry.author)
        return (
            "To do: answer the journalist for us.",
            f"Once it is answered, or if {who} should answer, press the button and say why.",
        )
    if reader == enquiry.author:
        return (f"To do: {DONT} Say that our press office will get in touch. {_office(uow)}",)
    who = name_of(uow, enquiry.author)
    return (f"To do: speak with {who}, and see that nobody answers by themselves. {_office(uow)}",)


def _office(uow: UnitOfWork) -> str:
    words = office_words(uow)
    return f"{words[:1].upper()}{words[1:]} answers."


def _lifted_title(uow: UnitOfWork, enquiry: Enquiry, reader: PersonId) -> str:
    who = "You" if reader == enquiry.author else name_of(uow, enquiry.author)
    return f"{who} may reply again in the conversation a journalist asked about"


def _lifted_lines(uow: UnitOfWork, enquiry: Enquiry) -> tuple[str, ...]:
    at = enquiry.lifted_at or enquiry.at
    by = name_of(uow, enquiry.lifted_by)
    lifted = f"Lifted by {by} {clock(at, zone(uow), uow.now())}: {sentence(enquiry.lifted_because)}"
    return (lifted, *facts(uow, enquiry))
