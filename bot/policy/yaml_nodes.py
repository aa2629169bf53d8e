"""YAML read node by node, so that every refusal can name its file and line. Knows nothing of rules."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from bot.policy.rules import PackError
from bot.policy.suggestions import did_you_mean
from bot.policy.yaml_slips import in_plain_words, too_much

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""Packs hold thousands of words: the loader in C reads them in a twentieth of the time."""

_MARK = re.compile(r"&(?:(?<=[\s\[{,:-]&)|(?<=\A&))[\w-]")
"""What * may repeat is marked so. The sign stands first, where `re` looks fast."""
_SHORT = 60
_PLAIN_TAG = "tag:yaml.org,2002:"
_MOST_PARTS = 2_000_000
"""Names, values and items of a file written out: so few that nothing read from it can fill the memory."""

_DEEPEST = 6
"""Lists within lists of a context; a file may also name a part of itself within itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """One node of a file. Its readers refuse what is not of the asked shape."""

    file: str
    node: Any

    @property
    def line(self) -> int:
        """The line it starts on, from 1."""
        return int(self.node.start_mark.line) + 1

    def refuse(self, problem: str) -> PackError:
        """The refusal to raise here."""
        return PackError(self.file, self.line, problem)

    def mapping(self, known: Collection[str] | None = None) -> dict[str, "Place"]:
        """Names and the places of their values; only `known` names where given, each once."""
        if not isinstance(self.node, MappingNode):
            raise self.refuse("expected names and values here (name: value).")
        found: dict[str, Place] = {}
        for key_node, value_node in self.node.value:
            key = Place(self.file, key_node)
            name = key.text()
            if known is not None and name not in known:
                raise key.refuse(f"“{name}” is not known here. {did_you_mean(name, known)}")
            if name in found:
                raise key.refuse(f"“{name}” stands here twice; it also stands on line {found[name].line}.")
            found[name] = Place(self.file, value_node)
        return found

    def items(self) -> list["Place"]:
        """The places of a list's items."""
        if not isinstance(self.node, SequenceNode):
            found = self.text().strip() if isinstance(self.node, ScalarNode) else ""
            example = f"[{found}]" if found and len(found) <= _SHORT else "[one, two] or lines that start with a dash"
            raise self.refuse(f"expected a list here: {example}.")
        return [Place(self.file, item) for item in self.node.value]

    def text(self) -> str:
        """The words as they are written."""
        if not isinstance(self.node, ScalarNode):
            raise self.refuse("expected plain words here, not a list.")
        if not self.node.tag.startswith(_PLAIN_TAG) or "/" in self.node.tag:
            raise self.refuse("words that begin with ! need quotes.")
        return str(self.node.value)

    def words(self) -> str:
        """Words that are not empty."""
        found = self.text().strip()
        if not found or (found == "~" and self.node.tag.endswith(":null")):
            raise self.refuse("expected words here, found nothing.")
        return found

    def texts(self) -> tuple[str, ...]:
        """A list of words, none of them empty."""
        return tuple(item.words() for item in self.items())

    def is_mapping(self) -> bool:
        """Whether names and values stand here."""
        return isinstance(self.node, MappingNode)

    def flag(self) -> bool:
        """True or false."""
        found = self.text().lower()
        if found not in {"true", "false"}:
            raise self.refuse(f"expected true or false, found “{found}”.")
        return found == "true"

    def choice(self, known: Collection[str]) -> str:
        """One of the known words."""
        found = self.text().strip()
        if not found:
            raise self.refuse(f"expected one of these here, found nothing: {', '.join(sorted(known))}.")
        if found not in known:
            raise self.refuse(f"“{found}” is not one of the choices. {did_you_mean(found, known)}")
        return found

    def day(self) -> date:
        """A date written as 2027-03-01."""
        try:
            return date.fromisoformat(self.text())
        except ValueError as unreadable:
            raise self.refuse(f"“{self.text()}” is no date; write it as 2027-03-01.") from unreadable

    def plain(self, depth: int = 0) -> Any:
        """The value as plain lists, names and words, for what another reader will judge."""
        if depth > _DEEPEST:
            raise self.refuse("this is nested more deeply than anything here means. Write it out flat.")
        if isinstance(self.node, MappingNode):
            return {name: place.plain(depth + 1) for name, place in self.mapping().items()}
        if isinstance(self.node, SequenceNode):
            return [item.plain(depth + 1) for item in self.items()]
        return None if self.node.tag.endswith(":null") else self._scalar()

    def _scalar(self) -> str | bool:
        written = self.text()
        plain_flag = self.node.tag.endswith(":bool") and written.lower() in {"true", "false"}
        return self.flag() if plain_flag else written


def compose(file: str, text: str) -> Place:
    """The top node of a YAML text.

    Raises:
        PackError: the text is no YAML, or is empty.
    """
    if told := too_much(text):
        raise PackError(file, *told)
    try:
        node: Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise PackError(file, line, in_plain_words(broken, text, line)) from broken
    except ReaderError as broken:
        line = text.encode("utf-8", "replace")[: broken.position].count(b"\n") + 1
        raise PackError(file, line, "a control character stands here. Type the line again.") from broken
    if node is None:
        raise PackError(file, 1, "the file is empty.")
    top = Place(file, node)
    if _MARK.search(text) and _written_out(node, {}) > _MOST_PARTS:
        raise top.refuse("with & and * the file repeats its parts within each other more often than anybody means.")
    return top


def _written_out(node: Node, counted: dict[int, int]) -> int:
    """How many parts the node has once what * repeats is written out; a part within itself counts once."""
    if isinstance(node, ScalarNode):
        return 1
    if id(node) not in counted:
        counted[id(node)] = 1
        parts = chain.from_iterable(node.value) if isinstance(node, MappingNode) else node.value
        counted[id(node)] = 1 + sum(_written_out(part, counted) for part in parts)
    return counted[id(node)]
