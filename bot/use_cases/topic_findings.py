"""What a draft has to reckon with because of the topics it touches: filters, key issues, owners, restrictions.

Which topics and restrictions there are, org.yaml says. The words are looked for as the rule packs look for theirs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.drafts import Revision
from bot.core.findings import PERSON, Finding, Level
from bot.core.ids import PersonId
from bot.core.people import Person
from bot.core.reference import Reference
from bot.core.topics import Restriction, Topic, soonest_first
from bot.core.wording import day_or_moment, names, sentence
from bot.policy.normalise import fold
from bot.policy.phrases import PhraseIndex, Phrases, Span, phrases

_Namer = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a draft would go out (UTC), and the organisation's zone."""

    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class _Met:
    """What touches a topic: a passage of the draft as typed, [start, end), or something that goes with it."""

    what: str
    start: int = 0
    end: int = 0
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and as whom. Either may have a remit: the subjects they speak of (S49)."""

    account: Account
    author: PersonId
    name: str = ""
    remit: tuple[str, ...] = ()
    """The author's own."""

    def left(self, topic: Topic) -> str:
        """Whose remit names neither the topic nor one of its words, in words; nothing where none is left."""
        if is_outside(topic, self.account.remit):
            return f"the remit of @{self.account.handle}"
        return f"what {self.name} writes about" if is_outside(topic, self.remit) else ""


def voice_of(account: Account, author: Person | None, key: PersonId) -> Voice:
    """The voice of an author who may not be known any more."""
    return Voice(account, key, author.name if author else key, author.remit if author else ())


def is_outside(topic: Topic, remit: tuple[str, ...]) -> bool:
    """Whether there is a remit and it names neither the topic nor one of its words (S49)."""
    return bool(remit) and not any(_places((topic,), said) for said in remit)


def topic_findings(
    revision: Revision, voice: Voice, reference: Reference, answered: str, at: Moment, name: _Namer
) -> Iterator[Finding]:
    """What there is to say of a revision that goes out at a moment.

    `answered` are the words of the post it replies to or quotes: commenting on a topic touches it too (S38, S54).
    """
    touched = _touched(revision, voice.account, reference, answered)
    people = {voice.author, revision.edited_by}
    for topic, met in touched.items():
        if topic.is_held:
            yield _key_issue(topic, met) if topic.line else _filter(topic, met)
        if left := voice.left(topic):
            yield _others(topic, left, met, name(topic.owner) if topic.owner else "", own=topic.owner in people)
    for restriction in soonest_first(reference.restrictions, at.zone):
        about = [topic for topic in touched if topic.name in restriction.topics]
        on = sorted(people & restriction.people(reference.teams))
        if about and on and restriction.counts_at(at.at, at.zone):
            who = restricted_words(restriction, [name(each) for each in on])
            yield _restricted(restriction, about[0], touched[about[0]], (who, _until(restriction, at), name))


def restrictions_met(
    revision: Revision, account: Account, reference: Reference, answered: str, at: Moment
) -> Iterator[tuple[Restriction, Topic]]:
    """The restrictions in force at a moment on what a draft touches, whoever they are on; the first to end in front."""
    touched = _touched(revision, account, reference, answered)
    for restriction in soonest_first(reference.restrictions, at.zone):
        about = next((topic for topic in touched if topic.name in restriction.topics), None)
        if about and restriction.counts_at(at.at, at.zone):
            yield restriction, about


def off_remit(revision: Revision, voice: Voice, reference: Reference, answered: str) -> list[Topic]:
    """The topics a draft touches that are outside the remit of its account or of its author (S49)."""
    return [topic for topic in _touched(revision, voice.account, reference, answered) if voice.left(topic)]


def restricted_words(restriction: Restriction, people: list[str]) -> str:
    """Of whom a restriction speaks here: “Callum Reid”, or “Sam Okafor, who is in Events team,”."""
    who = names(people, joined_by="and")
    if not restriction.team:
        return who
    return f"{who}, who {'is' if len(people) == 1 else 'are'} in {restriction.team},"


def _until(restriction: Restriction, at: Moment) -> str:
    end = restriction.ends(at.zone)
    return f" until {day_or_moment(end, at.zone)}" if end else ""


def _touched(revision: Revision, account: Account, reference: Reference, answered: str) -> dict[Topic, _Met]:
    """The topics that the draft speaks of, and by what: its words before what goes with them."""
    topics = tuple(topic for topic in reference.topics if topic.covers(account.id))
    said = {topic: _said(revision.text, place) for topic, place in _places(topics, revision.text).items()}
    shown = {topic: _Met("The description of a picture") for m in revision.media for topic in _places(topics, m.alt)}
    heard = {topic: _Met("The post it is about") for topic in _places(topics, answered)}
    touched = {**heard, **shown, **said}
    return {topic: touched[topic] for topic in topics if topic in touched}


def _said(text: str, place: Span) -> _Met:
    shown = text[slice(*place)]
    return _Met(f"“{shown}”", *place, shown)


def _places(topics: tuple[Topic, ...], text: str) -> dict[Topic, Span]:
    """Where the text first names each topic or one of its words: [start, end) as typed. All are looked for at once."""
    sets, index = _index(tuple((topic.name, *topic.keywords) for topic in topics))
    folded = fold(text)
    met = index.find(folded.text)
    pairs = zip(topics, sets, strict=True)
    return {topic: folded.span(*min(met[sought])) for topic, sought in pairs if sought in met}


@lru_cache(maxsize=1024)
def _index(words_of: tuple[tuple[str, ...], ...]) -> tuple[tuple[Phrases, ...], PhraseIndex]:
    sets = tuple(map(phrases, words_of))
    return sets, PhraseIndex(sets)


def _filter(topic: Topic, met: _Met) -> Finding:
    return Finding(
        rule="topics.filter",
        check="topic_filter",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, which always takes a second approver.",
        why=sentence(topic.filtered),
        fix="Nothing, if it is right: two people read it before it goes out. Otherwise leave the topic out.",
    )


def _key_issue(topic: Topic, met: _Met) -> Finding:
    return Finding(
        rule="topics.key_issue",
        check="key_issue",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, a key issue. The line to take: “{topic.line}”",
        why=sentence(topic.filtered or "the organisation speaks with one voice on this"),
        fix="Compare your words with the line to take, and change what differs from it.",
    )


RESTRICTED = "topics.restricted"
"""The rule of those who do not decide on a topic: alone as authors, at all as approvers (S51)."""
OWNER = "topics.owner"
"""The rule that an owner's signature answers, and no second approver."""


def _others(topic: Topic, left: str, met: _Met, owner: str, *, own: bool) -> Finding:
    whose = f"which is {owner}’s and outside {left}" if owner else f"which is outside {left} and has no owner"
    fix = f"Ask {owner} to agree to these words: it goes out only with their signature, beside the approval."
    if own:
        fix = "Nobody signs for their own words: whoever stands in for the owner signs, beside the approval."
    if not owner:
        fix = "A communications lead signs it beside the approval, and can enter an owner in org.yaml, under “topics”."
    return Finding(
        rule=OWNER,
        check="topic_authority",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, {whose}.",
        why="Those who know a subject speak for it, and answer the questions that follow.",
        fix=fix,
        route_to=f"{PERSON}{owner or 'a communications lead'}",
    )


def _restricted(restriction: Restriction, topic: Topic, met: _Met, said: tuple[str, str, _Namer]) -> Finding:
    who, until, name = said
    set_by, verb = name(restriction.set_by), "do not decide" if " are in " in who else "does not decide"
    return Finding(
        rule=RESTRICTED,
        check="restriction",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, on which {who} {verb} alone{until}.",
        why=f"{sentence(restriction.reason)} Set by {set_by}.",
        fix=f"Ask {set_by}, who set this, to agree to these words, or let a colleague write them. "
        "Nobody who is restricted on it can approve it.",
        route_to=f"{PERSON}{set_by}",
    )
