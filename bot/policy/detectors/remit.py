"""Whether a draft speaks of a subject outside the account's remit. Which words belong to which subject, the packs say.

A term is `subject = word` (a trailing * for any ending). `kin = A: B, C` lets an account on A speak of B and C;
`whole council = A, B` says what its chief may speak of. `stance`, `courtesy`, `aside` and `void` are no
subjects: an opinion or advice, a greeting, leaving one's field in as many words, a turn of phrase that means nothing.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.naming import streets
from bot.policy.hits import Detector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_STANCE, _COURTESY, _ASIDE, _VOID, _KIN, _WHOLE = "stance", "courtesy", "aside", "void", "kin", "whole "
_NO_SUBJECTS = (_STANCE, _COURTESY, _ASIDE, _VOID)
_WORDS_ENOUGH = 2
"""Two different words of one other subject count by themselves; one needs an opinion or advice beside it."""
_MIXED_ENOUGH = 3
"""So many of several subjects count too."""

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


@dataclass(frozen=True, slots=True)
class _Remits:
    """The words of all subjects and which subjects go together."""

    automaton: ahocorasick.Automaton
    kin: Mapping[str, frozenset[str]]
    whole: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, terms: Collection[str]) -> "_Remits":
        words: dict[str, set[str]] = {}
        kin: dict[str, frozenset[str]] = {}
        whole: dict[str, frozenset[str]] = {}
        for term in terms:
            part, equals, value = (piece.strip() for piece in term.partition("="))
            if not (part and equals and value):
                raise ValueError(f"the term “{term}” should read “subject = words”")
            if part == _KIN:
                of, _, others = value.partition(":")
                kin[of.strip()] = _listed(others)
            elif part.startswith(_WHOLE):
                whole[part.removeprefix(_WHOLE)] = _listed(value)
            else:
                words.setdefault(value, set()).add(part)
        return cls(_automaton(words), kin, whole)

    def said(self, text: str) -> dict[str, set[tuple[int, int]]]:
        """Spans by subject; of phrases that overlap, the longest counts."""
        met = sorted(_met(self.automaton, text), key=lambda each: (each[0], each[0] - each[1]))
        spoken: dict[str, set[tuple[int, int]]] = {}
        reached = -1
        for start, end, parts in met:
            if end <= reached:
                continue
            reached = end
            for part in parts:
                spoken.setdefault(part, set()).add((start, end))
        return spoken


def _listed(names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names.split(",") if name.strip())


def _automaton(words: Mapping[str, Collection[str]]) -> ahocorasick.Automaton:
    table: dict[str, list[tuple[int, bool, frozenset[str]]]] = {}
    for word, parts in words.items():
        plain = folded_text(word.removesuffix("*"))
        table.setdefault(plain, []).append((len(plain), word.endswith("*"), frozenset(parts)))
    automaton = ahocorasick.Automaton()
    for plain, entries in table.items():
        automaton.add_word(plain, entries)
    automaton.make_automaton()
    return automaton


def _met(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    for last, entries in automaton.iter(text):
        for length, open_end, parts in entries:
            start, end = last + 1 - length, last + 1
            if start and text[start - 1].isalnum():
                continue
            while open_end and end < len(text) and text[end].isalnum():
                end += 1
            if end == len(text) or not text[end].isalnum():
                yield start, end, parts


def _outside_remit(terms: Collection[str]) -> Find:
    remits = _Remits.of(terms)

    @lru_cache(maxsize=256)
    def within(remit: Sequence[str], role: str, organisation: str) -> tuple[frozenset[str], frozenset[str]]:
        """The subjects of an account's remit, or all of a chief's; and those with what goes with them."""
        said = folded_text(" . ".join(remit))
        own = frozenset(part for part in remits.said(said) if part not in _NO_SUBJECTS)
        if _EVERYTHING.search(said) or _CHIEF.search(folded_text(role)):
            own |= remits.whole.get(organisation, frozenset())
        return frozenset(own), own.union(*(remits.kin.get(subject, frozenset()) for subject in own))

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if not context.remit:
            return
        text = _without_streets(reading)
        spoken = remits.said(text)
        kinds = {kind: spoken.pop(kind, set()) for kind in _NO_SUBJECTS}
        first, own = within(tuple(context.remit), context.author_role, context.org_type)
        beside = bool(own & spoken.keys()) and not kinds[_STANCE]
        at_home = beside or bool(first & spoken.keys()) or _says_word_of(text, context.remit)
        if at_home and not kinds[_ASIDE]:
            return
        others = [sorted(spans) for subject, spans in spoken.items() if subject not in own]
        spans = sorted({span for each in others for span in each})
        mixed = not kinds[_COURTESY] and len({text[start:end] for start, end in spans}) >= _MIXED_ENOUGH
        if mixed or any(_weighs(text, each, kinds) for each in others):
            yield Hit(*reading.folded.span(*spans[0]), fills={"remit": ", ".join(context.remit)})

    return find


def _weighs(text: str, spans: Sequence[tuple[int, int]], kinds: Mapping[str, Collection[tuple[int, int]]]) -> bool:
    """Whether what is said of other subjects is more than a word in passing, a greeting or an invitation."""
    words = {text[start:end] for start, end in spans}
    if kinds[_ASIDE]:
        return True
    if kinds[_COURTESY]:
        return len(kinds[_STANCE]) >= _WORDS_ENOUGH and len(words) >= _WORDS_ENOUGH
    return len(words) >= _WORDS_ENOUGH or bool(kinds[_STANCE])


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


OUTSIDE_REMIT = Detector(_outside_remit, fills=frozenset({"remit"}), asks=asking.remit)
