"""A YAML file (JSON is one too) asked for its values by name and kind; every mistake knows its line.

What the values mean is the business of the file's own module: org_file.py, rota_file.py.
"""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that cannot be used: where (line from 1), what is wrong, what was expected."""

    line: int
    what: str
    expected: str

    def at(self, file: str) -> str:
        """One line for a terminal: "org.yaml, line 12: …"."""
        return f"{file}, line {self.line}: {self.what} {self.expected}".rstrip()


class ProblemsError(Exception):
    """The file cannot be used, for these reasons."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


class _DatesAsText(RoundTripConstructor):
    """Leaves dates and times as they are written: ruamel would drop their offset."""


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def document(text: str, expected: Iterable[str], *, dates_as_text: bool = False) -> "Map":
    """The whole file as one mapping. `expected` names its parts, for somebody who gives another kind of file."""
    yaml = YAML(typ="rt")
    if dates_as_text:
        yaml.Constructor = _DatesAsText
    try:
        loaded = yaml.load(text)
    except MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise ProblemsError(Problem(line, f"This is not YAML: {broken.problem}.", "")) from broken
    except YAMLError as broken:
        raise ProblemsError(Problem(1, "This is not YAML.", str(broken).splitlines()[0])) from broken
    if isinstance(loaded, CommentedMap):
        return Map(loaded, 1, "the file")
    raise ProblemsError(Problem(1, "The file is empty or no mapping.", f"Expected {', '.join(expected)}."))


def each(entries: Iterable[tuple[K, "Map"]], reader: Callable[[K, "Map"], T]) -> list[T]:
    """What the reader makes of every entry; the problems of all of them together."""
    made: list[T] = []
    problems: list[Problem] = []
    for key, node in entries:
        try:
            made.append(reader(key, node))
        except ProblemsError as found:
            problems.extend(found.problems)
    if problems:
        raise ProblemsError(*problems)
    return made


class Map:
    """One mapping of the file, asked for its values by name and kind; every mistake knows its line."""

    def __init__(self, node: CommentedMap, line: int, what: str) -> None:
        self.node, self.line, self.what = node, line, what

    def line_of(self, key: object) -> int:
        where = self.node.lc.data.get(key) if self.node.lc.data else None
        return int(where[0]) + 1 if where else self.line

    def bad(self, key: object, what: str, expected: str) -> ProblemsError:
        return ProblemsError(Problem(self.line_of(key), what, expected))

    def only(self, known: Iterable[str]) -> None:
        for key in self.node:
            if key not in known:
                near = difflib.get_close_matches(str(key), list(known), 1)
                expected = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known)}."
                raise self.bad(key, f"“{key}” is not known in {self.what}.", expected)

    def map(self, key: str) -> "Map":
        value = self.node.get(key)
        if isinstance(value, CommentedMap):
            return Map(value, self.line_of(key), f"“{key}”")
        raise self.bad(key, f"“{key}” is missing or empty in {self.what}.", "Expected names with values below it.")

    def maps(self, key: str) -> list[tuple[str, "Map"]]:
        inner = self.map(key)
        return [(str(name), Map(inner.node, inner.line, inner.what).map(name)) for name in inner.node]

    def words(self, key: str, default: str | None = None) -> str:
        value = self.node.get(key, default)
        if isinstance(value, str) and (value.strip() or default == ""):
            return value.strip()
        raise self.bad(key, f"“{key}” is missing or not text in {self.what}.", "Expected words; put numbers in quotes.")

    def number(self, key: str, default: int, lowest: int, highest: int) -> int:
        value = self.node.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        raise self.bad(key, f"“{key}” is {value!r}.", f"Expected a whole number from {lowest} to {highest}.")

    def truth(self, key: str) -> bool:
        value = self.node.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.bad(key, f"“{key}” is {value!r}.", "Expected true or false.")

    def one_of(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        value, names = self.words(key, default), [str(name) for name in known]
        if value in names:
            return value
        near = difflib.get_close_matches(value, names, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Expected one of {', '.join(names)}."
        raise self.bad(key, f"“{key}” is “{value}”.", hint)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.node.get(key) or []
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value)
        raise self.bad(key, f"“{key}” is not a list of words.", "Put numbers and @ in quotes.")

    def zone(self, key: str, default: str | None = None) -> ZoneInfo:
        name = self.words(key, default)
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
            raise self.bad(key, f"“{name}” is no time zone.", "Expected one such as Europe/London.") from unknown

    def entries(self, key: str) -> list[tuple[int, "Map"]]:
        """The mappings of a list, numbered from 0; a single mapping is a list of one. Nothing is an empty list."""
        value = self.node.get(key)
        if value is None:
            return []
        if isinstance(value, CommentedMap):
            return [(0, Map(value, self.line_of(key), f"“{key}”"))]
        if not isinstance(value, CommentedSeq) or not all(isinstance(item, CommentedMap) for item in value):
            raise self.bad(key, f"“{key}” is not a list of entries.", "Expected “- ” and names with values on each.")
        lines = value.lc.data or {}
        return [(i, Map(item, int(lines[i][0]) + 1, f"“{key}”")) for i, item in enumerate(value)]
