"""org.yaml: read, refused with file and line, written back."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.adapters.org_file import OrgFile, read, write
from bot.core.accounts import Role
from bot.core.people import Standing, Way, WayKind

TODAY = date(2026, 11, 20)
SAMPLE = (Path(__file__).parents[2] / "bot" / "demo" / "org.yaml").read_text()


def problems(text):
    found = read(text, TODAY)
    assert not isinstance(found, OrgFile)
    return [p.at("org.yaml") for p in found]


def line_of(words, nth=0):
    """The line of the sample in which these words stand for the first, or the nth other, time."""
    return [number for number, line in enumerate(SAMPLE.splitlines(), 1) if words in line][nth]


def test_the_practice_organisation_can_be_read():
    found = read(SAMPLE, TODAY)
    assert isinstance(found, OrgFile)
    assert [a.handle for a in found.whole.accounts] == ["FernshireCC", "AlderbrookNHS", "WealdmerePol"]
    assert {g.person for g in found.whole.grants if g.account == "fernshirecc" and g.role is Role.APPROVE} == {
        "priya.shah",
        "tom.bright",
        "megan.price",
    }


def test_half_days_part_at_one_unless_the_file_says_otherwise():
    early, silent = (
        read(SAMPLE.replace("midday: 13:00", said), TODAY) for said in ("midday: 12:30", "# no word of it")
    )

    assert (early.whole.organisation.midday, silent.whole.organisation.midday) == (time(12, 30), time(13))


def test_a_role_without_a_date_starts_today_and_is_marked_as_unsaid():
    text = SAMPLE.replace("- {person: sam.okafor, since: 2026-02-02, granted_by: priya.shah}", "- sam.okafor")
    found = read(text, TODAY)
    assert isinstance(found, OrgFile)
    assert ("sam.okafor", "fernshirecc", Role.PITCH) in found.unsaid.since


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: corporate", "kind: corporat", "Did you mean “corporate”?"),
        ("{person: sam.okafor, since", "{person: sam.okafr, since", "Did you mean “sam.okafor”?"),
        ("since: 2026-02-02", "since: soon", "Expected a date such as"),
        ("zone: Europe/London", "zone: London", "is no time zone"),
        ("midday: 13:00", "midday: noon", "“noon” is no time of day. Expected one such as 09:00."),
        ("midday: 13:00", "midday: 00:00", "Midnight cuts no day into halves."),
        ("    lead: true", "    lede: true", "Did you mean “lead”?"),
        ("approvals: 2", "approvals: 3", "whole number from 1 to 2"),
        ("slack: U0TOM", "slack: U0PRIYA", "same Slack id as priya.shah"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_expected(old, new, words):
    told = problems(SAMPLE.replace(old, new, 1))
    assert words in told[0]
    assert told[0].startswith(f"org.yaml, line {line_of(old)}: "), told


def test_what_is_no_yaml_is_refused():
    assert "This is not YAML" in problems(SAMPLE.replace("  sam.okafor:", "  sam.okafor: [", 1))[0]


def test_what_is_missing_is_named_with_the_line_it_is_missing_from():
    told = problems(SAMPLE.replace("    channel: C0COUNCIL\n", "", 1))
    assert told[0].startswith(f"org.yaml, line {line_of('  FernshireCC:')}: “channel” is missing")


def test_an_empty_file_is_refused():
    assert problems("") == [
        "org.yaml, line 1: The file is empty or no mapping. Expected organisation, people, accounts."
    ]


def test_the_same_file_comes_back_when_nothing_changed_in_chat():
    assert write(SAMPLE, {}, {}) == SAMPLE


def test_a_suspension_made_in_chat_is_written_into_the_file_and_comments_stay():
    out = write(SAMPLE, {"sam.okafor": Standing.SUSPENDED}, {})
    assert "# Patients are at stake: always two people." in out
    again = read(out, TODAY)
    assert isinstance(again, OrgFile)
    assert {p.id for p in again.whole.people if p.standing is Standing.SUSPENDED} == {"sam.okafor"}


def test_every_wrong_account_is_named_at_once():
    told = problems(SAMPLE.replace("kind: corporate", "kind: corporat"))
    assert [t.split(":")[0] for t in told] == [f"org.yaml, line {line_of('kind: corporate', nth)}" for nth in (0, 1)]


HOURS = "We read this account Monday to Friday, 9am to 5pm, except bank holidays. In an emergency call 999."


def test_published_hours_are_read_and_silence_about_them_is_known():
    found = read(SAMPLE, TODAY)
    assert isinstance(found, OrgFile)
    assert [str(a.hours) for a in found.whole.accounts] == [HOURS, "none", "none"]
    assert found.unsaid.hours == {"alderbrooknhs", "wealdmerepol"}


def test_published_hours_that_do_not_fit_a_tweet_are_refused_with_their_line():
    told = problems(SAMPLE.replace(f"hours: {HOURS}", f"hours: {HOURS * 3}"))
    line = line_of(f"hours: {HOURS}")
    assert told == [f"org.yaml, line {line}: The hours take 294 characters. They go out as a tweet, of 280 at most."]


def test_hours_changed_in_chat_are_written_into_the_file():
    hours = {"fernshirecc": HOURS, "alderbrooknhs": "We read this account at any hour: “day” and night.", "gone": "x"}
    out = write(SAMPLE, {}, hours)
    again = read(out, TODAY)
    assert isinstance(again, OrgFile)
    assert [a.hours.words for a in again.whole.accounts] == [HOURS, hours["alderbrooknhs"], ""]


def reach_in(text):
    found = read(SAMPLE.replace("    email: tom.bright@fernshire.example\n", f"    reach: {text}\n"), TODAY)
    return (
        found if not isinstance(found, OrgFile) else next(p for p in found.whole.people if p.id == "tom.bright").reach
    )


def test_how_somebody_is_reached_is_read_in_its_order_and_silence_about_it_is_known():
    assert reach_in("[webhook: tom-oncall, email]") == (Way(WayKind.WEBHOOK, "tom-oncall"), Way(WayKind.EMAIL))
    assert reach_in("[email: tom@home.example]") == (Way(WayKind.EMAIL, "tom@home.example"),)
    assert reach_in("[]") == ()
    silent = read(SAMPLE, TODAY).unsaid.reach
    said = read(SAMPLE.replace("    email: tom.bright@fernshire.example\n", "    reach: [email]\n"), TODAY).unsaid.reach
    assert silent - said == {"tom.bright"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("email", "“reach” is not a list."),
        ("[pigeon]", "“pigeon” in “reach” is no way to reach somebody. Expected email or webhook"),
        ("[email, email: tom@home.example]", "“reach” names one way twice."),
        ("[email: not-an-address]", "What “reach” gives for email cannot be used."),
        ("[webhook: 'two words']", "What “reach” gives for webhook cannot be used."),
        ("[{email: a@b.example, webhook: x}]", "is no way to reach somebody."),
    ],
)
def test_a_way_that_cannot_be_used_is_named_with_its_line_and_without_its_address(given, words):
    (problem,) = reach_in(given)
    told = problem.at("org.yaml")
    assert words in told
    assert problem.line > 1
    assert "not-an-address" not in told
    assert "two words" not in told


def test_what_somebody_writes_about_is_read_and_kept(store):
    """S49: on both engines."""
    given = SAMPLE.replace("    slack: U0CALLUM\n", "    slack: U0CALLUM\n    remit: [road safety, missing people]\n")
    callum = next(p for p in read(given, TODAY).whole.people if p.id == "callum.reid")
    assert callum.remit == ("road safety", "missing people")
    with store.write() as uow:
        uow.people.put(callum)
    with store.read() as uow:
        assert uow.people.get("callum.reid").remit == callum.remit
