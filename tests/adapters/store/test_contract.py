"""What use cases may rely on, on SQLite and on PostgreSQL alike."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.accounts import Account, Grant, Hours, Kind, Organisation, OrgType, Role
from bot.core.answered import Answered, Sight
from bot.core.decisions import Decision, Verdict
from bot.core.declared import Declared
from bot.core.drafts import Draft, Media, Pictured, Revision, State, Target, TargetKind
from bot.core.findings import Finding, Level
from bot.core.holds import HoldKind
from bot.core.people import ChatIdentity, Person, Standing
from bot.use_cases.ports import Checked, InUseError, StaleError

ANN = Person("ann.ode", "Ann Ode", "Officer", lead=True, chat=(ChatIdentity("slack", "T1", "U1"),))
BOB = Person("bob.ray", "Bob Ray", chat=(ChatIdentity("slack", "T1", "U2"), ChatIdentity("teams", "x", "U1")))
FERN = Account(
    "fernshire",
    "Fernshire",
    "Fernshire Council",
    Kind.OFFICIAL,
    OrgType.COUNCIL,
    "C1",
    "wales",
    "ann.ode",
    ("roads", "bins"),
    2,
    30,
    45,
    "Mole Valley",
    Hours("We read this account on weekdays.", "Monday to Friday, 9am to 5pm"),
)
HILL = Account("hill", "Hill", "Hill Trust", Kind.CORPORATE, OrgType.NHS_TRUST, "C2")


@pytest.fixture(autouse=True)
def organisation(store):
    with store.write() as uow:
        for person in (ANN, BOB):
            uow.people.put(person)
        for account in (FERN, HILL):
            uow.accounts.put(account)


def words(text, at, number=1, **more):
    return Revision(number, text, "ann.ode", at, **more)


def add(store, text="Bins are late today.", account="fernshire", author="ann.ode", state=None, **more):
    with store.write() as uow:
        draft = uow.drafts.add(account, author, words(text, uow.now()), uow.now())
        return uow.drafts.save(replace(draft, state=state or State.DRAFT, **more)) if state or more else draft


def test_an_organisation_is_what_was_last_set(store):
    with store.read() as uow:
        assert uow.people.organisation() is None
    for name in ("Old", "New"):
        with store.write() as uow:
            uow.people.set_organisation(Organisation(name, "Europe/London", ("a.gov.uk", "b"), ("01",)))
    with store.read() as uow:
        assert uow.people.organisation() == Organisation("New", "Europe/London", ("a.gov.uk", "b"), ("01",))


def test_people_are_found_by_key_and_by_chat_identity(store):
    with store.read() as uow:
        assert uow.people.get("ann.ode") == ANN
        assert uow.people.get("nobody") is None
        assert uow.people.by_chat(ChatIdentity("teams", "x", "U1")) == BOB
        assert uow.people.by_chat(ChatIdentity("teams", "T1", "U1")) is None
        assert uow.people.all() == [ANN, BOB]


def test_putting_a_person_replaces_everything_and_takes_over_an_identity(store):
    changed = Person("bob.ray", "Bob", "Head", Standing.SUSPENDED, lead=True, chat=(ChatIdentity("slack", "T1", "U1"),))
    with store.write() as uow:
        uow.people.put(changed)
    with store.read() as uow:
        assert uow.people.get("bob.ray") == changed
        assert uow.people.by_chat(ChatIdentity("slack", "T1", "U1")) == changed
        assert uow.people.by_chat(ChatIdentity("slack", "T1", "U2")) is None
        assert uow.people.get("ann.ode") == replace(ANN, chat=())


def test_only_a_person_nothing_refers_to_is_removed_and_the_transaction_goes_on(store):
    draft = add(store)
    with store.write() as uow:
        uow.records.append("PersonAdded", "cy.fox", "person:cy.fox", {})
        uow.people.put(Person("cy.fox", "Cy Fox"))
    with store.write() as uow:
        with pytest.raises(InUseError):
            uow.people.remove("ann.ode")
        with pytest.raises(InUseError):
            uow.people.remove("cy.fox")
        uow.accounts.grant(Grant("bob.ray", "fernshire", Role.APPROVE, date(2026, 1, 1), "ann.ode"))
        uow.people.remove("bob.ray")
        uow.people.remove("nobody")
    with store.read() as uow:
        assert [p.id for p in uow.people.all()] == ["ann.ode", "cy.fox"]
        assert uow.accounts.grants() == []
        assert uow.drafts.get(draft.id).author == "ann.ode"


def test_accounts_and_roles_come_back_as_they_were_put(store):
    grant = Grant("ann.ode", "fernshire", Role.APPROVE, date(2026, 1, 2), "org.yaml")
    other = Grant("bob.ray", "hill", Role.PITCH, date(2026, 1, 3), "ann.ode")
    with store.write() as uow:
        for each in (grant, replace(grant, since=date(2026, 2, 1)), other):
            uow.accounts.grant(each)
    with store.read() as uow:
        assert uow.accounts.all() == [FERN, HILL]
        assert uow.accounts.get("fernshire") == FERN
        assert uow.accounts.get("nowhere") is None
        assert uow.accounts.grants("fernshire") == [replace(grant, since=date(2026, 2, 1))]
        assert len(uow.accounts.grants()) == 2
    with store.write() as uow:
        uow.accounts.revoke("ann.ode", "fernshire", Role.PITCH)
        uow.accounts.revoke("ann.ode", "fernshire", Role.APPROVE)
        assert uow.accounts.grants() == [other]


def test_an_account_with_drafts_is_not_removed(store):
    add(store)
    with store.write() as uow:
        with pytest.raises(InUseError):
            uow.accounts.remove("fernshire")
        uow.accounts.remove("hill")
    with store.read() as uow:
        assert uow.accounts.all() == [FERN]


def test_a_draft_and_its_revisions_come_back_whole(store, clock):
    with store.write() as uow:
        pictures = tuple(
            Media(uow.media.put(content), "image/png", len(content), f"{content!r}.png", "A fern ❧", *said)
            for content, said in (
                (b"one", ()),
                (b"two", (Pictured.CHILDREN, "C-1", "Ann Ode ❧", "CC BY 4.0")),
                (b"one", (Pictured.NOBODY,)),
            )
        )
        second = words(
            "Line one\nLine two 🌿 <!here> \u202e",
            clock(),
            2,
            media=pictures,
            target=Target(TargetKind.QUOTE, "1789", "https://x.com/a/status/1789"),
            when=clock() + timedelta(hours=1),
            note="From the minutes",
            urgent=True,
            purpose="court_result",
            consent="C-1",
            supervisor="bob.ray",
            declared=Declared("None", "Ward audit, May", "Bob Ray, 3 May", "Leaflet", "bob.ray"),
        )
        draft = uow.drafts.add("fernshire", "ann.ode", words("First", clock()), clock())
        uow.drafts.add_revision(draft.id, second)
    assert draft == Draft(draft.id, "fernshire", "ann.ode", State.DRAFT, clock(), clock())
    with store.read() as uow:
        assert uow.drafts.get(draft.id) == draft
        assert uow.drafts.revision(draft.id, 1) == words("First", clock())
        assert uow.drafts.revision(draft.id, 2) == second
        assert uow.drafts.revision(draft.id, 2).digest("fernshire") == second.digest("fernshire")
        assert uow.drafts.revision(draft.id, 3) is None
        assert uow.drafts.get(draft.id + 1) is None
        assert uow.media.get(pictures[1].sha256) == b"two"
        assert uow.media.get("0" * 64) is None


def test_characters_no_database_keeps_become_replacement_characters(store, clock):
    draft = add(store, "a\x00b\ud800c")
    with store.read() as uow:
        assert uow.drafts.revision(draft.id, 1).text == "a\ufffdb\ufffdc"


def test_instants_come_back_in_utc_and_naive_ones_are_refused(store):
    summer = datetime(2026, 7, 1, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    draft = add(store, slot=summer)
    with store.read() as uow:
        slot = uow.drafts.get(draft.id).slot
    assert slot == summer
    assert slot.tzinfo is UTC or slot.utcoffset() == timedelta(0)
    with pytest.raises(Exception, match="no time zone"):
        add(store, slot=datetime(2026, 7, 1))  # noqa: DTZ001  that it is naive is the point


def test_saving_returns_the_next_lock_and_a_second_save_of_the_same_reading_is_stale(store):
    read = add(store)
    with store.write() as uow:
        saved = uow.drafts.save(replace(read, state=State.IN_REVIEW, round=1, reason="Why", tweet="0"))
    assert (saved.lock, saved.state, saved.round, saved.reason) == (read.lock + 1, State.IN_REVIEW, 1, "Why")

    def save_again():
        with store.write() as uow:
            uow.due.at("publish", "1", uow.now())
            uow.drafts.save(replace(read, state=State.WITHDRAWN))

    with pytest.raises(StaleError):
        save_again()
    with store.read() as uow:
        assert uow.drafts.get(read.id) == saved
        assert uow.due.waiting("publish", "1") is None


def test_the_newest_check_of_a_revision_counts(store, clock):
    draft = add(store)
    finding = Finding("s57.length", "length", Level.BLOCK, 0, 5, "Bins…", "Too long", "X", "Cut", "https://a", "law")
    first, second = Checked((finding, finding), "1.0", clock()), Checked((), "1.1", clock() + timedelta(minutes=1))
    with store.write() as uow:
        assert uow.drafts.checked(draft.id, 1) is None
        uow.drafts.put_checked(draft.id, 1, first)
        assert uow.drafts.checked(draft.id, 1) == first
        uow.drafts.put_checked(draft.id, 1, second)
    with store.read() as uow:
        assert uow.drafts.checked(draft.id, 1) == second


def test_decisions_come_back_in_the_order_they_were_made(store, clock):
    draft = add(store)
    no = Decision("bob.ray", Verdict.ASK_FOR_CHANGES, 1, 1, "d" * 64, clock(), None, "Too late", "Try this", "1.0")
    yes = Decision("bob.ray", Verdict.APPROVE, 1, 2, "e" * 64, clock(), clock() + timedelta(hours=1))
    with store.write() as uow:
        for decision in (no, yes):
            uow.drafts.add_decision(draft.id, decision)
    with store.read() as uow:
        assert uow.drafts.decisions(draft.id) == [no, yes]
        assert uow.drafts.decisions(draft.id + 1) == []


def test_the_newest_open_suggestion_is_found_until_it_is_answered(store, clock):
    draft = add(store)
    with store.write() as uow:
        first = uow.drafts.suggest(draft.id, 1, "bob.ray", "One", clock())
        second = uow.drafts.suggest(draft.id, 1, "bob.ray", "Two", clock())
        assert uow.drafts.open_suggestion(draft.id) == second
        uow.drafts.answer_suggestion(second.id, "taken")
        assert uow.drafts.open_suggestion(draft.id) == first
        uow.drafts.answer_suggestion(first.id, "overtaken")
    with store.read() as uow:
        assert uow.drafts.open_suggestion(draft.id) is None
        assert uow.drafts.suggestion(second.id) == replace(second, answer="taken")
        assert uow.drafts.suggestion(99) is None


def test_one_attempt_of_a_draft_may_be_open_and_the_newest_is_the_last(store, clock):
    draft = add(store)
    with store.write() as uow:
        assert uow.drafts.last_attempt(draft.id) is None
        first = uow.drafts.start_attempt(draft, "d" * 64, 7, "1789", clock())

    def start_again():
        with store.write() as uow:
            uow.drafts.start_attempt(draft, "d" * 64, 8, None, clock())

    with pytest.raises(StaleError):
        start_again()
    ended = replace(first, finished_at=clock(), outcome="unknown", detail="Timeout", looks=2, denied_by=("ann.ode",))
    with store.write() as uow:
        assert uow.drafts.last_attempt(draft.id) == first
        uow.drafts.save_attempt(ended)
        assert uow.drafts.last_attempt(draft.id) == ended
        second = uow.drafts.start_attempt(draft, "d" * 64, 8, None, clock())
        assert uow.drafts.last_attempt(draft.id) == second


def test_a_draft_leads_to_one_post_and_a_post_belongs_to_one_draft(store, clock):
    """D1: at most one tweet; the tables themselves hold to it."""
    draft, other = add(store), add(store)
    with store.write() as uow:
        first = uow.drafts.start_attempt(draft, "d" * 64, 1, None, clock())
        uow.drafts.save_attempt(replace(first, outcome="posted", tweet="55"))
        second = uow.drafts.start_attempt(draft, "d" * 64, 2, None, clock())
        uow.drafts.save(replace(draft, tweet="55"))

    def post_twice():
        with store.write() as uow:
            uow.drafts.save_attempt(replace(second, outcome="posted", tweet="56"))

    def adopt_of_another():
        with store.write() as uow:
            uow.drafts.save(replace(other, tweet="55"))

    for act in (post_twice, adopt_of_another):
        with pytest.raises(Exception, match=r"(?i)unique"):
            act()


def test_the_newest_post_of_an_account_is_the_one_with_the_greatest_number(store):
    with store.read() as uow:
        assert uow.drafts.last_tweet("fernshire") is None
    drafts = [add(store, tweet=tweet, state=State.PUBLISHED) for tweet in ("999", "1000", "9999999999999999999")]
    add(store, account="hill", tweet="18446744073709551615")
    with store.read() as uow:
        assert uow.drafts.last_tweet("fernshire") == "9999999999999999999"
        assert uow.drafts.by_tweet("fernshire", "1000") == drafts[1].id
        assert uow.drafts.by_tweet("hill", "1000") is None


def test_an_authors_drafts_are_listed_newest_first_with_their_number(store):
    states = [State.DRAFT, State.IN_REVIEW, State.PUBLISHED, State.DRAFT, State.IN_REVIEW]
    drafts = [add(store, state=state) for state in states]
    add(store, author="bob.ray")
    with store.read() as uow:
        found, count = uow.drafts.by_author("ann.ode", [State.DRAFT, State.IN_REVIEW], 3)
        assert [d.id for d in found] == [drafts[4].id, drafts[3].id, drafts[1].id]
        assert count == 4
        assert uow.drafts.by_author("ann.ode", [], 3) == ([], 0)
        assert found[0] == drafts[4]


def test_drafts_of_accounts_are_listed_oldest_first_with_their_number(store):
    drafts = [add(store, account=account, state=State.IN_REVIEW) for account in ("hill", "fernshire", "hill")]
    add(store, state=State.PUBLISHED)
    with store.read() as uow:
        found, count = uow.drafts.on_accounts(["hill", "fernshire"], [State.IN_REVIEW, State.HELD], 2)
        assert ([d.id for d in found], count) == ([drafts[0].id, drafts[1].id], 3)
        assert uow.drafts.on_accounts(["fernshire"], [State.IN_REVIEW], 2) == ([drafts[1]], 1)
        assert uow.drafts.on_accounts([], [State.IN_REVIEW], 2) == ([], 0)


def test_drafts_that_have_long_stood_in_a_state_are_listed_oldest_first(store, clock):
    states = [State.PUBLISHING, State.UNCONFIRMED, State.DRAFT, State.PUBLISHING]
    drafts = [
        add(store, state=state, changed_at=clock() - timedelta(minutes=age))
        for state, age in zip(states, (5, 9, 20, 1), strict=True)
    ]
    with store.read() as uow:
        wanted = [State.PUBLISHING, State.UNCONFIRMED]
        found = uow.drafts.in_states(wanted, clock() - timedelta(minutes=2), 5)
        assert [d.id for d in found] == [drafts[1].id, drafts[0].id]
        assert len(uow.drafts.in_states(wanted, clock(), 1)) == 1


def test_recent_texts_are_those_published_or_approved_and_waiting(store, clock):
    """F10."""
    week = clock() - timedelta(days=7)
    add(store, "old", state=State.PUBLISHED, changed_at=week - timedelta(minutes=1))
    add(store, "published", state=State.PUBLISHED, changed_at=week + timedelta(minutes=1))
    add(store, "scheduled", state=State.SCHEDULED, slot=clock() + timedelta(days=30), changed_at=week - timedelta(1))
    add(store, "unconfirmed", state=State.UNCONFIRMED)
    add(store, "private")
    add(store, "elsewhere", account="hill", state=State.PUBLISHED)
    me = add(store, "myself", state=State.SCHEDULED)
    with store.read() as uow:
        recent = uow.drafts.recent_texts("fernshire", week, me.id)
        assert [text for _, text in recent] == ["scheduled", "unconfirmed", "published"]
        assert recent[0][0] == clock() + timedelta(days=30)
        assert recent[2][0] == week + timedelta(minutes=1)
        assert len(uow.drafts.recent_texts("fernshire", week, None)) == 4


def test_recent_texts_are_fifty_at_most_in_their_newest_words(store, clock):
    for number in range(55):
        add(store, f"text {number}", state=State.PUBLISHED, changed_at=clock() + timedelta(minutes=number))
    with store.write() as uow:
        draft = uow.drafts.get(55)
        uow.drafts.add_revision(draft.id, words("newest words", clock(), 2))
        uow.drafts.save(replace(draft, revision=2))
    with store.read() as uow:
        texts = [text for _, text in uow.drafts.recent_texts("fernshire", clock(), None)]
    assert len(texts) == 50
    assert texts[:2] == ["newest words", "text 53"]


def test_a_hold_stands_until_it_is_released_once(store, clock):
    until = clock() + timedelta(minutes=15)
    with store.write() as uow:
        freeze = uow.holds.place(HoldKind.FREEZE, None, "Incident", "ann.ode", clock())
        rate = uow.holds.place(HoldKind.RATE, "hill", "X’s limit", "service", clock(), until)
    with store.read() as uow:
        assert uow.holds.unreleased() == [freeze, rate]
        assert uow.holds.get(rate.id) == rate
        assert uow.holds.get(99) is None
    with store.write() as uow:
        uow.holds.release(freeze.id, "ann.ode", clock())
        uow.holds.release(freeze.id, "bob.ray", clock() + timedelta(minutes=1))
    with store.read() as uow:
        assert uow.holds.unreleased() == [rate]
        assert uow.holds.get(freeze.id) == replace(freeze, released_by="ann.ode", released_at=clock())


def test_a_card_is_found_where_it_was_last_delivered(store):
    with store.write() as uow:
        uow.messages.put_ref("review", "draft:1", "C1/1")
        uow.messages.put_ref("review", "draft:1", "C1/2")
        uow.messages.put_ref("author", "draft:1", "D1/1")
    with store.read() as uow:
        assert uow.messages.ref("review", "draft:1") == "C1/2"
        assert uow.messages.ref("author", "draft:2") is None


def test_a_request_is_remembered_for_ten_minutes(store, clock):
    def first_time(key):
        with store.write() as uow:
            return uow.seen.first_time(key)

    assert first_time("a")
    assert not first_time("a")
    assert first_time("b")
    clock.move(minutes=9, seconds=59)
    assert not first_time("a")
    clock.move(seconds=1)
    assert first_time("a")
    assert not first_time("a")
    with store.read() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM seen").scalar_one() == 1


def test_a_transaction_has_one_instant_and_an_exception_leaves_nothing(store, clock):
    def fail():
        with store.write() as uow:
            began = uow.now()
            clock.move(seconds=5)
            assert uow.now() == began
            uow.people.put(Person("cy.fox", "Cy"))
            uow.records.append("PersonAdded", "service", "person:cy.fox", {})
            raise RuntimeError("cut")

    with pytest.raises(RuntimeError):
        fail()
    with store.read() as uow:
        assert uow.people.get("cy.fox") is None
        assert uow.records.head()[0] == 0


def test_a_reading_transaction_sees_one_moment_and_may_not_write(store):
    with store.read() as uow:
        assert len(uow.people.all()) == 2
        with store.write() as other:
            other.people.put(Person("cy.fox", "Cy"))
        assert len(uow.people.all()) == 2

    def write():
        with store.read() as uow:
            uow.people.put(Person("di.low", "Di"))

    with pytest.raises(Exception, match=r"(?i)read-?only"):
        write()


def test_the_next_in_turn_on_an_account_is_the_one_whose_time_came_first(store, clock):
    now = clock()
    for account, slot in (
        ("fernshire", now + timedelta(days=1)),
        ("fernshire", now - timedelta(minutes=1)),
        ("fernshire", now - timedelta(minutes=2)),
        ("hill", now - timedelta(minutes=3)),
    ):
        add(store, account=account, state=State.SCHEDULED, slot=slot)
    add(store, state=State.PUBLISHED, slot=now - timedelta(minutes=4))
    with store.read() as uow:
        assert uow.drafts.next_in_turn("fernshire", now) == 3
        assert uow.drafts.next_in_turn("fernshire", now - timedelta(hours=1)) is None


def test_the_post_a_draft_answers_is_kept_as_it_was_last_seen(store):
    """S38."""
    draft, other = add(store), add(store)
    now = datetime(2026, 6, 1, 12, tzinfo=UTC)
    first = Answered("17", Sight.READ, now, "Resident_1", "Is it <open>? *Now*\n\U0001f600", pictures=True)
    later = Answered("17", Sight.GONE, now + timedelta(hours=1), "Resident_1")
    with store.write() as uow:
        uow.drafts.put_answered(draft.id, first)
        assert uow.drafts.answered(draft.id, "17") == first
        assert uow.drafts.answered(draft.id, "18") is None
        assert uow.drafts.answered(other.id, "17") is None
    with store.write() as uow:
        uow.drafts.put_answered(draft.id, later)
    with store.read() as uow:
        assert uow.drafts.answered(draft.id, "17") == later
    with store.write() as uow:
        uow.drafts.put_answered(draft.id, first)
        uow.drafts.put_answered(other.id, first)
        uow.drafts.forget_answered(draft.id)
    with store.read() as uow:
        assert uow.drafts.answered(draft.id, "17") == replace(first, text="")
        assert uow.drafts.answered(other.id, "17") == first
