"""/rota calendar: a private address of one's shifts or of a rota, told once, that can be ended; and what it shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london

from bot.core.people import Standing
from bot.use_cases.diaries import diary

ADDRESS = "https://countersign.fernshire.gov.uk"


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    town.tools = replace(town.tools, settings=replace(town.tools.settings, public_address=ADDRESS))
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def given(town, name, words="/rota calendar"):
    """The secret part of the address somebody is given."""
    told = town.types(name, words)
    address = told.lines[0]
    assert address.startswith(f"{ADDRESS}/calendar/")
    assert address.endswith(".ics")
    return address.removeprefix(f"{ADDRESS}/calendar/").removesuffix(".ics")


def test_the_address_shows_ones_own_shifts_only(town):
    shown = diary(town.tools, given(town, "priya"))

    assert shown.name == "Priya Shah, on duty"
    assert {event.entry.summary for event in shown.events} == {
        "Communications, desk: Priya Shah",
        "Communications, on call: Priya Shah",
    }
    assert shown.events[0].entry.start >= london(2026, 5, 1)
    assert shown.events[-1].entry.end <= london(2027, 1, 1)


def test_with_the_name_of_a_rota_it_shows_all_of_it_gaps_among_it(town):
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 4), london(2026, 6, 5), by="lee", now=uow.now())

    shown = diary(town.tools, given(town, "tom", "/rota calendar communications"))

    assert shown.name == "Communications, rota"
    gap = next(event.entry for event in shown.events if "NOBODY" in event.entry.summary)
    assert (gap.start, gap.end) == (london(2026, 6, 4, 9), london(2026, 6, 4, 17))
    assert gap.detail == "Priya Shah is away and nobody stands in yet."


def test_it_is_told_once_and_cannot_be_looked_up(town):
    token = given(town, "priya")
    again = said(town.types("priya", "/rota calendar"))
    assert "cannot be shown again" in again
    assert token not in again
    with town.store.read() as uow:
        assert token not in repr(list(uow.records.read()))


def test_a_new_address_ends_the_old_one_and_only_that(town):
    old, whole = given(town, "priya"), given(town, "priya", "/rota calendar comms")
    new = given(town, "priya", "/rota calendar new")
    assert diary(town.tools, old) is None
    assert diary(town.tools, new) is not None
    assert diary(town.tools, whole) is not None


def test_it_can_be_ended(town):
    token = given(town, "priya")
    assert "no longer shows your shifts" in said(town.types("priya", "/rota calendar stop"))
    assert diary(town.tools, token) is None
    assert "nothing to end" in said(town.types("priya", "/rota calendar stop"))


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEFT])
def test_it_shows_nothing_once_its_person_may_act_no_longer(town, standing):
    token = given(town, "priya", "/rota calendar comms")
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=standing))
    assert diary(town.tools, token) is None


def test_somebody_suspended_is_given_none(town):
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("priya"), standing=Standing.SUSPENDED))
    assert "suspended" in said(town.types("priya", "/rota calendar"))


def test_a_rota_that_is_gone_shows_nothing(town):
    token = given(town, "tom", "/rota calendar comms")
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    assert diary(town.tools, token) is None


def test_a_rota_that_is_not_known_is_answered_with_those_there_are(town):
    assert "“Communications” (comms)" in said(town.types("tom", "/rota calendar press"))


def test_without_an_address_on_the_web_it_says_who_can_mend_that(town):
    town.tools = replace(town.tools, settings=replace(town.tools.settings, public_address=""))
    assert "COUNTERSIGN_PUBLIC_URL" in said(town.types("tom", "/rota calendar"))


def test_what_is_given_and_ended_is_on_record_without_the_address(town):
    given(town, "priya")
    town.types("priya", "/rota calendar stop")
    with town.store.read() as uow:
        kinds = [(record.kind, record.actor) for record in uow.records.about("person:priya")]
    assert kinds == [("CalendarAddressMade", "priya"), ("CalendarAddressRevoked", "priya")]


def test_no_shift_changes_by_itself_from_day_to_day(town):
    token = given(town, "priya")
    known = {}
    for _ in range(60):
        shown = {event.entry.uid: event for event in diary(town.tools, token).events}
        assert [uid for uid, event in shown.items() if known.get(uid, event) != event] == []
        known |= shown
        town.clock.at += timedelta(days=1, minutes=7)


def test_only_the_shift_that_changes_is_told_anew(town):
    token = given(town, "lee", "/rota calendar comms")
    before = {event.entry.uid: event for event in diary(town.tools, token).events}
    town.clock.at += timedelta(hours=5)
    with town.store.write() as uow:
        kept = uow.rotas.add_absence("priya", london(2026, 6, 4), london(2026, 6, 5), by="lee", now=uow.now())
    after = {event.entry.uid: event for event in diary(town.tools, token).events}

    changed = [event for uid, event in after.items() if uid in before and before[uid] != event]
    assert all((event.stamp.sequence, event.stamp.changed) == (1, town.clock.at) for event in changed)
    assert changed
    town.clock.at += timedelta(hours=5)
    with town.store.write() as uow:
        uow.rotas.cancel_absence(kept.absence.id, "lee", uow.now())
    undone = {event.entry.uid: event for event in diary(town.tools, token).events}
    assert {uid for uid, event in undone.items() if before[uid] != event} == {event.entry.uid for event in changed}
    assert {undone[event.entry.uid].stamp.sequence for event in changed} == {2}


def test_two_calendars_that_show_the_same_shift_tell_it_alike(town):
    own = diary(town.tools, given(town, "priya"))
    town.clock.at += timedelta(hours=1)
    whole = {event.entry.uid: event for event in diary(town.tools, given(town, "tom", "/rota calendar comms")).events}

    assert own.events
    assert all(whole[event.entry.uid] == event for event in own.events)


def test_asking_again_writes_nothing_and_what_is_long_over_is_forgotten(town):
    token = given(town, "priya")
    diary(town.tools, token)
    before = told_events(town)
    town.clock.at += timedelta(days=120)
    diary(town.tools, token)
    after = told_events(town)

    assert before.keys() - after.keys()
    assert len(after) < 2 * len(before)


def told_events(town):
    with town.store.read() as uow:
        return uow.feeds.events("comms")
