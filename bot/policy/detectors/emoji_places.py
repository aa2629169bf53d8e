"""Where the emoji of a draft stand, worked out once for all detectors that ask."""

from functools import lru_cache

from bot.core.emoji_sequences import emoji_spans


@lru_cache(maxsize=4)
def emoji_places(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of each emoji, in characters of the text."""
    return tuple(emoji_spans(text))
