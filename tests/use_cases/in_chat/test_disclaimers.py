"""The words for the profile of one's own account, and the register of which accounts carry them (S46, S19)."""

from datetime import timedelta

import pytest
from council import said

from bot.core.accounts import Account, Kind, OrgType
from bot.core.cards import Action, Overview
from bot.core.commands import Pressed
from bot.core.disclaimer_forms import OwnAccountForm, RegisterOwn
from bot.core.disclaimers import BIO, Disclaimer, standard
from bot.core.due import Work
from bot.core.forms import DoneForm, Field, FormErrors
from bot.core.people import Standing
from bot.core.reference import Reference
from bot.use_cases.own_accounts import register_of

OURS = "I work for Fernshire council. Views here are my own, not the council’s."
NEW = "Council staff. My own views."


def registers(town, name="tom", handle="@TomReads", kind="council", carries=True):
    return town.does(name, RegisterOwn(handle, kind, carries))


def press(town, name, action, about):
    return town.does(name, Pressed(action, about=about))


def states(town):
    return [(line.person, line.handle, str(line.state)) for line in register_of(town.store)]


def asked_again(town, own=1):
    return town.due(Work.NOTIFY, f"own:{own}:again")


def test_the_words_stand_in_a_line_of_their_own_ready_to_copy(town):
    shown = town.types("nia", "/account disclaimer")
    assert shown.points[0].lines == (OURS,)
    assert shown.points[-1].actions == (Action.ADD_OWN,)
    assert "your code of conduct holds on your own accounts too" in said(shown)


@pytest.mark.parametrize("kind", list(OrgType))
def test_every_kind_of_organisation_has_words_that_fit_into_a_profile(kind):
    words = standard(kind, (), "Wealdmere and Alderbrook Combined Authority")
    assert "iews" in words.says
    assert len(words.says) <= BIO


def test_the_organisations_own_words_come_before_those_that_come_with_it(town):
    with town.store.write() as uow:
        uow.reference.set(Reference(disclaimers=(Disclaimer("council", NEW),)))
        uow.accounts.put(Account("pol", "Pol", "Wealdmere Police", Kind.OFFICIAL, OrgType.POLICE, "C2"))
    shown = town.types("tom", "/account disclaimer")
    assert shown.points[0].lines == (NEW,)
    assert "I work for Wealdmere Police." in shown.points[1].lines[0]


def test_somebody_says_that_their_account_carries_them_and_is_asked_again_after_a_year(town, clock):
    assert isinstance(press(town, "tom", Action.ADD_OWN, "own"), OwnAccountForm)
    done = registers(town)
    assert isinstance(done, DoneForm)
    assert states(town) == [("Tom Reid", "TomReads", "carries the words")]
    assert asked_again(town) == clock() + timedelta(days=365)

    clock.move(days=366)

    assert states(town) == [("Tom Reid", "TomReads", "is to be confirmed again")]
    shown = press(town, "tom", Action.CARRIES_WORDS, "own:1")
    assert "as you said on 2 June 2027" in said(shown)
    assert states(town) == [("Tom Reid", "TomReads", "carries the words")]
    assert asked_again(town) == clock() + timedelta(days=365)


def test_after_how_long_is_the_organisations_to_say(town, clock):
    with town.store.write() as uow:
        uow.reference.set(Reference(disclaimers=(Disclaimer("council", NEW, 30),)))
    registers(town)
    assert asked_again(town) == clock() + timedelta(days=30)


def test_without_the_words_nobody_is_asked_and_with_new_words_it_shows(town):
    registers(town, carries=False)
    assert states(town) == [("Tom Reid", "TomReads", "does not carry the words yet")]
    assert asked_again(town) is None
    press(town, "tom", Action.CARRIES_WORDS, "own:1")
    with town.store.write() as uow:
        uow.reference.set(Reference(disclaimers=(Disclaimer("council", NEW),)))
    assert states(town) == [("Tom Reid", "TomReads", "carries words that have changed since")]
    assert "It needs the new ones." in said(town.types("tom", "/account disclaimer"))


def test_taken_off_the_list_it_is_forgotten(town):
    registers(town)
    assert "forgotten" in said(press(town, "tom", Action.FORGET_OWN, "own:1"))
    assert states(town) == []
    assert asked_again(town) is None


def test_nobody_touches_what_somebody_else_entered(town):
    registers(town)
    for about in ("own:1", "own:9", "own:x", "press:1"):
        for action in (Action.CARRIES_WORDS, Action.FORGET_OWN):
            assert "is not on your list any more" in said(press(town, "lee", action, about))
    assert len(states(town)) == 1


def test_no_record_and_no_work_to_do_names_a_personal_account(town):
    """S19, S86: that somebody entered one is recorded, and which one is theirs to take back."""
    registers(town)
    press(town, "tom", Action.CARRIES_WORDS, "own:1")
    with town.store.read() as uow:
        due = uow.due.body(Work.NOTIFY, "own:1:again")
        assert "TomReads" not in repr(uow.own_accounts.all())
    told = repr([(r.kind, r.subject, r.body) for r in town.records()]) + repr(due)
    assert "OwnAccountRegistered" in told
    assert "DisclaimerConfirmed" in told
    assert "tomreads" not in told.casefold()
    assert "tomreads" not in repr(RegisterOwn("TomReads", "council", carries=True)).casefold()


@pytest.mark.parametrize("handle", ["", "tom reads", "a" * 16, "tom.reads"])
def test_what_is_no_name_on_x_is_refused_at_its_field(town, handle):
    assert Field.HANDLE in registers(town, handle=handle).at


def test_an_account_of_ours_is_no_personal_one(town):
    """S20."""
    refused = registers(town, handle="@fernshire")
    assert isinstance(refused, FormErrors)
    assert "one of our own accounts" in refused.at[Field.HANDLE]


def test_the_leads_read_the_list_with_what_asks_for_something_first(town, clock):
    registers(town, "tom", "TomReads")
    registers(town, "amy", "AmyWalks", carries=False)
    for name in ("tom", "priya"):
        assert "Only a communications lead can do that" in said(town.types(name, "/account disclaimer list"))
    shown = town.types("lee", "/account disclaimer list")
    assert isinstance(shown, Overview)
    assert shown.title == "Accounts of staff: 1 of 2 carry the words"
    assert shown.points[0].lines[0].startswith("Amy Brown, @AmyWalks. It does not carry the words yet")
    assert town.refusals().count("access.lead") == 2


def test_whoever_is_not_here_any_more_is_not_on_the_list_and_enters_nothing(town):
    registers(town)
    with town.store.write() as uow:
        uow.people.set_standing("tom", Standing.LEFT)
    assert states(town) == []
    assert "suspended" in said(registers(town, handle="Another"))
    assert "Nobody has told us" in said(town.types("lee", "/account disclaimer list"))
