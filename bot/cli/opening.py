"""How commands open the house, and how they say that something cannot be done: in red, on standard error, exit 1."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from rich.console import Console

from bot import config, log_setup, wiring
from bot.policy.rules import PackError
from bot.use_cases.ports import BusyError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

SEE_PEOPLE = "`countersign org export` shows them, with their keys."


def stop(words: str) -> NoReturn:
    """Say why nothing more is done, and leave with exit code 1."""
    err.print(words, style="red", markup=False)
    sys.exit(1)


def pack_refused(file: Path, wrong: PackError | UnicodeDecodeError) -> str:
    """Why a pack may not come into force. The file is named once, as it was typed; one beneath it by its own name."""
    if isinstance(wrong, PackError) and wrong.file == file.name:
        return f"{file}, line {wrong.line}: {wrong.problem}"
    return f"{file} cannot be used: {wrong}"


def settings() -> config.Config:
    """The settings, or a plain sentence about the one that cannot be used."""
    try:
        read = config.load()
    except config.ConfigError as wrong:
        stop(str(wrong))
    log_setup.set_up(read.log_level, read.secrets)
    return read


@contextmanager
def house(*, tables_must_be_current: bool = True) -> Iterator[wiring.House]:
    """The house built from the settings, closed at the end."""
    try:
        with wiring.house(settings(), tables_must_be_current=tables_must_be_current) as built:
            yield built
    except wiring.CannotBuildError as wrong:
        stop(str(wrong))
    except BusyError as busy:
        stop(f"The database cannot be used just now: {busy} Nothing was changed.")
