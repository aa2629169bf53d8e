"""The chat's group follows the rota, is never empty, and a failure is retried and told once."""

from dataclasses import replace
from datetime import timedelta

from council import said
from rotas import comms_plan, london

from bot.core.people import Standing
from bot.use_cases.ports_chat import CannotDeliver, TryLater

GROUP = "@comms-oncall"


def test_the_group_holds_whoever_is_on_from_the_start_and_after_each_change(town):
    assert town.groups.members[GROUP] == ["UPRIYA"]
    town.passes_to(2026, 6, 3, 17, 0)
    assert town.groups.members[GROUP] == ["UAMY"]


def test_a_sudden_change_is_followed_within_a_minute(town):
    town.is_away("priya", london(2026, 6, 3, 10), london(2026, 6, 4))
    town.puts_on("amy", london(2026, 6, 3, 10), london(2026, 6, 4), seat="desk")
    town.clock.move(minutes=1)
    town.runs()
    assert town.groups.members[GROUP] == ["UAMY"]


def test_where_nobody_is_on_the_fallback_is_in_it_rather_than_nobody_or_yesterdays(town):
    town.is_away("priya", london(2026, 6, 3, 10), london(2026, 6, 4))
    town.runs()
    assert town.groups.members[GROUP] == ["ULEE"]


def test_without_a_fallback_it_is_the_leads(town):
    with town.store.write() as uow:
        plan = uow.rotas.plan("comms")
        uow.rotas.put(replace(plan, calling=replace(plan.calling, fallback=None)))
        uow.people.put(replace(uow.people.get("nia"), lead=True))
    town.is_away("priya", london(2026, 6, 3, 10), london(2026, 6, 4))
    town.runs()
    assert town.groups.members[GROUP] == ["ULEE", "UNIA"]


def test_a_suspended_fallback_is_not_put_into_it(town):
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("lee"), standing=Standing.SUSPENDED))
        uow.people.put(replace(uow.people.get("nia"), lead=True))
    town.is_away("priya", london(2026, 6, 3, 10), london(2026, 6, 4))
    town.runs()
    assert town.groups.members[GROUP] == ["UNIA"]


def test_slack_that_cannot_be_reached_is_asked_again_until_it_takes_the_change(town):
    town.groups.answer = TryLater("Slack is busy.")
    town.passes_to(2026, 6, 3, 17, 0)
    town.clock.move(seconds=30)
    town.runs()
    assert town.groups.members[GROUP] == ["UPRIYA"]
    town.groups.answer = None
    town.clock.move(minutes=5)
    town.runs()
    assert town.groups.members[GROUP] == ["UAMY"]
    assert town.notices("does not follow", "ULEE") == []


def test_a_group_that_is_refused_is_told_to_the_leads_once_and_tried_again_every_hour(town):
    town.groups.answer = CannotDeliver("There is no group of this name.")
    town.passes_to(2026, 6, 3, 17, 0)
    calls = town.groups.calls
    for _ in range(3):
        town.clock.move(hours=1)
        town.runs()
    assert town.groups.calls >= calls + 3
    (notice,) = town.notices("does not follow", "ULEE")
    assert "@comms-oncall does not follow the rota Communications" in said(notice)
    assert "may not reach Amy Brown" in said(notice)
    town.groups.answer = None
    town.clock.move(hours=1)
    town.runs()
    assert town.groups.members[GROUP] == ["UAMY"]


def test_after_it_worked_again_the_next_failure_is_told(town):
    town.groups.answer = CannotDeliver("No.")
    town.passes_to(2026, 6, 3, 17, 0)
    town.groups.answer = None
    town.clock.move(hours=2)
    town.runs()
    town.groups.answer = CannotDeliver("No.")
    town.passes_to(2026, 6, 4, 9, 0)
    assert len(town.notices("does not follow", "ULEE")) == 2


def test_a_rota_without_a_group_asks_nothing_of_slack(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    calls = town.groups.calls
    town.passes_to(2026, 6, 3, 17, 0)
    assert town.groups.calls == calls


def test_slack_down_for_a_minute_or_more_is_told_to_the_leads(town):
    town.groups.answer = TryLater("Slack cannot be reached.", timedelta(seconds=1))
    town.passes_to(2026, 6, 3, 17, 5)
    assert len(town.notices("does not follow", "ULEE")) == 1


def test_a_group_that_two_rotas_share_holds_whoever_is_on_in_either(town):
    with town.store.write() as uow:
        uow.rotas.put(replace(comms_plan(desk=("lee",), user_group=GROUP), id="web", name="Web"))
    town.runs()
    assert town.groups.members[GROUP] == ["UPRIYA", "ULEE"]
    town.passes_to(2026, 6, 3, 17, 0)
    assert town.groups.members[GROUP] == ["UAMY"]


def test_a_fallback_who_is_away_is_not_put_into_it_while_a_lead_is_there(town):
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("nia"), lead=True))
    town.is_away("lee", london(2026, 6, 3), london(2026, 6, 5))
    town.is_away("priya", london(2026, 6, 3, 10), london(2026, 6, 4))
    town.runs()
    assert town.groups.members[GROUP] == ["UNIA"]


def test_where_everybody_is_away_the_fallback_is_in_it_all_the_same(town):
    for person in ("lee", "priya"):
        town.is_away(person, london(2026, 6, 3, 10), london(2026, 6, 5))
    town.runs()
    assert town.groups.members[GROUP] == ["ULEE"]
