"""Counts working days back from a poll (uk-election-timetables and holidays live here). Knows no body and no rule.

The timetables come with bank holidays up to a last day. Past that day they would count on as if there were none, so
from there on the days are those of the holidays package: known in law, though a one-off holiday may still be added.
"""

from datetime import date
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from uk_election_timetables import elections
from uk_election_timetables.calendars import (
    ChristmasEveRule,
    Country,
    ExtendedCalendar,
    UnitedKingdomBankHolidays,
    working_days_before,
)
from uk_election_timetables.date import DateMatcher

FIRST_YEAR, LAST_YEAR = 2013, 2099
"""Years of polls whose bank holidays are known to one of the two packages."""

_COUNTRIES = {
    "england": Country.ENGLAND,
    "wales": Country.WALES,
    "scotland": Country.SCOTLAND,
    "northern_ireland": Country.NORTHERN_IRELAND,
}
_SUBDIVISIONS = {
    Country.ENGLAND: "ENG",
    Country.WALES: "WLS",
    Country.SCOTLAND: "SCT",
    Country.NORTHERN_IRELAND: "NIR",
}
_BY_NATION = {"local": elections.LocalElection, "uk_parliament": elections.UKParliamentElection}
_ALONE = {
    "city_of_london": elections.CityOfLondonLocalElection,
    "london": elections.GreaterLondonAssemblyElection,
    "mayor": elections.MayoralElection,
    "commissioner": elections.PoliceAndCrimeCommissionerElection,
    "scottish_parliament": elections.ScottishParliamentElection,
    "senedd": elections.SeneddCymruElection,
    "ni_assembly": elections.NorthernIrelandAssemblyElection,
}
_PUBLISHED = UnitedKingdomBankHolidays()


def notice_deadline(timetable: str, poll: date, nation: str) -> date:
    """The last day for the notice of election.

    `nation` matters to local and UK Parliament polls; for the latter “uk” gives the earliest day of all nations.
    """
    rule = _BY_NATION.get(timetable) or _ALONE[timetable]
    # The timetables read their bank holidays from this attribute of the class.
    reckoned: Any = type(rule.__name__, (rule,), {"BANK_HOLIDAY_CALENDAR": _Calendars(poll.year)})
    where = (_COUNTRIES.get(nation),) if timetable in _BY_NATION else ()
    deadline: date = reckoned(poll, *where).notice_of_election_deadline
    return deadline


def days_before(poll: date, count: int, nation: str) -> date:
    """The day `count` working days before the poll; for “uk” a day off in any nation is none."""
    nations = tuple(_COUNTRIES) if nation == "uk" else (nation,)
    off = frozenset[date]().union(*(bank_holidays(name, poll.year) for name in nations))
    calendar = ExtendedCalendar(_Calendar(off), [ChristmasEveRule()], [poll.year - 1, poll.year])
    day: date = working_days_before(poll, count, calendar)
    return day


@cache
def last_published() -> date:
    """The last bank holiday the government had published when the timetables were released, of all nations."""
    return min(max(_published(country)) for country in _COUNTRIES.values())


@lru_cache(maxsize=64)
def bank_holidays(nation: str, last_year: int) -> frozenset[date]:
    """The bank holidays of a nation to the end of a year: as published, and reckoned after the last published one."""
    country = _COUNTRIES[nation]
    known, last = _published(country), last_published()
    if last_year <= last.year:
        return known
    # Loaded for far polls only: it brings every country of the world and takes a second.
    package = import_module("holidays")
    reckoned = package.country_holidays("GB", subdiv=_SUBDIVISIONS[country], years=range(last.year, last_year + 1))
    return known.union(day for day in reckoned if day > last)


def _published(country: Any) -> frozenset[date]:
    entries = _PUBLISHED.from_country(country).exempted_dates()
    return frozenset(date(entry.year, entry.month, entry.day) for entry in entries)


class _Calendar:
    """Days off in the shape the timetables read."""

    def __init__(self, days: frozenset[date]) -> None:
        self._matchers = [DateMatcher(day.day, day.month, day.year) for day in sorted(days)]

    def exempted_dates(self) -> list[Any]:
        return self._matchers


class _Calendars:
    """The bank holidays of every nation to the end of a year, as the timetables ask for them."""

    def __init__(self, last_year: int) -> None:
        self._last_year = last_year

    def from_country(self, country: Any) -> _Calendar:
        nation = next(name for name, known in _COUNTRIES.items() if known is country)
        return _Calendar(bank_holidays(nation, self._last_year))
