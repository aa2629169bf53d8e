"""What may not be said yet, and what the account does not speak about: embargoes and remits of the context."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bot.policy.context import Context, Embargo
from bot.policy.detectors.evidence import parsed
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)?")
_CARRIES_NO_TOPIC = frozenset(
    """
    the and for with from our your their new news announcement announcements launch report results result
    publication release release plan plans about into over under this that will have been are was all any one two
    first national local fernshire council trust police fire service department scheme programme project review
    update story media press
    """.split()  # noqa: SIM905  a block of words reads better
)
_ENDINGS = r"(?:'?s|e|es|ed|y|ies|ing|al|er|ers|ment|ments)?"
_ALL_OF_SO_FEW = 2
_SHARE_OF_MORE = 0.6
_SHORTEST_WORD = 3


def _embargo(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for embargo in context.embargoes:
            if context.now is not None and embargo.until is not None and context.now >= embargo.until:
                continue
            span = _speaks_of(reading.folded.text, embargo)
            if span:
                fills = {
                    "topic": embargo.topic,
                    "until": f"{embargo.until:%d %B %Y, %H:%M}" if embargo.until else "it is lifted",
                }
                yield Hit(*reading.folded.span(*span), fills=fills)

    return find


def _speaks_of(text: str, embargo: Embargo) -> tuple[int, int] | None:
    """Where the text speaks of the topic: one of its keywords, or most of the topic's own words."""
    for keyword in embargo.keywords:
        pattern = _phrase(folded_text(keyword))
        if match := pattern.search(text):
            return match.span()
    words = [word for word in _WORD.findall(folded_text(embargo.topic)) if _tells(word)]
    spans = [match.span() for word in words if (match := _phrase(word).search(text))]
    needed = len(words) if len(words) <= _ALL_OF_SO_FEW else _SHARE_OF_MORE * len(words)
    return spans[0] if spans and len(spans) >= needed else None


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in _CARRIES_NO_TOPIC


@lru_cache(maxsize=256)
def _phrase(words: str) -> re.Pattern[str]:
    """The words in order with their usual endings; keywords come from the organisation's own list."""
    parts = [re.escape(_stem(part)) + _ENDINGS for part in words.split()]
    return re.compile(r"(?<!\w)#?" + r"[\s-]?".join(parts) + r"(?!\w)") if parts else re.compile(r"(?!)")


def _stem(word: str) -> str:
    for ending in ("'s", "ies", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_WORD:
            return word.removesuffix(ending)
    return word


def _outside_remit(terms: Collection[str]) -> Find:
    """`terms` are `subject: pattern`; the account's remit is matched with the same patterns to learn its subjects."""
    subjects = parsed(terms)

    @lru_cache(maxsize=256)
    def within(remit: Sequence[str]) -> frozenset[str]:
        said = folded_text(" . ".join(remit)).encode("ascii", "replace")
        return frozenset(n for n, s in subjects.items() if s.pattern is not None and s.pattern.search(said))

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if not context.remit or _says_word_of(reading.folded.text, context.remit):
            return
        own = within(context.remit)
        plain = reading.folded.text.encode("ascii", "replace")
        found = [(name, s.pattern.search(plain)) for name, s in subjects.items() if s.pattern is not None]
        spoken = [(name, match) for name, match in found if match]
        if spoken and not any(name in own for name, _ in spoken):
            span = min(match.span() for _, match in spoken)
            yield Hit(*reading.folded.span(*span), fills={"remit": ", ".join(context.remit)})

    return find


def _says_word_of(text: str, remit: Sequence[str]) -> bool:
    words = {word for entry in remit for word in _WORD.findall(folded_text(entry)) if len(word) > _SHORTEST_WORD}
    return any(re.search(rf"(?<!\w)#?{re.escape(_root(word))}", text) for word in words)


def _root(word: str) -> str:
    """Enough of a word to meet its family: cycling, cyclist, cycle."""
    for ending in ("ing", "ists", "ist", "ion", "ies", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_WORD:
            return word.removesuffix(ending)
    return word


EMBARGO = Detector(_embargo, fills=frozenset({"topic", "until"}))
OUTSIDE_REMIT = Detector(_outside_remit, fills=frozenset({"remit"}), patterns=True)
