"""Codes and passwords told in passing: asked for and answered, tapped in, said at the door, in Welsh.

What names them outright stands in secret_sayings.py, what counts as a value in secrets.py.
"""

import re

_ASKED_FOR = re.compile(
    r"\b(?:door|gate|alarm|key ?-?safe|entry|keypad|locker|padlock|safe|barrier|yard|shutter|hall|bay)s?"
    r" (?:code|pin|number|combination)\b[^\n\d]{0,30}?[?.!] "
    r"(?:it ?['’]?i?s|it['’]s|try|use|that['’]s|same as ever:)(?: still| now| always)? "
    r"(?P<value>[#*]?[A-Z]?\d{3,8}[A-Z#*]?)(?![\w:%£])",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"\b(?:one[- ]time|verification|security|log-?in|sign-?in|authenticator|authentication|2fa|sms|texted|reset) "
    r"(?:pass)?(?:code|pin|number)\b[^\n\d.!?]{0,20}?(?:\bis\b|[:=])[ \t]*"
    r"(?P<value>\d{3}[ -]?\d{3}|\d{4,8})(?![\w:%£])",
    re.IGNORECASE,
)
_SIGNED_IN_WITH = re.compile(
    r"\b(?:log|sign)(?:ging|ing)? ?in (?:as|with) [\"“'‘]?[\w.@-]{2,30}[\"”'’]? (?:and|with|plus|then|using) "
    r"(?:the |a )?(?:magic |secret |pass ?)?(?:word|phrase|password|key|code) "
    r"[\"“'‘](?P<value>[^\s\"”'’]{4,40})[\"”'’]",
    re.IGNORECASE,
)
_BESIDE_A_KEY = re.compile(
    r"\bkeys?\b[^\n!?]{0,60}\b(?:alarm|code|keypad|pin)(?: is|:)? (?P<value>[A-Z]?\d{4,8}[A-Z#]?)(?![\w:%£])",
    re.IGNORECASE,
)
_TAPPED_IN = re.compile(
    r"\b(?:tap|type|put|punch|key|enter|press|dial)(?:ped|ing)?(?: in)? "
    r"(?P<value>(?=\S{0,12}\d)[A-Za-z#*]{0,12}-?\d{2,8}[#*]?)(?![\w:%£])(?: in)?"
    r"(?: and (?:press|then|push|pull|wait)| into (?:the|our)| on the (?:pad|keypad|panel|barrier|gate)"
    r"| when (?:it|you)| at the (?:barrier|gate|door|prompt))",
    re.IGNORECASE,
)
_OPENS_ON = re.compile(
    r"\b(?:padlock|lock|safe|gate|door|barrier|shutter|locker|key ?safe|phone|unlock(?:s|ed)?)\b[^\n\d.!?]{0,20}?"
    r"\b(?:opens? (?:on|to|at)|set (?:to|at|on)|is|with)[ \t]+"
    r"(?P<value>0\d{3}|\d{4}[#*]?)(?![\w:%£]|[,.-]\d)(?! ?(?:hours|people|homes|mm|steps))",
    re.IGNORECASE,
)
_IN_WELSH = re.compile(
    r"\b(?:c[oô]d|rhif|pin)\b[^\n\d.!?]{0,40}?\byw\b[ \t]*(?P<value>[#*]?[A-Z]?\d{3,8}[#*]?)(?![\w:%£])",
    re.IGNORECASE,
)
_BOTH_ADMIN = re.compile(
    r"\b(?:with|as|using|is)[: ] ?[\"“'‘]?(?:admin|root|guest|user|test) (?:and|/|with) "
    r"[\"“'‘]?(?P<value>(?:admin|root|guest|user|test|password|letmein|welcome)\d{0,4})\b",
    re.IGNORECASE,
)
_WORD_GIVEN = re.compile(
    r"\b(?:give|say|whisper|use|answer with|quote) (?:them |him |her )?the (?:magic |secret |pass ?)?"
    r"(?:word|phrase|password) [\"“'‘](?P<value>[^\s\"”'’]{4,40})[\"”'’]",
    re.IGNORECASE,
)
IN_PASSING = (
    _ASKED_FOR,
    _ONE_TIME,
    _SIGNED_IN_WITH,
    _BESIDE_A_KEY,
    _TAPPED_IN,
    _OPENS_ON,
    _IN_WELSH,
    _BOTH_ADMIN,
    _WORD_GIVEN,
)
"""Each gives the value away by itself."""
