"""Switching a topic's second approver off takes two leads in chat, and no file does it by itself (S53)."""

from dataclasses import replace

import pytest
from council import said
from watch import Watch
from whole import at_once

from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.organisation import Unsaid
from bot.core.reference import Reference
from bot.core.refusals import Refusal
from bot.core.topics import Topic, loosened
from bot.use_cases import organisation
from bot.use_cases.ports import BusyError

FLOOD = Topic("Flood defences", ("flood*", "river wall"), filtered="people have lost their homes")
ASK = "/account topics off flood defences: the review is out"
OFF, KEEP = Action.SWITCH_FILTER_OFF, Action.KEEP_FILTER


@pytest.fixture
def town(store, clock):
    """Lee and nia are leads; the others are not."""
    made = Watch(store, clock)
    with made.store.write() as uow:
        uow.people.put(replace(uow.people.get("nia"), lead=True))
        uow.reference.set(Reference(topics=(FLOOD,)))
    return made


def in_force(town):
    with town.store.read() as uow:
        return uow.reference.get().topics


def asked(town, name="lee", words=ASK):
    shown = town.types(name, words)
    town.runs()
    return shown


def sets(town, *topics):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=topics))


def test_everybody_may_read_which_topics_are_held_and_why(town):
    shown = said(town.types("tom", "/account topics"))
    assert (
        "Flood defences (flood*, river wall): takes a second approver, because people have lost their homes." in shown
    )
    sets(town)
    assert "No topics are entered" in said(town.types("tom", "/account topics"))


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("HS2: the last mile: the review is out", "HS2: the last mile", "the review is out"),
        ("“HS2: the last mile”: it is out: see page 9", "HS2: the last mile", "it is out: see page 9"),
        ("HS2: the line is open", "HS2", "the line is open"),
    ],
)
def test_a_topic_whose_name_has_a_colon_is_switched_off_by_its_whole_name(town, typed, name, reason):
    sets(town, replace(FLOOD, name="HS2"), replace(FLOOD, name="HS2: the last mile"))

    asked(town, words=f"/account topics off {typed}")
    town.answers("nia", OFF, town.question("nia", "Switch"))

    assert [topic.name for topic in in_force(town) if not topic.is_held] == [name]
    assert [r.body["reason"] for r in town.records("TopicFilterSwitchedOff") if r.subject == "organisation"] == [reason]


def test_one_lead_asks_and_it_stays_in_force_until_another_says_yes(town):
    """S53: two people, both in the records."""
    assert "It stays in force until Nia Cole says yes" in said(asked(town))
    assert in_force(town) == (FLOOD,)
    assert town.question("nia", "Switch").actions == (OFF, KEEP)
    town.answers("nia", OFF, town.question("nia", "Switch"))
    assert not in_force(town)[0].is_held
    assert town.question("lee", "switched off").actions == ()
    done = [r for r in town.records("TopicFilterSwitchedOff") if r.subject == "organisation"]
    assert [(r.actor, r.body["asked_by"], r.body["reason"]) for r in done] == [("nia", "lee", "the review is out")]


def test_whoever_asks_does_not_answer(town):
    asked(town)
    about = town.question("nia", "Switch").about
    assert town.question("lee", "second lead").actions == (KEEP,)
    assert "somebody else must agree" in said(town.does("lee", Pressed(OFF, about=about)))
    assert "Only a communications lead" in said(town.does("priya", Pressed(OFF, about=about)))
    assert in_force(town) == (FLOOD,)
    assert [r.body["rule"] for r in town.records("TopicFilterRefused")] == ["topics.second_lead", "access.lead"]


def test_a_no_keeps_it_and_a_late_yes_changes_nothing(town):
    asked(town)
    about = town.question("nia", "Switch").about
    town.answers("nia", KEEP, town.question("nia", "Switch"))
    assert "answered already" in said(town.does("nia", Pressed(OFF, about=about)))
    assert in_force(town) == (FLOOD,)


def test_of_a_yes_and_a_no_at_the_same_instant_one_counts(town):
    for _ in range(5):
        sets(town, FLOOD)
        asked(town)
        about = f"topic:{town.records('TopicFilterOffAsked')[-2].number}"
        presses = {"nia": Pressed(OFF, about=about), "lee": Pressed(KEEP, about=about)}

        at_once(*(lambda name=name, press=press: says(town, name, press) for name, press in presses.items()))

        every = town.records("TopicFilterSwitchedOff") + town.records("TopicFilterKept")
        (kind,) = {record.kind for record in every if record.subject == about}
        (topic,) = in_force(town)
        assert topic.is_held is (kind == "TopicFilterKept")


def says(town, name, command):
    """Says it as often as it takes a busy database to answer."""
    for _ in range(20):
        try:
            return town.does(name, command)
        except BusyError:
            continue
    raise AssertionError("the database never answered")


def test_a_yes_to_a_topic_that_has_changed_since_does_nothing(town):
    asked(town)
    stricter = replace(FLOOD, keywords=(*FLOOD.keywords, "dyke"))
    sets(town, stricter)
    assert "has changed since" in said(town.answers("nia", OFF, town.question("nia", "Switch")))
    assert in_force(town) == (stricter,)


def test_a_yes_after_the_asker_is_no_lead_any_more_does_nothing(town):
    asked(town)
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("lee"), lead=False))
    assert "is no lead any more" in said(town.does("nia", Pressed(OFF, about=town.question("nia", "Switch").about)))
    assert in_force(town) == (FLOOD,)


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("priya", ASK, "Only a communications lead"),
        ("lee", "/account topics off Floods: why not", "That is no topic here. Known: Flood defences."),
        ("lee", "/account topics off Flood defences", "Say why"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_type(town, name, words, answer):
    assert answer in said(asked(town, name, words))
    assert town.records("TopicFilterOffAsked") == []


def test_the_only_lead_cannot_switch_it_off(town):
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("nia"), lead=False))
    assert "you are the only one" in said(asked(town))


@pytest.mark.parametrize(
    "after",
    [
        (),
        (replace(FLOOD, filtered=""),),
        (replace(FLOOD, keywords=("flood*",)),),
        (replace(FLOOD, accounts=("fernshire",)),),
        (replace(FLOOD, name="Floods"),),
    ],
    ids=["gone", "no filter", "fewer words", "fewer accounts", "another name"],
)
def test_a_file_that_makes_a_topic_milder_is_refused_whole(town, after):
    """S53: a removal in org.yaml takes no effect by one person alone."""
    with town.store.read() as uow:
        whole = organisation.present(uow)
    file = replace(whole, reference=Reference(topics=after))
    refusal = organisation.apply(town.store, file, Unsaid(), source="", by="terminal:lee")
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "topics.takes_two"
    assert "/account topics off" in refusal.next_step
    assert in_force(town) == (FLOOD,)


def test_once_two_leads_have_switched_it_off_the_file_may_leave_it_out(town):
    asked(town)
    town.answers("nia", OFF, town.question("nia", "Switch"))
    with town.store.read() as uow:
        whole = organisation.present(uow)
    gone = replace(whole, reference=Reference())
    assert not isinstance(organisation.apply(town.store, gone, Unsaid(), source="", by="terminal:lee"), Refusal)
    assert in_force(town) == ()


def test_a_file_may_make_a_topic_stricter_or_change_its_line():
    stricter = replace(FLOOD, keywords=(*FLOOD.keywords, "dyke"), line="We act on the review.", filtered="")
    assert loosened((FLOOD,), (stricter,)) == []
    assert loosened((replace(FLOOD, filtered=""),), ()) == []
    some = replace(FLOOD, accounts=("fernshire",))
    assert loosened((some,), (FLOOD,)) == []
