"""The hand-over notice at each change of shift (S73): who is on, who was, what is open; once, whatever happens."""

from dataclasses import replace
from datetime import timedelta

from council import said
from rotas import comms_plan, london

from bot.core.accounts import Kind
from bot.core.cards import Tone
from bot.core.due import Work
from bot.core.holds import HoldKind
from bot.use_cases.ports_chat import CannotDeliver


def hand_overs(town):
    return town.notices("Hand-over")


def test_a_rota_that_begins_is_no_hand_over(town):
    assert hand_overs(town) == []


def test_at_the_change_of_shift_the_channel_reads_who_is_on_until_when_and_who_was(town):
    town.passes_to(2026, 6, 3, 17, 0)

    (notice,) = hand_overs(town)
    assert notice.title == "Hand-over, Communications: Amy Brown is on call"
    assert "Now on call: Amy Brown, until tomorrow 09:00 (UK time, UTC+1)." in notice.lines
    assert "Before, until 17:00 on Wednesday 3 June: Priya Shah at the desk." in notice.lines
    assert "To reach whoever is on: Telephone 01632 960199." in notice.lines
    assert "Nothing is open: no draft waits, and nothing is on hold." in notice.lines


def test_it_lists_what_is_open(town):
    waiting = town.pitched(text="The bandstand concerts begin on Sunday at three.")
    timed = town.pitched(text="The market opens on Saturday at nine in the square.")
    town.approves_for("priya", timed, london(2026, 6, 4, 9, 30))
    with town.store.write() as uow:
        uow.holds.place(HoldKind.FREEZE, "fernshireroads", "Roadworks figures are wrong", "lee", uow.now())
        uow.incidents.open("Mill fire", "Mill Lane", (), (), by="lee", now=uow.now())
    town.passes_to(2026, 6, 3, 17, 0)

    told = said(hand_overs(town)[0])
    assert f"Waiting for approval (1):\n• draft {waiting} for @Fernshire by Tom Reid: “The bandstand" in told
    assert f"Approved, going out (1):\n• draft {timed} for @Fernshire by Tom Reid, for tomorrow 09:30" in told
    assert "On hold: @FernshireRoads. Roadworks figures are wrong." in told
    assert "Serious incident: Mill fire." in told


def test_a_long_queue_is_counted_and_not_listed_whole(town):
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        town.pitched(text=f"Story time at the library on Mill Street is at four on {day}.")
    town.passes_to(2026, 6, 3, 17, 0)
    assert "Waiting for approval (5):" in said(hand_overs(town)[0])
    assert "• and 2 more: /tweet queue" in said(hand_overs(town)[0])


def test_one_change_is_said_once_in_each_channel_however_often_somebody_looks(town):
    town.passes_to(2026, 6, 3, 17, 0)
    for _ in range(3):
        with town.store.write() as uow:
            uow.due.at(Work.HAND_OVER, "comms", uow.now())
        town.runs()
    assert len(hand_overs(town)) == 1


def test_each_channel_of_the_accounts_it_watches_is_told_and_no_other(town):
    town.sets("fernshireroads", channel="C2")
    with town.store.write() as uow:
        own = comms_plan(accounts=("fernshire",))
        uow.rotas.put(own)
        uow.rotas.put(replace(comms_plan(on_call=("lee",), accounts=("fernshireroads",)), id="roads", name="Roads"))
    town.runs()
    town.passes_to(2026, 6, 3, 17, 0)
    assert [n.title for n in town.notices("Hand-over", "C1")] == ["Hand-over, Communications: Amy Brown is on call"]
    assert [n.title for n in town.notices("Hand-over", "C2")] == ["Hand-over, Roads: Lee Ward is on call"]


def test_a_personal_account_has_no_channel_to_be_told(town):
    town.sets("fernshireroads", channel="C2", kind=Kind.PERSONAL)
    town.passes_to(2026, 6, 3, 17, 0)
    assert town.titles("C2") == []


def test_a_rota_that_is_changed_meanwhile_moves_the_notice(town):
    """The watchdog asks every minute, so a change is seen though nobody asked for a hand-over."""
    town.puts_on("lee", london(2026, 6, 3, 12, 0), london(2026, 6, 3, 13, 0), seat="desk")
    town.passes_to(2026, 6, 3, 12, 0)
    assert [n.title for n in hand_overs(town)] == ["Hand-over, Communications: Lee Ward is at the desk"]
    town.passes_to(2026, 6, 3, 13, 0)
    assert [n.title for n in hand_overs(town)][1:] == ["Hand-over, Communications: Priya Shah is at the desk"]


def test_a_change_that_falls_away_before_its_time_is_not_said(town):
    entered = town.puts_on("lee", london(2026, 6, 3, 12, 0), london(2026, 6, 3, 13, 0), seat="desk")
    town.runs()
    with town.store.write() as uow:
        uow.rotas.withdraw(entered.id, "lee", uow.now())
    town.passes_to(2026, 6, 3, 13, 0)
    assert hand_overs(town) == []


def test_when_nobody_is_on_any_more_it_is_an_alarm_that_does_not_say_why_somebody_is_away(town):
    """S68."""
    town.is_away("priya", london(2026, 6, 3, 11, 0), london(2026, 6, 4))
    town.passes_to(2026, 6, 3, 11, 0)
    (notice,) = hand_overs(town)
    assert notice.tone is Tone.ALARM
    assert len(town.notices("nobody is at the desk", "ULEE")) == 1
    assert notice.title == "Hand-over, Communications: nobody is at the desk"
    assert "Red gap in Communications: nobody is at the desk, because Priya Shah is away and nobody stands in yet" in (
        said(notice)
    )


def test_after_an_outage_of_days_the_present_state_is_said_once(town):
    """Countersign was off from Wednesday to Friday evening: one notice, not five."""
    town.clock.at = london(2026, 6, 5, 20, 0)
    town.runs()
    (notice,) = hand_overs(town)
    assert "Now on call: Amy Brown, until Mon 8 Jun 2026 09:00 (UK time, UTC+1)." in notice.lines


def test_a_chat_that_is_down_delays_the_notice_and_neither_loses_nor_doubles_it(town):
    town.room.down("C1")
    town.passes_to(2026, 6, 3, 17, 0)
    town.clock.move(minutes=10)
    town.runs()
    assert hand_overs(town) == []
    town.room.answer = {}
    for _ in range(3):
        town.clock.move(minutes=6)
        town.runs()
    assert len(hand_overs(town)) == 1


def test_a_channel_that_is_gone_sends_the_notice_to_the_leads(town):
    town.room.answer = {"C1": CannotDeliver("The channel is archived.")}
    town.passes_to(2026, 6, 3, 17, 0)
    assert len(town.notices("Hand-over", "ULEE")) == 1


def test_both_london_clock_changes_keep_the_wall_clock(town):
    """F9: 09:00 stays 09:00 when the clocks go back (25 October 2026) and forward (28 March 2027)."""
    for eve, after in (((2026, 10, 24), (2026, 10, 26)), ((2027, 3, 27), (2027, 3, 30))):
        town.clock.at = london(*eve, 20, 0)
        town.runs()
        town.passes_to(*after, 7, 30)
        so_far = len(hand_overs(town))
        town.passes_to(*after, 8, 59)
        assert len(hand_overs(town)) == so_far
        town.passes_to(*after, 9, 0)
        assert [n.title.endswith("at the desk") for n in hand_overs(town)[so_far:]] == [True]


def test_who_was_on_is_on_record(town):
    town.passes_to(2026, 6, 3, 17, 0)
    (record,) = town.records("HandedOver")
    assert record.subject == "rota:comms"
    assert record.body["on"] == {"desk": "", "on_call": "amy"}
    assert record.body["before"] == {"desk": "priya", "on_call": ""}
    assert town.broken() == []


def test_a_rota_that_was_taken_out_says_nothing_more(town):
    with town.store.write() as uow:
        uow.rotas.remove("comms")
    town.passes_to(2026, 6, 3, 18, 0)
    assert hand_overs(town) == []
    assert town.due(Work.HAND_OVER, "comms") is None


def test_the_notice_comes_within_the_second_the_shift_changes(town):
    waiting = town.due(Work.HAND_OVER, "comms")
    assert waiting - london(2026, 6, 3, 17, 0) == timedelta()


def test_a_duty_that_ends_at_midnight_is_said_as_the_rota_command_says_it(town):
    """Until “midnight tonight”, not “tomorrow 00:00”."""
    town.puts_on("lee", london(2026, 6, 3, 17), london(2026, 6, 4))
    town.passes_to(2026, 6, 3, 17, 0)

    assert "Now on call: Lee Ward, until midnight tonight (UK time, UTC+1)." in hand_overs(town)[-1].lines
    assert "Lee Ward is on call until midnight tonight." in said(town.types("priya", "/rota"))
