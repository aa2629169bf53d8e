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
    r"\b(?:c[oô]d|rhif(?! ff[oô]n| cyswllt)|pin)\b[^\n\d.!?]{0,40}?\byw\b[ \t]*"
    r"(?P<value>[#*]?[A-Z]?\d{3,8}[#*]?)(?![\w:%£])",
    re.IGNORECASE,
)
_PASSWORD_IN_WELSH = re.compile(
    r"\b[cg]h?yfrinair\b(?: newydd| y wifi| yw|:|'n dal yn){0,2}[ \t]+[\"“'‘]?"
    r"(?P<value>(?=[^\s]{0,30}\d)[^\s\"”'’,.?]{5,40})",
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
_WORD_WANTED = re.compile(
    r"\b(?:wi-?fi|network|hotspot|portal|printer|screen|kiosk|system|site)\b[^\n!?]{0,60}?"
    r"\b(?:wants|needs|asks for|takes|uses) (?:the |a )?(?:pass ?)?(?:word|phrase|code|key|pin)s? "
    r"[\"“'‘]?(?P<value>[\w-]{0,20}\d[\w-]{0,20})",
    re.IGNORECASE,
)
_OPENED_WITH = re.compile(
    r"\b(?:unlocks?|opens?|let you in|gets you in|is open(?:ed)?) (?:with|to|on|by|using) (?:the code |code )?"
    r"(?P<value>[#*]?\d(?:[- ]\d){2,7}[#*]?|[#*]\d{3,8}|\d{4,8}[#*])",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"\b(?:pass ?word|pass ?code|pin|log-?in)\b[^\n]{0,40}?[.!?] (?:it|mine|the old one|the new one) "
    r"(?:was|is|used to be|will be) [\"“'‘]?(?P<value>(?=[^\s]{0,30}\d)[^\s\"”'’,.!?]{5,40})",
    re.IGNORECASE,
)
_JOIN_CODE = re.compile(
    r"\b(?:join|joining|meeting|class|room|team|channel|invite|room's) (?:code|key|id)\b"
    r"[^\n\d.!?]{0,40}?(?:\bis\b|[:=])[ \t]*(?P<value>(?=\S{0,30}\d)[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{2,12}){1,4})",
    re.IGNORECASE,
)
_CUPBOARD = re.compile(
    r"\b(?:key|keys)\b[^\n!?]{0,60}\b(?:cupboard|cabinet|safe|box|store|locker|drawer)\b[^\n\d.!?]{0,20}"
    r"\bis (?P<value>\d{4,6})(?![\w:%£])",
    re.IGNORECASE,
)
_PRESSED_IN_TURN = re.compile(
    r"\b(?P<value>press [A-Z\d](?: and [A-Z\d])?(?: together)?(?:,? (?:then|and) (?:press )?[A-Z\d#*]\b){1,6}),?"
    r" (?:then |and )?(?:turn|push|pull|twist|lift|enter)",
    re.IGNORECASE,
)
_CHANGED_TO = re.compile(
    r"\b(?:pass ?words?|pass ?codes?|pass ?phrase|(?:door|gate|safe|alarm|entry) code)\b[^\n.!?]{0,60}?"
    r"\b(?:changed|reset|set|updated|switched) to [\"“'‘]?(?P<value>(?=\S{0,30}\d)[^\s\"”'’,]{4,40})",
    re.IGNORECASE,
)
_ALARM_OFF = re.compile(
    r"\balarms?\b[^\n\d.!?]{0,40}\b(?:off|unset|disarm(?:ed|s)?|silenced|reset) (?:with|by|using|on) "
    r"(?:the code |code |pin )?(?P<value>\d{4,6}[#*]?)(?![\w:%£])",
    re.IGNORECASE,
)
_SET_ON = re.compile(
    r"\b(?:entrance|door|gate|cupboard|locker|store|safe|shed|room|cabinet|barrier|padlock|keypad)s?\b[^\n\d.!?]{0,15}"
    r"(?:\bis (?:on|now|back (?:on|to))|:) ?(?P<value>\d(?:-\d){2,7}(?![\w-])"
    r"|\d{4}(?=[.,!]|$| tonight| today| this| until))",
    re.IGNORECASE,
)
_SECRET_IS = re.compile(
    r"\b(?:secret|magic word|shared key|psk)(?: is|:| =|=) ?[\"“'‘]?(?P<value>(?=\S{0,30}\d)[\w-]{6,40})", re.IGNORECASE
)
IN_PASSING = (
    _SET_ON,
    _ALARM_OFF,
    _CHANGED_TO,
    _SECRET_IS,
    _WORD_WANTED,
    _OPENED_WITH,
    _IT_WAS,
    _JOIN_CODE,
    _CUPBOARD,
    _PRESSED_IN_TURN,
    _ASKED_FOR,
    _ONE_TIME,
    _SIGNED_IN_WITH,
    _BESIDE_A_KEY,
    _TAPPED_IN,
    _OPENS_ON,
    _IN_WELSH,
    _PASSWORD_IN_WELSH,
    _BOTH_ADMIN,
    _WORD_GIVEN,
)
"""Each gives the value away by itself."""
