"""The latest day on which a body's pre-election period can start, computed from the poll.

What was announced and entered stands in elections.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.policy.calendar import working_days
from bot.policy.calendar.kinds import KINDS, LOCAL_BODIES

_CONDUCT = "Cabinet Office: https://www.gov.uk/government/publications/election-guidance-for-civil-servants"
_COUNCILS = "LGA: http://www.local.gov.uk/short-guide-publicity-during-pre-election-period"
_MAY_2021 = f"{_CONDUCT}/may-2021-elections-guidance-on-conduct"
_LAW_2012 = "SI 2012/323 reg 5: https://www.legislation.gov.uk/uksi/2012/323"
_SCOTLAND = (
    "Scottish Government: https://gov.scot/publications/scottish-parliament-election-6-2021-guidance-scottish-"
    "government-agencies-national-devolved-public-bodies/pages/1"
)
_WALES = (
    "Welsh Government: https://www.gov.wales/elections-to-senedd-cymru-may-2026-guidance-for-welsh-government-"
    "officials-html"
)


@dataclass(frozen=True, slots=True)
class Start:
    """The first day of a period, the rule that gives it in words, and where the rule stands.

    `provisional`: bank holidays count towards it that had not been published.
    """

    day: date
    rule: str
    source: str
    provisional: bool = False


@lru_cache(maxsize=1024)
def latest_start(kind: str, body: str, nation: str, poll: date) -> Start:
    """The latest first day of the period for a body, all names known (elections.py and periods.py see to it).

    `nation` is the election's, or the body's where the election is held in all of the kingdom.
    """
    if KINDS[kind].is_referendum:
        return _referendum(kind, poll)
    if _national(kind, body):
        return _OF_PARLIAMENT.get(kind, _three_weeks)(body, poll)
    day = working_days.notice_deadline(KINDS[kind].timetable, poll, nation)
    if body == "nhs_trust_local":
        rule = "NHS trusts follow the local declaration: the notice of election at the latest"
        return _counted(day, poll, rule, "NHS England, pre-election guidance, spring 2023")
    return _counted(day, poll, "from the notice of election, on its last day at the latest", _COUNCILS)


def follows_government(kind: str, body: str) -> bool:
    """Whether the body is bound until the next government is formed and not just until the poll closes."""
    return kind == "uk_general" and _national(kind, body)


def _national(kind: str, body: str) -> bool:
    """Whether the government's dates bind the body; at a general election the health service keeps them as a whole."""
    return body not in LOCAL_BODIES or (kind == "uk_general" and body == "nhs_trust_local")


def _counted(day: date, poll: date, rule: str, source: str) -> Start:
    """A start that was counted in working days."""
    return Start(day, rule, source, provisional=poll > working_days.last_published())


def _referendum(kind: str, poll: date) -> Start:
    if kind == "ppera_referendum":
        source = "PPERA 2000 s 125: https://www.legislation.gov.uk/ukpga/2000/41/section/125"
        return Start(poll - timedelta(days=27), "28 days that end with the poll", source)
    return Start(poll - timedelta(days=28), "28 days before the poll", _LAW_2012)


def _three_weeks(_body: str, poll: date) -> Start:
    return Start(poll - timedelta(weeks=3), "three weeks before the poll, by convention", _CONDUCT)


def _general(_body: str, poll: date) -> Start:
    rule = "from the dissolution of Parliament, 25 working days before the poll"
    return _counted(working_days.days_before(poll, 25, "uk"), poll, rule, _CONDUCT)


def _six_weeks(body: str, poll: date) -> Start:
    source = _SCOTLAND if body == "scottish_government_and_public_bodies" else _MAY_2021
    return Start(poll - timedelta(weeks=6), "six weeks before the poll", source)


def _senedd(body: str, poll: date) -> Start:
    if body != "welsh_government":
        return _six_weeks(body, poll)
    rule = "from the dissolution of the Senedd, 21 working days that end with the poll"
    return _counted(working_days.days_before(poll, 20, "wales"), poll, rule, _WALES)


def _assembly(_body: str, poll: date) -> Start:
    rule = "from the dissolution of the Assembly, 25 working days before the poll"
    source = "Northern Ireland Act 1998 s 31: https://www.legislation.gov.uk/ukpga/1998/47/section/31"
    return _counted(working_days.days_before(poll, 25, "northern_ireland"), poll, rule, source)


_OF_PARLIAMENT: dict[str, Callable[[str, date], Start]] = {
    "uk_general": _general,
    "scottish_parliament": _six_weeks,
    "senedd": _senedd,
    "northern_ireland_assembly": _assembly,
}
"""Polls for a parliament bind governments from earlier than the three weeks of every other poll."""
