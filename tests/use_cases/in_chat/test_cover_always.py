"""Whatever people answer and whenever: nobody unfit covers, one covers at most, and cancelling leaves the rota as it was."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from rotas import london
from stores import Clock, quick
from watch import Watch

from bot.adapters.store import open_store
from bot.core.cards import Action
from bot.core.commands import Pressed
from bot.core.due import Work
from bot.core.rota.requests import RequestState
from bot.core.rota.schedule import spans
from bot.use_cases.rotas import in_force

YES, NO, OPEN = Action.I_WILL_COVER, Action.I_CANNOT_COVER, Action.LEAVE_OPEN
START, END = london(2026, 6, 1), london(2026, 7, 20)

STEPS = st.lists(
    st.tuples(
        st.just("press"), st.sampled_from(["amy", "lee", "tom", "nia", "priya"]), st.sampled_from([YES, NO, OPEN])
    )
    | st.tuples(st.just("wait"), st.integers(1, 300), st.none())
    | st.tuples(st.just("nudge"), st.none(), st.none()),
    max_size=8,
)
LEAVES = st.sampled_from(["8 to 14 June", "today", "tomorrow afternoon", "10 June", "2 to 30 June"])


def rota(town):
    """Who holds what."""
    with town.store.read() as uow:
        return spans(in_force(uow, uow.rotas.plan("comms"), START, END), START, END)


def ahead(found, now):
    """What of it is still to come."""
    return [span._replace(start=max(span.start, now)) for span in found if span.end > now]


def requests(town, absence="1"):
    with town.store.read() as uow:
        return uow.covers.of_absence(absence)


def does(town, step):
    what, who, action = step
    if what == "wait":
        town.clock.move(minutes=who)
    elif what == "press":
        for request in requests(town):
            town.does(who, Pressed(action, about=f"gap:{request.id}:"))
    else:
        with town.store.write() as uow:
            for request in uow.covers.of_absence("1"):
                uow.due.at(Work.COVER, f"request:{request.id}", uow.now())
            uow.due.at(Work.SWEEP, "all", uow.now())
    town.runs(300)


@settings(max_examples=12, deadline=None)
@given(leave=LEAVES, steps=STEPS)
def test_whatever_people_answer_cover_is_fit_and_cancelling_undoes_it(migrated_file, leave, steps):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "countersign.db"
        shutil.copy(migrated_file, path)
        store = quick(open_store(f"sqlite:///{path}", clock := Clock()))
        try:
            _hold(Watch(store, clock), leave, steps)
        finally:
            store.close()


def _hold(town, leave, steps):
    before = rota(town)
    town.enters("priya", f"/rota leave {leave}")
    for step in steps:
        does(town, step)
        for request in requests(town):
            assert request.covered_by in {None, "amy", "lee"}
            assert (request.covered_by is None) == (request.state is not RequestState.COVERED)
            assert len({ask.person for ask in request.asks}) == len(request.asks)
    assert len(town.records("CoverFound")) == len([r for r in requests(town) if r.state is RequestState.COVERED])
    town.cancels("priya", "1")
    assert ahead(rota(town), town.clock()) == ahead(before, town.clock())
    assert [r.state for r in requests(town) if r.state is not RequestState.OVER] == []
    assert town.broken() == []
