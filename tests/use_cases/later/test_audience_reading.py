"""An account's figures are read by later work, once a day at most, and nothing waits for them (S58)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage

from bot.core.audience import Audience
from bot.core.due import Work
from bot.core.publishing import RefusedBecause, Unreadable
from bot.use_cases import sweep
from bot.use_cases.cases import case_of
from bot.use_cases.ports_audience import AudienceSeen
from bot.use_cases.viewing import view_of

SUBJECT = "account:fernshire"


class Told:
    """An X that tells what it is given, and remembers when it was asked."""

    def __init__(self, clock, answer):
        self.answer, self.asked, self._clock = answer, [], clock

    def read(self, account, since):
        self.asked.append((account, self._clock() - since))
        return self.answer


@pytest.fixture
def told(at):
    x = Told(at.clock, AudienceSeen(12480, (100, 300)))
    at.tools = replace(at.tools, audience=x, settings=replace(at.tools.settings, timeline_watch=timedelta(0)))
    with at.store.write() as uow:
        sweep.start(uow)
    return x


def kept(at):
    with at.store.read() as uow:
        return uow.audiences.get("fernshire")


def line(at, number):
    with at.store.read() as uow:
        return view_of(uow, case_of(uow, uow.drafts.get(number))).audience


def passes(at, **span):
    at.clock.move(**span)
    at.run()


def test_they_are_read_and_kept_with_the_moment_and_read_again_a_day_later(at, told):
    at.run()
    assert kept(at) == Audience(12480, 200, 2, at.clock())
    assert told.asked == [("fernshire", timedelta(days=7))]
    assert at.due(Work.AUDIENCE, SUBJECT) == at.clock() + timedelta(days=1)
    passes(at, hours=23)
    assert len(told.asked) == 1
    passes(at, hours=1)
    assert len(told.asked) == 2


def test_a_row_that_is_run_twice_asks_once(at, told):
    at.run()
    with at.store.write() as uow:
        uow.due.at(Work.AUDIENCE, SUBJECT, uow.now())
    at.run()
    assert len(told.asked) == 1


def test_a_card_shows_what_is_known_and_waits_for_nothing(at, told):
    number = stage.in_review(at.tools)
    assert line(at, number).startswith("not known")
    at.run()
    assert line(at, number).startswith("12,480 followers; a tweet is shown 200 times")


def test_where_x_does_not_answer_the_old_figures_stay_and_it_is_asked_again_in_an_hour(at, told):
    at.run()
    first = kept(at)
    told.answer = Unreadable("X could not be reached.")
    passes(at, days=1)
    assert kept(at) == first
    assert at.due(Work.AUDIENCE, SUBJECT) == at.clock() + timedelta(hours=1)
    passes(at, days=2)
    number = stage.in_review(at.tools)
    assert "not told by X since" in line(at, number)


def test_a_limit_of_x_is_kept_to(at, told):
    told.answer = Unreadable("X asks to wait.", RefusedBecause.RATE, at.clock() + timedelta(hours=5))
    at.run()
    assert at.due(Work.AUDIENCE, SUBJECT) == at.clock() + timedelta(hours=5)


def test_never_means_never(at, told):
    at.tools = replace(at.tools, settings=replace(at.tools.settings, audience_every=timedelta(0)))
    at.run()
    assert told.asked == []
    assert at.due(Work.AUDIENCE, SUBJECT) is None
