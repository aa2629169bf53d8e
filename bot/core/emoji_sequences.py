"""Which runs of characters are one emoji. Written from Unicode's emoji properties; weights stand in tweet_text.py.

A joined sequence counts as one only where Unicode recommends it: an invented join is shown, and counted, in parts.
"""

import re
from functools import lru_cache

_VS16 = "\ufe0f?"
_JOINER = "\u200d"
_TONE = "[\U0001f3fb-\U0001f3ff]"

_SINGLE = """
    00A9 00AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6
    25C0 25FB-25FE 2600-2604 260E 2611 2614-2615 2618 261D 2620 2622-2623 2626 262A 262E-262F 2638-263A 2640 2642
    2648-2653 265F-2660 2663 2665-2666 2668 267B 267E-267F 2692-2697 2699 269B-269C 26A0-26A1 26A7 26AA-26AB
    26B0-26B1 26BD-26BE 26C4-26C5 26C8 26CE-26CF 26D1 26D3-26D4 26E9-26EA 26F0-26F5 26F7-26FA 26FD 2702 2705
    2708-270D 270F 2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2764 2795-2797
    27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F004 1F0CF 1F170-1F171 1F17E-1F17F
    1F18E 1F191-1F19A 1F201-1F202 1F21A 1F22F 1F232-1F23A 1F250-1F251 1F300-1F321 1F324-1F393 1F396-1F397
    1F399-1F39B 1F39E-1F3F0 1F3F3-1F3F5 1F3F7-1F4FD 1F4FF-1F53D 1F549-1F54E 1F550-1F567 1F56F-1F570 1F573-1F57A
    1F587 1F58A-1F58D 1F590 1F595-1F596 1F5A4-1F5A5 1F5A8 1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE
    1F5E1 1F5E3 1F5E8 1F5EF 1F5F3 1F5FA-1F64F 1F680-1F6C5 1F6CB-1F6D2 1F6D5-1F6D9 1F6DC-1F6E5 1F6E9 1F6EB-1F6EC
    1F6F0 1F6F3-1F6FC 1F7E0-1F7EB 1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FA7C 1FA80-1FAC6 1FAC8
    1FACC-1FADD 1FADF-1FAEB 1FAEF-1FAFA
"""
_TONED = """
    261D 26F9 270A-270D 1F385 1F3C2-1F3C4 1F3C7 1F3CA-1F3CC 1F442-1F443 1F446-1F450 1F466-1F469 1F46B-1F478 1F47C
    1F481-1F483 1F485-1F487 1F48F 1F491 1F4AA 1F574-1F575 1F57A 1F590 1F595-1F596 1F645-1F647 1F64B-1F64F 1F6A3
    1F6B4-1F6B6 1F6C0 1F6CC 1F90C 1F90F 1F918-1F91F 1F926 1F930-1F939 1F93C-1F93E 1F977 1F9B5-1F9B6 1F9B8-1F9B9
    1F9BB 1F9CD-1F9CF 1F9D1-1F9DD 1FAC3-1FAC5 1FAF0-1FAFA
"""
_GENDERED = """
    26F9 1F3C3-1F3C4 1F3CA-1F3CC 1F46E-1F471 1F473 1F477 1F481-1F482 1F486-1F487 1F575 1F645-1F647 1F64B 1F64D-1F64E
    1F6A3 1F6B4-1F6B6 1F926 1F935 1F937-1F939 1F93C-1F93E 1F9B8-1F9B9 1F9CD-1F9CF 1F9D4 1F9D6-1F9DF
"""
_FLAGS = """
    AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU FI
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ
    IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML
    MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS
    PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK
    TL TM TN TO TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
_PAIRS = """
    👁🗨 😮💨 😶🌫 😵💫 🙂↔ 🙂↕ ❤🔥 ❤🩹 🐦🔥 🐦⬛ 🐈⬛ 🐕🦺 🐻❄ 🍋🟩 🍄🟫 ⛓💥 🏴☠ 🏳🌈 🏳⚧
"""
"""Two emoji that join into one and fit no wider pattern."""


def _class(hex_ranges: str) -> str:
    """A character class from hexadecimal code points and ranges."""
    parts = [[chr(int(end, 16)) for end in token.split("-")] for token in hex_ranges.split()]
    return "[" + "".join("-".join(part) for part in parts) + "]"


def _flag(country: str) -> str:
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in country)


def _nation(code: str) -> str:
    """The invisible tag letters that turn a black flag into that of England, Scotland or Wales."""
    return "".join(chr(0xE0000 + ord(letter)) for letter in code) + chr(0xE007F)


def _joined(*parts: str) -> str:
    return (_VS16 + _JOINER).join(parts) + _VS16


def _join_patterns() -> list[str]:
    """The joined sequences, longer ones first where one begins another."""
    person, anyone = f"[👨👩🧑]{_TONE}?", f"[👨👩🧑🧒👦👧]{_TONE}?"
    heart = "❤" + _VS16
    towards_right = f"(?:{_VS16}{_JOINER}➡)?"
    return [
        _joined(person, heart, f"(?:💋{_JOINER})?{person}"),
        _joined(person, "[🤝🐰🫯]", person),
        f"[👨👩](?:{_JOINER}[👨👩])?(?:{_JOINER}[👦👧]){{1,2}}",
        f"🧑(?:{_JOINER}🧑)?(?:{_JOINER}🧒){{1,2}}",
        _joined(person, "[🦯🦼🦽]" + towards_right),
        _joined(person, "[⚕⚖✈🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰🦱🦲🦳🎄🩰]"),
        _joined(f"[🏃🚶🧎]{_TONE}?", "[♀♂]" + _VS16 + _JOINER + "➡"),
        _joined(f"[🏃🚶🧎]{_TONE}?", "➡"),
        _joined(f"{_class(_GENDERED)}{_TONE}?", "[♀♂]"),
        _joined(f"🫱{_TONE}", f"🫲{_TONE}"),
        *(_joined(*pair) for pair in _PAIRS.split()),
        f"{anyone}{_VS16}",
    ]


def _pattern() -> str:
    tags = "\U0001f3f4(?:" + "|".join(_nation(code) for code in ("gbeng", "gbsct", "gbwls")) + ")"
    flags = "|".join(_flag(country) for country in _FLAGS.split())
    return "|".join(
        [
            *_join_patterns(),
            tags,
            f"(?=[{_flag('AZ')[0]}-{_flag('AZ')[1]}])(?:{flags})",
            f"[#*0-9]{_VS16}\u20e3",
            f"{_class(_TONED)}{_VS16}{_TONE}",
            "[©®]\ufe0f",  # without the selector these two are letters in text, not pictures
            f"(?![©®]){_class(_SINGLE)}{_VS16}",
        ],
    )


_EMOJI = re.compile(rf"(?=[#*0-9]{_VS16}\u20e3|[©®\u203c-\U0010ffff])(?:{_pattern()})")
_MAY_HOLD_EMOJI = re.compile("[©®\u203c-\U0010ffff]")


def emoji_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Character offsets [start, end) of each emoji, joined sequences, flags and keycaps being one each."""
    if text.isascii() or not _MAY_HOLD_EMOJI.search(text):
        return ()
    return _found(text)


@lru_cache(maxsize=8)
def _found(text: str) -> tuple[tuple[int, int], ...]:
    """Kept for a while, because counting, checking and previewing ask about the same text in turn."""
    return tuple([match.span() for match in _EMOJI.finditer(text)])
