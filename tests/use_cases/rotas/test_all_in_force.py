"""Many rotas read at once say what each says read by itself (issue 4: 30 rotas answer as fast as one)."""

from datetime import timedelta

from council import Council
from hypothesis import given
from hypothesis import strategies as st
from rotas import comms_plan, london

from bot.core.people import Standing
from bot.core.rota.changes import Change, Kind
from bot.core.rota.plan import plan_for, plans_for
from bot.use_cases.rotas import all_in_force, in_force
from bot.use_cases.watched import all_channels, channels_of

ACCOUNTS = ("fernshire", "fernshireroads", "other")


def test_rotas_read_together_are_the_rotas_read_one_by_one(sqlite_store, clock):
    clock.at = london(2026, 6, 3, 10)
    town = Council(sqlite_store, clock)
    with town.store.write() as uow:
        for name, people in (("comms", ("amy", "priya")), ("press", ("lee", "tom"))):
            uow.rotas.put(type(comms_plan())(**{**_fields(comms_plan(desk=people, on_call=people)), "id": name}))
        uow.rotas.add_absence("lee", london(2026, 6, 4), london(2026, 6, 9), by="lee", now=uow.now())
        uow.rotas.add_absence("nia", london(2026, 6, 4), london(2026, 6, 9), by="lee", now=uow.now())
        cover = Change(Kind.OVERRIDE, "desk", london(2026, 6, 4), london(2026, 6, 5), "nia", "lee")
        uow.rotas.enter("press", cover, "lee", uow.now())
        amy = uow.people.get("amy")
        uow.people.put(type(amy)(**{**_fields(amy), "standing": Standing.SUSPENDED}))
    start, end = clock.at, clock.at + timedelta(days=30)
    with town.store.read() as uow:
        one_by_one = [(plan, in_force(uow, plan, start, end)) for plan in uow.rotas.plans()]
    with town.store.read() as uow:
        together = all_in_force(uow, start, end)
        assert {plan.id: channels_of(uow, plan) for plan, _ in together} == {
            plan.id: all_channels(uow).get(plan.id, {}) for plan, _ in together
        }

    assert together == one_by_one
    assert {a.person for a in together[1][1].changes.absences} == {"lee", "nia"}


def _fields(thing):
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


@given(st.lists(st.sets(st.sampled_from(ACCOUNTS)), max_size=4))
def test_the_rotas_of_many_accounts_are_those_of_each(named):
    plans = [comms_plan(accounts=tuple(sorted(each))) for each in named]

    expected = {account: plan for account in ACCOUNTS if (plan := plan_for(account, plans))}
    assert plans_for(ACCOUNTS, plans) == expected
