"""Publishing: decided again at its moment, sent once, and every outcome told truly (D4, F1, F3 to F7)."""

from dataclasses import replace
from datetime import timedelta

import pytest
import stage

from bot.core.accounts import OrgType, Role
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.holds import HoldKind
from bot.core.people import Standing
from bot.policy.engine import Engine
from bot.policy.packs import load_pack
from bot.use_cases.publish import publish


def test_an_approved_draft_is_published_once_and_everybody_learns_the_link(at):
    """D4."""
    number = stage.approved(at.tools)
    at.run()
    draft, (post,) = at.draft(number), at.x.posts("fernshire")
    assert (draft.state, draft.tweet) == (State.PUBLISHED, post.id)
    assert post.typed == "The library opens at nine on Monday."
    card = next(card for ref, card in at.room.cards.items() if ref.startswith("C1/"))
    message = next(card for ref, card in at.room.cards.items() if ref.startswith("UANN/"))
    assert card.view.tweet_address == message.view.tweet_address == f"https://x.com/fernshire/status/{post.id}"
    assert at.attempt(number).outcome == "posted"
    assert at.due(Work.RECONCILE, number) is None


def test_a_nudge_that_comes_twice_publishes_once(at):
    """F8: running it twice is harmless."""
    number = stage.approved(at.tools)
    at.run()
    for _ in range(3):
        with at.store.write() as uow:
            uow.due.at(Work.PUBLISH, str(number), uow.now())
        at.run()
    assert len(at.tweets()) == 1


class Meanwhile:
    """X, at which something else happens during a send."""

    def __init__(self, publisher, happens):
        self.publisher, self.happens = publisher, happens

    def send(self, *post):
        self.happens()
        return self.publisher.send(*post)

    def __getattr__(self, name):
        return getattr(self.publisher, name)


def test_a_draft_that_waits_for_its_accounts_turn_goes_as_soon_as_that_is_free(at, clock):
    first, second = (stage.approved(at.tools, f"Notice number {n}.") for n in (1, 2))
    tomorrow = stage.approved(at.tools, "Notice number 3.", slot=clock() + timedelta(days=1))
    claims = {c.subject: c for c in at.queue.claim(at.tools.settings.lease, 10) if c.work is Work.PUBLISH}
    waits = []

    def comes_too_soon():
        publish(at.tools, claims[str(second)])
        waits.append(at.due(Work.PUBLISH, second))

    tools = replace(at.tools, publisher=Meanwhile(at.tools.publisher, comes_too_soon))
    publish(tools, claims[str(first)])
    assert waits[0] > clock()
    assert at.due(Work.PUBLISH, second) == clock()
    assert at.due(Work.PUBLISH, tomorrow) == clock() + timedelta(days=1)


def test_before_its_slot_a_draft_waits_for_it(at, clock):
    slot = clock() + timedelta(hours=3)
    number = stage.approved(at.tools, slot=slot)
    with at.store.write() as uow:
        uow.due.at(Work.PUBLISH, str(number), uow.now())
    at.run()
    assert (at.draft(number).state, at.due(Work.PUBLISH, number)) == (State.SCHEDULED, slot)
    clock.move(hours=3)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_a_missed_slot_expires_and_asks_again(at, clock):
    """F4."""
    number = stage.approved(at.tools)
    clock.move(minutes=6)
    at.run()
    assert at.draft(number).state is State.EXPIRED
    assert "choose a new time" in at.draft(number).reason
    assert at.tweets() == []


def test_nothing_fires_in_a_burst_after_an_outage(at, clock):
    """F4: what was due while nobody worked expires; what is due in time goes out."""
    missed = [stage.approved(at.tools, f"Road {n} is closed.", clock() + timedelta(minutes=n)) for n in range(1, 20)]
    clock.move(hours=1)
    current = stage.approved(at.tools, "The roads are open again.")
    at.run()
    assert {at.draft(n).state for n in missed} == {State.EXPIRED}
    assert at.draft(current).state is State.PUBLISHED
    assert at.tweets() == ["The roads are open again."]


def test_a_freeze_stops_it_and_a_person_must_release_it(at):
    """F4, F5."""
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        uow.holds.place(HoldKind.FREEZE, None, "A serious incident.", "cy", uow.now())
    at.run()
    assert at.draft(number).state is State.HELD
    assert "A serious incident." in at.draft(number).reason
    assert at.tweets() == []


def test_a_short_rate_limit_only_delays_it(at, clock):
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        uow.holds.place(HoldKind.RATE, stage.ACCOUNT, "Wait.", "service", uow.now(), uow.now() + timedelta(minutes=2))
    at.run()
    assert at.draft(number).state is State.SCHEDULED
    clock.move(minutes=2)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_an_approval_by_somebody_who_lost_the_right_no_longer_counts(at):
    """F3: authority is checked where it is carried out."""
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        uow.accounts.revoke(stage.PRIYA, stage.ACCOUNT, Role.APPROVE)
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    assert "approval of Priya no longer counts" in at.draft(number).reason
    assert at.tweets() == []


def test_a_suspended_authors_draft_is_held(at):
    """S15."""
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        uow.people.put(replace(uow.people.get(stage.ANN), standing=Standing.SUSPENDED))
    at.run()
    assert at.draft(number).state is State.HELD
    assert at.tweets() == []


def test_an_account_that_now_needs_two_approvals_asks_for_the_second(at):
    number = stage.approved(at.tools)
    with at.store.write() as uow:
        uow.accounts.put(replace(uow.accounts.get(stage.ACCOUNT), approvals=2))
    at.run()
    assert at.draft(number).state is State.IN_REVIEW
    assert at.tweets() == []


NEW_RULE = """\
pack: strict
version: 2026.3
owner: comms
review_by: 2030-01-01
rules:
  - id: strict.library
    check: incident_hold
    matcher: phrases
    level: block
    terms: ["library opens"]
    message: The library is part of a serious incident.
    why: Nothing is said about it for now.
    fix: Wait.
    examples:
      fires: ["The library opens"]
      passes: ["The museum opens"]
"""


def test_a_check_that_has_changed_its_mind_brings_it_back_to_review(at, tmp_path):
    """F5: every check runs again at the moment of publishing."""
    number = stage.approved(at.tools)
    (tmp_path / "strict.yaml").write_text(NEW_RULE)
    stricter = {OrgType.COUNCIL: Engine(load_pack(tmp_path / "strict.yaml"))}
    at.tools = replace(at.tools, engines=stricter)
    at.run()
    draft = at.draft(number)
    assert draft.state is State.IN_REVIEW
    assert "The library is part of a serious incident." in draft.reason
    assert at.tweets() == []
    assert at.due(Work.REMIND, number)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("timeout_after_accept", State.UNCONFIRMED),
        ("timeout_before_accept", State.UNCONFIRMED),
        ("reset", State.UNCONFIRMED),
        ("reset_before", State.UNCONFIRMED),
        ("status_503", State.UNCONFIRMED),
        ("status_503_accepted", State.UNCONFIRMED),
        ("redirect_307", State.UNCONFIRMED),
        ("duplicate", State.UNCONFIRMED),
        ("not_json", State.UNCONFIRMED),
        ("list_body", State.FAILED),
        ("rate_limited", State.EXPIRED),
        ("rate_limited_no_reset", State.EXPIRED),
        ("usage_capped", State.FAILED),
        ("unauthorised", State.FAILED),
        ("clock_skew", State.FAILED),
        ("forbidden_permissions", State.FAILED),
        ("suspended", State.FAILED),
        ("access_level_453", State.FAILED),
        ("no_credits_402", State.FAILED),
    ],
)
def test_each_way_x_goes_wrong_leads_to_one_state_and_one_request(at, fault, state):
    """F6: one send, no blind retry."""
    number = stage.approved(at.tools)
    at.x.fault(fault)
    at.run()
    assert at.draft(number).state is state, at.draft(number).reason
    assert at.draft(number).reason
    assert len(at.x.requests("POST", "/2/tweets")) == 1


@pytest.mark.parametrize("fault", ["unauthorised", "suspended", "no_credits_402", "usage_capped", "access_level_453"])
def test_a_dead_login_stops_the_account_and_says_what_to_do(at, fault):
    """F7: which account, what happened, what to do; in the channel, and to the leads."""
    number = stage.approved(at.tools)
    later = stage.approved(at.tools, "Another one.", at.clock() + timedelta(minutes=1))
    at.x.fault(fault)
    at.run()
    (hold,) = at.holds()
    assert (hold.kind, hold.account) == (HoldKind.LOGIN, stage.ACCOUNT)
    for where in ("C1", "UCY"):
        (notice,) = [card for place, card in at.room.said if place == where and "stopped" in getattr(card, "title", "")]
        words = " ".join((notice.title, *notice.lines))
        assert "@fernshire" in words
        assert "countersign accounts connect @fernshire" in words
    at.clock.move(minutes=1)
    at.run()
    assert at.draft(later).state is State.HELD
    assert at.draft(number).state is State.FAILED
    assert at.tweets() == []


def test_a_revoked_login_is_noticed_before_anything_is_sent(at):
    """F7."""
    number = stage.approved(at.tools)
    at.x.revoke("fernshire")
    at.run()
    assert at.draft(number).state is State.FAILED
    assert [hold.kind for hold in at.holds()] == [HoldKind.LOGIN]
    assert at.x.requests("POST", "/2/tweets") == []


def test_a_rate_limit_holds_the_account_until_x_says(at):
    stage.approved(at.tools)
    at.x.fault("rate_limited_no_reset")
    at.run()
    (hold,) = at.holds()
    assert hold.kind is HoldKind.RATE
    assert hold.until == at.clock() + timedelta(minutes=15)


def test_while_x_cannot_be_reached_it_is_tried_again_until_its_time_has_passed(tmp_path, clock):
    """NeverSent is safe to send again, inside the window (F4)."""
    x = stage.practice_x()
    store = stage.new_store(tmp_path / "alone.db", clock)
    at = stage.Stage(store, clock, x, "http://127.0.0.1:9")
    number = stage.approved(at.tools)
    tries = 0
    while at.draft(number).state is State.SCHEDULED and tries < 50:
        at.run()
        if due := at.due(Work.PUBLISH, number):
            clock.at = max(clock.at, due)
        tries += 1
    assert at.draft(number).state is State.FAILED
    assert "could not be reached" in at.draft(number).reason
    assert 5 < tries < 20
    store.close()


def test_a_worker_whose_lease_is_half_used_does_not_send(at):
    number = stage.approved(at.tools)
    (claim,) = [c for c in at.queue.claim(at.tools.settings.lease, 10) if c.work is Work.PUBLISH]
    at.clock.move(seconds=121)
    again = publish(at.tools, claim)
    assert again is not None
    assert at.draft(number).state is State.SCHEDULED
    assert at.x.requests("POST", "/2/tweets") == []
