"""A rota changed in org.yaml: everybody whose turns move is told, and nobody else (point of D5: people know)."""

from dataclasses import replace
from datetime import UTC

import pytest
from council import Council
from rotas import comms_plan, london

from bot.core.due import Work
from bot.core.organisation import Unsaid
from bot.use_cases.organisation import Applied, apply, present


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def applied(town, plan):
    with town.store.read() as uow:
        whole = replace(present(uow), rotas=(plan,))
    done = apply(town.store, whole, Unsaid(), source="rotas: {}", by="terminal:ann")
    assert isinstance(done, Applied), done


def told(town, person):
    with town.store.read() as uow:
        body = uow.due.body(Work.NOTIFY, f"turns-moved:comms:{person}:{town.clock().astimezone(UTC):%Y%m%d%H%M%S}")
    return body and (body["title"], " ".join(body["lines"]))


def test_everybody_whose_turns_move_is_told_what_they_are_now(town):
    applied(town, comms_plan(desk=("lee", "amy")))
    title, lines = told(town, "lee")
    assert title == "Your turns in the rota “Communications” have moved"
    assert "You are: • at the desk, now and until Fri 5 Jun 17:00 • at the desk, Mon 15 Jun 09:00 to" in lines
    assert told(town, "priya") is not None


def test_nobody_is_told_where_nothing_moves(town):
    applied(town, comms_plan(reach="Ring the bell."))
    assert [told(town, person) for person in ("priya", "amy", "lee")] == [None, None, None]


def test_somebody_who_is_taken_out_of_the_rota_is_told_that_they_have_no_turns(town):
    applied(town, comms_plan(desk=("priya", "amy"), on_call=("amy", "priya")))
    _, lines = told(town, "lee")
    assert "You have no turns in the next four weeks." in lines
