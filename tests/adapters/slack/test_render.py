"""Cards and forms as Block Kit: within every limit, whatever is in them, and never as markup."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.slack import render, render_form
from bot.core.cards import (
    Action,
    AskCard,
    AuthorCard,
    CallCard,
    ChangeRow,
    ChangesCard,
    HomeCard,
    ListCard,
    Notice,
    Overview,
    Point,
    ReviewCard,
    Row,
    Tone,
)
from bot.core.declared import Declared
from bot.core.disclaimer_forms import Offered, OwnAccountForm
from bot.core.draft_view import Step
from bot.core.drafts import FINAL, State
from bot.core.forms import (
    AbsenceForm,
    AddressForm,
    AltTextForm,
    CancelForm,
    Choice,
    DoneForm,
    DraftForm,
    Field,
    HoursForm,
    PreviewForm,
    ReachForm,
    ReasonFor,
    ReasonForm,
    ShiftForm,
    SwapForm,
    TimeForm,
)
from bot.core.press_forms import LiftForm, PressForm
from bot.core.reading import AdviceForm, Passage, ReadForm
from bot.core.release_forms import ReleaseForm
from bot.core.said_back import AbsenceCheck, ChangeCheck
from bot.practice.slack.limits import faults_in_blocks, faults_in_view
from bot.practice.slack.mentions import mentions_in

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "<!channel> <@U123> <https://evil.example|safe> &amp;",
            "\u202egnihtyna\u202c \u200b \x00 \x1b[31m",
            "\ud800 half a character",
            "👩‍👩‍👧‍👦" * 2000,
            " ",
            "\n\n\n",
            "```code``` *bold* _it_ :fire: @everyone",
            "x" * 25_000,
            "{author} %s {0}",
        ]
    ),
)


def drafts(samples):
    """Any draft there could be."""
    text = HOSTILE
    finding = st.builds(
        replace,
        st.sampled_from(samples.FINDINGS),
        shown=text,
        message=text,
        why=text,
        fix=text,
        link=st.one_of(st.just("javascript:alert(1)"), st.just("https://a.example/"), text),
    )
    revision = st.builds(
        replace,
        st.just(samples.REVISION),
        text=text,
        note=text,
        urgent=st.booleans(),
        media=st.sampled_from([(), samples.MEDIA]),
        when=st.sampled_from([None, samples.NOW]),
    )
    draft = st.builds(replace, st.just(samples.DRAFT), state=st.sampled_from(State), reason=text)
    return st.builds(
        replace,
        st.just(samples.VIEW),
        draft=draft,
        revision=revision,
        published_text=text,
        author=text,
        edited_by=text,
        needed_because=text,
        findings=st.lists(finding, max_size=50).map(tuple),
        approvals=st.lists(text, max_size=2).map(tuple),
        deciders=st.lists(text, max_size=200).map(tuple),
        tweet_address=text,
        asked_not_there=text,
        accepted=st.lists(text, max_size=3).map(tuple),
    )


def test_any_draft_renders_within_every_limit_and_never_as_markup(limits, samples):
    """The longest and the most hostile words there can be (issue faults: limits kept for every card)."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drafts(samples))
    def check(view):
        every = tuple(Action)
        for card in (ReviewCard(view, every, samples.NOW), AuthorCard(view, every, samples.NOW)):
            drawn = render.message(card)
            limits.message(drawn.text, drawn.blocks)
            assert not any(kind == "mrkdwn" for kind, _ in limits.strings_of(drawn.blocks))
            assert mentions_in(drawn.text, drawn.blocks) == ()
        form = render_form.form_view(PreviewForm(view, may_send=True, notice=view.author))
        limits.view(form)
        assert not any(kind == "mrkdwn" for kind, _ in limits.strings_of(form))

    check()


@pytest.mark.parametrize("state", State)
def test_the_longest_content_fits_in_every_state(limits, samples, state):
    view = samples.longest()
    view = replace(view, draft=replace(view.draft, state=state))
    for card in (ReviewCard(view, tuple(Action), samples.NOW), AuthorCard(view, tuple(Action), samples.NOW)):
        drawn = render.message(card)
        limits.message(drawn.text, drawn.blocks)
        assert faults_in_blocks(drawn.blocks) == []
        assert mentions_in(drawn.text, drawn.blocks) == ()


def test_what_is_left_out_is_said(samples):
    view = samples.longest("word ")
    said = str(render.message(ReviewCard(view, (Action.APPROVE,), samples.NOW)).blocks)
    assert "and 28 more; open the draft to read them all." in said
    assert "and 192 others" in said
    assert "its end is missing" in said
    assert "294 earlier steps are kept in the records" in said
    assert "and 8 more." in said


def test_a_review_card_reads_in_the_order_a_decision_needs(samples):
    view = samples.view(length=79)
    drawn = render.message(ReviewCard(view, (Action.APPROVE, Action.REJECT), samples.NOW))
    said = json.dumps(drawn.blocks, ensure_ascii=False)
    order = [
        "@fernshire · Fernshire Council",
        "Corporate account",
        "Waiting for approval",
        "The Saturday market",
        "79 of 280",
        "as soon as it is approved",
        "Ana Reyes",
        "From the checks",
        "Check this",
        "quay.example",
        "1 suggestion. Nothing waits for it.",
        "Show suggestions",
        "1 of 2 approvals",
        "Tom Okafor or Mei Lin",
        "Approved by Priya Shah",
        "Approve",
    ]
    places = [said.index(each) for each in order]
    assert places == sorted(places)


def test_a_notification_says_who_asks_for_what_and_cannot_alert_a_channel(samples):
    view = samples.view(published_text="<!channel> & @here come", author="Ana <@U1>")
    text = render.message(ReviewCard(view, (), samples.NOW)).text
    assert text.startswith("Ana &lt;@\u2060U1&gt; asks for approval to tweet from @\u2060fernshire: ")
    assert "<" not in text
    assert "&lt;!channel&gt; &amp;" in text


@pytest.mark.parametrize("state", sorted(FINAL))
def test_a_draft_at_its_end_has_no_buttons_that_decide(samples, state):
    drawn = render.message(ReviewCard(samples.view(state), tuple(Action), samples.NOW))
    ids = [e["action_id"] for b in drawn.blocks if b["type"] == "actions" for e in b["elements"]]
    assert ids == ["open", "new_pitch", "press_asked", "undo_repost"]


def test_a_published_card_links_to_the_post_and_nothing_else_is_a_link(samples):
    view = samples.view(State.PUBLISHED, tweet_address="https://x.com/fernshire/status/19")
    drawn = render.message(ReviewCard(view, (), samples.NOW))
    runs = [e for b in drawn.blocks if b["type"] == "rich_text" for p in b["elements"] for e in p["elements"]]
    assert [r["url"] for r in runs if r["type"] == "link"] == ["https://x.com/fernshire/status/19"]


def test_a_time_is_given_with_its_offset_only_while_it_is_ahead(samples):
    view = samples.view(State.SCHEDULED)
    assert "Goes out: ', 'style': {'bold': True}}, {'type': 'text', 'text': 'at once" in facts_of(view, samples)
    view = replace(view, draft=replace(view.draft, slot=samples.NOW + timedelta(hours=5)))
    assert "today 15:00 (UK time, UTC+1)" in facts_of(view, samples)
    assert "Goes out" not in facts_of(samples.view(State.PUBLISHED), samples)
    assert "Goes out" not in facts_of(samples.view(State.REJECTED), samples)


def test_both_changes_of_the_clocks_are_told_apart_on_a_card(samples):
    """F9: in spring an hour is missing; in autumn one comes twice."""
    for now, before, after in (
        (datetime(2026, 3, 29, 0, 50, tzinfo=UTC), "today 00:50 (UK time, UTC)", "today 02:10 (UK time, UTC+1)"),
        (datetime(2026, 10, 25, 0, 50, tzinfo=UTC), "today 01:50 (UK time, UTC+1)", "today 01:10 (UK time, UTC)"),
    ):
        view = samples.view(State.SCHEDULED, steps=(Step("Sent for approval", now),))
        view = replace(view, draft=replace(view.draft, slot=now + timedelta(minutes=20)))
        said = str(render.message(ReviewCard(view, (), now)).blocks)
        assert before in said
        assert after in said


def test_a_time_that_has_passed_is_no_longer_promised(samples):
    view = samples.view(State.HELD)
    view = replace(view, draft=replace(view.draft, slot=samples.NOW - timedelta(hours=1)))
    assert "Meant for" in facts_of(view, samples)
    assert "Goes out" not in facts_of(view, samples)


def test_urgency_is_said_only_while_somebody_has_to_answer_it(samples):
    urgent = replace(samples.REVISION, urgent=True)
    assert "Urgent" in facts_of(samples.view(State.IN_REVIEW, revision=urgent), samples)
    assert "Urgent" not in facts_of(samples.view(State.PUBLISHED, revision=urgent), samples)


def facts_of(view, samples):
    return str(render.message(ReviewCard(view, (), samples.NOW)).blocks)


def test_only_what_cannot_be_undone_asks_twice(samples):
    every = tuple(Action)
    drawn = render.message(ReviewCard(samples.view(), every, samples.NOW))
    buttons = next(b for b in drawn.blocks if b["type"] == "actions")["elements"]
    assert {b["action_id"] for b in buttons if "confirm" in b} == {"withdraw", "it_is_not_there"}
    styles = {b["action_id"]: b.get("style") for b in buttons}
    assert (styles["approve"], styles["reject"], styles["send"]) == ("primary", "danger", None)


def test_the_author_is_spoken_to(samples):
    view = samples.view(State.REJECTED)
    view = replace(view, draft=replace(view.draft, reason="It names a child."))
    drawn = render.message(AuthorCard(view, (), samples.NOW))
    assert "Your tweet was rejected" in str(drawn.blocks)
    assert drawn.text.startswith(
        "@\u2060fernshire: Your tweet was rejected. It will not be published. It names a child."
    )


@pytest.mark.parametrize("state", State)
def test_every_state_is_told_by_words_as_well_as_by_a_sign(samples, state):
    drawn = render.message(ReviewCard(samples.view(state), (), samples.NOW))
    words = drawn.blocks[2]["elements"][0]["elements"][0]["text"]
    assert any(character.isalpha() for character in words)


def rows(count, actions=tuple(Action)[:20]):
    """Rows with more buttons than any state has."""
    return tuple(
        Row(n, 1, "fernshire", State.IN_REVIEW, "x" * 400, datetime(2026, 7, 3, tzinfo=UTC), "n" * 300, actions)
        for n in range(count)
    )


def lists(title="Waiting for you"):
    return ListCard(title, rows(40), "Nothing.", "Europe/London", more=5)


def test_lists_and_home_fit_and_say_how_many_more_there_are(limits, samples):
    drawn = render.message(lists())
    limits.message(drawn.text, drawn.blocks)
    assert "and 35 more" in str(drawn.blocks)
    holds = ("<!here> " * 400,) * 60
    card = HomeCard(
        "A" * 4000,
        lists(),
        lists("Yours"),
        holds,
        may_pitch=True,
        at=samples.NOW,
        rota=("On call: " * 500,) * 90,
        duty=("You are on: " * 90,) * 90,
    )
    home = render.home_view(card)
    assert "To see it afresh, open this page again." in str(home)
    limits.view(home)
    assert faults_in_view(home, "home") == []


def test_an_empty_list_says_so(limits):
    drawn = render.message(ListCard("Yours", (), "You have no tweets in hand.", "Europe/London"))
    limits.message(drawn.text, drawn.blocks)
    assert drawn.text == "Yours: You have no tweets in hand."


@pytest.mark.parametrize("tone", Tone)
def test_notices_of_any_size_fit(limits, tone):
    for notice in (Notice("Hello"), Notice("<!channel>" * 900, ("word " * 9000, "", "\x00") * 100, tone)):
        drawn = render.message(notice)
        limits.message(drawn.text, drawn.blocks)
        limits.view(render_form.notice_view(notice))


def forms(samples, text, number):
    now = samples.NOW
    media = samples.MEDIA * 3
    accounts = tuple(Choice(f"account{n}", text) for n in range(number))
    new = DraftForm("Pitch a tweet for somebody", "Preview and check it all", accounts, text=text, hint=text, when=now)
    draft = samples.DRAFT.id
    yield new
    yield replace(
        new,
        account="account1",
        target_kind="quote",
        target=text,
        note=text,
        urgent=True,
        media=samples.MEDIA,
        draft=draft,
        declared=Declared(text, text, text, text, "sam.okafor"),
        asks=tuple(Field),
        purpose="court_result",
        purposes=(*accounts[:25], Choice("court_result", text or "Court")),
        follows=accounts[0].value if accounts else "",
        following=accounts[:40],
    )
    yield replace(new, suggesting=True, accounts=(), draft=draft, revision=3)
    yield AltTextForm(draft, 3, tuple(replace(m, sha256=f"{n:064x}", name=text) for n, m in enumerate(media)))
    yield PreviewForm(replace(samples.longest(), published_text=text), may_send=False, notice=text)
    yield ReasonForm(ReasonFor.CHANGES, draft, 3, text, text)
    yield ReasonForm(ReasonFor.REJECT, draft, 3, text, text)
    yield ReasonForm(ReasonFor.APPROVE, draft, 3, text, text, (text,) * 40)
    yield TimeForm(draft, 3, text, text, now + timedelta(days=1), "Europe/London")
    yield TimeForm(draft, 3, text, text, now + timedelta(days=1), "Europe/London", (text,) * 40)
    yield AddressForm(draft, 3, text, text)
    yield DoneForm(text, (text,) * 60)
    yield DoneForm("Sent", ())
    yield AdviceForm(text, text, (replace(samples.FINDINGS[1], shown=text, message=text, why=text, fix=text),) * 40)


@pytest.mark.parametrize("text", ["short", "", "<!channel>" * 2500, "👩‍👩‍👧‍👦" * 2000, "\x00\ud800\u202e"])
@pytest.mark.parametrize("number", [0, 1, 100, 101, 2500])
def test_every_form_fits(limits, samples, text, number):
    for form in forms(samples, text, number):
        for pushed in (False, True):
            view = render_form.form_view(form, pushed=pushed)
            limits.view(view)
            assert faults_in_view(view, "modal") == []


def test_a_form_keeps_more_than_a_tweet_holds_and_says_what_slack_cuts(samples):
    form = DraftForm("Pitch a tweet", "Preview", (Choice("fernshire", "@fernshire"),), text="x" * 2900)
    view = render_form.form_view(form)
    element = next(b["element"] for b in view["blocks"] if b.get("block_id") == "text")
    assert (element["max_length"], element["initial_value"]) == (3000, "x" * 2900)
    assert "its end" not in str(view)
    assert "end of the text is missing" in str(render_form.form_view(replace(form, text="x" * 3001)))


def test_a_preview_that_cannot_be_sent_has_no_send_button_and_says_what_to_do(samples):
    view = render_form.form_view(PreviewForm(samples.view(State.DRAFT), may_send=False), pushed=True)
    assert "submit" not in view
    assert view["close"]["text"] == "Back"
    assert "Change what is listed" in str(view)
    ids = [e["action_id"] for b in view["blocks"] if b["type"] == "actions" for e in b["elements"]]
    assert ids == ["keep"]


def test_private_metadata_and_buttons_carry_numbers_only(samples):
    view = render_form.form_view(PreviewForm(samples.longest(), may_send=True))
    assert json.loads(view["private_metadata"]) == {"v": 1, "d": 214, "r": 3}
    drawn = render.message(ReviewCard(samples.longest(), (Action.TAKE_SUGGESTION,), samples.NOW))
    button = drawn.blocks[-1]["elements"][0]
    assert json.loads(button["value"]) == {"v": 1, "d": 214, "r": 3, "s": 7}


def rota_forms(text, number):
    """The forms of /rota, with any words and any number of choices."""
    choices = tuple(Choice(f"{n}", text) for n in range(number))
    yield AbsenceForm()
    yield AbsenceForm(choices, "0", text)
    yield AbsenceCheck(text, text, (text,) * number, "a" * 300)
    yield ChangeCheck(text, text, (text,) * number, "a" * 300, text or "Enter it")
    yield ReadForm(text, (text,), (Passage("Desk", (text,) * number), Passage(text, (text,) * number)))
    if choices:
        yield CancelForm(choices)
        yield ShiftForm(choices, choices, "0", "99", text, text)
        yield ReachForm(choices, "0", text, text, by_mail=True, by_gateway=True)
        yield HoursForm("f" * 50, text, (text,) * 3)
        yield PressForm((text,) * 3, None, "", "", text[:3000])
        yield PressForm((text,) * 3, 7, "f" * 50, text)
        yield LiftForm(text or "Lift", (text,) * 3, "press:7")
        yield ReleaseForm("Europe/London", "7", text, text, text, datetime(2026, 12, 1, 0, 1, tzinfo=UTC), text)
        yield OwnAccountForm(tuple(Offered(f"{n}", text, text) for n in range(min(number, 5))))
        yield SwapForm(choices, choices, "0", "99")


@pytest.mark.parametrize("number", [0, 1, 120, 400])
@pytest.mark.parametrize("text", ["Priya", "<!channel> *x* " * 900, ""])
def test_the_forms_of_the_rota_fit_whatever_is_in_them(limits, number, text):
    for form in rota_forms(text, number):
        for pushed in (False, True):
            view = render_form.form_view(form, pushed=pushed)
            limits.view(view)
            assert mentions_in("", view["blocks"]) == ()


def test_the_days_said_back_can_be_changed_where_no_form_lies_beneath():
    check = AbsenceCheck("You are away", "Friday 27 November 2026, 1 day", (), "priya|1|2")

    alone, above = (str(render_form.form_view(check, pushed=pushed)) for pushed in (False, True))

    assert "Change…" in alone
    assert "Change…" not in above
    assert "'Back'" in above


@pytest.mark.parametrize("tone", Tone)
def test_a_question_is_a_notice_with_its_buttons_until_it_is_settled(limits, tone):
    hostile = ("word " * 9000, "<!channel> & *bold*", "\x00")
    for card in (AskCard("May I?", hostile, "a" * 300, tuple(Action), tone), AskCard("Settled", (), "1")):
        blocks = render.blocks(card)
        limits.message(render.message(card).text, blocks)
        assert not mentions_in("", blocks)
        buttons = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
        assert len(buttons) == len(card.actions)
        assert all(json.loads(button["value"])["a"] == card.about for button in buttons)
        assert card.title in str(blocks)


@pytest.mark.parametrize(("is_urgent", "begins"), [(True, "🚨 URGENT: Wake up: draft 1"), (False, "Wake up: draft 1")])
def test_what_a_locked_telephone_shows_of_a_call_begins_with_urgent(limits, is_urgent, begins):
    at = datetime(2026, 7, 3, tzinfo=UTC)
    card = CallCard("Wake up: draft 1", ("You are on call.",), "call:1", (), at, None, is_urgent)

    drawn = render.message(card)
    limits.message(drawn.text, drawn.blocks)
    assert drawn.text == begins
    assert begins in str(drawn.blocks[0])


@pytest.mark.parametrize("text", ["Nobody is on call", "<!channel> *x* " * 900, "", "\x00"])
def test_an_overview_has_the_buttons_of_each_point_right_beneath_it(limits, text):
    points = tuple(Point(text, (text, f"To do {n}.") * 15, f"week:comms:{n}", tuple(Action)[:2]) for n in range(24))
    drawn = render.message(Overview("The next 14 days", points, (text, "Times are UK time (UTC)."), Tone.WARNING))

    limits.message(drawn.text, drawn.blocks)
    assert mentions_in(drawn.text, drawn.blocks) == ()
    kinds = [block["type"] for block in drawn.blocks]
    assert kinds[:5] == ["rich_text", "rich_text", "actions", "rich_text", "actions"]
    buttons = [each for block in drawn.blocks if block["type"] == "actions" for each in block["elements"]]
    assert len({button["action_id"] for button in buttons}) == len(buttons)
    assert json.loads(buttons[-1]["value"])["a"] == "week:comms:18"
    assert "… and 5 more." in str(drawn.blocks)
    assert drawn.text.startswith("⚠️ Please note: The next 14 days.")


def test_a_point_is_one_block_that_is_read_aloud_line_by_line():
    card = Overview(
        "Who is on", (Point("Communications", ("Now: Tom is on call.", "Next: Amy.")), Point("")), ("UTC.",)
    )

    drawn = render.message(card)
    assert [run["text"] for run in drawn.blocks[1]["elements"][0]["elements"]] == [
        "Communications",
        "\nNow: Tom is on call.",
        "\nNext: Amy.",
    ]
    assert drawn.text == "Who is on. Communications. Now: Tom is on call. Next: Amy. UTC."


@pytest.mark.parametrize("text", ["Priya Shah covers for Tom Reid", "<!channel> *x* " * 900, ""])
def test_changes_of_a_rota_are_listed_with_a_button_for_whoever_may_take_them_back(limits, text):
    rows = tuple(ChangeRow(str(n), text, text, (Action.TAKE_BACK,) if n % 2 else ()) for n in range(12))
    drawn = render.message(ChangesCard("Changes ahead", rows, "None.", "Hint.", 30, "/rota changes 2"))
    limits.message(drawn.text, drawn.blocks)
    buttons = [e for b in drawn.blocks if b["type"] == "actions" for e in b["elements"]]
    assert [json.loads(button["value"])["a"] for button in buttons] == ["1", "3", "5", "7", "9", "11"]
    assert len({button["action_id"] for button in buttons}) == 6
    assert "To see them, type /rota changes 2." in str(drawn.blocks[-2])
    assert mentions_in(drawn.text, drawn.blocks) == ()
    empty = render.message(ChangesCard("Changes ahead", (), "Nothing is ahead.", "Hint."))
    assert "Nothing is ahead." in str(empty.blocks)
    assert empty.text == "Changes ahead: Nothing is ahead."
