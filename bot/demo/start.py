"""Brings the practice house up and down: stand-ins, database, organisation, logins, the bot, the page."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cryptography.fernet import Fernet

from bot import config, wiring
from bot.adapters import org_file
from bot.adapters.slack.manifest import manifest
from bot.adapters.store import migrate
from bot.demo import cast
from bot.practice.clock import PracticeClock
from bot.practice.page.server import page_app
from bot.practice.serving import Served
from bot.practice.slack import PracticeSlack
from bot.practice.x import PracticeX
from bot.service import Service
from bot.use_cases import connecting, organisation
from bot.wiring import House


@dataclass(frozen=True, slots=True)
class Practice:
    """The practice house while it is up. The addresses have no final slash."""

    page: str
    slack_url: str
    x_url: str
    database: Path
    slack: PracticeSlack
    x: PracticeX
    clock: PracticeClock
    house: House
    service: Service


@contextmanager
def practice(page_port: int = 0, folder: Path | None = None) -> Iterator[Practice]:
    """Everything up and connected; taken down at the end. `folder` keeps the database, else it is temporary.

    OSError if the port is taken.
    """
    with ExitStack() as stack:
        clock = PracticeClock()
        slack, x = _stand_ins(clock)
        slack_at = stack.enter_context(Served(slack.app)).url
        x_at = stack.enter_context(Served(x.app)).url
        database = (folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))) / "practice.db"
        house = stack.enter_context(_house(slack, slack_at, x, x_at, clock, database))
        service = stack.enter_context(Service(house))
        page = page_app(slack_at, x_at, clock, cast.people(), cast.INTRO)
        page_at = stack.enter_context(Served(page, page_port)).url
        yield Practice(page_at, slack_at, x_at, database, slack, x, clock, house, service)


def _stand_ins(clock: PracticeClock) -> tuple[PracticeSlack, PracticeX]:
    app = manifest()
    slack = PracticeSlack(
        clock,
        users=cast.USERS,
        channels=cast.CHANNELS,
        usergroups=cast.GROUPS,
        commands=app["features"]["slash_commands"],
        shortcuts=app["features"]["shortcuts"],
        scopes=app["oauth_config"]["scopes"]["bot"],
        events=app["settings"]["event_subscriptions"]["bot_events"],
    )
    x = PracticeX(clock, list(cast.ACCOUNTS))
    for handle, text in cast.EARLIER:
        x.post_as(handle, text)
    return slack, x


@contextmanager
def _house(
    slack: PracticeSlack, slack_at: str, x: PracticeX, x_at: str, clock: PracticeClock, database: Path
) -> Iterator[House]:
    port = _free_port()
    settings = config.load(
        dotenv=Path("/nonexistent"),
        environ={
            "DATABASE_URL": f"sqlite:///{database}",
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": f"{slack_at}/api/",
            "X_CONSUMER_KEY": x.consumer_key,
            "X_CONSUMER_SECRET": x.consumer_secret,
            "X_API_URL": x_at,
            "COUNTERSIGN_SECRET_KEYS": Fernet.generate_key().decode(),
            "COUNTERSIGN_LISTEN": f"127.0.0.1:{port}",
            "COUNTERSIGN_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "COUNTERSIGN_LOG_LEVEL": "WARNING",
        },
    )
    migrate.upgrade(settings.database_url)
    with wiring.house(settings, clock.now) as built:
        _fill(built, slack.team_id, x)
        yield built


def _free_port() -> int:
    """A port of this machine that nobody has: calendars are told the address before it is listened on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fill(built: House, workspace: str, x: PracticeX) -> None:
    """Put the practice organisation into force and connect its accounts, as a real set-up would."""
    source = files("bot.demo").joinpath("org.yaml").read_text(encoding="utf-8").replace("T0PRACTICE", workspace)
    read = org_file.read(source, built.clock().date())
    if not isinstance(read, org_file.OrgFile):
        raise wiring.CannotBuildError("; ".join(problem.at("org.yaml") for problem in read))
    organisation.apply(built.store, read.whole, read.unsaid, source=source, by="practice")
    with built.store.write() as uow:
        for account in read.whole.accounts:
            token = x.tokens(account.handle)
            built.vault.save(uow, account.id, token.token, token.secret)
            connecting.connected(uow, account.id, "practice")
