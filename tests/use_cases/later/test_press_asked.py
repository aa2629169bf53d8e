"""A journalist has asked about a post: recorded, told, and its author answers nothing more there until that is lifted (S40)."""

from dataclasses import replace
from datetime import date

import pytest
import stage
from council import form, said
from rotas import comms_plan

from bot.core.accounts import Grant, Role
from bot.core.cards import Action, AskCard
from bot.core.commands import ApproveDespite, Pressed, SendForApproval, Typed
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.findings import Level
from bot.core.forms import DoneForm, Field, FormErrors, PreviewForm
from bot.core.ids import PersonId, TweetId
from bot.core.people import ChatIdentity
from bot.core.press import About, Contact, How
from bot.core.press_forms import LiftForm, LiftPress, PressForm, TellOfPress
from bot.core.records import breaks
from bot.core.reference import PressOfficer, Reference
from bot.practice.x.world import NewPost
from bot.use_cases.dispatch import dispatch
from bot.use_cases.press_findings import press_findings

DEE, MO, PAT = PersonId("dee"), PersonId("mo"), PersonId("pat")
IDA = Contact("Ida Marsh", "Wealdmere Gazette", "neighbour", "just now", How.PHONE, "Is the pool closing?")


@pytest.fixture
def at(at):
    """Ann and Dee pitch, Priya and Bob approve, Mo manages Ann, Pat is the press office, Cy leads."""
    with at.store.write() as uow:
        for name in (DEE, MO, PAT):
            uow.people.put(stage.person(name, f"U{name.upper()}"))
        uow.people.put(replace(uow.people.get(stage.ANN), manager=MO))
        uow.accounts.grant(Grant(DEE, stage.ACCOUNT, Role.PITCH, date(2026, 1, 1), "cy"))
        uow.reference.set(Reference(press_office=(PressOfficer(PAT),)))
    return at


@pytest.fixture
def post(at):
    """A post of Ann's that is on X; the number of its draft."""
    number = stage.approved(at.tools, "The pool on Mill Street is open on Sunday.")
    at.run()
    assert at.draft(number).state is State.PUBLISHED
    return number


def does(at, name, command):
    return dispatch(at.tools, ChatIdentity("slack", "T1", f"U{name.upper()}"), command)


def tells(at, name="ann", **more):
    given = {
        "address": "", "journalist": "Ida Marsh", "outlet": "Wealdmere Gazette", "handle": "@neighbour",
        "when": "just now", "how": "phone", "asked": "Is the pool closing?", "answered": "",
        "draft": None if "address" in more else 1,
    }  # fmt: skip
    return does(at, name, TellOfPress(**{**given, **more}))


def asked_by_ida(at, draft, words="Is it true that the pool closes?"):
    """A post of the journalist's in the conversation."""
    return at.x.world.publish("neighbour", NewPost(words, reply_to=at.draft(draft).tweet))


def replies(at, name, to, words="It is open as always.", kind="reply"):
    return does(at, name, form(words, target_kind=kind, target=f"https://x.com/neighbour/status/{to}"))


def rules(shown):
    assert isinstance(shown, PreviewForm), shown
    return {f.rule: f.level for f in shown.view.findings if f.rule.startswith("press.")}


def cards(at, name):
    """The newest state of every question put to somebody."""
    return [c for ref, c in at.room.cards.items() if ref.startswith(f"U{name.upper()}/") and isinstance(c, AskCard)]


def in_review(at, name, to):
    shown = replies(at, name, to)
    done = does(at, name, SendForApproval(shown.view.draft.id, 1))
    assert isinstance(done, DoneForm), done
    return shown.view.draft.id


def approves(at, name, number):
    return does(at, name, ApproveDespite(number, 1, "The press office agrees."))


def entered(at, conversation):
    """An enquiry that came in the moment after something was decided: nothing on its way was touched."""
    about = About(stage.ACCOUNT, TweetId("1"), "https://x.com/fernshire/status/1", conversation)
    with at.store.write() as uow:
        uow.enquiries.add(stage.ANN, stage.ANN, about, IDA, uow.now())


def test_the_form_says_first_not_to_answer_and_shows_the_post(at, post):
    shown = does(at, "ann", Pressed(Action.PRESS_ASKED, post, 1))
    assert isinstance(shown, PressForm)
    assert shown.lines[0].startswith("Please do not answer the journalist yourself.")
    assert (shown.draft, shown.handle, shown.text) == (post, "fernshire", "The pool on Mill Street is open on Sunday.")
    typed = does(at, "dee", Typed("/tweet", "press https://x.com/fernshire/status/77"))
    assert (typed.draft, typed.address) == (None, "https://x.com/fernshire/status/77")
    assert isinstance(does(at, "ann", Typed("/tweet", "press")), PressForm)


def test_words_that_only_begin_so_are_a_tweet(at):
    shown = does(at, "ann", Typed("/tweet", "press conference at ten"))
    assert shown.text == "press conference at ten"


def test_who_asked_what_is_in_the_log_and_the_chain_holds(at, post):
    """S84, S86: records are what the FOI export writes."""
    tells(at, answered="That I would ask.")
    with at.store.read() as uow:
        body = next(r.body for r in uow.records.read() if r.kind == "PressEnquiry")
        assert list(breaks(uow.records.read(), uow.records.head())) == []
    given = {name: body[name] for name in ("journalist", "outlet", "handle", "how", "asked", "answered", "author")}
    assert given == {
        "journalist": "Ida Marsh", "outlet": "Wealdmere Gazette", "handle": "neighbour", "how": "phone",
        "asked": "Is the pool closing?", "answered": "That I would ask.", "author": "ann",
    }  # fmt: skip
    assert (body["draft"], body["post"], body["conversation"]) == (post, at.draft(post).tweet, at.draft(post).tweet)
    assert "PressAskedAbout" in at.kinds(post)


def test_the_manager_the_press_office_and_the_author_each_read_what_to_do_next(at, post):
    done = said(tells(at))
    at.run()
    assert "Told: Pat and Mo." in done
    (press,), (manager,), (author,) = cards(at, "pat"), cards(at, "mo"), cards(at, "ann")
    assert press.actions == (Action.LIFT_PRESS,)
    assert "To do: answer the journalist for us." in press.lines
    assert "Who: Ida Marsh, Wealdmere Gazette, @neighbour on X, by telephone. When: 2 March 2026, 09:00." in press.lines
    assert any("To do: speak with Ann" in line for line in manager.lines)
    assert any("Please do not answer the journalist yourself." in line for line in author.lines)
    assert manager.actions == author.actions == ()
    assert not cards(at, "bob")
    assert not cards(at, "cy")


def test_where_no_press_officer_is_there_the_leads_are_told(at, post):
    with at.store.write() as uow:
        uow.reference.set(Reference())
    assert "Told: Cy and Mo." in said(tells(at))


def test_whoever_is_on_duty_is_told_too(at, post):
    with at.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("bob",), on_call=("bob",)))
    assert "Bob" in said(tells(at))


def test_no_journalist_is_named_in_a_channel_in_work_to_do_or_in_a_finding(at, post):
    reply = asked_by_ida(at, post)
    with at.store.write() as uow:
        uow.rotas.put(comms_plan(desk=("bob",), on_call=("bob",)))
    tells(at, urgent=True)
    with at.store.read() as uow:
        escalations = repr(uow.escalations.all_under_way())
    at.run()
    dee = replies(at, "dee", reply.id)
    seen = [repr(card) for ref, card in at.room.cards.items() if ref.startswith("C1/")]
    seen += [escalations, repr(dee.view.findings)]
    assert "A journalist has asked about a post" in escalations
    assert not any(name in each for each in seen for name in ("Ida Marsh", "Wealdmere Gazette"))
    assert "Ida" not in repr(IDA)


@pytest.mark.parametrize("kind", ["reply", "quote"])
def test_the_author_replies_to_nobody_in_that_conversation(at, post, kind):
    reply = asked_by_ida(at, post)
    tells(at, handle="")
    for to in (reply.id, at.draft(post).tweet):
        shown = replies(at, "ann", to, kind=kind)
        assert rules(shown) == {"press.stopped": Level.BLOCK}
        finding = next(f for f in shown.view.findings if f.rule == "press.stopped")
        assert "Ann’s replies in it wait" in finding.message
        assert "Ask the press office (Pat)" in finding.fix
        again = does(at, "ann", SendForApproval(shown.view.draft.id, 1))
        assert (again.may_send, at.draft(shown.view.draft.id).state) == (False, State.DRAFT)


def test_nor_does_the_author_repost_there(at, post):
    """S38: a repost says as much as a reply."""
    reply = asked_by_ida(at, post)
    tells(at, handle="")
    assert rules(replies(at, "ann", reply.id, "", kind="repost")) == {"press.stopped": Level.BLOCK}
    assert rules(replies(at, "dee", reply.id, "", kind="repost")) == {"press.asking": Level.WARN}


def test_nor_to_the_journalist_anywhere_else_but_to_everybody_else(at, post):
    elsewhere = at.x.post_as("neighbour", "What else is closing?")
    tells(at)
    assert rules(replies(at, "ann", elsewhere.id)) == {"press.stopped": Level.BLOCK}
    with at.store.write() as uow:
        uow.enquiries.lift(1, PAT, "Answered.", uow.now())
    tells(at, handle="")
    assert rules(replies(at, "ann", elsewhere.id, "We shall see.")) == {}


def test_a_post_that_cannot_be_read_may_be_in_it(at, post):
    """F14: fails closed."""
    reply = asked_by_ida(at, post)
    tells(at, handle="")
    at.x.fault("status_503", 9, f"/2/tweets/{reply.id}")
    shown = replies(at, "ann", reply.id)
    assert rules(shown) == {"press.stopped": Level.BLOCK}
    assert any("X does not say if this is it" in f.message for f in shown.view.findings)
    assert rules(replies(at, "dee", reply.id, "Dee’s words.")) == {}


def test_a_colleague_replies_the_usual_way_with_a_note_on_the_card(at, post):
    reply = asked_by_ida(at, post)
    tells(at)
    number = in_review(at, "dee", reply.id)
    with at.store.read() as uow:
        (note,) = [f for f in uow.drafts.checked(number, 1).findings if f.rule == "press.asking"]
    assert note.level is Level.WARN
    assert "The press is asking about this conversation" in note.message
    approves(at, "priya", number)
    at.run()
    assert at.draft(number).state is State.PUBLISHED


def test_what_the_author_had_on_its_way_is_put_on_hold_and_a_colleagues_is_looked_at_again(at, post):
    reply = asked_by_ida(at, post)
    waiting, other = in_review(at, "ann", reply.id), in_review(at, "dee", reply.id)
    with at.store.write() as uow:
        uow.due.cancel(str(other), Work.PUBLISH)
    approves(at, "priya", other)
    assert at.draft(other).state is State.SCHEDULED

    done = said(tells(at))

    assert "One draft that waited there is on hold." in done
    assert at.draft(waiting).state is State.HELD
    assert "A journalist has asked about this conversation" in at.draft(waiting).reason
    assert at.draft(other).state is State.IN_REVIEW
    assert "since it was approved" in at.draft(other).reason
    held = does(at, "priya", Pressed(Action.RELEASE, waiting, 1))
    assert "A check still stops this" in said(held)


def test_it_is_stopped_when_it_is_approved(at, post):
    """F3, F5: an enquiry that comes in between."""
    reply = asked_by_ida(at, post)
    number = in_review(at, "ann", reply.id)
    entered(at, at.draft(post).tweet)
    assert "A check that ran just now stops this" in said(approves(at, "priya", number))
    assert at.draft(number).state is State.HELD


def test_it_is_stopped_when_it_would_go_out(at, post):
    reply = asked_by_ida(at, post)
    number = in_review(at, "ann", reply.id)
    approves(at, "priya", number)
    entered(at, at.draft(post).tweet)
    before = at.tweets()
    at.run()
    assert at.tweets() == before
    assert at.draft(number).state is State.IN_REVIEW
    assert "A journalist has asked about this conversation" in at.draft(number).reason


def test_only_the_press_office_lifts_it_and_says_why(at, post):
    reply = asked_by_ida(at, post)
    tells(at)
    shown = replies(at, "ann", reply.id)
    for name in ("ann", "bob", "mo"):
        assert "Only the press office can do that" in said(does(at, name, LiftPress("press:1", "Because.")))
    assert "Only the press office can do that" in said(does(at, "bob", Pressed(Action.LIFT_PRESS, about="press:1")))
    assert isinstance(does(at, "pat", Pressed(Action.LIFT_PRESS, about="press:1")), LiftForm)
    assert Field.REASON in does(at, "pat", LiftPress("press:1", "  ")).at

    does(at, "pat", LiftPress("press:1", "The Gazette has our answer"))
    at.run()

    for name in ("ann", "mo", "pat"):
        (card,) = cards(at, name)
        assert card.actions == ()
        assert any(line.startswith("Lifted by Pat") and "The Gazette has our answer." in line for line in card.lines)
    done = does(at, "ann", SendForApproval(shown.view.draft.id, 1))
    assert isinstance(done, DoneForm)
    assert "Pat lifted it" in said(does(at, "cy", LiftPress("press:1", "Again.")))
    with at.store.read() as uow:
        lifted = [r for r in uow.records.about("press:1") if r.kind == "PressEnquiryLifted"]
        refusals = [r.body["rule"] for r in uow.records.read() if r.kind == "PressEnquiryRefused"]
    assert [(r.actor, r.body["because"]) for r in lifted] == [("pat", "The Gazette has our answer")]
    assert refusals.count("press.office") == 4


def test_nobody_of_the_press_office_lets_themselves_reply_again(at, post):
    """F2: about their own post somebody else decides."""
    with at.store.write() as uow:
        uow.reference.set(Reference(press_office=(PressOfficer(PAT), PressOfficer(stage.ANN))))
    tells(at)
    at.run()
    (card,) = cards(at, "ann")
    assert card.actions == ()
    for command in (Pressed(Action.LIFT_PRESS, about="press:1"), LiftPress("press:1", "Mine.")):
        assert "somebody else decides when you reply again" in said(does(at, "ann", command))
    assert does(at, "pat", LiftPress("press:1", "Ann has the facts.")).title == "Lifted"


def test_when_it_was_stays_in_peoples_own_words(at, post):
    tells(at, when=" today  at 9.30 ")
    with at.store.read() as uow:
        assert uow.enquiries.get(1).contact.when == "today at 9.30"


def test_a_form_handed_in_twice_tells_nobody_twice(at, post):
    """F16."""
    tells(at)
    at.clock.move(minutes=2)
    assert "Nothing was done twice." in said(tells(at))
    assert "The press office is told" in said(tells(at, asked="And the library?"))
    with at.store.read() as uow:
        assert len(uow.enquiries.newest(9)) == 2


def test_told_for_a_colleague_it_is_the_author_who_waits(at, post):
    reply = asked_by_ida(at, post)
    tells(at, "dee")
    at.run()
    assert rules(replies(at, "ann", reply.id)) == {"press.stopped": Level.BLOCK}
    assert rules(replies(at, "dee", reply.id)) == {"press.asking": Level.WARN}
    assert cards(at, "ann")[0].title == "A journalist has asked about your post"
    assert cards(at, "dee")[0].title == "A journalist has asked about a post on @fernshire"


def test_about_a_post_that_is_not_ours_whoever_told_it_waits(at):
    theirs = at.x.post_as("neighbour", "The trust says nothing.")
    tells(at, address=f"https://x.com/neighbour/status/{theirs.id}", handle="")
    shown = replies(at, "ann", theirs.id)
    assert rules(shown) == {"press.stopped": Level.BLOCK}
    with at.store.read() as uow:
        assert uow.enquiries.get(1).about.conversation == theirs.id


def test_what_is_missing_is_said_at_its_field(at, post):
    wrong = tells(at, journalist=" ", outlet="", asked="", how="", handle="not a name")
    assert isinstance(wrong, FormErrors)
    assert set(wrong.at) == {Field.JOURNALIST, Field.OUTLET, Field.ASKED, Field.HOW, Field.HANDLE}
    assert Field.TARGET in tells(at, address="the pool one").at
    waiting = replies(at, "dee", at.draft(post).tweet).view.draft.id
    assert "that is no post on X yet" in said(tells(at, draft=waiting))
    with at.store.read() as uow:
        assert uow.enquiries.newest(9) == []


def test_the_list_is_for_those_who_speak_to_the_press(at, post):
    tells(at)
    assert "Only the press office can do that" in said(does(at, "bob", Typed("/tweet", "press list")))
    shown = does(at, "pat", Typed("/tweet", "press list"))
    assert shown.points[0].title == "1. Ann’s replies wait"
    assert shown.points[0].actions == (Action.LIFT_PRESS,)
    assert "Ida Marsh, Wealdmere Gazette" in said(shown)


def test_what_a_click_is_about_is_looked_up(at, post):
    """F14."""
    for about in ("press:9", "press:x", "topic:1", ""):
        assert "I do not know that card any more" in said(does(at, "pat", LiftPress(about, "Because.")))


def test_an_address_pasted_into_the_words_is_no_way_round_it(at, post):
    """X shows a pasted address as a quote (S38)."""
    tells(at)
    ours = f"https://x.com/fernshire/status/{at.draft(post).tweet}"
    assert rules(does(at, "ann", form(f"It is open as always. {ours}"))) == {"press.stopped": Level.BLOCK}
    assert rules(does(at, "dee", form(f"It is open as always. {ours}"))) == {"press.asking": Level.WARN}
    elsewhere = at.x.post_as("passerby", "Is the library open?").id
    beside = replies(at, "ann", elsewhere, f"It is open as always. {ours}")
    assert rules(beside) == {"press.stopped": Level.BLOCK}


def test_nor_are_their_words_in_a_draft_of_a_colleague(at, post):
    number, about = in_review(at, "dee", at.draft(post).tweet), About(stage.ACCOUNT, at.draft(post).tweet, "")
    with at.store.write() as uow:
        uow.enquiries.add(stage.BOB, stage.BOB, about, IDA, uow.now())
        draft, words = uow.drafts.get(number), uow.drafts.revision(number, 1)
        bobs = list(press_findings(uow, draft, replace(words, edited_by=stage.BOB)))
        dees = list(press_findings(uow, draft, words))
    assert [f.rule for f in bobs] == ["press.stopped"]
    assert [f.rule for f in dees] == ["press.asking"]
