"""Pitching: the form, what is told at its fields, the preview, and sending for approval."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import WORDS, form, said, whoever

from bot.core.accounts import Kind, OrgType, Role
from bot.core.cards import Action, Notice
from bot.core.commands import Described, DescribePictures, PitchMessage, Pressed, SendForApproval, Upload
from bot.core.drafts import Pictured, State, TargetKind
from bot.core.due import Work
from bot.core.findings import Level
from bot.core.forms import AltTextForm, DoneForm, DraftForm, Field, FormErrors, PreviewForm
from bot.core.reference import Consent, Reference
from bot.policy.engine import engine_for
from bot.use_cases.viewing import post_for

PNG = Upload("mill-street.png", "image/png", b"\x89PNG picture")


def test_tweet_opens_a_form_prefilled_with_the_words_typed_after_it(town):
    """D1."""
    shown = town.types("tom", f"/tweet {WORDS}")
    assert isinstance(shown, DraftForm)
    assert (shown.text, shown.draft) == (WORDS, None)


def test_the_form_offers_only_accounts_the_person_may_pitch_for(town):
    assert [c.value for c in town.types("tom", "/tweet").accounts] == ["fernshire", "fernshireroads"]
    assert [c.value for c in town.types("priya", "/tweet").accounts] == ["fernshire"]


def test_the_only_account_is_chosen_already_and_shown_with_its_kind(town):
    """F13."""
    shown = town.types("priya", "/tweet")
    assert shown.account == "fernshire"
    assert "@Fernshire" in shown.accounts[0].words
    assert "corporate" in shown.accounts[0].words


def test_a_personal_account_is_never_offered(town):
    town.sets("fernshireroads", kind=Kind.PERSONAL)
    assert [c.value for c in town.types("tom", "/tweet").accounts] == ["fernshire"]


def test_somebody_without_a_role_is_told_how_to_get_one(town):
    shown = town.types("nia", f"/tweet {WORDS}")
    assert isinstance(shown, Notice)
    assert "communications team" in said(shown)


def test_the_message_shortcut_prefills_the_form(town):
    """D1."""
    assert town.does("tom", PitchMessage("Roadworks end today.")).text == "Roadworks end today."


def test_saving_keeps_a_private_draft_and_shows_its_preview(town):
    shown = town.saves("tom")
    assert isinstance(shown, PreviewForm)
    assert shown.may_send
    assert (shown.view.draft.state, shown.view.published_text) == (State.DRAFT, WORDS)
    assert (shown.view.author, shown.view.account.handle) == ("Tom Reid", "Fernshire")
    assert shown.view.deciders == ("Amy Brown", "Priya Shah")


def test_the_preview_is_what_is_published(town):
    """F15."""
    shown = town.saves(
        "tom", "  Cafe\u0301 open\r\nfrom ten. ", target_kind="quote", target="https://x.com/a/status/12"
    )
    with town.store.read() as uow:
        post = post_for(uow, shown.view.draft, shown.view.revision)
    assert post.text == shown.view.published_text == "Caf\u00e9 open\nfrom ten."
    assert (post.quote_of, post.reply_to) == ("12", None)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"account": "fernshir"}, Field.ACCOUNT, "Did you mean @Fernshire"),
        ({"account": "zzz"}, Field.ACCOUNT, "/account list"),
        ({"text": "  "}, Field.TEXT, "nothing to post"),
        ({"text": "", "uploads": (PNG,)}, Field.TEXT, "nothing to post"),
        ({"text": "a" * 283}, Field.TEXT, "3 characters over"),
        ({"text": "a" * 281}, Field.TEXT, "1 character over"),
        ({"target_kind": "reply", "target": "https://example.org/1"}, Field.TARGET, "address of a post on X"),
        ({"target_kind": "reply"}, Field.TARGET, "Paste the address"),
        ({"target": "https://x.com/a/status/1"}, Field.TARGET_KIND, "replies"),
        ({"uploads": (PNG,) * 5}, Field.PICTURES, "4 pictures at most"),
        ({"uploads": (Upload("plan.pdf", "application/pdf", b"%PDF"),)}, Field.PICTURES, "plan.pdf"),
        ({"uploads": (Upload("big.png", "image/png", bytes(5 * 1024 * 1024 + 1)),)}, Field.PICTURES, "5 MB"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town, fields, field, says):
    """S57: the weighted length, with by how much it is over."""
    shown = town.does("tom", form(**{"text": WORDS, **fields}))
    assert isinstance(shown, FormErrors)
    assert says in shown.at[field]
    assert town.records("DraftStarted") == []


def test_a_time_in_the_past_or_more_than_a_year_ahead_is_refused_at_its_field(town, clock):
    assert "passed" in town.saves("tom", when=clock() - timedelta(minutes=1)).at[Field.WHEN]
    assert "a year" in town.saves("tom", when=clock() + timedelta(days=400)).at[Field.WHEN]


def test_several_problems_are_told_at_once(town, clock):
    shown = town.saves("tom", "", when=clock() - timedelta(days=1), target_kind="quote", target="x")
    assert set(shown.at) == {Field.TEXT, Field.WHEN, Field.TARGET}


def test_pitching_for_an_account_that_is_not_theirs_is_refused_and_recorded(town):
    """F3, F14, S52."""
    shown = town.does("priya", form(account="fernshireroads"))
    assert "/account who @FernshireRoads" in shown.at[Field.ACCOUNT]
    assert town.refusals() == ["access.pitch"]


def test_what_blocks_is_shown_in_the_preview_and_cannot_be_sent(town):
    """D2."""
    shown = town.saves("tom", "Vote Labour on Thursday!")
    assert isinstance(shown, PreviewForm)
    assert not shown.may_send
    assert shown.view.findings[0].level is Level.BLOCK
    again = town.does("tom", SendForApproval(shown.view.draft.id, 1))
    assert isinstance(again, PreviewForm)
    assert (again.may_send, bool(again.notice)) == (False, True)
    assert town.draft(shown.view.draft.id).state is State.DRAFT


def test_near_duplicates_of_what_is_waiting_are_shown(town):
    """F10."""
    town.approves("priya", town.pitched())
    shown = town.saves("tom", WORDS)
    assert any(f.check == "duplicate" for f in shown.view.findings)


SAID = Described("The new library door", Pictured.NOBODY)


def test_pictures_without_a_description_ask_for_one_and_it_is_part_of_the_act(town):
    """F11, F1."""
    asked = town.saves("tom", uploads=(PNG,))
    assert isinstance(asked, AltTextForm)
    (picture,) = asked.media
    refused = town.does("tom", DescribePictures(asked.draft, asked.revision, {picture.sha256: Described("  ")}))
    assert "mill-street.png" in refused.at[Field.ALT]
    shown = town.does("tom", DescribePictures(asked.draft, asked.revision, {picture.sha256: SAID}))
    assert isinstance(shown, PreviewForm)
    assert [m.alt for m in shown.view.revision.media] == ["The new library door"]
    with town.store.read() as uow:
        post = post_for(uow, shown.view.draft, shown.view.revision)
    assert (post.pictures[0].content, post.pictures[0].alt) == (PNG.content, "The new library door")


def test_a_draft_cannot_be_sent_while_a_picture_has_no_description(town):
    asked = town.saves("tom", uploads=(PNG,))
    assert isinstance(town.does("tom", SendForApproval(asked.draft, asked.revision)), AltTextForm)


def test_pictures_that_stay_keep_their_description(town):
    asked = town.saves("tom", uploads=(PNG,))
    sha = asked.media[0].sha256
    town.does("tom", DescribePictures(asked.draft, 1, {sha: replace(SAID, alt="The door")}))
    shown = town.saves("tom", "New words.", draft=asked.draft, revision=2, keep_media=(sha,))
    assert shown.view.revision.media[0].alt == "The door"
    shown = town.saves("tom", "New words.", draft=asked.draft, revision=3)
    assert shown.view.revision.media == ()


def _pictured(town, **said):
    """Tom's draft with one picture, of which he has said this."""
    asked = town.saves("tom", uploads=(PNG,))
    given = DescribePictures(asked.draft, asked.revision, {asked.media[0].sha256: replace(SAID, **said)})
    return town.does("tom", given)


def test_who_can_be_recognised_has_to_be_said(town):
    refused = _pictured(town, pictured="")

    assert refused.at == {Field.PICTURED: "Say who can be recognised in mill-street.png, or that nobody can."}


def test_everything_wrong_with_what_is_said_of_a_picture_is_told_at_its_field(town):
    refused = _pictured(town, alt=" ", pictured="the mayor", consent="C-99", credit="x" * 301, licence="y" * 301)

    assert set(refused.at) == {Field.ALT, Field.PICTURED, Field.CONSENT, Field.CREDIT, Field.LICENCE}
    assert "There is no consent “C-99” on record." in refused.at[Field.CONSENT]


def test_what_is_said_of_a_picture_is_kept_and_stands_in_the_record(town):
    """F1."""
    shown = _pictured(town, credit="  Ashby  Camera Club ", licence="By permission, 3 May")

    (media,) = shown.view.revision.media
    assert (media.alt, media.pictured) == ("The new library door", Pictured.NOBODY)
    assert (media.credit, media.licence) == ("Ashby Camera Club", "By permission, 3 May")
    recorded = town.records()[-1].body["media"][0]
    assert {name: recorded[name] for name in ("alt", "pictured", "credit", "licence")} == {
        "alt": "The new library door",
        "pictured": "nobody",
        "credit": "Ashby Camera Club",
        "licence": "By permission, 3 May",
    }


def test_the_checks_are_told_whom_a_picture_shows_and_whose_it_is(town):
    """The same picture, and only what the author says of it differs."""
    town.tools = replace(town.tools, engines={OrgType.COUNCIL: engine_for("council")})
    with town.store.write() as uow:
        uow.reference.set(Reference(consents=(Consent("C-12", "Sunny Lane school holds forms for all pupils"),)))

    def checks(**said):
        return {f.check for f in _pictured(town, **said).view.findings} & {"image_consent", "copyright_credit"}

    assert checks() == set()
    assert checks(pictured=Pictured.CHILDREN) == {"image_consent"}
    assert checks(pictured=Pictured.CHILDREN, consent="c-12") == set()
    assert checks(pictured=Pictured.STAFF) == set()
    assert checks(credit="Getty Images") == {"copyright_credit"}
    assert checks(credit="Getty Images", licence="Bought, order 5531") == set()


def test_what_was_said_of_a_picture_can_be_changed_from_the_preview(town):
    number = _pictured(town, pictured=Pictured.CHILDREN).view.draft.id

    form = town.does("tom", Pressed(Action.DESCRIBE, number, 2))
    assert isinstance(form, AltTextForm)
    assert form.media[0].pictured is Pictured.CHILDREN
    shown = town.does("tom", DescribePictures(number, 2, {form.media[0].sha256: SAID}))

    assert shown.view.revision.number == 3
    assert shown.view.revision.media[0].pictured is Pictured.NOBODY


def test_nobody_else_says_what_a_picture_shows(town):
    number = _pictured(town).view.draft.id

    for command in (Pressed(Action.DESCRIBE, number, 2), DescribePictures(number, 2, {})):
        assert isinstance(town.does("priya", command), Notice)
    assert town.draft(number).revision == 2


def test_an_answer_to_a_post_is_kept_for_the_digest(town):
    shown = town.saves("tom", target_kind="reply", target="x.com/resident/status/1789?s=20")
    target = shown.view.revision.target
    assert (target.kind, target.tweet) == (TargetKind.REPLY, "1789")


def test_sending_brings_it_to_review_with_a_nudge_and_an_end(town, clock):
    when = clock() + timedelta(hours=3)
    number = town.pitched(when=when, note="From the press office", urgent=True)
    assert town.draft(number).state is State.IN_REVIEW
    assert town.due(Work.SHOW_DRAFT, number) == clock()
    assert town.due(Work.REMIND, number) == clock() + timedelta(minutes=30)
    assert when + timedelta(minutes=5) <= town.due(Work.EXPIRE, number) <= when + timedelta(minutes=6)
    (record,) = town.records("DraftSent")
    assert record.body["text"] == WORDS
    assert record.body["digest"] == town.card(number).view.revision.digest("fernshire")


def test_without_a_wished_time_nothing_expires(town):
    assert town.due(Work.EXPIRE, town.pitched()) is None


def test_sending_twice_says_that_it_is_sent(town):
    """F16."""
    number = town.pitched()
    assert "Already sent" in said(town.does("tom", SendForApproval(number, 1)))
    assert len(town.records("DraftSent")) == 1


def test_an_account_may_ask_its_authors_to_look_for_a_while_first(town, clock):
    """S13."""
    town.sets("fernshire", cooling_off=30)
    shown = town.saves("tom")
    clock.move(seconds=10)
    again = town.does("tom", SendForApproval(shown.view.draft.id, 1))
    assert isinstance(again, PreviewForm)
    assert "20 seconds" in again.notice
    clock.move(seconds=20)
    assert town.does("tom", SendForApproval(shown.view.draft.id, 1)).title == "Sent for approval"


def test_authority_is_checked_again_when_sending(town):
    """F3."""
    shown = town.saves("tom")
    town.revokes("tom", "fernshire", Role.PITCH)
    refused = town.does("tom", SendForApproval(shown.view.draft.id, 1))
    assert "not on the list" in said(refused)
    assert town.draft(shown.view.draft.id).state is State.DRAFT


def test_only_the_author_sends_a_draft(town):
    shown = town.saves("tom")
    assert "Tom Reid" in said(town.does("priya", SendForApproval(shown.view.draft.id, 1)))
    assert town.draft(shown.view.draft.id).state is State.DRAFT


def test_a_wished_time_that_passes_before_sending_is_asked_for_again(town, clock):
    shown = town.saves("tom", when=clock() + timedelta(minutes=2))
    clock.move(minutes=3)
    again = town.does("tom", SendForApproval(shown.view.draft.id, 1))
    assert isinstance(again, PreviewForm)
    assert not again.may_send
    assert "choose a new time" in again.notice


def test_where_nobody_may_decide_it_is_kept_and_said_who_could(town):
    """F14: fails closed."""
    town.revokes("amy", "fernshire", Role.APPROVE)
    shown = town.saves("priya")
    kept = town.does("priya", SendForApproval(shown.view.draft.id, 1))
    assert kept.title == "Kept as a draft"
    assert "Only Priya Shah" in said(kept)
    assert town.draft(shown.view.draft.id).state is State.DRAFT
    assert "review.nobody_to_decide" in town.refusals()


def test_where_two_must_approve_and_one_can_it_is_kept(town):
    town.revokes("amy", "fernshireroads", Role.APPROVE)
    shown = town.saves("tom", account="fernshireroads")
    assert "needs 2 approvals" in said(town.does("tom", SendForApproval(shown.view.draft.id, 1)))


def test_a_draft_for_a_frozen_account_goes_to_review_and_its_card_says_hold(town):
    town.types("lee", "/incident freeze @fernshire Serious incident in Mill Street")
    number = town.pitched()
    assert town.draft(number).state is State.IN_REVIEW
    assert "On hold" in town.card(number).view.draft.reason
    assert "Serious incident" in town.card(number).view.draft.reason


def test_a_kept_draft_is_found_again(town):
    shown = town.saves("tom")
    assert isinstance(town.presses("tom", Action.KEEP, shown.view.draft.id), DoneForm)
    assert [row.draft for row in town.types("tom", "/tweet mine").rows] == [shown.view.draft.id]


def test_pressing_send_on_a_kept_draft_shows_the_preview_first(town):
    """S13."""
    number = town.saves("tom").view.draft.id
    assert isinstance(town.presses("tom", Action.SEND, number), PreviewForm)
    assert town.draft(number).state is State.DRAFT


def test_a_private_draft_is_nobody_elses_business(town):
    number = town.saves("tom").view.draft.id
    for action in (Action.OPEN, Action.EDIT, Action.KEEP):
        assert "private" in said(town.presses("priya", action, number))


def test_a_draft_nobody_knows_is_refused(town):
    """F14."""
    about_no_draft = {Action.NEW_PITCH, Action.SEE_CHANGES, Action.ADD_OWN, Action.ADD_RELEASE}
    for action in Action:
        if action not in about_no_draft:
            assert isinstance(town.presses("priya", action, 99), Notice), action


def test_records_of_a_draft_mask_what_is_private(town):
    """S86: the log may be read by many."""
    town.saves("tom", "Her NHS number is 943 476 5919, ring the clinic.")
    assert not any("943 476 5919" in str(r.body) for r in town.records())
    assert "ending 919" in town.records("DraftStarted")[0].body["text"]


def test_the_leads_hear_of_a_stranger_once_a_day(town, clock):
    """F14: comms are told, without a flood."""
    key = "stranger:slack:T1:UJO:lee"
    for _ in range(5):
        town.types("jo", "/tweet Let me in.")
    first = town.due(Work.NOTIFY, key)
    assert first == clock()
    with town.store.write() as uow:
        uow.due.cancel(key, Work.NOTIFY)
    town.types("jo", "/tweet Let me in.")
    assert town.due(Work.NOTIFY, key) is None
    clock.move(hours=25)
    town.types("jo", "/tweet Let me in.")
    assert town.due(Work.NOTIFY, key) == clock()


def test_a_stranger_gets_nothing_done_and_is_told_how_to_be_added(town):
    """F14."""
    shown = town.does("zoe", form())
    assert isinstance(shown, Notice)
    assert "UZOE" in said(shown)
    assert town.refusals() == ["access.unknown_person"]
    assert town.records("DraftStarted") == []


def test_an_account_whose_rules_are_missing_is_blocked(town):
    """F14."""
    from bot.core.accounts import OrgType

    town.sets("fernshire", org_type=OrgType.POLICE)
    shown = town.saves("tom")
    assert not shown.may_send
    assert shown.view.findings[0].rule == "checks.no_rules"


def test_the_person_is_looked_up_by_platform_workspace_and_user(town):
    from dataclasses import replace

    from bot.use_cases.dispatch import dispatch

    elsewhere = replace(whoever("tom"), tenant="T2")
    assert "does not know you" in said(dispatch(town.tools, elsewhere, form()))


def test_every_refusal_is_recorded_with_its_rule(town):
    """S52, S86: also that of a draft nobody knows."""
    town.presses("priya", Action.APPROVE, 99)
    assert town.refusals() == ["draft.unknown"]
