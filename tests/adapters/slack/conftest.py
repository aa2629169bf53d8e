"""The real Bolt app against the practice Slack, over a real socket, with a dispatch that gives what a test puts in."""

import importlib.util
import logging
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.adapters.slack.app import build_app
from bot.adapters.slack.chat import SlackChat
from bot.adapters.slack.config import SlackConfig
from bot.adapters.slack.socket_mode import SocketMode
from bot.core.forms import Nothing
from bot.practice.clock import PracticeClock
from bot.practice.serving import Served
from bot.practice.slack import Channel, Person, PracticeSlack, SlackUser, Usergroup

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def beside(name):
    spec = importlib.util.spec_from_file_location(f"slack_tests_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def limits():
    return beside("limits")


@pytest.fixture(scope="session")
def samples():
    return beside("samples")


class Desk:
    """Takes commands and answers with what was put in: a value, an exception to raise, or a function of the command."""

    def __init__(self):
        self.heard = []
        self.answers = []
        self.lock = threading.Lock()

    def answers_with(self, *shown):
        self.answers = list(shown)

    def __call__(self, who, command):
        with self.lock:
            self.heard.append((who, command))
            answer = self.answers.pop(0) if self.answers else Nothing()
        if isinstance(answer, Exception):
            raise answer
        return answer(command) if callable(answer) else answer

    @property
    def commands(self):
        return [command for _, command in self.heard]


def until(predicate, within=5):
    deadline = time.monotonic() + within
    while not (found := predicate()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
    return found


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def wait():
    return until


@pytest.fixture(scope="session")
def manifest():
    return yaml.safe_load((ROOT / "app.yaml").read_text())


@pytest.fixture
def slack(manifest):
    return PracticeSlack(
        PracticeClock(),
        users=[SlackUser("U1", "ana", "Ana Reyes", "Officer"), SlackUser("U2", "priya", "Priya Shah", "Comms")],
        channels=[Channel("C1", "comms")],
        usergroups=[Usergroup("S0ONCALL", "comms-oncall", "On call", ("U1",))],
        commands=manifest["features"]["slash_commands"],
        shortcuts=manifest["features"]["shortcuts"],
        scopes=manifest["oauth_config"]["scopes"]["bot"],
        events=manifest["settings"]["event_subscriptions"]["bot_events"],
    )


@pytest.fixture
def served(slack):
    with Served(slack.app) as server:
        yield server


@pytest.fixture
def config(slack, served):
    return SlackConfig(
        slack.bot_token, slack.app_token, slack.signing_secret, base_url=f"{served.url}/api/", threads=16, timeout=5
    )


@pytest.fixture
def bolt(config, desk):
    app = build_app(config, desk, lambda _key: True)
    yield app
    app.listener_runner.listener_executor.shutdown()


@pytest.fixture
def socket(bolt, config, slack):
    running = SocketMode(bolt, config, lambda: datetime.now(UTC))
    running.start()
    yield running
    slack.hang_up()
    running.stop()


@pytest.fixture
def chat(config):
    return SlackChat.for_config(config)


@pytest.fixture
def ana(served, socket):
    return Person(served.url, "U1")


@pytest.fixture
def priya(served, socket):
    return Person(served.url, "U2")


@pytest.fixture
def debug_log(caplog):
    """Everything that is logged with every logger of the process set to DEBUG."""
    caplog.set_level(logging.DEBUG)
    return caplog
