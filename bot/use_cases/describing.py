"""What the author says of each picture: its words for those who cannot see it, who is on it, and whose it is (F11).

Nothing is asked of the picture itself: only people can tell whether somebody can be recognised.
"""

from dataclasses import replace

from bot.core.cards import Notice
from bot.core.commands import Described, DescribePictures, Pressed
from bot.core.drafts import Media, Pictured
from bot.core.forms import AltTextForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.reference import refs_in
from bot.core.refusals import Refusal
from bot.use_cases.cases import Case, acting, find, refused
from bot.use_cases.fields import LONGEST_ALT, consent_problem
from bot.use_cases.lateness import out_of_date
from bot.use_cases.pitch import REFUSED, may_edit, not_own
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.saving import revised
from bot.use_cases.tools import Tools

LONGEST_CREDIT = 300
"""Characters of a credit, and of a licence."""


def open_pictures(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The form again with what has been said of the pictures so far."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        case = _own(uow, me, command)
        if not isinstance(case, Case):
            return case
        return AltTextForm(case.draft.id, case.revision.number, case.revision.media)


def describe_pictures(tools: Tools, person: Person, command: DescribePictures) -> Shown:
    """Keep what the author says of the pictures of their own draft, as the next revision."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        case = _own(uow, me, command)
        if not isinstance(case, Case):
            return case
        media = tuple(_described(m, command.pictures.get(m.sha256)) for m in case.revision.media)
        if problems := _problems(uow, media):
            return FormErrors(problems)
        return revised(tools, uow, me, case, replace(case.revision, media=media, made_at=uow.now()))


def _own(uow: UnitOfWork, me: Person, command: Pressed | DescribePictures) -> Case | Notice:
    """The draft, if it is this person's to change and the form was drawn for it as it is now; else what to say."""
    case = find(uow, command.draft)
    if isinstance(case, Refusal):
        return refused(uow, me, case, about="drafts", kind=REFUSED)
    if refusal := not_own(uow, me, case) or may_edit(uow, me, case) or out_of_date(uow, case, command.revision):
        return refused(uow, me, refusal, about=case.draft, kind=REFUSED)
    return case


def _described(media: Media, said: Described | None) -> Media:
    if said is None:
        return media
    return replace(
        media,
        alt=_one_line(said.alt),
        pictured=Pictured(said.pictured) if said.pictured in set(Pictured) else None,
        consent=", ".join(refs_in(said.consent)),
        credit=_one_line(said.credit),
        licence=_one_line(said.licence),
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _problems(uow: UnitOfWork, media: tuple[Media, ...]) -> dict[Field, str]:
    """What must be mended, by field; the sentence names the picture."""
    found: dict[Field, str] = {}
    for picture in media:
        for field, words in _problems_of(uow, picture):
            if words:
                found.setdefault(field, words)
    return found


def _problems_of(uow: UnitOfWork, picture: Media) -> tuple[tuple[Field, str], ...]:
    unsaid = f"Say who can be recognised in {picture.name}, or that nobody can."
    return (
        (Field.ALT, _alt_problem(picture)),
        (Field.PICTURED, "" if picture.pictured else unsaid),
        (Field.CONSENT, consent_problem(uow, picture.consent)),
        (Field.CREDIT, _length_problem("credit", picture.credit)),
        (Field.LICENCE, _length_problem("licence", picture.licence)),
    )


def _alt_problem(picture: Media) -> str:
    if not picture.alt:
        return f"Say what {picture.name} shows, for people who cannot see it."
    if len(picture.alt) > LONGEST_ALT:
        return f"The description of {picture.name} is longer than the {LONGEST_ALT} characters X takes."
    return ""


def _length_problem(what: str, words: str) -> str:
    return f"Keep the {what} under {LONGEST_CREDIT} characters." if len(words) > LONGEST_CREDIT else ""
