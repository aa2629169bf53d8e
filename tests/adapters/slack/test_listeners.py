"""Clicks, commands and forms over the real Bolt and a real socket: what people see, and what use cases are told."""

import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests
from slack_sdk import WebClient

from bot.adapters.slack.render_more import NO_INTEREST_WORDS
from bot.core.cards import Action, HomeCard, ListCard, Notice, ReviewCard, Row, Tone
from bot.core.commands import (
    ApproveFor,
    AskForChanges,
    Described,
    DescribePictures,
    OpenHome,
    PitchMessage,
    Pressed,
    SaveDraft,
    SendForApproval,
    Typed,
)
from bot.core.declared import Declared
from bot.core.drafts import State
from bot.core.forms import (
    AltTextForm,
    Choice,
    DoneForm,
    DraftForm,
    Field,
    FormErrors,
    Nothing,
    PreviewForm,
    ReasonFor,
    ReasonForm,
    TimeForm,
)
from bot.core.ids import DraftId
from bot.core.people import ChatIdentity
from bot.practice.slack import Person
from bot.practice.slack.reading import labels_of, words_of
from bot.use_cases.ports import BusyError

ACCOUNTS = (Choice("fernshire", "@fernshire"), Choice("quayhospital", "@quayhospital"))
FORM = DraftForm("Pitch a tweet", "Preview", ACCOUNTS, text="Market day")
SORRY = "We could not save that just now"


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def preview(samples, revision=1, **more):
    view = samples.view(State.DRAFT)
    return PreviewForm(view, may_send=True, **more)


def test_a_command_reaches_the_use_case_with_who_asked_and_where(slack, ana, desk):
    desk.answers_with(Notice("Try /tweet help"))
    assert ana.types("/tweet  Fish & chips <3 at 5 ", "comms")
    ana.waits_for_message("Try /tweet help", "comms")
    assert desk.heard == [(ChatIdentity("slack", slack.team_id, "U1"), Typed("/tweet", "Fish & chips <3 at 5", "C1"))]


def test_an_answer_to_a_command_is_for_one_persons_eyes(ana, priya, desk):
    desk.answers_with(Notice("Your tweets", tone=Tone.INFO))
    ana.types("/tweet mine", "comms")
    assert ana.waits_for_message("Your tweets", "comms")["ephemeral"]
    assert not priya.sees("Your tweets")


def test_a_command_opens_a_form_with_what_was_typed(ana, desk):
    desk.answers_with(FORM)
    ana.types("/tweet Market day", "comms")
    ana.waits_for_modal("Pitch a tweet")
    assert ana.field("Tweet") == "Market day"


def test_a_list_has_buttons_that_say_which_draft_they_mean(ana, desk, samples, wait):
    row = Row(DraftId(9), 4, "fernshire", State.DRAFT, "Market day", samples.NOW, "Ana", (Action.OPEN, Action.WITHDRAW))
    desk.answers_with(ListCard("Yours", (row,), "None.", "Europe/London"), Notice("Opened"))
    ana.types("/tweet mine", "comms")
    ana.waits_for_message("Market day", "comms")
    assert ana.clicks("Open")
    ana.waits_for_message("Opened", "comms")
    assert desk.commands[-1] == Pressed(Action.OPEN, DraftId(9), 4)


def test_a_message_can_be_pitched_with_the_words_as_its_writer_saw_them(ana, desk):
    ana.types("Fish & chips <3", "comms")
    desk.answers_with(FORM)
    assert ana.uses_shortcut("Pitch as a tweet", on="Fish & chips")
    ana.waits_for_modal("Pitch a tweet")
    assert desk.commands == [PitchMessage("Fish & chips <3", by="U1")]


def filled(ana, **values):
    ana.waits_for_modal("Pitch a tweet")
    ana.fills(Account="@fernshire", Tweet="Market day at 9", **values)


def test_a_form_handed_in_becomes_a_command_and_a_preview_lies_on_top_of_it(ana, desk, samples):
    desk.answers_with(FORM, preview(samples))
    ana.types("/tweet", "comms")
    filled(ana, When=datetime(2026, 7, 4, 9, 0, tzinfo=UTC), Urgent=["Approvers should look at this at once"])
    ana.fills({"Reply, quote or repost": "Quotes", "Address of that post on X": " https://x.com/a/status/1 "})
    assert ana.submits()
    ana.waits_for_modal("Preview")
    assert desk.commands[1] == SaveDraft(
        account="fernshire",
        text="Market day at 9",
        when=datetime(2026, 7, 4, 9, 0, tzinfo=UTC),
        target_kind="quote",
        target="https://x.com/a/status/1",
        note="",
        urgent=True,
    )
    ana.closes()
    ana.waits_for_modal("Pitch a tweet")
    assert ana.field("Tweet") == "Market day at 9"


def labels(ana):
    return list(labels_of(ana.modal()["view"]).values())


KIND = "Reply, quote or repost"


def test_a_repost_is_asked_for_no_words_and_another_kind_brings_back_those_typed(ana, desk, wait):
    """S38. Nothing in the form is empty for the sake of reposts: the words are required wherever they are asked for."""
    desk.answers_with(FORM)
    ana.types("/tweet", "comms")
    filled(ana, When=datetime(2026, 7, 4, 9, 0, tzinfo=UTC))
    before = labels(ana)

    ana.fills({KIND: "Reposts, without words"})
    wait(lambda: "Tweet" not in labels(ana))
    without, carried = labels(ana), ana.modal()["view"]["private_metadata"]
    ana.fills({KIND: "Quotes"})
    wait(lambda: "Tweet" in labels(ana))

    assert without == [each for each in before if each not in {"Tweet", "Pictures"}]
    assert "Market day at 9" in carried, "a restart of the bot loses none of it"
    assert "Market day" not in ana.modal()["view"]["private_metadata"]
    assert labels(ana) == before
    assert ana.field("Tweet") == "Market day at 9"
    assert ana.field("When") == 1783155600
    assert next(b for b in ana.modal()["view"]["blocks"] if b.get("block_id") == "text")["optional"] is False
    assert len(desk.commands) == 1


def test_a_repost_is_handed_in_without_words_and_going_back_still_asks_for_none(ana, desk, samples, wait):
    """S38."""
    desk.answers_with(FORM, preview(samples), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.fills({KIND: "Reposts, without words", "Address of that post on X": "https://x.com/a/status/1"})
    wait(lambda: "Tweet" not in labels(ana))
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.closes()
    wait(lambda: '"d":214' in ana.modal()["view"]["private_metadata"])
    back, carried = labels(ana), ana.modal()["view"]["private_metadata"]
    ana.submits()
    ana.waits_for_modal("Preview")

    assert "Tweet" not in back
    assert "Market day at 9" in carried
    assert [(each.text, each.target_kind, each.draft) for each in desk.commands[1:]] == [
        ("", "repost", None),
        ("", "repost", 214),
    ]


@pytest.mark.parametrize(("kind", "asked"), [("repost", False), ("quote", True), ("reply", True), ("", True)])
def test_a_form_opens_with_the_words_or_without_by_its_kind(ana, desk, kind, asked):
    desk.answers_with(replace(FORM, target_kind=kind))
    ana.types("/tweet", "comms")
    ana.waits_for_modal("Pitch a tweet")

    assert ("Tweet" in labels(ana)) is asked
    assert ("Pictures" in labels(ana)) is asked


def test_going_back_from_the_preview_changes_the_same_draft(ana, desk, samples, wait):
    """Not a second draft: the form beneath is told which draft it has become."""
    desk.answers_with(FORM, preview(samples), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.closes()
    wait(lambda: '"d":214' in ana.modal()["view"]["private_metadata"])
    ana.fills(Tweet="Market day at 10").submits()
    ana.waits_for_modal("Preview")
    assert (desk.commands[2].draft, desk.commands[2].revision, desk.commands[2].text) == (214, 3, "Market day at 10")


def test_the_form_beneath_a_preview_grows_by_what_turned_out_to_be_asked(ana, desk, samples, wait):
    """S48: a source is asked for once there are figures, and once only; what was typed stays."""
    asking = preview(samples, asks=(Field.SOURCE, Field.ELSEWHERE))
    desk.answers_with(replace(FORM, asks=(Field.ELSEWHERE,)), asking, asking)
    ana.types("/tweet", "comms")
    filled(ana, **{"Where else can people get this?": "At the desk"})
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.closes()
    wait(lambda: "Where do the figures come from?" in str(ana.modal()))
    assert ana.field("Where else can people get this?") == "At the desk"
    ana.fills({"Where do the figures come from?": "Footfall survey"}).submits()
    ana.waits_for_modal("Preview")
    assert desk.commands[2].declared == Declared(source="Footfall survey", elsewhere="At the desk")
    ana.closes()
    assert str(ana.modal()).count("Where do the figures come from?") == 1


def test_no_interest_is_one_tick_and_an_interest_that_is_written_counts_more(ana, desk, samples):
    """S45."""
    desk.answers_with(replace(FORM, asks=(Field.INTEREST,)), preview(samples), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana, **{"Do you, or somebody close to you, have an interest in this?": [NO_INTEREST_WORDS]})
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.closes()
    ana.fills({"If so, which?": "My sister runs the café"}).submits()
    ana.waits_for_modal("Preview")
    said = [command.declared.interest for command in desk.commands[1:]]
    assert said == ["None", "My sister runs the café"]


def test_mistakes_are_shown_at_their_fields_and_nothing_typed_is_lost(ana, desk):
    found = {Field.TEXT: "Too long by 3.", Field.ADDRESS: "There is no such field here."}
    desk.answers_with(FORM, FormErrors(found))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for(lambda me: me.errors())
    assert ana.errors() == {"Tweet": "Too long by 3.", "Account": "There is no such field here."}
    assert ana.field("Tweet") == "Market day at 9"


def test_a_preview_is_sent_or_kept(ana, desk, samples):
    desk.answers_with(FORM, preview(samples), DoneForm("Kept", ("It is under /tweet mine.",)))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.clicks("Keep as a draft")
    ana.waits_for_modal("Kept")
    assert desk.commands[-1] == Pressed(Action.KEEP, DraftId(214), 3)
    ana.closes()
    assert ana.modal() is None


def test_sending_for_approval_ends_on_a_page_that_closes_everything(ana, desk, samples):
    desk.answers_with(FORM, preview(samples), DoneForm("Sent", ("Priya or Tom will look at it.",)))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for_modal("Preview")
    ana.submits()
    ana.waits_for_modal("Sent")
    assert desk.commands[-1] == SendForApproval(DraftId(214), 3)
    ana.closes()
    assert ana.modal() is None


def test_an_attempt_answered_with_the_preview_again_says_why(ana, desk, samples):
    desk.answers_with(preview(samples), preview(samples, notice="Please read it for 20 more seconds."))
    ana.types("/tweet mine", "comms")
    ana.waits_for_modal("Preview")
    ana.submits()
    ana.waits_for(lambda me: me.sees("20 more seconds"))


def test_a_button_on_the_card_asks_why_and_the_answer_names_draft_and_revision(ana, priya, chat, desk, samples):
    chat.post("C1", ReviewCard(samples.view(), (Action.APPROVE, Action.ASK_FOR_CHANGES), samples.NOW))
    desk.answers_with(ReasonForm(ReasonFor.CHANGES, DraftId(214), 3, "fernshire", "Market day"), Nothing())
    priya.waits_for_message("@fernshire", "comms")
    priya.clicks("Ask for changes…", on="@fernshire")
    priya.waits_for_modal("Ask for changes")
    priya.fills({"What should change, and why?": "Say when", "Words you suggest": "Market day at 9"}).submits()
    priya.waits_for(lambda me: me.modal() is None)
    assert desk.commands == [
        Pressed(Action.ASK_FOR_CHANGES, DraftId(214), 3),
        AskForChanges(DraftId(214), 3, "Say when", "Market day at 9"),
    ]


def test_a_refused_click_is_told_to_the_clicker_alone(ana, priya, chat, desk, samples):
    chat.post("C1", ReviewCard(samples.view(), (Action.APPROVE,), samples.NOW))
    desk.answers_with(Notice("Ana changed the words since", ("Please read revision 4.",), Tone.WARNING))
    priya.waits_for_message("@fernshire", "comms")
    priya.clicks("Approve", on="@fernshire")
    assert priya.waits_for_message("revision 4", "comms")["ephemeral"]
    assert not ana.sees("revision 4")


def test_a_time_is_handed_in_as_utc(priya, chat, desk, samples):
    chat.post("C1", ReviewCard(samples.view(), (Action.APPROVE_FOR,), samples.NOW))
    desk.answers_with(TimeForm(DraftId(214), 3, "fernshire", "Market day", None, "Europe/London"), Nothing())
    priya.waits_for_message("@fernshire", "comms")
    priya.clicks("Approve for…", on="@fernshire")
    priya.waits_for_modal("Approve for a time")
    priya.fills({"Publish it at": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)}).submits()
    priya.waits_for(lambda me: me.modal() is None)
    assert desk.commands[-1] == ApproveFor(DraftId(214), 3, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))


def test_home_is_drawn_when_opened_and_again_after_a_click_in_it(ana, desk, wait, samples):
    nothing = ListCard("Waiting for you", (), "Nothing waits for you.", "Europe/London")
    home = HomeCard("Ana", nothing, ListCard("Yours", (), "None.", "Europe/London"), (), may_pitch=True, at=samples.NOW)
    desk.answers_with(home, FORM, home)
    ana.opens_home()
    ana.waits_for(lambda me: me.sees("Nothing waits for you."))
    ana.clicks("Pitch a tweet", on="home")
    ana.waits_for_modal("Pitch a tweet")
    wait(lambda: desk.commands == [OpenHome(), Pressed(Action.NEW_PITCH), OpenHome()])


def test_a_word_in_home_comes_as_a_small_page(ana, desk, samples):
    nothing = ListCard("Waiting for you", (), "Nothing waits for you.", "Europe/London")
    home = HomeCard("Ana", nothing, nothing, (), may_pitch=True, at=samples.NOW)
    desk.answers_with(home, Notice("You may not pitch now"), home)
    ana.opens_home()
    ana.waits_for(lambda me: me.home())
    ana.clicks("Pitch a tweet", on="home")
    ana.waits_for(lambda me: me.sees("You may not pitch now"))


def test_pictures_are_fetched_and_then_described(slack, ana, desk, samples):
    media = samples.MEDIA[:1]
    desk.answers_with(FORM, AltTextForm(DraftId(214), 1, media), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana, Pictures=[ana.uploads("market.png", png())])
    assert ana.submits()
    ana.waits_for_modal("Describe the pictures")
    upload = desk.commands[1].uploads[0]
    assert (upload.name, upload.mime, upload.content) == ("market.png", "image/png", png())
    ana.fills(
        {"What does “market.png” show?": "Stalls", "Who can be recognised in it?": "Our own staff, who know about it"}
    )
    ana.fills({"Consent reference": "C-12", "Credit": "Ann", "Licence or permission": "CC BY 4.0"}).submits()
    ana.waits_for_modal("Preview")
    assert desk.commands[2] == DescribePictures(
        DraftId(214), 1, {"a" * 64: Described("Stalls", "staff", "C-12", "Ann", "CC BY 4.0")}
    )
    ana.closes()
    ana.waits_for(lambda me: '"d":214,"r":3' in me.modal()["view"]["private_metadata"])
    assert ana.field("Tweet") == "Market day at 9"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.png", b"<html>", "is not a PNG, JPEG, WebP or GIF picture"),
        ("huge.png", png() + b"\0" * (5 * 1024 * 1024), "is larger than 5 MB"),
    ],
)
def test_a_picture_that_cannot_be_used_is_explained_and_the_form_kept(ana, desk, name, content, said):
    desk.answers_with(FORM)
    ana.types("/tweet", "comms")
    filled(ana, Pictures=[ana.uploads(name, content)])
    ana.submits()
    ana.waits_for(lambda me: me.sees(said))
    ana.closes()
    ana.waits_for_modal("Pitch a tweet")
    assert ana.field("Tweet") == "Market day at 9"
    assert len(desk.commands) == 1


def test_mistakes_found_after_fetching_pictures_lead_back_to_everything_typed(ana, desk):
    desk.answers_with(FORM, FormErrors({Field.TEXT: "Too long by 3."}))
    ana.types("/tweet", "comms")
    filled(ana, Pictures=[ana.uploads("market.png", png())])
    ana.submits()
    ana.waits_for(lambda me: me.sees("Too long by 3."))
    ana.closes()
    assert ana.field("Tweet") == "Market day at 9"
    assert len(ana.field("Pictures")) == 1


@pytest.mark.parametrize("fault", [BusyError("database is locked"), KeyError("secret draft words")])
def test_a_fault_is_told_in_a_sentence_wherever_it_happens_and_logged_without_words(ana, desk, debug_log, fault):
    """Design 9: nothing is silent, and no draft text is in the log."""
    desk.answers_with(fault)
    ana.types("/tweet Market day", "comms")
    ana.waits_for_message(SORRY, "comms")
    desk.answers_with(FORM, fault)
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for(lambda me: me.errors())
    assert list(ana.errors().values()) == [SORRY + ". Nothing was changed. Please try again in a minute."]
    assert ana.field("Tweet") == "Market day at 9"
    assert type(fault).__name__ in debug_log.text
    assert "secret draft words" not in debug_log.text


def test_a_fault_while_pictures_are_saved_turns_the_waiting_page(ana, desk):
    desk.answers_with(FORM, BusyError("locked"))
    ana.types("/tweet", "comms")
    filled(ana, Pictures=[ana.uploads("market.png", png())])
    ana.submits()
    ana.waits_for(lambda me: me.sees(SORRY))


def test_a_fault_in_a_form_without_fields_is_told_in_it(ana, desk, samples):
    desk.answers_with(preview(samples), BusyError("locked"))
    ana.types("/tweet mine", "comms")
    ana.waits_for_modal("Preview")
    ana.submits()
    ana.waits_for(lambda me: me.sees(SORRY))


def test_a_click_whose_work_fails_at_once_is_acknowledged_all_the_same(slack, ana, chat, desk, samples):
    """Bolt forgets an acknowledgement that a fault follows within 10 ms; Slack would send the click again."""
    chat.post("C1", ReviewCard(samples.view(), (Action.APPROVE,), samples.NOW))
    slack.world.ack_within = 1.0
    desk.answers_with(*[RuntimeError("at once")] * 5)
    assert all(ana.clicks("Approve") for _ in range(5))


def test_a_trigger_that_came_too_late_gives_the_words_back(slack, ana, desk):
    slack.faults.expire_triggers()
    desk.answers_with(FORM)
    ana.types("/tweet Market day on the quay", "comms")
    said = ana.waits_for_message("too little time", "comms")
    assert said["ephemeral"]
    assert "Market day" in words_of(said)


def test_a_short_rate_limit_on_opening_a_form_is_waited_out(slack, ana, desk):
    slack.faults.fail("views.open", "429", seconds=1)
    desk.answers_with(FORM)
    ana.types("/tweet", "comms")
    ana.waits_for_modal("Pitch a tweet")


def test_a_card_of_another_version_is_answered_not_ignored(ana, chat, desk, bolt, config, slack):
    client = WebClient(config.bot_token, base_url=config.base_url)
    for number, (action, value) in enumerate([("approve", "{}"), ("explode", '{"v":1,"d":1}'), ("approve", "[[")]):
        button = {"type": "button", "action_id": action, "value": value, "text": {"type": "plain_text", "text": "Go"}}
        client.chat_postMessage(channel="C1", text=f"old {number}", blocks=[{"type": "actions", "elements": [button]}])
        assert ana.clicks("Go")
        ana.waits_for(lambda me, n=number: sum("older version" in words_of(m) for m in me.channel("comms")) == n + 1)
    assert desk.commands == []


def test_a_redelivered_form_is_saved_once(slack, served, ana, desk, samples, wait):
    """Design 4: duplicate deliveries are harmless."""
    desk.answers_with(FORM, preview(samples), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.waits_for_modal("Preview")
    sent = len(slack.delivered)
    requests.post(f"{served.url}/faults", json={"fault": "redeliver"}, timeout=5)
    wait(lambda: len(slack.delivered) > sent)
    desk.answers_with(Notice("Now"))
    ana.types("/tweet help", "comms")
    ana.waits_for_message("Now", "comms")
    assert [type(command) for command in desk.commands] == [Typed, SaveDraft, Typed]


def test_a_form_whose_answer_was_lost_can_be_sent_again_without_making_a_second_draft(slack, ana, desk, samples, wait):
    desk.answers_with(FORM, preview(samples), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana)
    slack.drop_acks()
    assert not ana.submits()
    wait(lambda: '"d":214' in ana.modal()["view"]["private_metadata"])
    assert ana.submits()
    ana.waits_for_modal("Preview")
    assert [command.draft for command in desk.commands[1:]] == [None, 214]


def test_sixteen_slow_clicks_at_once_are_all_acknowledged_in_time(served, socket, desk):
    """With Bolt's own five threads the sixth would be told that the app did not answer."""

    def slow(_command):
        time.sleep(1)
        return Nothing()

    desk.answers_with(*[slow] * 16)
    people = [Person(served.url, "U1") for _ in range(16)]
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda each: each.types("/tweet help", "comms"), people))
    assert all(replies)
    assert len(desk.commands) == 16


def test_what_the_app_does_is_never_outside_of_what_slack_takes(slack, ana, desk, samples):
    desk.answers_with(FORM, FormErrors({Field.ALT: "Nowhere."}), preview(samples))
    ana.types("/tweet", "comms")
    filled(ana)
    ana.submits()
    ana.submits()
    ana.waits_for_modal("Preview")
    assert list(slack.problems) == []
