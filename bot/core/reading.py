"""Something longer to read in a form of its own. Forms to fill in are in forms.py."""

from dataclasses import dataclass

from bot.core.findings import Finding


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """Something longer to read, with nothing to fill in: a few words first, then a list for each passage."""

    title: str
    lines: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class AdviceForm:
    """The suggestions of the checks on one draft, unfolded; `text` are its words."""

    handle: str
    text: str
    advice: tuple[Finding, ...]
