"""Patterns that packs bring, made ready so that no draft can make them run away."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import re2

HINT = "Patterns must run in linear time, without look-ahead and back-references"


class PatternError(ValueError):
    """A pattern that cannot be used: says which, why, and what was expected."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"the pattern “{pattern}” cannot be used: {why}")
        self.pattern = pattern


def any_of(patterns: Sequence[str], *, capitals_count: bool = False) -> "re2._Regexp":
    """One pattern for any of these, over text with one byte for each character (Latin-1).

    Raises:
        PatternError: the first of them that cannot be used.
    """
    return made(patterns, lambda written: _over_bytes(written, capitals_count))


def made(patterns: Sequence[str], make: Callable[[str], "re2._Regexp"]) -> "re2._Regexp":
    """What `make` makes of any of the patterns. Raises PatternError as `any_of` does."""
    try:
        return make("|".join(f"(?:{pattern})" for pattern in patterns))
    except (re2.error, UnicodeEncodeError):
        for pattern in patterns:
            _try(pattern, make)
        raise


def _try(pattern: str, make: Callable[[str], "re2._Regexp"]) -> None:
    try:
        make(pattern)
    except UnicodeEncodeError as beyond:
        raise PatternError(pattern, f"“{pattern[beyond.start]}” is not found by patterns. Add it as a phrase") from None
    except re2.error as refused:
        raise PatternError(pattern, f"{reason(refused)}. {HINT}") from None


@lru_cache(maxsize=4096)
def _over_bytes(written: str, capitals_count: bool) -> "re2._Regexp":
    options = re2.Options()
    options.case_sensitive = capitals_count
    options.log_errors = False
    options.never_capture = True
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(written.encode("latin-1"), options)


def reason(refused: Exception) -> str:
    """What is said to be wrong with a pattern."""
    said = refused.args[0] if refused.args else "it is not well formed"
    return said.decode() if isinstance(said, bytes) else str(said)
