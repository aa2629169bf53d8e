"""Which periods bind a body at a moment, and what to say where an entered date differs from the computed one."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.policy.calendar.elections import LONDON, Election
from bot.policy.calendar.kinds import BODIES, HOME, KINDS, CalendarError, one_of
from bot.policy.calendar.places import same_place
from bot.policy.context import NATIONS, Period


def periods_in_force(
    elections: Iterable[Election], body: str, area: str, nation: str, at: datetime, zone: ZoneInfo = LONDON
) -> list[Period]:
    """The periods that bind a body at a moment: those over all of its area first, then the nearest poll first.

    `area` names the body's place and the larger ones it lies in (“Mole Valley, Surrey”), empty for a national body.
    A period whose own `area` is filled counts only there: the by-election of one ward in a larger council's area.
    `zone` is the organisation's; days begin and polls close by its clock.

    Raises:
        CalendarError: a body or nation that is not known, or a moment without a time zone.
    """
    nation = _nation_of(body, nation)
    if at.tzinfo is None:
        raise CalendarError(f"{at} has no time zone. Expected a moment with one.")
    found = [
        _period(election, body, area, nation, zone)
        for election in elections
        if _concerns(election, body, area, nation)
        and election.starts_at(body, nation, zone) <= at < election.ends_at(body, zone)
    ]
    return sorted(found, key=lambda period: (period.area != "", period.poll or date.max, period.kind, period.area))


def difference(election: Election, body: str, nation: str) -> str:
    """One or two sentences for whoever entered the election, empty where there is nothing to say.

    Says where the entered start differs from the computed one, and where the computed one may still move.
    """
    computed = election.computed(body, _nation_of(body, nation))
    latest = f"{_day(computed.day)} ({computed.rule}; {computed.source})"
    if election.start is None:
        return _provisional(election) if computed.provisional else ""
    apart = (computed.day - election.start).days
    if apart > 0:
        days = _days(apart)
        return (
            f"The period starts on {_day(election.start)} as entered, {days} before the latest day by rule, {latest}."
        )
    if apart < 0:
        return (
            f"The period starts on {_day(election.start)} as entered, {_days(-apart)} after the latest day by rule, "
            f"{latest}. Please check the date with your elections team."
        )
    return ""


def _provisional(election: Election) -> str:
    return (
        f"The start is counted with bank holidays that had not all been announced for {election.poll.year}. "
        "Please check it again nearer the time, or enter the announced date."
    )


def _nation_of(body: str, nation: str) -> str:
    """The nation that decides for a body: its own where it has one."""
    home = HOME[one_of("body", body, BODIES)]
    one_of("nation", nation, NATIONS)
    if home in ("", "uk", nation) or nation == "uk":
        return home or nation
    raise CalendarError(f"“{body}” serves {home}, not {nation}. Expected {home}, or the body of {nation}.")


def _concerns(election: Election, body: str, area: str, nation: str) -> bool:
    if election.bodies and body not in election.bodies:
        return False
    return _same_nation(election.nation, nation) and _same_area(election, area)


def _same_nation(one: str, other: str) -> bool:
    return "uk" in (one, other) or one == other


def _same_area(election: Election, area: str) -> bool:
    """An area left empty on either side covers everything, so nothing is missed for want of a name."""
    if not election.places or not area.strip():
        return True
    return any(same_place(place, own) for place in election.places for own in area.split(","))


def _period(election: Election, body: str, area: str, nation: str, zone: ZoneInfo) -> Period:
    ends = election.ends_at(body, zone).astimezone(zone).date()
    kind = "pre_referendum" if KINDS[election.kind].is_referendum else "pre_election"
    return Period(
        kind,
        election.words,
        election.starts_on(body, nation),
        election.poll,
        _part(election, area),
        ends if ends > election.poll else None,
    )


def _part(election: Election, area: str) -> str:
    """The part of the body's area the poll is held in, empty where it is all of it."""
    if not election.places:
        return ""
    smallest = election.places[0]
    return "" if any(same_place(smallest, own) for own in area.split(",")) else smallest


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"
