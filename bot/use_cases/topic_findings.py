"""What a draft has to reckon with because of the topics it touches: filters, key issues, owners, restrictions.

Which topics and restrictions there are, org.yaml says. The words are looked for as the rule packs look for theirs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.accounts import Account
from bot.core.drafts import Draft, Revision
from bot.core.findings import PERSON, Finding, Level
from bot.core.reference import Reference
from bot.core.topics import Restriction, Topic, soonest_first
from bot.core.wording import day_or_moment, names, sentence
from bot.policy.normalise import fold
from bot.policy.phrases import PhraseIndex, Phrases, phrases

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


def topic_findings(
    draft: Draft, revision: Revision, account: Account, reference: Reference, answered: str, at: Moment, name: _Namer
) -> Iterator[Finding]:
    """What there is to say of a revision that goes out at a moment.

    `answered` are the words of the post it replies to or quotes: commenting on a topic touches it too (S38, S54).
    """
    touched = _touched(revision, account, reference, answered)
    people = {draft.author, revision.edited_by}
    for topic, met in touched.items():
        if topic.is_held:
            yield _key_issue(topic, met) if topic.line else _filter(topic, met)
        if topic.owner and topic.owner not in people and is_outside(topic, account):
            yield _others(topic, account, met, name(topic.owner))
    for restriction in soonest_first(reference.restrictions, at.zone):
        about = [topic for topic in touched if topic.name in restriction.topics]
        on = sorted(people & restriction.people(reference.teams))
        if about and on and restriction.counts_at(at.at, at.zone):
            who = restricted_words(restriction, [name(each) for each in on])
            yield _restricted(restriction, about[0], touched[about[0]], (who, _until(restriction, at), name))


def restricted_words(restriction: Restriction, people: list[str]) -> str:
    """Of whom a restriction speaks here: “Callum Reid”, or “Sam Okafor, who is in Events team,”."""
    who = names(people, joined_by="and")
    if not restriction.team:
        return who
    return f"{who}, who {'is' if len(people) == 1 else 'are'} in {restriction.team},"


def _until(restriction: Restriction, at: Moment) -> str:
    end = restriction.ends(at.zone)
    return f" until {day_or_moment(end, at.zone)}" if end else ""


def is_outside(topic: Topic, account: Account) -> bool:
    """Whether the account has a remit that names neither the topic nor one of its words (S49)."""
    return bool(account.remit) and not any(_place(topic, said) for said in account.remit)


def _touched(revision: Revision, account: Account, reference: Reference, answered: str) -> dict[Topic, _Met]:
    """The topics that the draft speaks of, and by what: its words before what goes with them."""
    found = {topic: _met(topic, revision, answered) for topic in reference.topics if topic.covers(account.id)}
    return {topic: met for topic, met in found.items() if met}


def _met(topic: Topic, revision: Revision, answered: str) -> _Met | None:
    if place := _place(topic, revision.text):
        shown = revision.text[slice(*place)]
        return _Met(f"“{shown}”", *place, shown)
    if any(_place(topic, media.alt) for media in revision.media):
        return _Met("The description of a picture")
    return _Met("The post it is about") if _place(topic, answered) else None


def _place(topic: Topic, text: str) -> tuple[int, int] | None:
    """Where the text first names the topic or one of its words: [start, end) as typed; None where it does not."""
    sought, index = _index((topic.name, *topic.keywords))
    folded = fold(text)
    spans = index.find(folded.text).get(sought, ())
    return folded.span(*min(spans)) if spans else None


@lru_cache(maxsize=1024)
def _index(words: tuple[str, ...]) -> tuple[Phrases, PhraseIndex]:
    sought = phrases(words)
    return sought, PhraseIndex([sought])


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


def _others(topic: Topic, account: Account, met: _Met, owner: str) -> Finding:
    return Finding(
        rule="topics.owner",
        check="topic_authority",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, which is {owner}’s and outside the remit of @{account.handle}.",
        why="Those who know a subject speak for it, and answer the questions that follow.",
        fix=f"Ask {owner} to agree to these words before it is approved.",
        route_to=f"{PERSON}{owner}",
    )


def _restricted(restriction: Restriction, topic: Topic, met: _Met, said: tuple[str, str, _Namer]) -> Finding:
    who, until, name = said
    set_by, verb = name(restriction.set_by), "do not decide" if " are in " in who else "does not decide"
    return Finding(
        rule="topics.restricted",
        check="restriction",
        level=Level.SECOND_APPROVER,
        start=met.start,
        end=met.end,
        shown=met.shown,
        message=f"{met.what} touches “{topic.name}”, on which {who} {verb} alone{until}.",
        why=f"{sentence(restriction.reason)} Set by {set_by}.",
        fix=f"Ask {set_by}, who set this, to agree to these words, or let a colleague write them.",
        route_to=f"{PERSON}{set_by}",
    )
