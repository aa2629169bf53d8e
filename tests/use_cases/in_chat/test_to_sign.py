"""S49: what waits for the owner of a topic stands in their queue and on their Home, and others see whom it waits for."""

import pytest
from council import WORDS
from watch import Watch

from bot.core.cards import Action, ListCard, Notice
from bot.core.commands import OpenHome
from bot.core.forms import PreviewForm
from bot.core.reference import Reference
from bot.core.topics import Topic

FLOOD = Topic("Flood defences", ("flood*",), owner="nia")
TEXT = "Flooding on Mill Street: the road is closed and the library stays open."
MINE = "waits for your signature: “Sign off” is in its message from Countersign"


@pytest.fixture
def town(store, clock):
    """@fernshire writes about libraries; Nia owns the floods and has no role on any account."""
    made = Watch(store, clock)
    with made.store.write() as uow:
        uow.reference.set(Reference(topics=(FLOOD,)))
    made.sets("fernshire", remit=("libraries",))
    return made


def listed(card):
    assert isinstance(card, ListCard), card
    return {row.draft: row.waits for row in card.rows}


def test_an_owner_without_a_role_finds_it_in_their_queue_and_on_their_home(town):
    assert isinstance(town.types("nia", "/tweet queue"), Notice)
    number = town.pitched("tom", TEXT)

    queue, home = town.types("nia", "/tweet queue"), town.does("nia", OpenHome())

    assert listed(queue) == listed(home.waiting) == {number: MINE}
    assert queue.rows[0].actions == (Action.OPEN,)
    assert isinstance(town.presses("nia", Action.OPEN, number), PreviewForm)


def test_others_see_whom_it_waits_for(town):
    number, other = town.pitched("tom", TEXT), town.pitched("tom", WORDS)
    for card in (town.types("priya", "/tweet queue"), town.types("tom", "/tweet mine")):
        assert listed(card) == {number: "waits for the signature of Nia Cole", other: ""}
    assert town.does("priya", OpenHome()).waiting.rows[0].waits == "waits for the signature of Nia Cole"


def test_what_is_signed_waits_for_nobody(town):
    number = town.pitched("tom", TEXT)
    town.presses("nia", Action.SIGN_OFF, number)
    assert isinstance(town.types("nia", "/tweet queue"), Notice)
    assert town.does("nia", OpenHome()).waiting.rows == ()
    assert listed(town.types("priya", "/tweet queue")) == {number: ""}


def test_an_owner_who_approves_there_too_finds_it_once_and_pages_go_on(town):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=(Topic("Flood defences", ("flood*",), owner="priya"),)))
    numbers = [town.pitched("tom", f"{TEXT} Part {n}.") for n in range(11)]

    first, second = town.types("priya", "/tweet queue"), town.types("priya", "/tweet queue 2")

    assert [row.draft for row in (*first.rows, *second.rows)] == numbers
    assert (first.more, second.more) == (1, 0)
    assert {row.waits for row in first.rows} == {MINE}
    home = town.does("priya", OpenHome()).waiting
    assert len({row.draft for row in home.rows}) == len(home.rows)


def test_who_is_not_asked_any_more_does_not_find_it(town):
    """The draft that changed leaves the topic."""
    number = town.pitched("tom", TEXT)
    town.changes("tom", number, WORDS)
    assert isinstance(town.types("nia", "/tweet queue"), Notice)
    assert listed(town.types("priya", "/tweet queue")) == {number: ""}
