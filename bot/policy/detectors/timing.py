"""What may not be said yet: embargoes of the context."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.policy import asking
from bot.policy.context import Context, Embargo
from bot.policy.context_values import in_uk_time
from bot.policy.detectors.welsh import is_welsh
from bot.policy.hits import Detector, Find, Hit
from bot.policy.mutations import mutated
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading

_WORD = re.compile(r"[a-z0-9£]+(?:'[a-z]+)?")
_CARRIES_NO_TOPIC = frozenset(
    """
    the and for with from our your their new news announcement announcements launch report results result
    publication release release plan plans about into over under this that will have been are was all any one two
    first national local council trust police fire service department scheme programme project review
    update story media press statistics statistic figures figure data year years annual quarterly monthly
    appointment award awards winner winners
    outcome outcomes decision decisions site location choice selection preferred bidder naming name names
    """.split()  # noqa: SIM905  a block of words reads better
)
_IS_TOLD = frozenset({"winner", "winners"})
"""Words of a topic without which it is not meant: an award is spoken of before anybody has won it."""

_ANNOUNCES_DAY = re.compile(
    r"\bcannot tell you (?:early|yet)\b|\b(?:can't|cannot|won't|unable to) (?:say|tell you|share) (?:any )?more\b"
    r"|\b(?:(?:the |our |all )?(?:winners?|results?|names?|figures|numbers) )?(?:will be|are|is|be|get|due to be)"
    r" (?:published|released|out|available|announced|due|due out|named|revealed|ready|ours to share)"
    r" (?:on|at|in|next|this|from|tomorrow|later|\w+day)\b"
    r"|\b(?:comes?|coming|due) out (?:on|at|in|next|this|tomorrow|later|\w+day)\b"
    r"|\bout (?:on|in|at) [^.!?]{0,25}(?:day|tomorrow|month|week)\b"
    r"|\bsign up for (?:an |our )?alerts?\b"
    r"|\b(?:we'll|we will|will) (?:name|announce|publish|reveal|tell you|share|know|have) [^.!?]{0,40}"
    r"\b(?:later|soon|next|on|in|by)\b"
)
_NAME_OR_FIGURE = re.compile(r"[A-Z][a-z]|\d")
_EVERYDAY = frozenset({"good", "outstanding", "inadequate"})
"""Ratings that are everyday words too."""
_GREETS = re.compile(r"\bgood(?= (?:morning|afternoon|evening|night|luck|news|to|for|at|on|idea|friday)\b)")
_OF_A_DECISION = re.compile(
    r"\b(?:outcomes?|decisions?|site|location|choice|selection|bidder|nam(?:e|ing)|appointment)\b"
)
"""What is kept is what was decided; the thing itself is talked about every day."""

_TELLS_OUTCOME = re.compile(
    r"[%£]|\b(?:(?:will|is to|are to|going to|set to|to) (?:be )?"
    r"(?:built|start|begin|open|lead|run|replace|join|move|go)\w*"
    r"|go(?:es)? (?:ahead|to|up)|approv\w+|refus\w+|reject\w+|chos\w+|choos\w+|pick\w*|select\w*|rated|takes over|"
    r"yes|decided|agreed|backed|congratulations|congrats|starts?|begins?|starting|work (?:starts|begins|to start))\b"
    r"|\b(?:(?:is|are|was|were|goes|go|went) (?:up|down)|(?:is|are|rated|now|as) (?:good|outstanding|inadequate)|"
    r"ris\w+|rose|fall\w*|fell|higher|lower|won|winners?|wins|record|named|chosen|reveals?|shows?|says?|found|clos\w+|"
    r"cut\w*|job\w*|million|per cent|best|worst|first|joins?|appoint\w*)\b"
)
_DECIDED = re.compile(
    r"[%£]|\b(?:next|new|nam(?:e|ed|ing)|chos\w+|appoint\w*|tak(?:es?|ing) over|joins?|replac\w+|succeed\w*|pick\w*|"
    r"select\w*|(?:will|to|going to|be) (?:be|become|lead|run|go|shut|close|open|move)|goes to|won|winn\w+|approv\w+|"
    r"refus\w+|reject\w+|agreed|decided|clos\w+|shut\w*|built|revealed?)\b"
)
"""Words with which a decision is told."""
_ENDINGS = r"(?:'?s|e|es|ed|y|ies|ing|ings|al|als|er|ers|or|ors|ment|ments|ure|ures|ion|ions|ation|ations|ive)?"
_STRIPPED = (
    *("'s", "ments", "ment", "ations", "ation", "ures", "ure", "ions", "ion", "ings", "ing", "als", "al"),
    *("ors", "or", "ers", "er", "ed", "ies", "es", "s", "e", "y"),
)
"""Endings that a topic's word may have where the draft's has another: closures, closing, will close."""
_ALL_OF_SO_FEW = 2
_SHARE_OF_MORE = 0.6
_SHORTEST_WORD = 3


def _embargo(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        for embargo in context.embargoes:
            if context.now is not None and embargo.until is not None and context.now >= embargo.until:
                continue
            text = reading.folded.text
            span = _speaks_of(text, embargo)
            if span and (_gives_away(text, embargo) or not (_only_announces(text) or _in_passing(text, embargo))):
                fills = {
                    "topic": embargo.topic,
                    "until": in_uk_time(embargo.until, "%B %Y, %H:%M") if embargo.until else "it is lifted",
                }
                yield Hit(*reading.folded.span(*span), fills=fills)

    return find


def _only_announces(text: str) -> bool:
    """Whether the draft says when something comes out and nothing of what it says, as statistics have to be."""
    promised = _ANNOUNCES_DAY.search(text)
    return bool(promised) and not _TELLS_OUTCOME.search(_ANNOUNCES_DAY.sub(" ", text))


def _gives_away(text: str, embargo: Embargo) -> bool:
    """Whether a name or figure stands there that the embargo's own topic does not tell: it is what is kept."""
    topic = folded_text(embargo.topic)
    kept = [word for word in embargo.keywords if _NAME_OR_FIGURE.search(word) and folded_text(word) not in topic]
    return any(_found(text, word) for word in kept if folded_text(word) not in _EVERYDAY)


def _in_passing(text: str, embargo: Embargo) -> bool:
    """Whether only the thing is spoken of about which something was decided, and nothing of what was."""
    topic = folded_text(embargo.topic)
    if not _OF_A_DECISION.search(topic) or not embargo.keywords or _DECIDED.search(text):
        return False
    return all(folded_text(word) in topic for word in embargo.keywords if _found(text, word))


def _found(text: str, keyword: str) -> re.Match[str] | None:
    folded = folded_text(keyword)
    if folded in _EVERYDAY:
        return _phrase(folded).search(_GREETS.sub("    ", text))
    return _phrase(folded).search(text) or (_phrase(folded, mutated_too=True).search(text) if is_welsh(text) else None)


def _speaks_of(text: str, embargo: Embargo) -> tuple[int, int] | None:
    """Where the text speaks of the topic: one of its keywords, or the topic's own words.

    Most of these are enough where nobody entered keywords, which say what counts.
    """
    for keyword in embargo.keywords:
        if match := _found(text, keyword):
            return match.span()
    words = [word for word in _WORD.findall(folded_text(embargo.topic)) if _tells(word)]
    spans = [match.span() for word in words if (match := _phrase(word).search(text))]
    everyday = len(words) == 1 or embargo.keywords or _OF_A_DECISION.search(folded_text(embargo.topic))
    if everyday and not (_TELLS_OUTCOME.search(text) or _names_more(text, embargo)):
        return None
    few = len(words) <= _ALL_OF_SO_FEW or bool(embargo.keywords)
    needed = len(words) if few else _SHARE_OF_MORE * len(words)
    soon = _ANNOUNCES_DAY.search(text) and _TELLS_OUTCOME.search(text)
    return spans[0] if spans and (len(spans) >= needed or soon) else None


def _names_more(text: str, embargo: Embargo) -> bool:
    """Whether a topic with one telling word is meant: “bus statistics” needs its statistics too, not any bus."""
    others = [word for word in _WORD.findall(folded_text(embargo.topic)) if not _tells(word)]
    others = [word for word in others if len(word) > _SHORTEST_WORD]
    told = [word for word in others if word in _IS_TOLD] or others
    return not told or any(_phrase(word).search(text) for word in told)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in _CARRIES_NO_TOPIC


@lru_cache(maxsize=256)
def _phrase(words: str, *, mutated_too: bool = False) -> re.Pattern[str]:
    """The words in order with their usual endings; keywords come from the organisation's own list."""
    forms = [mutated(part) if mutated_too else (part,) for part in words.split()]
    parts = [f"(?:{'|'.join(re.escape(_stem(form)) for form in each)}){_ENDINGS}" for each in forms]
    return re.compile(r"(?<!\w)#?" + r"[\s-]?".join(parts) + r"(?!\w)") if parts else re.compile(r"(?!)")


def _stem(word: str) -> str:
    for ending in _STRIPPED:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_WORD:
            return word.removesuffix(ending)
    return word


EMBARGO = Detector(_embargo, fills=frozenset({"topic", "until"}), asks=asking.embargoes)
