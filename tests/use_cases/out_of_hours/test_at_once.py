"""Two people answer at the same instant, on both engines: one has it, and the other is told who (F16)."""

from nights import Night
from whole import at_once

from bot.core.cards import Action
from bot.core.commands import ChooseReach, Pressed, Typed
from bot.core.due import Work
from bot.core.organisation import Unsaid
from bot.core.people import Standing
from bot.use_cases.organisation import apply, present
from bot.use_cases.ports import BusyError


def does(night, name, command):
    """Says it as often as it takes a busy database to answer."""
    for _ in range(20):
        try:
            return night.does(name, command)
        except BusyError:
            continue
    raise AssertionError("the database never answered")


def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told(store, clock):
    night = Night(store, clock)
    night.sends()
    night.later(minutes=5)
    press = Pressed(Action.HAVE_IT, about="call:1")
    shown = at_once(*(lambda name=name: night.does(name, press) for name in ("amy", "priya")))
    assert sorted(each.title for each in shown) == ["Not done", "You have it"]
    assert night.escalation().taken_by in {"amy", "priya"}
    assert len(night.records("CallTaken")) == 1
    assert night.broken() == []


def test_a_step_and_an_answer_at_the_same_instant_leave_one_truth(store, clock):
    night = Night(store, clock)
    night.sends()
    clock.move(minutes=5)
    at_once(night.run, lambda: night.does("amy", Pressed(Action.HAVE_IT, about="call:1")))
    night.run()
    after = night.escalation()
    assert after.taken_by == "amy"
    assert [call.number for call in after.calls] in ([1], [1, 2])
    assert len(night.records("PersonCalled")) == len(after.calls)
    with store.read() as uow:
        assert uow.due.waiting(Work.ESCALATE, "1") == after.next_at
    assert night.broken() == []


def test_who_is_suspended_while_choosing_how_to_be_called_stays_suspended(store, clock):
    night = Night(store, clock)
    for number in range(5):
        with store.write() as uow:
            uow.people.set_standing("amy", Standing.ACTIVE)
        chosen = ChooseReach("usual", "", f"amy-{number}")
        at_once(
            lambda chosen=chosen: does(night, "amy", chosen),
            lambda: does(night, "lee", Typed("/account", "suspend @amy a lost telephone")),
        )
        with store.read() as uow:
            assert uow.people.get("amy").standing is Standing.SUSPENDED


def test_who_is_suspended_while_the_file_is_applied_stays_suspended(store, clock):
    """A file that says nothing of somebody's standing never lifts a suspension (S86)."""
    night = Night(store, clock)
    with store.read() as uow:
        whole = present(uow)
    for _ in range(5):
        with store.write() as uow:
            uow.people.set_standing("amy", Standing.ACTIVE)
        silent = Unsaid(standing=frozenset(person.id for person in whole.people))
        at_once(
            lambda silent=silent: apply(store, whole, silent, source="people: {}", by="terminal:lee"),
            lambda: does(night, "lee", Typed("/account", "suspend @amy a lost telephone")),
        )
        with store.read() as uow:
            assert uow.people.get("amy").standing is Standing.SUSPENDED
