"""Who does not speak of which topics alone (S51): `/account restrictions`, and what is said when one has ended.

Whether a draft meets one is topic_findings.py's. They are entered in org.yaml.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.core.authority import ACCESS_OF_SERVICE, may_act
from bot.core.cards import Notice, Tone
from bot.core.drafts import State
from bot.core.forms import Shown
from bot.core.people import Person
from bot.core.topics import Restriction, Team, soonest_first
from bot.core.wording import day_or_moment, names, sentence
from bot.use_cases.alarms import ToPerson, first_time, tell
from bot.use_cases.cases import acting, name_of, told, zone
from bot.use_cases.checking import check
from bot.use_cases.moving import redraw
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.tools import Tools
from bot.use_cases.topic_findings import RESTRICTED

_SAID_WITHIN = timedelta(days=1)
"""An end that nobody could be told of for so long, because nothing ran, is only listed."""
_AT_ONCE = 1000


def restrictions(tools: Tools, person: Person) -> Shown:
    """`/account restrictions`: leads see all of them; others those on them, and those they set."""
    with tools.store.read() as uow:
        me = acting(uow, person)
        if refusal := may_act(me):
            return told(refusal)
        here, now = ZoneInfo(zone(uow)), uow.now()
        ended = [r for r in _seen(uow, me, here) if not r.counts_at(now, here)]
        lines = shown_to(uow, me) + [_ended_line(uow, r, here) for r in ended]
        none = "None are entered." if me.lead else "None are on you, and you have set none."
        hint = "They stand in org.yaml, under “restrictions”. What touches one takes a second approver."
        return Notice("Who does not speak of what alone", (*(lines or [none]), hint))


def shown_to(uow: UnitOfWork, me: Person) -> list[str]:
    """Those in force that this person may read of, the one that ends first in front."""
    here = ZoneInfo(zone(uow))
    return [_line(uow, r, here) for r in _seen(uow, me, here) if r.counts_at(uow.now(), here)]


def _seen(uow: UnitOfWork, me: Person, here: ZoneInfo) -> list[Restriction]:
    reference = uow.reference.get()
    return soonest_first([r for r in reference.restrictions if _concerns(me, r, reference.teams)], here)


def _concerns(me: Person, restriction: Restriction, teams: Iterable[Team]) -> bool:
    """The reason can be delicate, so that it is listed to nobody who has nothing to do with it."""
    return me.lead or restriction.set_by == me.id or me.id in restriction.people(teams)


def _line(uow: UnitOfWork, restriction: Restriction, here: ZoneInfo) -> str:
    end = restriction.ends(here)
    until = f"until {day_or_moment(end, here)}" if end else "with no end"
    return f"{who_words(uow, restriction)} on {_topics(restriction)}, {until}: {_because(uow, restriction)}"


def _ended_line(uow: UnitOfWork, restriction: Restriction, here: ZoneInfo) -> str:
    end = restriction.ends(here)
    when = f" {day_or_moment(end, here)}" if end else ""
    last = f"Ended{when}, stops nothing any more"
    return f"{last}: {who_words(uow, restriction)} on {_topics(restriction)}. {_because(uow, restriction)}"


def _because(uow: UnitOfWork, restriction: Restriction) -> str:
    return f"{sentence(restriction.reason)} Set by {name_of(uow, restriction.set_by)}."


def _topics(restriction: Restriction) -> str:
    return names([f"“{topic}”" for topic in restriction.topics], joined_by="and")


def who_words(uow: UnitOfWork, restriction: Restriction) -> str:
    """Whom it is on: a name, or a team with its people."""
    if restriction.person is not None:
        return name_of(uow, restriction.person)
    people = sorted(name_of(uow, member) for member in restriction.people(uow.reference.get().teams))
    return f"Everybody in {restriction.team} ({names(people, joined_by='and', at_most=6)})"


def see_to_ended(tools: Tools, uow: UnitOfWork) -> None:
    """Say once of each restriction that it has ended, and check again the drafts it held. Run every minute."""
    here, now = ZoneInfo(zone(uow)), uow.now()
    ended = [r for r in uow.reference.get().restrictions if _has_just_ended(r, here, now)]
    new = [r for r in ended if first_time(uow, _key(r), "ended")]
    for restriction in new:
        _say(uow, restriction)
    if new:
        _check_again(tools, uow)


def _has_just_ended(restriction: Restriction, here: ZoneInfo, now: datetime) -> bool:
    end = restriction.ends(here)
    return end is not None and end <= now < end + _SAID_WITHIN


def _say(uow: UnitOfWork, restriction: Restriction) -> None:
    who, what = who_words(uow, restriction), _topics(restriction)
    uow.records.append("RestrictionEnded", ACCESS_OF_SERVICE, "organisation", {"entry": restriction.words})
    title = f"A restriction has ended: {who} on {what}"
    lines = (
        f"{_because(uow, restriction)} From now on it stops nothing.",
        "If it should go on, enter a later “until” in org.yaml; if not, take it out.",
    )
    for person in {restriction.set_by, *restriction.people(uow.reference.get().teams)}:
        told_to_them = lines if person == restriction.set_by else lines[:1]
        tell(uow, f"{_key(restriction)}:{person}", ToPerson(person), Notice(title, told_to_them, Tone.INFO))


def _key(restriction: Restriction) -> str:
    """Names the occasion without its reason, which may be delicate."""
    return f"restriction-ended:{sha256(restriction.words.encode()).hexdigest()[:16]}"


def _check_again(tools: Tools, uow: UnitOfWork) -> None:
    """What waits because of a restriction shows from now on what still holds."""
    for draft in uow.drafts.in_states([State.IN_REVIEW], uow.now(), _AT_ONCE):
        checked = uow.drafts.checked(draft.id, draft.revision)
        revision = uow.drafts.revision(draft.id, draft.revision)
        if revision and checked and any(finding.rule == RESTRICTED for finding in checked.findings):
            check(tools, uow, draft, revision)
            redraw(uow, draft, uow.now())
