"""The elections and bodies the calendar knows by name, and what is particular to each. No dates here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.policy.suggestions import did_you_mean

_FOUR = ("england", "wales", "scotland", "northern_ireland")
_ALL = (*_FOUR, "uk")
_ENGLAND_WALES = ("england", "wales")


class CalendarError(ValueError):
    """An election, body, nation or time the calendar cannot use; says what was expected."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is particular to one kind of poll.

    `words` is its name on screens. `timetable` names whose law sets its notice of election, empty for referendums.
    `places` is how many places its area must name at least, from the smallest: 1 where it is held in one area only,
    2 where that area is a ward, which nobody could find without its council.
    """

    words: str
    nations: tuple[str, ...]
    timetable: str = ""
    places: int = 0

    @property
    def is_referendum(self) -> bool:
        return not self.timetable


KINDS: Mapping[str, Kind] = {
    "local": Kind("local elections", _FOUR, "local"),
    "local_by": Kind("local by-election", _FOUR, "local", places=2),
    "city_of_london": Kind("City of London elections", ("england",), "city_of_london"),
    "london_mayor_assembly": Kind("London mayoral and Assembly elections", ("england",), "london"),
    "london_assembly_by": Kind("London Assembly by-election", ("england",), "london", places=1),
    "mayor": Kind("mayoral election", _ENGLAND_WALES, "mayor"),
    "mayor_by": Kind("mayoral by-election", _ENGLAND_WALES, "mayor", places=1),
    "police_and_crime_commissioner": Kind("police and crime commissioner election", _ENGLAND_WALES, "commissioner"),
    "police_and_crime_commissioner_by": Kind(
        "police and crime commissioner by-election", _ENGLAND_WALES, "commissioner", places=1
    ),
    "uk_general": Kind("general election", _ALL, "uk_parliament"),
    "uk_parliament_by": Kind("parliamentary by-election", _FOUR, "uk_parliament", places=1),
    "scottish_parliament": Kind("Scottish Parliament election", ("scotland",), "scottish_parliament"),
    "scottish_parliament_by": Kind("Scottish Parliament by-election", ("scotland",), "scottish_parliament", places=1),
    "senedd": Kind("Senedd election", ("wales",), "senedd"),
    "northern_ireland_assembly": Kind("Northern Ireland Assembly election", ("northern_ireland",), "ni_assembly"),
    "ppera_referendum": Kind("referendum", _ALL),
    "local_referendum_governance": Kind("local referendum on governance", _ENGLAND_WALES, places=1),
    "local_referendum_council_tax": Kind("council tax referendum", ("england",), places=1),
    "local_referendum_neighbourhood_plan": Kind("neighbourhood plan referendum", ("england",), places=1),
}

LOCAL_BODIES = ("council", "fire", "police", "nhs_trust_local")
"""Bodies bound from the notice of election of their place."""

HOME: Mapping[str, str] = {
    **dict.fromkeys(LOCAL_BODIES, ""),
    "uk_department_or_alb": "uk",
    "nhs_england_national": "england",
    "scottish_government_and_public_bodies": "scotland",
    "welsh_government": "wales",
    "northern_ireland_department": "northern_ireland",
}
"""The nation a body serves, empty where its account says so. A department serves every nation of the kingdom."""

BODIES = tuple(HOME)

_GOVERNMENT = {
    "england": "uk_department_or_alb",
    "uk": "uk_department_or_alb",
    "scotland": "scottish_government_and_public_bodies",
    "wales": "welsh_government",
    "northern_ireland": "northern_ireland_department",
}
_OF_ORGANISATION = {"council": "council", "fire": "fire", "police": "police", "nhs_trust": "nhs_trust_local"}


def one_of(what: str, name: str, known: Collection[str]) -> str:
    """The name itself where it is known.

    Raises:
        CalendarError: it is not; the nearest known name is asked about.
    """
    if name in known:
        return name
    raise CalendarError(f"“{name}” is not a known {what}. {did_you_mean(name, known)}")


def body_of(org_type: str, nation: str) -> str:
    """The body whose period binds an account of this kind of organisation; a ministry's depends on its nation."""
    one_of("nation", nation, _GOVERNMENT)
    if org_type == "ministry":
        return _GOVERNMENT[nation]
    return _OF_ORGANISATION[one_of("kind of organisation", org_type, (*_OF_ORGANISATION, "ministry"))]
