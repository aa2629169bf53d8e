"""Escalations in the store, on both engines: one at a time for one thing, and every call as it was made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.accounts import Account, Kind, OrgType
from bot.core.callouts import Callout
from bot.core.escalation import Answer, Line, Outcome, advance, settle, stand_aside, take
from bot.core.escalation import Kind as Called
from bot.core.people import Person
from bot.core.rota.plan import Calling

CHAIN = Calling((timedelta(minutes=2), timedelta(seconds=90)), 3, timedelta(minutes=20), "lee")
ON = Line("megan", ("tom",))


@pytest.fixture(autouse=True)
def people(store):
    with store.write() as uow:
        for name in ("megan", "tom", "lee"):
            uow.people.put(Person(name, name.title()))
        uow.accounts.put(Account("fernshire", "Fernshire", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1"))


def opened(uow, subject="7", kind=Called.DRAFT, account="fernshire"):
    return uow.escalations.open(
        kind,
        subject,
        account=account,
        title="T\x00",
        lines=("one", "two"),
        rota="comms",
        chain=CHAIN,
        by="service",
        now=uow.now(),
    )


def test_one_comes_back_as_it_was_saved(store, clock):
    with store.write() as uow:
        made = opened(uow)
        assert (made.next_at, made.chain, made.lines) == (clock(), CHAIN, ("one", "two"))
        after, _ = advance(made, ON, clock())
        after = stand_aside(after, "megan", Answer.HANDED_ON, clock())
        after, _ = advance(after, Line(None, ("tom",)), clock())
        after = take(after, "tom", clock())
        uow.escalations.save(after)
        uow.escalations.save(after)
    with store.read() as uow:
        kept = uow.escalations.get(made.id)
        assert kept == replace(after, title="T�")
        assert [call.answer for call in kept.calls] == [Answer.HANDED_ON, Answer.HAVE_IT]
        assert uow.escalations.all_under_way() == [kept]
        assert uow.escalations.get(99) is None


def test_one_at_a_time_is_under_way_for_one_thing(store, clock):
    with store.write() as uow:
        first = opened(uow)
        assert opened(uow) is None
        assert opened(uow, kind=Called.DRILL).id != first.id
        assert opened(uow, "8", account=None).account is None
        assert uow.escalations.under_way(Called.DRAFT, "7") == first.id
        uow.escalations.save(settle(first, Outcome.DECIDED, clock(), "tom"))
        assert uow.escalations.under_way(Called.DRAFT, "7") is None
        again = opened(uow)
        assert again.id > first.id
        assert uow.escalations.get(first.id).ended_by == "tom"


def test_a_callout_grows_until_it_is_over(store, clock):
    one, later = clock(), clock() + timedelta(hours=1)
    with store.write() as uow:
        made = opened(uow)
        uow.escalations.put_callout(Callout(made.id, "tom", one, one + timedelta(minutes=1)))
        whole = Callout(made.id, "tom", one, later)
        uow.escalations.put_callout(whole)
        uow.escalations.put_callout(Callout(made.id, "lee", one, one + timedelta(minutes=5)))
    with store.read() as uow:
        assert uow.escalations.callouts(one + timedelta(minutes=30), later) == [whole]
        assert uow.escalations.callouts(later, later + timedelta(days=1)) == []
        assert len(uow.escalations.callouts(one, later)) == 2
        assert uow.escalations.callouts(one, later, "tom") == [whole]
        assert uow.escalations.callout(made.id, "tom") == whole
        assert uow.escalations.callout(made.id, "megan") is None
