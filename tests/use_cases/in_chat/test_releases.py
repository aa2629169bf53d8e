"""Press releases (S55): kept by communications, followed by drafts, and compared with them until they go out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from council import said
from tiny_pack import tiny_engine

from bot.core.accounts import OrgType
from bot.core.cards import Action, Notice, Overview
from bot.core.drafts import State
from bot.core.findings import Level
from bot.core.forms import DoneForm, Field, FormErrors, PreviewForm, ReasonForm
from bot.core.reference import Reference
from bot.core.release_forms import KeepRelease, ReleaseForm
from bot.core.topics import Topic
from bot.use_cases.ready import ready
from bot.use_cases.release_findings import embargoes_of_others, release_findings

TITLE = "New homes on Mill Street"
TEXT = "The council builds 2,987 homes by 2030. They cost £1.2 million."
FIRST = "release:1"


@pytest.fixture
def town(town, tmp_path):
    """The council with a few rules of its own."""
    town.tools = replace(town.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    return town


def keeps(town, who="priya", number="", title=TITLE, text=TEXT, link="", embargo=None, contact="Press desk"):
    return town.does(who, KeepRelease(number, title, text, link, embargo, contact))


def found(shown):
    assert isinstance(shown, PreviewForm), shown
    return {finding.rule: finding for finding in shown.view.findings}


def test_an_approver_keeps_a_release_and_is_told_what_was_read_in_it(town, clock):
    embargo = clock() + timedelta(days=1)
    done = keeps(town, embargo=embargo, link="https://fernshire.gov.uk/homes")
    assert isinstance(done, DoneForm), done
    assert "Nothing that follows it goes out before tomorrow 13:00 (UK time, UTC+1)." in done.lines
    assert "3 figures were read in it" in said(done)
    (record,) = town.records("ReleaseKept")
    assert record.body["embargo"] == embargo.isoformat()
    assert "Press desk" not in str(record.body), "whom to ask is not recorded"
    card = town.types("tom", "/tweet releases")
    assert isinstance(card, Overview)
    assert card.points[0].title == TITLE
    assert card.points[0].lines[0] == "Under embargo until tomorrow 13:00 (UK time, UTC+1)."
    assert card.points[0].actions == (), "whoever only pitches reads it"


def test_those_who_keep_them_have_the_buttons_and_the_form_as_it_is(town):
    keeps(town)
    card = town.types("priya", "/tweet releases")
    assert card.points[0].actions == (Action.CHANGE_RELEASE, Action.WITHDRAW_RELEASE)
    assert card.points[-1].actions == (Action.ADD_RELEASE,)
    form = town.presses("priya", Action.CHANGE_RELEASE, about="1")
    assert isinstance(form, ReleaseForm)
    assert (form.number, form.title, form.text) == ("1", TITLE, TEXT)
    assert town.presses("lee", Action.ADD_RELEASE, about="releases") == ReleaseForm("Europe/London")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, Field.TITLE),
        ({"text": ""}, Field.TEXT),
        ({"text": "x" * 3001}, Field.TEXT),
        ({"link": "www.fernshire.gov.uk"}, Field.ADDRESS),
    ],
)
def test_what_is_missing_is_said_at_its_field(town, fields, field):
    errors = keeps(town, **fields)
    assert isinstance(errors, FormErrors)
    assert set(errors.at) == {field}


def test_whoever_may_not_keep_or_read_them_is_refused(town):
    assert "kept by those who approve" in said(keeps(town, "tom"))
    assert "for those who pitch or approve" in said(town.types("nia", "/tweet releases"))
    keeps(town)
    assert "kept by those who approve" in said(town.presses("tom", Action.WITHDRAW_RELEASE, about="1"))
    assert "was withdrawn" in said(town.presses("priya", Action.CHANGE_RELEASE, about="7"))
    assert town.refusals() == ["release.not_comms", "release.no_role", "release.not_comms", "release.gone"]


def test_the_form_offers_releases_and_lines_to_take_once_there_are_any(town, clock):
    assert town.types("tom", "/tweet Story time.").following == ()
    keeps(town, embargo=clock() + timedelta(days=1))
    with town.store.write() as uow:
        dam, road = Topic("Dam", ("dam",), line="Engineers inspect it weekly."), Topic("Road", ("road",), filtered="x")
        uow.reference.set(Reference(topics=(dam, road)))
    offered = town.types("tom", "/tweet Story time.").following
    assert [each.value for each in offered] == [FIRST, "line:Dam"]
    assert [each.words for each in offered] == [f"{TITLE} · embargo to tomorrow 13:00", "Line to take: Dam"]


def test_a_draft_that_follows_it_cannot_be_sent_for_a_time_before_the_embargo(town, clock):
    keeps(town, embargo=clock() + timedelta(hours=2))
    early = town.saves("tom", "We build 2,987 homes.", follows=FIRST)
    finding = found(early)["release.embargo"]
    assert (finding.level, early.may_send) == (Level.BLOCK, False)
    assert finding.message == f"The press release “{TITLE}”, which this follows, is under embargo until today 15:00 (UK time, UTC+1)."  # fmt: skip
    later = town.saves("tom", "We build 2,987 homes.", follows=FIRST, when=clock() + timedelta(hours=2))
    assert found(later) == {}


def test_an_approver_cannot_choose_a_time_before_the_embargo_and_nothing_is_lost(town, clock):
    keeps(town, embargo=clock() + timedelta(hours=2))
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST, when=clock() + timedelta(hours=3))
    errors = town.approves_for("priya", number, clock() + timedelta(hours=1))
    assert isinstance(errors, FormErrors)
    assert "under embargo until today 15:00" in errors.at[Field.WHEN]
    assert town.draft(number).state is State.IN_REVIEW


def test_a_figure_that_differs_is_named_with_the_one_in_the_release(town):
    keeps(town)
    shown = town.saves("tom", "We build 3,200 homes for about £1.2m by 2030.", follows=FIRST)
    (finding,) = found(shown).values()
    assert finding.level is Level.WARN
    assert finding.message == f"“3,200” does not stand in the press release “{TITLE}”: it says “2,987”."
    assert (finding.start, finding.end) == (9, 14)


def test_a_line_to_take_is_compared_as_well(town):
    with town.store.write() as uow:
        uow.reference.set(Reference(topics=(Topic("Dam", ("dam",), line="The dam is inspected every 7 days."),)))
    shown = found(town.saves("tom", "It is inspected every 14 days.", follows="line:Dam"))
    assert shown["release.figure"].message == "“14 days” does not stand in the line on “Dam”: it says “7 days”."


def test_figures_of_a_release_need_no_other_source(town):
    """S48."""
    keeps(town)
    words = "A tenth of homes, 12% of all, stand on Mill Street."
    assert "declared.source" in found(town.saves("tom", words))
    assert "declared.source" not in found(town.saves("tom", words, follows=FIRST))


def test_a_draft_that_does_not_follow_it_is_held_to_its_embargo_all_the_same(town, clock):
    """By its words, as to the embargoes of org.yaml; a draft that follows it is told once."""
    keeps(town, embargo=clock() + timedelta(days=1))
    with town.store.read() as uow:
        revision = uow.drafts.revision(town.saves("tom").view.draft.id, 1)
        assert [embargo.topic for embargo in embargoes_of_others(uow, revision)] == [TITLE]
        assert embargoes_of_others(uow, replace(revision, follows=FIRST)) == ()


def test_a_release_changed_after_approval_brings_the_draft_back_to_review(town, clock):
    """F5: it runs again when the draft goes out."""
    keeps(town)
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST)
    town.approves("priya", number)
    assert town.draft(number).state is State.SCHEDULED
    keeps(town, number="1", text="The council builds 2,950 homes.")
    with town.store.write() as uow:
        assert ready(town.tools, uow, number) is None
    draft = town.draft(number)
    assert draft.state is State.IN_REVIEW
    assert "“2,987” does not stand in the press release" in draft.reason


def test_an_embargo_put_back_after_approval_stops_the_draft(town, clock):
    keeps(town)
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST)
    town.approves("priya", number)
    keeps(town, number="1", embargo=clock() + timedelta(days=1))
    with town.store.write() as uow:
        assert ready(town.tools, uow, number) is None
    assert "is under embargo until tomorrow" in town.draft(number).reason


def test_what_waits_is_checked_again_when_its_release_is_changed_or_withdrawn(town, clock):
    keeps(town)
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST)
    clock.move(minutes=1)
    done = keeps(town, number="1", text="The council builds 2,950 homes.")
    assert "1 draft that waits for approval follows it, and was checked again." in done.lines
    assert [f.rule for f in town.card(number).view.findings] == ["release.figure"]
    told = town.presses("priya", Action.WITHDRAW_RELEASE, about="1")
    assert isinstance(told, Notice)
    (finding,) = town.card(number).view.findings
    assert (finding.rule, finding.level) == ("release.withdrawn", Level.SECOND_APPROVER)
    assert town.card(number).view.needed == 2
    assert "withdrawn" in said(town.saves("tom", "We build 2,987 homes.", follows=FIRST))
    assert [r.kind for r in town.records() if r.kind.startswith("Release")] == [
        "ReleaseKept",
        "ReleaseChanged",
        "ReleaseWithdrawn",
    ]


def test_an_approver_says_why_another_figure_is_fine(town):
    """S52."""
    keeps(town)
    number = town.pitched("tom", "We build 3,200 homes.", follows=FIRST)
    asked = town.presses("priya", Action.APPROVE, number)
    assert isinstance(asked, ReasonForm)
    assert "does not stand in the press release" in asked.explain[0]


def test_it_stands_on_the_card_with_whom_to_ask(town):
    keeps(town)
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST)
    assert town.card(number).view.follows == f"press release “{TITLE}”, ask Press desk"
    assert town.records("DraftSent")[0].body["follows"] == FIRST


def test_following_another_release_is_another_revision(town):
    keeps(town)
    keeps(town, title="Bins", text="Bins are emptied on 24 December.")
    number = town.pitched("tom", "We build homes.", follows=FIRST)
    town.changes("tom", number, "We build homes.", follows="release:2")
    assert town.draft(number).revision == 2
    assert "the release it follows is different" in said(town.presses("priya", Action.REJECT, number))


@pytest.mark.parametrize("key", ["release:99", "line:Nothing", "release:", "rubbish", "release:99999999999999999999"])
def test_a_key_that_names_nothing_is_refused_at_its_field(town, key):
    assert Field.FOLLOWS in town.saves("tom", follows=key).at


def test_a_moment_in_winter_is_said_in_winter_time(town):
    keeps(town, embargo=datetime(2026, 12, 1, 0, 1, tzinfo=UTC))
    shown = found(town.saves("tom", "We build 2,987 homes.", follows=FIRST))
    assert "until Tue 1 Dec 2026 00:01 (UK time, UTC)" in shown["release.embargo"].message


def test_withdrawing_a_release_does_not_end_its_embargo(town, clock):
    """F14: it was promised to journalists, and one person’s press of a button is no way round it."""
    keeps(town, embargo=clock() + timedelta(days=1))
    number = town.pitched("tom", "We build 2,987 homes.", follows=FIRST, when=clock() + timedelta(days=2))
    town.presses("priya", Action.WITHDRAW_RELEASE, about="1")
    with town.store.read() as uow:
        revision = uow.drafts.revision(number, 1)
        found = {f.rule: f.level for f in release_findings(uow, revision, clock())}
        later = [f.rule for f in release_findings(uow, revision, clock() + timedelta(days=2))]
    assert found == {"release.withdrawn": Level.SECOND_APPROVER, "release.embargo": Level.BLOCK}
    assert later == ["release.withdrawn"]


def test_what_a_draft_follows_is_not_lost_from_its_form_among_many_newer_releases(town):
    keeps(town)
    number = town.saves("tom", "We build 2,987 homes.", follows=FIRST).view.draft.id
    for count in range(25):
        keeps(town, title=f"News {count}")
    form = town.presses("tom", Action.EDIT, number)
    assert form.follows == FIRST
    assert FIRST in [each.value for each in form.following]
    assert FIRST not in [each.value for each in town.types("tom", "/tweet Story time.").following]


def test_older_releases_are_on_further_pages(town):
    for number in range(32):
        keeps(town, title=f"Release {number}")

    first, second, third = (town.types("tom", f"/tweet releases{page}") for page in ("", " 2", " 3"))

    assert [len(card.points) for card in (first, second, third)] == [15, 15, 2]
    assert first.notes[0] == "… and 17 older ones. To see them, type /tweet releases 2."
    assert second.notes[0] == "… and 2 older ones. To see them, type /tweet releases 3."
    assert (third.title, third.points[-1].title) == ("Press releases, page 3", "Release 0")
    assert "older ones" not in " ".join(third.notes)
    assert town.types("tom", "/tweet releases 9") == third
