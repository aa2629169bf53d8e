"""The `elections:` list of a YAML file, read with the line of every mistake. What an election may be: elections.py."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.policy.calendar.elections import LONDON, Election
from bot.policy.calendar.kinds import BODIES, KINDS, CalendarError
from bot.policy.context import NATIONS
from bot.policy.rules import PackError
from bot.policy.yaml_nodes import Place

ELECTION = ("kind", "nation", "area", "poll", "bodies", "start", "end", "source")


@dataclass(frozen=True, slots=True)
class Elections:
    """The elections that can be used, in the order of the file, and what is wrong with the others."""

    elections: tuple[Election, ...]
    problems: tuple[PackError, ...]


def read_elections(place: Place, zone: ZoneInfo = LONDON) -> Elections:
    """The list that stands at a place of a file; times in it are of `zone`."""
    try:
        items = place.items()
    except PackError as problem:
        return Elections((), (problem,))
    found: list[Election] = []
    problems: list[PackError] = []
    for item in items:
        try:
            found.append(_election(item, zone))
        except PackError as problem:
            problems.append(problem)
    return Elections(tuple(found), tuple(problems))


def _election(item: Place, zone: ZoneInfo) -> Election:
    given = item.mapping(ELECTION)
    for needed in ("kind", "nation", "poll"):
        if needed not in given:
            raise item.refuse(f"this election has no “{needed}”. Expected kind, nation and poll at least.")
    kind, nation = given["kind"].choice(KINDS), given["nation"].choice(NATIONS)
    poll, start = given["poll"].day(), _day(given.get("start"))
    bodies = tuple(body.choice(BODIES) for body in given["bodies"].items()) if "bodies" in given else ()
    end = _end(given.get("end"), zone)
    try:
        return Election(kind, nation, poll, _words(given.get("area")), bodies, start, end, _words(given.get("source")))
    except CalendarError as unusable:
        raise item.refuse(str(unusable)) from unusable


def _words(place: Place | None) -> str:
    return "" if place is None else place.words()


def _day(place: Place | None) -> date | None:
    return None if place is None else place.day()


def _end(place: Place | None, zone: ZoneInfo) -> datetime | None:
    """A moment written as 2024-07-05T00:01 by the organisation's clock, or with its own zone."""
    if place is None:
        return None
    try:
        moment = datetime.fromisoformat(place.text())
    except ValueError as unreadable:
        raise place.refuse(f"“{place.text()}” is no time; write it as 2024-07-05T00:01.") from unreadable
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
