"""`countersign run` and `countersign worker`: the process, until it is asked to stop."""

import gc
import signal
import threading

import click

from bot.adapters.slack.socket_mode import SlackLoginError
from bot.cli.opening import house, out, stop
from bot.running import AnotherWorkerError
from bot.service import Service
from bot.wiring import House


@click.command()
@click.option("--http", is_flag=True, help="Take Slack's requests over HTTP at /slack/events instead of a socket.")
def run(*, http: bool) -> None:
    """Run chat, worker, health and metrics in one process."""
    with house() as built:
        _needs(built, http=http)
        _serve(built, Service(built, http=http))


@click.command()
def worker() -> None:
    """Run only later work (cards, publishing, reminders) beside another "countersign run"."""
    with house() as built:
        _serve(built, Service(built, chat=False))


def _needs(built: House, *, http: bool) -> None:
    config = built.config
    needed = {"SLACK_BOT_TOKEN": config.slack_bot_token, "COUNTERSIGN_SECRET_KEYS": ",".join(config.secret_keys)}
    needed |= (
        {"SLACK_SIGNING_SECRET": config.slack_signing_secret} if http else {"SLACK_APP_TOKEN": config.slack_app_token}
    )
    missing = [name for name, value in needed.items() if not value]
    if missing:
        stop(f"Not set: {', '.join(missing)}. See the README, and `countersign doctor`.")


def _serve(built: House, service: Service) -> None:
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    _set_apart()
    try:
        with service:
            where = f"http://{built.config.listen_host}:{service.web_port}/healthz"
            out.print(f"Countersign is running. Health: {where}  Stop with Ctrl+C.", markup=False)
            asked.wait()
            out.print("Stopping: finishing what is in hand…", style="dim")
    except (AnotherWorkerError, SlackLoginError) as refused:
        stop(str(refused))
    except OSError as taken:
        stop(f"{built.config.listen_host}:{built.config.listen_port} cannot be used: {taken.strerror}.")


def _set_apart() -> None:
    """What was made to begin with, the rules above all, stays: no search for waste need go through it again.

    Before anybody is served, for it takes a quarter of a second.
    """
    gc.collect()
    gc.freeze()
