"""Incidents and the figures on the rules, on both engines."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.core.accounts import Account, Kind, OrgType
from bot.core.audience import Audience
from bot.core.decisions import Decision, Verdict
from bot.core.drafts import Revision, State
from bot.core.findings import Finding, Level
from bot.core.people import Person
from bot.core.reference import Consent, Reference
from bot.core.releases import Release
from bot.use_cases.ports import Checked


@pytest.fixture
def filled(store, clock):
    """Somebody, an account, and two drafts."""
    with store.write() as uow:
        uow.people.put(Person("tom", "Tom Reid"))
        uow.accounts.put(Account("fernshire", "Fernshire", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1"))
        for number in (1, 2):
            uow.drafts.add(
                "fernshire", "tom", Revision(1, f"Words {number}", "tom", clock(), purpose="p", consent="C-1"), clock()
            )
    return store


def finding(rule):
    return Finding(rule, "check", Level.WARN, 0, 0, "", "Message", "", "")


def test_an_incident_is_open_until_it_is_closed(filled, clock):
    """S41."""
    with filled.write() as uow:
        made = uow.incidents.open("Fire", "Alder Street", ("blaze",), ("fernshire",), by="tom", now=clock())
        uow.incidents.open("Flood", "", (), (), by="tom", now=clock())
        assert uow.incidents.unclosed()[0] == made
        uow.incidents.close(made.id, "tom", clock())
        uow.incidents.close(made.id, "somebody else", clock())
    with filled.read() as uow:
        assert [incident.name for incident in uow.incidents.unclosed()] == ["Flood"]


def test_what_the_checks_are_told_is_replaced_as_a_whole(filled):
    with filled.write() as uow:
        uow.reference.set(Reference(consents=(Consent("C-1", "Jane", date(2027, 1, 1)), Consent("C-2", "Jo"))))
        uow.reference.set(Reference(consents=(Consent("C-2", "Jo"),)))
    with filled.read() as uow:
        assert uow.reference.get() == Reference(consents=(Consent("C-2", "Jo"),))
        assert (uow.drafts.revision(1, 1).purpose, uow.drafts.revision(1, 1).consent) == ("p", "C-1")


def test_a_span_counts_what_happened_within_it(filled, clock):
    """S52: the end is not part of it; the newest check tells what stands now."""
    june, july = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    with filled.write() as uow:
        uow.drafts.put_checked(1, 1, Checked((finding("a"), finding("b")), "1", clock()))
        uow.drafts.put_checked(1, 1, Checked((finding("b"),), "1", july))
        uow.drafts.put_checked(2, 1, Checked((finding("c"),), "1", july))
        yes = Decision("tom", Verdict.APPROVE, 1, 1, "d" * 64, clock(), reason="Fine", accepted=("b",))
        uow.drafts.add_decision(1, yes)
        assert uow.drafts.decisions(1) == [yes]
    with filled.read() as uow:
        assert uow.figures.fired(june, july) == {1: {"a", "b"}}
        assert uow.figures.fired(july, july + timedelta(days=31)) == {1: {"b"}, 2: {"c"}}
        assert uow.figures.accepted(june, july) == {1: {"b"}}
        assert uow.figures.standing(june, july) == {1: (State.DRAFT, {"b"})}
        assert [draft.id for draft in uow.drafts.newest(["fernshire"], 1)] == [2]


def test_posts_of_a_span_are_counted_by_what_they_were_for(filled, clock):
    """S50: by the revision that went out, when it went out; what was not published counts for nothing."""
    june, july = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
    with filled.write() as uow:
        uow.drafts.add_revision(1, Revision(2, "Other words", "tom", clock(), purpose="Warn people"))
        out = replace(uow.drafts.get(1), state=State.PUBLISHED, revision=2, changed_at=june)
        uow.drafts.save(out)
    with filled.read() as uow:
        assert uow.figures.purposes(june, july) == {"fernshire": {"Warn people": 1}}
        assert uow.figures.purposes(june - timedelta(days=31), june) == {}


def test_decisions_of_a_span_know_since_when_their_draft_had_waited(filled, clock):
    """S74: the last time it came to review before the decision; none where that is not on record."""
    june, july = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)

    def says(number, verdict, minutes):
        at = june + timedelta(minutes=minutes)
        with filled.write() as uow:
            uow.drafts.add_decision(number, Decision("tom", verdict, 1, minutes, "d" * 64, at))

    def comes_to_review(kind, minutes, body):
        clock.at = june + timedelta(minutes=minutes)
        with filled.write() as uow:
            uow.records.append(kind, "tom", "draft:1", body)

    comes_to_review("DraftSent", 10, {"to": "in_review"})
    comes_to_review("ChangesAsked", 15, {"to": "changes_requested", "reason": 'They said "to":"in_review"'})
    comes_to_review("DraftSent", 20, {"to": "in_review"})
    says(1, Verdict.ASK_FOR_CHANGES, 15)
    says(1, Verdict.APPROVE, 32)
    says(2, Verdict.REJECT, 40)
    with filled.write() as uow:
        uow.drafts.add_decision(1, Decision("tom", Verdict.APPROVE, 1, 99, "d" * 64, july))

    with filled.read() as uow:
        found = uow.figures.decided(june, july)
        assert [(d.person, d.verdict, d.asked_at and (d.at - d.asked_at) / timedelta(minutes=1)) for d in found] == [
            ("tom", Verdict.ASK_FOR_CHANGES, 5),
            ("tom", Verdict.APPROVE, 12),
            ("tom", Verdict.REJECT, None),
        ]


def test_a_month_is_found_by_index(sqlite_store):
    with sqlite_store.read() as uow:
        for table in ("checks", "decisions"):
            plan = uow.connection.execute(
                text(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE at >= 'a' AND at < 'b'")
            )
            assert f"USING INDEX ix_{table}_at" in str(plan.all())


def test_press_releases_are_kept_changed_and_withdrawn(filled, clock):
    """S55: the newest first; a draft goes on naming one that is withdrawn."""
    one = Release(0, "Homes", "2,987 homes", "", clock(), "", "tom", clock())
    with filled.write() as uow:
        first = uow.releases.add(one)
        second = uow.releases.add(replace(one, title="Bins", embargo=None, link="https://x.example", contact="Press"))
        uow.drafts.add_revision(1, Revision(2, "Words", "tom", clock(), follows=first.key))
        assert uow.releases.current() == [second, first]
        assert uow.releases.current(1) == [second]
        assert uow.releases.held(clock() - timedelta(seconds=1)) == [first]
        assert uow.releases.held(clock()) == []
        uow.releases.save(replace(first, text="3,000 homes", withdrawn=True))
        assert uow.releases.current() == [second]
    with filled.read() as uow:
        assert uow.releases.get(first.id) == replace(first, text="3,000 homes", withdrawn=True)
        assert uow.releases.get(99) is None
        assert uow.drafts.revision(1, 2).follows == "release:1"
        assert uow.drafts.revision(1, 1).follows == ""


def test_the_figures_of_an_account_are_those_read_last(filled, clock):
    """S58: what X did not say stays unknown; they go with their account."""
    with filled.write() as uow:
        uow.audiences.put("fernshire", Audience(5_000_000_000, 10, 3, clock()))
        uow.audiences.put("fernshire", Audience(None, None, 0, clock()))
        assert uow.audiences.get("fernshire") == Audience(None, None, 0, clock())
        assert uow.audiences.get("elsewhere") is None
