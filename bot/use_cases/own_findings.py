"""Findings that come from what the organisation has entered and no rule pack can hold: incidents, the media list.

What the packs find is policy's.
"""

from collections.abc import Iterator

from bot.core.drafts import Revision, TargetKind
from bot.core.findings import Finding, Level
from bot.core.incidents import Incident
from bot.core.reference import Reference

_UPDATE = "incident_update"
MEDIA_LIST = "replies.media_list"
"""The rule that finds a reply to somebody on the media list, or a quote of one (S39)."""


def own_findings(
    revision: Revision, kind: TargetKind | None, answered: str, incident: Incident | None, reference: Reference
) -> Iterator[Finding]:
    """What there is to say of a revision; `answered` is the handle of the post it replies to or quotes, or empty."""
    place = incident.mentioned(revision.text) if incident and revision.purpose != _UPDATE else None
    if incident and place:
        yield _touches(incident, revision.text, *place)
    journalist = answered.lstrip("@").casefold()
    if journalist and any(journalist == entry.handle.casefold() for entry in reference.media_list):
        yield _to_journalist(answered, quotes=kind is TargetKind.QUOTE)


def _touches(incident: Incident, text: str, start: int, end: int) -> Finding:
    shown = text[start:end]
    return Finding(
        rule="incident.register",
        check="incident_hold",
        level=Level.SECOND_APPROVER,
        start=start,
        end=end,
        shown=shown,
        message=f"“{shown}” belongs to a serious incident that is open: {incident.name}.",
        why="A routine or light-hearted tweet next to a serious incident hurts the people in it.",
        fix="Let it wait until the incident is closed. If it is an update about it, choose that as its purpose.",
        route_to="communications_lead",
    )


def _to_journalist(answered: str, *, quotes: bool) -> Finding:
    return Finding(
        rule=MEDIA_LIST,
        check="personal_opinion",
        level=Level.SECOND_APPROVER,
        start=0,
        end=0,
        shown="",
        message=f"This {'quotes' if quotes else 'replies to'} {answered}, who is on your media list.",
        why="What we say to a journalist, or of what one has posted, is a statement to the press.",
        fix="A press officer has to be one of those who approve it. Or ask the one on duty to answer instead.",
        route_to="press_officer",
    )
