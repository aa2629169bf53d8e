"""The command line as an administrator uses it: a real process, a real database file, our own Slack and X."""

import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from nursery import Nursery

from bot.adapters.slack.manifest import manifest
from bot.demo import cast
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import PracticeSlack
from bot.practice.x import PracticeX

ROOT = Path(__file__).parents[2]
ORG = (ROOT / "bot" / "demo" / "org.yaml").read_text()


class Terminal:
    """A terminal in a folder of its own, with settings for the stand-ins."""

    def __init__(self, nursery, folder, settings):
        self.nursery = nursery
        self.folder = folder
        self.settings = settings

    def env(self, **more):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "COLUMNS": "200", "PYTHONUTF8": "1", **self.settings, **more}

    def types(self, *words, stdin="", **more):
        """Run one command to its end."""
        return self.nursery.run("bot.cli:main", *words, cwd=self.folder, env=self.env(**more), stdin=stdin)

    def starts(self, *words, **more):
        """Start a command that goes on."""
        return subprocess.Popen(
            [sys.executable, "-u", "-c", "from bot.cli import main; main()", *words],
            cwd=self.folder,
            env=self.env(**more),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture(scope="module")
def slack():
    app = manifest()
    made = PracticeSlack(
        PracticeClock(),
        users=cast.USERS,
        channels=cast.CHANNELS,
        commands=app["features"]["slash_commands"],
        shortcuts=app["features"]["shortcuts"],
        scopes=app["oauth_config"]["scopes"]["bot"],
    )
    with Served(made.app) as served:
        made.url = served.url
        yield made


@pytest.fixture(scope="module")
def x():
    made = PracticeX(PracticeClock(), list(cast.ACCOUNTS))
    with Served(made.app) as served:
        made.url = served.url
        yield made


@pytest.fixture(scope="session")
def nursery():
    """Most of a command's time is spent on importing, so that is done once."""
    with Nursery("bot.cli", "bot.service", "alembic.command", "rules_ready") as waiting:
        yield waiting


@pytest.fixture(scope="module")
def settings(slack, x):
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": f"{slack.url}/api/",
        "X_CONSUMER_KEY": x.consumer_key,
        "X_CONSUMER_SECRET": x.consumer_secret,
        "X_API_URL": x.url,
        "COUNTERSIGN_SECRET_KEYS": Fernet.generate_key().decode(),
        "COUNTERSIGN_LISTEN": "127.0.0.1:0",
    }


@pytest.fixture(scope="module")
def terminal(nursery, settings, tmp_path_factory):
    """A fresh folder: no database yet."""
    folder = tmp_path_factory.mktemp("terminal")
    return Terminal(nursery, folder, settings)


@pytest.fixture(scope="module")
def organised(terminal, slack):
    """Tables made and the practice organisation in force."""
    (terminal.folder / "org.yaml").write_text(ORG.replace("T0PRACTICE", slack.team_id))
    assert terminal.types("db", "upgrade").returncode == 0
    assert terminal.types("org", "apply", "org.yaml", "--yes").returncode == 0
    return terminal


def authorise(address, handle):
    """Do what a person does in the browser: choose the account, read the PIN."""
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["oauth_token"][0]
    form = urllib.parse.urlencode({"oauth_token": token, "handle": handle}).encode()
    with urllib.request.urlopen(address.split("?")[0], data=form, timeout=5) as page:
        return re.search(r"\b(\d{7})\b", page.read().decode())[1]


def connect(terminal, handle, sign_in_as=None):
    """`accounts connect`, with somebody at the browser. Returns what the terminal said and its exit code."""
    process = terminal.starts("accounts", "connect", handle)
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"(http://\S+oauth_token=\S+)", line):
            pin = authorise(found[1], sign_in_as or handle)
            break
    rest, _ = process.communicate(f"{pin}\n", timeout=30)
    return said + rest, process.returncode


@pytest.fixture
def connecting():
    """Connect an account with somebody at the browser."""
    return connect
