"""Two people answer at the same instant, on both engines: one has it, and the other is told who (F16)."""

from nights import Night
from whole import at_once

from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.due import Work


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
