"""The list of commands is written down, so that help and small commands need not load everything: is it true, and quick?"""

import subprocess
import sys

import click
import pytest

from bot.cli import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_where_the_list_says_with_the_help_it_says(name):
    command = main.get_command(click.Context(main), name)
    assert command.name == name
    assert " ".join(command.help.split("\n\n")[0].split()) == COMMANDS[name][1]


def test_help_loads_none_of_the_libraries_that_take_long():
    heavy = "sqlalchemy", "slack_sdk", "slack_bolt", "tweepy", "aiohttp", "alembic", "phonenumbers"
    code = f"import sys; from bot.cli import main; main(['--help'], standalone_mode=False); print({heavy} & sys.modules.keys())"
    code = code.replace(f"{heavy}", f"set({heavy})")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30).stdout
    assert said.endswith("set()\n")
    assert all(name in said for name in COMMANDS)


def test_an_unknown_command_is_answered_with_a_suggestion_of_help(capsys):
    with pytest.raises(click.UsageError, match="No such command"):
        main(["dmeo"], standalone_mode=False)
