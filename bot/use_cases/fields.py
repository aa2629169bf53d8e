"""What was typed into a pitch: is each field as it must be, and what revision does it make.

Problems are told at their fields; nothing here knows who is asking.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.commands import SaveDraft, Upload
from bot.core.drafts import Media, Revision, Target, TargetKind, tweet_in
from bot.core.forms import Field
from bot.core.ids import PersonId
from bot.core.purposes import is_purpose
from bot.core.reference import refs_in
from bot.core.tweet_text import problem_with_length
from bot.use_cases.ports import UnitOfWork
from bot.use_cases.release_findings import following

FURTHEST = timedelta(days=366)
"""How far ahead a post may be scheduled."""

MOST_PICTURES = 4
LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes. X takes no larger one with a post."""
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
LONGEST_ALT = 1000
"""Characters of a picture's description that X takes."""


def time_problem(when: datetime, now: datetime) -> str:
    """What is wrong with a wished time (both UTC), or nothing."""
    if when <= now:
        return "This time has passed. Choose a later one."
    if when > now + FURTHEST:
        return "This is more than a year ahead. Choose an earlier time."
    return ""


def problems(uow: UnitOfWork, command: SaveDraft, kept: tuple[Media, ...]) -> dict[Field, str]:
    """Everything that must be mended in the form, by field; empty if nothing."""
    found = {
        Field.TEXT: _text_problem(command),
        Field.WHEN: time_problem(command.when, uow.now()) if command.when else "",
        **_target_problem(command),
        Field.PURPOSE: _purpose_problem(uow, command.purpose),
        Field.FOLLOWS: _follows_problem(uow, command.follows),
        Field.CONSENT: consent_problem(uow, command.consent),
        Field.PICTURES: _repost_with_pictures(command, kept) or _pictures_problem(command.uploads, kept),
    }
    return {field: words for field, words in found.items() if words}


def _text_problem(command: SaveDraft) -> str:
    if command.target_kind.strip() != TargetKind.REPOST:
        return str(problem_with_length(command.text) or "")
    if command.text.strip():
        return "A repost carries no words of yours. Take them out, or choose “Quotes” to say them beside the post."
    return ""


def _purpose_problem(uow: UnitOfWork, purpose: str) -> str:
    """Everybody says what a tweet is for (S50); a list that has changed meanwhile is chosen from again."""
    if is_purpose(purpose, uow.reference.get().purposes):
        return ""
    return "Choose what this tweet is for." if not purpose else "That purpose is not on the list any more. Choose one."


def _follows_problem(uow: UnitOfWork, key: str) -> str:
    follows = following(uow, key)
    gone = bool(key) and (follows is None or follows.withdrawn)
    return "This was withdrawn. Choose what it follows now, or none." if gone else ""


def consent_problem(uow: UnitOfWork, typed: str) -> str:
    """Only consents on record count: words typed here would be nobody's consent."""
    reference = uow.reference.get() if typed.strip() else None
    unknown = [ref for ref in refs_in(typed) if reference and reference.consent(ref) is None]
    if not unknown:
        return ""
    return f"There is no consent “{unknown[0]}” on record. Ask your communications team to enter it, or leave this out."


def _target_problem(command: SaveDraft) -> dict[Field, str]:
    kind, address = command.target_kind.strip(), command.target.strip()
    if not kind and not address:
        return {}
    if kind not in set(TargetKind):
        return {Field.TARGET_KIND: "Say whether this replies to the post, quotes it or reposts it."}
    if not address:
        return {Field.TARGET: "Paste the address of the post this is about."}
    if tweet_in(address) is None:
        return {Field.TARGET: "This is not the address of a post on X. It looks like https://x.com/name/status/123456."}
    return {}


def _repost_with_pictures(command: SaveDraft, kept: tuple[Media, ...]) -> str:
    if command.target_kind.strip() != TargetKind.REPOST or not (command.uploads or kept):
        return ""
    return "A repost carries no pictures of yours. Take them out, or choose “Quotes”."


def _pictures_problem(uploads: tuple[Upload, ...], kept: tuple[Media, ...]) -> str:
    if len(uploads) + len(kept) > MOST_PICTURES:
        return f"X takes {MOST_PICTURES} pictures at most. Take {len(uploads) + len(kept) - MOST_PICTURES} away."
    for upload in uploads:
        if upload.mime not in PICTURE_TYPES:
            return f"{upload.name} is not a picture X takes. Use a JPEG, PNG, WebP or GIF file."
        if len(upload.content) > LARGEST_PICTURE:
            return f"{upload.name} is larger than 5 MB, the most X takes. Make it smaller and add it again."
    return ""


def kept_media(command: SaveDraft, current: Revision | None) -> tuple[Media, ...]:
    """The pictures of the present revision that stay."""
    return tuple(m for m in current.media if m.sha256 in command.keep_media) if current else ()


def typed_revision(uow: UnitOfWork, command: SaveDraft, number: int, by: PersonId, kept: tuple[Media, ...]) -> Revision:
    """The revision this form makes, its pictures put into the store. The form must be without problems."""
    tweet = tweet_in(command.target) if command.target.strip() else None
    return Revision(
        number=number,
        text=command.text,
        edited_by=by,
        made_at=uow.now(),
        media=_with_uploads(uow, kept, command.uploads),
        target=Target(TargetKind(command.target_kind), tweet, command.target.strip()) if tweet else None,
        when=command.when,
        note=command.note.strip(),
        urgent=command.urgent,
        purpose=command.purpose,
        consent=", ".join(refs_in(command.consent)),
        supervisor=PersonId(command.supervisor) if command.supervisor else None,
        declared=command.declared,
        follows=command.follows,
    )


def _with_uploads(uow: UnitOfWork, kept: tuple[Media, ...], uploads: tuple[Upload, ...]) -> tuple[Media, ...]:
    """The same picture handed in twice is one picture, and keeps the description it has."""
    media = {m.sha256: m for m in kept}
    for upload in uploads:
        sha256 = uow.media.put(upload.content)
        media.setdefault(sha256, Media(sha256, upload.mime, len(upload.content), upload.name, ""))
    return tuple(media.values())


def is_same(one: Revision, other: Revision) -> bool:
    """Whether two revisions say the same: the act, the note and the urgency."""
    return replace(one, number=0, edited_by=other.edited_by, made_at=other.made_at) == replace(other, number=0)
