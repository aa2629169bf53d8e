"""The life of a draft: what may follow what, and what binds a decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.drafts import (
    EDITABLE,
    FINAL,
    TRANSITIONS,
    Draft,
    ForbiddenTransitionError,
    Media,
    Pictured,
    Revision,
    State,
    Target,
    TargetKind,
    move,
    tweet_in,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DRAFT = Draft(1, "fernshire", "tom", State.IN_REVIEW, NOW, NOW, round=1, slot=NOW)
REVISION = Revision(
    1,
    "The library opens at ten.",
    "tom",
    NOW,
    (Media("aa", "image/png", 3, "a.png", "A door", Pictured.NOBODY), Media("bb", "image/png", 3, "b.png", "A roof")),
    Target(TargetKind.REPLY, "12", "https://x.com/a/status/12"),
    NOW,
)


def test_every_state_has_its_line_in_the_table():
    assert set(TRANSITIONS) == set(State)
    assert {State.PUBLISHED, State.REJECTED, State.WITHDRAWN} == FINAL


def test_only_review_leads_to_an_approved_draft():
    """Nothing goes out unapproved; what failed or was never confirmed may go again with the approval it has."""
    before = {state for state, after in TRANSITIONS.items() if State.SCHEDULED in after}
    assert before == {State.IN_REVIEW, State.PUBLISHING, State.UNCONFIRMED, State.FAILED}


def test_only_an_approved_draft_is_published():
    assert {s for s, after in TRANSITIONS.items() if State.PUBLISHING in after} == {State.SCHEDULED}


def test_everything_that_was_stopped_or_missed_goes_through_review_again():
    """F4."""
    for state in (State.HELD, State.EXPIRED, State.CHANGES_REQUESTED):
        assert TRANSITIONS[state] == {State.IN_REVIEW, State.WITHDRAWN}


def test_every_editable_state_can_come_to_review():
    assert all(State.IN_REVIEW in TRANSITIONS[state] for state in EDITABLE)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_a_draft_moves_along_the_lines_of_the_table_only(before, after):
    draft = replace(DRAFT, state=before)
    if after in TRANSITIONS[before]:
        assert move(draft, after, NOW).state is after
        return
    with pytest.raises(ForbiddenTransitionError):
        move(draft, after, NOW)


def test_coming_to_review_starts_a_round_and_forgets_the_slot():
    moved = move(replace(DRAFT, state=State.HELD), State.IN_REVIEW, NOW + timedelta(hours=1), "")
    assert (moved.round, moved.slot, moved.changed_at) == (2, None, NOW + timedelta(hours=1))


def test_a_move_says_why():
    assert move(DRAFT, State.HELD, NOW, "Fire in Mill Street.").reason == "Fire in Mill Street."


@pytest.mark.parametrize(
    "changed",
    [
        replace(REVISION, text="The library opens at ten!"),
        replace(REVISION, media=REVISION.media[:1]),
        replace(REVISION, media=REVISION.media[::-1]),
        replace(REVISION, media=(replace(REVISION.media[0], sha256="cc"), REVISION.media[1])),
        replace(REVISION, media=(replace(REVISION.media[0], alt="A gate"), REVISION.media[1])),
        *(
            replace(REVISION, media=(replace(REVISION.media[0], **said), REVISION.media[1]))
            for said in (
                {"pictured": Pictured.CHILDREN},
                {"consent": "C-12"},
                {"credit": "Ann Ode"},
                {"licence": "CC BY 4.0"},
            )
        ),
        replace(REVISION, target=None),
        replace(REVISION, target=replace(REVISION.target, kind=TargetKind.QUOTE)),
        replace(REVISION, target=replace(REVISION.target, tweet="13")),
        replace(REVISION, when=NOW + timedelta(minutes=1)),
        replace(REVISION, when=None),
    ],
)
def test_any_change_of_the_act_is_another_digest(changed):
    """F1."""
    assert changed.digest("fernshire") != REVISION.digest("fernshire")


def test_a_digest_made_before_pictures_were_asked_about_stays_true():
    """What was approved before an upgrade is still what goes out after it."""
    media = (Media("aa", "image/png", 3, "a.png", "A door"),)
    revision = Revision(1, "The library opens at ten.", "tom", NOW, media, when=NOW)

    assert revision.digest("fernshire") == "2f79250d309e0940ab76dc41bcb307b90c2e485fb91dfcd8a106b0bc88d433ac"


def test_account_and_chosen_time_are_part_of_the_act():
    """F1, F13."""
    assert REVISION.digest("fernshire") != REVISION.digest("fernshireroads")
    assert REVISION.digest("fernshire") != REVISION.digest("fernshire", NOW + timedelta(hours=1))
    assert REVISION.digest("fernshire") == REVISION.digest("fernshire", NOW)


def test_note_urgency_and_who_wrote_it_are_not():
    same = replace(REVISION, note="From the press office", urgent=True, edited_by="priya", number=7)
    assert same.digest("fernshire") == REVISION.digest("fernshire")


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com/fernshire/status/1789",
        "x.com/fernshire/status/1789",
        "https://twitter.com/fernshire/status/1789?s=20&t=a",
        " https://mobile.twitter.com/fernshire/statuses/1789/ ",
        "https://x.com/i/web/status/1789",
        "https://x.com/i/status/1789",
        "https://www.x.com/fernshire/status/1789/photo/1",
        "https://X.com/fernshire/status/1789",
    ],
)
def test_the_address_of_a_post_is_read(address):
    assert tweet_in(address) == "1789"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "1789",
        "https://x.com/fernshire",
        "https://x.com.evil.example/fernshire/status/1789",
        "https://evil.example/x.com/fernshire/status/1789",
        "https://x.com@evil.example/fernshire/status/1789",
        "javascript://x.com/fernshire/status/1789",
        "https://x.com/fernshire/status/1789abc",
        "https://[x.com/fernshire/status/1789",
        "https://x.com/fernshire/status/" + "9" * 40,
    ],
)
def test_anything_else_names_no_post(address):
    assert tweet_in(address) is None
