"""The parts of org.yaml that drafts are held to: elections, consents, embargoes, topics, purposes and so on."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.adapters.org_disclaimers import disclaimer, once_each
from bot.adapters.yaml_map import Problem, ProblemsError
from bot.core.ids import AccountId, PersonId
from bot.core.purposes import LONGEST, MOST, Purpose
from bot.core.reference import (
    Consent,
    ElectionEntry,
    EmbargoEntry,
    Journalist,
    MeetingEntry,
    Pledge,
    Politician,
    PressOfficer,
    Reference,
)
from bot.core.topics import Restriction, Team, Topic
from bot.core.wording import PURPOSES
from bot.policy.calendar.reading import read_elections
from bot.policy.rules import PackError
from bot.policy.suggestions import did_you_mean
from bot.policy.yaml_nodes import Place, compose

SECTIONS = (
    "elections",
    "consents",
    "approved_pledges",
    "embargoes",
    "meetings",
    "media_list",
    "politicians",
    "press_office",
    "disclaimers",
    "topics",
    "teams",
    "restrictions",
    "purposes",
)
_ENTER = "Enter them under “people” first, or use the key they have there."
_NAME_AND_SURNAME = 2
_CONSENT = ("ref", "says", "until")
_EMBARGO = ("topic", "until", "keywords")
_MEETING = ("hashtag", "starts", "ends", "accounts")
_TOPIC = ("name", "keywords", "accounts", "second_approver", "reason", "owner", "line")
_TEAM = ("name", "members")
_RESTRICTION = ("person", "team", "topics", "reason", "set_by", "until")

E = TypeVar("E")


def read_reference(
    text: str, zone: ZoneInfo, accounts: Iterable[AccountId], people: Iterable[PersonId] = ()
) -> Reference:
    """The twelve parts, each of which may be missing. Times without a zone are the organisation's.

    Raises:
        ProblemsError: everything that cannot be used, each with its line.
    """
    top = compose("", text).mapping()
    problems: list[PackError] = []
    known, staff = frozenset(accounts), frozenset(people)

    def each(section: str, reader: Callable[[Place], E]) -> tuple[E, ...]:
        found: list[E] = []
        try:
            for item in top[section].items() if section in top else ():
                _collected(found, problems, item, reader)
        except PackError as problem:
            problems.append(problem)
        return tuple(found)

    before = len(problems)
    topics = _topics(each("topics", lambda item: (item, _topic(item, known, staff))), problems)
    teams = _teams(each("teams", lambda item: (item, _team(item, staff))), problems)
    known_to_it = (topics, teams, staff)
    named = len(problems) == before  # a topic or team that cannot be read is no mistake of whoever names it below
    made = Reference(
        elections=_elections(top, zone, problems),
        consents=each("consents", _consent),
        approved_pledges=each("approved_pledges", lambda item: Pledge(item.words())),
        embargoes=each("embargoes", lambda item: _embargo(item, zone)),
        meetings=each("meetings", lambda item: _meeting(item, zone, known)),
        media_list=each("media_list", lambda item: Journalist(item.words().lstrip("@"))),
        politicians=each("politicians", _politician),
        press_office=each("press_office", lambda item: PressOfficer(_person(item, staff))),
        disclaimers=once_each(each("disclaimers", lambda item: (item, disclaimer(item))), problems),
        topics=topics,
        teams=teams,
        restrictions=each("restrictions", lambda item: _restriction(item, known_to_it, zone)) if named else (),
        purposes=_purposes(each("purposes", lambda item: (item, Purpose(_short(item, LONGEST)))), problems),
    )
    if problems:
        raise ProblemsError(*(Problem(p.line, p.problem, "") for p in sorted(problems, key=lambda p: p.line)))
    return made


def _collected(found: list[E], problems: list[PackError], item: Place, reader: Callable[[Place], E]) -> None:
    try:
        found.append(reader(item))
    except PackError as problem:
        problems.append(problem)


def _elections(top: dict[str, Place], zone: ZoneInfo, problems: list[PackError]) -> tuple[ElectionEntry, ...]:
    if "elections" not in top:
        return ()
    read = read_elections(top["elections"], zone)
    problems.extend(read.problems)
    return tuple(
        ElectionEntry(e.kind, e.nation, e.poll, e.area, e.bodies, e.start, e.end and e.end.astimezone(UTC), e.source)
        for e in read.elections
    )


def _needs(item: Place, known: tuple[str, ...], *needed: str) -> dict[str, Place]:
    given = item.mapping(known)
    for name in needed:
        if name not in given:
            raise item.refuse(f"“{name}” is missing here. Expected {', '.join(needed)} at least.")
    return given


def _consent(item: Place) -> Consent:
    given = _needs(item, _CONSENT, "ref", "says")
    ref = given["ref"].words()
    if "," in ref:
        raise given["ref"].refuse("a reference holds no comma: commas separate references in the form.")
    return Consent(ref, given["says"].words(), _day(given.get("until")))


def _embargo(item: Place, zone: ZoneInfo) -> EmbargoEntry:
    given = _needs(item, _EMBARGO, "topic", "until")
    keywords = given["keywords"].texts() if "keywords" in given else ()
    return EmbargoEntry(given["topic"].words(), _moment(given["until"], zone), keywords)


def _meeting(item: Place, zone: ZoneInfo, known: frozenset[AccountId]) -> MeetingEntry:
    given = _needs(item, _MEETING, "hashtag", "starts", "ends")
    starts, ends = _moment(given["starts"], zone), _moment(given["ends"], zone)
    if ends <= starts:
        raise given["ends"].refuse("the meeting ends before it starts.")
    accounts = given["accounts"].items() if "accounts" in given else []
    return MeetingEntry(given["hashtag"].words(), starts, ends, tuple(_account(place, known) for place in accounts))


def _politician(item: Place) -> Politician:
    entry = " ".join(item.words().split())
    name = entry.partition(",")[0].strip()
    if len(name.split()) < _NAME_AND_SURNAME or not name[0].isalpha():
        raise item.refuse(f"“{entry}” should begin with a first name and a surname: Ora Finch, councillor for Ashby.")
    return Politician(entry)


def _topic(item: Place, known: frozenset[AccountId], people: frozenset[PersonId]) -> Topic:
    given = _needs(item, _TOPIC, "name", "keywords")
    keywords = given["keywords"].texts()
    if not all(keyword.strip("* ") for keyword in keywords) or not keywords:
        raise given["keywords"].refuse("expected at least one word here, such as flood* (any ending may follow).")
    filtered = given["second_approver"].flag() if "second_approver" in given else False
    if filtered != ("reason" in given):
        raise item.refuse("“second_approver: true” and “reason” belong together: people read why it takes two.")
    return Topic(
        name=_short(given["name"], 60),
        keywords=keywords,
        accounts=tuple(_account(place, known) for place in given["accounts"].items()) if "accounts" in given else (),
        filtered=_short(given["reason"]) if filtered else "",
        line=_short(given["line"]) if "line" in given else "",
        owner=_person(given["owner"], people) if "owner" in given else None,
    )


def _topics(read: Iterable[tuple[Place, Topic]], problems: list[PackError]) -> tuple[Topic, ...]:
    """The topics, each name once: restrictions and people in chat call them by it."""
    found: dict[str, Topic] = {}
    for item, topic in read:
        if topic.name.casefold() in found:
            problems.append(item.refuse(f"there are two topics called “{topic.name}”. Give each its own name."))
        found.setdefault(topic.name.casefold(), topic)
    return tuple(found.values())


def _purposes(read: Sequence[tuple[Place, Purpose]], problems: list[PackError]) -> tuple[Purpose, ...]:
    """The purposes, each once; those for which rules differ are always offered beside them."""
    found: dict[str, Purpose] = {}
    known = {words.casefold() for words in PURPOSES.values()} | {name.casefold() for name in PURPOSES}
    for item, purpose in read:
        name = purpose.name.casefold()
        if name in known:
            problems.append(item.refuse(f"“{purpose.name}” is always offered: leave it out here."))
        elif name in found:
            problems.append(item.refuse(f"“{purpose.name}” is in this list already."))
        found.setdefault(name, purpose)
    if len(found) > MOST:
        problems.append(read[MOST][0].refuse(f"there are {len(found)} purposes; {MOST} at most are read through."))
    return tuple(found.values())


def _team(item: Place, people: frozenset[PersonId]) -> Team:
    given = _needs(item, _TEAM, "name", "members")
    members = tuple(_person(place, people) for place in given["members"].items())
    if not members:
        raise given["members"].refuse("expected at least one person here.")
    return Team(_short(given["name"], 60), members)


def _teams(read: Iterable[tuple[Place, Team]], problems: list[PackError]) -> tuple[Team, ...]:
    found: dict[str, Team] = {}
    for item, team in read:
        if team.name.casefold() in found:
            problems.append(item.refuse(f"there are two teams called “{team.name}”. Give each its own name."))
        found.setdefault(team.name.casefold(), team)
    return tuple(found.values())


def _restriction(
    item: Place, known: tuple[tuple[Topic, ...], tuple[Team, ...], frozenset[PersonId]], zone: ZoneInfo
) -> Restriction:
    given, (topics, teams, people) = _needs(item, _RESTRICTION, "topics", "reason", "set_by"), known
    if ("person" in given) == ("team" in given):
        raise item.refuse("expected either “person” or “team” here: whom it is on.")
    listed = given["topics"].items()
    if not listed:
        raise given["topics"].refuse("expected at least one topic here.")
    return Restriction(
        person=_person(given["person"], people) if "person" in given else None,
        topics=tuple(_named(place, [topic.name for topic in topics], "topics") for place in listed),
        reason=_short(given["reason"]),
        set_by=_person(given["set_by"], people),
        until=_end(given.get("until"), zone),
        team=_named(given["team"], [team.name for team in teams], "teams") if "team" in given else "",
    )


def _named(place: Place, known: list[str], section: str) -> str:
    """One of the names entered in another section, whatever the case."""
    names = {name.casefold(): name for name in known}
    if place.words().casefold() not in names:
        suggestion = did_you_mean(place.words(), names.values(), f"Enter it under “{section}” first.")
        raise place.refuse(f"“{place.words()}” is not one of the {section}. {suggestion}")
    return names[place.words().casefold()]


def _short(place: Place, most: int = 200) -> str:
    """Words that cards show whole."""
    words = " ".join(place.words().split())
    if len(words) > most:
        raise place.refuse(f"this takes {len(words)} characters; {most} at most fit on a card.")
    return words


def _person(place: Place, people: frozenset[PersonId]) -> PersonId:
    name = PersonId(place.words())
    if name not in people:
        raise place.refuse(f"“{name}” is not one of the people. {did_you_mean(name, people, _ENTER)}")
    return name


def _account(place: Place, known: frozenset[AccountId]) -> AccountId:
    account = AccountId(place.words().lstrip("@").lower())
    if account not in known:
        raise place.refuse(
            f"“{place.words()}” is not one of the accounts. Expected one of: {', '.join(sorted(known))}."
        )
    return account


def _day(place: Place | None) -> date | None:
    return None if place is None else place.day()


def _end(place: Place | None, zone: ZoneInfo) -> date | datetime | None:
    """A last day, or a moment; see `_moment`."""
    if place is None or "T" not in place.text():
        return _day(place)
    return _moment(place, zone)


def _moment(place: Place, zone: ZoneInfo) -> datetime:
    """A moment such as 2026-12-01T00:01, by the organisation's clock unless it says its own offset; in UTC."""
    try:
        moment = datetime.fromisoformat(place.text())
    except ValueError as unreadable:
        raise place.refuse(f"“{place.text()}” is no time; write it as 2026-12-01T00:01.") from unreadable
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
