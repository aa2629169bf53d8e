"""Swear words, plain or disguised by digits, stars, dots, spaces or stretched letters. Which words, the pack says.

Whole words only, so that Scunthorpe and Cockermouth pass.
"""

import re
from collections.abc import Collection, Iterator

from bot.policy.context import Context
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_TOKEN = re.compile(r"[^\s.,;:?\"()\[\]/…]+")
_SPACED = re.compile(r"(?<![^\s.,;:!?\"'(\[#-])[^\W_](?:[ ._*\-]{1,2}[^\W_*]){2,11}(?![^\s.,;:!?\"')\]-])")
_CAMEL_TAG = re.compile(r"#\w+")
_CAMEL_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STAND_INS = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e"}
)
_STRETCHED = re.compile(r"(.)\1{2,}")
_STARS = re.compile(r"[*#%_\-]")
_EDGES = "#_-'&~"
_FEWEST_LETTERS_SHOWN = 2
"""Of a starred-out word: "f**k" shows two. One is enough before three stars."""


class _Words:
    """The pack's words, whole and open-ended, and by length for starred-out forms."""

    def __init__(self, terms: Collection[str]) -> None:
        plain = [folded_text(term) for term in terms]
        self.whole = frozenset(word for word in plain if not word.endswith("*"))
        self.stems = tuple(word.removesuffix("*") for word in plain if word.endswith("*"))
        self.known = self.whole.union(self.stems)

    def holds(self, word: str) -> bool:
        return word in self.whole or (bool(self.stems) and word.startswith(self.stems))

    def holds_form(self, token: str) -> bool:
        """Whether the token is one of the words once digits, stretched letters and stars are undone."""
        if token.isalpha() and not _STRETCHED.search(token):
            return self.holds(token)
        bare = token.strip(_EDGES)
        forms = {bare, bare.rstrip("!'"), bare.removesuffix("'s")}
        forms |= {form.translate(_STAND_INS) for form in forms if not form.isdigit()}
        for form in [form for form in forms if _STRETCHED.search(form)]:
            forms |= {_STRETCHED.sub(r"\1", form), _STRETCHED.sub(r"\1\1", form)}
        return any(self.holds(form) for form in forms) or self._starred(bare)

    def _starred(self, token: str) -> bool:
        letters = sum(char.isalpha() for char in token)
        enough = letters >= _FEWEST_LETTERS_SHOWN or "***" in token
        if not _STARS.search(token) or not enough or not token[0].isalpha():
            return False
        gap = re.compile("".join("[a-z]" if _STARS.match(char) else re.escape(char) for char in token))
        return any(gap.fullmatch(word) for word in self.known)


def _build(terms: Collection[str]) -> Find:
    words = _Words(terms)

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        for token in _TOKEN.finditer(text):
            if words.holds_form(token[0]):
                yield Hit(*reading.folded.span(*token.span()))
        for run in _SPACED.finditer(text):
            if words.holds("".join(char for char in run[0] if char.isalnum()).translate(_STAND_INS)):
                yield Hit(*reading.folded.span(*run.span()))
        yield from _in_tags(reading.text, words)

    return find


def _in_tags(text: str, words: _Words) -> Iterator[Hit]:
    """Words inside a hashtag that is written with capitals."""
    for tag in _CAMEL_TAG.finditer(text) if "#" in text else ():
        if any(words.holds(part[0].lower()) for part in _CAMEL_PART.finditer(tag[0])):
            yield Hit(*tag.span())


SWEARING = Detector(_build)
