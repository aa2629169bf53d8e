"""The rotas of org.yaml: rota_file.py's format, with the accounts each watches over and how its people are called.

What departs from the plan is entered in chat, so a file that gives it here is told so.
"""

import re
from collections.abc import Collection, Iterable
from datetime import time, timedelta

from bot.adapters import rota_file
from bot.adapters.rota_times import as_time
from bot.adapters.yaml_map import Map, document, each
from bot.core.ids import AccountId, PersonId, RotaId
from bot.core.rota.duty import SeatName
from bot.core.rota.plan import DAY_BEFORE, HOUR_BEFORE, MINUTE, MORNING, MOST_DAYS, Calling, Plan
from bot.policy.suggestions import did_you_mean

SECTION = "rotas"
CALLING = ("steps", "repeats", "unack_after", "fallback")
OWN = (
    "name",
    "accounts",
    "nation",
    "desk",
    "on_call",
    *CALLING,
    "user_group",
    "reach",
    "most_days_in_a_row",
    "remind",
    "morning",
)
PLAN = ("zone", "people", "bank_holidays", "seats")
KEYS = (*OWN, *PLAN)
ENTERED = ("overrides", "swaps", "covers", "shifts", "absences")
NATIONS = ("england", "wales", "scotland", "northern_ireland")
_MOST_STEPS, _LONGEST_STEP = 10, 240
_MOST_REMINDERS, _LONGEST_LEAD = 5, timedelta(days=7)
_LEAD = re.compile(r"(?P<count>[0-9]{1,4}) ?(?P<unit>[mh])")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_UNITS = {"m": MINUTE, "h": 60 * MINUTE}
_REMIND = 'such as [24h, 1h], or ["17:00", 30m] for the evening before and half an hour before'


def read_rotas(text: str, zone: str, people: Collection[PersonId], accounts: Collection[AccountId]) -> tuple[Plan, ...]:
    """The section `rotas` of the file, empty where there is none. `zone` is the organisation's.

    Raises:
        ProblemsError: everything that cannot be used, each with its line.
    """
    root = document(text, (SECTION,), dates_as_text=True)
    if root.node.get(SECTION) is None:
        return ()
    return tuple(each(root.maps(SECTION), lambda key, node: _plan(key, node, zone, people, accounts)))


def _plan(key: str, node: Map, zone: str, people: Collection[PersonId], accounts: Collection[AccountId]) -> Plan:
    entered = next((name for name in ENTERED if name in node.node), None)
    if entered:
        raise node.bad(entered, f"“{entered}” are entered in chat, not in this file.", "Take them out: see /rota help.")
    if "midday" in node.node:
        raise node.bad("midday", "Half days part at the same time in every rota.", "Write it under “organisation”.")
    node.node.setdefault("zone", zone)
    made = rota_file.rota(node, people, KEYS)
    named = {person for seat in made.seats for layer in seat.layers for person in layer.rotation.people}
    if strangers := sorted(named - set(people)):
        raise node.bad("people", f"“{strangers[0]}” is not one of the people.", _near(strangers[0], people))
    seats = [seat.name for seat in made.seats]
    plan = Plan(
        id=RotaId(key),
        name=node.words("name", key),
        rota=made,
        accounts=tuple(_account(node, name, accounts) for name in node.texts("accounts")),
        desk=_seat(node, "desk", seats),
        on_call=_seat(node, "on_call", seats),
        calling=_calling(node, people),
        nation=node.one_of("nation", NATIONS, "england"),
        user_group=node.words("user_group", ""),
        reach=node.words("reach", ""),
        most_days=node.number("most_days_in_a_row", MOST_DAYS, 1, 60),
        remind=_remind(node),
        morning=as_time(node, "morning", MORNING.isoformat("minutes")),
    )
    if plan.desk is None and plan.on_call is None:
        raise node.bad("seats", f"The rota “{key}” names neither desk nor on_call.", "Name one of its seats as such.")
    return plan


def _remind(node: Map) -> tuple[timedelta | time, ...]:
    """Lead times such as 24h and 30m, and times of the day before such as 17:00; an empty list for no reminders."""
    given = node.node.get("remind")
    if given is None:
        return DAY_BEFORE, HOUR_BEFORE
    if not isinstance(given, list) or len(given) > _MOST_REMINDERS:
        raise node.bad("remind", "“remind” is not a list.", f"Expected {_MOST_REMINDERS} times at most, {_REMIND}.")
    return tuple(_before(node, each) for each in given)


def _before(node: Map, given: object) -> timedelta | time:
    found = _LEAD.fullmatch(str(given))
    lead = int(found["count"]) * _UNITS[found["unit"]] if found else timedelta()
    if timedelta() < lead <= _LONGEST_LEAD:
        return lead
    if _CLOCK.fullmatch(str(given)):
        return time.fromisoformat(str(given))
    raise node.bad(
        "remind", f"“{given}” in “remind” is no time before a shift.", f"Expected a week at most, {_REMIND}."
    )


def _calling(node: Map, people: Collection[PersonId]) -> Calling:
    usual = Calling()
    fallback = node.words("fallback", "")
    if fallback and fallback not in people:
        raise node.bad("fallback", f"“{fallback}” is not one of the people.", _near(fallback, people))
    return Calling(
        steps=_steps(node) or usual.steps,
        repeats=node.number("repeats", usual.repeats, 0, 10),
        unack_after=MINUTE * node.number("unack_after", int(usual.unack_after / MINUTE), 1, _LONGEST_STEP),
        fallback=PersonId(fallback) if fallback else None,
    )


def _steps(node: Map) -> tuple[timedelta, ...]:
    given = node.node.get("steps")
    if given is None:
        return ()
    fit = isinstance(given, list) and 0 < len(given) <= _MOST_STEPS
    if not fit or not all(type(step) is int and 0 < step <= _LONGEST_STEP for step in given):
        raise node.bad("steps", "“steps” is not a list of minutes.", "Expected waits such as [5, 10, 15].")
    return tuple(step * MINUTE for step in given)


def _seat(node: Map, key: str, seats: list[SeatName]) -> SeatName | None:
    """The seat named; a seat that bears the very name needs no naming."""
    name = node.words(key, key if key in seats else "")
    if name and name not in seats:
        raise node.bad(key, f"“{name}” is not one of the seats.", _near(name, seats))
    return SeatName(name) if name else None


def _account(node: Map, name: str, accounts: Collection[AccountId]) -> AccountId:
    account = AccountId(name.lstrip("@").lower())
    if account in accounts:
        return account
    raise node.bad("accounts", f"“{name}” is not one of the accounts.", _near(account, accounts))


def _near(name: str, known: Iterable[str]) -> str:
    return did_you_mean(name, [str(each_name) for each_name in known], "Enter it first, further up in the file.")
