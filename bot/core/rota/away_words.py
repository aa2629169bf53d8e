"""What people write around the days when they are away: reasons, “I’ll be”, “not in”. Nothing of it is kept (S68).

What is left says when; reading that is away_said.py's.
"""

import re

from bot.core.rota.points import LENGTH, MONTHS
from bot.core.rota.saying import plain

_ILL = r"(?:(?:off|feeling|feel|still|really|very|quite|a bit) )*(?:sick|ill|unwell|poorly|rough|under the weather)"
_FAMILY = r"(?:(?:my|the) )?(?:child|son|daughter|kid|kids|children|mum|dad|partner|wife|husband)s?"
_KINDS = "annual|sick|study|parental|maternity|paternity|compassionate|bereavement|carers|unpaid|special"
_REASONS = (
    r"not (?:feeling )?(?:(?:at all|very|too|so) )?(?:well|good|great|right)",
    rf"{_FAMILY} (?:(?:is|are) )?{_ILL}",
    rf"{_ILL}(?: (?:leave|note|child|kids?|day))?",
    r"(?:(?:a|the|bad|nasty|stomach|tummy) )*(?:flu|cold|covid|bug|virus|migraine|headache|fever|food poisoning)",
    r"signed off(?: work)?(?: sick)?",
    rf"(?:my )?(?:{_KINDS}) leave",
    r"(?:(?:taking|on|my|a|an) )*(?:leave|a/l|toil|holidays?|vacation|jury service|bereavement|funeral)",
    r"(?:(?:taking|have|having|booked|a|an|the|some|my) )*(?:days? off|time off)(?: work)?",
    r"(?:(?:at|the|a|an|my|to|medical) )*(?:dentists?|doctors?|gp|hospital|optician|physio|appointment|appt)",
)
_NOT_IN = r"(?:wont be|will not be|not) (?:in|around|available|at work|working|here)(?: the office)?"
_FRAMES = (
    r"ill be|im|i am|i will be|ive got|i have|ive|got|i|will be|taking|take|booked|(?<=off )work",
    _NOT_IN,
    r"(?:cant|cannot|can not|unable to) (?:come in|work|make it|be in)",
    r"sorry|please|unfortunately|hi|hello|thanks|thank you|because of|due to|with|again",
)
_REMOVED = re.compile(rf"(?<![\w/])(?:{'|'.join((*_FRAMES, *_REASONS))})(?![\w/])")
_REASON = re.compile(rf"(?<![\w/])(?:{'|'.join(_REASONS)}|{_NOT_IN})(?![\w/])")
_SAID_DIFFERENTLY = (
    (re.compile(r" ?[&+] ?"), " and "),
    (re.compile(r"\b(?:not|wont be|will not be) back (?:until|till|til|before)\b"), "back"),
    (
        re.compile(r"\b(?:returning|returns?|be back|back)(?: (?:in|at|to|from))?(?: the)?(?: office| work| leave)?\b"),
        "back",
    ),
    (re.compile(r"\bup to and including\b"), "until"),
    (re.compile(r"\bover (?=(?:the )?weekend\b)"), ""),
    (re.compile(rf"^((?:off |away |on leave )?)in (?=(?:{'|'.join(MONTHS)})\b)"), r"\1"),
    (re.compile(r"\bfor (?=(?:the )?rest of\b)"), ""),
    (re.compile(rf"\b(?:for )?(?:the )?next (?={LENGTH}\b)"), "for "),
    (re.compile(r"\b(?:leaving|finishing|going home|going)(?: early)?(?: at)? (?=\d)"), "from "),
    (re.compile(r"\b(?:last night|yesterday evening)\b"), "yesterday"),
)
_ABSENT = re.compile(r"^(?:(?:off|away|out)\b[ ,]*)+")


def without_reasons(words: str) -> str:
    """The words that say when, in lower case; empty where none do: "flu", "off sick, sorry"."""
    text = plain(words)
    for pattern, meant in _SAID_DIFFERENTLY:
        text = pattern.sub(meant, text)
    text = " ".join(_REMOVED.sub(" ", text).split()).replace(" ,", ",").strip(" ,.;:-!")
    return _ABSENT.sub("", text)


def speaks_of_absence(words: str) -> bool:
    """Whether they say by themselves that somebody is away, without a command that does: "off sick today"."""
    text = plain(words)
    return bool(_ABSENT.match(text) or _REASON.search(text) or text.startswith(("back ", "im back ", "ill be back ")))
