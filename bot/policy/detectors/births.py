"""Dates on which a person was born, told from those of libraries, clubs and people long dead.

Every hit is private. Other numbers that belong to a person stand in identifiers.py.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from bot.policy.context import Context
from bot.policy.detectors.private_finds import folded_find
from bot.policy.hits import MASK, Detector, Find
from bot.policy.needs import always

_LABEL_REACH = 40
"""Characters before a date in which it is looked for who was born."""

_BIRTH = re.compile(
    r"\b(?=[bcdg])(?:dob\b|d[./]o[./]b\b|d/?o/?b\b|(?:date of )?birth ?(?:date|day)?\b|born (?:on )?|b\. ?"
    r"|birthday[,:]? |both of them "
    r"|dyddiad geni\b|ganwyd\b|came into (?:the|this) world (?:on )?|birthday (?:is|:) ?)"
    r"[^\d\n]{0,10}?((?:\d{1,2}(?:st|nd|rd|th)?[ /.\-](?:of )?(?:\d{1,2}"
    r"|[a-z]{3,9})[ /.,\-]{1,2}(?:19(?!0\d(?!\d))|20)?\d{2}|"
    r"(?:the )?(?:(?:twenty|thirty)[ -]?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\w{3,8}th)"
    r" (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:19[1-9]\d|20\d\d)|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st"
    r"|nd|rd|th)?,? (?:19[1-9]\d|20\d\d)|"
    r"(?:19[1-9]\d|20\d\d)-\d\d-\d\d))(?!\d)"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
_NAMED_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|af|ydd|fed|eg|ain)? (?:of |o )?(?:{_MONTH})"
    rf"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[a-z]{{3,8}}th|(?:twenty|thirty)[ -][a-z]{{4,7}})"
    rf" (?:of )?(?:{_MONTH})|(?:{_MONTH}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)"
)
_BIRTH_MORE = re.compile(
    r"\b(?=[a-hprtw])(?:(?:(?:date of birth|dob|d\.o\.b|dyddiad geni)\b\.?[^\d\n.!?]{0,30}?"
    r"|born (?:and raised )?(?:in|at|to) [^\d\n.!?]{1,40}? on (?:the )?"
    r"|born (?:on )?(?:the )?|b\. ?"
    r"|(?:a anwyd|ganwyd(?: \w+){0,3}|fe'?i ganwyd|eni|geni)(?: yn [\w' ]{2,20}?)?(?: ar)?(?: y| yr)? "
    r"|(?:birthday|pen-?blwydd)[^\d\n.!?]{0,16}?)"
    rf"(?P<day>{_NAMED_DAY},? ?(?:'\d\d|(?:19|20)\d\d)|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d\d|(?:19|20)\d\d))(?!\d)"
    r"|(?:turned|turns|turning|was|will be|reache[ds]|hit|hits|celebrate[ds] (?:his|her|their)) (?:the big )?"
    r"(?:\d{1,3}(?:st|nd|rd|th)?|thirty|forty|fifty|sixty|seventy|eighty|ninety|eighteen|twenty-one)(?: birthday)?,? "
    rf"(?:on|this) (?:\w{{3,6}}day,? ?)?(?:the )?(?P<turned>{_NAMED_DAY}(?:,? (?:19|20)\d\d)?)(?!\d))"
)
"""The same in further shapes: after a place, in Welsh, with the year cut short, or as the day somebody turns an age."""

_BIRTH_ASKED = re.compile(rf"({_NAMED_DAY},? (?:19|20)\d\d)[^\d\n.!?]{{0,16}}\b(?:you|he|she|they) (?:were|was) born\b")
"""The day before the word."""

_SPAN_OF_DATES = re.compile(r"\s*(?:to|and|until|till|-) ?(?:the )?\d|\s*or (?:before|after|earlier|later|since)\b")
_ABOUT_SOMEBODY = re.compile(
    r"\b(?:he|she|him|her|his|hers|who (?:was|is|has|came|lives|died)|patients?|clients?|residents?|claimants?|"
    r"tenants?|son|daughter|mr|mrs|ms|miss|mum|dad|gentleman|lady|man|woman|boy|girl|baby|family|wife|husband|"
    r"ha(?:ve|s) you down|got you (?:on|as|down)|down as|our records|your (?:record|file|form|date|name)|you as|"
    r"is there an?|no name|unnamed|unsigned|forms?|passes|wallet|licence|yours|is (?:it|this|that) you|that's you|"
    r"the child|pupil|"
    r"twins?|whose|you were born|"
    r"a anwyd|happy birthday|pen-?blwydd hapus|volunteers?|colleagues?|uncle|aunt\w*|grand\w+|nan|gran|sister|brother|"
    r"nephew|niece|ganwyd (?!(?:y |yr )?(?:gwasanaeth|clwb|cwmni|eisteddfod|cyngor|ysbyty|llyfrgell|amgueddfa))|"
    r"dob|date of birth|birth date|geni|\d{1,3}(?:st|nd|rd|th))\b|d[./]o[./]?b"
)
"""Without one of these words, what was born on a day is a service or a club."""

_THING_BORN = re.compile(
    r"\b(?:librar(?:y|ies)|club|service|nhs|hospital|council|museum|school|choir|band|society|brigade|force|station|"
    r"railway|park|team|charity|town|city|festival|market|clinic|newspaper|theatre|scheme|idea|project|it|trust|general|infirmary|royal|"
    r"department|agency|programme|college|university|union|league|tradition|calf|foal|lamb|kitten|puppy|cub|chick|pup|pony|tortoise|cygnet|penguin|elephant)"
    r" (?:was|were|is) (?:\w+ )?born (?:on )?\Z"
)
_ANIMAL_REACH = 60
_ANIMAL_BORN = re.compile(
    r"\b(?:pd|police dog|(?:station|search|therapy|guide|sniffer|rescue|fire) dog|dog|puppy|pup|spaniel|labrador|"
    r"alsatian|collie|police horse|horse|mare|gelding|pony|foal|cat|kitten|donkey|tortoise|parrot|owl)\b(?!')"
    r"[^.!?]{0,30}\bborn (?:on )?(?:the )?\Z"
)
_NAME_BORN = re.compile(r"[a-z'-]{2,} [a-z'-]{2,}(?:,|,? was|,? is) born (?:on )?(?:the )?\Z")
_BORN_HERE = re.compile(r"\b(?:poet|novelist|painter|author|composer|suffragette|inventor|explorer|engineer|artist)\b")
_WITHIN_MEMORY = re.compile(r"(?:19(?:1[5-9]|[2-9]\d)|20\d\d)\Z")
_NUMBERS_ONLY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19[2-9]\d|20\d\d)")

_OF_EVERYBODY = re.compile(
    r"\b(?:children|babies|anyone|everyone|those|people|if you (?:were|are)|were you|was your child|a child was|"
    r"if your child (?:was|is)|between|on or (?:before|after))\b[^.!\n]{0,20}\bborn\b"
)


def _birth(_terms: Collection[str]) -> Find:
    def find(text: str, _context: Context) -> Iterator[tuple[int, int, str]]:
        for start, end in _birth_dates(text):
            general = _SPAN_OF_DATES.match(text, end) or _OF_EVERYBODY.search(text, 0, end)
            if not general and _somebodys(text, start, end):
                yield start, end, "date of birth " + MASK

    return folded_find(find)


def _somebodys(text: str, start: int, end: int) -> bool:
    """Whether a person was born then, and not a library or somebody long dead: by what stands before, and by the year.

    Where only a name stands there, two words of it are wanted and a year within living memory.
    """
    before = text[max(0, start - _LABEL_REACH) : start]
    if _THING_BORN.search(before) or _ANIMAL_BORN.search(text[max(0, start - _ANIMAL_REACH) : start]):
        return False
    named = _NAME_BORN.search(before) and _WITHIN_MEMORY.search(text[start:end]) and not _BORN_HERE.search(before)
    return bool(named or _NUMBERS_ONLY.fullmatch(text[start:end]) or _ABOUT_SOMEBODY.search(text))


@lru_cache(maxsize=4)
def _birth_dates(text: str) -> Sequence[tuple[int, int]]:
    """Where birth dates stand, each once; looked for once for all rules, as are the others of a draft."""
    spans = {match.span(1) for match in _BIRTH.finditer(text)}
    spans |= {match.span(match.lastgroup or 0) for match in _BIRTH_MORE.finditer(text)}
    if "born" in text:
        spans |= {match.span(1) for match in _BIRTH_ASKED.finditer(text)}
    apart, reached = [], -1
    for start, end in sorted(spans):
        if start >= reached:
            apart.append((start, end))
        reached = max(reached, end)
    return apart


DATE_OF_BIRTH = Detector(_birth, needs=always(*(shape.pattern for shape in (_BIRTH, _BIRTH_MORE, _BIRTH_ASKED))))
