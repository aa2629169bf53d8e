"""What review card, author's card and preview share: the exact words, pictures, facts, who decides, history."""

from collections.abc import Sequence
from datetime import datetime

from bot.adapters.slack.text import (
    Json,
    bullets,
    context,
    date_and_time,
    exact,
    line,
    link,
    one_line,
    quote,
    rich,
    units,
    words,
)
from bot.core.draft_view import DraftView
from bot.core.drafts import FINAL, Media, State, TargetKind
from bot.core.purposes import purpose_words
from bot.core.tweet_text import LIMIT
from bot.core.wording import KINDS, PICTURED, STATES, moment, names

NAME = 80
STEPS = 6
ACCEPTED = 8
PICTURES = 4
SIGNS: dict[State, str] = {
    State.DRAFT: "📝",
    State.IN_REVIEW: "⏳",
    State.CHANGES_REQUESTED: "✏️",
    State.SCHEDULED: "🗓️",
    State.PUBLISHING: "📤",
    State.UNCONFIRMED: "❓",
    State.PUBLISHED: "✅",
    State.FAILED: "⚠️",
    State.HELD: "⏸️",
    State.EXPIRED: "⌛",
    State.REJECTED: "⛔",
    State.WITHDRAWN: "↩️",
}
AHEAD = frozenset({State.DRAFT, State.IN_REVIEW, State.CHANGES_REQUESTED, State.SCHEDULED, State.HELD})
"""States in which the tweet may still go out at its time."""
REPOST = "No words of ours go out: the post above appears on the account as it stands, under its author’s name."
REPOSTED = "A repost: it carries no words of ours."
TARGETS = {TargetKind.REPLY: "In reply to", TargetKind.QUOTE: "Quotes", TargetKind.REPOST: "Reposts, without words"}


def account_title(view: DraftView) -> str:
    """The account as a heading: "@fernshire · Fernshire Council"."""
    return f"@{view.account.handle} · {view.account.name}"


def state_words(view: DraftView) -> str:
    """Where it stands; of a repost that was taken off again, that."""
    if view.draft.state is State.PUBLISHED and view.revision.is_repost and view.draft.tweet is None:
        return "↩️ Taken back from X"
    return f"{SIGNS[view.draft.state]} {STATES[view.draft.state]}"


def account_kind(view: DraftView) -> str:
    """What sort of account it is, and which draft this is."""
    return f"{KINDS[view.account.kind].capitalize()} · draft {view.draft.id} · revision {view.revision.number}"


def exact_text(view: DraftView, most: int) -> list[Json]:
    """The words that will go out, and their length."""
    text = view.published_text
    if view.revision.is_repost:
        return [rich(line(words(REPOSTED if view.draft.state in FINAL else REPOST)))]
    blocks = [rich(exact(text, most)), context(f"{view.length} of {LIMIT} characters, as X counts them")]
    if units(text) > most:
        blocks.append(rich(line(words("The text is longer than can be shown here: its end is missing.", bold=True))))
    return blocks


def pictures(view: DraftView, where: str = "") -> list[Json]:
    """The pictures by name, each with the words for those who cannot see it; `where` says where they can be seen."""
    media = view.revision.media
    if not media:
        return []
    items = [
        [
            words(one_line(m.name, NAME), bold=True),
            words(f": {one_line(m.alt, 1000) or 'not described yet'}"),
            *_said_of(m),
        ]
        for m in media[:PICTURES]
    ]
    title = "1 picture" if len(media) == 1 else f"{len(media)} pictures"
    more = [line(words(f"… and {len(media) - PICTURES} more.", italic=True))] if len(media) > PICTURES else []
    return [rich(line(words(title, bold=True), *([words(f".{where}")] if where else [])), bullets(items), *more)]


def _said_of(media: Media) -> list[Json]:
    """Who can be recognised in a picture, by whose consent, and whose it is."""
    said = [f"Shows: {PICTURED[media.pictured]}"] if media.pictured else []
    said += [f"Consent on record: {one_line(media.consent, 300)}"] if media.consent else []
    said += [f"Credit: {one_line(media.credit, 300)}"] if media.credit else []
    said += [f"Licence: {one_line(media.licence, 300)}"] if media.licence else []
    return [words(f"\n{' · '.join(said)}", italic=True)] if said else []


def _publish_time(view: DraftView, now: datetime | None) -> list[tuple[str, str]]:
    """When it is to go out, while that is still ahead; without `now` the day is given as a date."""
    at, state = view.draft.slot or view.revision.when, view.draft.state
    if at is None:
        soon = {State.SCHEDULED: "at once"}.get(state, "as soon as it is approved")
        return [("Goes out", soon)] if state in AHEAD else []
    when = moment(at, view.zone, now) if now else date_and_time(at, view.zone)
    has_passed = now is not None and at < now and state is not State.SCHEDULED
    return [("Goes out" if state in AHEAD and not has_passed else "Meant for", when)]


def _audience(view: DraftView) -> list[tuple[str, str]]:
    """How far it will carry, while it has not gone out (S58)."""
    return [("Audience", one_line(view.audience, 300))] if view.audience and view.draft.state in AHEAD else []


def facts(view: DraftView, now: datetime | None) -> Json:
    """Target, time, who wrote it and what they say to the approver."""
    said = [*_publish_time(view, now), *_audience(view), *_target(view), ("Written by", one_line(view.author, NAME))]
    if view.edited_by and view.edited_by != view.author:
        said.append(("Last edited by", one_line(view.edited_by, NAME)))
    said += [*_for_the_checks(view), *_declared(view)]
    runs = [run for label, value in said for run in (words(f"{label}: ", bold=True), words(f"{value}\n"))]
    return rich(line(*runs), *_note(view))


def _for_the_checks(view: DraftView) -> list[tuple[str, str]]:
    """Who supervises the author, and what the author says that changes what the checks allow."""
    revision = view.revision
    purpose = [("Supervised by", one_line(view.supervisor, NAME))] if view.supervisor else []
    purpose += [("Purpose", one_line(purpose_words(revision.purpose), NAME))]
    return [*purpose, ("Consent on record", one_line(revision.consent, 300))] if revision.consent else purpose


def _declared(view: DraftView) -> list[tuple[str, str]]:
    """What the author says beside the words, for whoever approves them (S44, S45, S48, S60)."""
    said = view.revision.declared
    given = (
        ("Follows", view.follows),
        ("Made from a message by", view.quoted),
        ("Permission to quote", said.permission),
        ("Interest of the author", said.interest),
        ("Source of the figures", said.source),
        ("Also available offline", said.elsewhere),
    )
    return [(label, one_line(value, 300)) for label, value in given if value]


def _target(view: DraftView) -> list[tuple[str, str]]:
    target = view.revision.target
    return [(TARGETS[target.kind], one_line(target.address, 300))] if target else []


def _note(view: DraftView) -> list[Json]:
    note = view.revision.note
    return [line(words("Note for the approver", bold=True)), quote(note, 1500)] if note.strip() else []


def urgent(view: DraftView) -> list[Json]:
    """The author's mark that this cannot wait, as long as somebody has to answer it."""
    said = words("🔴 Urgent: a quick answer is asked for.", bold=True)
    return [rich(line(said))] if is_urgent(view) else []


def meanwhile(view: DraftView) -> list[Json]:
    """Out of hours: who is called for it or has it, or from when somebody is there to decide."""
    waits = view.meanwhile.strip() and view.draft.state is State.IN_REVIEW
    return [rich(line(words("🌙 Out of hours: ", bold=True), words(one_line(view.meanwhile, 500))))] if waits else []


def is_urgent(view: DraftView) -> bool:
    """Whether an urgent draft still waits for the approvers."""
    return view.revision.urgent and view.draft.state in {State.DRAFT, State.IN_REVIEW, State.HELD}


def reason(view: DraftView) -> list[Json]:
    """The sentence behind the present state."""
    return [rich(quote(view.draft.reason, 1500))] if view.draft.reason.strip() else []


def deciding(view: DraftView) -> list[Json]:
    """How many approvals there are, how many are needed and why, and who may decide now."""
    if view.draft.state is not State.IN_REVIEW:
        return []
    runs = [words(f"{len(view.approvals)} of {view.needed} approvals", bold=True)]
    if view.approvals:
        runs.append(words(f": {_names(view.approvals, 'and')}"))
    if view.needed_because.strip():
        because = one_line(view.needed_because, 500).rstrip(".")
        runs.append(words(f"\n{view.needed} are needed, because {because}."))
    if view.signatures:
        said = "\n".join(one_line(each, 400) for each in view.signatures[:STEPS])
        runs += [words("\nBeside the approvals, the owner of a topic signs:\n", bold=True), words(said)]
    barred = [words(f"\n{one_line(each, 400)}") for each in view.barred[:STEPS]]
    who = _names(view.deciders, "or") if view.deciders else "nobody who is here now; a comms lead can add an approver"
    return [rich(line(*runs, words("\nMay decide now: ", bold=True), words(who), *barred))]


def _names(people: Sequence[str], joined_by: str) -> str:
    return names([one_line(name, NAME) for name in people], joined_by=joined_by)


def told(view: DraftView) -> list[Json]:
    """What the post turned into on X, what people said about it, and what approvers let pass."""
    blocks = []
    if view.tweet_address:
        blocks.append(rich(line(link(view.tweet_address, f"See it on X: {one_line(view.tweet_address, 300)}"))))
    if view.asked_not_there:
        who = one_line(view.asked_not_there, NAME)
        said = f"{who} has looked on X and says that the post is not there. A second person must say so too."
        blocks.append(rich(line(words(said, bold=True))))
    if view.accepted:
        items = [[words(one_line(each, 300))] for each in view.accepted[:ACCEPTED]]
        blocks.append(rich(line(words("Let pass by the approvers", bold=True)), bullets(items)))
    return blocks


def suggestion(view: DraftView) -> list[Json]:
    """Other words somebody proposes."""
    if view.suggestion is None or view.suggestion.answer:
        return []
    who = one_line(view.suggestion_by, NAME) or "Somebody"
    return [rich(line(words(f"{who} suggests these words instead:", bold=True)), quote(view.suggestion.text, 3000))]


def history(view: DraftView, now: datetime | None) -> list[Json]:
    """The last things that happened, newest last."""
    if not view.steps:
        return []
    told_before = len(view.steps) - STEPS
    earlier = "1 earlier step is" if told_before == 1 else f"{told_before} earlier steps are"
    opening = [f"… {earlier} kept in the records"] if told_before > 0 else []
    steps = [
        f"{one_line(step.words, 300)} · {moment(step.at, view.zone, now) if now else date_and_time(step.at, view.zone)}"
        for step in view.steps[-STEPS:]
    ]
    return [context(*opening, *steps)]
