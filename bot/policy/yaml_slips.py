"""What is wrong with a text that is no well-formed YAML, in words for people who do not write YAML every day.

Files that would take a reader's memory or stack are told here too, before they are read.
"""

import re

from yaml import MarkedYAMLError

LARGEST = 5_000_000
"""Characters of a file. The packs that come with the product have less than a tenth of that."""

_DEEPEST = 100
"""Brackets within brackets. The reader in C would end the process somewhere beyond ten thousand."""

_TAB_FIRST = re.compile(r" *\t")
_ODD_SPACE_FIRST = re.compile(r" *[\u00a0\u1680\u2000-\u200b\u202f\u3000]")
_BRACKET = re.compile(r"[\[\]{}]")
_ROW = re.compile(rf"^[ \t]*(?:[-?:][ \t]+){{{_DEEPEST},}}|^ {{{2 * _DEEPEST},}}\S", re.MULTILINE)
"""Lists within lists on one line, or a line indented as only deep nesting would be."""

_SECOND_COLON = "mapping values are not allowed"
_NAMED = re.compile(r"(?P<indent> *)(?:- )*(?P<name>[\w-]+):(?:[ ]+(?P<value>[^#\s].*))?\s*$")
"""A line that gives a name its value, or begins what stands below it."""

_REMARK = re.compile(r"\s*#")
_QUOTED = 40
_PLAINLY = {
    "tab": "a tab stands where spaces are expected. Indent with spaces.",
    _SECOND_COLON: "a colon stands within these words. Put the words in quotes: message: “Note: …”.",
    "could not find expected ':'": "a name without a colon stands on this line or the one above. Write name: value.",
    "expected key": "this does not fit the lines above. Look for a quote that is not closed or stands in quotes, and "
    "for lines that are not indented alike.",
    "expected '-' indicator": "this line is not indented as the lines above it are. Begin it below them.",
    "expected ',' or": "a list is not closed. Look for a missing comma, bracket or quote above, and put words with a "
    "colon in quotes.",
    "undefined alias": "*name repeats what &name marks further up, and nothing is. If you mean a star, put the words "
    "in quotes.",
    "another document": "a line of three dashes begins a second file here. One file holds one pack: take it out.",
    "unexpected end of stream": "a quote is opened and never closed. Look at the lines above.",
    "cannot start any token": "words that begin with @, %, ` or | need quotes.",
    "unknown escape": "a backslash stands within double quotes. Use single quotes for patterns.",
    "node content": "a bracket, a comma or a quote is missing or stands twice.",
}
"""By a part of what the reader says."""


def in_plain_words(broken: MarkedYAMLError, text: str, line: int) -> str:
    """The slip in a sentence, with what to do. `line` is where the reader stumbled, from 1."""
    lines = text.split("\n")
    if _TAB_FIRST.match("".join(lines[line - 1 : line])):
        return _PLAINLY["tab"]
    if any(_ODD_SPACE_FIRST.match(near) for near in lines[max(0, line - 2) : line]):
        return "a space that was pasted from a document stands before the words here or one line above. Type it anew."
    said = f"{broken.problem or ''} {broken.context or ''}"
    if _SECOND_COLON in said and (told := _below_a_value(lines, line)):
        return told
    plainly = (plain for part, plain in _PLAINLY.items() if part in said)
    return next(plainly, f"this is not well-formed: {said.strip()}.") + _since(broken, line)


def _below_a_value(lines: list[str], line: int) -> str:
    """What is said where a line is indented below a name that has its value already; nothing where none is."""
    here = _NAMED.match("".join(lines[line - 1 : line]))
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip() and not _REMARK.match(lines[n - 1])), 0)
    over = _NAMED.match("".join(lines[above - 1 : above])) if above else None
    if not here or not over or not over["value"] or len(here["indent"]) <= over.start("name"):
        return ""
    return (
        f"“{here['name']}” stands further in than “{over['name']}: {over['value'][:_QUOTED].strip()}” on line {above}, "
        f"which has its value already, so nothing can stand below it. Expected it in the same column: begin "
        f"“{here['name']}” right under “{over['name']}”."
    )


def _since(broken: MarkedYAMLError, line: int) -> str:
    """Where what is not closed was opened, if that is on an earlier line."""
    opened = broken.context_mark.line + 1 if broken.context_mark else line
    is_closed = "flow" not in (broken.context or "") and "quoted" not in (broken.context or "")
    return "" if is_closed or opened == line else f" It begins on line {opened}."


def too_large(size: int, unit: str) -> str:
    """What is said of a file that is not read for its size."""
    return (
        f"the file has {size:,} {unit}, and {LARGEST:,} at most are read. Share it out among several packs, and name "
        "them under “extends”."
    )


def too_much(text: str) -> tuple[int, str] | None:
    """The line and what is wrong where a text is larger or more deeply nested than anything here means."""
    if len(text) > LARGEST:
        return 1, too_large(len(text), "characters")
    if row := _ROW.search(text):
        return _line(text, row.start()), _NESTED
    if text.count("[") + text.count("{") > _DEEPEST and (at := _too_deep(text)):
        return _line(text, at), _NESTED
    return None


_NESTED = "this is nested more deeply than anything here means. Write it out flat."


def _too_deep(text: str) -> int:
    """Where brackets stand too deep within brackets, 0 where they do not; those in quotes count, as pairs mostly."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return bracket.start()
    return 0


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
