"""Short forms of verbs, so that a list need not hold "can't", "cannot" and "cant" each for itself."""

import re

_NEGATED = (
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "could",
    "would",
    "should",
    "must",
    "need",
)
_SHORTENED = (("re", "are"), ("ve", "have"), ("ll", "will"))
_FULL = (
    {"can't": "cannot", "won't": "will not", "shan't": "shall not"}
    | {f"{verb}n't": f"{verb} not" for verb in _NEGATED}
    | {f"{what}'s": f"{what} is" for what in ("that", "it", "what", "who", "here", "there", "where", "how")}
    | {f"{who}'{end}": f"{who} {verb}" for who in ("we", "you", "they") for end, verb in _SHORTENED}
)
_WORDS = frozenset({"were", "well"})
"""Short forms that are other words without their apostrophe."""

_SHORT_FORM = re.compile(rf"\b(?:{'|'.join(_FULL)})\b")


def spellings(phrase: str) -> tuple[str, ...]:
    """The lower-case phrase as written, with its short forms in full, and without their apostrophes."""
    if "'" not in phrase:
        return (phrase,)
    full = _SHORT_FORM.sub(lambda short: _FULL[short[0]], phrase)
    bare = _SHORT_FORM.sub(lambda short: _bare(short[0]), phrase)
    return tuple(dict.fromkeys((phrase, full, bare)))


def _bare(short: str) -> str:
    bare = short.replace("'", "")
    return short if bare in _WORDS else bare
