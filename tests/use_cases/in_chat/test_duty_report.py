"""/rota hours (S74): what people did in a month, by the rota as it was; one's own, and for leads everybody's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london
from stage import Room

from bot.adapters.drawing import Drawings
from bot.core.callouts import Callout
from bot.core.cards import Notice, Tone
from bot.core.decisions import Verdict
from bot.core.escalation import Kind as CallKind
from bot.core.organisation import Unsaid
from bot.core.people import Standing
from bot.core.publishing import Picture
from bot.core.rota.changes import Change, Kind
from bot.use_cases import nudges
from bot.use_cases.duty_report import month_named, report
from bot.use_cases.organisation import apply, present

HOUR = timedelta(hours=1)


@pytest.fixture
def town(sqlite_store, clock):
    """The rota is there from the first of June 2026; now it is the third of July."""
    clock.at = london(2026, 6, 1)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    clock.at = london(2026, 7, 3, 12)
    return town


def june(town, words="June"):
    with town.store.read() as uow:
        return report(uow, month_named(uow, words))


def worked(town, person):
    of = june(town).figures[person].worked
    return of.in_hours / HOUR, of.out_of_hours / HOUR


def enters(town, *changes):
    with town.store.write() as uow:
        for change in changes:
            uow.rotas.enter("comms", change, "lee", uow.now())


def is_called(town, person, start, end):
    with town.store.write() as uow:
        plan = uow.rotas.plan("comms")
        made = uow.escalations.open(
            CallKind.DRAFT,
            f"{start}",
            account=None,
            title="",
            lines=(),
            rota="comms",
            chain=plan.calling,
            by="tom",
            now=start,
        )
        uow.escalations.put_callout(Callout(made.id, person, start, end))


def test_everybodys_hours_are_those_of_the_rota(town):
    """June 2026 has 22 working days and 720 hours; Priya has a week on call, and from the 29th at 17:00 another."""
    assert worked(town, "priya") == (12 * 8, 168 - 40 + 16 + 7)
    assert worked(town, "amy") == (10 * 8, 2 * (168 - 40))
    assert worked(town, "lee") == (0, 168 - 40 + 9)
    assert sum((of.worked.whole for of in june(town).figures.values()), timedelta()) == 720 * HOUR


def test_leave_cover_swaps_and_overrides_count_as_they_were(town):
    before = worked(town, "priya"), worked(town, "amy")
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 2), london(2026, 6, 3), by="lee", now=uow.now())
    enters(
        town,
        Change(Kind.COVER, "desk", london(2026, 6, 2, 9), london(2026, 6, 2, 13), "lee", "priya", "1"),
        Change(Kind.SWAP, "desk", london(2026, 6, 3), london(2026, 6, 4), "amy", "priya"),
        Change(Kind.OVERRIDE, "on_call", london(2026, 6, 1, 17), london(2026, 6, 2, 9), "lee"),
    )
    assert worked(town, "priya") == (before[0][0] - 16, before[0][1])
    assert worked(town, "amy") == (before[1][0] + 8, before[1][1] - 16)
    assert worked(town, "lee")[0] == 4


def test_a_rota_changed_in_the_month_counts_as_it_was_before_and_after(town):
    """By the rota as it was entered: what is applied today changes nothing of yesterday."""
    was = worked(town, "priya")
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",), on_call=("lee",)))
    assert worked(town, "priya") == was

    town.clock.at = london(2026, 6, 8, 9)
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    town.clock.at = london(2026, 6, 29)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",)))
    town.clock.at = london(2026, 7, 3, 12)
    assert worked(town, "priya") == (40, 23)
    assert worked(town, "lee")[0] == 16


def test_somebody_who_left_or_was_suspended_counts_for_as_long_as_they_were_there(town):
    town.clock.at = london(2026, 6, 3, 13)
    town.types("lee", "/account suspend priya Misuse of the account")
    town.clock.at = london(2026, 6, 5, 9)
    town.types("lee", "/account restore priya")
    town.clock.at = london(2026, 7, 3, 12)
    assert worked(town, "priya")[0] == 12 * 8 - 12

    with town.store.read() as uow:
        whole = present(uow)
    stays = [person for person in whole.people if person.id != "priya"]
    gone = replace(whole, people=tuple(stays), grants=tuple(g for g in whole.grants if g.person != "priya"))
    apply(
        town.store,
        replace(gone, rotas=(comms_plan(desk=("amy",), on_call=("amy", "lee")),)),
        Unsaid(),
        source="",
        by="x",
    )
    assert town.records("PersonLeft")[0].subject == "person:priya"
    assert worked(town, "priya")[0] == 12 * 8 - 12


def test_a_file_that_suspends_somebody_is_on_record_with_since_when(town):
    with town.store.read() as uow:
        whole = present(uow)
    people = tuple(replace(p, standing=Standing.SUSPENDED) if p.id == "amy" else p for p in whole.people)
    apply(town.store, replace(whole, people=people), Unsaid(), source="", by="x")
    apply(town.store, whole, Unsaid(), source="", by="x")
    assert [(r.kind, r.subject) for r in town.records() if r.kind.startswith("Person")] == [
        ("PersonSuspended", "person:amy"),
        ("PersonRestored", "person:amy"),
    ]


def test_decisions_are_counted_with_how_long_they_took_and_those_at_night(town):
    """S74: approved, asked for changes, rejected; the middle time; at night."""
    town.clock.at = london(2026, 6, 10, 10)
    first, second, third = (
        town.pitched("tom", f"The library on Mill Street opens at {n} on Monday.") for n in (8, 9, 10)
    )
    town.clock.move(minutes=10)
    town.approves("priya", first)
    town.clock.move(minutes=10)
    town.asks_for_changes("priya", second)
    town.clock.at = london(2026, 6, 10, 23)
    town.rejects("priya", third)
    town.clock.at = london(2026, 7, 3, 12)

    of = june(town).figures["priya"]
    assert (of.approved, of.asked_for_changes, of.rejected, of.decided_at_night) == (1, 1, 1, 1)
    assert of.median == timedelta(minutes=20)
    assert june(town, "July").figures["priya"].decided == 0
    assert {d.verdict for d in town.decisions(first)} == {Verdict.APPROVE}


def test_callouts_count_in_the_month_they_began_in(town):
    is_called(town, "amy", london(2026, 6, 3, 1), london(2026, 6, 3, 2))
    is_called(town, "amy", london(2026, 6, 4, 20), london(2026, 6, 4, 21))
    is_called(town, "amy", london(2026, 5, 31, 23), london(2026, 6, 1, 1))
    of = june(town).figures["amy"]
    assert (of.callouts, of.night_callouts) == (2, 1)


def test_everybody_sees_their_own_figures_and_nobody_elses(town):
    shown = town.types("priya", "/rota hours June")
    assert shown.title == "Your duty and decisions, June 2026"
    assert "96 hours in office hours and 151 hours on call, 112 of these at unsocial times." in said(shown)
    assert "Amy" not in said(shown)


def test_a_lead_sees_everybody_those_with_most_hours_first(town):
    shown = town.types("lee", "/rota hours June")
    assert shown.title == "Duty and decisions, June 2026"
    places = [said(shown).index(f"{name}: ") for name in ("Amy Brown", "Priya Shah", "Lee Ward")]
    assert places == sorted(places)


def test_the_present_month_is_counted_until_now_and_says_so(town):
    shown = town.types("lee", "/rota hours")
    assert shown.title == "Duty and decisions, July 2026, so far"
    whole = sum((of.worked.whole for of in june(town, "July").figures.values()), timedelta())
    assert whole == 60 * HOUR


def test_somebody_who_did_nothing_is_told_so(town):
    assert "You were not on duty" in said(town.types("tom", "/rota hours June"))
    assert "Nobody was on duty" in said(town.types("lee", "/rota hours May"))


@pytest.mark.parametrize(("words", "answer"), [("Juni", "Write it as October"), ("2026-08", "has not begun yet")])
def test_a_month_that_cannot_be_told_of_is_refused(town, words, answer):
    shown = town.types("lee", f"/rota hours {words}")
    assert isinstance(shown, Notice)
    assert answer in said(shown)


def test_too_many_days_in_a_row_and_more_than_half_of_on_call_are_said_first(town):
    town.clock.at = london(2026, 7, 1)
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(on_call=("amy", "amy", "priya"), most_days=6))
    town.clock.at = london(2026, 8, 3)
    shown = town.types("lee", "/rota hours July")
    assert shown.tone is Tone.WARNING
    assert "Amy Brown was on duty in Communications for" in shown.lines[0]
    assert "for more than 6 days in a row: " in shown.lines[0]
    assert any("Amy Brown carried" in line and "of all time on call" in line for line in shown.lines)
    own = town.types("amy", "/rota hours July")
    assert own.lines[0].startswith("You were on duty in Communications for more than 6 days in a row: ")
    assert own.lines[1].startswith("You carried ")
    assert "Amy" not in said(town.types("priya", "/rota hours July"))


def test_shares_of_a_month_that_goes_on_are_not_judged_yet(town):
    assert "of all time on call" not in said(town.types("lee", "/rota hours"))


def with_pictures(town):
    room = Room()
    town.tools = replace(town.tools, chats={"slack": room}, drawings=Drawings())
    return room


def pictures(town, room):
    for claim in town.store.queue().claim(timedelta(minutes=1), 50):
        nudges.run(town.tools, town.store.queue(), claim)
    return [(where, card) for where, card in room.said if isinstance(card, Picture)]


def test_a_lead_gets_everybodys_hours_as_a_picture_with_the_same_facts_in_words(town):
    room = with_pictures(town)
    assert "picture" in said(town.types("lee", "/rota hours June"))
    ((where, picture),) = pictures(town, room)
    assert where == "ULEE"
    assert room.shown == "Hours on duty, June 2026"
    assert picture.content.startswith(b"\x89PNG")
    assert "Priya Shah 247 hours: 96 in office hours, 151 on call, 112 of them unsocial" in picture.alt


def test_anybody_else_gets_their_own_six_months(town):
    room = with_pictures(town)
    town.types("priya", "/rota hours June")
    ((where, picture),) = pictures(town, room)
    assert where == "UPRIYA"
    assert room.shown == "Your hours on duty, January 2026 to June 2026"
    assert "May 2026 0 hours" in picture.alt
    assert "June 2026 247 hours" in picture.alt
    assert "Amy" not in picture.alt


def test_no_picture_is_drawn_of_nothing(town):
    room = with_pictures(town)
    town.types("tom", "/rota hours June")
    town.types("lee", "/rota hours May")
    assert pictures(town, room) == []


def test_many_people_are_told_as_far_as_a_card_holds_and_where_the_rest_is(town):
    with town.store.write() as uow:
        person = uow.people.get("amy")
        for n in range(70):
            uow.people.put(replace(person, id=f"p{n:02}", name=f"Person {n:02}", chat=()))
            start = london(2026, 6, 1) + n * HOUR
            uow.rotas.enter(
                "comms", Change(Kind.OVERRIDE, "on_call", start, start + HOUR, f"p{n:02}"), "lee", uow.now()
            )
    told = said(town.types("lee", "/rota hours June"))
    assert told.count("Person ") <= 60
    assert "more people: countersign rota hours --month 2026-06 shows them all." in told
