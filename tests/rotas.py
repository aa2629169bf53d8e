"""A rota for tests of what stands on it: a desk on weekdays 9 to 5, on call outside it, weekly turns in order.

Instants in tests are of June 2026, when London is an hour ahead of UTC; Monday 1 June is the desk's first turn.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.core.rota.layers import Layer, Outside, Seat
from bot.core.rota.plan import Calling, Plan
from bot.core.rota.restriction import Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota

LONDON = ZoneInfo("Europe/London")
OFFICE = (Window(frozenset(range(5)), time(9), time(17)),)


def london(*when):
    """An instant, by London's clock."""
    return datetime(*when, tzinfo=LONDON)


def weekly(name, people, hour, when=None):
    return Layer(name, Rotation(Every.WEEKLY, datetime(2026, 6, 1, hour), LONDON, tuple(people)), when)  # noqa: DTZ001  rotations start at a wall time


def comms_plan(desk=("priya", "amy"), on_call=("amy", "priya", "lee"), **more):
    """The rota `comms`, which watches over every account."""
    seats = (
        Seat("desk", (weekly("desk week", desk, 9),), in_hours=True, required=OFFICE, on_holiday="on_call"),
        Seat("on_call", (weekly("on-call week", on_call, 17),), required=Outside("desk")),
    )
    more.setdefault("most_days", 12)
    calling = more.pop("calling", Calling(fallback="lee"))
    return Plan("comms", "Communications", Rota(LONDON, seats), desk="desk", on_call="on_call", calling=calling, **more)
