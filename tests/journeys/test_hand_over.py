"""Stories of a change of shift: the channel reads who is on and what is open, and the user group follows."""

from datetime import timedelta

import pytest
from stories import COUNCIL, PATIENCE

from bot.core.rota.duty import Holder
from bot.core.rota.schedule import spans
from bot.practice.slack.reading import words_of
from bot.use_cases.hand_over import next_look
from bot.use_cases.rotas import in_force

AWAY = 3
"""Seconds for which Slack is down."""


def closings(house, number=1):
    """The next times at which the desk closes and somebody is on call, and who that is."""
    with house.house.store.read() as uow:
        now = uow.now() + timedelta(minutes=30)
        plan = uow.rotas.plan("comms")
        found = spans(in_force(uow, plan, now, now + timedelta(days=14)), now, now + timedelta(days=14))
        desk = {span.end for span in found if span.seat == "desk" and isinstance(span.duty, Holder)}
        nights = [s for s in found if s.seat == "on_call" and s.start in desk and isinstance(s.duty, Holder)]
        return [(night.start, uow.people.get(night.duty.person)) for night in nights[:number]]


def nothing_to_say(house):
    with house.house.store.read() as uow:
        return next_look(uow, uow.rotas.plan("comms")) > uow.now()


def moves_to(house, at):
    house.clock.advance(at - house.clock.now())


def hand_overs(somebody, name):
    said = [words_of(message) for message in somebody.channel(COUNCIL)]
    return [words for words in said if f"Hand-over, Communications: {name} is on call" in words]


@pytest.fixture
def closing(house, tom):
    """Five minutes before the desk closes, with everything said that belongs before it."""
    (found,) = closings(house)
    moves_to(house, found[0] - timedelta(minutes=5))
    tom.waits_for(lambda _me: nothing_to_say(house), PATIENCE)
    return found


def test_when_the_desk_closes_the_channel_reads_who_is_on_call_and_what_is_open(house, sam, tom, closing):
    """S73."""
    at, officer = closing
    words = "The winter timetable of the park-and-ride begins on Sunday."
    sam.pitches(words)
    tom.card(words)
    moves_to(house, at)
    tom.hears(
        f"Hand-over, Communications: {officer.name} is on call",
        "Before, until 17:00 on ",
        "Waiting for approval",
        "The winter timetable of the park-and-ride",
        "Direct message in Slack; out of hours the on-call telephone",
    )


def test_the_user_group_holds_whoever_is_on(house, tom, closing):
    at, officer = closing
    moves_to(house, at)
    tom.hears(f"Hand-over, Communications: {officer.name} is on call")
    (identity,) = officer.chat
    tom.waits_for(lambda _me: house.slack.world.usergroups["S0ONCALL"].users == (identity.user,))


def test_slack_that_is_down_at_the_change_hears_of_it_once_when_it_is_back(house, tom, closing):
    at, officer = closing
    before = len(hand_overs(tom, officer.name))
    house.slack.faults.down(AWAY)
    moves_to(house, at)
    tom.waits_for(lambda me: len(hand_overs(me, officer.name)) > before, AWAY + 20)
    house.clock.advance(timedelta(minutes=6))
    tom.types("/rota", "general")
    tom.hears("Communications", f"Now: {officer.name} is on call until", channel="general")
    assert len(hand_overs(tom, officer.name)) == before + 1


def test_the_forecast_is_answered_at_once(tom):
    tom.types("/rota forecast", "general")
    tom.hears("The next 14 days", channel="general")
