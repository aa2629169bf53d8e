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
from bot.policy.gate import Gate
from bot.policy.hits import MASK, Detector, Find, Hit
from bot.policy.needs import of_patterns
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


def _gate(patterns: Sequence[re.Pattern[str]]) -> Gate:
    """Says in one pass which of the patterns may be in a text in lower case."""
    return Gate({number: (of_patterns([known.pattern]),) for number, known in enumerate(patterns)})


class _Formats:
    """The formats of keys, searched in linear time: several of them backtrack without end in `re`."""

    def __init__(self, formats: Sequence[re.Pattern[str]]) -> None:
        self._formats = [_linear(known) for known in formats]
        self._gate = _gate(formats)

    def spans(self, text: str, parts: str) -> Iterator[tuple[int, int]]:
        """Where keys stand in the text; `parts` are those parts of it that may hold a piece of one."""
        for number in self._gate.open(parts.casefold()):
            yield from (match.span() for match in self._formats[number].finditer(text))


_NO_MORE = r"(?!\w)"
"""RE2 knows no look-ahead; the formats that end with one repeat a bounded number of times and stay in `re`."""


def _linear(known: re.Pattern[str]) -> "re.Pattern[str] | re2._Regexp":
    if _NO_MORE in known.pattern:
        return known
    return re2.compile(f"(?i){known.pattern}" if known.flags & re.IGNORECASE else known.pattern)


_FORMATS = _Formats([*(pattern for plugin in _PLUGINS for pattern in plugin().denylist), *_OWN_FORMATS])
_SHORTEST_KEY = 16
_KEY_OF_WORDS = re.compile("BEGIN|eyJ|[Xx][Oo][Xx]|[Aa][Ww][Ss]|[Bb][Ee][Aa][Rr][Ee][Rr]")
"""Keys that are told by a word before them, or are short; all others are one long word."""


_NAMED = re.compile(
    r"\b(?P<name>pass ?words?|pass ?phrases?|pass ?codes?|pwd|log-?in details|api[ _-]?keys?|"
    r"secret[ _-]?keys?|client secret|"
    r"access tokens?|auth(?:entication)? tokens?|wi-?fi keys?|cyfrinair)\b"
    r"(?:[^\n.!?]{0,32}?(?P<sign>\bis\b|\bare\b|[:=]|\byw\b))"
    r"[ \t]*[\"'“‘(]?(?P<value>[^\s\"'“”‘’)]{4,64})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:door|gate|key ?-?safe|key ?box|lock ?box|alarm|access|entry|entrance|keypad|security|log-?in|conference|"
    r"meeting|dial-?in|guest|staff|admin|building|barrier|locker|safe|unlock|pass)"
    r"(?:,? )?(?:code|pin|pin number|id)s?\b"
    r"(?:[^\n\d.!?]{0,40}?(?:\bis\b|\bnow\b|[:=]|\bto\b)| )[ \t]*"
    r"(?P<value>[#*]?[A-Z]?\d(?:[A-Z]?\d){2,9}[A-Z]?\b)",
    re.IGNORECASE,
)
_PIN = re.compile(r"\b(?:PIN|pin code|passcode)\b[^\n\d]{0,16}?(?:\bis\b|[:=]|\s)[ \t]*(?P<value>\d{4,8}\b)")
_SPEAKS = re2.compile(
    r"pass|pwd|\bpw\b|\bpin\b|code|\bkeys?\b|key ?safe|key-safe|key ?box|keypad|api|token|secret|log-?in|credential|"
    r"sign-?in|cyfrinair|combination|lock|\bsafe\b|\bdoor\b|\bgate\b|alarm|admin|user|meeting id|conference id|"
    r"dial-?in id|\bid\b|://[^ ]{1,40}:"
)
"""Words without which no password or code is spoken of; a quick look before the slower ones."""

_CODE_FOR = re.compile(
    r"\b(?:code|pin|combination|passcode|key ?code|number)s? (?:for|to|on|at|of|is) (?:the |our |my |this )?"
    r"(?:[\w'’-]+ ){0,5}?(?:door|gate|safe|key ?-?safe|key ?box|alarm|padlock|lock|locker|building|hall|entrance|"
    r"office|barrier|store|cupboard|cabinet|shed|room|ward|keypad|site|depot|station|wi-?fi)\b"
    r"(?:[^\n\d!?]{0,40}?(?:\bis\b|\bnow\b|[:=]|\bto\b|,))[ \t]*"
    r"(?P<value>[#*]?[A-Z]?\d(?:[- ]?[A-Z]?\d){2,9}[A-Z#*]?)(?![\w£])",
    re.IGNORECASE,
)
_COMBINATION = re.compile(
    r"\b(?:padlock|lock|safe|combination|key ?safe)s?\b[^\n\d!?]{0,50}?(?:\bis\b|\bnow\b|[:=]|\bto\b)[ \t]*"
    r"(?P<value>\d(?:[- ]?\d){3,7})(?![\w%:])",
    re.IGNORECASE,
)
_AS_PASSWORD = re.compile(
    r"(?:\buse|\btype|\benter|\bwith|\bis|\bto|\btry)\s+[\"“'‘](?P<value>[^\s\"”'’]{4,40})[\"”'’]\s+(?:as|for) "
    r"(?:the |your |a )?(?:\w+ )?(?:pass ?word|pass ?code|pin|log-?in|wi-?fi)",
    re.IGNORECASE,
)
_AT_THE_PROMPT = re.compile(
    r"\b(?:use|type|enter|try|put)(?: in)?\s+[\"“'‘]?"
    r"(?P<value>(?=[^\s]{0,40}[\d!$%&*_+#@?-])[^\s\"”'’]{4,40})[\"”'’]?\s+"
    r"(?:when|if|where) (?:it|you|asked|prompted)\b[^\n.!?]{0,40}?(?:pass ?word|pass ?code|pin|code|log-?in|key)",
    re.IGNORECASE,
)
_PASSWORD_BARE = re.compile(
    r"\b(?:pass ?word|pass ?code|pwd|pw|pass)\b\W{0,3}"
    r"(?P<value>(?=[^\s]{0,30}\d)(?=[^\s]{0,30}[A-Za-z])[A-Za-z0-9!$%&*_+#@?-]{6,40})",
    re.IGNORECASE,
)
_LOGIN_PAIR = re.compile(
    r"\b(?:log-?in|credentials|sign-?in|admin)\b[^\n:]{0,12}: ?\S{3,30} ?[/,|] ?(?P<value>(?=\S{0,30}\d)\S{6,40})",
    re.IGNORECASE,
)
_KEYPAD = re.compile(
    r"\b(?:keypad|padlock|key ?safe|lock ?box|door lock)\b[^\n\d!?]{0,25}?(?:\bis\b|\bnow\b|[:=]|\bto\b)\s+"
    r"(?P<value>[A-Z]?\d{3,8}[A-Z]?)\b",
    re.IGNORECASE,
)
_CODE_TO_ENTER = re.compile(
    r"(?<!promo )(?<!discount )(?<!voucher )(?<!offer )\bcode\s+"
    r"(?P<value>(?=[A-Z0-9]{0,20}\d)[A-Z0-9]{4,20})\s+(?:to|at|for|gets|will|opens)\b[^\n.!?]{0,30}?"
    r"(?:get in\b|let (?:you|yourself) in|enter\b|entrance|door|gate|staff|barrier|unlock|log in)",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\bpass ?(?:word|code)(?:s| for)?\b[^\n.!?]{0,40}?(?:['’]s|\bis|\bwas)? (?:still|now|currently|again)\s+[\"“'‘]?"
    r"(?P<value>(?=[^\s]{0,30}\d)[^\s\"”'’]{5,40})",
    re.IGNORECASE,
)
_DOOR_SIGN = re.compile(
    r"\b(?:door|gate|safe|alarm|padlock|keypad|key ?safe)\b ?[:=] ?(?P<value>[A-Z]?\d{4,8}[A-Z]?)(?![\w:.])",
    re.IGNORECASE,
)
_LOCK_SET_TO = re.compile(
    r"\b(?:gate|door|barrier|padlock|lock|alarm|keypad|key ?safe|locker|shutter|yard|side entrance|stores?)s?\b"
    r"[^\n\d.!?]{0,40}?\b(?:is|are|on|now|to|set to|opens with)[ \t]+"
    r"(?P<value>[#*]\d{3,8}|\d{3,8}[#*]|[A-Z]\d{3,6}[A-Z#]?\b|(?<=opens with )\d{4,8}\b)",
    re.IGNORECASE,
)
_DIGIT_BY_DIGIT = re.compile(
    r"\b(?:key ?-?safe|keypad|padlock|door|gate|alarm|lock ?box|locker|code|pin)\b[^\n\d!?]{0,50}?"
    r"(?P<value>\d(?:[- ]\d){3,7})(?![\w%:-])",
    re.IGNORECASE,
)
_CONNECTION = re.compile(r"\b[a-z][a-z0-9+]{2,12}://[^\s:/@]{1,40}:(?P<value>[^\s:/@]{3,60})@", re.IGNORECASE)
_WEAK_WORDS = """
    letmein password qwerty qwertyuiop admin administrator changeme iloveyou football dragon monkey sunshine princess
    baseball trustno master superman batman liverpool chelsea arsenal abcdef abcdefg qazwsx passw welcomeback
"""
_WEAK = frozenset(_WEAK_WORDS.split())
"""Plain words that are chosen as passwords so often that they are one wherever a password is said to be."""

_USER_PASS = re.compile(
    r"\buser(?:name)?\s+\S{3,30}[,;/ ]+(?:and )?pass(?:word)?\s+"
    rf"(?P<value>(?:{'|'.join(sorted(_WEAK))})\b|(?=[^\s]{{0,30}}\d)[^\s.,;!?]{{4,64}})",
    re.IGNORECASE,
)
_ENDS_HERE = re.compile(r"\s*(?:[.,;!)\"'”’]|$|\n|\band\b|\bto\b|\bfor\b)")
_COMMON_LOGIN = re.compile(
    r"\b(?:user(?:name)?|log-?in)\s*[:=]\s*\S{3,40}[,;/ ]+pass(?:word)?\s*[:=]\s*(?P<value>\S{3,64})", re.IGNORECASE
)
_SAYINGS = (
    _NAMED,
    _CODE,
    _PIN,
    _COMMON_LOGIN,
    _CODE_FOR,
    _COMBINATION,
    _AS_PASSWORD,
    _AT_THE_PROMPT,
    _PASSWORD_BARE,
    _DOOR_SIGN,
    _LOGIN_PAIR,
    _KEYPAD,
    _CONNECTION,
    _LOCK_SET_TO,
    _DIGIT_BY_DIGIT,
    _CODE_TO_ENTER,
    _STILL,
    _USER_PASS,
)
_SAYINGS_MET = _gate(_SAYINGS)
_LIKE_I = str.maketrans("\u0130\u0131", "ii")
"""Letters that a search without regard to capitals takes for an i."""


def _build(terms: Collection[str]) -> Find:
    """`terms` are values that are no secret wherever they stand, such as the word "required"."""
    harmless = frozenset(term.lower() for term in terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        formats = _keys(reading.text)
        spoken = _spoken(reading.text, harmless) if _SPEAKS.search(reading.folded.text) else ()
        for start, end in {*formats, *spoken}:
            yield Hit(start, end, shown=MASK, private=True)
        if any(next(_spoken(media.alt, harmless), None) for media in context.media if media.alt):
            yield Hit(0, 0)

    return find


@lru_cache(maxsize=4)
def _keys(text: str) -> frozenset[tuple[int, int]]:
    """Where keys of known formats stand, looked for once for all rules that ask."""
    if _KEY_OF_WORDS.search(text):
        return frozenset(_FORMATS.spans(text, text))
    long = [word for word in text.split() if len(word) >= _SHORTEST_KEY]
    return frozenset(_FORMATS.spans(text, " ".join(long)) if long else ())


def _spoken(text: str, harmless: frozenset[str]) -> Iterator[tuple[int, int]]:
    named, others = _sayings(text)
    for match in named:
        value = match["value"].rstrip(".,;!?")
        if value and value.lower() not in harmless and _reads_as_secret(text, match, value):
            yield match.start("value"), match.start("value") + len(value)
    yield from others


@lru_cache(maxsize=4)
def _sayings(text: str) -> tuple[Sequence[re.Match[str]], Sequence[tuple[int, int]]]:
    """What names a password, and where other values stand that sayings give away."""
    met = _SAYINGS_MET.open(text.translate(_LIKE_I).casefold())
    others = [match.span("value") for number in sorted(met - {0}) for match in _SAYINGS[number].finditer(text)]
    return tuple(_NAMED.finditer(text)) if 0 in met else (), others


def _reads_as_secret(text: str, match: re.Match[str], value: str) -> bool:
    """A value with digits, signs or odd capitals is one; a plain word only after a colon and alone."""
    if "://" in value or value.startswith(("www.", "@", "#")):
        return False
    letters = value.replace("-", "").replace("'", "").replace("’", "")
    if not letters.isalpha() or (any(c.isupper() for c in letters[1:]) and not letters.isupper()):
        return any(c.isalnum() for c in value) and not value.endswith("%")
    if letters.lower() in _WEAK:
        return True
    after = text[match.start("value") + len(value) :]
    return match["sign"] in ":=" and bool(_ENDS_HERE.match(after))


SECRETS = Detector(_build)
