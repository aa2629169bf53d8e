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
    assert {entry.summary for entry in shown.entries} == {
        "Communications, desk: Priya Shah",
        "Communications, on call: Priya Shah",
    }
    assert shown.entries[0].start >= london(2026, 5, 4)
    assert shown.entries[-1].end <= london(2026, 12, 1)


def test_with_the_name_of_a_rota_it_shows_all_of_it_gaps_among_it(town):
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 4), london(2026, 6, 5), by="lee", now=uow.now())

    shown = diary(town.tools, given(town, "tom", "/rota calendar communications"))

    assert shown.name == "Communications, rota"
    gap = next(entry for entry in shown.entries if "NOBODY" in entry.summary)
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


def test_the_same_shifts_keep_their_ids_from_day_to_day(town):
    token = given(town, "priya")
    before = {entry.uid: entry for entry in diary(town.tools, token).entries}
    town.clock.at += timedelta(days=1)
    after = {entry.uid: entry for entry in diary(town.tools, token).entries}
    assert len(before.keys() & after.keys()) >= len(before) - 2
