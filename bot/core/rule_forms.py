"""The forms in which people look through the rules in force: topics, a list of rules, and the page of one."""

from dataclasses import dataclass
from datetime import date

from bot.core.findings import Level


@dataclass(frozen=True, slots=True)
class Topic:
    """A check with how many of the rules of one level it has; `about` leads to them."""

    name: str
    rules: int
    about: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in a list: what it stops, in one sentence. `about` leads to its page."""

    rule: str
    level: Level
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class RulesForm:
    """The rules in force for an account: topics by level, or a list of rules; and a field to search them.

    `about` comes back with what is searched for, `back` leads to the topics again and `more` to the next page of the
    list; `own` leads to the checks that stand in no pack; each is empty where there is nothing to lead to.
    """

    title: str
    summary: str
    about: str
    sought: str = ""
    topics: tuple[tuple[Level, tuple[Topic, ...]], ...] = ()
    own: Topic | None = None
    lines: tuple[RuleLine, ...] = ()
    back: str = ""
    more: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything about one rule.

    `packs` begins with the one that gives its words, then come those that change it. `said` is what it says of its own
    first example; `figures` is empty where not told.
    """

    title: str
    rule: str
    check: str
    level: Level
    words: str
    said: str
    why: str
    fix: str
    ask: str
    link: str
    applies: tuple[str, ...]
    fires: tuple[str, ...]
    passes: tuple[str, ...]
    owner: str
    packs: tuple[str, ...]
    locked: bool
    review_by: date
    overdue: bool
    figures: str
    back: str


@dataclass(frozen=True, slots=True)
class OwnRulePage:
    """Everything about one of the checks that stand in no pack.

    `source` says where what it looks for is entered, `changed` who may change that; `entries` are what is entered now,
    and `summary` sums them up where people enter anything for it.
    """

    title: str
    rule: str
    check: str
    level: Level
    words: str
    why: str
    fix: str
    ask: str
    source: str
    changed: str
    summary: str
    entries: tuple[str, ...]
    figures: str
    back: str
