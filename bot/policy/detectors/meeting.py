"""Posts of members during a meeting: whether the meeting's hashtag is there."""

import re
from collections.abc import Collection, Iterator

from bot.policy import asking
from bot.policy.context import Context
from bot.policy.detectors.together import together
from bot.policy.hits import Detector, EvidenceDetector, Find, Hit
from bot.policy.normalise import folded_text
from bot.policy.reading import Reading
from bot.policy.terms import Terms

_MEMBER = re.compile(r"\b(?:cllr|councillor|member|mayor|leader)\b(?! of staff)", re.IGNORECASE)


def is_member_in_meeting(context: Context) -> bool:
    """Whether somebody who sits in the meeting posts while it is on."""
    meeting = context.meeting
    member = context.account_kind == "councillor" or bool(_MEMBER.search(context.author_role.replace("_", " ")))
    return meeting is not None and meeting.active and member


def _missing_hashtag(_terms: Collection[str]) -> Find:
    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if context.meeting is None or not is_member_in_meeting(context) or not context.meeting.hashtag:
            return
        tag = folded_text(context.meeting.hashtag).lstrip("#")
        if not re.search(rf"#{re.escape(tag)}(?!\w)", reading.folded.text):
            yield Hit(0, 0)

    return find


def _off_subject(terms: Terms) -> Find:
    evidence = together(terms)

    def find(reading: Reading, context: Context) -> Iterator[Hit]:
        if is_member_in_meeting(context):
            yield from evidence(reading, context)

    return find


MISSING_HASHTAG = Detector(_missing_hashtag, asks=asking.meeting)
OFF_SUBJECT = EvidenceDetector(_off_subject, asks=asking.meeting)
