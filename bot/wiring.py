"""The only place that builds adapters and hands them to use cases, and the only one that reads the clock."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.fernet import Fernet

from bot.adapters.calendar.leave import HttpCalendars
from bot.adapters.drawing import Drawings
from bot.adapters.mail import MailReach, MailServer, Tls
from bot.adapters.rule_packs import RulePacks
from bot.adapters.slack.chat import SlackChat
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.groups import SlackGroups
from bot.adapters.store import SqlStore, UnusableAddressError, migrate, open_store
from bot.adapters.store.vault import Vault, WrongKeyError
from bot.adapters.webhook import Hook, WebhookReach
from bot.adapters.x import AccountTokens, XAudience, XPosts, XPublisher
from bot.config import Config
from bot.core.ids import AccountId
from bot.use_cases.ports_reach import Reach
from bot.use_cases.tools import Settings, Tools

Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


class CannotBuildError(Exception):
    """The settings or the database do not allow the house to be built. The message says what to do."""


def utc_now() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """Everything built from one set of settings."""

    config: Config
    clock: Clock
    store: SqlStore
    vault: Vault
    tools: Tools
    publisher: XPublisher
    packs: RulePacks


@contextmanager
def house(config: Config, clock: Clock = utc_now, *, tables_must_be_current: bool = True) -> Iterator[House]:
    """Build the house, and close what it opened. Raises CannotBuildError; BusyError if the database is away."""
    if tables_must_be_current:
        _tables_are_current(config)
    store = _opened(config, clock)
    try:
        vault = Vault(store, keys(config))
        publisher = publisher_for(config, vault)
        packs = RulePacks(config.packs)
        tools = Tools(
            store=store,
            engines=packs,
            chats={"slack": SlackChat.for_config(slack_config(config))},
            publisher=publisher,
            posts=XPosts(config.x_consumer_key, config.x_consumer_secret, login_of(vault), base_url=config.x_api_url),
            audience=XAudience(
                config.x_consumer_key, config.x_consumer_secret, login_of(vault), base_url=config.x_api_url
            ),
            settings=Settings(
                missed_slot=config.missed_slot,
                timeline_watch=config.timeline_watch,
                audience_every=config.audience_every,
                public_address=config.public_url,
                cover_answer=config.cover_answer,
            ),
            refused_packs=packs.refused,
            groups=SlackGroups.for_config(slack_config(config)),
            reach=tuple(ways_to_reach(config, clock)),
            calendars=HttpCalendars(here=config.is_practice),
            drawings=Drawings(),
        )
        yield House(config, clock, store, vault, tools, publisher, packs)
    finally:
        store.close()


def slack_config(config: Config) -> SlackConfig:
    """What the Slack adapter needs of the settings."""
    return SlackConfig(
        bot_token=config.slack_bot_token,
        app_token=config.slack_app_token,
        signing_secret=config.slack_signing_secret,
        base_url=config.slack_api_url,
        threads=config.listener_threads,
    )


def ways_to_reach(config: Config, clock: Clock) -> Iterator[Reach]:
    """The second ways that are set up; what can ring a telephone comes before e-mail."""
    if config.call_url:
        yield WebhookReach(Hook(config.call_url, config.call_secret), clock)
    if config.mail_host:
        server = MailServer(
            host=config.mail_host,
            port=config.mail_port,
            sender=config.mail_from,
            tls=Tls(config.mail_tls),
            user=config.mail_user,
            password=config.mail_password,
        )
        yield MailReach(server, clock)


def publisher_for(config: Config, vault: Vault) -> XPublisher:
    """X, with the tokens the vault keeps."""
    return XPublisher(config.x_consumer_key, config.x_consumer_secret, login_of(vault), base_url=config.x_api_url)


def login_of(vault: Vault) -> Callable[[AccountId], AccountTokens | None]:
    """The login the vault keeps; an account whose tokens cannot be opened counts as not connected."""

    def tokens(account: AccountId) -> AccountTokens | None:
        try:
            kept = vault.tokens(account)
        except WrongKeyError as wrong:
            log.error("%s", wrong)  # noqa: TRY400  the message says it all; its traceback helps nobody
            return None
        return AccountTokens(kept.token, kept.secret) if kept else None

    return tokens


def keys(config: Config) -> tuple[str, ...]:
    """The keys that encrypt account tokens, newest first. Raises CannotBuildError for one that is none."""
    for number, key in enumerate(config.secret_keys, start=1):
        try:
            Fernet(key)
        except ValueError as wrong:
            raise CannotBuildError(
                f"Key {number} in COUNTERSIGN_SECRET_KEYS is not a key. Make one with `countersign accounts new-key`."
            ) from wrong
    return config.secret_keys


def _store_clock(config: Config, clock: Clock) -> Clock | None:
    """PostgreSQL tells its own time, so that many machines agree; SQLite has none of its own."""
    return clock if config.database_url.startswith("sqlite") or clock is not utc_now else None


def _opened(config: Config, clock: Clock) -> SqlStore:
    try:
        return open_store(config.database_url, _store_clock(config, clock), pgbouncer=config.pgbouncer)
    except UnusableAddressError as wrong:
        raise CannotBuildError(str(wrong)) from wrong


def _tables_are_current(config: Config) -> None:
    try:
        found = migrate.current(config.database_url)
    except UnusableAddressError as wrong:
        raise CannotBuildError(str(wrong)) from wrong
    if found == migrate.head():
        return
    raise CannotBuildError(
        f"The database's tables are not up to date (found: {found or 'none yet'}; needed: {migrate.head()}). "
        "Run `countersign db upgrade`."
    )
