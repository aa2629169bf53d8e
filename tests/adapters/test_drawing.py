"""The pictures, read back pixel by pixel where it matters: gaps are hatched red, words are there, nothing depends on colour."""

import io
import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.adapters.drawing import draw_hours, draw_week
from bot.adapters.drawing.sheet import MOST_ALT, TINTS
from bot.core.rota.changes import Absence, Change, Changes, Kind
from bot.core.rota.layers import Layer, Seat
from bot.core.rota.proposal import Chart, Share
from bot.core.rota.restriction import EVERY_DAY, Window
from bot.core.rota.rotation import Every, Rotation
from bot.core.rota.schedule import Rota
from bot.core.rota.week import Line, week

LONDON = ZoneInfo("Europe/London")
RED = (0xB0, 0x00, 0x20)
PEOPLE = tuple(f"person{n}" for n in range(12))
NAMES = {person: f"Person {n} Ŵyn-Ó" for n, person in enumerate(PEOPLE)} | {"person0": "X"}


def rota(*changes, people=PEOPLE, every=Every.DAILY, absences=()):
    turns = Layer("turns", Rotation(every, datetime.fromisoformat("2026-01-05T09:00"), LONDON, people))
    desk = Seat("desk", (turns,), required=(Window(EVERY_DAY - {5, 6}, time(9), time(17)),))
    return Rota(LONDON, (desk, Seat("on_call", (turns,))), Changes(changes, (), absences))


def gap(seat="desk"):
    start = datetime(2026, 3, 29, 0, tzinfo=UTC)
    return Change(Kind.OVERRIDE, seat, start, start + timedelta(hours=9), None)


def opened(picture):
    image = Image.open(io.BytesIO(picture.content))
    assert image.format == "PNG"
    return image.convert("RGB")


def reds(image):
    return sum(count for count, colour in image.getcolors(1 << 24) if colour == RED)


def test_a_gap_is_red_and_a_full_week_has_no_red_at_all():
    whole = opened(draw_week(week("Press rota", rota(), date(2026, 3, 25), NAMES)))
    holed = opened(draw_week(week("Press rota", rota(gap("on_call")), date(2026, 3, 25), NAMES)))
    assert reds(whole) == 0
    assert reds(holed) > 1000


def test_a_gap_is_hatched_so_that_it_shows_without_colour():
    grey = opened(draw_week(week("Press rota", rota(gap("on_call")), date(2026, 3, 25), NAMES))).convert("L")
    row = [grey.getpixel((x, 275)) for x in range(grey.width)]
    strokes = sum(one > 200 > other for one, other in itertools.pairwise(row))
    plain = opened(draw_week(week("Press rota", rota(), date(2026, 3, 25), NAMES))).convert("L")
    row = [plain.getpixel((x, 275)) for x in range(plain.width)]
    assert strokes > sum(one > 200 > other for one, other in itertools.pairwise(row)) + 4


def test_the_words_say_what_the_picture_shows_and_fit_what_chats_take():
    found = draw_week(week("Press rota", rota(gap("on_call")), date(2026, 3, 25), NAMES))
    assert found.alt.startswith(
        "Press rota, Monday 23 to Sunday 29 March 2026. On call: NOBODY on Sunday 29 March, until 10:00."
    )
    assert len(found.alt) <= MOST_ALT
    assert found.mime == "image/png"


@pytest.mark.parametrize("every", [Every.HOURLY, Every.DAILY, Every.WEEKLY])
def test_any_week_is_drawn_however_short_the_turns_and_however_many_are_away(every):
    absences = tuple(Absence(p, datetime(2026, 3, 24, tzinfo=UTC), datetime(2026, 3, 26, tzinfo=UTC)) for p in PEOPLE)
    image = opened(draw_week(week("Press rota", rota(every=every, absences=absences), date(2026, 3, 25), NAMES)))
    assert image.width == 1680


def test_a_rota_without_anything_in_it_is_drawn_too():
    empty = week("Press rota", Rota(LONDON, ()), date(2026, 3, 25), {})
    assert empty.lines == ()
    assert opened(draw_week(empty)).height > 100
    assert Line("x", ()) not in empty.lines


def test_black_words_are_readable_on_every_tint():
    for tint in TINTS:
        red, green, blue = (int(tint[n : n + 2], 16) for n in (1, 3, 5))
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue > 170


def test_the_same_week_gives_the_same_bytes():
    one, other = (draw_week(week("Press rota", rota(), date(2026, 3, 25), NAMES)).content for _ in range(2))
    assert one == other


def test_hours_are_drawn_in_proportion():
    shares = tuple(
        Share(name, timedelta(hours=social), timedelta(hours=unsocial))
        for name, social, unsocial in [("Ann", 80, 20), ("Ben", 40, 10)]
    )
    found = draw_hours(Chart("Hours per person", shares))
    assert found.alt == "Hours per person: Ann 100 hours, 20 of them unsocial; Ben 50 hours, 10 of them unsocial."
    image = opened(found)
    tint = tuple(int(TINTS[0][n : n + 2], 16) for n in (1, 3, 5))
    lengths = [sum(image.getpixel((x, y)) == tint for x in range(280, image.width)) for y in (140, 198)]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.03)


def test_a_chart_of_nobody_is_drawn_too():
    assert draw_hours(Chart("Hours per person", ())).alt == "Hours per person: nobody."


def test_hours_at_a_desk_stand_apart_from_hours_on_call_and_can_be_told_without_colour():
    hour = timedelta(hours=1)
    both, none = Share("Ann", 20 * hour, 30 * hour, 50 * hour), Share("Ann", 70 * hour, 30 * hour)
    found = draw_hours(Chart("Hours on duty", (both,)))
    assert found.alt == "Hours on duty: Ann 100 hours: 50 in office hours, 50 on call, 30 of them unsocial."
    assert found.content != draw_hours(Chart("Hours on duty", (none,))).content
    grey = Image.open(io.BytesIO(found.content)).convert("L")
    middle = grey.crop((300, 124 + 9, 500, 124 + 49))
    assert middle.getextrema()[0] < 60  # dots
