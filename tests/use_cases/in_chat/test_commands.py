"""Words typed after a command, lists, App Home, and the way in from chat."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from council import WORDS, form, said, whoever

from bot.core.accounts import Role
from bot.core.cards import AccountsCard, Action, HomeCard, ListCard, Notice
from bot.core.commands import OpenHome, Pressed, Typed
from bot.core.drafts import State
from bot.core.forms import DraftForm
from bot.core.rule_forms import RulesForm
from bot.use_cases.dispatch import PRESSES, dispatch
from bot.use_cases.ports import BusyError, StaleError


@pytest.mark.parametrize(("word", "meant"), [("mien", "mine"), ("queu", "queue"), ("hepl", "help"), ("Minne", "mine")])
def test_a_slip_of_one_word_gets_a_suggestion(town, word, meant):
    shown = town.types("tom", f"/tweet {word}")
    assert isinstance(shown, Notice)
    assert f"/tweet {meant}" in said(shown)


@pytest.mark.parametrize("words", ["Hello", "mine is the best library", "Snow", "queue here for tickets", "mien leben"])
def test_anything_else_is_the_beginning_of_a_tweet(town, words):
    """D1."""
    shown = town.types("tom", f"/tweet {words}")
    assert isinstance(shown, DraftForm)
    assert shown.text == words


@pytest.mark.parametrize("command", ["/tweet help", "/account help", "/account", "/incident help", "/incident"])
def test_each_command_explains_itself(town, command):
    assert command.split()[0] in said(town.types("nia", command))


@pytest.mark.parametrize(
    ("typed", "meant"), [("/account woh @fernshire", "/account who"), ("/incident freze Fire", "/incident freeze")]
)
def test_unknown_words_get_the_nearest_and_the_help(town, typed, meant):
    assert f"Did you mean {meant}?" in said(town.types("lee", typed))


@pytest.mark.parametrize("word", ["who", "rules", "hours", "suspend", "restore"])
def test_a_word_that_needs_others_after_it_says_only_which(town, word):
    shown = town.types("lee", f"/account {word}")
    assert shown.title == f"/account {word} needs more words"
    assert all(line.startswith(f"/account {word} ") for line in shown.lines)
    assert shown.lines


def test_an_unknown_command_is_answered(town):
    assert "/tweet help" in said(town.does("tom", Typed("/tweat", "")))


def test_mine_lists_what_is_in_hand_newest_first_with_its_buttons(town):
    first, second = town.pitched(), town.saves("tom", "Another idea.").view.draft.id
    rejected = town.pitched(text="Roadworks on High Street end on Sunday.")
    town.rejects("priya", rejected)
    shown = town.types("tom", "/tweet mine")
    assert isinstance(shown, ListCard)
    assert [row.draft for row in shown.rows] == [second, first]
    assert Action.SEND in shown.rows[0].actions
    assert Action.WITHDRAW in shown.rows[1].actions
    assert shown.rows[1].excerpt == WORDS


def test_an_empty_list_says_what_to_do(town):
    assert "type /tweet" in town.types("tom", "/tweet mine").empty


def test_long_lists_say_how_many_more_there_are(town):
    for number in range(12):
        town.saves("tom", f"Idea number {number}.")
    shown = town.types("tom", "/tweet mine")
    assert (len(shown.rows), shown.more) == (10, 2)


def test_the_queue_shows_what_waits_on_ones_accounts_and_who_may_decide_decides_from_it(town):
    number = town.pitched()
    private = town.saves("tom", "A private thought.").view.draft.id
    for name in ("priya", "amy"):
        (row,) = town.types(name, "/tweet queue").rows
        assert (row.draft, row.by, row.state) == (number, "Tom Reid", State.IN_REVIEW)
        assert row.actions == (Action.OPEN, Action.APPROVE_FOR, Action.ASK_FOR_CHANGES, Action.REJECT)
    assert private not in [row.draft for row in town.types("amy", "/tweet queue").rows]


def test_in_the_queue_nobody_is_offered_a_decision_on_their_own_words(town):
    """F2."""
    town.pitched("priya")
    (row,) = town.types("priya", "/tweet queue").rows
    assert Action.APPROVE_FOR not in row.actions


def test_without_a_role_there_is_no_queue(town):
    town.pitched()
    assert isinstance(town.types("nia", "/tweet queue"), Notice)


def test_home_shows_what_waits_what_is_mine_and_what_stands_in_the_way(town):
    number = town.pitched()
    town.pitched("priya", "Roadworks on High Street end on Sunday.")
    town.types("lee", "/incident freeze @fernshire Fire in Mill Street")
    home = town.does("priya", OpenHome())
    assert isinstance(home, HomeCard)
    assert [row.draft for row in home.waiting.rows] == [number]
    assert [row.by for row in home.mine.rows] == ["Priya Shah"]
    assert home.holds == ("@Fernshire: Fire in Mill Street.",)
    assert home.may_pitch
    assert not town.does("nia", OpenHome()).may_pitch


def test_a_stranger_who_opens_home_leaves_no_record(town):
    assert isinstance(town.does("zoe", OpenHome()), Notice)
    assert town.records() == []


def test_who_lists_everybody_with_role_date_and_granting_officer(town):
    """S01."""
    shown = said(town.types("nia", "/account who @Fernshire"))
    approvers, pitchers = shown.split("May pitch:")
    assert "Amy Brown: since 5 January 2026, granted by Lee Ward" in approvers
    assert "Priya Shah" in approvers
    assert "Tom Reid" in pitchers
    assert "Nia Cole" not in shown


def test_who_equals_what_the_check_enforces(town):
    """S01: the list is the permission check."""
    for name, full in (("tom", "Tom Reid"), ("priya", "Priya Shah"), ("amy", "Amy Brown"), ("nia", "Nia Cole")):
        listed = full in said(town.types("lee", "/account who fernshire")).split("May pitch:")[1]
        accounts = getattr(town.types(name, "/tweet"), "accounts", ())
        assert listed == ("fernshire" in [c.value for c in accounts])


def test_who_says_who_may_approve_each_waiting_draft_now(town):
    """F17."""
    number = town.pitched("priya")
    assert f"Draft {number} waits: Amy Brown may approve it now." in said(town.types("tom", "/account who @fernshire"))


def test_who_says_what_stops_the_account(town):
    town.types("lee", "/incident freeze Fire")
    assert "nothing goes out on any account" in said(town.types("tom", "/account who @fernshire"))


def test_an_unknown_account_gets_the_nearest_name(town):
    assert "Did you mean @Fernshire" in said(town.types("tom", "/account who @fernsire"))


def test_list_says_what_one_may_do_on_each_account(town):
    shown = said(town.types("priya", "/account list"))
    assert "@Fernshire: Fernshire council, corporate account. You may pitch and approve." in shown
    assert "You may approve." in shown


@pytest.mark.parametrize("words", ["/account", "/account list"])
def test_each_account_in_the_list_leads_to_who_may_act_and_to_its_rules(town, words):
    """S52: what an account is checked by is two clicks away."""
    card = town.types("tom", words)
    assert isinstance(card, AccountsCard)
    assert {row.actions for row in card.rows} == {(Action.WHO_MAY, Action.RULES, Action.HOURS)}
    handle = next(row.handle for row in card.rows if row.handle == "Fernshire")

    who = town.does("tom", Pressed(Action.WHO_MAY, about=handle))
    rules = town.does("tom", Pressed(Action.RULES, about=handle))

    assert said(who) == said(town.types("tom", "/account who @Fernshire"))
    assert isinstance(rules, RulesForm)
    assert rules == town.types("tom", "/account rules @Fernshire")


def test_a_button_for_an_account_that_is_gone_is_answered_with_what_there_is(town):
    for action in (Action.WHO_MAY, Action.RULES):
        assert "There is no account" in said(town.does("tom", Pressed(action, about="Fernshir")))


def test_many_accounts_come_in_pages(town):
    with town.store.write() as uow:
        kept = uow.accounts.all()[0]
        for number in range(20):
            uow.accounts.put(replace(kept, id=f"more{number:02}", handle=f"More{number:02}"))

    first, second = (town.types("tom", words) for words in ("/account", "/account list 2"))

    assert len(first.rows) == 15
    assert first.next_page == "/account list 2"
    assert first.more == len(second.rows)
    assert not {row.handle for row in first.rows} & {row.handle for row in second.rows}
    assert (second.more, second.next_page) == (0, "")


def test_opening_a_draft_from_a_list_shows_it_whole(town):
    number = town.pitched()
    shown = town.presses("priya", Action.OPEN, number)
    assert (shown.view.published_text, shown.may_send) == (WORDS, False)
    assert "Waiting for approval" in shown.notice


def test_every_button_does_something():
    assert set(PRESSES) == set(Action)


def test_the_new_pitch_button_opens_the_form(town):
    assert isinstance(town.does("tom", Pressed(Action.NEW_PITCH)), DraftForm)


def test_two_approvers_at_once_lead_to_one_outcome_and_both_are_told(town):
    """F16."""
    number = town.pitched()
    answers, together = {}, threading.Barrier(2)

    def click(name):
        together.wait()
        answers[name] = town.approves(name, number)

    threads = [threading.Thread(target=click, args=(name,)) for name in ("priya", "amy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(town.decisions(number)) == len(town.records("DraftScheduled")) == 1
    titles = sorted(shown.title for shown in answers.values())
    assert titles == ["Approved", "Not done"]
    assert "Approved by" in said(next(a for a in answers.values() if a.title != "Approved"))


class Contended:
    """The real store, with somebody else saving the same row in between `times` times."""

    def __init__(self, store, times):
        self.store, self.times, self.tried = store, times, 0

    def read(self):
        return self.store.read()

    def write(self):
        self.tried += 1
        if self.tried <= self.times:
            raise StaleError
        return self.store.write()


def test_a_save_that_met_another_is_done_afresh(town):
    contended = Contended(town.store, 2)
    shown = dispatch(replace(town.tools, store=contended), whoever("tom"), form())
    assert shown.view.draft.state is State.DRAFT
    assert contended.tried == 3


def test_after_three_tries_it_is_said(town):
    contended = Contended(town.store, 9)
    assert "try again" in said(dispatch(replace(town.tools, store=contended), whoever("tom"), form()))
    assert contended.tried == 3


def test_a_database_that_cannot_serve_is_left_to_the_chat_to_say(town):
    class Down:
        def read(self):
            raise BusyError("The database is locked.")

    with pytest.raises(BusyError):
        dispatch(replace(town.tools, store=Down()), whoever("tom"), form())


def test_a_role_granted_in_the_meantime_counts_at_once(town, clock):
    """F3."""
    number = town.pitched()
    town.approves("nia", number)
    from datetime import date

    from bot.core.accounts import Grant

    with town.store.write() as uow:
        uow.accounts.grant(Grant("nia", "fernshire", Role.APPROVE, date(2026, 6, 1), "lee"))
    clock.move(seconds=timedelta(seconds=5).seconds)
    town.approves("nia", number)
    assert town.draft(number).state is State.SCHEDULED
