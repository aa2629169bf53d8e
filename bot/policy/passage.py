"""All the words that go out with a draft, its own and those that describe its pictures, as evidence is looked for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.context import Context, Media
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """Folded text, each description on a line of its own after the draft; `size` is how much of it is the draft.

    `plain` has one byte for each character, as patterns read it, so that places agree.
    """

    text: str
    plain: bytes
    size: int


def passage(reading: Reading, pictures: Iterable[Media]) -> Passage:
    """The draft and what these pictures are described as, made once for all rules that ask for the same."""
    return _made(reading.folded.text, tuple(picture.alt for picture in pictures if picture.alt) if pictures else ())


def own_words(reading: Reading) -> Passage:
    """The draft alone."""
    return _made(reading.folded.text, ())


def answered(context: Context) -> Passage | None:
    """The post that is answered, read in the same way."""
    return _made(_folded_reply(context.in_reply_to.text), ()) if context.in_reply_to else None


@lru_cache(maxsize=4)
def _made(text: str, descriptions: tuple[str, ...]) -> Passage:
    everything = "\n".join([text, *map(folded_text, descriptions)])
    return Passage(everything, everything.encode("latin-1", "replace"), len(text))


@lru_cache(maxsize=2)
def _folded_reply(text: str) -> str:
    return folded_text(text)


@lru_cache(maxsize=4)
def sentence_ends(text: str) -> Sequence[int]:
    """Where sentences end, in folded text; a line is one too."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]
