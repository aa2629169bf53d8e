"""What the organisation knows decides what is found; what is found is explained, let pass with a reason, counted."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from council import FINE, said
from tiny_pack import tiny_engine

from bot.core import wording
from bot.core.accounts import Kind, OrgType
from bot.core.cards import Action, Notice
from bot.core.commands import ApproveDespite
from bot.core.drafts import State
from bot.core.due import Work
from bot.core.findings import Level
from bot.core.forms import DoneForm, Field, FormErrors, PreviewForm, ReasonFor, ReasonForm, TimeForm
from bot.core.reference import (
    Consent,
    ElectionEntry,
    EmbargoEntry,
    Journalist,
    MeetingEntry,
    Pledge,
    Politician,
    Reference,
)
from bot.core.rule_forms import RulesForm
from bot.policy import context as policy_context
from bot.policy.context import Meeting
from bot.use_cases import incidents
from bot.use_cases.cases import case_of
from bot.use_cases.checking import context_for
from bot.use_cases.circumstances import politicians
from bot.use_cases.expire import expired

LABOUR = "A Labour of love: our gardeners at work."
ELECTION = ElectionEntry("local", "england", date(2026, 7, 2), start=date(2026, 6, 10), source="Elections team")


@pytest.fixture
def town(town, tmp_path):
    """The council with a few rules of its own."""
    town.tools = replace(town.tools, engines={OrgType.COUNCIL: tiny_engine(tmp_path)})
    return town


def knows(town, **sections):
    with town.store.write() as uow:
        uow.reference.set(Reference(**sections))


def found(shown):
    assert isinstance(shown, PreviewForm), shown
    return {finding.rule for finding in shown.view.findings}


def test_the_period_that_covers_the_time_of_publication_decides_and_not_that_of_writing(town, clock):
    """S37: noon on 1 June 2026 is outside the period; the same words for 15 June are within it."""
    knows(town, elections=(ELECTION,))
    assert found(town.saves("tom", LABOUR)) == {"politics.party"}
    within = town.saves("tom", LABOUR, when=datetime(2026, 6, 15, 9, tzinfo=UTC))
    assert found(within) == {"politics.party", "politics.party-now"}
    assert "2 July 2026" in next(f.message for f in within.view.findings if f.rule == "politics.party-now")
    assert found(town.saves("tom", LABOUR, when=datetime(2026, 7, 3, 9, tzinfo=UTC))) == {"politics.party"}


def test_an_election_elsewhere_changes_nothing(town):
    """S37."""
    knows(town, elections=(replace(ELECTION, area="Charlwood"),))
    town.sets("fernshire", area="Fernshire")
    when = datetime(2026, 6, 15, 9, tzinfo=UTC)
    assert found(town.saves("tom", LABOUR, when=when)) == {"politics.party"}
    town.sets("fernshire", area="Charlwood")
    assert found(town.saves("tom", LABOUR, when=when)) == {"politics.party", "politics.party-now"}


def test_the_checks_are_told_everything_the_organisation_has_entered(town, clock):
    """F5: each for the time of publication."""
    at = clock() + timedelta(hours=2)
    knows(
        town,
        elections=(replace(ELECTION, start=date(2026, 5, 20)),),
        consents=(Consent("C-12", "Jane Smith, photograph"), Consent("C-13", "Old", date(2026, 1, 1))),
        approved_pledges=(Pledge("£2m for Mill Street"),),
        politicians=(Politician("Ora Finch, councillor for Ashby"),),
        embargoes=(EmbargoEntry("Budget", at + timedelta(days=1), ("council tax",)),),
        meetings=(MeetingEntry("#FernshireFC", at, at + timedelta(hours=1)),),
    )
    preview = town.saves("tom", when=at, purpose="court_result", consent="c-12, C-13")
    with town.store.read() as uow:
        case = case_of(uow, preview.view.draft)
        context = context_for(town.tools, uow, case.account, case.draft, case.revision, at)
    assert context.period.poll == ELECTION.poll
    assert context.consents == ("Jane Smith, photograph",)
    assert context.approved_pledges == ("£2m for Mill Street",)
    assert context.politicians == ("Ora Finch, councillor for Ashby",)
    assert [e.topic for e in context.embargoes] == ["Budget"]
    assert context.meeting == Meeting(active=True, hashtag="#FernshireFC")
    assert context.post_purpose == "court_result"


@pytest.mark.parametrize(
    ("name", "known"), [("Cllr Tess Vane", ("Tess Vane",)), ("Ann Rowe", ("Ann Rowe",)), ("Quayside ward", ())]
)
def test_a_councillor_with_an_account_counts_as_a_politician(town, name, known):
    town.sets("fernshire", kind=Kind.COUNCILLOR, name=name)
    with town.store.read() as uow:
        assert politicians(uow, uow.reference.get()) == known


def test_only_a_consent_on_record_counts_and_naming_another_changes_the_draft(town):
    knows(town, consents=(Consent("C-12", "Jane Smith, photograph"),))
    refused = town.saves("tom", "Jane is back.", consent="C-99")
    assert isinstance(refused, FormErrors)
    assert "There is no consent “C-99” on record." in refused.at[Field.CONSENT]


def test_changing_the_purpose_starts_review_again_and_is_no_part_of_the_act(town):
    """F1: the digest binds what is published; the checks run again on the new revision."""
    number = town.pitched("tom")
    done = town.changes("tom", number, "The library on Mill Street opens at ten on Saturday.", purpose="court_result")
    assert isinstance(done, DoneForm)
    draft = town.draft(number)
    assert (draft.state, draft.revision, draft.round) == (State.IN_REVIEW, 2, 2)
    with town.store.read() as uow:
        first, second = (uow.drafts.revision(number, n) for n in (1, 2))
        assert uow.drafts.checked(number, 2) is not None
    assert first.digest("fernshire") == second.digest("fernshire")
    assert second.purpose == "court_result"
    assert "purpose" in said(town.presses("priya", Action.REJECT, number))


def test_a_reply_to_somebody_on_the_media_list_needs_the_press_officer(town):
    """S39."""
    knows(town, media_list=(Journalist("LocalPaper"),))
    address = "https://x.com/localpaper/status/123456"
    preview = town.saves("tom", "Thanks for asking.", target_kind="reply", target=address)
    finding = next(f for f in preview.view.findings if f.rule == "replies.media_list")
    assert (finding.level, finding.route_to) == (Level.SECOND_APPROVER, "press_officer")
    other = town.saves("tom", "Thanks for asking.", target_kind="reply", target=address.replace("localpaper", "jo"))
    assert "replies.media_list" not in found(other)


def test_a_quote_of_somebody_on_the_media_list_needs_the_press_officer_too(town):
    """S39: chosen as a quote, or with the address pasted among the words."""
    knows(town, media_list=(Journalist("LocalPaper"),))
    address = "https://x.com/localpaper/status/123456"
    chosen = town.saves("tom", "This is how it was.", target_kind="quote", target=address)
    pasted = town.saves("tom", f"This is how it was. {address}")
    for preview in (chosen, pasted):
        finding = next(f for f in preview.view.findings if f.rule == "replies.media_list")
        assert finding.message == "This quotes @localpaper, who is on your media list."
        assert "a press officer must be one of those who approve" in preview.view.needed_because


def test_an_approver_who_lets_a_finding_pass_says_why_and_it_is_kept(town):
    """S52: person, rules, version and reason, in the decision, in the record and on the card."""
    number = town.pitched("tom", LABOUR)
    asked = town.presses("priya", Action.APPROVE, number)
    assert isinstance(asked, ReasonForm)
    assert asked.purpose is ReasonFor.APPROVE
    assert asked.explain == ("“Labour” names a party.",)
    assert town.draft(number).state is State.IN_REVIEW
    assert Field.REASON in town.does("priya", ApproveDespite(number, 1, "  ")).at
    assert isinstance(town.does("priya", ApproveDespite(number, 1, "It is a figure of speech.")), Notice)
    (decision,) = town.decisions(number)
    assert (decision.person, decision.accepted) == ("priya", ("politics.party",))
    assert decision.reason == "It is a figure of speech."
    assert decision.pack.startswith("council 1 (")
    (record,) = town.records("DraftApproved")
    assert (record.body["accepted"], record.body["fine_because"]) == (["politics.party"], decision.reason)
    assert "Priya Shah says: this is fine because “It is a figure of speech.”" in town.card(number).view.accepted
    assert town.broken() == []


def test_approving_for_a_time_asks_why_in_the_same_form(town, clock):
    """S52, S37: a period that begins before the chosen time is met by the form, not by a surprise at that time."""
    knows(town, elections=(ELECTION,))
    number = town.pitched("tom", LABOUR)
    assert town.presses("priya", Action.APPROVE_FOR, number).explain == ("“Labour” names a party.",)
    within = datetime(2026, 6, 15, 9, tzinfo=UTC)
    asked = town.approves_for("priya", number, within)
    assert isinstance(asked, TimeForm)
    assert len(asked.explain) == 2
    assert town.decisions(number) == []


def test_words_without_findings_are_approved_with_one_click(town):
    number = town.pitched("tom")
    assert isinstance(town.presses("priya", Action.APPROVE, number), Notice)
    assert town.decisions(number)[0].accepted == ()


def test_an_incident_holds_drafts_that_touch_it_and_is_named_on_every_card(town):
    """S41."""
    number = town.pitched("tom")
    told = town.types("lee", "/incident open Mill Street fire, Mill Street, blaze, smoke")
    assert "Opened: Mill Street fire" in said(told)
    card = town.card(number)
    assert "A serious incident is open: Mill Street fire." in card.view.draft.reason
    asked = town.presses("priya", Action.APPROVE, number)
    assert any("Mill Street fire" in message for message in asked.explain)
    town.approves("priya", number)
    assert town.draft(number).state is State.IN_REVIEW, "two have to agree"
    assert "Serious incident Mill Street fire" in said(town.types("tom", "/incident status"))
    assert town.types("lee", "/incident close mill street FIRE").title == "The incident is closed: Mill Street fire"
    assert [r.kind for r in town.records() if "Incident" in r.kind] == ["IncidentOpened", "IncidentClosed"]
    assert found(town.saves("tom")) == set()


def test_the_form_offers_every_purpose_the_rules_know():
    assert set(wording.PURPOSES) == set(policy_context.PURPOSES)


def test_an_incident_opened_after_a_draft_expired_stands_on_its_card(town):
    """S41: an approver can give it a new time from there."""
    number = town.pitched("tom", "The library opens at ten.", when=town.clock.at + timedelta(hours=1))
    with town.store.write() as uow:
        expired(uow, uow.drafts.get(number), "It was to go out at one.")

    town.types("lee", "/incident open Mill Street fire, Mill Street, blaze, smoke")

    for card in (town.card(number), town.message(number)):
        assert card.view.draft.state is State.EXPIRED
        assert card.view.draft.reason.startswith("It was to go out at one. It was not published.")
        assert "A serious incident is open: Mill Street fire." in card.view.draft.reason
    town.types("lee", "/incident close Mill Street fire")
    assert "incident" not in town.card(number).view.draft.reason


def test_what_expired_long_ago_keeps_no_card_from_being_drawn_anew_for_an_incident(town, monkeypatch):
    """S41: expired drafts pile up over the years, and only so many are looked through."""
    monkeypatch.setattr(incidents, "_AT_MOST", 3)
    when = town.clock.at + timedelta(hours=1)
    long_ago = [town.pitched("tom", f"Room {n} of the library opens at ten.", when=when) for n in range(4)]
    with town.store.write() as uow:
        for number in long_ago:
            expired(uow, uow.drafts.get(number), "It was to go out at one.")
    town.clock.at += timedelta(days=2)
    waiting = town.pitched("tom", "The museum opens at ten.")
    with town.store.write() as uow:
        uow.due.cancel(str(waiting), Work.SHOW_DRAFT)

    town.types("lee", "/incident open Mill Street fire, Mill Street, blaze, smoke")

    assert town.due(Work.SHOW_DRAFT, waiting)


def test_an_expired_card_is_drawn_anew_for_an_incident_only_while_it_is_recent(town):
    old = town.pitched("tom", "The library opens at ten.", when=town.clock.at + timedelta(hours=1))
    with town.store.write() as uow:
        expired(uow, uow.drafts.get(old), "It was to go out at one.")
    town.clock.at += timedelta(days=2)
    recent = town.pitched("tom", "The museum opens at ten.", when=town.clock.at + timedelta(hours=1))
    with town.store.write() as uow:
        expired(uow, uow.drafts.get(recent), "It was to go out at one.")
        for number in (old, recent):
            uow.due.cancel(str(number), Work.SHOW_DRAFT)

    town.types("lee", "/incident open Mill Street fire, Mill Street, blaze, smoke")

    assert [bool(town.due(Work.SHOW_DRAFT, number)) for number in (old, recent)] == [False, True]


def test_an_incident_may_concern_one_account_only(town):
    """S41."""
    town.types("lee", "/incident open Ring road crash, ring road, @FernshireRoads")
    assert found(town.saves("tom", "Ring road traffic is light.")) == set()
    roads = town.saves("tom", "Ring road traffic is light.", account="fernshireroads")
    assert found(roads) == {"incident.register"}
    update = town.saves("tom", "The ring road is shut.", account="fernshireroads", purpose="incident_update")
    assert found(update) == set()


@pytest.mark.parametrize(
    ("who", "typed", "answer"),
    [
        ("tom", "/incident open Fire", "Only a communications lead"),
        ("lee", "/incident open", "An incident needs a name"),
        ("lee", "/incident open Fire, @Nowhere", "There is no account"),
        ("lee", "/incident close Flood", "There is no open incident “Flood”"),
    ],
)
def test_an_incident_is_refused_in_words(town, who, typed, answer):
    assert answer in said(town.types(who, typed))
    assert town.records("IncidentOpened") == []


def test_the_periods_in_force_and_ahead_are_told_with_dates_and_source(town, clock):
    assert "No elections are entered" in said(town.types("tom", "/incident period"))
    knows(town, elections=(ELECTION,))
    told = said(town.types("tom", "/incident period"))
    assert "Ahead for @Fernshire and @FernshireRoads: local elections, from 10 June 2026 to 2 July 2026." in told
    clock.move(days=15)
    told = said(town.types("tom", "/incident period"))
    assert told.startswith("Election periods In force for @Fernshire")
    assert "Source: Elections team." in told


def test_the_rules_of_an_account_are_shown_with_their_reasons(town):
    """S52."""
    form = town.types("tom", "/account rules @Fernshire")
    assert isinstance(form, RulesForm)
    assert (form.summary, form.topics[0][0]) == ("4 rules in force.", Level.BLOCK)
    assert form.version == "Checked by the rules for councils, version 1."
    party = town.types("tom", "/account rules @Fernshire politics.party-now")
    assert party.words == "This names a party, and the pre-election period runs until polling day."
    assert (party.applies, party.ask) == (("Only while a pre-election period is on.",), "the monitoring officer")
    assert [r.rule for r in town.types("tom", "/account rules @Fernshire consent").lines] == ["consent.name"]
    assert "There is no account" in said(town.types("tom", "/account rules @Fernshir"))


def test_the_month_is_counted_per_rule_as_fired_overridden_upheld_and_open(town):
    """S52."""
    overridden, upheld = town.pitched("tom", LABOUR), town.pitched("tom", "Labour day is on the first of May.")
    town.approves("priya", overridden)
    town.changes("tom", upheld, "The first of May is a holiday.")
    town.pitched("tom", "The labour ward has a new door.", note="open")
    told = said(town.types("lee", "/account rules figures"))
    assert "The rules in June 2026 politics.party: fired 3, overridden 1, upheld 1, open 1" in told
    assert "Overridden: " in told
    assert "No rule found anything." in said(town.types("lee", "/account rules figures 2026-05"))
    assert "Write it as October, or as 2026-10." in said(town.types("lee", "/account rules figures Juni"))
    assert "Only a communications lead" in said(town.types("tom", "/account rules figures"))
    assert FINE in {d.reason for d in town.decisions(overridden)}


def test_a_check_that_could_not_run_asks_for_a_second_pair_of_eyes_on_the_card(town, monkeypatch):
    """F5: never a silent pass."""

    def broken(_reading, _context):
        raise ZeroDivisionError

    engine = town.tools.engines[OrgType.COUNCIL]
    monkeypatch.setattr(engine, "_detectors", dict.fromkeys(engine._detectors, broken))
    number = town.pitched("tom", "Reference 12 34 56 is open for comment.")
    finding, *others = town.card(number).view.findings
    assert (others, finding.level) == ([], Level.SECOND_APPROVER)
    assert finding.message == "This check could not run: National Insurance numbers."
    assert town.card(number).view.needed == 2
    assert engine.faults["nino"] >= 1
