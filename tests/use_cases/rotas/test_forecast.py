"""The forecast: gaps and accounts without an approver, 14 days ahead; each is warned of once (S30, S68, S74)."""

from datetime import date, timedelta

from council import said
from rotas import comms_plan, london

from bot.core.accounts import Role
from bot.core.cards import Action, Tone
from bot.core.commands import Pressed
from bot.core.due import Work
from bot.core.rota.plan import MOST_DAYS
from bot.use_cases.covering import look


def looks(town):
    with town.store.write() as uow:
        uow.due.at(Work.FORECAST, "all", uow.now())
    town.runs()


def forecast(town, who="tom"):
    return town.types(who, "/rota forecast")


def test_when_all_is_well_it_says_so(town):
    told = forecast(town)
    assert told.tone is Tone.INFO
    assert "Somebody is on duty whenever a rota asks for it" in said(told)


def test_an_account_nobody_can_approve_for_is_named_with_the_time(town):
    for person in ("amy", "priya"):
        town.is_away(person, london(2026, 6, 8, 18), london(2026, 6, 9, 9))
    point = next(point for point in forecast(town).points if "approve" in point.title)
    assert point.title == "Nobody can approve for @Fernshire and @FernshireRoads"
    assert point.lines == (
        "When: 18:00 on Monday 8 June to 09:00 on Tuesday 9 June.",
        "Why: everybody on the list of approvers is away, or their training has run out by then.",
        "What it means: nothing can go out there in that time, not even a correction.",
        "To do: a communications lead adds a trained approver, or asks one to come back.",
    )
    assert (point.about, point.actions) == ("Fernshire", (Action.WHO_MAY,))


def test_what_begins_first_stands_first_and_its_button_shows_the_week(town):
    opens(town, 8)
    for person in ("amy", "priya"):
        town.is_away(person, london(2026, 6, 10, 18), london(2026, 6, 11, 9))
    first, *_ = forecast(town).points

    assert first.title == "Nobody is on call in Communications"
    assert first.lines == (
        "When: 17:00 on Monday 8 June to 09:00 on Tuesday 9 June.",
        "Why: it was left open.",
        "What it means: whatever is urgent goes at once to those who are on call next, and last to Lee Ward.",
        "To do: a communications lead puts somebody on: /rota cover @person for nobody 8 June.",
    )
    shown = town.does("tom", Pressed(Action.SHOW_WEEK, about=first.about))
    assert shown.title == "Communications, Monday 8 to Sunday 14 June 2026"


def test_a_gap_nobody_could_be_found_for_is_taken_with_the_button_beneath_it(town):
    for person in ("amy", "priya", "lee", "tom", "nia"):
        town.is_away(person, london(2026, 6, 3), london(2026, 6, 20))
    with town.store.write() as uow:
        look(uow, timedelta(minutes=30), uow.now(), uow.now() + timedelta(days=14))
    town.runs()
    points = [point for point in forecast(town).points if Action.I_WILL_COVER in point.actions]

    assert points
    assert all(point.about.startswith("gap:") for point in points)
    assert "To do: if you can take it, press the button." in said(forecast(town))


def test_gaps_with_one_cause_are_one_point_with_each_of_their_times(town):
    opens(town, 8, 9, 10)
    (point,) = (point for point in forecast(town).points if "on call" in point.title)

    assert point.lines[:4] == (
        "When: 3 times.",
        "• 17:00 on Monday 8 June to 09:00 on Tuesday 9 June",
        "• 17:00 on Tuesday 9 June to 09:00 on Wednesday 10 June",
        "• 17:00 on Wednesday 10 June to 09:00 on Thursday 11 June",
    )


def test_training_that_runs_out_counts_like_leave(town):
    with town.store.write() as uow:
        for key in ("amy", "priya"):
            person = uow.people.get(key)
            uow.people.put(type(person)(**{**_fields(person), "trained_until": date(2026, 6, 10)}))
    assert "When: midnight at the end of Wednesday 10 June to" in said(forecast(town))


def _fields(person):
    return {name: getattr(person, name) for name in person.__dataclass_fields__}


def opens(town, *days):
    """The on-call nights of these days are left to nobody."""
    return [town.puts_on(None, london(2026, 6, day, 17), london(2026, 6, day + 1, 9)) for day in days]


def test_a_new_gap_is_warned_of_once_in_the_channel_and_to_every_lead(town):
    opens(town, 4)
    for _ in range(3):
        looks(town)
        town.clock.move(minutes=5)
    for where in ("C1", "ULEE"):
        (notice,) = town.notices("Nobody is on duty", where)
        assert notice.tone is Tone.ALARM
        assert "nobody is on call, because it was left open: tomorrow 17:00 to Fri 5 Jun 2026 09:00" in said(notice)
    assert len(town.records("GapForeseen")) == 1


def test_a_gap_that_grows_is_warned_of_again_and_one_that_shrinks_is_not(town):
    first, _ = opens(town, 4, 5)
    looks(town)
    with town.store.write() as uow:
        uow.rotas.withdraw(first.id, "lee", uow.now())
    looks(town)
    assert len(town.notices("Nobody is on duty")) == 1
    opens(town, 8)
    looks(town)
    assert len(town.notices("Nobody is on duty")) == 2


def test_a_gap_that_was_closed_and_opens_again_is_warned_of_again(town):
    (entered,) = opens(town, 4)
    looks(town)
    with town.store.write() as uow:
        uow.rotas.withdraw(entered.id, "lee", uow.now())
    looks(town)
    opens(town, 4)
    looks(town)
    assert len(town.notices("Nobody is on duty")) == 2


def test_a_gap_beyond_the_horizon_is_warned_of_when_it_comes_into_sight(town):
    opens(town, 22)
    looks(town)
    assert town.notices("Nobody is on duty") == []
    town.clock.at = london(2026, 6, 9, 10)
    looks(town)
    assert len(town.notices("Nobody is on duty")) == 1


def test_a_list_that_is_empty_is_not_warned_of_day_after_day(town):
    for person in ("amy", "priya"):
        town.revokes(person, "fernshireroads", Role.APPROVE)
    looks(town)
    told = len(town.notices("Nobody can approve"))
    for _ in range(5):
        town.clock.move(days=1)
        looks(town)
    assert (told, len(town.notices("Nobody can approve"))) == (1, 1)


def test_what_somebody_away_leaves_open_is_left_to_the_search_for_cover(town):
    """S68: one gap, one announcement."""
    town.is_away("amy", london(2026, 6, 4), london(2026, 6, 6))
    looks(town)
    assert town.notices("Nobody is on duty") == []
    assert "Why: Amy Brown is away and nobody stands in yet." in said(forecast(town))


def test_an_account_without_an_available_approver_is_at_risk_and_says_so(town):
    """S30."""
    assert "risk" not in said(town.types("tom", "/account list"))
    for person in ("amy", "priya"):
        town.is_away(person, london(2026, 6, 3), london(2026, 6, 4))
    assert "@Fernshire: Fernshire council, corporate account. You may pitch. At risk: nobody can approve now." in said(
        town.types("tom", "/account list")
    )
    told = said(forecast(town))
    assert "Nobody can approve for @Fernshire and @FernshireRoads When: now until midnight tonight." in told


def test_an_account_with_an_empty_list_says_that_nobody_is_on_it(town):
    for person in ("amy", "priya"):
        town.revokes(person, "fernshireroads", Role.APPROVE)
    told = said(forecast(town))
    assert "Nobody can approve for @FernshireRoads When: all of the next 14 days." in told
    assert "Why: nobody is on the list of approvers." in told


def test_who_is_on_duty_and_not_on_the_list_is_said_without_an_alarm(town):
    """S69: somebody else may approve, but is not on duty."""
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(on_call=("lee", "amy")))
    told = forecast(town)
    assert told.tone is Tone.INFO
    assert "On duty, but not on the list of approvers Lee Ward is on call 17:00 today to" in said(told)
    assert ", and cannot approve for @Fernshire or @FernshireRoads." in said(told)


def test_where_a_rota_does_not_say_a_week_on_call_is_no_reason_to_warn(town):
    """S74: eight calendar days, from one Monday's evening to the next Monday's morning."""
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",), on_call=("amy", "priya"), most_days=MOST_DAYS))
    assert "days in a row" not in said(forecast(town))
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("lee",), on_call=("amy", "priya"), most_days=7))
    assert "Amy Brown is on duty in Communications for more than 7 days in a row" in said(forecast(town))


def test_days_in_a_row_stand_in_the_morning_notice(town):
    town.puts_on("amy", london(2026, 6, 8, 17), london(2026, 6, 16, 9))
    town.passes_to(2026, 6, 4, 9)
    (notice,) = town.notices("who is on today and tonight")
    assert "Amy Brown is on duty in Communications for more than 12 days in a row" in said(notice)


def test_more_than_half_of_all_time_on_call_is_told_to_the_leads_once(town):
    """Nobody above 50 % of on-call time."""
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(on_call=("amy", "priya", "amy"), most_days=60))
    for _ in range(3):
        looks(town)
        town.clock.move(minutes=5)
    (notice,) = town.notices("on call too much", "ULEE")
    told = "Amy Brown carries 67% of all time on call in Communications in the next 12 weeks, as the rota stands"
    assert told in said(notice)
    assert told in said(forecast(town))


def test_two_who_take_turns_carry_half_each_and_that_is_not_more_than_half(town):
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(on_call=("amy", "priya")))
    assert "time on call" not in said(forecast(town))


def test_more_than_twelve_days_in_a_row_are_told_to_the_leads_once(town):
    """S74."""
    town.puts_on("amy", london(2026, 6, 8, 17), london(2026, 6, 16, 9))
    for _ in range(3):
        looks(town)
        town.clock.move(minutes=5)
    (notice,) = town.notices("on duty for too long", "ULEE")
    assert "Amy Brown is on duty in Communications for more than 12 days in a row" in said(notice)
    assert "Amy Brown is on duty" in said(forecast(town))


def test_a_bank_holiday_that_nobody_of_the_nation_covers_is_part_of_the_forecast(town):
    """Amy has Scotland's holidays: on 3 August 2026 the desk in England is open, and she is off."""
    with town.store.write() as uow:
        person = uow.people.get("amy")
        uow.people.put(type(person)(**{**_fields(person), "nation": "scotland"}))
    town.clock.at = london(2026, 7, 29, 10)
    assert "When: 09:00 to 17:00 on Monday 3 August. Why: Amy Brown has a bank holiday." in said(forecast(town))


def test_a_chat_that_is_down_delays_the_warning_and_does_not_double_it(town):
    town.room.down("C1", "ULEE")
    opens(town, 4)
    looks(town)
    town.room.answer = {}
    town.clock.move(minutes=10)
    looks(town)
    assert len(town.notices("Nobody is on duty")) == 1
    assert len(town.notices("Nobody is on duty", "ULEE")) == 1


def test_a_fallback_who_is_away_then_is_not_said_to_be_called_last(town):
    opens(town, 8)
    town.is_away("lee", london(2026, 6, 8), london(2026, 6, 10))
    point = next(point for point in forecast(town).points if point.title.startswith("Nobody is on call"))

    assert point.lines[2] == (
        "What it means: whatever is urgent goes at once to those who are on call next, "
        "and last to every communications lead."
    )
