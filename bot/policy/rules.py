"""One rule and one pack as the engine uses them. How they are written in YAML stands in pack_schema.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.core.findings import Level
from bot.policy.scope import Scope

HARDNESS = {level: rank for rank, level in enumerate(Level)}
"""Rank of each level, 0 the hardest."""


class PackError(Exception):
    """A pack that may not come into force; says file, line, what is wrong and what was expected."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


@dataclass(frozen=True, slots=True)
class Example:
    """A draft the rule must find, or must leave alone; `context` overrides single keys of the imagined context."""

    text: str
    line: int
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `kind` is phrases, pattern or builtin; `detector` names the builtin, empty for the others."""

    id: str
    check: str
    kind: str
    detector: str
    level: Level
    locked: bool
    terms: tuple[str, ...]
    unless_near: tuple[str, ...]
    scope: Scope
    route_to: str
    message: str
    why: str
    fix: str
    link: str
    owner: str
    review_by: date
    fires: tuple[Example, ...]
    passes: tuple[Example, ...]
    file: str
    line: int
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """The file and line of each term and exception."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with everything it extends folded in. `version` names each pack, its version and a digest of all.

    `parts` are the packs it is made of with the version of each, the one that all others build on first.
    """

    name: str
    version: str
    owner: str
    review_by: date
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[tuple[str, str], ...] = ()
