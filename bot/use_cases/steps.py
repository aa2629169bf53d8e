"""The history of a draft in words, read from its records. What is recorded is decided where it happens."""

from collections.abc import Callable, Iterable, Iterator

from bot.core.authority import ACCESS_OF_SERVICE
from bot.core.draft_view import Step
from bot.core.drafts import State
from bot.core.records import Record
from bot.core.wording import STATES

WORDS: dict[str, str] = {
    "DraftStarted": "Written by {who}",
    "RevisionMade": "Changed by {who} (revision {revision})",
    "DraftTakenBack": "Taken out of review by {who}, to change it",
    "DraftSent": "Sent for approval by {who}",
    "DraftApproved": "Approved by {who}",
    "DraftSignedOff": "Signed by {who}, for {topics}",
    "RepostUndoAsked": "Taking the repost back was asked for by {who}",
    "RepostUndone": "The repost was taken off the account",
    "RepostNotUndone": "The repost could not be taken off the account",
    "ChangesAskedFor": "Changes asked for by {who}",
    "DraftRejected": "Rejected by {who}",
    "DraftWithdrawn": "Withdrawn by {who}",
    "DraftHeld": "Put on hold by {who}",
    "DraftReleased": "Released for review again by {who}",
    "SuggestionMade": "Other words suggested by {who}",
    "SuggestionTaken": "Words taken from {words_by}",
    "SuggestionDeclined": "Suggestion declined by {who}",
    "ReviewBegunAgain": "Brought back to review for a new time by {who}",
    "ReviewBegunForTarget": "Review begins again: the post it is about was changed on X",
    "ReviewBegunOnceRead": "Review begins again: the checks have found something in the post it is about",
    "ApprovedOnceRead": "Approved: the post it is about has been read",
    "TargetRead": "The post it is about has been read",
    "ReviewReopened": "Back in review: something changed after it was approved",
    "PublishingBegan": "Handed to X",
    "PublishingPutOff": "Could not be sent yet, tried again later",
    "PublishingUnconfirmed": "Not confirmed by X",
    "PostNotFound": "Looked for on the timeline and not found",
    "PeopleAsked": "Still not found: people asked to look",
    "PostDenied": "Not found on X by {who}",
    "SendAgainDecided": "Sent again, as {who} had not found it either",
    "DraftCallTaken": "Taken on by {who}, called out of hours",
    "TryAgainAsked": "Tried again by {who}",
    "PressAskedAbout": "{who} said that a journalist has asked about it",
}
"""Records that have a sentence of their own. Any other record of a change of state is told by the state's name."""

SILENT = frozenset({"DraftScheduled"})
"""Records of a change that another sentence has already told."""


def steps(records: Iterable[Record], name: Callable[[str], str]) -> Iterator[Step]:
    """What happened, oldest first. `name` turns the key of a person into their name."""
    for record in records:
        words = _words(record, name)
        if words:
            yield Step(words, record.at)


def _words(record: Record, name: Callable[[str], str]) -> str:
    body = record.body or {}
    who = "Countersign" if record.actor == ACCESS_OF_SERVICE else name(record.actor)
    if record.kind in WORDS:
        by = name(str(body.get("words_by", "")))
        topics = ", ".join(f"“{topic}”" for topic in body.get("signed_for", ())) or "the owner of its topic"
        return WORDS[record.kind].format(who=who, revision=body.get("revision", ""), words_by=by, topics=topics)
    if record.kind in SILENT or "to" not in body:
        return ""
    state = STATES[State(body["to"])]
    return state if record.actor == ACCESS_OF_SERVICE else f"{state} ({who})"
