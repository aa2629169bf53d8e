"""The nearest known name to one that is unknown: one sentence for every place that refuses a name."""

from collections.abc import Collection
from difflib import get_close_matches

_LISTED = 60
"""Names that are still read as a list; more fill a screen and help nobody."""


def did_you_mean(word: str, known: Collection[str], otherwise: str = "") -> str:
    """Ask whether the nearest name was meant where one is near, otherwise list the names there are.

    `otherwise` says what to do where there are none, or too many to list: where they stand, how to add one.
    """
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    if known and len(known) <= _LISTED:
        return f"Known: {', '.join(sorted(known))}."
    there = f"None of the {len(known)} names there are is like it." if known else "There are none yet."
    return f"{there} {otherwise}".strip()
