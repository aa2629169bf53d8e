"""Press releases in chat (S55): `/tweet releases` lists them; approvers and leads add, change and withdraw them.

What they mean for drafts is release_findings.py's.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.accounts import Role
from bot.core.authority import accounts_for, may_lead
from bot.core.cards import Action, Notice, Overview, Point, Tone
from bot.core.commands import Pressed
from bot.core.drafts import State
from bot.core.forms import Choice, DoneForm, Field, FormErrors, Shown
from bot.core.people import Person
from bot.core.records import Body
from bot.core.refusals import Refusal
from bot.core.release_forms import KeepRelease, ReleaseForm
from bot.core.releases import LONGEST_CONTACT, LONGEST_TEXT, LONGEST_TITLE, Followed, Release, followable
from bot.core.wording import excerpt, moment
from bot.policy.figures.stated import figures_in
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.checking import check
from bot.use_cases.moving import redraw
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.release_findings import following
from bot.use_cases.tools import Tools

REFUSED = "ReleaseRefused"
_RELEASES, _AT_ONCE, _LISTED = "releases", 1000, 15
_KEPT = 99 * _LISTED
"""As many as can be reached by typing a page."""
_IN_A_MENU = 40
_OFFERED = 20
"""Releases in the menu of a form, and lines to take: with more of them it would be larger than a chat takes."""


def releases(tools: Tools, person: Person, page: int = 1) -> Shown:
    """`/tweet releases`: for everybody with a role, as some of it is under embargo; buttons for those who keep them.

    Pages count from 1; one beyond the last shows the last.
    """
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := _may_read(uow, me):
            return refused(uow, me, refusal, about=_RELEASES, kind=REFUSED)
        keeps = _may_keep(uow, me) is None
        current = uow.releases.current(_KEPT)
        pages = max(1, -(-len(current) // _LISTED))
        page = min(page, pages)
        points = [_point(uow, each, keeps=keeps) for each in current[_LISTED * (page - 1) : _LISTED * page]]
        if not current:
            points.append(Point("There are none yet", ("Drafts can follow a line to take of /account topics.",)))
        if keeps:
            points.append(Point("", about=_RELEASES, actions=(Action.ADD_RELEASE,)))
        notes = ("A draft that follows one waits for its embargo, and its figures are compared.",)
        older = len(current) - _LISTED * page
        more = (f"… and {older} older ones. To see them, type /tweet releases {page + 1}.",) if page < pages else ()
        title = "Press releases" if page == 1 else f"Press releases, page {page}"
        return Overview(title, tuple(points), (*more, *notes))


def open_release(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The form: empty, or with the release as it is."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        if refusal := _may_keep(uow, me):
            return refused(uow, me, refusal, about=_RELEASES, kind=REFUSED)
        if command.action is Action.ADD_RELEASE:
            return ReleaseForm(zone(uow))
        release = _numbered(uow, command.about)
        if isinstance(release, Refusal):
            return refused(uow, me, release, about=_RELEASES, kind=REFUSED)
        return ReleaseForm(
            zone(uow),
            str(release.id),
            release.title,
            release.text,
            release.link,
            release.embargo,
            release.contact,
        )


def keep_release(tools: Tools, person: Person, command: KeepRelease) -> Shown:
    """Keep a new release or a changed one, and check again the drafts in review that follow it."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        old = _numbered(uow, command.number) if command.number else None
        refusal = _may_keep(uow, me) or (old if isinstance(old, Refusal) else None)
        if refusal:
            return refused(uow, me, refusal, about=_RELEASES, kind=REFUSED)
        if problems := _problems(command):
            return FormErrors(problems)
        made = _made(command, me, uow.now())
        if isinstance(old, Release):
            kept = replace(made, id=old.id)
            uow.releases.save(kept)
        else:
            kept = uow.releases.add(made)
        kind = "ReleaseChanged" if old else "ReleaseKept"
        uow.records.append(kind, me.id, f"release:{kept.id}", _body(kept))
        return DoneForm("Press release kept", tuple(_what_next(uow, kept, _check_again(tools, uow, kept))))


def withdraw_release(tools: Tools, person: Person, command: Pressed) -> Shown:
    """Take a release back: it is offered no more, and drafts that follow it need a second approver."""
    with tools.store.write() as uow:
        me, release = acting(uow, person), _numbered(uow, command.about)
        if refusal := _may_keep(uow, me):
            return refused(uow, me, refusal, about=_RELEASES, kind=REFUSED)
        if isinstance(release, Refusal):
            return refused(uow, me, release, about=_RELEASES, kind=REFUSED)
        gone = replace(release, withdrawn=True, by=me.id, at=uow.now())
        uow.releases.save(gone)
        uow.records.append("ReleaseWithdrawn", me.id, f"release:{gone.id}", {"title": gone.title})
        waiting = _check_again(tools, uow, gone)
        lines = ("Nobody can choose it any more. Drafts that follow it say so, and need a second approver.",)
        return Notice(f"Withdrawn: {gone.title}", (*lines, *waiting), Tone.DONE)


def to_follow(uow: UnitOfWork, chosen: str = "") -> tuple[Choice, ...]:
    """What a draft may follow now, releases first (the newest above), then lines to take.

    What it follows already (`chosen`) is among them unless it is gone: an older one is not lost when words are changed.
    """
    found = followable(uow.releases.current(_OFFERED), uow.reference.get().topics)[: 2 * _OFFERED]
    kept = following(uow, chosen)
    if kept and not kept.withdrawn and kept.key not in [each.key for each in found]:
        found.append(kept)
    return tuple(Choice(each.key, _in_a_menu(uow, each)) for each in found)


def _in_a_menu(uow: UnitOfWork, follows: Followed) -> str:
    if follows.is_line:
        return f"Line to take: {excerpt(follows.title, _IN_A_MENU)}"
    if follows.embargo is None or follows.embargo <= uow.now():
        return excerpt(follows.title, _IN_A_MENU + 20)
    until = moment(follows.embargo, zone(uow), uow.now()).partition(" (")[0]
    return f"{excerpt(follows.title, _IN_A_MENU)} · embargo to {until}"


def _may_read(uow: UnitOfWork, me: Person) -> Refusal | None:
    accounts, grants = uow.accounts.all(), uow.accounts.grants()
    has_role = any(accounts_for(me, role, accounts, grants) for role in Role)
    return None if has_role or may_lead(me) is None else Refusal("release.no_role", *_NOT_YOURS)


def _may_keep(uow: UnitOfWork, me: Person) -> Refusal | None:
    """Communications keep them: whoever approves on an account, and leads."""
    approves = accounts_for(me, Role.APPROVE, uow.accounts.all(), uow.accounts.grants())
    return None if approves or may_lead(me) is None else Refusal("release.not_comms", *_NOT_COMMS)


_NOT_YOURS = ("Press releases are for those who pitch or approve on an account.", "Ask your communications team.")
_NOT_COMMS = (
    "Press releases are kept by those who approve tweets, and by communications leads.",
    "Send it to your press office, and ask them to add it.",
)


def _numbered(uow: UnitOfWork, number: str) -> Release | Refusal:
    release = uow.releases.get(int(number)) if number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004
    if release is None or release.withdrawn:
        return Refusal("release.gone", "That press release was withdrawn.", "To see what there is: /tweet releases.")
    return release


def _problems(command: KeepRelease) -> dict[Field, str]:
    title, text, link = command.title.strip(), command.text.strip(), command.link.strip()
    found = {
        Field.TITLE: "Give it the headline it goes out under." if not title else _too_long(title, LONGEST_TITLE),
        Field.TEXT: "Paste its text, or at least its figures." if not text else _too_long(text, LONGEST_TEXT),
        Field.ADDRESS: "" if not link or link.startswith("https://") else "This is no address: it begins with https://",
        Field.CONTACT: _too_long(command.contact.strip(), LONGEST_CONTACT),
    }
    return {field: words for field, words in found.items() if words}


def _too_long(words: str, most: int) -> str:
    return f"This has {len(words)} characters, and {most} are kept at most." if len(words) > most else ""


def _made(command: KeepRelease, me: Person, now: datetime) -> Release:
    return Release(
        0,
        " ".join(command.title.split()),
        command.text.strip(),
        command.link.strip(),
        command.embargo.replace(second=0, microsecond=0) if command.embargo else None,
        " ".join(command.contact.split()),
        me.id,
        now,
    )


def _body(release: Release) -> Body:
    """What the record says: whom to ask is nobody's business but the press office's."""
    embargo = release.embargo.isoformat() if release.embargo else None
    return {"title": release.title, "text": release.text, "link": release.link, "embargo": embargo}


def _check_again(tools: Tools, uow: UnitOfWork, release: Release) -> list[str]:
    """Check what waits and follows this, and say how many that is; what is approved is checked when it goes out."""
    again = 0
    for draft in uow.drafts.in_states([State.IN_REVIEW], uow.now(), _AT_ONCE):
        revision = uow.drafts.revision(draft.id, draft.revision)
        if revision and revision.follows == release.key:
            check(tools, uow, draft, revision)
            redraw(uow, draft, uow.now())
            again += 1
    if not again:
        return []
    waits = "1 draft that waits for approval follows" if again == 1 else f"{again} drafts that wait for approval follow"
    return [f"{waits} it, and {'was' if again == 1 else 'were'} checked again."]


def _what_next(uow: UnitOfWork, release: Release, checked: list[str]) -> list[str]:
    figures = len({figure.shown.casefold() for figure in figures_in(f"{release.title}\n{release.text}")})
    read = "1 figure was" if figures == 1 else f"{figures} figures were"
    held = release.embargo and release.is_held_at(uow.now())
    embargo = [f"Nothing that follows it goes out before {_moment(uow, release.embargo)}."] if held else []
    said = f"“{release.title}” can be chosen in the form of a tweet, under “Press release or line it follows”."
    return [
        said,
        *embargo,
        f"{read} read in it. Where a tweet that follows it states another, its author and the approvers are told.",
        *checked,
    ]


def _moment(uow: UnitOfWork, at: datetime | None) -> str:
    return moment(at, zone(uow), uow.now()) if at else "at once"


def _point(uow: UnitOfWork, release: Release, *, keeps: bool) -> Point:
    held = release.is_held_at(uow.now())
    lines = [f"Under embargo until {_moment(uow, release.embargo)}." if held else "It may be spoken of."]
    lines += [f"Questions: {release.contact}"] if release.contact else []
    lines += [release.link] if release.link else []
    lines.append(f"Kept by {name_of(uow, release.by)}, {_moment(uow, release.at).partition(' (')[0]}.")
    actions = (Action.CHANGE_RELEASE, Action.WITHDRAW_RELEASE) if keeps else ()
    return Point(release.title, tuple(lines), str(release.id), actions)
