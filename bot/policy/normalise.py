"""A copy of the text in which disguises are undone, with the way back to the original characters.

For matching only: what is published is never this copy, because emoji need their joiners and names their accents.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from confusable_homoglyphs import confusables

_PLAIN_FORMS = str.maketrans("‘’‚‛′“”„‟″‐‑‒–—―−⁃", "'''''\"\"\"\"\"--------")
_SPACE_RUN = re.compile(r"\s\s")
_ONE_SPACE = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f"), " ")
_ENCLOSED_LETTERS = (0x1F130, 0x1F150, 0x1F170)
"""First of each run of 26 boxed or ringed capitals that compatibility forms leave as they are."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Lower-case plain text, and for each of its characters the original offsets [start, end) it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded passage [start, end), which is not empty."""
        return self.starts[start], self.ends[end - 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Where in the folded text the original passage [start, end) lies."""
        if isinstance(self.starts, range):
            return start, end
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def fold(text: str) -> Folded:
    """Compatibility forms, invisible characters, accents, look-alikes, capitals and runs of white space undone."""
    if text.isascii() and "  " not in text and (text.isprintable() or not _SPACE_RUN.search(text)):
        return Folded(text.lower().translate(_ONE_SPACE), range(len(text)), range(1, len(text) + 1))
    pieces = [_PLAIN[char] for char in text]
    plain = "".join(pieces)
    if "  " in plain:
        _drop_repeated_spaces(pieces)
        plain = "".join(pieces)
    if len(plain) == len(text) and "" not in pieces:
        return Folded(plain, range(len(text)), range(1, len(text) + 1))
    return Folded(plain, *_places(text, pieces))


def _places(text: str, pieces: list[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each folded character starts and ends; an accent that went belongs to the character before it."""
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for at in [at for at, size in enumerate(map(len, pieces)) if size != 1]:
        if last < at:
            starts.extend(range(last, at))
            ends.extend(range(last + 1, at + 1))
        if pieces[at]:
            starts += [at] * len(pieces[at])
            ends += [at + 1] * len(pieces[at])
        elif ends and unicodedata.category(text[at]) == "Mn":
            ends[-1] = at + 1
        last = at + 1
    return (*starts, *range(last, len(text))), (*ends, *range(last + 1, len(text) + 1))


def _drop_repeated_spaces(pieces: list[str]) -> None:
    last = ""
    for at, piece in enumerate(pieces):
        if piece == last == " ":
            pieces[at] = ""
        last = piece[-1:] or last


def folded_text(text: str) -> str:
    """Only the text of `fold`, for terms and lists that are compared with folded drafts."""
    plain = text.isascii() and text.isprintable() and "  " not in text
    return text.lower() if plain else fold(text).text


class _Plain(dict[str, str]):
    """What each character is matched as, worked out once; empty for accents on their own and invisible characters."""

    def __missing__(self, char: str) -> str:
        plain = self[char] = _plain(char)
        return plain


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char.isascii():
        return char.lower()
    return "".join(_plain_letter(piece) for piece in unicodedata.normalize("NFKD", _opened(char)))


def _plain_letter(char: str) -> str:
    if unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return ""
    plain = char.translate(_PLAIN_FORMS)
    if plain.isascii():
        return plain.lower()
    return look_alikes().get(plain) or look_alikes().get(plain.lower(), plain.casefold())


def _opened(char: str) -> str:
    for first in _ENCLOSED_LETTERS:
        if first <= ord(char) < first + 26:
            return chr(ord("a") + ord(char) - first)
    name = unicodedata.name(char, "")
    small_capital = name.removeprefix("LATIN LETTER SMALL CAPITAL ")
    return small_capital.lower() if len(small_capital) == 1 else char


@cache
def look_alikes() -> dict[str, str]:
    """Letters of other scripts that look like a plain Latin letter, and that letter in lower case."""
    return {
        char: latin
        for char, forms in confusables.confusables_data.items()
        if len(char) == 1 and not char.isascii() and char.isalpha()
        for latin in _latin_forms(forms)
    }


def _latin_forms(forms: list[dict[str, str]]) -> list[str]:
    """The first plain letter among the forms, at most one."""
    return [form["c"].lower() for form in forms if len(form["c"]) == 1 and form["c"].isascii() and form["c"].isalpha()][
        :1
    ]


_PLAIN = _Plain()
