"""The command line. Each group has a module of its own; what they do is in use_cases, and wiring builds the house."""

from collections.abc import Mapping

import click

from bot.cli.lazy import LazyGroup

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("demo", "Practise: a Slack and an X of your own on this machine, with the real bot between them."),
    "run": ("run", "Run chat, worker, health and metrics in one process."),
    "worker": ("run", 'Run only later work (cards, publishing, reminders) beside another "countersign run".'),
    "check": (
        "check",
        "Check TEXT as a tweet on an account. Exit code 1 if something must be fixed before it may be sent.",
    ),
    "doctor": (
        "doctor",
        "Examine settings, database, Slack, X, rules and organisation. Exit code 1 if something must be mended.",
    ),
    "org": ("org", "People, accounts and roles: one readable file, shown as a difference before it is put into force."),
    "packs": ("packs", "Rule packs: what the checks look for, in files that officers can change."),
    "rules": ("rules", "How the rules do: what they found, and what people made of it."),
    "accounts": ("accounts", "The organisation's accounts on X."),
    "records": ("records", "The tamper-evident log of everything that was decided, refused, edited and published."),
    "rota": ("rota", "Who is on duty, and when."),
    "db": ("db", "The tables of the database: bring them up to date, see their version."),
}
"""Each command: its module, and the first lines of its help."""


@click.group(
    cls=LazyGroup,
    listed=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="countersign")
def main() -> None:
    """Two pairs of eyes on everything an official account says, at any hour.

    New here? Run "countersign demo".
    """
