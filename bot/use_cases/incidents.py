"""The register of serious incidents (S41): open one, close one, and what stands there.

What an open one means for a draft is said by the checks, each time they run; stopping accounts is incident.py's.
"""

from datetime import timedelta

from bot.core.accounts import Account
from bot.core.authority import account_named, may_lead
from bot.core.cards import Notice, Tone
from bot.core.drafts import State
from bot.core.forms import Shown
from bot.core.ids import AccountId
from bot.core.incidents import Incident
from bot.core.people import Person
from bot.core.refusals import Refusal
from bot.core.wording import moment, names
from bot.policy.suggestions import did_you_mean
from bot.use_cases.alarms import InChannel, tell
from bot.use_cases.cases import acting, name_of, refused, zone
from bot.use_cases.moving import redraw
from bot.use_cases.naming import no_such_account
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools

REFUSED = "IncidentRefused"
SUBJECT = "incidents"
_TO_OPEN = "To open one, type /incident open and its name."
USE = "Type /incident open and its name, its place, and words it is known by, with commas between them."
_WAITING = (State.IN_REVIEW, State.SCHEDULED)
_RECENT = timedelta(days=1)
"""An expired card older than this is drawn anew only when somebody does something with it."""
_AT_MOST = 1000

Read = tuple[str, str, tuple[str, ...], tuple[AccountId, ...]]
"""Name, place, words and accounts of an incident as typed."""


def open_incident(tools: Tools, person: Person, typed: str) -> Shown:
    """Enter a serious incident. Drafts are checked against it from now on, those already approved before they go."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        read = may_lead(me) or _read(uow, typed)
        if isinstance(read, Refusal):
            return refused(uow, me, read, about=SUBJECT, kind=REFUSED)
        name, place, themes, accounts = read
        incident = uow.incidents.open(name, place, themes, accounts, by=me.id, now=uow.now())
        body = {"incident": incident.id, "name": name, "known_by": list(incident.known_by), "accounts": list(accounts)}
        uow.records.append("IncidentOpened", me.id, SUBJECT, body)
        notice = Notice(f"Serious incident: {name}", _opened_lines(uow, incident, me), Tone.WARNING)
        _tell_and_redraw(uow, incident, "opened", notice)
        return Notice(f"Opened: {name}", (*notice.lines, f"When it is over: /incident close {name}"), Tone.DONE)


def close_incident(tools: Tools, person: Person, name: str) -> Shown:
    """Close the incident of this name."""
    with tools.store.write() as uow:
        me = acting(uow, person)
        found = may_lead(me) or _named(uow, name)
        if isinstance(found, Refusal):
            return refused(uow, me, found, about=SUBJECT, kind=REFUSED)
        uow.incidents.close(found.id, me.id, uow.now())
        uow.records.append("IncidentClosed", me.id, SUBJECT, {"incident": found.id, "name": found.name})
        lines = (f"Closed by {me.name}. Drafts are no longer checked against it.",)
        notice = Notice(f"The incident is closed: {found.name}", lines, Tone.DONE)
        _tell_and_redraw(uow, found, "closed", notice)
        return notice


def lines(uow: UnitOfWork) -> list[str]:
    """Every open incident, since when, by whom, and what it is known by."""
    now, in_zone = uow.now(), zone(uow)
    return [
        f"Serious incident {i.name} ({', '.join(i.known_by[1:]) or 'known by its name only'}), on {_where(uow, i)}, "
        f"since {moment(i.opened_at, in_zone, now)}, opened by {name_of(uow, i.opened_by)}."
        for i in uow.incidents.unclosed()
    ]


def words_for(uow: UnitOfWork, account: AccountId) -> str:
    """What a card of a draft that waits says of the open incidents on its account, or nothing."""
    found = [i.name for i in uow.incidents.unclosed() if i.covers(account)]
    if not found:
        return ""
    opened = "A serious incident is open" if len(found) == 1 else "Serious incidents are open"
    return f"{opened}: {names(found, joined_by='and')}. It is checked against it again before it goes out."


def _read(uow: UnitOfWork, typed: str) -> Read | Refusal:
    """The words as typed; handles among them are the accounts it is for."""
    handles = [word for word in typed.replace(",", " , ").split() if word.startswith("@")]
    accounts = [account_named(handle, uow.accounts.all()) for handle in handles]
    if None in accounts:
        return no_such_account(handles[accounts.index(None)], uow.accounts.all())
    plain = " ".join(word for word in typed.replace(",", " , ").split() if not word.startswith("@"))
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if not parts:
        return Refusal("incident.no_name", "An incident needs a name. Nothing was done.", USE)
    if any(i.name.casefold() == parts[0].casefold() for i in uow.incidents.unclosed()):
        return Refusal("incident.open_already", f"“{parts[0]}” is open already. Nothing was changed.")
    place = parts[1] if len(parts) > 1 else ""
    return parts[0], place, tuple(parts[2:]), tuple(a.id for a in accounts if a)


def _named(uow: UnitOfWork, name: str) -> Incident | Refusal:
    unclosed = uow.incidents.unclosed()
    for incident in unclosed:
        if incident.name.casefold() == " ".join(name.split()).casefold():
            return incident
    known = did_you_mean(name, [i.name for i in unclosed]) if unclosed else "No incident is open now."
    return Refusal(
        "incident.unknown", f"There is no open incident “{name}”, so nothing was changed.", f"{known} {_TO_OPEN}"
    )


def _opened_lines(uow: UnitOfWork, incident: Incident, me: Person) -> tuple[str, ...]:
    known = ", ".join(f"“{word}”" for word in incident.known_by)
    return (
        f"Opened by {me.name}, for {_where(uow, incident)}. Known by {known}.",
        "Every routine draft of these accounts waits, and one that touches it needs a second approver."
        if incident.accounts
        else "Drafts that touch it need a second approver. Light-hearted ones wait; plain service news is warned of.",
        "Drafts that are approved already are checked again before they go out.",
    )


def _where(uow: UnitOfWork, incident: Incident) -> str:
    return (
        names([f"@{a.handle}" for a in _covered(uow, incident)], joined_by="and")
        if incident.accounts
        else "every account"
    )


def _covered(uow: UnitOfWork, incident: Incident) -> list[Account]:
    return [a for a in uow.accounts.all() if incident.covers(a.id)]


def _tell_and_redraw(uow: UnitOfWork, incident: Incident, what: str, notice: Notice) -> None:
    """Once in each channel concerned, and on the cards of drafts that wait there."""
    covered = _covered(uow, incident)
    for account in {a.channel: a for a in covered}.values():
        tell(uow, f"incident:{incident.id}:{what}:{account.id}", InChannel(account.id), notice)
    now, accounts = uow.now(), [a.id for a in covered]
    waiting, _ = uow.drafts.on_accounts(accounts, _WAITING, _AT_MOST)
    newest = uow.drafts.newest(accounts, _AT_MOST)  # not the oldest: those that expired long ago are many in the end
    lately = [d for d in newest if d.state is State.EXPIRED and d.changed_at > now - _RECENT]
    for draft in (*waiting, *lately):
        redraw(uow, draft, now)
