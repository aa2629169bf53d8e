"""Posts on an account's timeline that Countersign did not make are told of at once (S71)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage

from bot.core.due import Work
from bot.core.holds import HoldKind
from bot.use_cases import sweep

SUBJECT = "account:fernshire"


@pytest.fixture
def watched(at):
    """The stage with an account that has been looked at once, when it held one old post."""
    by_hand(at, "Posted years ago.")
    with at.store.write() as uow:
        sweep.start(uow)
    at.run()
    return at


def by_hand(at, text):
    return at.x.post_as("fernshire", text)


def look(at):
    at.clock.move(seconds=at.tools.settings.timeline_watch.total_seconds())
    at.run()


def foreign(at):
    return [title for title in at.room.titles("C1") if "did not come from Countersign" in title]


def test_the_first_look_remembers_what_is_there_and_says_nothing(watched):
    assert foreign(watched) == []
    assert watched.due(Work.WATCH_TIMELINE, SUBJECT) == watched.clock() + timedelta(minutes=5)


def test_a_post_by_hand_is_named_once_in_the_channel_and_to_every_lead(watched):
    by_hand(watched, "free crypto for everyone")
    look(watched)
    look(watched)
    assert len(foreign(watched)) == 1
    assert len([title for title in watched.room.titles("UCY") if "did not come from" in title]) == 1
    (notice,) = [card for _, card in watched.room.said if getattr(card, "title", "") == foreign(watched)[0]][:1]
    assert "free crypto for everyone" in notice.lines[0]
    assert "/incident hacked @fernshire" in notice.lines[-1]
    with watched.store.read() as uow:
        (record,) = [r for r in uow.records.about("account:fernshire") if r.kind == "ForeignPostSeen"]
    assert "crypto" not in str(record.body)


def test_our_own_tweets_are_nobody_elses(watched):
    stage.approved(watched.tools)
    watched.run()
    look(watched)
    assert watched.tweets()[0] == "The library opens at nine on Monday."
    assert foreign(watched) == []


def test_while_one_of_ours_is_unconfirmed_nothing_is_judged_and_afterwards_it_is(watched):
    watched.x.fault("timeout_after_accept")
    number = stage.approved(watched.tools)
    watched.run()
    by_hand(watched, "Somebody else wrote this.")
    with watched.store.write() as uow:
        uow.due.at(Work.WATCH_TIMELINE, SUBJECT, uow.now())
    watched.run()
    assert foreign(watched) == []

    watched.clock.move(seconds=watched.tools.settings.look_after[0].total_seconds())
    watched.run()
    assert watched.draft(number).tweet is not None
    look(watched)
    assert len(foreign(watched)) == 1


def test_a_dead_login_seen_while_looking_stops_the_account(watched):
    watched.x.revoke("fernshire")
    look(watched)
    assert [hold.kind for hold in watched.holds()] == [HoldKind.LOGIN]


def test_where_it_is_switched_off_nobody_looks(at):
    at.tools = replace(at.tools, settings=replace(at.tools.settings, timeline_watch=timedelta(0)))
    with at.store.write() as uow:
        sweep.start(uow)
    assert Work.WATCH_TIMELINE not in at.run()
