"""Who a draft names: people, firms, handles and places, by capitals and by the words around them. No judgement of them.

Works on the text as typed, because capitals carry the evidence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from bot.policy.context import Context
from bot.policy.detectors.everyday_words import NOT_NAMES, PLACE_ENDINGS
from bot.policy.detectors.given_names import ALSO_WORDS, GIVEN_NAMES, WORDS_AS_NAMES
from bot.policy.detectors.greeted import spoken_of

Span = tuple[int, int]

# What stands before a name is looked at after its first letter: `re` goes fast to where a letter of a class may stand.
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Mister|Master)\.?"
_NAME_WORD = r"(?:(?:Mc|Mac|O['’]|Van |De |Al-|El-|St )?[A-ZÀ-ÖØ-Ý][a-zà-öø-ÿ]{1,20}(?:-[A-Z][a-z]{1,20})?|[A-Z]\.)"
_TITLED = re.compile(
    rf"M(?<!\w.)(?:r|rs|s|iss|x|ister|aster)\.? (?:and {_TITLE} )?[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]+)?"
)
_RUN = re.compile(rf"(?<![\w@#]){_NAME_WORD}(?: {_NAME_WORD}){{0,3}}(?!\w)")
_GREETED = re.compile(
    r"\b(?:Hi|Hello|Hiya|Dear|Hey|Sorry|Thanks|Thank you|Cheers|Morning|Helo"
    r"|Annwyl) (?P<name>[A-Z][a-z]{1,14})(?=[,.!–-]| [a-z–-])"
)
_WITH_AGE = re.compile(
    r"(?P<name>[A-Z](?<![\w@#].)[a-z]{1,20}(?: [A-Z][a-z'’-]{1,20}){0,2}),? (?:\(?\d{1,3}\)?[,.)\s!]"
    r"(?! ?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|am\b|pm\b|to\b|minutes|miles|homes))|aged \d{1,3})"
)
_FAMILY = re.compile(
    r"[Tt](?<!\w.)he (?P<name>[A-Z][a-z'’]{2,20}s?) (?:family|household|brothers|sisters|children|kids|twins)\b"
)
_PLURAL_FAMILY = re.compile(
    r"[Tt](?<!\w.)he (?P<name>[A-Z][a-z]{2,20}s['’]?) (?:at|of|in|from|next|house|home|are|were|have|on) "
    r"(?:number|no\b|flat|\d|door|again|back|still|\w+ (?:Road|Street|Lane|Close|Avenue|Grove|View|Court|Drive|Way))"
)
_DOES = re.compile(
    r"(?P<name>[A-Z](?<![\w@#].)[a-z]{2,14})(?:, (?:who|from|our|his|her|a|\d)| (?:has|had|is|was|went|came|got"
    r"|weighed|turned|says|said|told|needs|wants)\b)"
)
_PET_NAME = re.compile(
    r"(?<![\w@#])(?:Little|Baby|Wee|Big|Young|Old|Auntie|Uncle|Nan|Gran|Grandad)"
    r" (?P<name>[A-Z][a-z]{2,14})(?!\w| [A-Z]| (?:charity|trust|nursery|group|club|project|cafe|farm)\b)"
)
_PAIR = re.compile(r"(?P<one>[A-Z](?<![\w@#].)[a-z]{2,14}) and (?P<other>[A-Z][a-z]{2,14})(?!\w| [A-Z])")
_FIRST_NAMES = GIVEN_NAMES | ALSO_WORDS
_PARTNERS = re.compile(r"[A-Z](?<!\w.)[a-z]+(?: [A-Z][a-z]+)? & [A-Z][a-z]+\b")
_HANDLE = re.compile(r"@(?<![\w@].)\w{3,30}")
_FIRM = re.compile(
    r"[A-Z](?<![\w@#].)[\w'’&-]*(?: (?:[A-Z][\w'’-]*|&|and|of|the)){0,4} (?:"
    r"Ltd|Limited|plc|PLC|LLP|Inc|Group|Sons|Brothers|Bros|Builders?|Building|Roofing|Homes?|Estates?"
    r"|Lettings?|Motors?|"
    r"Garage|Cars?|Taxis?|Kebabs?|Kebab House|Pizza|Pizzeria|Takeaway|Restaurant|Caf[eé]|Kitchen|Bakery|Butchers?|"
    r"Scaffolding|Plumbing|Plumbers|Construction|Developments?|Properties|Property|Skips?|Recycling|Waste|Services|"
    r"Solutions|Logistics|Haulage|Transport|Travel|Nursery|Nurseries|Salon|Spa|Bar|Pub|Inn|Arms|Hotel|Guest House|"
    r"Nursing Home|Care Home|Care|Healthcare|Pharmacy|Dental|Surgery|Vets?|Academy|Consulting|Consultants|Partners|"
    r"Associates|Security|Energy|Water|Airlines?|Bank|Foods?|Farms?|Stores?|Superstore|Supermarket|Windows|Glazing|"
    r"Kitchens|Electrical|Electrics|Landscapes|Paving|Driveways|Tyres|Catering|Cleaning|Tandoori|Spice|Wok|Grill|"
    r"Fish Bar|Chippy|Gym|Fitness|Events|Media|Times|Herald|Gazette|Echo|Post|Mail|Solicitors|Law)\b(?! Police)"
)
_KNOWN_FIRM = re.compile(
    r"\b(?:Serco|G4S|Capita|Biffa|Veolia|Amey|Mitie|Sodexo|Fujitsu|Tesco|Asda|Aldi|Lidl|Sainsbury['’]?s"
    r"|Morrisons|Amazon|"
    r"Uber|Deliveroo|Thames Water|British Gas|Stagecoach|Arriva|FirstGroup|Persimmon|Barratt|Boots|Argos|Currys|"
    r"Virgin|Sky|BT|Vodafone|Ryanair|Shell|BP|Palantir|Deloitte|KPMG|PwC|Atos|Carillion|Interserve|Kier"
    r"|Balfour Beatty)\b"
)
_PROPER = re.compile(r"[A-Z](?<![\w@#].)[\w'’-]+(?: (?:(?:of|and|the|&) )?[A-Z][\w'’-]+){1,4}")
_TWO = 2
_TRADER = re.compile(
    r"\b[Tt]he [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:agency|firm|company|group|shop|garage|pub|hotel|caf[eé]|clinic|"
    r"practice|nursery|kennels|takeaway|restaurant|salon|charity|club|yard|farm|gym)\b|"
    r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?['’]s (?:boss|owner|chair(?:man|woman)?|director|manager|landlord|chef|head|"
    r"editor)\b"
)
_KEPT_BY = re.compile(r"\b(?:landlord|owner|manager|boss|director|head|chair) of (?:the |our )?[A-Z]\w+")
_PLACE = re.compile(r"\b(?:from|in|at|near|of|on|outside|off) (?:the |our )?(?P<name>[A-Z][\w'’-]+)")
_STREET = re.compile(
    r"(?:\b\d{1,4}[A-Da-d]?,? )?\b(?:[A-Z][\w'’-]+ ){1,3}"
    r"(?:Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Terrace|Gardens|Court|Place|Grove|Rise|Walk|Mews|Hill|Row|"
    r"Estate|Park|View|Green|House|Heights|Flats|Yard|Wharf|Quay|Parade|Cottages|Villas|Buildings|Fold|Garth|Wynd|Brae"
    r"|Vennel|Gait|Croft|Bank|Brow|Chase|Dene|Drove|Rd|St|Ave|Dr|Ln)\b"
)
_SCHOOL = re.compile(
    r"[A-Z](?<!\w.)[\w'’-]+ (?:[A-Z][\w'’-]+ )?(?:Primary|Infants?|Juniors?|High|Academy|College|School|Grammar"
    r"|Nursery|Secondary|Comp|Comprehensive)\b"
)
_SENTENCE_START = re.compile(r"(?:\A|[.!?:;…\n\"“‘(•–—-])\W*\Z")
_ROLE_BEFORE = re.compile(
    r"(?:cllrs?|councillors?|alderman|mp|msp|ms|mep|minister|secretary|mayor|lord|lady|sir|dame|baroness|king"
    r"|queen|prince|princess|president|pm|"
    r"chancellor|speaker|commissioner|pcc|chief|chair(?:man|woman|person)?|leader|director|manager|officer|constable|"
    r"pc|dc|ds|di|dci|sgt|sergeant|inspector|superintendent|dr|doctor|prof|professor|nurse|sister|matron|midwife|"
    r"consultant|surgeon|registrar|paramedic|physio|physiotherapist|pharmacist|engineer|firefighter|commander|captain|"
    r"coach|author|artist|poet|singer|harpist|pianist|piper|fiddler|guitarist|actor|comedian|presenter|historian|curator|librarian|architect|"
    r"headteacher|rev|reverend|bishop|judge|coroner|ambassador|volunteer|reader|storyteller)\.?,? \Z",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r",? ?\(?(?:who is |is )?(?:our |the |a |an |my |chief |head |lead |senior |deputy |assistant |new )*"
    r"(?:chief|cabinet member|leader|chair|mayor|director|manager|ceo|consultant|matron|midwife|nurse at|ward sister|"
    r"surgeon|clinical|medical director|professor|spokes\w+|councillor|mp\b|minister|(?:permanent )?secretary|"
    r"registrar|research\w*|scientist|officer|curator|head of)",
    re.IGNORECASE,
)
_STAFF_REACH = 24
_STANDS_IN_PLACE = re.compile(
    r"\b(?:at|in|near|on|off|via|outside|through|around|into|towards|between|behind) (?:the )?\Z", re.IGNORECASE
)
_NOBODY_STANDS = re.compile(r"\b(?:at|in|near|outside|via|off) (?:the )?\Z", re.IGNORECASE)
_OF_A_THING = re.compile(r"\b(?:the|our|old|new|former) \Z", re.IGNORECASE)
_PREPOSITION_REACH = 14
_NO_SPACE = re.compile(r"\S+")


@lru_cache(maxsize=2)
def people(text: str) -> Sequence[Span]:
    """Where a person is named, by title, by first name and surname, or by a first name alone."""
    found = {match.span() for match in _TITLED.finditer(text)}
    found.update(match.span("name") for match in _GREETED.finditer(text) if _may_be_name(match["name"]))
    found.update(span for match in _WITH_AGE.finditer(text) for span in _named_with_age(text, match))
    found.update(match.span("name") for match in _FAMILY.finditer(text) if _may_be_name(match["name"]))
    found.update(match.span("name") for match in _PLURAL_FAMILY.finditer(text) if _may_be_name(match["name"]))
    traders = _traders(text)
    for run in _RUN.finditer(text):
        found.update(span for span in _within(text, run) if not any(a <= span[0] and span[1] <= b for a, b in traders))
    found.update(match.span("name") for match in _DOES.finditer(text) if match["name"].lower() in WORDS_AS_NAMES)
    found.update(match.span("name") for match in _PET_NAME.finditer(text) if _may_be_name(match["name"]))
    for match in _PAIR.finditer(text):
        if all(match[part].lower() in _FIRST_NAMES for part in ("one", "other")):
            found.update((match.span("one"), match.span("other")))
    return tuple(sorted(found))


def _within(text: str, run: re.Match[str]) -> Iterator[Span]:
    """The person's name in a run of words with capitals, if there is one."""
    words = [(m.start() + run.start(), m.end() + run.start(), m[0].lower()) for m in _NO_SPACE.finditer(run[0])]
    while words and words[0][2] in NOT_NAMES and words[0][2] not in GIVEN_NAMES:
        words.pop(0)
    if not words:
        return
    (start, end, first), rest = words[0], words[1:]
    if _names_place(text, start, first, [word for _, _, word in rest]):
        return
    if rest and any(word in NOT_NAMES for _, _, word in rest):
        return
    if (rest and (first in GIVEN_NAMES or first in ALSO_WORDS or not _opens_sentence(text, start))) or (
        rest and not first.endswith(("ing", "ly", "ed"))
    ):
        yield start, rest[-1][1]
    elif first in GIVEN_NAMES:
        yield start, end


def _named_with_age(text: str, match: re.Match[str]) -> Iterator[Span]:
    """The name in front of an age, without the words that only open the sentence."""
    start, end = match.span("name")
    for word in _NO_SPACE.finditer(text[start:end]):
        if _may_be_name(word[0]):
            yield start + word.start(), end
            return


def _names_place(text: str, start: int, first: str, rest: Sequence[str]) -> bool:
    """Whether they are a place or a thing: by their last word or by what stands before; “at Kirk Sands” is one too."""
    before = text[max(0, start - _PREPOSITION_REACH) : start]
    if first in GIVEN_NAMES:
        return bool(rest) and bool(_NOBODY_STANDS.search(before)) and not rest[-1].endswith(("'s", "’s"))
    thing = bool(rest) and (rest[-1] in PLACE_ENDINGS or bool(_OF_A_THING.search(before)))
    return thing or bool(_STANDS_IN_PLACE.search(before))


def _opens_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_START.search(text, max(0, start - 6), start)) or start == 0


def _may_be_name(word: str) -> bool:
    return word.lower() not in NOT_NAMES


@lru_cache(maxsize=2)
def private_people(text: str) -> Sequence[Span]:
    """Named people who are not presented by an office, a rank or a role, here or elsewhere in the text."""
    named = people(text)
    official = {span for span in named if _has_role(text, span)}
    known = {word for start, end in official for word in text[start:end].split()}
    return tuple(span for span in named if span not in official and text[slice(*span)].partition(" ")[0] not in known)


def _has_role(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _STAFF_REACH) : span[0]]
    return bool(_ROLE_BEFORE.search(before) or _ROLE_AFTER.match(text, span[1]))


@lru_cache(maxsize=2)
def firms(text: str) -> Sequence[Span]:
    """Where a firm, a shop or its keeper is named."""
    patterns = (_KNOWN_FIRM, _TRADER, _KEPT_BY, _PARTNERS)
    return (*_traders(text), *(match.span() for pattern in patterns for match in pattern.finditer(text)))


@lru_cache(maxsize=2)
def _traders(text: str) -> Sequence[Span]:
    """Firms by the last word of their name."""
    return tuple(match.span() for match in _FIRM.finditer(text))


@lru_cache(maxsize=2)
def proper_names(text: str) -> Sequence[Span]:
    """Names of two words or more that are no street, month, day or everyday word; words that are shouted are none."""
    found = (_trimmed(text, run) for run in _PROPER.finditer(text) if not run[0].isupper())
    return tuple(span for span in found if span and not _STREET.fullmatch(text, *span))


def _trimmed(text: str, run: re.Match[str]) -> Span | None:
    """The run without everyday words that only open its sentence; None where fewer than two words are left."""
    words = list(_NO_SPACE.finditer(run[0]))
    while words and words[0][0].lower() in NOT_NAMES:
        words.pop(0)
    if words and _opens_sentence(text, run.start() + words[0].start()) and words[0][0].lower() not in GIVEN_NAMES:
        words = words if len(words) > _TWO else []
    if len(words) < _TWO:
        return None
    return run.start() + words[0].start(), run.start() + words[-1].end()


def handles(text: str, own: str = "") -> list[Span]:
    """Handles in the text other than the account's own."""
    return [match.span() for match in _HANDLE.finditer(text) if match[0].lower() != own.lower()]


@lru_cache(maxsize=2)
def places(text: str) -> Sequence[Span]:
    """Where a place is named after “in”, “from” and the like, a street or a school."""
    named = [match.span("name") for match in _PLACE.finditer(text) if _may_be_place(match["name"])]
    return (*named, *streets(text), *schools(text))


def _may_be_place(word: str) -> bool:
    if word.lower() in {"year", "ward", "month", "week"}:
        return False
    days = ("day", "january", "february", "march", "april", "june", "july", "august", "ber", "christmas", "easter")
    return not word.lower().endswith(days)


@lru_cache(maxsize=2)
def streets(text: str) -> Sequence[Span]:
    """Streets and blocks of homes by name."""
    return tuple(match.span() for match in _STREET.finditer(text))


def doors(text: str) -> list[Span]:
    """Numbered houses and flats in a named street."""
    return [span for span in streets(text) if text[span[0]].isdigit()]


@lru_cache(maxsize=2)
def towns(text: str) -> Sequence[Span]:
    """Places named after “in”, “from” and the like."""
    streets_named = streets(text)
    taken = {at for start, end in streets_named for at in range(start, end)}
    return tuple(
        match.span("name")
        for match in _PLACE.finditer(text)
        if match.start("name") not in taken and _may_be_place(match["name"])
    )


@lru_cache(maxsize=2)
def schools(text: str) -> Sequence[Span]:
    """Schools by name."""
    return tuple(match.span() for match in _SCHOOL.finditer(text))


EVIDENCE: Mapping[str, Callable[[str, Context], Sequence[Span]]] = {
    "@person": lambda text, _context: people(text),
    "@private_person": lambda text, context: spoken_of(private_people(text), text, context),
    "@named": lambda text, context: (
        *spoken_of(people(text), text, context),
        *firms(text),
        *handles(text, context.handle),
    ),
    "@proper": lambda text, _context: proper_names(text),
    "@firm": lambda text, _context: firms(text),
    "@handle": lambda text, context: handles(text, context.handle),
    "@place": lambda text, _context: places(text),
    "@door": lambda text, _context: doors(text),
    "@town": lambda text, _context: towns(text),
    "@street": lambda text, _context: streets(text),
    "@school": lambda text, _context: schools(text),
}
"""Evidence that terms may name instead of a pattern."""
