"""The first person singular on an account that speaks for an organisation. Quotations and questions are left out."""

import re
from collections.abc import Collection, Iterator

from bot.policy.context import Context
from bot.policy.hits import Detector, Find, Hit
from bot.policy.needs import any_of
from bot.policy.phrases import phrases
from bot.policy.reading import Reading

_QUOTED = re.compile(
    r"“[^”]{0,600}”|\"[^\"]{0,600}\"|‘[^’]{0,300}’(?!\w)|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){3,300}'(?!\w)"
)
_FIRST_PERSON = re.compile(
    r"(?<![\w'’.&-])(?:I|[Ii]['’](?:m|ve|d|ll)|[Mm]yself)(?![\w'’.&-]|\s?[♥❤])|"
    r"\b[Mm]e and (?:the|my)\b|(?<![\w'’.])i (?:think|love|hate|am|was|feel)\b"
)
_MINE = re.compile(
    r"(?<![#\w])[Mm]y (?:own |personal |humble |honest |latest |new |favourite |least |all-time |wonderful |lovely |"
    r"gorgeous |dear |beautiful |amazing |brilliant |poor |old |late |clever )?"
    r"(?:view|opinion|take|mind|thoughts?|money|colleagues?|team|job|boss|shift|day|week|work|desk|office|husband|"
    r"wife|partner|kids|son|daughter|mum|mam|dad|nan|gran|nana|grandad|sister|brother|dog|cat|knees|other half|"
    r"missus|hubby|heart|favourite|hat|guess|advice|two pence|tuppence|experience|bad|vote|"
    r"constituents?|apologies)\b"
)
_SELF = re.compile(r"(?:[Ii]|[Mm]y(?:self)?|[Mm]e)\b")
"""A quick look for what both of them need."""

_NUMERAL = re.compile(
    r"\b(?:World War|War|Part|Phase|Chapter|Elizabeth|Charles|George|James|William|Type|Grade|Level|Stage|Class|Group|"
    r"Vitamin|Volume|Section|Act|Schedule|Richard|Edward|Henry|Mary|Key Stage|Category|Division)\s\Z"
)
_GAME = re.compile(r"I[ -](?:[Ss]py|[Cc]hing)\b|I\.T|I ♥|I/O|I Love [A-Z]")
_PORTRAIT = re.compile(
    r"\bMeet [A-Z]|[a-z]['’]s (?:own )?(?:story|words|journey)\b|"
    r"\bin (?:her|his|their) own words\b|"
    r"\b(?:[Rr]ead|[Tt]ells?|[Ss]hares?) (?:her|his|their|[A-Z][a-z]+['’]s) stor(?:y|ies)\b"
)
"""A member of staff or a reader who is introduced speaks for themselves, with or without quotation marks."""

_SAID_BY = re.compile(r"[^.!?\n]*, (?:says?|said|asks|asked|sings|sang) (?:the|a|our|one|[A-Z])")
"""Who else says it, where no marks of quotation stand."""

_ASKS = re.compile(r"[^.!?\n]*\?")
_READER_ASKS = re.compile(
    r"\A[^?]*\b(?:[Hh]ow|[Ww]hat|[Ww]hen|[Ww]here|[Ww]ho|[Ww]hich|[Cc]an|[Dd]o|[Ss]hould|[Mm]ust|[Ww]ill)"
    r"(?: \w+)? I (?!think|wrong|know|say|alone|care)[^.?!\n]*\?(?=\s+\S)"
)
"""A reader's question with an answer after it, as on a page of questions: what leads up to it is the reader's too."""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _first_person(_terms: Collection[str]) -> Find:
    def find(reading: Reading, _context: Context) -> Iterator[Hit]:
        """Where somebody speaks as themselves."""
        text = reading.text
        if not _SELF.search(text) or not (_FIRST_PERSON.search(text) or _MINE.search(text)) or _PORTRAIT.search(text):
            return
        plain = _READER_ASKS.sub(_blank, _QUOTED.sub(_blank, text))
        for match in sorted([*_FIRST_PERSON.finditer(plain), *_MINE.finditer(plain)], key=lambda m: m.start()):
            numeral = match[0] == "I" and _NUMERAL.search(plain, max(0, match.start() - 24), match.start())
            if not (
                numeral
                or _GAME.match(plain, match.start())
                or _ASKS.match(plain, match.start())
                or _SAID_BY.match(plain, match.start())
            ):
                yield Hit(*match.span())
                return

    return find


_NEED = any_of([phrases(("i", "i'm*", "i've*", "i'd*", "i'll*", "my", "me", "myself"))], ())

FIRST_PERSON = Detector(_first_person, needs=lambda _terms: (_NEED,))
