"""X's weighted length and X's idea of a link, as its documents describe them. The practice X's own count."""

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 280
LINK_WEIGHT = 23
EMOJI_WEIGHT = 2
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that count one; everything else counts two (X's configuration v3)."""

_GENERIC_NAMES = """
    academy aero africa agency app army arpa art asia audio bank bbc berlin best bible bike bio biz black blog
    blue boats book build business cab cafe camp care careers cat center charity chat church city cloud club co
    coach codes college com community company computer coop country cymru day degree dental design dev digital
    direct directory doctor dog download earth eco edu education email energy engineer estate eu events exchange
    expert express family farm film finance fire fish fit flights florist foundation fun fund fyi gallery games
    garden gift glass global gov green group guide guru health help here hiv holiday horse hospital host house how
    immo info ink institute int international io irish jobs kids kitchen land law legal life link live llc local
    london ltd map market media memorial men menu mil mobi money movie museum music name navy net network news
    ngo ninja now nyc one ong online onl org page paris parts party pet pharmacy photo photos pics place plus post
    press pro productions properties pub radio red rehab rent report rest review rocks rugby run safe sale school
    science scot services sex sexy shop show site ski social software solar space sport store stream studio
    study style support surf systems taxi team tech technology tel tips today tools top tours town toys trade
    training travel tube tv university vet video villas vote voyage wales watch water website wedding wiki win work
    works world wtf xxx xyz yoga zone"""
_COUNTRY_NAMES = """
    ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca
    cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga
    gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp
    ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt
    mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru
    rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw
    tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw рф موقع 中国 한국 香港 台湾 みんな پاکستان"""
GENERIC = frozenset(_GENERIC_NAMES.split())
COUNTRIES = frozenset(_COUNTRY_NAMES.split())
"""The top-level domains people in Britain are likely to write; X knows them all."""

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_GROUP = r"\([^\s()]*\)"
_LINK = re.compile(
    rf"(?<![\w@#$＠＃/.-])(?P<scheme>https?://)?(?P<host>(?:{_LABEL}\.)+(?P<tld>[^\W\d_]{{2,63}}|xn--[a-z0-9-]+))"
    rf"(?![\w@＠-])(?P<port>:\d+)?(?P<path>/(?:(?:{_GROUP}|[\w%+=~&#/.,:;!'*@|\[\]$-])*(?:{_GROUP}|[\w%+=~&#/*$-]))?)?"
    r"(?P<query>\?(?:[\w%+=~&#/.,:;!?'()*@|\[\]$-]*[\w%+=~&#/-])?)?",
    re.IGNORECASE,
)
_PICTURE = (
    r"[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u21AA\u231A-\u23FF\u24C2\u25AA-\u25FE\u2600-\u27BF\u2934\u2935"
    r"\u2B05-\u2B55\u3030\u303D\u3297\u3299\U0001F004-\U0001FAFF]"
)
_ONE = rf"{_PICTURE}[\U0001F3FB-\U0001F3FF]?\uFE0F?(?:[\U000E0020-\U000E007E]+\U000E007F)?"
_EMOJI = re.compile(rf"[\U0001F1E6-\U0001F1FF]{{2}}|[0-9#*]\uFE0F?\u20E3|{_ONE}(?:\u200D{_ONE})*")


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link in a text: its code-point positions and the address as written."""

    start: int
    end: int
    address: str
    has_scheme: bool


def find_links(text: str) -> list[FoundLink]:
    """The links X would wrap in t.co: with a scheme, or a host whose last label is a known top-level domain."""
    return [
        FoundLink(match.start(), match.end(), match.group(), bool(match["scheme"]))
        for match in _LINK.finditer(text)
        if _is_link(match)
    ]


def _is_link(match: re.Match[str]) -> bool:
    try:
        match["host"].encode("idna")
    except UnicodeError:  # a label that is too long once encoded is no host
        return False
    tld = match["tld"].lower()
    if tld in GENERIC or tld.startswith("xn--"):
        return True
    # X does not link a bare two-part country address such as "it.so" unless a path follows.
    short = match["host"].count(".") == 1 and not match["scheme"] and not match["path"]
    return tld in COUNTRIES and not short


def weighted_length(text: str) -> int:
    """X's length of a post: NFC; links 23; an emoji 2; other characters 1 or 2."""
    text = unicodedata.normalize("NFC", text)
    total, end = 0, 0
    for link in find_links(text):
        total += _plain(text[end : link.start]) + LINK_WEIGHT
        end = link.end
    return total + _plain(text[end:])


def _plain(text: str) -> int:
    emoji = len(_EMOJI.findall(text))
    return emoji * EMOJI_WEIGHT + sum(_weight(character) for character in _EMOJI.sub("", text))


def _weight(character: str) -> int:
    return 1 if any(low <= ord(character) <= high for low, high in LIGHT) else 2
