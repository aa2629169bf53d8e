"""Words made to look like something else: invisible and direction characters, mixed scripts, decorative letters.

Emoji keep their joiners, and scripts that need joiners or direction marks keep theirs.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.emoji_places import emoji_places
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import look_alikes
from bot.policy.reading import Reading

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_JOINERS_AND_MARKS = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c")
_NEEDS_MARKS = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufeff]")
_DECORATED_LETTER = (
    "[\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    "\uff21-\uff3a\uff41-\uff5a\u1d00-\u1d22\u1d2c-\u1d6a\u1d9c-\u1dbf\u02b0-\u02b8\u02e1-\u02e3\u2071\u207f\u2090-\u209c\u0299\u0262\u026a\u0274\u0280\u029c\u029f\ua730\ua731\u2100-\u2134]"
    "[\ufe0f\u0300-\u036f ]{0,2}"
)
_DECORATED = re.compile(f"{_DECORATED_LETTER}(?:{_DECORATED_LETTER}){{2,}}")
_WIDE_AMONG_PLAIN = re.compile("[A-Za-z][\uff21-\uff3a\uff41-\uff5a]|[\uff21-\uff3a\uff41-\uff5a][A-Za-z]")
_TURNED = re.compile("[\u01dd\u0250\u0253\u025f\u0265\u026f\u0279\u0287\u028c-\u028e\u029e\u1d09\u0183]")
"""Letters that look like ours upside down. Phonetic ones among them tell between slashes how a word is spoken."""

_SPOKEN = re.compile(r"/[^/\n]{1,40}/|\[[^\]\n]{1,40}\]")
_FEWEST_TURNED = 3
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]"
_ACCENT_PILE = re.compile(f"{_ACCENT}{_ACCENT}{{2,}}")
_STROKE = re.compile("[\u0334-\u0338]")
_STRUCK_THROUGH = re.compile("(?:[a-zA-Z][\u0334-\u0338]){3,}")
_SPACED_WORD = re.compile(r"\S+")
_FOREIGN_WORD = re.compile(r"[a-zA-Z]*[^\W\d_a-zA-Z][^\W\d_]*")
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_LATIN = re.compile("[a-zA-Z]")
_FEWEST_HIDDEN_LETTERS = 3


def _hidden(_terms: Collection[str]) -> Find:
    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        """Characters that show nothing but change what is matched or the direction it is read in."""
        if reading.text.isascii() or not _HIDDEN.search(reading.text):
            return
        emoji = {at for start, end in emoji_places(reading.text) for at in range(start, end)}
        if all(match.start() in emoji for match in _HIDDEN.finditer(reading.text)):
            return
        for word in _SPACED_WORD.finditer(reading.text):
            hidden = [
                match
                for match in _HIDDEN.finditer(reading.text, *word.span())
                if match.start() not in emoji and not _belongs(reading.text, match)
            ]
            if hidden:
                yield Hit(hidden[0].start(), hidden[-1].end(), shown=_described("".join(m[0] for m in hidden)))

    return find


def _letters(_terms: Collection[str]) -> Find:
    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        """Letters borrowed from other scripts or sets to spell a plain word."""
        if reading.text.isascii():
            return
        struck_through = [_STRUCK_THROUGH] if _STROKE.search(reading.text) else []
        for pattern in (_DECORATED, _WIDE_AMONG_PLAIN, _ACCENT_PILE, *struck_through):
            yield from (Hit(*match.span()) for match in pattern.finditer(reading.text))
        yield from _upside_down(reading.text)
        words = list(_FOREIGN_WORD.finditer(reading.text)) if _FOREIGN_LETTER.search(reading.text) else []
        latin = len(_LATIN.findall(reading.text)) if words else 0
        for word in words:
            if _borrowed(word[0], mostly_latin=latin * 2 > len(word[0])):
                yield Hit(*word.span())

    return find


def _upside_down(text: str) -> Iterator[Hit]:
    plain = _SPOKEN.sub(lambda spoken: " " * len(spoken[0]), text) if _TURNED.search(text) else ""
    turned = list(_TURNED.finditer(plain))
    if len(turned) >= _FEWEST_TURNED:
        yield Hit(turned[0].start(), turned[-1].end())


def _belongs(text: str, match: re.Match[str]) -> bool:
    """A joiner or direction mark beside a script that needs it."""
    beside = text[max(0, match.start() - 2) : match.start()] + text[match.end() : match.end() + 2]
    return set(match[0]) <= _JOINERS_AND_MARKS and bool(_NEEDS_MARKS.search(beside))


def _described(hidden: str) -> str:
    count = len(hidden)
    name = unicodedata.name(hidden[0], "invisible character").lower()
    return f"{count} invisible characters" if count > 1 else f"1 invisible character ({name})"


def _borrowed(word: str, *, mostly_latin: bool) -> bool:
    """Whether look-alike letters of another script stand in a word that reads as plain Latin."""
    foreign = [at for at, char in enumerate(word) if _script(char) in {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}]
    if not foreign or not all(word[at] in look_alikes() or word[at].lower() in look_alikes() for at in foreign):
        return False
    if len(foreign) == len(word):
        return mostly_latin and len(word) >= _FEWEST_HIDDEN_LETTERS and _script(word[0]) == "CYRILLIC"
    edge = len(foreign) == 1 and foreign[0] in (0, len(word) - 1)
    return not (edge and _is_of_science(word[foreign[0]]))


def _is_of_science(char: str) -> bool:
    """A small Greek letter, as in TNFα; the capitals that look like ours are never written in English."""
    return _script(char) == "GREEK" and char.islower()


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split()[0]


HIDDEN = Detector(_hidden, asks=asking.odd_characters)
LETTERS = Detector(_letters, asks=asking.odd_characters)
