"""Patterns that packs bring, made ready so that no draft can make them run away."""

import re
from functools import lru_cache

import re2

_HINT = "Patterns must run in linear time, without look-ahead and back-references"


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
"""Folded text has none, so that a pattern with one is meant for either; the others are searched as they are."""


_STEP = (
    r"(?:[a-z0-9 ,'@#/_%&!:;£\"-]++|\\[bBswdWSD.?/ '&-]|\.|\[\^?(?:a-z|0-9|\\[wsd]|[a-z0-9 '\",_.!?/])+-?\])"
    r"(?:[?*+]|\{0,[1-9]\d?\})?+|[$^]"
)
_INMOST = rf"\((?:\?:)?+(?:{_STEP}|\|)*+\)[?*+]?+"
_IN_GROUP = rf"\((?:\?:)?+(?:{_STEP}|{_INMOST}|\|)*+\)[?*+]?+"
_GROUP = rf"\((?:\?:)?+(?:{_STEP}|{_IN_GROUP}|\|)*+\)(?:[?*+]|\{{0,[1-9]\}})?+"
_PLAINLY_USABLE = re.compile(rf"(?:{_STEP}|{_GROUP}|\|)*+")
"""Letters, classes and groups in groups, each repeated so seldom that all repeats together stay within RE2's 1000."""

_COUNTS_MULTIPLY = 600
"""Length up to which what is counted cannot outgrow RE2's memory once it is written out."""

_LONGEST = 20_000


class PatternError(ValueError):
    """A pattern that cannot be used: says which, why, and what was expected."""

    def __init__(self, pattern: str, why: str) -> None:
        super().__init__(f"the pattern “{pattern}” cannot be used: {why}")
        self.pattern, self.why = pattern, why


@lru_cache(maxsize=8192)
def compiled(written: str) -> "re2._Regexp":
    """A pattern over folded text with one byte for each character (Latin-1).

    Raises:
        PatternError: it cannot be used.
    """
    options = re2.Options()
    options.case_sensitive = not _CAPITAL.search(written)
    options.log_errors = False
    options.never_capture = True
    options.encoding = re2.Options.Encoding.LATIN1
    try:
        return re2.compile(written.encode("latin-1"), options)
    except UnicodeEncodeError as beyond:
        raise PatternError(written, f"“{written[beyond.start]}” is not found by patterns. Add it as a phrase") from None
    except re2.error as refused:
        raise PatternError(written, f"{_reason(refused)}. {_HINT}") from None


def refuse_unusable(written: str) -> None:
    """See that a pattern can be used; one that plainly can is compiled only when it is first looked for.

    Raises:
        PatternError: it cannot be used.
    """
    if len(written) > (_COUNTS_MULTIPLY if "{" in written else _LONGEST) or not _PLAINLY_USABLE.fullmatch(written):
        compiled(written)


def _reason(refused: Exception) -> str:
    """What is said to be wrong with a pattern."""
    said = refused.args[0] if refused.args else "it is not well formed"
    return said.decode() if isinstance(said, bytes) else str(said)
