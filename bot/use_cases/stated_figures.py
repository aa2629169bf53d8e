"""Does a tweet state figures that somebody counted or measured, for which readers may ask a source (S48)?

Times, dates, telephone numbers, addresses, numbers of roads and buses, ages, prices and what is asked of readers are
none.
"""

import re

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORD_NUMBER = r"two|three|four|five|six|seven|eight|nine|ten"
_COUNTED = (
    r"people|patients|residents|homes|households|families|children|pupils|students|properties|incidents|calls|"
    r"complaints|collisions|crimes|arrests|offences|burglaries|thefts|fires|deaths|casualties|visits|visitors|"
    r"appointments|operations|referrals|admissions|attendances|cases|vehicles|drivers|potholes|repairs|tonnes|trees|"
    r"jobs|staff|nurses|doctors|officers|firefighters|volunteers|responses|votes|meals|miles|schools|businesses|"
    r"applications|requests|reports|babies|doses|vaccinations|tests|days lost|beds"
)
_RISES = (
    r"rose|risen|fell|fallen|dropped|cut|down|up|increased|decreased|grew|grown|shrank|reduced|improved|halved|doubled"
)
_DONE = (
    r"helped|treated|saw|seen|visited|answered|attended|filled|repaired|fixed|planted|collected|recycled|rescued|"
    r"arrested|seized|caught|recorded|dealt|delivered|built|created|received|handled|responded|supported|housed|"
    r"cared|vaccinated|carried|fitted|checked|stopped|took part|turned out|came|joined|told us|voted|waited|waiting"
)

_PART = r"a (?:half|third|quarter|fifth|sixth|tenth)|half|two[- ]thirds"
_ROUGHLY = r"(?:by\s)?(?:more than\s|almost\s|nearly\s|over\s|about\s)?"
_SHARE = r"half|a third|a quarter|a fifth|two[- ]thirds|three[- ]quarters"
_SUPERLATIVE = r"worst|fastest|slowest|largest|biggest|highest|lowest|safest|cleanest|greenest"
_NO_TIME = r"(?!\s?(?:am|pm|minutes|hours|days))"
_WHERE = r"the (?:country|region|county|uk|world|north|south|east|west)|england|scotland|wales|britain"

_PATTERNS = (
    rf"(?<![\w.,])(?:{_NUMBER})\s?(?:%|per\s?cent\b|percentage points?\b)(?!\s*(?:off|discount))",
    rf"£\s?(?:{_NUMBER})\s?(?:m|bn|million|billion|trillion)\b",
    r"£\s?\d{1,3}(?:,\d{3})+\b|£\s?\d{4,}\b",
    rf"\b(?:{_NUMBER})\s(?:million|billion)\b",
    rf"\b(?:\d|one|{_WORD_NUMBER})\s(?:in|out of)\s(?:every\s)?(?:\d+|{_WORD_NUMBER})\b{_NO_TIME}",
    rf"\b(?:{_RISES})\s{_ROUGHLY}(?:{_PART})\b",
    r"\b(?:halved|doubled|trebled|tripled|quadrupled)\b",
    rf"\b(?:{_SHARE}) of (?:all |our |the )?(?:{_COUNTED}|adults|women|men)\b",
    r"\b(?:ranked|rated|placed) (?:\w+ )?(?:\d+(?:st|nd|rd|th)|first|second|third|top|best|number one)\b",
    rf"\b(?:{_SUPERLATIVE})(?: [\w-]+){{0,3}} in (?:{_WHERE})\b",
    r"\b\d{1,3}(?:,\d{3})+\b(?=\s+(?:[a-z-]+\s+){0,2}[a-z]+s\b|\s+people\b)",
    rf"\b\d{{2,}}\s(?:[a-z-]+\s){{0,2}}?(?:{_COUNTED})\b(?:(?!\d)[^.!?]){{0,40}}\b(?:{_DONE})\b",
    rf"\b(?:{_DONE})\s(?:[a-z-]+\s){{0,3}}?\d{{2,}}\s(?:[a-z-]+\s){{0,2}}?(?:{_COUNTED})\b",
)
_FIGURES = re.compile("|".join(f"(?:{each})" for each in _PATTERNS), re.IGNORECASE)
_NO_CLAIM = re.compile(
    r"\b(?:fined?|ordered to|sentenced|magistrates|raised|raising|fundrais\w+|donat\w+|has given|have given|"
    r"earn|salary|prize|likes|followers|steps|motion|amendment|carried by|tickets?|free of charge)\b",
    re.IGNORECASE,
)
"""Said beside it, the number is what a court ordered, thanks for a gift, pay, a vote just taken or a game."""
_WHOLE = re.compile(r"100\s?(?:%|per\s?cent)|(\w+)\s(?:in|out of)\s\1", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?=\S)[^.!?\n]*)*")


def figure_in(text: str) -> tuple[int, int] | None:
    """Where the first figure stands, as offsets [start, end), or None."""
    return next((found.span() for found in _FIGURES.finditer(text) if _is_claim(text, found)), None)


def _is_claim(text: str, found: re.Match[str]) -> bool:
    if _WHOLE.fullmatch(found[0]):
        return False
    around = next(s for s in _SENTENCE.finditer(text) if s.end() > found.start())
    return _NO_CLAIM.search(around[0]) is None
