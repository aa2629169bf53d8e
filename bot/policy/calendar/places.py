"""Whether two areas share a place. Names only; no map."""

import re
from unicodedata import combining, normalize

Words = tuple[str, ...]


def same_place(one: str, other: str) -> bool:
    """Whether one name stands whole within the other: Hull and Kingston upon Hull, but not York and Yorkshire."""
    short, long = sorted((_words(one), _words(other)), key=len)
    if not short:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _words(name: str) -> Words:
    """The words of a name without accents, “and” or capitals: Ynys Mon is Ynys Môn, Brighton & Hove is both."""
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return tuple(word for word in re.findall(r"\w+", plain.casefold()) if word != "and")
