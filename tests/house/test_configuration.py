"""The settings: every one documented, every bad value answered in words."""

import re
from pathlib import Path

import pytest

from bot.config import SETTINGS, ConfigError, load

ROOT = Path(__file__).parents[2]


def example_settings():
    text = (ROOT / ".env.example").read_text()
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def test_every_setting_is_documented_with_its_default():
    assert example_settings() == {s.name: s.default for s in SETTINGS}


def test_every_setting_in_the_example_has_words_above_it():
    lines = (ROOT / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            assert lines[number - 1].startswith("# "), line


def test_only_the_configuration_reads_the_environment():
    readers = [p for p in (ROOT / "bot").rglob("*.py") if re.search(r"os\.environ\b|getenv\(", p.read_text())]
    assert [p.relative_to(ROOT).as_posix() for p in readers] == ["bot/config.py"]


def test_the_environment_wins_over_the_file(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("DATABASE_URL=sqlite:///from-file.db\nX_CONSUMER_KEY=filekey\n")
    config = load(dotenv, {"DATABASE_URL": "sqlite:///from-environment.db"})
    assert config.database_url == "sqlite:///from-environment.db"
    assert config.x_consumer_key == "filekey"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("COUNTERSIGN_LISTENER_THREADS", "many", "whole number from 1 to 200"),
        ("COUNTERSIGN_WORKER_THREADS", "0", "whole number from 1 to 32"),
        ("COUNTERSIGN_MISSED_SLOT_MINUTES", "-5", "whole number from 1 to 60"),
        ("COUNTERSIGN_COVER_ANSWER_MINUTES", "0", "whole number from 5 to 2880"),
        ("COUNTERSIGN_LISTEN", "8080", "such as 127.0.0.1:8080"),
        ("COUNTERSIGN_LISTEN", "localhost:99999", "such as 127.0.0.1:8080"),
        ("COUNTERSIGN_LOG_LEVEL", "LOUD", "must be DEBUG, INFO"),
        ("DATABASE_PGBOUNCER", "maybe", "must be yes or no"),
        ("MAIL_PORT", "smtp", "whole number from 1 to 65535"),
        ("MAIL_TLS", "perhaps", "starttls, tls or no"),
        ("MAIL_HOST", "mail.example", "MAIL_FROM is “”, but it must be an address"),
        ("COUNTERSIGN_CALL_URL", "http://calls.example/", "must begin with https://"),
        ("COUNTERSIGN_CALL_URL", "http://127.0.0.1.calls.example/", "must begin with https://"),
        ("COUNTERSIGN_CALL_URL", "https://{target}.calls.example/", "after the name of its server only"),
        ("COUNTERSIGN_CALL_URL", "https://calls.example/", "COUNTERSIGN_CALL_SECRET must be too"),
    ],
)
def test_a_bad_value_is_answered_with_what_was_expected(tmp_path, name, value, words):
    with pytest.raises(ConfigError, match=words) as told:
        load(tmp_path / "none", {name: value})
    assert name in str(told.value) or name == "MAIL_HOST"


def test_secrets_never_show_when_the_settings_are_printed(tmp_path):
    given = {s.name: f"hush-{s.name}" for s in SETTINGS if s.secret}
    shown = repr(load(tmp_path / "none", given))
    assert "hush" not in shown


@pytest.mark.parametrize(
    "given", ["countersign.example.gov.uk", "http://countersign.example.gov.uk", "https://", "https://x/?a=b"]
)
def test_an_address_that_calendars_could_not_reach_in_private_is_refused(tmp_path, given):
    with pytest.raises(ConfigError, match="COUNTERSIGN_PUBLIC_URL"):
        load(tmp_path / ".env", {"COUNTERSIGN_PUBLIC_URL": given})


@pytest.mark.parametrize("given", ["", "https://countersign.example.gov.uk/", "http://127.0.0.1:8080"])
def test_an_address_for_calendars_is_kept_without_its_last_slash(tmp_path, given):
    assert load(tmp_path / ".env", {"COUNTERSIGN_PUBLIC_URL": given}).public_url == given.rstrip("/")
