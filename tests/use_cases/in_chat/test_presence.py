"""Nobody is asked while they are away, and somebody is told where everybody is (S68). They may still act."""

import pytest
from council import said
from rotas import london
from watch import Watch

from bot.core.commands import SendForApproval
from bot.core.drafts import State
from bot.core.due import Work


@pytest.fixture
def town(sqlite_store, clock):
    return Watch(sqlite_store, clock)


def is_away(town, *people):
    with town.store.write() as uow:
        for person in people:
            uow.rotas.add_absence(person, london(2026, 6, 1), london(2026, 6, 3), by="lee", now=uow.now())


def test_whoever_is_away_is_not_named_on_the_card_nor_in_answers(town):
    is_away(town, "priya")
    number = town.pitched("tom")

    assert town.card(number).view.deciders == ("Amy Brown", "Lee Ward")
    assert "Amy Brown or Lee Ward may approve it now" in said(town.types("tom", "/account who @fernshire"))


def test_back_again_they_are_named_again(town):
    is_away(town, "priya")
    number = town.pitched("tom")

    town.clock.move(days=2)

    assert "Priya Shah" in town.card(number).view.deciders


def test_whoever_is_away_may_still_approve(town):
    """Authority is a grant."""
    is_away(town, "priya")
    number = town.pitched("tom")

    town.approves("priya", number)

    assert town.draft(number).state is State.SCHEDULED


def test_where_everybody_is_away_the_author_and_the_leads_are_told_once(town):
    is_away(town, "priya", "amy", "lee")
    number = town.pitched("tom")
    town.runs()
    title = f"Nobody who may decide on draft {number} for @Fernshire is there"

    town.clock.move(minutes=40)
    with town.store.write() as uow:
        uow.due.at(Work.REMIND, str(number), uow.now())
    town.runs()

    assert town.told("lee").count(title) == 1
    assert town.room.titles("under UTOM").count(title) == 1
    assert town.card(number).view.deciders == ()


def test_the_author_hears_at_once_that_everybody_is_away(town):
    is_away(town, "priya", "amy", "lee")
    preview = town.saves("tom")

    done = town.does("tom", SendForApproval(preview.view.draft.id, 1))

    assert "Everybody who can decide is away now; the communications leads are told." in said(done)


def test_a_reminder_names_only_people_who_are_there(town):
    is_away(town, "priya", "amy")
    town.pitched("tom")
    town.runs()
    town.clock.move(minutes=31)
    town.runs()

    reminders = [card for where, card in town.room.said if where == "under C1" and "has waited" in card.title]
    assert [card.lines for card in reminders] == [("These people may decide: Lee Ward.",)]
