"""The notice of each morning: who is on today and tonight, what is open, who is away and never why."""

from dataclasses import replace
from datetime import time

from council import said
from rotas import comms_plan, london

from bot.core.cards import Tone


def mornings(town, where="C1"):
    return town.notices("who is on today and tonight", where)


def test_every_morning_at_half_past_eight_the_channel_reads_who_is_on(town):
    town.passes_to(2026, 6, 4, 8, 29)
    assert mornings(town) == []
    town.passes_to(2026, 6, 4, 8, 30)
    (notice,) = mornings(town)
    assert notice.title == "Thursday 4 June: who is on today and tonight"
    assert notice.tone is Tone.INFO
    assert notice.lines == (
        "Communications, today 08:30 to 09:00 (UK time, UTC+1): Amy Brown is on call.",
        "Communications, today 09:00 to 17:00 (UK time, UTC+1): Priya Shah is at the desk.",
        "Communications, today 17:00 to tomorrow 09:00 (UK time, UTC+1): Amy Brown is on call.",
    )


def test_it_is_said_once_a_day(town):
    town.passes_to(2026, 6, 6, 8, 40)
    assert [n.title.split(":")[0] for n in mornings(town)] == ["Thursday 4 June", "Friday 5 June", "Saturday 6 June"]


def test_a_morning_that_was_slept_through_is_not_made_up_for_in_the_afternoon(town):
    town.clock.at = london(2026, 6, 4, 13, 0)
    town.runs()
    assert mornings(town) == []
    town.clock.at = london(2026, 6, 5, 9, 15)
    town.runs()
    assert len(mornings(town)) == 1


def test_it_names_who_is_away_and_what_nobody_covers_and_never_why(town):
    """S68."""
    town.is_away("amy", london(2026, 6, 4), london(2026, 6, 6))
    town.passes_to(2026, 6, 4, 8, 30)
    (notice,) = mornings(town)
    assert notice.tone is Tone.WARNING
    assert "Away today: Amy Brown." in notice.lines
    assert "today 17:00 to tomorrow 09:00 (UK time, UTC+1): NOBODY (Amy Brown is away and nobody stands in yet)." in (
        said(notice)
    )
    assert "Red gap in Communications: nobody is on call" in said(notice)


def test_somebody_who_comes_back_tonight_is_away_today_and_not_tomorrow(town):
    town.is_away("amy", london(2026, 6, 4), london(2026, 6, 4, 12))
    town.passes_to(2026, 6, 5, 8, 30)
    first, second = mornings(town)
    assert "Away today: Amy Brown." in first.lines
    assert not any(line.startswith("Away") for line in second.lines)


def test_a_bank_holiday_names_the_shift_that_became_an_on_call_shift(town):
    """31 August 2026 is the summer bank holiday in England."""
    town.clock.at = london(2026, 8, 30, 20)
    town.runs()
    town.passes_to(2026, 8, 31, 8, 30)
    assert (
        "Communications, today 09:00 to 17:00 (UK time, UTC+1): Amy Brown is on call, "
        "on call instead of in hours: bank holiday in England." in mornings(town)[-1].lines
    )


def test_channels_of_accounts_no_rota_watches_are_left_in_peace(town):
    town.sets("fernshireroads", channel="C2")
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(accounts=("fernshire",)))
    town.passes_to(2026, 6, 4, 8, 30)
    assert (len(mornings(town, "C1")), mornings(town, "C2")) == (1, [])


def test_the_clock_changes_leave_it_at_half_past_eight(town):
    """F9."""
    for day in ((2026, 10, 25), (2027, 3, 28)):
        town.clock.at = london(*day, 0, 30)
        town.runs()
        so_far = len(mornings(town))
        town.passes_to(*day, 8, 29)
        assert len(mornings(town)) == so_far
        town.passes_to(*day, 8, 30)
        assert len(mornings(town)) == so_far + 1


def test_each_rota_says_when_its_morning_is_and_each_channel_reads_its_own(town):
    """S73."""
    town.sets("fernshireroads", channel="C2")
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(accounts=("fernshire",), morning=time(7, 45)))
        roads = comms_plan(accounts=("fernshireroads",))
        uow.rotas.put(replace(roads, id="roads", name="Roads"))
    town.passes_to(2026, 6, 4, 7, 45)
    assert (len(mornings(town, "C1")), mornings(town, "C2")) == (1, [])
    assert mornings(town, "C1")[0].lines[0].startswith("Communications, today 07:45 to 09:00")
    town.passes_to(2026, 6, 4, 8, 30)
    assert (len(mornings(town, "C1")), len(mornings(town, "C2"))) == (1, 1)
    assert all(line.startswith("Roads") for line in mornings(town, "C2")[0].lines)
    town.passes_to(2026, 6, 5, 12, 0)
    assert (len(mornings(town, "C1")), len(mornings(town, "C2"))) == (2, 2)
