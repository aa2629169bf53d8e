"""Giving people the private address of a calendar, and ending it: `/rota calendar`. What it shows is diaries.py's.

An address is told once, to the one person it belongs to, and is kept as a hash; a lost one is replaced, not looked up.
"""

from bot.core.cards import Notice, Tone
from bot.core.forms import Shown
from bot.core.ids import RotaId
from bot.core.people import ChatIdentity, Person, Standing
from bot.core.refusals import Refusal
from bot.core.wording import moment
from bot.use_cases.cases import acting, refused, told, zone
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.ports_calendar import Feed
from bot.use_cases.rota_named import rota_named
from bot.use_cases.tools import Tools

PATH = "/calendar/"
_NEW, _STOP = {"new", "again", "renew"}, {"stop", "end", "off"}
_HOW = (
    "Outlook: Add calendar, Subscribe from web. Google: Other calendars, From URL. "
    "iPhone: Settings, Calendar, Accounts, Add subscribed calendar."
)
_NOT_SET_UP = Refusal(
    "calendar.no_address",
    "Calendars cannot be given out yet, because Countersign has not been told its address on the web.",
    "Ask whoever looks after Countersign to set COUNTERSIGN_PUBLIC_URL.",
)
_NOT_ACTIVE = Refusal("calendar.not_active", "Your access is suspended, so no address was given out.")


def calendar(tools: Tools, person: Person, _who: ChatIdentity, words: str) -> Shown:
    """`/rota calendar`, with `new` or `stop`, and the name of a rota for the whole of it instead of one's shifts."""
    said = words.split()
    asked = {word.casefold() for word in said} & (_NEW | _STOP)
    name = " ".join(word for word in said if word.casefold() not in asked)
    with tools.store.write() as uow:
        me = acting(uow, person)
        if not tools.settings.public_address:
            return told(_NOT_SET_UP, "No calendar yet")
        if me.standing is not Standing.ACTIVE:
            return refused(uow, me, _NOT_ACTIVE, about=f"person:{me.id}", kind="CalendarRefused")
        rota = rota_named(uow, name) if name else None
        if isinstance(rota, Refusal):
            return told(rota, "Which rota?")
        key = rota.id if rota else None
        what = f"the rota {rota.name}" if rota else "your shifts"
        standing = [feed for feed in uow.feeds.standing(me.id) if feed.rota == key]
        if asked & _STOP:
            return _stopped(uow, me, standing, what)
        if standing and not asked:
            return _is_there(uow, standing[-1], what, name)
        _revoke(uow, me, standing)
        return _given(tools, uow, me, key, what)


def _given(tools: Tools, uow: UnitOfWork, me: Person, rota: RotaId | None, what: str) -> Notice:
    token = uow.feeds.make(me.id, rota, uow.now())
    uow.records.append("CalendarAddressMade", me.id, f"person:{me.id}", {"rota": rota or ""})
    again = f"/rota calendar new {rota or ''}".strip()
    lines = (
        f"{tools.settings.public_address.rstrip('/')}{PATH}{token}.ics",
        f"Subscribe to this address in your own calendar, and {what} will stand in it and follow every change.",
        _HOW,
        f"It is for you alone, and shown only this once. If somebody else has it, or you lose it, type {again}.",
    )
    return Notice(f"The calendar of {what}", lines, Tone.DONE)


def _is_there(uow: UnitOfWork, feed: Feed, what: str, name: str) -> Notice:
    made = moment(feed.made_at, zone(uow), uow.now())
    lines = (
        f"You were given its address {made}. It is not kept, so it cannot be shown again.",
        f"For a new address, type /rota calendar new {name}".rstrip() + ". The old one then shows nothing any longer.",
        f"To end it, type /rota calendar stop {name}".rstrip() + ".",
    )
    return Notice(f"You have the calendar of {what} already", lines)


def _stopped(uow: UnitOfWork, me: Person, standing: list[Feed], what: str) -> Notice:
    if not standing:
        return Notice("There is nothing to end", (f"No address shows {what}.",))
    _revoke(uow, me, standing)
    return Notice("The address is ended", (f"It no longer shows {what} to anybody.",), Tone.DONE)


def _revoke(uow: UnitOfWork, me: Person, standing: list[Feed]) -> None:
    for feed in standing:
        uow.feeds.revoke(feed.id, uow.now())
        uow.records.append("CalendarAddressRevoked", me.id, f"person:{me.id}", {"rota": feed.rota or ""})
