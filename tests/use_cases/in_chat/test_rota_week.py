"""/rota week: the week in words at once and on App Home, and as a picture that no outage loses."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import Council, said
from rotas import comms_plan, london
from stage import Room

from bot.adapters.drawing import Drawings
from bot.core.cards import Tone
from bot.core.commands import OpenHome
from bot.core.people import Standing
from bot.core.publishing import Picture
from bot.use_cases import nudges
from bot.use_cases.ports_chat import CannotDeliver


@pytest.fixture
def town(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10, 0)
    town = Council(sqlite_store, clock)
    town.room = Room()
    town.tools = replace(town.tools, chats={"slack": town.room}, drawings=Drawings())
    with town.store.write() as uow:
        uow.rotas.put(comms_plan())
    return town


def works(town):
    """The worker takes every row that is due."""
    queue = town.store.queue()
    while claims := queue.claim(timedelta(minutes=1), 10):
        for claim in claims:
            nudges.run(town.tools, queue, claim)


def pictures(town, user):
    return [card for where, card in town.room.said if where == user and isinstance(card, Picture)]


def test_the_week_is_told_in_words_and_brought_as_a_picture(town):
    told = town.types("tom", "/rota week")
    works(town)

    assert told.title == "Communications, Monday 1 to Sunday 7 June 2026"
    assert told.lines[0] == "Desk: Priya Shah Monday 1 to Friday 5 June, 09:00 to 17:00 on each."
    assert "picture is on its way" in told.lines[-1]
    (picture,) = pictures(town, "UTOM")
    assert town.room.shown == told.title
    assert picture.content.startswith(b"\x89PNG")
    assert picture.alt.startswith("Communications, Monday 1 to Sunday 7 June 2026. Desk: Priya Shah")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("next week", "Monday 8 to Sunday 14 June"),
        ("last week", "Monday 25 to Sunday 31 May"),
        ("@comms 20 June", "Monday 15 to Sunday 21 June"),
        ("communications 2026-12-28", "Monday 28 December to Sunday 3 January"),
        ("Friday", "Monday 1 to Sunday 7 June"),
    ],
)
def test_another_week_is_meant_by_a_day_in_it(town, words, title):
    assert title in town.types("tom", f"/rota week {words}").title


def test_words_that_are_no_day_and_rotas_that_are_not_known_are_told(town):
    assert "There is no 31 June" in said(town.types("tom", "/rota week 31 June"))
    assert "“Communications” (comms)" in said(town.types("tom", "/rota week @press"))
    assert "too far away" in said(town.types("tom", "/rota week 9999-12-31"))
    assert "too far away" in said(town.types("tom", "/rota week 0001-01-01"))


def test_a_gap_makes_it_a_warning_and_comes_first(town):
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 4), london(2026, 6, 5), by="lee", now=uow.now())
    told = town.types("tom", "/rota week")
    assert told.tone is Tone.WARNING
    assert told.lines[0].startswith("Desk: NOBODY on Thursday 4 June, 09:00 to 17:00.")


def test_app_home_tells_this_week_in_words(town):
    home = town.does("tom", OpenHome())
    assert home.rota[:2] == (
        "Communications, Monday 1 to Sunday 7 June 2026:",
        "Desk: Priya Shah Monday 1 to Friday 5 June, 09:00 to 17:00 on each.",
    )


def test_app_home_of_a_large_organisation_tells_ones_own_rotas_only(town):
    with town.store.write() as uow:
        for n in range(4):
            uow.rotas.put(replace(comms_plan(desk=("lee",), on_call=("lee",)), id=f"other{n}", name=f"Other {n}"))
    titles = [line for line in town.does("priya", OpenHome()).rota if line.endswith("2026:")]
    assert titles == ["Communications, Monday 1 to Sunday 7 June 2026:"]
    assert town.does("tom", OpenHome()).rota == ()


def test_a_chat_that_is_down_delays_the_picture_and_it_shows_what_is_true_then(town):
    town.types("tom", "/rota week")
    town.room.down("UTOM")
    works(town)
    with town.store.write() as uow:
        uow.rotas.add_absence("priya", london(2026, 6, 4), london(2026, 6, 5), by="lee", now=uow.now())
    town.room.answer.clear()
    town.clock.move(minutes=1)
    works(town)
    (picture,) = pictures(town, "UTOM")
    assert "NOBODY" in picture.alt


def test_a_picture_the_chat_will_not_take_is_told_in_words(town):
    town.types("tom", "/rota week")
    taken = town.room.show
    town.room.show = lambda *_: CannotDeliver("The app may not write files (files:write).")
    works(town)
    town.room.show = taken
    notice = town.room.said[-1][1]
    assert "files:write" in " ".join(notice.lines)
    assert "Desk: Priya Shah" in " ".join(notice.lines)


def test_nothing_is_brought_to_somebody_who_has_gone_or_of_a_rota_that_is_gone(town):
    town.types("tom", "/rota week")
    town.types("amy", "/rota week")
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get("tom"), standing=Standing.LEFT))
    works(town)
    assert not pictures(town, "UTOM")
    assert len(pictures(town, "UAMY")) == 1
    town.types("amy", "/rota week")
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    works(town)
    assert len(pictures(town, "UAMY")) == 1


def test_without_chat_or_drawings_the_words_are_all_there_is(town):
    town.tools = replace(town.tools, drawings=None)
    assert "picture" not in said(town.types("tom", "/rota week"))


def with_press(town):
    with town.store.write() as uow:
        uow.rotas.put(replace(comms_plan(on_call=("amy", "tom")), id="press", name="Press office"))


def test_of_several_rotas_one_sees_those_one_takes_turns_in_and_hears_of_the_others(town):
    with_press(town)
    told = town.types("lee", "/rota week")
    works(town)
    assert told.title == "Communications, Monday 1 to Sunday 7 June 2026"
    assert told.lines[-1] == "Other rotas: “Press office” (press). To see one: /rota week press."
    assert len(pictures(town, "ULEE")) == 1

    both = town.types("amy", "/rota week next week")
    works(town)
    assert both.title == "The week from Monday 8 June 2026"
    assert [line for line in both.lines if line in {"Communications:", "Press office:"}] == [
        "Communications:",
        "Press office:",
    ]
    assert len(pictures(town, "UAMY")) == 2
    assert "Other rotas" not in said(town.types("lee", "/rota week press"))


def test_whoever_takes_no_turns_sees_all_of_a_few_rotas_and_is_asked_which_of_many(town):
    with_press(town)
    assert "Press office:" in town.types("nia", "/rota week").lines
    with town.store.write() as uow:
        for n in range(3):
            uow.rotas.put(replace(comms_plan(), id=f"rota{n}", name=f"Rota {n}"))
    assert "more than one rota" in said(town.types("nia", "/rota week"))


def test_a_slip_in_the_name_of_a_rota_is_told_with_the_nearest(town):
    with_press(town)
    assert "Did you mean press?" in said(town.types("tom", "/rota week pres"))
    words = said(town.types("tom", "/rota week gibberish"))
    assert "I know neither a rota nor a day called “gibberish”. There are “Communications” (comms)" in words.replace(
        "\n", " "
    )
    assert "I could not read “gibberish” as a day" in said(town.types("tom", "/rota week comms gibberish"))


def test_of_somebody_who_has_left_it_says_so_and_of_somebody_suspended_only_that_they_are_away(town):
    for standing, sentence in (
        (Standing.LEFT, "Priya Shah has left and nobody stands in yet."),
        (Standing.SUSPENDED, "Priya Shah is away and nobody stands in yet."),
    ):
        with town.store.write() as uow:
            uow.people.put(replace(uow.people.get("priya"), standing=standing))
        told = town.types("tom", "/rota week")
        assert sentence in told.lines[0]
        assert any(line.startswith("Away:") for line in told.lines) is (standing is Standing.SUSPENDED)
        assert sentence[:-1] in said(town.types("tom", "/rota"))
