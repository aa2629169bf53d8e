"""`countersign demo`: the practice house, and the address of its page."""

import threading
import webbrowser
from pathlib import Path

import click
from rich.panel import Panel

from bot.cli.opening import out, stop
from bot.demo.start import practice


@click.command()
@click.option("--port", default=8765, show_default=True, help="Port of the page on 127.0.0.1.")
@click.option("--open/--no-open", "opened", default=False, help="Open the page in your browser.")
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the practice database in this folder (it must not hold one yet).",
)
def demo(port: int, *, opened: bool, keep: Path | None) -> None:
    """Practise: a Slack and an X of your own on this machine, with the real bot between them.

    Nothing leaves this machine, and nothing is kept unless you ask for it with --keep.
    """
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        if (keep / "practice.db").exists():
            stop(f"{keep} already holds a practice database. Choose another folder, or remove practice.db from it.")
    out.print("Starting a Slack, an X and the bot on this machine…", style="dim")
    try:
        with practice(port, keep) as up:
            _welcome(up.page)
            if opened:
                webbrowser.open(up.page)
            threading.Event().wait()
    except OSError as taken:
        stop(f"The page cannot be served on port {port}: {taken.strerror}. Choose another with --port.")
    except KeyboardInterrupt:
        out.print("Stopped. Nothing left this machine.", style="dim")


def _welcome(page: str) -> None:
    out.print(
        Panel(
            f"Open [bold]{page}[/bold] in your browser.\n\n"
            "1. You are Sam. Type  /tweet  and some words, choose their purpose, look at the preview, send it for "
            "approval.\n"
            "2. Become Tom. Read the card in #council-tweets and press Approve.\n"
            "3. See the tweet on the timeline.\n\n"
            "Ctrl+C stops everything.",
            title="Countersign, for practice",
            expand=False,
        ),
        soft_wrap=False,
    )
