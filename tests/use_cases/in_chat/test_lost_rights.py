"""Whoever `org apply` takes off a rota’s people, a list or the trained: cover is sought in that very transaction (S69)."""

from dataclasses import replace
from datetime import date

import pytest
from council import said
from rotas import london
from watch import Watch

from bot.core.accounts import Role
from bot.core.cards import Action
from bot.core.commands import OpenHome, Pressed
from bot.core.organisation import Unsaid
from bot.core.rota.requests import RequestState
from bot.use_cases.gaps import watch
from bot.use_cases.organisation import Applied, apply, present
from bot.use_cases.rotas import on_duty

YES, NO = Action.I_WILL_COVER, Action.I_CANNOT_COVER
NIGHT = london(2026, 6, 10, 20)
"""In the week in which priya is on call and amy has the desk."""


@pytest.fixture
def town(sqlite_store, clock):
    """Wednesday 3 June 2026, 10:00."""
    clock.at = london(2026, 6, 3, 10)
    return Watch(sqlite_store, clock)


def applies(town, **parts):
    """The file as it is in force, with these parts of it changed; nothing that is due afterwards is run."""
    with town.store.read() as uow:
        whole = present(uow)
    changed = {name: change(getattr(whole, name)) for name, change in parts.items()}
    done = apply(town.store, replace(whole, **changed), Unsaid(), source="people: {}", by="terminal:lee")
    assert isinstance(done, Applied), done


def without(key):
    return lambda people: tuple(person for person in people if person.id != key)


def trained_until(key, day):
    return lambda people: tuple(replace(p, trained_until=day) if p.id == key else p for p in people)


def off_the_list(person, account):
    return lambda grants: tuple(g for g in grants if (g.person, g.account, g.role) != (person, account, Role.APPROVE))


def sought(town):
    """For whom, on which seat, and who is asked."""
    return [(r.person, r.seat, [ask.person for ask in r.asks]) for r in town.requests() if not r.account]


def first(town):
    """The first turn on call that is sought for priya."""
    return next(r for r in town.requests() if r.person == "priya" and r.seat == "on_call")


def on_call(town, at=NIGHT):
    with town.store.read() as uow:
        return on_duty(uow, uow.rotas.plan("comms"), at)["on_call"].duty.person


def test_somebody_who_left_has_cover_sought_with_the_file(town):
    applies(town, people=without("priya"))
    assert ("priya", "on_call", ["lee"]) in sought(town)
    town.runs()
    assert town.question("lee").title == "Can you cover for Priya Shah?"


def test_somebody_whose_training_ended_has_cover_sought_with_the_file_and_is_told(town):
    applies(town, people=trained_until("priya", date(2026, 6, 9)))
    assert ("priya", "on_call", ["lee"]) in sought(town)
    town.runs()
    assert "Somebody else is sought for your shifts: Communications" in town.told("priya")
    assert on_call(town) == "priya"  # until somebody has taken it she is still named
    assert "You cover for Priya Shah" in said(town.does("lee", Pressed(YES, about=f"cover:{first(town).id}:lee")))
    assert on_call(town) == "lee"


def test_shifts_that_end_while_the_training_still_counts_stay_as_they_are(town):
    applies(town, people=trained_until("priya", date(2026, 6, 9)))
    assert first(town).start == london(2026, 6, 9, 17)


def test_somebody_taken_off_the_list_of_one_account_has_cover_sought_by_people_on_it(town):
    applies(town, grants=off_the_list("priya", "fernshireroads"))
    town.runs()
    lists = {(p, seat): asked for p, seat, asked in sought(town)}
    assert lists["priya", "on_call"] == ["lee"]
    town.answers("lee", NO)
    town.answers("amy", NO)
    gap = town.gap()
    assert gap.title.startswith("Nobody covers for Priya Shah")
    assert "Priya Shah is not on the list of approvers for @FernshireRoads" in said(town.answers("priya", YES, gap))


def test_it_is_sought_once_however_often_the_file_is_applied_and_looked_at(town):
    applies(town, grants=off_the_list("priya", "fernshireroads"))
    before = sought(town)
    applies(town, people=trained_until("priya", date(2026, 6, 4)))
    with town.store.write() as uow:
        watch(uow, town.tools.settings.cover_answer)
    assert [(p, seat) for p, seat, _ in sought(town)] == [(p, seat) for p, seat, _ in before]


def test_given_the_right_back_nobody_is_sought_any_more(town):
    applies(town, people=trained_until("priya", date(2026, 6, 4)))
    assert sought(town)
    applies(town, people=trained_until("priya", date(2027, 1, 1)))
    assert sought(town) == []


def test_a_gap_of_such_shifts_stands_on_app_home_until_it_is_closed(town):
    applies(town, grants=off_the_list("priya", "fernshireroads"))
    town.runs()
    town.answers("lee", NO)
    town.answers("amy", NO)
    gaps = [r for r in town.requests() if r.state is RequestState.GAP and r.person == "priya"]
    assert gaps
    home = town.does("lee", OpenHome())
    assert any("Nobody covers for Priya Shah: on call" in line for line in home.gaps)


def test_a_file_that_takes_nothing_from_anybody_seeks_nothing(town):
    applies(town, people=lambda people: tuple(replace(p, title="Officer") for p in people))
    assert sought(town) == []
