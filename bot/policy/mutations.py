"""Welsh mutations: the first letters that a word may have after other words, so that lists hold it once, as ~claf.

Which word is mutated when, grammar says; for finding a word, any of its forms will do.
"""

import re
from itertools import product

_MARKED = re.compile(r"~([^\s,]+)")
_UNCHANGED = ("ch", "dd", "ff", "ng", "ph", "th", "sh", "ts")
"""Letters of two signs that never mutate, though they begin like some that do."""

_CHANGES = (
    ("ll", ("l",)),
    ("rh", ("r",)),
    ("p", ("b", "mh", "ph")),
    ("t", ("d", "nh", "th")),
    ("c", ("g", "ngh", "ch")),
    ("b", ("f", "m")),
    ("d", ("dd", "n")),
    ("g", ("", "ng")),
    ("m", ("f",)),
)
"""What a first letter becomes: softened, nasal, breathed."""
_VOWELS = "aeiouwyâêîôûŵŷ"


def mutated(word: str) -> tuple[str, ...]:
    """The lower-case word with each beginning that it may have, its own first."""
    if word.startswith(_UNCHANGED):
        return (word,)
    if word[:1] in _VOWELS:
        return word, f"h{word}"
    for first, others in _CHANGES:
        if word.startswith(first):
            return word, *(other + word.removeprefix(first) for other in others)
    return (word,)


def written_out(phrase: str) -> tuple[str, ...]:
    """The phrase with every form of each word that is marked with ~."""
    if "~" not in phrase:
        return (phrase,)
    parts = _MARKED.split(phrase)
    choices = [mutated(part.lower()) if at % 2 else (part,) for at, part in enumerate(parts)]
    return tuple("".join(choice) for choice in product(*choices))
