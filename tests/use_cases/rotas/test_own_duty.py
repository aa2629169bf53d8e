"""App Home says who is on where it concerns somebody, their own next turns, and gaps nobody away has left."""

from rotas import comms_plan, london

from bot.core.accounts import Role
from bot.core.commands import OpenHome


def duty(town, who):
    return town.does(who, OpenHome()).duty


def test_an_author_sees_who_is_on_now_and_next_for_their_accounts(town):
    (line,) = duty(town, "tom")
    assert line == (
        "Communications: Priya Shah is at the desk until 17:00 today. Next: Amy Brown is on call from 17:00 today."
    )


def test_somebody_in_the_rota_sees_their_own_next_turns(town):
    own = [line for line in duty(town, "amy") if line.startswith(("Your", "After"))]
    assert own == [
        "Your next duty: on call, 17:00 today to 09:00 on Monday 8 June.",
        "After that: at the desk, 09:00 on Monday 8 June to 17:00 on Friday 12 June.",
        "After that: at the desk, 09:00 on Monday 22 June to 17:00 on Friday 26 June.",
    ]
    assert "You are at the desk now until 17:00 on Friday 5 June." in duty(town, "priya")


def test_somebody_whose_accounts_no_rota_watches_and_who_is_in_none_sees_nothing(town):
    assert duty(town, "nia") == ()
    with town.store.write() as uow:
        uow.rotas.put(comms_plan(accounts=("fernshireroads",)))
        uow.rotas.remove("comms")
    assert duty(town, "tom") == ()


def test_a_gap_that_a_lead_left_open_is_named(town):
    town.puts_on(None, london(2026, 6, 4, 17), london(2026, 6, 5, 9))
    assert "because it was left open: tomorrow 17:00 to Fri 5 Jun 2026 09:00" in " ".join(duty(town, "tom"))


def test_an_account_of_theirs_that_nobody_trained_can_approve_for_is_named(town):
    for person in ("amy", "priya"):
        town.revokes(person, "fernshireroads", Role.APPROVE)
    told = " ".join(duty(town, "tom"))
    assert "Nobody can approve for @FernshireRoads, because nobody is on the list of approvers" in told
    assert "@FernshireRoads" not in " ".join(duty(town, "amy"))
