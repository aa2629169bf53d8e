"""What goes out with the words: descriptions, people shown without consent, work of others without a licence."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import re2

from bot.policy import asking
from bot.policy.context import NO_LICENCE, Context, Media
from bot.policy.detectors.consent import holds
from bot.policy.hits import Detector, EvidenceDetector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.terms import Terms

_FILE_NAME = re.compile(
    r"(?:\A|\s)[\w()-]+\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|mp4|mov|pdf)\b|\b(?:img|dsc|dscn|pxl|screenshot"
    r"|image|photo)[ _-]?\d+|\bhttps?://"
)
_WORD = re.compile(r"[^\W_]+")
_FEWEST_WORDS = 3
"""A description of one or two words says nothing that the post does not."""
_SAYS_LITTLE = frozenset(
    """
    a an the of our your this that image images photo photos photograph picture pictures pic pics graphic graphics
    gif video clip animation icon logo poster flyer leaflet banner screenshot infographic slide illustration drawing
    jpeg jpg png file alt text description here tbc todo none null na n untitled placeholder header thumbnail card
    social media post tweet for and with in new see above below attached decorative blank test xxx be added add follow
    later needs needed to do description pending missing llun fideo ffilm film
    """.split()  # noqa: SIM905  a block of words reads better
)
_PICTURES = ("image", "photo", "picture", "gif", "graphic", "animated_gif", "infographic", "poster", "screenshot", "")
_DRAWN = ("graphic", "infographic", "poster", "map", "chart", "card", "icon", "logo", "table")
"""What bodies make for themselves, seldom with a word about whose it is."""
_FILMS = ("video", "film", "clip")
_NO_CAPTIONS = frozenset({"", "no", "none", "false", "missing", "n/a", "pending", "tbc"})
_GENERIC = frozenset(
    {
        "consent",
        "consents",
        "signed",
        "form",
        "forms",
        "held",
        "photo",
        "image",
        "video",
        "film",
        "media",
        "the",
        "and",
        "for",
        "from",
        "with",
        "written",
        "record",
        "recorded",
        "given",
        "agreed",
        "permission",
    }
)


def _alt(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for media in context.media:
            if media.type.lower() in (*_PICTURES, *_FILMS) and _useless(media.alt, reading.text):
                yield Hit(0, 0)

    return find


def _useless(alt: str, text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(alt)]
    telling = [word for word in words if word not in _SAYS_LITTLE and not word.isdigit()]
    repeats = len(words) >= _FEWEST_WORDS and alt.strip().lower().rstrip(".!") == text.strip().lower().rstrip(".!")
    return (
        len(words) < _FEWEST_WORDS
        or len(telling) < _FEWEST_WORDS - 1
        or bool(_FILE_NAME.search(alt.lower()))
        or repeats
    )


def _captions(_terms: Collection[str]) -> Find:
    def find(_reading: Reading, context: Context) -> Iterator[Hit]:
        for media in context.media:
            if media.type.lower() in _FILMS and media.captions.strip().lower() in _NO_CAPTIONS:
                yield Hit(0, 0)

    return find


def _matches(sought: "re2._Regexp | None", words: str) -> bool:
    return sought is not None and bool(sought.search(words.encode("latin-1", "replace")))


def _shown(terms: Terms, said_by: Callable[[Media], Sequence[str]]) -> Find:
    """Pictures of the `who` of the terms; `unless` lists what cannot be told apart or agreed by its nature."""
    kinds = terms.by_part

    def find(_reading: Reading, context: Context) -> Iterator[Hit]:
        for media in context.media:
            about = [folded_text(said) for said in said_by(media)]
            shown = [said for said in about if _matches(kinds["who"], said) and not _matches(kinds.get("unless"), said)]
            if shown and not (media.consent and holds(media.consent)) and not _on_record(shown, media, context):
                yield Hit(0, 0, fills={"subject": shown[0]})

    return find


def _on_record(shown: Sequence[str], media: Media, context: Context) -> bool:
    """Whether a consent on record speaks of those who are shown."""
    about = {_stem(word) for word in _WORD.findall(" ".join([*shown, folded_text(media.alt)]))}
    for record in context.consents:
        words = {_stem(word) for word in _WORD.findall(folded_text(record)) if word not in _GENERIC}
        if holds(record) and len(about & {word for word in words if len(word) > 2}) > 0:  # noqa: PLR2004  of, at …
            return True
    return False


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _rights(terms: Terms) -> Find:
    """Credit and music that point to somebody else's work (`other`), and what counts as no licence (`unlicensed`)."""
    kinds = terms.by_part

    def find(_reading: Reading, context: Context) -> Iterator[Hit]:
        for media in context.media:
            if _lacks_rights(media, kinds):
                yield Hit(0, 0, fills={"work": _work(media)})

    return find


def _work(media: Media) -> str:
    return media.music or media.credit or (media.licence if media.licence != NO_LICENCE else "The picture")


def _lacks_rights(media: Media, kinds: Mapping[str, "re2._Regexp"]) -> bool:
    licence, credit, music = (folded_text(said).strip() for said in (media.licence, media.credit, media.music))
    unlicensed = not licence or _matches(kinds["unlicensed"], licence)
    bare_music = _matches(kinds["unlicensed_music"], music)
    own_music = not music or (not bare_music and _matches(kinds["free_music"], music))
    asks_for_credit = _matches(kinds["asks_for_credit"], licence) and not credit
    drawn_here = licence == NO_LICENCE and not credit and media.type.lower() in _DRAWN
    doubtful = bool(licence) and _matches(kinds["unlicensed"], licence) and not _matches(kinds["own"], credit)
    doubtful = doubtful and not drawn_here
    others_work = bool(credit) and _matches(kinds["other"], credit) and not _matches(kinds["own"], credit)
    covered = _matches(kinds.get("clears_music") if bare_music else kinds["covers_music"], licence)
    music_covered = own_music or (covered and not unlicensed)
    return (unlicensed and others_work) or not music_covered or asks_for_credit or doubtful


ALT_TEXT = Detector(_alt, asks=asking.pictures)
CAPTIONS = Detector(_captions, asks=asking.pictures)
PEOPLE_SHOWN = EvidenceDetector(
    lambda terms: _shown(terms, lambda media: media.subjects),
    frozenset({"subject"}),
    lambda _terms: (),
    asking.pictures,
)
PEOPLE_DESCRIBED = EvidenceDetector(
    lambda terms: _shown(terms, lambda media: () if media.subjects else (media.alt,)),
    frozenset({"subject"}),
    lambda _terms: (),
    asking.pictures,
)
RIGHTS = EvidenceDetector(_rights, frozenset({"work"}), lambda _terms: (), asking.pictures)
