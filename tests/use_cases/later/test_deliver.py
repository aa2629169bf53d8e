"""Cards and notices reach people whatever the chat does; reminders, expiry and the watchdog (F4, F7, F8)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage

from bot.core.cards import AuthorCard, ReviewCard
from bot.core.drafts import State
from bot.core.due import MAX_ATTEMPTS, Work
from bot.core.holds import HoldKind
from bot.core.people import Standing
from bot.use_cases import nudges, sweep
from bot.use_cases.moving import moved
from bot.use_cases.ports_chat import CannotDeliver, TryLater
from bot.use_cases.remind import watch_for_waiting


def shown(at, where):
    return [card for ref, card in at.room.cards.items() if ref.startswith(f"{where}/")]


def test_one_card_in_the_channel_and_one_message_are_kept_up_to_date(at):
    number = stage.in_review(at.tools)
    at.run()
    assert [type(card) for card in shown(at, "C1")] == [ReviewCard]
    assert [type(card) for card in shown(at, "UANN")] == [AuthorCard]
    with at.store.write() as uow:
        moved(uow, uow.drafts.get(number), State.REJECTED, by="priya", kind="DraftRejected", reason="Not ours to say.")
    at.run()
    (card,) = shown(at, "C1")
    assert card.view.draft.state is State.REJECTED
    assert len(shown(at, "UANN")) == 1


def test_a_private_draft_is_nowhere_in_the_channel(at):
    with at.store.write() as uow:
        revision = stage.Revision(1, "Only an idea.", stage.ANN, uow.now())
        draft = uow.drafts.add(stage.ACCOUNT, stage.ANN, revision, uow.now())
        uow.due.at(Work.SHOW_DRAFT, str(draft.id), uow.now())
    at.run()
    assert shown(at, "C1") == []
    assert len(shown(at, "UANN")) == 1


def test_a_chat_that_is_down_delays_a_card_and_loses_none(at):
    at.room.down("C1", "UANN")
    stage.in_review(at.tools)
    for _ in range(12):
        at.run()
        at.clock.move(minutes=5)
    assert at.room.cards == {}
    at.room.down()
    at.run()
    assert (len(shown(at, "C1")), len(shown(at, "UANN"))) == (1, 1)


def test_the_chat_is_left_alone_for_as_long_as_it_asks(at):
    at.room.answer = {"C1": TryLater("slow down", timedelta(seconds=90))}
    number = stage.in_review(at.tools)
    at.run()
    assert at.due(Work.SHOW_DRAFT, number) >= at.clock() + timedelta(seconds=90)


def test_one_place_that_fails_does_not_keep_the_other_waiting(at):
    at.room.down("C1")
    stage.in_review(at.tools)
    at.run()
    assert len(shown(at, "UANN")) == 1


def test_a_card_somebody_deleted_is_posted_anew(at):
    number = stage.in_review(at.tools)
    at.run()
    at.room.cards.clear()
    with at.store.write() as uow:
        uow.due.at(Work.SHOW_DRAFT, str(number), uow.now())
    at.run()
    assert len(shown(at, "C1")) == 1


def test_a_channel_that_is_gone_is_told_to_the_leads_once_a_day_and_tried_again_hourly(at):
    """F7: never silence."""
    at.room.answer = {"C1": CannotDeliver("is_archived")}
    first = stage.in_review(at.tools)
    stage.in_review(at.tools, "Another draft.")
    at.run()
    for _ in range(3):
        at.clock.move(hours=1)
        at.run()
    assert len(at.room.titles("UCY")) == 1
    assert "cannot be shown" in at.room.titles("UCY")[0]
    at.room.answer = {}
    at.clock.move(hours=1)
    at.run()
    assert len(shown(at, "C1")) == 2
    assert at.draft(first).state is State.IN_REVIEW


def test_a_notice_for_a_channel_that_is_gone_goes_to_the_leads(at):
    stage.approved(at.tools)
    at.room.answer = {"C1": CannotDeliver("is_archived")}
    at.x.fault("list_body")
    at.run()
    assert any("was not published" in title for title in at.room.titles("UCY"))


def test_a_review_that_waits_is_nudged_three_times_at_growing_distance(at):
    number = stage.in_review(at.tools)
    with at.store.write() as uow:
        watch_for_waiting(uow, uow.drafts.get(number), uow.accounts.get(stage.ACCOUNT))
    heard = []
    for minute in range(0, 24 * 60, 10):
        before = len(at.room.titles("under C1"))
        at.run()
        if len(at.room.titles("under C1")) > before:
            heard.append(minute)
        at.clock.move(minutes=10)
    assert heard == [30, 90, 210]
    title, line = at.room.titles("under C1")[0], next(c.lines[0] for w, c in at.room.said if w == "under C1")
    assert title == f"Draft {number} for @fernshire has waited 30 minutes for a decision"
    assert line == "These people may decide: Bob or Priya."


def test_after_an_outage_a_review_is_nudged_once_and_not_for_every_time_missed(at):
    number = stage.in_review(at.tools)
    with at.store.write() as uow:
        watch_for_waiting(uow, uow.drafts.get(number), uow.accounts.get(stage.ACCOUNT))
    at.run()
    at.clock.move(hours=2)
    at.run()
    at.run()
    assert len(at.room.titles("under C1")) == 1


def test_a_draft_whose_time_passes_in_review_expires_and_its_author_is_asked(at):
    """F4."""
    number = stage.in_review(at.tools, when=at.clock() + timedelta(hours=1))
    with at.store.write() as uow:
        uow.due.at(Work.EXPIRE, str(number), uow.now())
    at.run()
    at.clock.move(hours=1, minutes=4)
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    at.clock.move(minutes=2)
    at.run()
    assert at.draft(number).state is State.EXPIRED
    assert at.room.titles("under UANN") == ["Please choose a new time"]


def test_the_watchdog_finds_drafts_that_nobody_would_ever_touch_again(at):
    """F8."""
    number = stage.approved(at.tools)
    waiting = stage.in_review(at.tools, "Waiting.", when=at.clock() + timedelta(minutes=3))
    with at.store.write() as uow:
        for work in (Work.PUBLISH, Work.SHOW_DRAFT):
            uow.due.cancel(str(number), work)
        uow.due.cancel(str(waiting), Work.SHOW_DRAFT)
    at.clock.move(seconds=1)
    with at.store.write() as uow:
        sweep.start(uow)
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    assert at.due(Work.EXPIRE, waiting)
    assert len(shown(at, "C1")) == 2
    assert at.due(Work.SWEEP, "all") == at.clock() + timedelta(minutes=1)


def test_the_watchdog_finds_a_post_of_unknown_outcome_without_its_row(at):
    """F8."""
    number = stage.approved(at.tools)
    at.x.fault("reset")
    at.run()
    with at.store.write() as uow:
        uow.due.cancel(str(number), Work.RECONCILE)
    at.clock.move(minutes=1)
    with at.store.write() as uow:
        sweep.start(uow)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_a_row_that_keeps_failing_is_parked_with_an_alarm(at):
    """F8: attempts end in an alarm, not in silence."""
    number = stage.approved(at.tools)
    at.tools, whole = replace(at.tools, engines={stage.OrgType.COUNCIL: None.__class__}), at.tools
    for _ in range(MAX_ATTEMPTS):
        (claim,) = [c for c in at.queue.claim(at.tools.settings.lease, 20) if c.work is Work.PUBLISH]
        with pytest.raises(AttributeError) as fault:
            nudges.run(at.tools, at.queue, claim)
        nudges.failed(at.tools, at.queue, claim, str(fault.value))
        at.clock.at = at.due(Work.PUBLISH, number) or at.clock.at
    at.tools = whole
    at.run()
    assert f"Countersign could not publish draft {number}" in at.room.titles("C1")
    assert f"Countersign could not publish draft {number}" in at.room.titles("UCY")
    assert [row.work for row in at.queue.parked()] == [Work.PUBLISH]


def test_a_person_who_has_left_is_written_to_no_more(at):
    number = stage.in_review(at.tools)
    with at.store.write() as uow:
        uow.people.put(replace(uow.people.get(stage.ANN), standing=Standing.LEFT, chat=()))
    at.run()
    assert shown(at, "UANN") == []
    assert at.draft(number).state is State.IN_REVIEW


def test_a_rate_limit_that_has_ended_is_cleared_away(at):
    with at.store.write() as uow:
        uow.holds.place(HoldKind.RATE, stage.ACCOUNT, "Wait.", "service", uow.now(), uow.now() + timedelta(minutes=2))
        sweep.start(uow)
    at.run()
    assert len(at.holds()) == 1
    at.clock.move(minutes=3)
    at.run()
    assert at.holds() == []


def test_every_kind_of_later_work_is_known_to_the_worker():
    assert set(nudges.NUDGES) == set(Work)
