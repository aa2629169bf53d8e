"""Lists that terms use as {name}: how a term is written out with the words of its lists."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from math import prod

import re2

from bot.policy.normalise import folded_text

Lists = Mapping[str, tuple[str, ...]]

NONE: Lists = {}

_MOST = 20_000
"""Phrases that one term may stand for."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class UnknownListError(KeyError):
    """A list that is not kept."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def only_list(term: str) -> str:
    """The name of the list that is all of the term; empty where there is more or none."""
    whole = _PLACEHOLDER.fullmatch(term)
    return whole[1] if whole else ""


def of_terms(terms: Iterable[str], lists: Lists) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lists that some terms use, in order of their names. Raises UnknownListError."""
    used = sorted({name for term in terms if "{" in term for name in _PLACEHOLDER.findall(term)})
    return tuple((name, words_of(name, lists)) for name in used)


def words_of(name: str, lists: Lists) -> tuple[str, ...]:
    """The words of a list. Raises UnknownListError."""
    if name not in lists:
        raise UnknownListError(name)
    return lists[name]


def expanded(term: str, lists: Lists) -> list[str]:
    """The term with each {list} replaced by each of its words in turn. Raises UnknownListError."""
    if "{" not in term:
        return [term]
    parts = _PLACEHOLDER.split(term)
    choices = [words_of(part, lists) if at % 2 else (part,) for at, part in enumerate(parts)]
    if (many := prod(map(len, choices))) > _MOST:
        raise ValueError(f"“{term}” stands for {many:,} phrases; {_MOST:,} at most may come of one term")
    return ["".join(choice) for choice in product(*choices)]


def alternatives(pattern: str, lists: Lists) -> str:
    """The pattern with each {list} replaced by a group of its words. Raises UnknownListError."""
    return _PLACEHOLDER.sub(lambda name: _any_of(words_of(name[1], lists)), pattern)


def is_pattern(what: str) -> bool:
    """Whether it is written between slashes."""
    return len(what) > 1 and what.startswith("/") and what.endswith("/")


@lru_cache(maxsize=1024)
def _any_of(words: tuple[str, ...]) -> str:
    """The words of a list as a group; kept, because patterns share their lists."""
    return f"(?:{'|'.join(map(_written, words))})"


def _written(word: str) -> str:
    """A word of a list as a pattern; a trailing * stands for any ending there too, and a /pattern/ for itself."""
    if is_pattern(word):
        return f"(?:{word[1:-1]})"
    plain: str = re2.escape(folded_text(word.removesuffix("*")))
    return rf"{plain}\w*" if word.endswith("*") else plain
