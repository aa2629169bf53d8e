"""Swear words, plain or disguised by digits, stars, dots, spaces or stretched letters. Which words, the pack says.

Whole words only, so that Scunthorpe and Cockermouth pass.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.context import Context
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import Folded, fold, folded_text
from bot.policy.reading import Reading

_TOKEN = re.compile(r"[^\s.,;:?\"()\[\]/…][^\s.,;:?\"()\[\]/…]*")
_BETWEEN = str.maketrans(dict.fromkeys('.,;:?"()[]/…', " "))
"""What stands between tokens besides white space."""

_SPACED = re.compile(r"(?<![^\s.,;:!?\"'(\[#-])[^\W_](?:[ ._*\-]{1,2}[^\W_*]){2,11}(?![^\s.,;:!?\"')\]-])")
_LETTER_ALONE = re.compile(r"[ ._*\-][^\W_][ ._*\-]")
_CAMEL_TAG = re.compile(r"#\w+")
_CAMEL_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STAND_INS = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i", "€": "e"}
)
_STRETCHED = re.compile(r"(.)\1{2,}")
_STARS = frozenset("*#%_-")
_JOINED = re.compile(r"[-_']|(?<![*])[*]\Z")
_EMOJI_INSIDE = re.compile("(?<=[a-z])[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?(?=[a-z])")
_CALLED_SO = re.compile(
    r"(?:['’]?s)? (?:Rock|Farm|Lane|Road|Street|Hill|Close|Woods?|Way|Cottages?|Bridge|Point|Bank|Marsh|Moor|Bay|"
    r"Island|Brook|Fields?|Park|Green|Mill|Court|Wharf|Pond|Lake|Heath|Common|End|Head|Hall|Arms|Inn|Brewery|Drive|Avenue)\b"
)
"""What follows a word with a capital where it is part of a place's name."""
_CYRILLIC_U = "\u0443\u0423"
_EDGES = "#_-'&~"
_PART_OF_COMPOUND = 4
"""Letters a part of a hyphenated word needs to be read by itself."""

_FEWEST_LETTERS_SHOWN = 2
"""Of a starred-out word: "f**k" shows two. One is enough before three stars."""


class _Words:
    """The pack's words, whole and open-ended, and by length for starred-out forms."""

    def __init__(self, terms: Collection[str]) -> None:
        plain = [folded_text(term) for term in terms]
        self.whole = frozenset(word for word in plain if not word.endswith("*"))
        self.stems = tuple(word.removesuffix("*") for word in plain if word.endswith("*"))
        self._by_length: dict[int, list[str]] = {}
        for word in self.whole.union(self.stems):
            self._by_length.setdefault(len(word), []).append(word)
        self._innocent: set[str] = set()

    def holds(self, word: str) -> bool:
        return word in self.whole or (bool(self.stems) and word.startswith(self.stems))

    def met(self, tokens: frozenset[str]) -> list[str]:
        """Those tokens that are one of the words. Most of a draft's are known to be innocent from another."""
        unknown = tokens - self._innocent
        if not unknown:
            return []
        met = [token for token in unknown if self._meets(token)]
        if len(self._innocent) > _MOST_KEPT:
            self._innocent.clear()
        self._innocent.update(token for token in unknown.difference(met) if len(token) <= _LONGEST_KEPT)
        return met

    def _meets(self, written: str) -> bool:
        """Whether a token is one of the words once digits, stretched letters and stars are undone."""
        token = _undone(written)
        if not token.bare:
            return self.holds(written)
        return any(self.holds(form) for form in token.forms) or bool(token.starred and self._starred(token.starred))

    def _starred(self, token: str) -> bool:
        letters = sum(char.isalpha() for char in token)
        if not token[0].isalpha() or (letters < _FEWEST_LETTERS_SHOWN and "***" not in token):
            return False
        if any(_shows(token, word) for word in self._by_length.get(len(token), ())):
            return True
        return token[-1].isalpha() and any(len(token) > len(stem) and _begins(token, stem) for stem in self.stems)


def _shows(token: str, word: str) -> bool:
    """Whether a token with stars is the word of the same length, letters under its stars, as f**k is."""
    return all(a == b or (a in _STARS and "a" <= b <= "z") for a, b in zip(token, word, strict=False))


def _begins(token: str, stem: str) -> bool:
    """Whether the token begins as the stem does, as f*cking does."""
    return all(a == b or a in _STARS for a, b in zip(token, stem, strict=False))


_LONGEST_KEPT, _MOST_KEPT = 40, 20_000
"""Characters of a token that is known again in the next draft, and how many are."""


@dataclass(frozen=True, slots=True)
class _Token:
    """What one token may stand for besides itself. `bare` is empty for a plain word, `starred` without a star in it."""

    forms: frozenset[str]
    bare: str = ""
    starred: str = ""


_PLAIN_WORD = _Token(frozenset())


@lru_cache(maxsize=4096)
def _undone(token: str) -> _Token:
    """Kept for a while, because every rule asks about each token it has not met before."""
    if token.isalpha() and not _STRETCHED.search(token):
        return _PLAIN_WORD
    bare = _EMOJI_INSIDE.sub("*", token).strip(_EDGES)
    forms = {bare, bare.rstrip("!'"), bare.removesuffix("'s")}
    forms |= {form.translate(_STAND_INS) for form in forms if not form.isdigit()}
    for form in [form for form in forms if _STRETCHED.search(form)]:
        forms |= {_STRETCHED.sub(r"\1", form), _STRETCHED.sub(r"\1\1", form)}
    forms |= {part for part in bare.split("-") if len(part) >= _PART_OF_COMPOUND}
    return _Token(frozenset(forms - {""}), bare, "" if _STARS.isdisjoint(bare) else bare)


@lru_cache(maxsize=1)
def _written(text: str) -> frozenset[str]:
    """The different tokens of a draft, read once for all rules. To translate is quick in plain text only."""
    return frozenset(text.translate(_BETWEEN).split() if text.isascii() else _TOKEN.findall(text))


@lru_cache(maxsize=1)
def _spaced(text: str) -> tuple[tuple[int, int, str], ...]:
    """The runs of single letters (start, end, letters)."""
    return tuple(
        (*run.span(), "".join(char for char in run[0] if char.isalnum()).translate(_STAND_INS))
        for run in (_SPACED.finditer(text) if _LETTER_ALONE.search(text) else ())
    )


def _places(text: str, tokens: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where the tokens stand."""
    yield from (match.span() for match in _TOKEN.finditer(text) if match[0] in tokens) if tokens else ()


def _build(terms: Collection[str]) -> Find:
    words = _Words(terms)

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        for folded in _spellings(reading):
            for start, end in _places(folded.text, words.met(_written(folded.text))):
                hit = Hit(*folded.span(start, end))
                if not _names_place(reading.text, hit):
                    yield hit
        for start, end, letters in _spaced(text):
            if any(words.holds(spelled) for spelled in (letters, letters[1:], letters[:-1])):
                yield Hit(*reading.folded.span(start, end))
        yield from _in_tags(reading.text, words)

    return find


def _spellings(reading: Reading) -> Iterator[Folded]:
    """The draft, and where it has a Cyrillic “у”, which looks like y and is read as u, the draft with a u for each."""
    yield reading.folded
    if any(letter in reading.text for letter in _CYRILLIC_U):
        yield fold(reading.text.translate(dict.fromkeys(map(ord, _CYRILLIC_U), "u")))


def _names_place(text: str, hit: Hit) -> bool:
    word = text[hit.start : hit.end]
    return word[:1].isupper() and word[1:].islower() and bool(_CALLED_SO.match(text, hit.end))


def _build_disguised(terms: Collection[str]) -> Find:
    """Only forms that hide a word: the plain word has an everyday meaning too."""
    words = _Words(terms)

    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        text = reading.folded.text
        for start, end in _places(text, [token for token in words.met(_written(text)) if _hides(token)]):
            yield Hit(*reading.folded.span(start, end))

    return find


def _hides(token: str) -> bool:
    bare = _undone(token).bare.rstrip("!'")
    return not bare.isalpha() and bare[:1].isalpha() and not _JOINED.search(bare)


def _in_tags(text: str, words: _Words) -> Iterator[Hit]:
    """Words inside a hashtag that is written with capitals."""
    for tag in _CAMEL_TAG.finditer(text) if "#" in text else ():
        if any(words.holds(part[0].lower()) for part in _CAMEL_PART.finditer(tag[0])):
            yield Hit(*tag.span())


SWEARING = Detector(_build)
SWEARING_DISGUISED = Detector(_build_disguised)
