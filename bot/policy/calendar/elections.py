"""An election as it was entered, checked; the dates it gives a body, entered ones first. When it counts: periods.py."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.policy.calendar import working_days
from bot.policy.calendar.kinds import BODIES, KINDS, CalendarError, one_of
from bot.policy.calendar.starts import Start, follows_government, latest_start
from bot.policy.context import NATIONS

LONDON = ZoneInfo("Europe/London")
_CLOSE_OF_POLL = time(22)
_ONE_MINUTE_PAST = time(0, 1)
_LONGEST = timedelta(days=366)
"""Further from the poll an entered date is taken for a slip of the year."""


@dataclass(frozen=True, slots=True)
class Election:
    """One poll that restricts publicity.

    `area` names its place, or from the smallest to the largest the places it lies in (“Charlwood, Mole Valley”); empty
    is everywhere in the nation. `bodies` are those the entry is for, empty for all. `start` is the announced first day
    and `end` the announced end, where they differ from the rule or fix it; `source` says where that stands.

    Raises:
        CalendarError: a name that is not known, or dates that cannot be.
    """

    kind: str
    nation: str
    poll: date
    area: str = ""
    bodies: tuple[str, ...] = ()
    start: date | None = None
    end: datetime | None = None
    source: str = ""

    def __post_init__(self) -> None:
        one_of("kind of election", self.kind, KINDS)
        _check_nation(self)
        for body in self.bodies:
            one_of("body", body, BODIES)
        _check_area(self)
        _check_dates(self)

    @property
    def words(self) -> str:
        """Its name on screens, such as “local elections”."""
        return KINDS[self.kind].words

    @property
    def places(self) -> tuple[str, ...]:
        """The places its area names, the smallest first."""
        return tuple(place.strip() for place in self.area.split(",") if place.strip())

    def computed(self, body: str, nation: str) -> Start:
        """The latest start by rule for a body in a nation."""
        one_of("body", body, BODIES)
        one_of("nation", nation, NATIONS)
        return latest_start(self.kind, body, nation if self.nation == "uk" else self.nation, self.poll)

    def starts_on(self, body: str, nation: str) -> date:
        """The first day of the period for a body: the entered one, else the latest by rule."""
        computed = self.computed(body, nation)
        return self.start or computed.day

    def starts_at(self, body: str, nation: str, zone: ZoneInfo = LONDON) -> datetime:
        """Midnight at the beginning of the first day."""
        return datetime.combine(self.starts_on(body, nation), time(0), zone)

    def ends_at(self, body: str, zone: ZoneInfo = LONDON) -> datetime:
        """The end of the period for a body: the entered one, else the close of poll.

        For government at a general election it is the minute past midnight after the poll; a government formed later
        is entered (Cabinet Office, General Election Guidance 2024).
        """
        if self.end is not None:
            return self.end
        if follows_government(self.kind, body):
            return datetime.combine(self.poll + timedelta(days=1), _ONE_MINUTE_PAST, zone)
        return datetime.combine(self.poll, _CLOSE_OF_POLL, zone)


def _check_nation(election: Election) -> None:
    one_of("nation", election.nation, NATIONS)
    held_in = KINDS[election.kind].nations
    if election.nation not in held_in:
        expected = ", ".join(name.replace("_", " ") for name in held_in)
        here = election.nation.replace("_", " ")
        raise CalendarError(f"No “{election.kind}” is entered for {here}. Expected one of: {expected}.")


def _check_area(election: Election) -> None:
    needed = KINDS[election.kind].places
    if len(election.places) >= needed:
        return
    if needed == 1:
        raise CalendarError(f"A {election.words} needs its area: it counts only there.")
    raise CalendarError(
        f"A {election.words} needs its ward and the council it lies in, such as “Charlwood, Mole Valley”: it counts "
        "only there."
    )


def _check_dates(election: Election) -> None:
    poll, start = election.poll, election.start
    if not working_days.FIRST_YEAR <= poll.year <= working_days.LAST_YEAR:
        known = f"{working_days.FIRST_YEAR} to {working_days.LAST_YEAR}"
        raise CalendarError(f"The poll is in {poll.year}; bank holidays are known for polls from {known}.")
    if start is not None and not poll - _LONGEST <= start <= poll:
        raise CalendarError(
            f"The period starts on {start}, but the poll is on {poll}. Expected a day in the year before it."
        )
    if election.end is not None:
        _check_end(election.end, poll)


def _check_end(end: datetime, poll: date) -> None:
    if end.tzinfo is None:
        raise CalendarError(f"The end {end} has no time zone. Expected one, such as {end}+01:00.")
    closes = datetime.combine(poll, _CLOSE_OF_POLL, end.tzinfo)
    if not closes <= end <= closes + _LONGEST:
        raise CalendarError(
            f"The period ends at {end:%Y-%m-%d %H:%M}, but the poll is on {poll}. "
            "Expected the close of poll at 22:00 or a time in the year after it."
        )
