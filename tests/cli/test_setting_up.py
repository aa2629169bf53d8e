"""From nothing to running, as the README says, with our own Slack and X in place of the real ones."""

import csv
import io
import json
import re
import signal
import sqlite3
import urllib.request

import pytest
from stories import SERVICE

from bot.practice.slack import Person


def test_before_the_tables_exist_every_command_says_what_to_do(terminal):
    told = terminal.types("org", "export")
    assert told.returncode == 1
    assert "countersign db upgrade" in told.stderr


def test_a_bad_setting_is_answered_in_words(terminal):
    told = terminal.types("doctor", COUNTERSIGN_WORKER_THREADS="lots")
    assert (told.returncode, told.stderr.strip()) == (
        1,
        "COUNTERSIGN_WORKER_THREADS is “lots”, but it must be a whole number from 1 to 32.",
    )


def test_an_address_of_no_database_we_know_is_refused(terminal):
    told = terminal.types("org", "export", DATABASE_URL="mysql://somewhere/else")
    assert told.returncode == 1
    assert "DATABASE_URL must be" in told.stderr


def test_the_organisation_is_shown_applied_and_given_back(organised):
    again = organised.types("org", "check", "org.yaml")
    assert again.stdout.strip() == "Nothing would change."
    assert organised.types("org", "export").stdout == (organised.folder / "org.yaml").read_text()


def test_a_broken_file_changes_nothing_and_names_the_line(organised):
    broken = (organised.folder / "org.yaml").read_text().replace("kind: official", "kind: offical")
    (organised.folder / "broken.yaml").write_text(broken)
    told = organised.types("org", "apply", "broken.yaml", "--yes")
    assert told.returncode == 1
    assert re.search(r"broken.yaml, line \d+: “kind” is “offical”. Did you mean “official”\?", told.stderr)
    assert organised.types("org", "export").stdout == (organised.folder / "org.yaml").read_text()


def test_a_difference_is_shown_before_it_is_asked_for_and_no_means_no(organised):
    changed = (organised.folder / "org.yaml").read_text().replace("approvals: 2", "approvals: 1")
    (organised.folder / "changed.yaml").write_text(changed)
    told = organised.types("org", "apply", "changed.yaml", stdin="n\n")
    assert told.returncode == 1
    assert "~ account @AlderbrookNHS: approvals 2 → 1" in told.stdout
    assert organised.types("org", "check", "org.yaml").stdout.strip() == "Nothing would change."


def test_a_file_that_makes_a_topic_milder_is_checked_and_refused_in_words(organised):
    """S53."""
    milder = (
        (organised.folder / "org.yaml")
        .read_text()
        .replace("keywords: [dam, reservoir*, dam safety]", "keywords: [dam]")
    )
    (organised.folder / "milder.yaml").write_text(milder)
    checked = " ".join(organised.types("org", "check", "milder.yaml").stdout.split())
    assert "It cannot be applied as it is. The file takes away from what “Wealdmere dam” holds" in checked
    told = organised.types("org", "apply", "milder.yaml", "--yes")
    assert told.returncode == 1
    assert "/account topics off" in " ".join(told.stderr.split())
    assert organised.types("org", "check", "org.yaml").stdout.strip() == "Nothing would change."


def test_a_lawful_set_up_that_is_likely_a_slip_is_said_in_words(organised):
    """D6, S69: the fallback may approve nowhere, somebody manages themselves, a desk officer is on no list."""
    odd = (
        (organised.folder / "org.yaml")
        .read_text()
        .replace("fallback: priya.shah", "fallback: ewa.nowak")
        .replace("    manager: priya.shah\n  megan.price:", "    manager: tom.bright\n  megan.price:")
        .replace("people: [tom.bright, priya.shah]", "people: [tom.bright, sam.okafor]")
    )
    (organised.folder / "odd.yaml").write_text(odd)
    checked = " ".join(organised.types("org", "check", "odd.yaml").stdout.split())
    assert "! Tom Bright is their own manager" in checked
    assert "Ewa Nowak is the fallback, called when nobody else answers, but may not approve for any account." in checked
    assert "Sam Okafor takes turns on duty but may not approve for any account" in checked
    assert "Sam Okafor takes turns" in " ".join(organised.types("org", "apply", "odd.yaml", stdin="n\n").stdout.split())


def test_an_account_is_connected_by_pin_only_as_itself(organised, connecting):
    """F13: a login that belongs to somebody else is not kept."""
    said, code = connecting(organised, "WealdmerePol", sign_in_as="FernshireCC")
    assert code == 1
    assert "You signed in to X as @fernshirecc" in said
    said, code = connecting(organised, "WealdmerePol")
    assert code == 0, said
    assert "@wealdmerepol is connected" in said


def test_an_unknown_account_is_not_connected(organised):
    told = organised.types("accounts", "connect", "@nobody")
    assert told.returncode == 1
    assert "Known: @AlderbrookNHS, @FernshireCC, @WealdmerePol." in told.stderr.replace("\n", " ")


def test_doctor_names_what_is_missing_and_how_to_mend_it(organised):
    told = organised.types("doctor")
    assert told.returncode == 1
    assert "✓ @WealdmerePol is connected, and X knows the login." in told.stdout
    assert "✗ @FernshireCC is not connected to X." in told.stdout
    assert "→ Run: countersign accounts connect @FernshireCC." in told.stdout
    assert "✓ The bot has every permission it needs." in told.stdout
    assert "✓ @FernshireCC is reviewed in #council-tweets, and the bot is in it." in told.stdout
    missing = "! There is no user group @comms-oncall, which is to follow the rota Communications."
    assert missing in told.stdout


def test_doctor_is_content_once_everything_is_connected(organised, connecting):
    for handle in ("FernshireCC", "AlderbrookNHS"):
        said, code = connecting(organised, handle)
        assert code == 0, said
    told = organised.types("doctor")
    assert told.returncode == 0, told.stdout
    assert told.stdout.rstrip().endswith("Ready.")


def test_doctor_names_whoever_cannot_be_called_when_chat_is_down(organised):
    gateway = {
        "COUNTERSIGN_CALL_URL": "https://ntfy.fernshire.example/{target}",
        "COUNTERSIGN_CALL_SECRET": "between you and me",
    }
    told = organised.types("doctor", **gateway).stdout
    assert "! Tom Bright takes turns in a rota and cannot be called when chat is down." in told
    assert "/rota reach" in told
    mail = {"MAIL_HOST": "mail.fernshire.example", "MAIL_FROM": "countersign@fernshire.example"}
    assert "cannot be called" not in organised.types("doctor", **gateway, **mail).stdout
    assert "cannot be called" not in organised.types("doctor").stdout  # that nothing is set up is said once


def test_doctor_without_any_settings_still_answers(organised):
    bare = dict.fromkeys(organised.settings, "")
    told = organised.types("doctor", **bare)
    assert told.returncode == 1
    assert "✗ SLACK_BOT_TOKEN is not set." in told.stdout


def test_who_may_act_is_the_list_that_is_enforced(organised):
    """S01: with role, since-date and granting officer."""
    told = organised.types("accounts", "who", "@FernshireCC")
    assert re.search(r"Sam Okafor\s*│\s*pitch\s*│\s*2026-02-02\s*│\s*priya.shah", told.stdout)


def test_words_are_checked_with_an_exit_code(organised):
    fine = organised.types("check", "The library is open until five today.", "--account", "@FernshireCC")
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "The checks found nothing to change." in fine.stdout
    stopped = organised.types("check", "Vote Labour on Thursday!", "--account", "@FernshireCC")
    assert stopped.returncode == 1
    assert "Cannot be sent yet" in stopped.stdout
    unknown = organised.types("check", "Hello", "--account", "@FernshirCC")
    assert unknown.returncode == 1
    assert "Did you mean @FernshireCC?" in unknown.stderr


def test_suggestions_are_counted_and_listed_only_on_request(organised):
    """Issue 3, point 6."""
    words = ("check", "We will utilise the hall from ten.", "--account", "@FernshireCC")
    folded = organised.types(*words)
    assert folded.returncode == 0
    assert "1 suggestion: add --suggestions to read." in folded.stdout
    assert "word of the office" not in folded.stdout
    assert "“utilise” is a word of the office." in organised.types(*words, "--suggestions").stdout


def test_a_set_of_drafts_is_checked_line_by_line_without_any_organisation(terminal):
    drafts = [
        {
            "id": "a",
            "text": "Vote Labour on Thursday!",
            "context": {"org_type": "council", "account_kind": "corporate"},
        },
        {"id": "b", "text": "The park opens at nine.", "context": {"org_type": "council"}},
    ]
    told = terminal.types("check", "--jsonl", stdin="\n".join(map(json.dumps, drafts)))
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert set(lines[0]["findings"][0]) == {"check", "level", "start", "end", "message"}
    assert lines[1]["findings"] == []


def test_a_line_that_cannot_be_checked_is_named(terminal):
    told = terminal.types("check", "--jsonl", stdin='{"id": 1, "text": "x", "context": {"org_typ": "council"}}\n')
    assert told.returncode == 1
    assert "Line 1 cannot be checked" in told.stderr
    assert "org_type" in told.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Vote Labour on Thursday!", "This line is no JSON: see its character 1."),
        ('["a", "b"]', "A line holds one draft"),
        ('{"id": "a"}', "There is no “text”."),
        ('{"id": "a", "text": 5}', "“text” is of the wrong kind"),
        ('{"id": "a", "text": "x", "context": "council"}', "“context” is of the wrong kind"),
    ],
)
def test_a_line_of_another_shape_is_never_passed_and_says_what_to_write(terminal, line, says):
    told = terminal.types("check", "--jsonl", stdin=f"{line}\n")

    assert told.returncode == 1
    assert says in json.loads(told.stdout)["error"]


def test_a_line_that_cannot_be_checked_keeps_no_other_from_its_answer(terminal):
    drafts = [
        {"id": "a", "text": "x", "context": {"org_type": "circus"}},
        {
            "id": "b",
            "text": "Vote Labour on Thursday!",
            "context": {"org_type": "council", "page": 3, "media": [{"url": "x"}]},
        },
    ]
    told = terminal.types("check", "--jsonl", stdin="\n".join([*map(json.dumps, drafts), "not json"]))
    first, second, third = (json.loads(line) for line in told.stdout.splitlines())
    assert told.returncode == 1
    assert first.keys() == {"id", "error"}
    assert second["findings"][0]["check"] == "party_political"
    assert third["error"]
    assert "“page”" in told.stderr
    assert "“media.url”" in told.stderr


@pytest.fixture
def running(organised):
    """`countersign run`, stopped with SIGTERM at the end."""
    process = organised.starts("run")
    line = process.stdout.readline()
    found = re.search(r"(http://\S+/healthz)", line)
    assert found, line + process.communicate(timeout=30)[0]
    process.health = found[1]
    yield process
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 0, rest


def fit(url):
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


def test_the_process_runs_tells_its_health_and_publishes(running, organised, slack, x):
    sam, tom = Person(slack.url, "U0SAM"), Person(slack.url, "U0TOM")
    assert fit(running.health)["slack"] == "connected"
    sam.types("/tweet The park opens at nine on Saturday.", channel="council-tweets")
    sam.waits_for_modal()
    sam.fills(Purpose=SERVICE).submits()
    sam.waits_for_modal("Preview")
    sam.submits()
    tom.waits_for_message("The park opens", channel="council-tweets")
    tom.clicks("Approve", on="The park opens")
    tom.waits_for(lambda me: any("See it on X" in json.dumps(m["blocks"]) for m in me.channel("council-tweets")), 10)
    assert x.posts("fernshirecc")[0].shown == "The park opens at nine on Saturday."
    with urllib.request.urlopen(running.health.replace("healthz", "metrics"), timeout=5) as answer:
        assert b'countersign_command_seconds_count{command="Pressed"} 1.0' in answer.read()


def test_a_second_worker_on_the_same_file_is_told_about_the_first(running, organised):
    told = organised.types("worker")
    assert told.returncode == 1
    assert f"process {running.pid}" in told.stderr


def test_the_log_is_whole_and_can_be_exported(organised):
    verified = organised.types("records", "verify")
    assert verified.returncode == 0, verified.stderr
    head = re.search(r"Last hash: ([0-9a-f]{64})", verified.stdout)[1]
    assert organised.types("records", "verify", "--expect", head).returncode == 0
    rows = list(csv.DictReader(io.StringIO(organised.types("records", "export").stdout)))
    lines = [json.loads(line) for line in organised.types("records", "export", "--format", "jsonl").stdout.splitlines()]
    assert len(rows) == len(lines) > 4
    assert lines[-1]["hash"] == rows[-1]["hash"] == head


def test_a_hash_noted_earlier_that_is_gone_is_said(organised):
    told = organised.types("records", "verify", "--expect", "0" * 64)
    assert told.returncode == 1
    assert "is not in this log" in told.stderr


def test_keys_are_rotated(organised):
    old = organised.settings["COUNTERSIGN_SECRET_KEYS"]
    new = organised.types("accounts", "new-key").stdout.strip()
    assert "Encrypted again: 3" in organised.types("accounts", "rotate", COUNTERSIGN_SECRET_KEYS=f"{new},{old}").stdout
    assert organised.types("doctor", COUNTERSIGN_SECRET_KEYS=new).returncode == 0


def test_a_tampered_log_is_found_and_the_line_named(organised):
    """S86. Runs last: it breaks the log on purpose."""
    with sqlite3.connect(organised.folder / "countersign.db") as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='records'")
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE records SET body = replace(body, 'Fernshire', 'Elsewhere') WHERE number = 1")
    database.close()
    told = organised.types("records", "verify")
    assert told.returncode == 1
    assert "The contents of line 1 were altered." in told.stderr
