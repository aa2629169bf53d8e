"""The same message again, or another one too soon after the last. Compares with the account's recent posts only.

"Now open" is no repeat of "now closed": opposites, numbers, days, months and places that differ make a new message.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from bot.core.links import links
from bot.policy import asking
from bot.policy.context import Context, Post
from bot.policy.context_values import in_uk_time
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_SAME_DAY = timedelta(hours=24)
_RECENT = timedelta(days=28)
"""What was said longer ago may be said again."""
_WITHIN_MINUTES = timedelta(minutes=5)
_ALIKE = 88
"""The least likeness, of 100, at which two posts say the same: below it, other events with shared wording begin."""

_FEWEST_WORDS = 4
"""Shorter posts ("Good morning!") are only repeats when they are the same."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN_WORDS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""What stands between the words of plain text without apostrophes, where `_WORD` finds the same more slowly."""

_OPENS_SENTENCE = frozenset(("", ".", "!", "?", ":"))
_TELLING_WORDS = """
    open opens opened opening reopen reopens reopened reopening close closed closes closing shut start starts started
    starting end ends ended ending finish finished on off in out up down not no never now again still more less yes
    before after first last today tomorrow tonight yesterday morning afternoon evening weekend monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec north south east
    west northbound southbound eastbound westbound cancelled postponed delayed resumed suspended restored lifted issued
    extended safe unsafe found missing free paid increase decrease rise fall rising falling high low red amber yellow
    green blue one two three four five six seven eight nine ten won lost win lose available unavailable arrived left
    clear blocked confirmed denied inbound outbound downgraded upgraded
    """
_SHORT_NOT = re.compile(r"n't\b")
_OPENINGS = frozenset(
    """
    the a an our your we you i this that it there here please reminder remember just don do did are is have has
    thanks thank sorry update latest news good great hello hi morning afternoon evening today tonight tomorrow all
    for in on at from to as if with and but so why how what when where who come join find see get go book call visit
    """.split()  # noqa: SIM905  a block of words reads better
)
"""Words that open a sentence; another one may be the name of what the post is about."""

_WHERE = frozenset({"on", "in"})
"""Words that turn the meaning only against another such word, off or out; by themselves they say where."""
_TELLING = frozenset(_TELLING_WORDS.split())
"""Words that turn the meaning of a message round, or give it another time or place."""


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    words: tuple[str, ...]
    different: frozenset[str]
    opening: str
    length: int


def _exact(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        """The same words within a day: X refuses those."""
        said = _draft(reading).words
        for post in context.recent_posts if said else ():
            if _message(post.text).words == said and _age(context, post, _SAME_DAY):
                yield Hit(0, 0, fills={"when": _moment(post.at)})
                return

    return find


def _near(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        """The same message in much the same words, or in the same words longer ago."""
        message = _draft(reading)
        for post in context.recent_posts:
            other = _message(post.text)
            if message.words == other.words and _age(context, post, _SAME_DAY):
                continue
            if _age(context, post, _RECENT) and _same_message(message, other):
                yield Hit(0, 0, fills={"when": _moment(post.at)})
                return

    return find


def _too_soon(_terms: Collection[str]) -> Find:
    def find(_reading: Reading, context: Context) -> Iterator[Hit]:
        """Another post of the account within minutes (F10)."""
        for post in context.recent_posts:
            if context.now and post.at and abs(context.now - post.at) <= _WITHIN_MINUTES:
                yield Hit(0, 0, fills={"when": _moment(post.at)})
                return

    return find


def _age(context: Context, post: Post, within: timedelta) -> bool:
    """Whether the post is at most so old; one without a time counts as recent."""
    return context.now is None or post.at is None or abs(context.now - post.at) <= within


def _moment(at: datetime | None) -> str:
    return in_uk_time(at, "%B, %H:%M") if at else "before"


@lru_cache(maxsize=4096)
def _message(text: str) -> _Message:
    """An earlier post, read once."""
    return _read(text, folded_text(without_links(text)))


def _draft(reading: Reading) -> _Message:
    """The draft; it has been folded already, and a space stands in place of each link."""
    pieces, at = [], 0
    for link in reading.links:
        start, end = reading.folded.within(link.start, link.end)
        pieces.append(reading.folded.text[at:start])
        at = end
    return _read_draft(reading.text, " ".join([*pieces, reading.folded.text[at:]]))


def _read(text: str, folded: str) -> _Message:
    """The words without links."""
    plain = _SHORT_NOT.sub(" not", folded.replace("can't", "can not")) if "n't" in folded else folded
    words = tuple(
        plain.translate(_BETWEEN_WORDS).split() if plain.isascii() and "'" not in plain else _WORD.findall(plain)
    )
    opening = words[0] if words and words[0] not in _OPENINGS else ""
    return _Message(text, words, frozenset(words), opening, len(" ".join(words)))


_read_draft = lru_cache(maxsize=2)(_read)
"""A draft, read once for all rules that compare it."""


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    """The words that are names: capitals that do not open a sentence."""
    plain = without_links(text)
    capital = [found for found in _WORD.finditer(plain) if found[0][0].isupper()]
    return frozenset(folded_text(found[0]) for found in capital if _before(plain, found.start()) not in _OPENS_SENTENCE)


def _before(text: str, at: int) -> str:
    """The last character before a place that is no white space; empty at the start."""
    while at and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at]


def without_links(text: str) -> str:
    """The text with a space in place of each link."""
    pieces, at = [], 0
    for link in links(text):
        pieces.append(text[at : link.start])
        at = link.end
    return " ".join([*pieces, text[at:]])


def _same_message(message: _Message, other: _Message) -> bool:
    if not message.words or not other.words:
        return False
    if message.words == other.words:
        return True
    if min(len(message.words), len(other.words)) < _FEWEST_WORDS or _too_long_for(message, other):
        return False
    if _tells_apart(message, other):
        return False
    likeness = fuzz.token_sort_ratio(" ".join(message.words), " ".join(other.words), score_cutoff=_ALIKE)
    return likeness >= _ALIKE


def _too_long_for(message: _Message, other: _Message) -> bool:
    """Whether one is so much longer that the two cannot be alike: at best all of the shorter is in the longer."""
    return 200 * min(message.length, other.length) < _ALIKE * (message.length + other.length)


def _tells_apart(message: _Message, other: _Message) -> bool:
    """Whether a word that only one of them has turns the meaning, or each names something the other does not."""
    ours, theirs = message.different - other.different, other.different - message.different
    told = (ours | theirs) & _TELLING
    turned = bool(told - _WHERE) or not (_TELLING.isdisjoint(ours) or _TELLING.isdisjoint(theirs))
    if turned or any(map(_holds_digit, ours | theirs)):
        return True
    opens_apart = message.opening in ours and other.opening in theirs
    return opens_apart or (bool(ours & _names(message.text)) and bool(theirs & _names(other.text)))


def _holds_digit(word: str) -> bool:
    return not word.isalpha() and any(char.isdigit() for char in word)


_FILLS = frozenset({"when"})
EXACT = Detector(_exact, _FILLS, asks=asking.earlier_posts)
NEAR = Detector(_near, _FILLS, asks=asking.earlier_posts)
TOO_SOON = Detector(_too_soon, _FILLS, asks=asking.earlier_posts)
