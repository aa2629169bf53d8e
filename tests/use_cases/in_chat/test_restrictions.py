"""S51: restrictions on people and teams: inherited, with reason, who set them and when they end; listed; ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from council import said

from bot.core.drafts import State
from bot.core.due import Claim, Work
from bot.core.forms import PreviewForm
from bot.core.people import Standing
from bot.core.reference import Reference
from bot.core.topics import Restriction, Team, Topic
from bot.use_cases.sweep import sweep

FLOOD = Topic("Flood defences", ("flood*",))
BUDGET = Topic("Budget", ("budget",))
TEXT = "Flooding on Mill Street: the road is closed and the library stays open."
EVENTS = Team("Events team", ("tom", "nia"))
ON_TEAM = Restriction(None, ("Flood defences",), "their tender is open", "lee", team="Events team")
AT_TWO = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)  # noon UTC is 13:00 in the council's zone, so an hour ahead


def knows(town, *restrictions, topics=(FLOOD, BUDGET), teams=(EVENTS,)):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=topics, teams=teams, restrictions=restrictions))


def found(shown):
    assert isinstance(shown, PreviewForm), shown
    return [f for f in shown.view.findings if f.rule == "topics.restricted"]


def sweeps(town):
    sweep(town.tools, Claim(1, Work.SWEEP, "all", 1, 1, town.clock.at + timedelta(minutes=4)))


def told(town, person, restriction):
    """The title of the notice that waits to be said to somebody of the end of a restriction; None where there is none.

    Its key names no reason.
    """
    key = f"restriction-ended:{sha256(restriction.words.encode()).hexdigest()[:16]}:{person}"
    with town.store.read() as uow:
        body = uow.due.body(Work.NOTIFY, key)
    return body and body["title"]


def test_a_restriction_on_a_team_is_on_everybody_in_it_and_nobody_else(town):
    knows(town, ON_TEAM)
    (finding,) = found(town.saves("tom", TEXT))
    assert "on which Tom Reid, who is in Events team, does not decide alone." in finding.message
    assert finding.why == "Their tender is open. Set by Lee Ward."
    assert found(town.saves("priya", TEXT)) == []


def test_a_restriction_on_a_team_holds_for_whoever_joins_it(town):
    knows(town, ON_TEAM)
    knows(town, ON_TEAM, teams=(replace(EVENTS, members=("nia", "priya")),))
    assert found(town.saves("tom", TEXT)) == []
    assert len(found(town.saves("priya", TEXT))) == 1


def test_of_several_the_one_that_ends_first_is_read_first_each_with_its_reason(town):
    own = Restriction("tom", ("Flood defences",), "he is a witness", "priya", date(2026, 6, 30))
    knows(town, ON_TEAM, own)
    first, second = found(town.saves("tom", TEXT))
    assert "until 30 June 2026" in first.message
    assert (first.why, second.why) == ("He is a witness. Set by Priya Shah.", "Their tender is open. Set by Lee Ward.")


def test_a_restriction_stops_on_the_minute_it_ends(town):
    knows(town, replace(ON_TEAM, until=AT_TWO))
    before = found(town.saves("tom", TEXT, when=AT_TWO - timedelta(minutes=1)))
    assert "until 1 June 2026, 14:00" in before[0].message
    assert found(town.saves("tom", TEXT, when=AT_TWO)) == []


def test_a_restriction_that_ends_during_review_is_said_and_holds_the_draft_no_longer(town):
    knows(town, replace(ON_TEAM, until=AT_TWO))
    number = town.pitched("tom", TEXT)
    assert town.card(number).view.needed == 2
    town.clock.at = AT_TWO
    sweeps(town)
    sweeps(town)
    assert town.card(number).view.needed == 1
    assert [record.body["entry"] for record in town.records("RestrictionEnded")] == [
        replace(ON_TEAM, until=AT_TWO).words
    ]
    title = "A restriction has ended: Everybody in Events team (Nia Cole and Tom Reid) on “Flood defences”"
    over = replace(ON_TEAM, until=AT_TWO)
    assert [told(town, who, over) for who in ("lee", "tom", "priya")] == [title, title, None]
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_restriction_that_ended_long_ago_is_told_to_nobody(town):
    over = replace(ON_TEAM, until=AT_TWO - timedelta(days=3))
    knows(town, over)
    sweeps(town)
    assert (told(town, "lee", over), town.records("RestrictionEnded")) == (None, [])


def test_leads_read_all_restrictions_in_the_order_they_end_and_which_have_ended(town):
    own = Restriction("priya", ("Budget",), "she sits on the board", "lee", date(2026, 6, 30))
    over = Restriction("tom", ("Budget", "Flood defences"), "he was a witness", "lee", date(2026, 5, 30))
    knows(town, ON_TEAM, own, over)
    lines = town.types("lee", "/account restrictions").lines
    team = "Everybody in Events team (Nia Cole and Tom Reid)"
    ended = "Ended 30 May 2026, stops nothing any more: Tom Reid"
    assert lines[:3] == (
        "Priya Shah on “Budget”, until 30 June 2026: She sits on the board. Set by Lee Ward.",
        f"{team} on “Flood defences”, with no end: Their tender is open. Set by Lee Ward.",
        f"{ended} on “Budget” and “Flood defences”. He was a witness. Set by Lee Ward.",
    )


def test_others_read_only_what_is_on_them_or_set_by_them(town):
    """A reason can be delicate."""
    knows(town, ON_TEAM, Restriction("priya", ("Budget",), "she sits on the board", "lee"))
    assert "board" not in said(town.types("tom", "/account restrictions"))
    assert "tender" in said(town.types("tom", "/account restrictions"))
    assert "None are on you" in said(town.types("amy", "/account restrictions"))


def test_somebody_suspended_reads_none(town):
    knows(town, ON_TEAM)
    with town.store.write() as uow:
        uow.people.set_standing("tom", Standing.SUSPENDED)
    assert "tender" not in said(town.types("tom", "/account restrictions"))
