"""Reminders before a shift: the evening before at 17:00 and an hour before, to whoever still holds it."""

from datetime import timedelta

import pytest
from council import said
from rotas import comms_plan, london

WEEK = "Mon 8 Jun 2026"


def reminders(town, user):
    return town.notices("your duty begins", user)


def test_the_evening_before_and_an_hour_before_a_turn_its_person_is_reminded(town):
    town.passes_to(2026, 6, 7, 16, 59)
    assert reminders(town, "UAMY") == []
    town.passes_to(2026, 6, 7, 17, 0)
    (first,) = reminders(town, "UAMY")
    assert first.title == "Amy Brown, your duty begins tomorrow 09:00 (UK time, UTC+1)"
    assert (
        "Communications: you are at the desk tomorrow 09:00 to Fri 12 Jun 2026 17:00 (UK time, UTC+1)." in first.lines
    )
    town.passes_to(2026, 6, 8, 8, 0)
    assert [n.title for n in reminders(town, "UAMY")][1:] == [
        "Amy Brown, your duty begins today 09:00 (UK time, UTC+1)"
    ]


def test_a_week_of_nights_is_one_duty_and_is_not_reminded_of_night_after_night(town):
    town.passes_to(2026, 6, 12, 23, 0)
    nights = [n for n in reminders(town, "UPRIYA") if "on call" in said(n)]
    assert len(nights) == 2
    assert "on call today 17:00 to Mon 15 Jun 2026 09:00" in said(nights[-1])


def test_whoever_no_longer_holds_it_is_not_reminded_and_whoever_took_it_is(town):
    town.puts_on("lee", london(2026, 6, 8, 9, 0), london(2026, 6, 13, 0, 0), seat="desk")
    town.passes_to(2026, 6, 7, 17, 0)
    assert reminders(town, "UAMY") == []
    assert len(reminders(town, "ULEE")) == 1


def test_a_change_after_the_first_reminder_reminds_the_new_person_an_hour_before(town):
    town.passes_to(2026, 6, 7, 18, 0)
    town.puts_on("lee", london(2026, 6, 8, 9, 0), london(2026, 6, 13, 0, 0), seat="desk")
    town.passes_to(2026, 6, 8, 9, 0)
    assert len(reminders(town, "ULEE")) == 1
    assert len(reminders(town, "UAMY")) == 1


@pytest.mark.parametrize("until", [(2026, 6, 8, 0, 0), (2026, 6, 9, 0, 0)])
def test_nobody_on_leave_is_reminded(town, until):
    """Back in time, Amy is reminded an hour before; not back, she holds nothing."""
    town.is_away("amy", london(2026, 6, 6), london(*until))
    town.passes_to(2026, 6, 8, 7, 0)
    assert reminders(town, "UAMY") == []
    town.passes_to(2026, 6, 8, 8, 59)
    assert len(reminders(town, "UAMY")) == (1 if until == (2026, 6, 8, 0, 0) else 0)


def test_both_london_clock_changes_leave_the_evening_at_five(town):
    """F9: the clocks change in the night between the reminder and the shift."""
    for eve in ((2026, 10, 25), (2027, 3, 29)):
        town.clock.at = london(*eve, 16, 59)
        town.runs()
        before = [reminders(town, user) for user in ("UAMY", "UPRIYA", "ULEE")]
        town.passes_to(*eve, 17, 0)
        after = [reminders(town, user) for user in ("UAMY", "UPRIYA", "ULEE")]
        assert sum(map(len, after)) > sum(map(len, before))


def test_a_chat_that_is_down_delays_a_reminder_and_does_not_double_it(town):
    town.room.down("UAMY")
    town.passes_to(2026, 6, 7, 17, 5)
    assert reminders(town, "UAMY") == []
    town.room.answer = {}
    town.clock.move(minutes=10)
    town.runs()
    town.runs()
    assert len(reminders(town, "UAMY")) == 1


def test_a_reminder_that_waits_for_the_chat_is_not_sent_to_somebody_who_has_swapped_meanwhile(town):
    town.room.down("UAMY")
    town.passes_to(2026, 6, 7, 17, 5)
    town.puts_on("lee", london(2026, 6, 8, 9, 0), london(2026, 6, 13, 0, 0), seat="desk")
    town.room.answer = {}
    town.clock.move(minutes=10)
    town.runs()
    assert reminders(town, "UAMY") == []
    assert len(reminders(town, "ULEE")) == 1


def test_one_person_who_cannot_be_reached_does_not_keep_another_from_being_reminded(town):
    town.room.down("UAMY")
    town.puts_on("lee", london(2026, 6, 8, 8, 0), london(2026, 6, 8, 17, 0))
    town.passes_to(2026, 6, 7, 17, 5)
    assert len(reminders(town, "ULEE")) == 1
    town.room.answer = {}
    town.clock.move(minutes=10)
    town.runs()
    assert (len(reminders(town, "ULEE")), len(reminders(town, "UAMY"))) == (1, 1)


def test_a_rota_says_how_long_before_its_people_are_reminded(town):
    """S73."""
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(remind=(timedelta(hours=30), timedelta(minutes=20)), nation="england"))
    town.passes_to(2026, 6, 7, 2, 59)
    assert reminders(town, "UAMY") == []
    town.passes_to(2026, 6, 7, 3, 0)
    assert len(reminders(town, "UAMY")) == 1
    town.passes_to(2026, 6, 8, 8, 39)
    assert len(reminders(town, "UAMY")) == 1
    town.passes_to(2026, 6, 8, 8, 40)
    assert len(reminders(town, "UAMY")) == 2


def test_a_rota_may_remind_a_week_ahead_or_never(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(remind=(timedelta(days=5),), nation="england"))
    town.passes_to(2026, 6, 4, 12, 0)
    assert len(reminders(town, "UAMY")) == 1  # her desk week begins in less than five days
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(remind=(), nation="england"))
    town.passes_to(2026, 6, 16, 0, 0)
    assert len(reminders(town, "UAMY")) == 1
    assert len(reminders(town, "UPRIYA")) <= 1
