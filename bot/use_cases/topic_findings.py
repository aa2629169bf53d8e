"""What a draft has to reckon with because of the topics it touches: filters, key issues, owners, restrictions.

Which topics and restrictions there are, org.yaml says. The words are looked for as the rule packs look for theirs.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from bot.core.accounts import Account
from bot.core.drafts import Draft, Revision
from bot.core.findings import PERSON, Finding, Level
from bot.core.reference import Reference
from bot.core.topics import Restriction, Topic
from bot.core.wording import sentence
from bot.policy.normalise import fold
from bot.policy.phrases import PhraseIndex, Phrases, phrases

Place = tuple[int, int]
_Namer = Callable[[str], str]


def topic_findings(
    draft: Draft, revision: Revision, account: Account, reference: Reference, day: date, name: _Namer
) -> Iterator[Finding]:
    """What there is to say of a revision that goes out on `day`, by the organisation's calendar."""
    touched = _touched(revision, account, reference)
    people = {draft.author, revision.edited_by}
    for topic, place in touched.items():
        if topic.is_held:
            yield _key_issue(topic, revision.text, place) if topic.line else _filter(topic, revision.text, place)
        if topic.owner and topic.owner not in people and is_outside(topic, account):
            yield _others(topic, account, revision.text, place, name(topic.owner))
    for restriction in reference.restrictions:
        met = [topic for topic in touched if topic.name in restriction.topics]
        if met and restriction.person in people and restriction.counts_on(day):
            yield _restricted(restriction, met[0], revision.text, touched[met[0]], name)


def is_outside(topic: Topic, account: Account) -> bool:
    """Whether the account has a remit that names neither the topic nor one of its words (S49)."""
    return bool(account.remit) and not any(_place(topic, said) for said in account.remit)


def _touched(revision: Revision, account: Account, reference: Reference) -> dict[Topic, Place]:
    """The topics that the words or a picture's description speak of, and where; (0, 0) for a description."""
    found: dict[Topic, Place] = {}
    for topic in reference.topics:
        if not topic.covers(account.id):
            continue
        if place := _place(topic, revision.text):
            found[topic] = place
        elif any(_place(topic, media.alt) for media in revision.media):
            found[topic] = (0, 0)
    return found


def _place(topic: Topic, text: str) -> Place | None:
    """Where the text first names the topic or one of its words: [start, end) as typed; None where it does not."""
    sought, index = _index((topic.name, *topic.keywords))
    folded = fold(text)
    spans = index.find(folded.text).get(sought, ())
    return folded.span(*min(spans)) if spans else None


@lru_cache(maxsize=1024)
def _index(words: tuple[str, ...]) -> tuple[Phrases, PhraseIndex]:
    sought = phrases(words)
    return sought, PhraseIndex([sought])


def _said(topic: Topic, text: str, place: Place) -> str:
    """What touches the topic, as the start of a sentence."""
    shown = text[slice(*place)]
    return f"“{shown}” touches “{topic.name}”" if shown else f"The description of a picture touches “{topic.name}”"


def _filter(topic: Topic, text: str, place: Place) -> Finding:
    return Finding(
        rule="topics.filter",
        check="topic_filter",
        level=Level.SECOND_APPROVER,
        start=place[0],
        end=place[1],
        shown=text[slice(*place)],
        message=f"{_said(topic, text, place)}, which always takes a second approver.",
        why=sentence(topic.filtered),
        fix="Nothing, if it is right: two people read it before it goes out. Otherwise leave the topic out.",
    )


def _key_issue(topic: Topic, text: str, place: Place) -> Finding:
    return Finding(
        rule="topics.key_issue",
        check="key_issue",
        level=Level.SECOND_APPROVER,
        start=place[0],
        end=place[1],
        shown=text[slice(*place)],
        message=f"{_said(topic, text, place)}, a key issue. The line to take: “{topic.line}”",
        why=sentence(topic.filtered or "the organisation speaks with one voice on this"),
        fix="Compare your words with the line to take, and change what differs from it.",
    )


def _others(topic: Topic, account: Account, text: str, place: Place, owner: str) -> Finding:
    return Finding(
        rule="topics.owner",
        check="topic_authority",
        level=Level.SECOND_APPROVER,
        start=place[0],
        end=place[1],
        shown=text[slice(*place)],
        message=f"{_said(topic, text, place)}, which is {owner}’s and outside the remit of @{account.handle}.",
        why="Those who know a subject speak for it, and answer the questions that follow.",
        fix=f"Ask {owner} to agree to these words before it is approved.",
        route_to=f"{PERSON}{owner}",
    )


def _restricted(restriction: Restriction, topic: Topic, text: str, place: Place, name: _Namer) -> Finding:
    set_by = name(restriction.set_by)
    until = f" until {restriction.until.day} {restriction.until:%B %Y}" if restriction.until else ""
    return Finding(
        rule="topics.restricted",
        check="restriction",
        level=Level.SECOND_APPROVER,
        start=place[0],
        end=place[1],
        shown=text[slice(*place)],
        message=f"{_said(topic, text, place)}, on which {name(restriction.person)} does not decide alone{until}.",
        why=sentence(restriction.reason),
        fix=f"Ask {set_by}, who set this, to agree to these words, or let a colleague write them.",
        route_to=f"{PERSON}{set_by}",
    )
