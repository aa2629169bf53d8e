"""The difference between two organisations, in words."""

from dataclasses import replace
from datetime import date, time, timedelta

from rotas import comms_plan

from bot.core.accounts import Account, Grant, Hours, Kind, Organisation, OrgType, Role
from bot.core.organisation import Whole, changes, without_addresses
from bot.core.people import ChatIdentity, Person, Way, WayKind

ANA = Person("ana", "Ana Reyes", chat=(ChatIdentity("slack", "T1", "U1"),))
ACCOUNT = Account("fern", "Fern", "Fernshire", Kind.CORPORATE, OrgType.COUNCIL, "C1")
GRANT = Grant("ana", "fern", Role.PITCH, date(2026, 1, 2), "lead")
WHOLE = Whole(Organisation("Fernshire"), (ANA,), (ACCOUNT,), (GRANT,))


def told(before, after):
    return [str(change) for change in changes(before, after)]


def test_the_same_organisation_has_no_difference():
    assert told(WHOLE, WHOLE) == []


def test_everything_is_new_at_first():
    assert told(Whole(None), WHOLE) == [
        "+ organisation Fernshire",
        "+ person ana (Ana Reyes)",
        "+ account @Fern",
        "+ ana may pitch for @fern",
    ]


def test_a_change_says_what_was_and_what_is():
    after = replace(WHOLE, accounts=(replace(ACCOUNT, approvals=2),))
    assert told(WHOLE, after) == ["~ account @Fern: approvals 1 → 2"]


def test_a_chat_identity_is_shown_readably():
    after = replace(WHOLE, people=(replace(ANA, chat=()),))
    assert told(WHOLE, after) == ["~ person ana (Ana Reyes): chat slack T1/U1 → none"]


def test_a_role_taken_away_is_said():
    assert told(WHOLE, replace(WHOLE, grants=())) == ["− ana may no longer pitch for @fern"]


def test_a_new_granting_officer_is_said():
    after = replace(WHOLE, grants=(replace(GRANT, granted_by="chief"),))
    assert told(WHOLE, after) == [
        "~ ana may pitch for @fern: since 2026-01-02 by lead → since 2026-01-02 by chief",
    ]


def test_published_hours_are_shown_as_the_words_they_are():
    after = replace(WHOLE, accounts=(replace(ACCOUNT, hours=Hours("Weekdays, 9am to 5pm.", "Monday to Friday")),))
    assert told(WHOLE, after) == ["~ account @Fern: hours none → Weekdays, 9am to 5pm."]


def test_that_an_address_changed_is_said_and_the_address_is_not():
    """Addresses are personal: the difference is shown at a terminal and kept in the record."""
    ann = Person("ann", "Ann", email="ann@old.example")
    new = replace(ann, email="ann@new.example", reach=(Way(WayKind.WEBHOOK, "ann-topic"),))
    said = [str(change) for change in changes(Whole(None, (ann,)), Whole(None, (new,)))]
    assert said == [
        "~ person ann (Ann): e-mail address changed",
        "~ person ann (Ann): ways to be reached changed",
    ]


def test_a_file_is_recorded_without_the_addresses_in_it():
    ann = Person("ann", "Ann", email="ann@home.example", reach=(Way(WayKind.WEBHOOK, "ann-topic"), Way(WayKind.EMAIL)))
    text = "ann: {email: ann@home.example, reach: [webhook: ann-topic, email]}"
    assert without_addresses(text, [ann]) == "ann: {email: (not recorded), reach: [webhook: (not recorded), email]}"
    assert "ann@home.example" not in repr(ann)
    assert "ann-topic" not in repr(ann)


def test_times_of_a_rota_are_shown_as_the_file_writes_them():
    before = comms_plan()
    after = replace(before, remind=(timedelta(hours=24), timedelta(minutes=90)), morning=time(7, 45))
    said = [str(change) for change in changes(Whole(None, rotas=(before,)), Whole(None, rotas=(after,)))]
    assert said == ["~ rota comms: remind 17:00, 1h → 24h, 1h 30m", "~ rota comms: morning 08:30 → 07:45"]
