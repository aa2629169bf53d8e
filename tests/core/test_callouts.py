"""Callouts at night, and which shifts come before the eleven hours of rest (rest.py)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.callouts import Callout, to_cover
from bot.core.rota.duty import CLOSED, Because, Holder, Span

LONDON = ZoneInfo("Europe/London")


def london(*when):
    return datetime(*when, tzinfo=LONDON).astimezone(UTC)


def callout(start, **length):
    return Callout(1, "megan", start, start + timedelta(**length))


@pytest.mark.parametrize(
    ("start", "minutes", "is_night"),
    [
        (london(2026, 3, 2, 21, 30), 30, False),
        (london(2026, 3, 2, 21, 31), 30, True),
        (london(2026, 3, 3, 2), 1, True),
        (london(2026, 3, 3, 5, 59), 1, True),
        (london(2026, 3, 3, 6), 60, False),
        # 21:30 UTC is half past nine in winter and half past ten once the clocks have gone forward
        (datetime(2026, 3, 28, 21, 30, tzinfo=UTC), 1, False),
        (datetime(2026, 3, 29, 21, 30, tzinfo=UTC), 1, True),
    ],
)
def test_the_night_is_from_ten_to_six_by_the_wall_clock(start, minutes, is_night):
    assert callout(start, minutes=minutes).breaks_the_night(LONDON) is is_night


def test_the_part_of_the_next_shift_before_eleven_hours_of_rest_needs_cover():
    called = callout(london(2026, 3, 3, 1), hours=1)
    megan, tom = Holder("megan", Because.ROTATION), Holder("tom", Because.ROTATION)
    monday = Span("desk", london(2026, 3, 2, 9), london(2026, 3, 2, 17), megan)
    night = Span("desk", london(2026, 3, 2, 17), london(2026, 3, 3, 9), CLOSED)
    tuesday = Span("desk", london(2026, 3, 3, 9), london(2026, 3, 3, 17), megan)
    other = Span("other desk", london(2026, 3, 3, 9), london(2026, 3, 3, 17), tom)
    late = Span("other desk", london(2026, 3, 3, 13), london(2026, 3, 3, 17), megan)
    assert to_cover(called, [monday, night, tuesday, other, late]) == [tuesday._replace(end=london(2026, 3, 3, 13))]


def test_a_night_when_the_clocks_change_takes_eleven_real_hours():
    called = callout(london(2026, 3, 29, 0, 30), minutes=20)
    assert called.rested_at == called.end + timedelta(hours=11)
    assert called.rested_at.astimezone(LONDON) == london(2026, 3, 29, 12, 50)
