"""Whether a consent on record covers what a draft shows or tells. Refused, lapsed and pending ones do not count."""

import re

from bot.policy.context import Context
from bot.policy.detectors.naming import people

_NO_CONSENT = re.compile(
    r"\b(?:refus\w+|declin\w+|withdrew|withdrawn|revoked|"
    r"not (?:yet )?(?:given|obtained|signed|held|received|sought|asked|in|back)|"
    r"(?:forms?|paperwork|consent|to|will) (?:to )?follow|waiting (?:for|on)|being (?:sorted|arranged|collected)|"
    r"said (?:it'?s |it was )?(?:fine|ok|okay)|should be (?:fine|ok|okay)|think so|assum\w+|probably|"
    r"no consent|without consent|expired|lapsed|pending|awaiting|awaited|requested|tbc|to be confirmed|chas\w+|unknown|"
    r"unsigned|missing|not recorded|unrecorded|verbal only|not on file|none on file|"
    r"does not|do not|must not|n/a)\b|^\W*(?:no|none|false|nil|-)?\W*$|^\W*(?:none|nil|no\b|not\b)"
)
_OTHER_USE_ONLY = re.compile(
    r"\b(?:print|newsletter|internal|intranet|clinical|research|teaching|training|treatment|surgery|procedure"
    r"|display|leaflet|brochure)\b"
    r".{0,20}\bonly\b|\bonly (?:for |in )?(?:the )?(?:print|newsletter|internal|intranet|clinical|research"
    r"|teaching|training|treatment)|"
    r"\bnot (?:for )?(?:social|twitter|x\b|online|web)|\bconsent to (?:treatment|surgery|the (?:operation|procedure))"
)
_WORD = re.compile(r"[a-z]{3,}")


def holds(record: str) -> bool:
    """Whether the record says that consent for publication is held."""
    said = record.lower()
    return not (_NO_CONSENT.search(said) or _OTHER_USE_ONLY.search(said))


def consented(text: str, context: Context) -> bool:
    """Whether a record covers everybody the draft names; for a draft without names, whether there is one at all."""
    records = [set(_WORD.findall(record.lower())) for record in context.consents if holds(record)]
    if not records:
        return False
    named = [set(_WORD.findall(text[start:end].lower())) for start, end in people(text)]
    if not named:
        return True
    return any(names & record for names in named for record in records)
