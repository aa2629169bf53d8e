"""`/tweet press`: a journalist has asked about a post (S40). It is recorded, people are told, its author may not reply.

Which post is meant is press_posts.py's, the words on cards press_words.py's, the end of it press_lifted.py's.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, astuple, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.core.authority import may_act
from bot.core.cards import Notice, Overview, Point, Tone
from bot.core.commands import Pressed
from bot.core.due import Work
from bot.core.forms import DoneForm, Field, FormErrors, Shown
from bot.core.ids import PersonId
from bot.core.people import Person, Standing
from bot.core.press import About, Contact, Enquiry, How
from bot.core.press_forms import PressForm, TellOfPress
from bot.core.refusals import Refusal
from bot.core.wording import names
from bot.use_cases.call_out import call_for_alarm
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.moving import subject
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.press_office import may_speak, who_is_told
from bot.use_cases.press_posts import NO_POST, REFUSED, my_account, post_meant, published
from bot.use_cases.press_stops import stop_what_waits
from bot.use_cases.press_words import DONT, PRESS, about, actions, facts, headline
from bot.use_cases.tools import Tools
from bot.use_cases.viewing import published_text

_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")
_SHOWN = 10
_NOW = frozenset({"", "now", "just now"})
_LINES = (
    f"{DONT} Say that our press office will get in touch, and fill this in.",
    (
        "The press office and the line manager are told at once. Whoever wrote the post does not reply in that "
        "conversation until the press office lifts that."
    ),
)


def press(tools: Tools, person: Person, words: str) -> Shown:
    """`/tweet press`: the form, for a post if its address is given; or the list of what was asked."""
    if words.casefold() == "list":
        return _listed(tools, person)
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=PRESS, kind=REFUSED)
        return PressForm(_LINES, address=words)


def press_open(tools: Tools, person: Person, command: Pressed) -> Shown:
    """“A journalist has asked…” on the card of a published post."""
    with tools.store.write() as uow:
        me, case = acting(uow, person), published(uow, command)
        refusal = may_act(me) or (case if isinstance(case, Refusal) else None)
        if refusal or isinstance(case, Refusal):
            return refused(uow, me, refusal or NO_POST, about=PRESS, kind=REFUSED)
        return PressForm(_LINES, case.draft.id, case.account.handle, published_text(case.revision))


def tell_of_press(tools: Tools, person: Person, command: TellOfPress) -> Shown:
    """Record it, tell everybody who must know, and stop the author's replies in the conversation."""
    found = post_meant(tools, person, command)
    if isinstance(found, FormErrors | Notice):
        return found
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return refused(uow, me, refusal, about=PRESS, kind=REFUSED)
        contact = _contact(uow, command)
        if isinstance(contact, FormErrors):
            return contact
        uow.seen.first_time(_form(me, found, contact))  # of two at one instant one waits here, and then finds the other
        if before := _same(uow, me, found, contact):
            return DoneForm("Told already", (f"You have told us of it: number {before.id}. Nothing was done twice.",))
        draft = uow.drafts.get(found.draft) if found.draft else None
        enquiry = uow.enquiries.add(draft.author if draft else me.id, me.id, found, contact, uow.now())
        told = [person.id for person in _everybody(uow, enquiry)]
        _record(uow, enquiry, told)
        held = stop_what_waits(tools, uow, enquiry, me)
        _tell(uow, enquiry, told, urgent=command.urgent)
        return DoneForm("The press office is told", tuple(_done_lines(uow, enquiry, told, held)))


def show_again(uow: UnitOfWork, enquiry: Enquiry) -> None:
    """Bring the card of everybody who was told up to date."""
    for record in uow.records.about(about(enquiry)):
        for person in (record.body or {}).get("told", []):
            uow.due.at(Work.SHOW_ASK, f"{about(enquiry)}:{person}", uow.now())


def _form(me: Person, post: About, contact: Contact) -> str:
    """Names what this form says, without saying it: who asked what is in no table but its own."""
    told = "\n".join((me.id, post.account, post.post, *map(str, astuple(replace(contact, when="")))))
    return f"press:{sha256(told.encode('utf-8', 'replace')).hexdigest()}"


def _same(uow: UnitOfWork, me: Person, post: About, contact: Contact) -> Enquiry | None:
    """What this very person has told of already: a form handed in twice tells nobody twice (F16)."""
    wanted = (me.id, post.post, replace(contact, when=""))
    open_ones = uow.enquiries.unlifted()
    return next((e for e in open_ones if (e.told_by, e.about.post, replace(e.contact, when="")) == wanted), None)


def _contact(uow: UnitOfWork, command: TellOfPress) -> Contact | FormErrors:
    handle = command.handle.strip().lstrip("@")
    asked_for = (
        (Field.JOURNALIST, command.journalist, "Say who asked, or write “not given”."),
        (Field.OUTLET, command.outlet, "Say for whom they work, or write “not given”."),
        (Field.ASKED, command.asked, "Say what they asked, so that the press office can answer."),
    )
    wrong = {name: words for name, typed, words in asked_for if not typed.strip()}
    if handle and not _HANDLE.fullmatch(handle):
        wrong[Field.HANDLE] = "A name on X has up to 15 letters, digits and underscores. Leave it empty if in doubt."
    if command.how not in set(How):
        wrong[Field.HOW] = "Choose how they got in touch."
    if wrong:
        return FormErrors(wrong)
    return Contact(
        journalist=_line(command.journalist),
        outlet=_line(command.outlet),
        handle=handle,
        when=_when(uow, command.when),
        how=How(command.how),
        asked=command.asked.strip(),
        answered=command.answered.strip(),
    )


def _when(uow: UnitOfWork, typed: str) -> str:
    """In people's own words; “just now” as the time it is, so that it can be understood later."""
    said, now = _line(typed), uow.now().astimezone(ZoneInfo(zone(uow)))
    return said if said.casefold() not in _NOW else f"{now.day} {now:%B %Y, %H:%M}"


def _line(typed: str) -> str:
    return " ".join(typed.split())


def _everybody(uow: UnitOfWork, enquiry: Enquiry) -> Iterator[Person]:
    """The press office or whoever is on duty, the author, their line manager, and whoever told us; each once."""
    author = uow.people.get(enquiry.author)
    keys = [p.id for p in who_is_told(uow, enquiry.about.account)]
    keys += [key for key in (author.manager if author else None, enquiry.author, enquiry.told_by) if key]
    for key in dict.fromkeys(keys):
        person = uow.people.get(key)
        if person and person.standing is Standing.ACTIVE:
            yield person


def _record(uow: UnitOfWork, enquiry: Enquiry, told: list[PersonId]) -> None:
    """The whole of it in the log, for FOI (S84); on the draft only that it was asked about."""
    body = {"author": enquiry.author, **asdict(enquiry.about), **asdict(enquiry.contact), "told": list(told)}
    uow.records.append("PressEnquiry", enquiry.told_by, about(enquiry), body)
    draft = uow.drafts.get(enquiry.about.draft) if enquiry.about.draft else None
    if draft:
        uow.records.append("PressAskedAbout", enquiry.told_by, subject(draft), {"enquiry": enquiry.id})
        uow.due.at(Work.SHOW_DRAFT, str(draft.id), uow.now())


def _tell(uow: UnitOfWork, enquiry: Enquiry, told: list[PersonId], *, urgent: bool) -> None:
    """Everybody's own card; where it cannot wait for the desk, whoever is on duty is called. No name goes that way."""
    for person in told:
        uow.due.at(Work.SHOW_ASK, f"{about(enquiry)}:{person}", uow.now())
    if urgent:
        lines = ("They need an answer before the office opens. Who asked what is in your messages from Countersign.",)
        call_for_alarm(uow, about(enquiry), enquiry.about.account, Notice(headline(uow, enquiry), lines, Tone.ALARM))


def _done_lines(uow: UnitOfWork, enquiry: Enquiry, told: list[PersonId], held: int) -> Iterator[str]:
    others = [name_of(uow, key) for key in told if key != enquiry.told_by]
    yield f"Told: {names(others, joined_by='and')}." if others else "Nobody else could be told: speak to a lead."
    author = uow.people.get(enquiry.author)
    if author and not author.manager:
        whose = "you" if author.id == enquiry.told_by else author.name
        yield f"No line manager is entered for {whose}: please tell them yourself."
    who = "Your" if enquiry.author == enquiry.told_by else f"{name_of(uow, enquiry.author)}’s"
    yield f"{who} replies in that conversation wait until the press office lifts that."
    if held:
        yield (
            "One draft that waited there is on hold." if held == 1 else f"{held} drafts that waited there are on hold."
        )
    yield f"{DONT} The press office does."


def _listed(tools: Tools, person: Person) -> Shown:
    """What was asked, the newest first, for those who speak to the press: it names journalists."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        account = my_account(uow, me)
        refusal = may_speak(uow, me, account.id) if account else NO_POST
        if refusal:
            return refused(uow, me, refusal, about=PRESS, kind=REFUSED)
        found = uow.enquiries.newest(_SHOWN)
        points = tuple(_point(uow, enquiry, me) for enquiry in found)
        none = (Point("", ("Nobody of the press has asked about a post.",)),)
        newest = f"The newest {_SHOWN} are shown. " if len(found) == _SHOWN else ""
        hint = f"{newest}Every one of them is in the records: countersign records export."
        return Overview("What the press has asked", points or none, (hint,) if found else ())


def _point(uow: UnitOfWork, enquiry: Enquiry, me: Person) -> Point:
    who = name_of(uow, enquiry.author)
    state = f"{who}’s replies wait" if enquiry.is_open else f"{who} may reply again"
    return Point(f"{enquiry.id}. {state}", facts(uow, enquiry), about(enquiry), actions(uow, enquiry, me.id))
