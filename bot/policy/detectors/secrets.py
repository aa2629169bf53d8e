"""Passwords, door codes, keys and tokens. Key formats come from detect-secrets; the spoken ones are found here.

"Keep your password safe" names no password: a value has to follow.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import re2
from detect_secrets.plugins import (
    aws,
    discord,
    github_token,
    gitlab_token,
    jwt,
    mailchimp,
    openai,
    private_key,
    pypi_token,
    sendgrid,
    slack,
    square_oauth,
    stripe,
    telegram_token,
    twilio,
)

from bot.policy.context import Context
from bot.policy.detectors.secret_sayings import NAMED, SAYINGS, WEAK
from bot.policy.hits import MASK, Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.passage import passage
from bot.policy.patterns import pattern
from bot.policy.pieces import PieceIndex, needed
from bot.policy.reading import Reading

_PLUGINS = (
    aws.AWSKeyDetector,
    discord.DiscordBotTokenDetector,
    github_token.GitHubTokenDetector,
    gitlab_token.GitLabTokenDetector,
    jwt.JwtTokenDetector,
    mailchimp.MailchimpDetector,
    openai.OpenAIDetector,
    private_key.PrivateKeyDetector,
    pypi_token.PypiTokenDetector,
    sendgrid.SendGridDetector,
    slack.SlackDetector,
    square_oauth.SquareOAuthDetector,
    stripe.StripeDetector,
    telegram_token.TelegramBotTokenDetector,
    twilio.TwilioKeyDetector,
)
_OWN_FORMATS = (
    re.compile(r"\bAIza[0-9A-Za-z_-]{30,40}"),
    re.compile(r"\bnpm_[A-Za-z0-9]{36}\b"),
    re.compile(r"\bbearer\s+[A-Za-z0-9._~+/-]{20,}", re.IGNORECASE),
    re.compile(r"\b\d{6,20}-[A-Za-z0-9]{30,60}\b"),  # an access token of X
    re.compile(r"\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{30,}\b"),
)


def _gate(patterns: Sequence[re.Pattern[str]]) -> PieceIndex[int]:
    """Says in one pass which of the patterns may be in a text in lower case."""
    return PieceIndex({number: needed(known.pattern) for number, known in enumerate(patterns)})


class _Formats:
    """The formats of keys, searched in linear time: several of them backtrack without end in `re`."""

    def __init__(self, formats: Sequence[re.Pattern[str]]) -> None:
        self._formats = [_linear(known) for known in formats]
        self._gate = _gate(formats)

    def spans(self, text: str, parts: str) -> Iterator[tuple[int, int]]:
        """Where keys stand in the text; `parts` are those parts of it that may hold a piece of one."""
        for number in self._gate.met(parts.casefold()):
            yield from (match.span() for match in self._formats[number].finditer(text))


_NO_MORE = r"(?!\w)"
"""RE2 knows no look-ahead; the formats that end with one repeat a bounded number of times and stay in `re`."""


def _linear(known: re.Pattern[str]) -> "re.Pattern[str] | re2._Regexp":
    if _NO_MORE in known.pattern:
        return known
    return re2.compile(f"(?i){known.pattern}" if known.flags & re.IGNORECASE else known.pattern)


_FORMATS = _Formats([*(pattern for plugin in _PLUGINS for pattern in plugin().denylist), *_OWN_FORMATS])
_SHORTEST_KEY = 16
_KEY_OF_WORDS = ("begin", "eyj", "xox", "aws", "bearer")
"""Keys that are told by a word before them, or are short; all others are one long word."""


_ENDS_HERE = re.compile(r"\s*(?:[.,;!)\"'”’]|$|\n|\band\b|\bto\b|\bfor\b)")
_SAID = tuple(pattern(saying.pattern) for saying in SAYINGS)
_SAYINGS_MET = _gate(SAYINGS)
_LIKE_I = "\u0130\u0131"
"""Letters that a search without regard to capitals takes for an i."""

_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_BETWEEN = re.compile(r"(?<=\w)[^\x00-\x7f\w]+(?=\w)")
"""Signs beyond ASCII that alone keep two letters apart."""


def _build(terms: Collection[str]) -> Find:
    """`terms` are values that are no secret wherever they stand, such as the word "required"."""
    harmless = frozenset(term.lower() for term in terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for start, end in {*_keys(reading.text), *_spoken(reading.text, _met(reading, context), harmless)}:
            yield Hit(start, end, shown=MASK, private=True)
        for alt in (media.alt for media in context.media if media.alt):
            if next(_spoken(alt, _met_in(alt), harmless), None):
                yield Hit(0, 0)
                return

    return find


@lru_cache(maxsize=4)
def _keys(text: str) -> frozenset[tuple[int, int]]:
    """Where keys of known formats stand, looked for once for all rules that ask."""
    lower = text.lower()
    if any(word in lower for word in _KEY_OF_WORDS):
        return frozenset(_FORMATS.spans(text, text))
    long = [word for word in text.split() if len(word) >= _SHORTEST_KEY]
    return frozenset(_FORMATS.spans(text, " ".join(long)) if long else ())


def _met(reading: Reading, context: Context) -> tuple[int, ...]:
    """The sayings that a draft may hold.

    The pass over all drafts tells it where folding keeps words apart as they are typed.
    """
    if reading.index is None or not _folds_word_by_word(reading.text):
        return _met_in(reading.text)
    may_hold = reading.index.scan(passage(reading, context.media).text).may_hold
    return tuple(number for number, said in enumerate(_SAID) if said in may_hold)


@lru_cache(maxsize=4)
def _folds_word_by_word(text: str) -> bool:
    return text.isascii() or (
        all(map(_keeps_apart, set(_BEYOND_ASCII.findall(text)))) and not any(map(_vanishes, _BETWEEN.findall(text)))
    )


@lru_cache(maxsize=4096)
def _keeps_apart(char: str) -> bool:
    """Whether a character counts as a letter or digit after folding where it did so before, and only there.

    One that vanishes, as what joins emoji does, is no letter and leaves none.
    """
    plain = folded_text(char)
    return plain[:1].isalnum() is char.isalnum() is plain[-1:].isalnum()


def _vanishes(signs: str) -> bool:
    """Whether nothing is left of what stands between two letters, so that folding joins them."""
    return not folded_text(signs)


@lru_cache(maxsize=4)
def _met_in(text: str) -> tuple[int, ...]:
    """The sayings that a text may hold as it is typed."""
    for letter in _LIKE_I:
        text = text.replace(letter, "i")
    return tuple(sorted(_SAYINGS_MET.met(text.casefold())))


def _spoken(text: str, met: Sequence[int], harmless: frozenset[str]) -> Iterator[tuple[int, int]]:
    named, others = _sayings(text, met) if met else ((), ())
    for match in named:
        value = match["value"].rstrip(".,;!?")
        if value and value.lower() not in harmless and _reads_as_secret(text, match, value):
            yield match.start("value"), match.start("value") + len(value)
    yield from others


@lru_cache(maxsize=4)
def _sayings(text: str, met: Sequence[int]) -> tuple[Sequence[re.Match[str]], Sequence[tuple[int, int]]]:
    """What names a password, and where other values stand that sayings give away; of the sayings that may be met."""
    others = [match.span("value") for number in met if number for match in SAYINGS[number].finditer(text)]
    return tuple(NAMED.finditer(text)) if 0 in met else (), others


def _reads_as_secret(text: str, match: re.Match[str], value: str) -> bool:
    """A value with digits, signs or odd capitals is one; a plain word only after a colon and alone."""
    if "://" in value or value.startswith(("www.", "@", "#")):
        return False
    letters = value.replace("-", "").replace("'", "").replace("’", "")
    if not letters.isalpha() or (any(c.isupper() for c in letters[1:]) and not letters.isupper()):
        return any(c.isalnum() for c in value) and not value.endswith("%")
    if letters.lower() in WEAK:
        return True
    after = text[match.start("value") + len(value) :]
    return match["sign"] in ":=" and bool(_ENDS_HERE.match(after))


SECRETS = Detector(_build, patterns=_SAID, spares=True)
