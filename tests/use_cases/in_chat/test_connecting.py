"""An account goes live only with two trained approvers, so that leave and sickness leave somebody (S30)."""

from dataclasses import replace
from datetime import timedelta

from bot.core.refusals import Refusal
from bot.use_cases.connecting import may_connect


def trains(town, *people, until=None):
    with town.store.write() as uow:
        for key in people:
            day = until or uow.now().date() + timedelta(days=30)
            uow.people.put(replace(uow.people.get(key), trained_until=day))


def test_with_two_trained_approvers_it_may_be_connected(town):
    trains(town, "priya", "amy")
    assert may_connect(town.store, "@Fernshire") == "fernshire"


def test_with_fewer_it_is_refused_with_who_there_is_and_what_to_do(town):
    nobody = may_connect(town.store, "@Fernshire")
    assert isinstance(nobody, Refusal)
    assert "nobody is on its list now" in nobody.words
    trains(town, "priya")
    one = may_connect(town.store, "@Fernshire")
    assert "only Priya Shah is on its list now" in one.words
    assert "trained_until" in one.words


def test_training_that_has_run_out_does_not_count(town):
    trains(town, "priya")
    trains(town, "amy", until=town.clock().date() - timedelta(days=1))
    assert isinstance(may_connect(town.store, "@Fernshire"), Refusal)
