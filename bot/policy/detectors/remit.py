"""Whether a draft speaks of a subject outside the account's remit. Which words belong to which subject, the packs say.

A term is `subject = word` (a trailing * for any ending); `sure subject = word` leaves no doubt by itself. `at radiolog,
x-ray = word` is what accounts with such a remit or role speak of all day. `kin = A: B, C` lets an account on A speak
of B and C; `whole council = A, B` says what its chief may speak of. `stance`, `courtesy`, `notice`, `aside` and `void`
are no subjects: an opinion or advice, a greeting, news of a service, leaving one's field in as many words, a turn of
phrase that means nothing.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.naming import streets
from bot.policy.detectors.remit_words import (
    ASIDE,
    COURTESY,
    NO_SUBJECTS,
    NOTICE,
    STANCE,
    Field,
    Remits,
    Spans,
    remits_of,
)
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_WORDS_ENOUGH = 2
"""Words of other subjects that count with an opinion or advice beside them."""
_MANY_WORDS = 3
"""So many count by themselves, where no word of the account's own field stands with them."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SHORTEST_WORD = 3
_SAYS_NO_SUBJECT = frozenset(
    """
    about account advice area areas around board care centre central city civil community corporate council county
    department district east events everyday first general head home issues leadership life local locally main matters
    national neighbourhood news north other our parliament partnership people planning policy prevention programmes
    projects public region regional related rural safety service services south staff station team teams topics town
    unit updates urban village west with work
    """.split()  # noqa: SIM905  a block of words reads better
)
_EVERYTHING = re.compile(
    r"\b(?:(?:council|trust|force|clinical|hospital|department|departmental|our|its|all|public|corporate|whole) "
    r"(?:\w+ )?(?:services?|business|work|policy)|and its services|the (?:council|trust|force|department|ministry|"
    r"service|organisation)|everything|any subject)\b"
)
_CHIEF = re.compile(
    r"\b(?:chief (?:executive|constable|fire officer|officer|superintendent)|permanent secretary|leader|"
    r"managing director|(?:council|trust) chair|chair of the (?:trust|board|council)|"
    r"(?:first |prime )?minister|secretary of state)\b"
)


class Weight(IntEnum):
    """How far a draft is on another subject."""

    NONE = 0
    HINTED = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True)
class _Own:
    """What an account may speak of: subjects of its remit, those that go with them, and its fields."""

    first: frozenset[str]
    kin: frozenset[str]
    fields: tuple[Field, ...]


def _outside(least: Weight, most: Weight) -> Callable[[Collection[str]], Find]:
    """Drafts whose weight on another subject lies between the two."""

    def build(terms: Collection[str]) -> Find:
        remits = remits_of(tuple(terms))

        @lru_cache(maxsize=256)
        def own_of(remit: Sequence[str], role: str, organisation: str) -> _Own:
            return _own(remits, remit, role, organisation)

        def find(reading: Reading, context: Context) -> Iterator[Hit]:
            if not context.remit:
                return
            own = own_of(tuple(context.remit), context.author_role, context.org_type)
            weight, span = _judged(remits, own, _without_streets(reading), context.remit)
            if span and least <= weight <= most:
                yield Hit(*reading.folded.span(*span), fills={"remit": ", ".join(context.remit)})

        return find

    return build


def _own(remits: Remits, remit: Sequence[str], role: str, organisation: str) -> _Own:
    said, of_role = folded_text(" . ".join(remit)), folded_text(role)
    first = frozenset(part for part in remits.said(said)[0] if part not in NO_SUBJECTS)
    if _EVERYTHING.search(said) or _CHIEF.search(of_role):
        first |= remits.whole.get(organisation, frozenset())
    kin = first.union(*(remits.kin.get(subject, frozenset()) for subject in first))
    return _Own(first, kin, remits.fields_of(f"{said} . {of_role}"))


def _judged(remits: Remits, own: _Own, text: str, remit: Sequence[str]) -> tuple[Weight, tuple[int, int] | None]:
    """How far the text is on another subject, and the first words of it."""
    spoken, sure = remits.said(text)
    kinds = {kind: spoken.pop(kind, set()) for kind in NO_SUBJECTS}
    ours = {span for subject in own.kin for span in spoken.get(subject, ())}
    others = {span for spans in spoken.values() for span in spans} - ours
    certain = {span for spans in sure.values() for span in spans} & others
    if not kinds[ASIDE] and _at_home(own, spoken, kinds, text, remit, certain):
        return Weight.NONE, None
    spans = sorted(others or (kinds[STANCE] if own.fields else ()))
    if not spans:
        return Weight.NONE, None
    if certain and not kinds[COURTESY]:
        return Weight.PLAIN, min(certain)
    words = len({text[start:end] for start, end in others})
    return _weight(words, kinds, known=bool(own.fields)), spans[0]


def _at_home(
    own: _Own, spoken: Spans, kinds: Spans, text: str, remit: Sequence[str], certain: Collection[tuple[int, int]]
) -> bool:
    """Whether the text speaks of the account's own subjects or field, or of what goes with them."""
    beside = not own.fields and bool(own.kin & spoken.keys()) and not kinds[STANCE] and not certain
    return (
        beside
        or bool(own.first & spoken.keys())
        or _says_word_of(text, remit)
        or sum(field.said_in(text, certain) for field in own.fields) >= (_WORDS_ENOUGH if certain else 1)
    )


def _weight(words: int, kinds: Spans, *, known: bool) -> Weight:
    """What so many words of other subjects weigh: a word in passing, a greeting or an invitation weighs nothing.

    `known` says that the account's own field is known, so that a draft without a word of it is on something else.
    """
    stance = len(kinds[STANCE])
    if kinds[ASIDE]:
        return Weight.PLAIN
    if kinds[COURTESY] or kinds[NOTICE]:
        return Weight.PLAIN if min(stance, words) >= _WORDS_ENOUGH else Weight.NONE
    if (stance and words >= _WORDS_ENOUGH) or (known and words >= _MANY_WORDS):
        return Weight.PLAIN
    return Weight.HINTED if stance or known or words >= _WORDS_ENOUGH else Weight.NONE


def _without_streets(reading: Reading) -> str:
    """The folded text with the names of streets blanked: Birch Road is no road policy."""
    text = reading.folded.text
    if len(text) != len(reading.text):
        return text
    for start, end in streets(reading.text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _says_word_of(text: str, remit: Sequence[str]) -> bool:
    """Whether a telling word of the remit, or one of its family, stands in the text. A place in it tells nothing."""
    words = {_root(word) for entry in remit for word in _WORD.findall(_without_places(entry))}
    return any(re.search(rf"(?<!\w)#?{re.escape(word)}", text) for word in words)


@lru_cache(maxsize=256)
def _without_places(entry: str) -> str:
    first, _, rest = entry.partition(" ")
    plain = " ".join([first, *(word for word in rest.split() if not word[0].isupper())])
    return " ".join(
        w for w in _WORD.findall(folded_text(plain)) if len(w) > _SHORTEST_WORD and w not in _SAYS_NO_SUBJECT
    )


def _root(word: str) -> str:
    """Enough of a word to meet its family: cycling, cyclist, cycle."""
    for ending in ("ing", "ists", "ist", "ion", "ies", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_WORD:
            return word.removesuffix(ending)
    return word


OUTSIDE_REMIT = Detector(_outside(Weight.PLAIN, Weight.PLAIN), fills=frozenset({"remit"}), asks=asking.remit)
PERHAPS_OUTSIDE_REMIT = Detector(_outside(Weight.HINTED, Weight.HINTED), fills=frozenset({"remit"}), asks=asking.remit)
