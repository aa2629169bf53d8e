"""S49: a draft that leaves a remit goes out only with the signature of its topic's owner, beside the approvals."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import FINE, WORDS, said
from rotas import london
from watch import Watch

from bot.core.cards import Action, CallCard
from bot.core.commands import ApproveDespite, ApproveFor, AskForChanges, Pressed, Reject, SendForApproval
from bot.core.drafts import State
from bot.core.forms import DoneForm, PreviewForm, ReasonForm, TimeForm
from bot.core.people import Standing
from bot.core.reference import Reference
from bot.core.topics import Topic

FLOOD = Topic("Flood defences", ("flood*", "river wall"), owner="nia")
TEXT = "Flooding on Mill Street: the road is closed and the library stays open."


@pytest.fixture
def town(sqlite_store, clock):
    """@fernshire writes about libraries; Tom pitches, Priya, Amy and Lee approve; Nia owns the floods."""
    made = Watch(sqlite_store, clock)
    knows(made, FLOOD)
    made.sets("fernshire", remit=("libraries",))
    return made


def knows(town, *topics):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=topics))


def is_away(town, *people):
    with town.store.write() as uow:
        for person in people:
            uow.rotas.add_absence(person, london(2026, 6, 1), london(2026, 6, 3), by="lee", now=uow.now())


def changes(town, person, **fields):
    with town.store.write() as uow:
        uow.people.put(replace(uow.people.get(person), **fields))


def signs(town, who, number, revision=1):
    """Presses “Sign off”; an approver of the account says as always why what the checks found is fine."""
    shown = town.presses(who, Action.SIGN_OFF, number, revision)
    return town.does(who, ApproveDespite(number, revision, FINE)) if isinstance(shown, ReasonForm) else shown


def message(town, who):
    """The last message of Countersign to somebody."""
    town.runs()
    return [card for where, card in town.room.cards.items() if where.startswith(f"U{who.upper()}/")][-1]


def signatures(town, number):
    return town.card(number).view.signatures


def test_an_approval_alone_is_not_enough_and_the_owner_is_asked(town):
    number = town.pitched("tom", TEXT)
    asked = message(town, "nia")
    assert isinstance(asked, CallCard)
    assert asked.title == f"Draft {number} for @Fernshire waits for your signature: “Flood defences”"
    assert asked.actions == (Action.SIGN_OFF, Action.ASK_FOR_CHANGES)
    assert asked.view.published_text == TEXT
    assert signatures(town, number) == ("“Flood defences”: Nia Cole must still sign, as the owner.",)
    shown = town.approves("priya", number)
    assert shown.lines == ("1 of 1 approvals.", "“Flood defences”: Nia Cole must still sign, as the owner.")
    assert town.draft(number).state is State.IN_REVIEW
    assert town.card(number).view.deciders == ("Nia Cole",)
    assert signs(town, "nia", number).title == "Approved"
    assert town.draft(number).state is State.SCHEDULED


def test_the_owner_may_sign_first_and_that_is_no_approval(town):
    number = town.pitched("tom", TEXT)
    assert signs(town, "nia", number).title == "Signed by you"
    view = town.card(number).view
    assert (view.approvals, view.signatures) == ((), ("“Flood defences”: signed by Nia Cole.",))
    assert town.draft(number).state is State.IN_REVIEW
    (record,) = town.records("DraftSignedOff")
    assert (record.actor, record.body["signed_for"], record.body["approvals"]) == ("nia", ["Flood defences"], "0 of 1")
    assert "Signed by Nia Cole, for “Flood defences”" in [step.words for step in view.steps]
    assert message(town, "nia").title == f"You have answered: draft {number}"
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED


def test_an_owner_who_approves_for_the_account_fills_one_signature_and_not_two(town):
    """S62: one person’s word counts once."""
    knows(town, replace(FLOOD, owner="priya"))
    number = town.pitched("tom", TEXT)
    town.approves("priya", number)
    view = town.card(number).view
    assert (view.approvals, view.signatures) == ((), ("“Flood defences”: signed by Priya Shah.",))
    assert town.draft(number).state is State.IN_REVIEW
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_filter_takes_two_approvers_and_the_owner_on_top(town):
    """S53: three people."""
    knows(town, replace(FLOOD, filtered="people have lost their homes"))
    number = town.pitched("tom", TEXT)
    assert town.card(number).view.needed == 2
    signs(town, "nia", number)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_where_there_are_too_few_people_for_it_it_is_said_before_it_is_sent(town):
    """F14: an owner who is one of the only two approvers of a topic that takes two."""
    knows(town, replace(FLOOD, owner="priya", filtered="people have lost their homes"))
    town.revokes("lee", "fernshire", "approve")
    preview = town.saves("tom", TEXT)
    assert isinstance(preview, PreviewForm)
    shown = town.does("tom", SendForApproval(preview.view.draft.id, 1))
    assert isinstance(shown, DoneForm)
    assert "Nobody gives both, and there are too few people for it now." in said(shown)
    assert town.draft(preview.view.draft.id).state is State.DRAFT


def test_somebody_with_no_right_to_sign_is_refused(town):
    number = town.pitched("tom", TEXT)
    knows(town, replace(FLOOD, owner="lee"))
    assert "You are not on the list of people who may approve" in said(signs(town, "nia", number))
    assert town.decisions(number) == []


def test_a_suspended_owner_may_not_sign_and_a_lead_does(town):
    changes(town, "nia", standing=Standing.SUSPENDED)
    town.revokes("lee", "fernshire", "approve")
    number = town.pitched("tom", TEXT)
    (line,) = signatures(town, number)
    assert line == (
        "“Flood defences”: Lee Ward must still sign. Nia Cole, who owns it, may not act now: a lead signs, and can "
        "enter another owner in org.yaml, under “topics”."
    )
    assert "suspended" in said(signs(town, "nia", number))
    town.approves("priya", number)
    signs(town, "lee", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_topic_without_an_owner_is_a_leads_to_sign_and_says_what_to_do(town):
    knows(town, replace(FLOOD, owner=None))
    preview = town.saves("tom", TEXT)
    finding = next(f for f in preview.view.findings if f.rule == "topics.owner")
    assert "outside the remit of @Fernshire and has no owner" in finding.message
    assert "can enter an owner in org.yaml" in finding.fix
    number = town.pitched("tom", TEXT)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW
    assert "Nobody is entered as its owner" in signatures(town, number)[0]
    town.approves("lee", number)
    assert town.draft(number).state is State.SCHEDULED


def test_with_nobody_at_all_to_sign_it_cannot_be_sent(town):
    """F14."""
    knows(town, replace(FLOOD, owner=None))
    changes(town, "lee", lead=False)
    preview = town.saves("tom", TEXT)
    shown = town.does("tom", SendForApproval(preview.view.draft.id, 1))
    assert "nobody can sign now" in said(shown)
    assert "Ask whoever keeps org.yaml to name an owner who is there." in said(shown)
    assert town.draft(preview.view.draft.id).state is State.DRAFT


def test_nobody_is_the_owner_of_their_own_words(town):
    """Whoever is on duty signs for an owner who has written it."""
    knows(town, replace(FLOOD, owner="tom"))
    number = town.pitched("tom", TEXT)
    assert signatures(town, number)[0].endswith(
        "Tom Reid owns it, but nobody signs for words they wrote or answer for. Priya Shah is on duty."
    )
    town.approves("amy", number)
    assert town.draft(number).state is State.IN_REVIEW
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED


def test_for_an_owner_who_is_away_whoever_is_on_duty_signs(town):
    is_away(town, "nia")
    number = town.pitched("tom", TEXT)
    assert signatures(town, number)[0].endswith(
        "Priya Shah must still sign. Nia Cole, who owns it, is away. Priya Shah is on duty."
    )
    assert "waits for your signature" in message(town, "priya").title
    signs(town, "priya", number)
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_what_the_deputy_signed_still_counts_when_the_owner_is_back(town):
    is_away(town, "nia")
    number = town.pitched("tom", TEXT)
    signs(town, "priya", number)
    town.clock.move(days=2)
    assert signatures(town, number) == ("“Flood defences”: signed by Priya Shah.",)
    town.approves("amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_the_next_deputy_is_asked_when_the_draft_has_waited(town):
    is_away(town, "nia")
    town.pitched("tom", TEXT)
    town.runs()
    town.clock.at = london(2026, 6, 1, 18)  # Amy is on call
    town.runs()
    assert "waits for your signature" in message(town, "amy").title
    assert message(town, "priya").actions == ()


def test_an_owner_who_is_away_may_come_back_to_it(town):
    """Authority is a grant."""
    is_away(town, "nia")
    number = town.pitched("tom", TEXT)
    assert signs(town, "nia", number).title == "Signed by you"


def test_a_new_wording_voids_the_signature(town):
    number = town.pitched("tom", TEXT)
    signs(town, "nia", number)
    town.changes("tom", number, f"{TEXT} Please use Castle Street.")
    assert signatures(town, number) == ("“Flood defences”: Nia Cole must still sign, as the owner.",)
    assert "waits for your signature" in message(town, "nia").title


def test_words_that_leave_the_topic_need_the_owner_no_more(town):
    number = town.pitched("tom", TEXT)
    town.runs()
    town.changes("tom", number, WORDS)
    assert signatures(town, number) == ()
    card = message(town, "nia")
    assert (card.title, card.actions) == (f"Your signature is not needed any more: draft {number}", ())
    refused = signs(town, "nia", number, 2)
    assert "not on the list" in said(refused)


def test_the_owner_may_ask_for_changes_but_not_reject(town):
    number = town.pitched("tom", TEXT)
    assert isinstance(town.presses("nia", Action.ASK_FOR_CHANGES, number), ReasonForm)
    assert "not on the list" in said(town.does("nia", Reject(number, 1, "No.")))
    town.does("nia", AskForChanges(number, 1, "The wall is not finished.", ""))
    assert town.draft(number).state is State.CHANGES_REQUESTED


def test_the_authors_own_remit_counts_too(town):
    town.sets("fernshire", remit=())
    assert signatures(town, town.pitched("tom", TEXT)) == ()
    changes(town, "tom", remit=("libraries", "events"))
    number = town.pitched("tom", f"{TEXT} Take care.")
    finding = next(f for f in town.card(number).view.findings if f.rule == "topics.owner")
    assert "outside what Tom Reid writes about" in finding.message
    assert signatures(town, number) == ("“Flood defences”: Nia Cole must still sign, as the owner.",)
    changes(town, "tom", remit=("libraries", "flood warnings"))
    assert signatures(town, number) == ()


def test_two_owners_both_sign(town):
    knows(town, FLOOD, Topic("Libraries at risk", ("library",), owner="amy"), Topic("Roads", ("road",), owner="nia"))
    number = town.pitched("tom", TEXT)
    assert [line.partition(":")[0] for line in signatures(town, number)] == [
        "“Flood defences” and “Roads”",
        "“Libraries at risk”",
    ]
    signs(town, "nia", number)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW
    signs(town, "amy", number)
    assert town.draft(number).state is State.SCHEDULED


def test_a_second_press_of_the_owner_is_told_so(town):
    number = town.pitched("tom", TEXT)
    signs(town, "nia", number)
    assert signs(town, "nia", number).title == "Already done"
    assert len(town.decisions(number)) == 1


def test_the_button_names_the_revision_it_was_drawn_for(town):
    number = town.pitched("tom", TEXT)
    town.changes("tom", number, f"{TEXT} Take care.")
    assert "changed draft" in said(town.does("nia", Pressed(Action.SIGN_OFF, number, 1, about=f"sign:{number}")))
    assert town.decisions(number) == []


def test_a_rule_that_sees_another_subject_asks_a_lead_where_no_topic_is_entered(town):
    """The packs know subjects of which org.yaml has no owner."""
    knows(town)
    town.sets("fernshire", remit=("libraries",))
    text = "Our view: every GP surgery and hospital ward needs more nurses, and waiting lists are too long."
    preview = town.saves("tom", text)
    assert any(f.route_to == "topic_owner" for f in preview.view.findings), preview.view.findings
    number = town.pitched("tom", f"{text} Now.")
    assert signatures(town, number)[0].startswith("A subject outside the remit: Lee Ward must still sign.")


def test_why_it_is_fine_is_asked_of_approvers_and_not_of_the_owner(town):
    number = town.pitched("tom", TEXT)
    assert isinstance(town.presses("priya", Action.APPROVE, number), ReasonForm)
    signs(town, "nia", number)
    assert [d.reason for d in town.decisions(number)] == [""]
    town.approves("priya", number)
    assert [d.reason for d in town.decisions(number)] == ["", FINE]


def test_leads_are_told_once_of_an_owner_who_cannot_be_asked(town):
    changes(town, "nia", chat=())
    town.pitched("tom", TEXT)
    town.runs()
    town.runs()
    told = [title for title in town.told("lee") if "cannot be asked for a signature" in title]
    assert told == ["Nia Cole cannot be asked for a signature: draft 1 for @Fernshire"]


def test_a_time_chosen_by_the_approver_is_the_owners_to_sign_too(town):
    """F1: a signature binds the time as an approval does."""
    number = town.pitched("tom", TEXT)
    signs(town, "nia", number)
    when = town.clock.at + timedelta(hours=3)
    town.does("priya", ApproveFor(number, 1, when, FINE))
    assert signatures(town, number) == ("“Flood defences”: Nia Cole must still sign, as the owner.",)
    form = town.presses("nia", Action.SIGN_OFF, number)
    assert (type(form), form.when) == (TimeForm, when)
    town.does("nia", ApproveFor(number, 1, when))
    assert (town.draft(number).state, town.draft(number).slot) == (State.SCHEDULED, when)
