"""The command line. Each group has a module of its own; what they do is in use_cases, and wiring builds the house."""

import click

from bot.cli.accounts import accounts
from bot.cli.check import check
from bot.cli.db import db
from bot.cli.demo import demo
from bot.cli.doctor import doctor
from bot.cli.org import org
from bot.cli.records import records
from bot.cli.run import run, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="countersign")
def main() -> None:
    """Two pairs of eyes on everything an official account says, at any hour.

    New here? Run "countersign demo".
    """


for command in (demo, run, worker, check, doctor, org, accounts, records, db):
    main.add_command(command)
