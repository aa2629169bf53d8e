"""Numbers and addresses that belong to a person: telephone, NHS and CHI number, National Insurance number, e-mail.

Every hit is private: a finding shows what kind of number it is and at most its last three digits.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import phonenumbers

from bot.policy.context import Context
from bot.policy.detectors.check_digits import digits_of, may_be_nhs_number, mod_11, starts_with_day
from bot.policy.detectors.private_finds import folded_find
from bot.policy.detectors.spoken_numbers import FIRST_WORDS, STARTS, spoken_numbers
from bot.policy.hits import MASK, Detector, Find
from bot.policy.needs import always

_TEN_DIGITS = re.compile(r"(?<![\d+.,£$€-])\d{3}([ \-.]?)\d{3}([ \-.]?)\d{4}(?![\d%]|[.,-]\d)")
_CHI_DIGITS = re.compile(r"(?<![\d+])[0-3]\d[01]\d\d\d[ -]?\d{4}(?!\d)")
_LABEL_REACH = 40
_CARE_REACH = 60
"""Characters around a number in which its label, or words of care, are looked for."""
_NHS_LABEL = re.compile(
    r"\bnhs\b.{0,12}(?:no\b|num|#|:|is\b)|\bnhs\W*\n|\bpatient|\bhospital (?:no|num)|\b(?:medical|health) record|"
    r"\brhif (?:y )?gig"
)
_CHI_LABEL = re.compile(r"\bchi\b|\bcommunity health index|\bpatient")
_NINO = re.compile(
    r"(?<![a-z0-9])(?!bg|gb|kn|nk|nt|tn|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z]"
    r"[ \-.]?\d{2}[ \-.]?\d{2}[ \-.]?\d{2}[ \-.]?[a-d](?![a-z0-9])"
    r"|\b(?:ni|nino|national insurance)(?: (?:no\.?|num|number|nr))?[ :#.]{1,2}"
    r"[a-z]{2}[ \-.]?\d{2}[ \-.]?\d{2}[ \-.]?\d{2}[ \-.]?[a-d](?![a-z0-9])"
)
"""What is called a National Insurance number is kept back whatever its first letters are: it may be mistyped."""

_PHONE = re.compile(r"(?<![\w/.,£$€:+-])(?:\+44|0044|\(0|0)(?:[ .\-()]{0,2}\d){9,11}(?!\d|[.,:/]\d|%)")
_ABROAD = re.compile(r"(?<![\w+])\+[1-9](?:[ .\-()]{0,2}\d){7,14}(?!\d)")
_UNITED_KINGDOM = 44
_REFERENCE = re.compile(
    r"\b(?:ref(?:erence)?|crime|incident|log|quote|quoting|account|company|case|application|charity|invoice|order|job)"
    r"\W{0,2}(?:no|number|num|ref(?:erence)?)?[ .:#]{0,3}\Z"
)
_OF_A_THING = re.compile(
    r"\b(?:isbn|issn|catalogue|shelf ?marks?|barcode|accession|works? order|serial|batch|archive|museum object|object"
    r"|plan|map|stock|part|model|manuscript|negative|box)\b[^.!?\d]{0,24}(?:\d{3} )?\Z"
)
"""What numbers things, right before the number."""

_PHONE_SIGNS = r"\d{5}|\d[ \-.]\d|\+"
_PHONE_WORDS = re.compile(f"{_PHONE_SIGNS}|{STARTS}")
_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][a-z0-9._%+'-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w@])")
_EMAIL_SPELLED = re.compile(
    r"(?<![\w.+-])[a-z0-9][a-z0-9._%+'-]{0,63} ?(?:\(at\)|\[at\]|\{at\}) ?[a-z0-9-]{1,63}"
    r"(?: ?(?:\.|\(dot\)|\[dot\]| dot ) ?[a-z0-9-]{2,63}){1,6}"
    r"|(?<![\w.+-])[a-z0-9_-]{1,30}(?: (?:dot|underscore|dash) [a-z0-9]{1,30}){0,3} at [a-z0-9-]{2,30}"
    r"(?: dot [a-z]{2,12}){1,3}\b"
)
_SPELLED = ("(at)", "[at]", "{at}", " dot ")
"""Without one of these, no address is spelled out; a quick look before the slower one."""

# That a word begins, and with which letters, is asked once before all alternatives: `re` looks at every place.
_CARE = re.compile(
    r"\b(?:patients?|clinics?|wards?|results?|appointments?|referr?als?|surgery|gp|nurses?|scans?|bloods?|discharged?|"
    r"prescriptions?|outpatients?|a&e|x-rays?|midwi\w+|consultants?|biopsy|waiting list|on the list|care plans?)\b"
)
_NATIONAL_LENGTHS = (10, 11)
_DATE_PART = 2
"""Digits of a day, month or hour: a run of groups no longer than this is no telephone number."""


def _nhs(text: str, *, labelled: bool) -> Iterator[tuple[int, int, str]]:
    for match in _TEN_DIGITS.finditer(text):
        digits = digits_of(match[0])
        if may_be_nhs_number(digits) and bool(_NHS_LABEL.search(_around(text, match))) is labelled:
            grouped = bool(match[1]) and match[1] == match[2]
            if (
                labelled
                or grouped
                or _CARE.search(text, max(0, match.start() - _CARE_REACH), match.end() + _CARE_REACH)
            ):
                yield match.start(), match.end(), f"NHS number ending {digits[-3:]}"


def _labelled_nhs(_terms: Collection[str]) -> Find:
    return folded_find(lambda text, _context: _nhs(text, labelled=True))


def _grouped_nhs(_terms: Collection[str]) -> Find:
    """Ten digits that pass the check, in groups or beside words of care; one number in eleven passes by chance."""
    return folded_find(lambda text, _context: _nhs(text, labelled=False))


def _chi(_terms: Collection[str]) -> Find:
    def find(text: str, _context: Context) -> Iterator[tuple[int, int, str]]:
        for match in _CHI_DIGITS.finditer(text):
            digits = digits_of(match[0])
            if starts_with_day(digits) and mod_11(digits) and _CHI_LABEL.search(_around(text, match)):
                yield match.start(), match.end(), f"CHI number ending {digits[-3:]}"

    return folded_find(find)


def _nino(_terms: Collection[str]) -> Find:
    def find(text: str, _context: Context) -> Iterator[tuple[int, int, str]]:
        yield from ((start, end, "National Insurance number " + MASK) for start, end in _insurance_numbers(text))

    return folded_find(find)


@lru_cache(maxsize=4)
def _insurance_numbers(text: str) -> Sequence[tuple[int, int]]:
    return tuple(match.span() for match in _NINO.finditer(text))


def _email(terms: Collection[str]) -> Find:
    """`terms` are domains of addresses made up for examples."""

    def find(text: str, context: Context) -> Iterator[tuple[int, int, str]]:
        public = {contact.lower().strip() for contact in context.public_contacts}
        for match in _EMAIL.finditer(text) if "@" in text else ():
            if not any(match[0] in contact for contact in public) and match[0].split("@")[1] not in terms:
                yield match.start(), match.end(), "e-mail address " + MASK
        for match in _EMAIL_SPELLED.finditer(text) if any(sign in text for sign in _SPELLED) else ():
            yield match.start(), match.end(), "e-mail address " + MASK

    return folded_find(find)


def _mobile(_terms: Collection[str]) -> Find:
    return folded_find(lambda text, context: _phones(text, context, mobile=True))


def _other_phone(terms: Collection[str]) -> Find:
    """Any other number but those of the organisation and the national lines that the terms name."""
    national = frozenset(map(_national, terms))
    return folded_find(lambda text, context: _phones(text, context, mobile=False, lines=national))


def _phones(
    text: str, context: Context, *, mobile: bool, lines: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int, str]]:
    public = {_national(contact) for contact in context.public_contacts} | lines
    for start, end, written in _numbers(text):
        number = _national(written)
        if number not in public and number.startswith("07") is mobile:
            yield start, end, f"telephone number ending {digits_of(number)[-3:]}"


@lru_cache(maxsize=4)
def _numbers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where telephone numbers stand and how they are written, looked for once for all rules."""
    if not _PHONE_WORDS.search(text):
        return ()
    written = ((start, end, text[start:end]) for start, end in {*_british(text), *_foreign(text)})
    return tuple(sorted({*written, *spoken_numbers(text)}))


def _british(text: str) -> Iterator[tuple[int, int]]:
    """Also Ofcom's numbers for drama, which no directory holds."""
    for match in _PHONE.finditer(text):
        number = _national(match[0])
        if len(number) not in _NATIONAL_LENGTHS or number[1] not in "12378":
            continue
        groups = re.findall(r"\d+", match[0])
        dates = max(map(len, groups)) == _DATE_PART
        chi = mod_11(number) and starts_with_day(number) and _CHI_LABEL.search(_around(text, match))
        named = _REFERENCE.search(text, max(0, match.start() - _LABEL_REACH), match.start())
        thing = _OF_A_THING.search(text, max(0, match.start() - _LABEL_REACH), match.start())
        if not (dates or chi or named or thing):
            yield match.start(), match.end()


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    for match in _ABROAD.finditer(text) if "+" in text else ():
        try:
            number = phonenumbers.parse(match[0])
        except phonenumbers.NumberParseException:
            continue
        if number.country_code != _UNITED_KINGDOM and phonenumbers.is_possible_number(number):
            yield match.span()


@lru_cache(maxsize=256)
def _national(written: str) -> str:
    """The digits as dialled at home: +44 (0)1632 960001 is 01632960001."""
    digits = digits_of(written)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) > len(prefix) + 8:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits


def _around(text: str, match: re.Match[str]) -> str:
    """The words around the match."""
    before, after = text[max(0, match.start() - _LABEL_REACH) : match.start()], text[match.end() :]
    return f"{before}\n{after[:_CARE_REACH]}"


NHS_NUMBER = Detector(_labelled_nhs, needs=always(_TEN_DIGITS.pattern))
NHS_NUMBER_UNLABELLED = Detector(_grouped_nhs, needs=always(_TEN_DIGITS.pattern))
CHI_NUMBER = Detector(_chi, needs=always(_CHI_DIGITS.pattern))
NINO = Detector(_nino, needs=always(r"\d{2}[ \-.]?\d{2}[ \-.]?\d{2}"))
_DIALLED = always(_PHONE_SIGNS, words=FIRST_WORDS)
MOBILE = Detector(_mobile, needs=_DIALLED)
TELEPHONE = Detector(_other_phone, needs=_DIALLED, spares=True)
EMAIL = Detector(_email, needs=always(f"{_EMAIL.pattern}|{_EMAIL_SPELLED.pattern}"), spares=True)
