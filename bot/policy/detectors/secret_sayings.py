"""How people say a password, a code or a key. What counts as its value, secrets.py decides."""

import re

from bot.policy.detectors.secrets_in_passing import IN_PASSING

NAMED = re.compile(
    r"\b(?P<name>pass ?words?|pass ?phrases?|pass ?codes?|pwd|log-?in details|api[ _-]?keys?|"
    r"secret[ _-]?keys?|client secret|"
    r"access tokens?|auth(?:entication)? tokens?|wi-?fi keys?|cyfrinair)\b"
    r"(?:[^\n.!?]{0,32}?(?P<sign>\bis\b|\bare\b|[:=]|\byw\b))"
    r"[ \t]*[\"'“‘(]?(?P<value>[^\s\"'“”‘’)]{4,64})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:door|gate|key ?-?safe|key ?box|lock ?box|alarm|access|entry|entrance|keypad|security|log-?in|conference|"
    r"meeting|dial-?in|guest|staff|admin|building|barrier|locker|safe|unlock|pass|bleep|crash|pager|duress|override|radio)"
    r"(?:,? )?(?:code|pin|pin number|id)s?\b"
    r"(?:[^\n\d.!?]{0,40}?(?:\bis\b|\bnow\b|[:=]|\bto\b)| )[ \t]*"
    r"(?P<value>[#*]?[A-Z]?\d(?:[A-Z]?\d){2,9}[A-Z]?\b)",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\b(?:PIN|pin code|passcode)\b(?:[^\n\d]{0,16}?(?:\bis\b|[:=]|\s)"
    r"|[ \t](?:for|to|on)[ \t][^\n\d.!?]{1,40}?\b(?:is|are|now)\b)[ \t]*(?P<value>\d{4,8}\b)"
)
_CODE_FOR = re.compile(
    r"\b(?:code|pin|combination|passcode|key ?code|number)s? (?:for|to|on|at|of|is) (?:the |our |my |this )?"
    r"(?:[\w'’-]+ ){0,5}?(?:door|gate|safe|key ?-?safe|key ?box|alarm|padlock|lock|locker|building|hall|entrance|"
    r"office|barrier|store|cupboard|cabinet|shed|room|ward|keypad|site|depot|station|wi-?fi)\b"
    r"(?:[^\n!?]{0,40}?(?:\bis\b|\bnow\b|[:=]|\bto\b|,))[ \t]*"
    r"(?P<value>[#*]?[A-Z]?\d(?:[- ]?[A-Z]?\d){2,9}[A-Z#*]?)(?![\w£:%])",
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
WEAK = frozenset(_WEAK_WORDS.split())
"""Plain words that are chosen as passwords so often that they are one wherever a password is said to be."""

_USER_PASS = re.compile(
    r"\buser(?:name)?\s+\S{3,30}[,;/ ]+(?:and )?pass(?:word)?\s+"
    rf"(?P<value>(?:{'|'.join(sorted(WEAK))})\b|(?=[^\s]{{0,30}}\d)[^\s.,;!?]{{4,64}})",
    re.IGNORECASE,
)
_TO_LOG_IN = re.compile(
    r"\b(?:pass ?words?|pass ?codes?|pass|pw|pwd|pword|unlock(?: code| word)?|log-?on|log-?in|sign-?in)\b"
    r"[^\n.!?:=/]{0,24}?(?:\bis\b|\bwas\b|\bnow\b|[:=/,]|\band\b)[ \t]*[\"“'‘]?"
    r"(?P<value>(?=[^\s]{0,30}[A-Za-z])(?=[^\s]{0,30}[\d!$%&*_+#?~^])(?![^\s]{0,60}(?:://|\.(?:uk|com|org|net)))"
    r"[^\s\"”'’/@,;]{5,40}?)(?=[\s\"”'’,;.!?)]{0,3}(?:\s|$))",
    re.IGNORECASE,
)
"""A value that no word looks like, after any of the names of a password."""
_ACCOUNT_AND_WORD = re.compile(
    r"\b(?:log-?(?:in|on)|sign-?in|creds|credentials|account)\b[^\n.!?]{0,24}? "
    r"\S{3,40} ?(?:/|\||\+|\band\b|,) ?(?:\w+ ){0,2}"
    r"(?P<value>(?=\S{0,30}[A-Za-z])(?=\S{0,30}\d)(?=\S{0,30}[A-Z!$%&*#?])[^\s/,;:@]{6,40}?)(?=[.,;!]?(?:\s|$))"
)
_SETTING = re.compile(
    r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){0,5}_?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|PWD|CREDENTIALS?)(?:_[A-Z0-9]+)?"
    r"[ \t]?[=:][ \t]?[\"']?(?P<value>[^\s\"']{6,80})"
)
"""A setting as it stands in a file or is exported in a shell."""
_LONG_KEY = re.compile(
    r"\b(?:api[ _-]?key|key|token|secret)\b[\"']?[^\n.!?]{0,16}?[ :=][\"']?"
    r"(?P<value>(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[A-Za-z])[A-Za-z0-9_-]{16,80}|[0-9A-Fa-f]{2}(?:[-:][0-9A-Fa-f]{2}){3,})\b",
    re.IGNORECASE,
)
_MARKED_KEY = re.compile(
    r"\b(?P<value>[a-z]{2,6}_(?:live|test|prod|dev|sec)_[A-Za-z0-9]{12,80}|whsec_[A-Za-z0-9]{12,80})\b"
)
_PUNCHED_IN = re.compile(
    r"\b(?:punch|press|key|tap|type|dial|put|bash)(?: in)?[ \t]+"
    r"(?P<value>\d{3,8}[#*]|[#*]\d{3,8}[#*]?|[A-Z]\d{4,6}[A-Z]?)(?!\w)",
)
_LOCKED_PLACE = (
    r"(?:store ?rooms?|stores?|cupboards?|hatch|cabinets?|dispensary|cash ?box|till|safe|loos?|toilets?|"
    r"changing rooms?|"
    r"sluice|mortuary|pharmacy|trolley|shed|bike (?:store|shed|cage)|gates?|doors?|barriers?|lift|archive|vault|"
    r"strong ?room|lockers?|locker room|staff ?room|rest room|mess room|back door|side door|fire exit|lodge|plant room|"
    r"boiler room|hut|cabin|container|alarm|key ?safe|key ?box|padlock|keypad|shutters?|entrance|compound|yard|"
    r"server room|car park|linen room|office|depot|medicines?|garage)"
)
_UNLIKE_A_YEAR = r"(?!(?:19|20)\d\d(?![\d#*]))(?:[#*]?[A-Z]?\d{4,8}[A-Z]?[#*]?|\d{2}(?:[- ]\d{2}){2,3})(?![\w%:]|\.\d)"
_NO_DOOR = (
    r"(?<!dress )(?<!promo )(?<!post )(?<!area )(?<!discount )(?<!voucher )(?<!offer )(?<!dialling )(?<!tax )"
    r"(?<!colour )"
)
_CODE_AND_PLACE = re.compile(
    rf"{_NO_DOOR}\b(?:codes?|combination|combo|digits|sequence|pin)\b[^\n!?]{{0,50}}?\b{_LOCKED_PLACE}\b"
    rf"[^\n!?]{{0,60}}?\b(?:is|it's|to|now|are|as|becomes)\b:? (?:now )?(?P<value>{_UNLIKE_A_YEAR})",
    re.IGNORECASE,
)
_PLACE_AND_CODE = re.compile(
    rf"\b{_LOCKED_PLACE}(?:'s)?\b[^\n!?]{{0,50}}?{_NO_DOOR}\b(?:codes?|combination|combo|digits|pin)\b"
    r"[^\n!?]{0,50}?(?:\b(?:is|it's|to|now|are|as|becomes)\b|:) (?:now )?(?:[a-z][a-z' ]{2,26}, )?"
    rf"(?P<value>{_UNLIKE_A_YEAR})",
    re.IGNORECASE,
)
_OPENS_WITH = re.compile(
    rf"\b{_LOCKED_PLACE}\b[^\n!?]{{0,40}}?\b(?:is|it's|opens? (?:on|with|to)|unlocks? (?:on|with)|set to|now|takes)\b "
    rf"(?:now |still |set to )?(?P<value>{_UNLIKE_A_YEAR})"
    r"(?=[^\n.]{0,12}(?:this week|from tonight|from today|until|till|to (?:open|switch|unlock|get|disarm|turn)|same as|"
    r"as (?:ever|usual|before)|again|for now|\.\s*(?:don't|do not|keep|same|shh))|(?<=[#*])|(?<=\d{6}))",
    re.IGNORECASE,
)
_PRESSED = re.compile(
    r"\b(?:press|enter|use|try|type|tap|key in|punch in|dial)\b "
    r"(?P<value>\d{3,8}[#*]|\d{3,8}(?= (?:and|then)[^\n.]{0,16}\b"
    r"(?:star|hash|pound|tick|green|enter|key)\b))",
    re.IGNORECASE,
)
_TURNED_TO = re.compile(
    r"\b(?:turn|dial|spin)\b[^\n\d.!?]{0,20}\bto "
    r"(?P<value>\d{1,2}\b[^\n\d.!?]{1,24}\d{1,2}\b[^\n\d.!?]{1,24}\d{1,2})\b",
    re.IGNORECASE,
)
_YEAR_AS_CODE = re.compile(
    r"\b(?:codes?|combination|pin|password)\b[^\n!?]{0,40}\b(?:year|birthday|date)\b[^\n!?]{0,40}?"
    r"(?P<value>(?:19|20|18)\d\d)\b",
    re.IGNORECASE,
)
_COMMON_LOGIN = re.compile(
    r"\b(?:user(?:name)?|log-?in)\s*[:=]\s*\S{3,40}[,;/ ]+pass(?:word)?\s*[:=]\s*(?P<value>\S{3,64})", re.IGNORECASE
)
_PASS_PHRASE = re.compile(
    r"\bpass[ -]?(?:phrases?|words?)\b[^\n.!?]{0,20}?[ :=,]\s*[\"“'‘]?"
    r"(?P<value>[a-z0-9]{2,14}(?:-[a-z0-9]{2,14}){2,5})\b",
    re.IGNORECASE,
)
"""Words tied together with hyphens."""
_LOG_IN_AS = re.compile(
    r"\b(?:log|sign)(?:s|ged|ging)?[ -]?(?:in|on|into|onto)\b[^\n.!?]{0,70}?\b(?:as|user(?:name)?)\s+[\"“'‘]?\S{3,40}?"
    r"[\"”'’]?,? (?:with|and|using|plus|then|/|\+) (?:the )?(?:pass ?word |pw |pass )?[\"“'‘]?"
    r"(?P<value>(?=\S{0,40}[A-Za-z])(?=\S{0,40}[\d!$%&*#?])[^\s\"”'’]{6,40}?)(?=[\"”'’.,;!]{0,2}(?:\s|$))",
    re.IGNORECASE,
)
_PASSWORD_EXPLAINED = re.compile(
    r"\bpass ?(?:word|code|phrase)s?\b[^\n.!?]{0,70}?\b(?:so|ie|that's|that is|giving|making)\b[ ,:]{1,2}"
    r"(?:it's |is )?[\"“'‘]?"
    r"(?P<value>(?=\S{0,40}\d)(?=\S{0,40}[A-Za-z])[^\s\"”'’]{5,40}?)(?=[\"”'’.,;!]{0,2}(?:\s|$))",
    re.IGNORECASE,
)
_NETWORK_KEY = re.compile(
    r"\b(?:wi-?fi|network|hotspot|router|ssid)\b[^\n!?]{0,80}?\b(?:key|pass ?word|pass ?code|pass|code)\b"
    r"(?: is|:|=|'s)? ?[\"“'‘]?"
    r"(?P<value>(?=\S{0,40}\d)(?=\S{0,40}[A-Za-z])[^\s\"”'’]{6,40}?)(?=[\"”'’.,;!]{0,2}(?:\s|$))",
    re.IGNORECASE,
)
_DIALLED_ROUND = re.compile(
    r"\b(?P<value>\d{1,2} (?:left|right|clockwise|anti-?clockwise)(?:[,;]? (?:then |and )?\d{1,2} "
    r"(?:left|right|clockwise|anti-?clockwise)){1,3})\b",
    re.IGNORECASE,
)
SAYINGS = (
    NAMED,
    _DIALLED_ROUND,
    _NETWORK_KEY,
    _PASS_PHRASE,
    _PASSWORD_EXPLAINED,
    _LOG_IN_AS,
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
    _TO_LOG_IN,
    _ACCOUNT_AND_WORD,
    _SETTING,
    _LONG_KEY,
    _MARKED_KEY,
    _PUNCHED_IN,
    _CODE_AND_PLACE,
    _PLACE_AND_CODE,
    _OPENS_WITH,
    _PRESSED,
    _TURNED_TO,
    _YEAR_AS_CODE,
    *IN_PASSING,
)
"""The first names a password; every other gives the value away by itself."""
