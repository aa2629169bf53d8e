"""Secrets, addresses and times from the environment or `.env`. Everything about the organisation is in the database.

Every setting is declared in SETTINGS once; `.env.example` documents the same list, and a test compares the two.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its default (empty means unset) and whether its value must never be shown."""

    name: str
    default: str = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "sqlite:///countersign.db", secret=True),
    Setting("DATABASE_PGBOUNCER", "no"),
    Setting("SLACK_BOT_TOKEN", secret=True),
    Setting("SLACK_APP_TOKEN", secret=True),
    Setting("SLACK_SIGNING_SECRET", secret=True),
    Setting("SLACK_API_URL", "https://slack.com/api/"),
    Setting("X_CONSUMER_KEY", secret=True),
    Setting("X_CONSUMER_SECRET", secret=True),
    Setting("X_API_URL", "https://api.x.com"),
    Setting("COUNTERSIGN_CALL_URL"),
    Setting("COUNTERSIGN_CALL_SECRET", secret=True),
    Setting("MAIL_HOST"),
    Setting("MAIL_PORT", "587"),
    Setting("MAIL_TLS", "starttls"),
    Setting("MAIL_USER"),
    Setting("MAIL_PASSWORD", secret=True),
    Setting("MAIL_FROM"),
    Setting("COUNTERSIGN_SECRET_KEYS", secret=True),
    Setting("COUNTERSIGN_LISTEN", "127.0.0.1:8080"),
    Setting("COUNTERSIGN_PUBLIC_URL"),
    Setting("COUNTERSIGN_LISTENER_THREADS", "32"),
    Setting("COUNTERSIGN_WORKER_THREADS", "2"),
    Setting("COUNTERSIGN_MISSED_SLOT_MINUTES", "5"),
    Setting("COUNTERSIGN_TIMELINE_MINUTES", "5"),
    Setting("COUNTERSIGN_AUDIENCE_HOURS", "24"),
    Setting("COUNTERSIGN_COVER_ANSWER_MINUTES", "120"),
    Setting("COUNTERSIGN_PACKS"),
    Setting("COUNTERSIGN_LOG_LEVEL", "INFO"),
)


class ConfigError(Exception):
    """Settings that cannot be used. The message says which, what is wrong, and what was expected."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, read and typed. Secrets do not show in its repr."""

    database_url: str = field(repr=False)
    pgbouncer: bool
    slack_bot_token: str = field(repr=False)
    slack_app_token: str = field(repr=False)
    slack_signing_secret: str = field(repr=False)
    slack_api_url: str
    x_consumer_key: str = field(repr=False)
    x_consumer_secret: str = field(repr=False)
    x_api_url: str
    call_url: str
    call_secret: str = field(repr=False)
    mail_host: str
    mail_port: int
    mail_tls: str
    mail_user: str
    mail_password: str = field(repr=False)
    mail_from: str
    secret_keys: tuple[str, ...] = field(repr=False)
    listen_host: str
    listen_port: int
    public_url: str
    listener_threads: int
    worker_threads: int
    missed_slot: timedelta
    timeline_watch: timedelta
    audience_every: timedelta
    cover_answer: timedelta
    packs: Path | None
    log_level: str

    @property
    def is_practice(self) -> bool:
        """Whether chat is a stand-in on this machine, so that other things on it may be asked too."""
        return urlsplit(self.slack_api_url).hostname in {"localhost", "127.0.0.1"}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret value that is set, so that the log can keep them out."""
        values = (
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            self.x_consumer_key,
            self.x_consumer_secret,
            self.call_secret,
            self.mail_password,
            *self.secret_keys,
        )
        return tuple(v for v in values if v)


def load(dotenv: Path | None = None, environ: Mapping[str, str] | None = None) -> Config:
    """The settings from `environ` (the process's own by default) over `.env`. Raises ConfigError."""
    env = os.environ if environ is None else environ
    path = dotenv or Path(".env")
    from_file = {k: v for k, v in dotenv_values(path).items() if v is not None} if path.is_file() else {}
    values = {s.name: env.get(s.name) or from_file.get(s.name) or s.default for s in SETTINGS}
    host, port = _address(values["COUNTERSIGN_LISTEN"])
    return Config(
        database_url=values["DATABASE_URL"],
        pgbouncer=_yes("DATABASE_PGBOUNCER", values["DATABASE_PGBOUNCER"]),
        slack_bot_token=values["SLACK_BOT_TOKEN"],
        slack_app_token=values["SLACK_APP_TOKEN"],
        slack_signing_secret=values["SLACK_SIGNING_SECRET"],
        slack_api_url=values["SLACK_API_URL"],
        x_consumer_key=values["X_CONSUMER_KEY"],
        x_consumer_secret=values["X_CONSUMER_SECRET"],
        x_api_url=values["X_API_URL"],
        call_url=_call_url(values),
        call_secret=values["COUNTERSIGN_CALL_SECRET"],
        mail_host=values["MAIL_HOST"],
        mail_port=_number("MAIL_PORT", values, 1, 65535),
        mail_tls=_one_of("MAIL_TLS", values, ("starttls", "tls", "no")),
        mail_user=values["MAIL_USER"],
        mail_password=values["MAIL_PASSWORD"],
        mail_from=_sender(values),
        secret_keys=tuple(k.strip() for k in values["COUNTERSIGN_SECRET_KEYS"].split(",") if k.strip()),
        listen_host=host,
        listen_port=port,
        public_url=_public(values["COUNTERSIGN_PUBLIC_URL"]),
        listener_threads=_number("COUNTERSIGN_LISTENER_THREADS", values, 1, 200),
        worker_threads=_number("COUNTERSIGN_WORKER_THREADS", values, 1, 32),
        missed_slot=timedelta(minutes=_number("COUNTERSIGN_MISSED_SLOT_MINUTES", values, 1, 60)),
        timeline_watch=timedelta(minutes=_number("COUNTERSIGN_TIMELINE_MINUTES", values, 0, 1440)),
        audience_every=timedelta(hours=_number("COUNTERSIGN_AUDIENCE_HOURS", values, 0, 48)),
        cover_answer=timedelta(minutes=_number("COUNTERSIGN_COVER_ANSWER_MINUTES", values, 5, 2880)),
        packs=_folder("COUNTERSIGN_PACKS", values["COUNTERSIGN_PACKS"]),
        log_level=_level(values["COUNTERSIGN_LOG_LEVEL"]),
    )


def _number(name: str, values: Mapping[str, str], lowest: int, highest: int) -> int:
    given = values[name]
    if given.isdecimal() and lowest <= int(given) <= highest:
        return int(given)
    raise ConfigError(f"{name} is “{given}”, but it must be a whole number from {lowest} to {highest}.")


def _one_of(name: str, values: Mapping[str, str], words: tuple[str, ...]) -> str:
    given = values[name].lower()
    if given in words:
        return given
    raise ConfigError(f"{name} is “{values[name]}”, but it must be {', '.join(words[:-1])} or {words[-1]}.")


def _call_url(values: Mapping[str, str]) -> str:
    """Where calls are posted: encrypted, except to this very machine; never without a key to sign them with."""
    given = values["COUNTERSIGN_CALL_URL"]
    if not given:
        return ""
    if not re.match(r"https://[^/]|http://(localhost|127\.0\.0\.1)[:/]", given):
        raise ConfigError(f"COUNTERSIGN_CALL_URL is “{given}”, but it must begin with https://.")
    if "{" in urlsplit(given).netloc:
        raise ConfigError("COUNTERSIGN_CALL_URL may have {target} after the name of its server only.")
    if not values["COUNTERSIGN_CALL_SECRET"]:
        raise ConfigError("COUNTERSIGN_CALL_URL is set, so COUNTERSIGN_CALL_SECRET must be too: calls are signed.")
    return given


def _sender(values: Mapping[str, str]) -> str:
    given = values["MAIL_FROM"]
    if not values["MAIL_HOST"] or re.fullmatch(r"[^@\s<>]+@[A-Za-z0-9.-]+", given):
        return given
    raise ConfigError(f"MAIL_FROM is “{given}”, but it must be an address such as countersign@example.org.")


def _public(given: str) -> str:
    """An address people's calendars can reach: HTTPS, as what follows it is a secret; plain HTTP on this machine."""
    found = urlsplit(given)
    if not given or (found.scheme == "https" and found.hostname and not found.query):
        return given.rstrip("/")
    if found.scheme == "http" and found.hostname in {"localhost", "127.0.0.1"}:
        return given.rstrip("/")
    raise ConfigError(
        f"COUNTERSIGN_PUBLIC_URL is “{given}”, but it must be an address such as https://countersign.example.gov.uk."
    )


def _folder(name: str, given: str) -> Path | None:
    if not given:
        return None
    if Path(given).is_dir():
        return Path(given)
    raise ConfigError(f"{name} is “{given}”, but there is no such folder.")


def _yes(name: str, given: str) -> bool:
    if given.lower() in {"yes", "no"}:
        return given.lower() == "yes"
    raise ConfigError(f"{name} is “{given}”, but it must be yes or no.")


def _level(given: str) -> str:
    if given.upper() in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        return given.upper()
    raise ConfigError(f"COUNTERSIGN_LOG_LEVEL is “{given}”, but it must be DEBUG, INFO, WARNING or ERROR.")


def _address(given: str) -> tuple[str, int]:
    host, _, port = given.rpartition(":")
    highest = 65535
    if host and port.isdecimal() and int(port) <= highest:
        return host.strip("[]"), int(port)
    raise ConfigError(f"COUNTERSIGN_LISTEN is “{given}”, but it must be an address and a port such as 127.0.0.1:8080.")
