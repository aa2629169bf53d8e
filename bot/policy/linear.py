"""Patterns that packs bring, made ready so that no draft can make them run away."""

import re
from functools import lru_cache
from heapq import nlargest
from math import prod

import re2

_HINT = "Patterns must run in linear time, without look-ahead and back-references"


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
"""Folded text has none, so that a pattern with one is meant for either; the others are searched as they are."""


_COUNT = r"\{(?:[01],[1-9]\d{0,2}|[2-9],[1-9]\d{1,2}|2,[2-9]|3,[3-9]|[1-9]\d?,?)\}"
_TIMES = rf"(?:(?:[?*+]|{_COUNT})\??+)?+"
_IN_CLASS = r"a-z|0-9|a-[b-f]|[0-4]-[5-9]|[015]-8|[01]-[1-4]|\\[wsdn]|[a-z0-9 '\",_.:;!?/()£$&#@]"
_SIGN = r"[a-z0-9 ,'@#/_%&!:;=é£\"-]++|\\[bBswdWSDn.?/()&' -]|\."
_STEP = rf"(?:{_SIGN}|\[\^?-?(?:{_IN_CLASS})++-?\]){_TIMES}|[$^]"
_INMOST = rf"\((?:\?:)?+(?:{_STEP}|\|)*+\){_TIMES}"
_IN_GROUP = rf"\((?:\?:)?+(?:{_STEP}|{_INMOST}|\|)*+\){_TIMES}"
_GROUP = rf"\((?:\?:)?+(?:{_STEP}|{_IN_GROUP}|\|)*+\){_TIMES}"
_PLAINLY_USABLE = re.compile(rf"(?:{_STEP}|{_GROUP}|\|)*+")
"""Letters, classes and groups in groups, each repeated or counted at most once: four counts deep."""

_COUNTED = re.compile(r"(\d+),?\}")
_DEEP = 4
_MOST_REPEATS = 1000
"""What RE2 takes of counts within counts multiplied."""

_LARGEST = 60_000
"""Characters of a pattern once its counts are written out that are sure to stay within RE2's memory."""


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
    repeats = prod(nlargest(_DEEP, map(int, _COUNTED.findall(written)))) if "{" in written else 1
    is_small = repeats <= _MOST_REPEATS and len(written) * repeats <= _LARGEST
    if not (is_small and _PLAINLY_USABLE.fullmatch(written)):
        compiled(written)


def _reason(refused: Exception) -> str:
    """What is said to be wrong with a pattern."""
    said = refused.args[0] if refused.args else "it is not well formed"
    return said.decode() if isinstance(said, bytes) else str(said)
