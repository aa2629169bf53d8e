"""Requests for cover and swaps in the store, on every engine."""

from dataclasses import replace
from datetime import timedelta

import pytest
from rotas import london

from bot.core.people import Person
from bot.core.rota.requests import Answer, Ask, Part, RequestState, SwapState

SHIFT = (london(2026, 6, 1, 17), london(2026, 6, 2, 9))
NEXT = (london(2026, 6, 2, 17), london(2026, 6, 3, 9))


@pytest.fixture(autouse=True)
def people(store):
    with store.write() as uow:
        for name in ("priya", "amy", "lee"):
            uow.people.put(Person(name, name.title()))


def asked(store, parts=(SHIFT, NEXT), absence="7", account=None):
    with store.write() as uow:
        return uow.covers.add("priya", absence, parts, rota="comms", seat="on_call", account=account)


def test_a_request_comes_back_with_what_became_of_it(store, clock):
    request = asked(store)
    asks = (
        Ask("amy", clock(), clock() + timedelta(hours=2), Answer.NO),
        Ask("lee", clock(), clock() + timedelta(hours=4)),
    )
    covered = replace(request, state=RequestState.COVERED, asks=asks, covered_by="lee", entry=12)

    with store.write() as uow:
        uow.covers.save(covered)

    with store.read() as uow:
        assert uow.covers.get(request.id) == covered
        assert uow.covers.get(99) is None
    assert request.state is RequestState.SEEKING
    assert request.parts == (SHIFT, NEXT)
    assert (request.start, request.end) == (SHIFT[0], NEXT[1])


@pytest.mark.parametrize("state", RequestState)
def test_only_what_can_still_be_taken_stands_earliest_first(store, state):
    later, sooner = asked(store, (NEXT,)), asked(store, (SHIFT,), "8", "fern")

    with store.write() as uow:
        uow.covers.save(replace(later, state=state))

    stands = state in {RequestState.SEEKING, RequestState.GAP, RequestState.ACCEPTED}
    with store.read() as uow:
        assert [r.id for r in uow.covers.standing()] == ([sooner.id, later.id] if stands else [sooner.id])
        assert [r.account for r in uow.covers.of_absence("8")] == ["fern"]
        assert uow.covers.of_absence("9") == []


def test_a_swap_comes_back_with_its_answer(store, clock):
    mine, theirs = Part("priya", "comms", "on_call", SHIFT), Part("lee", "comms", "desk", NEXT)

    with store.write() as uow:
        swap = uow.swaps.propose(mine, theirs, clock())
        assert uow.swaps.proposed() == [swap]
        uow.swaps.save(replace(swap, state=SwapState.AGREED))

    with store.read() as uow:
        assert uow.swaps.proposed() == []
        assert uow.swaps.get(swap.id) == replace(swap, state=SwapState.AGREED)
        last = max(mine.stretch[1], theirs.stretch[1])
        assert uow.swaps.agreed(last - timedelta(seconds=1)) == [replace(swap, state=SwapState.AGREED)]
        assert uow.swaps.agreed(last) == []
        assert uow.swaps.get(99) is None
    assert (swap.mine, swap.theirs, swap.state) == (mine, theirs, SwapState.PROPOSED)
