"""Small checks that are put together into Slack's schema of blocks. They collect every fault instead of stopping.

The wording of the messages is Slack's, so that what a developer reads here is what they would read there.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Report:
    """What is wrong, each line with a JSON pointer to where."""

    messages: list[str] = field(default_factory=list)

    def error(self, pointer: str, words: str) -> None:
        """Note one fault."""
        self.messages.append(f"[ERROR] {words} [json-pointer:{pointer}]")


Check = Callable[[Any, str, Report], None]
Rule = Callable[[dict[str, Any], str, Report], None]


def string(most: int, least: int = 0) -> Check:
    """A string of `least` to `most` characters."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str):
            report.error(at, "must be a string")
        elif len(value) > most:
            report.error(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            report.error(at, f"must be more than {least - 1} characters")

    return check


def integer(least: int, most: int) -> Check:
    """A whole number from `least` to `most`."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report.error(at, "must be an integer")
        elif not least <= value <= most:
            report.error(at, f"must be between {least} and {most}")

    return check


def boolean(value: Any, at: str, report: Report) -> None:
    """True or false, nothing that resembles it."""
    if not isinstance(value, bool):
        report.error(at, "must be a boolean")


def one_of(*allowed: str) -> Check:
    """One of these words."""

    def check(value: Any, at: str, report: Report) -> None:
        if value not in allowed:
            report.error(at, f"value must be one of: {', '.join(allowed)}")

    return check


def array(item: Check, least: int, most: int) -> Check:
    """A list of `least` to `most` items."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report.error(at, "must be an array")
            return
        if len(value) > most:
            report.error(at, f"no more than {most} items allowed")
        if len(value) < least:
            report.error(at, f"no fewer than {least} items allowed")
        for number, entry in enumerate(value):
            item(entry, f"{at}/{number}", report)

    return check


def record(fields: Mapping[str, Check], required: Collection[str] = (), rules: Collection[Rule] = ()) -> Check:
    """An object with these fields and no others; `rules` look at it as a whole once its fields are right."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.error(at, "must be an object")
            return
        before = len(report.messages)
        for name in [name for name in required if name not in value]:
            report.error(at, f"missing required field: {name}")
        for name, part in value.items():
            if name in fields:
                fields[name](part, f"{at}/{name}", report)
            else:
                report.error(at, f"invalid additional property: {name}")
        if len(report.messages) == before:
            for rule in rules:
                rule(value, at, report)

    return check


def tagged(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these checks applies."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.error(at, "must be an object")
        elif "type" not in value:
            report.error(at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            report.error(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            kinds[value["type"]](value, at, report)

    return check
