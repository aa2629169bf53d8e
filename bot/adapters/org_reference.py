"""The parts of org.yaml the checks are told: elections, consents, pledges, embargoes, meetings, the media list."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.adapters.yaml_map import Problem, ProblemsError
from bot.core.ids import AccountId
from bot.core.reference import (
    Consent,
    ElectionEntry,
    EmbargoEntry,
    Journalist,
    MeetingEntry,
    Pledge,
    Reference,
)
from bot.policy.calendar.reading import read_elections
from bot.policy.rules import PackError
from bot.policy.yaml_nodes import Place, compose

SECTIONS = ("elections", "consents", "approved_pledges", "embargoes", "meetings", "media_list")
_CONSENT = ("ref", "says", "until")
_EMBARGO = ("topic", "until", "keywords")
_MEETING = ("hashtag", "starts", "ends", "accounts")

E = TypeVar("E")


def read_reference(text: str, zone: ZoneInfo, accounts: Iterable[AccountId]) -> Reference:
    """The six parts, each of which may be missing. Times without a zone are the organisation's.

    Raises:
        ProblemsError: everything that cannot be used, each with its line.
    """
    top = compose("", text).mapping()
    problems: list[PackError] = []
    known = frozenset(accounts)

    def each(section: str, reader: Callable[[Place], E]) -> tuple[E, ...]:
        found: list[E] = []
        try:
            for item in top[section].items() if section in top else ():
                _collected(found, problems, item, reader)
        except PackError as problem:
            problems.append(problem)
        return tuple(found)

    made = Reference(
        elections=_elections(top, zone, problems),
        consents=each("consents", _consent),
        approved_pledges=each("approved_pledges", lambda item: Pledge(item.words())),
        embargoes=each("embargoes", lambda item: _embargo(item, zone)),
        meetings=each("meetings", lambda item: _meeting(item, zone, known)),
        media_list=each("media_list", lambda item: Journalist(item.words().lstrip("@"))),
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


def _account(place: Place, known: frozenset[AccountId]) -> AccountId:
    account = AccountId(place.words().lstrip("@").lower())
    if account not in known:
        raise place.refuse(
            f"“{place.words()}” is not one of the accounts. Expected one of: {', '.join(sorted(known))}."
        )
    return account


def _day(place: Place | None) -> date | None:
    return None if place is None else place.day()


def _moment(place: Place, zone: ZoneInfo) -> datetime:
    """A moment such as 2026-12-01T00:01, by the organisation's clock unless it says its own offset; in UTC."""
    try:
        moment = datetime.fromisoformat(place.text())
    except ValueError as unreadable:
        raise place.refuse(f"“{place.text()}” is no time; write it as 2026-12-01T00:01.") from unreadable
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
