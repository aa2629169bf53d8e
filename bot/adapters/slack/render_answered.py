"""The post a draft answers or quotes, as quoted text under whose it is. Nothing in it is markup (S38)."""

from datetime import datetime

from bot.adapters.slack.text import Json, date_and_time, line, one_line, quote, rich, words
from bot.core.answered import Answered, Sight, author_in
from bot.core.draft_view import DraftView
from bot.core.drafts import FINAL, TargetKind
from bot.core.retold import is_about
from bot.core.wording import moment

MOST = 1500
LEADS = {TargetKind.REPLY: "Replies to", TargetKind.QUOTE: "Quotes", TargetKind.REPOST: "Reposts"}
PASTED_LEAD = "X shows below it the post of"
NOT_SHOWN = {
    Sight.READ: "",
    Sight.GONE: "It is not on X: it was deleted, or was never there.",
    Sight.CLOSED: "X does not show it to this account: its author is protected or suspended, or has blocked us.",
    Sight.UNREAD: "The post this answers could not be read: open it before you decide.",
}
PICTURES = "Pictures or films are with it that are not shown here: open the post to see them."


def answered(view: DraftView, now: datetime | None) -> list[Json]:
    """Whose post it is, what it says as last read, and what the reader must look up; nothing without a target."""
    target, seen = is_about(view.revision), view.answered
    if target is None:
        return []
    author = (seen.author if seen else "") or author_in(target)
    lead = LEADS[target.kind] if view.revision.target else PASTED_LEAD
    whose = f"{lead} @{one_line(author, 50)}" if author else f"{lead} a post"
    if view.draft.state in FINAL:
        return [rich(line(words(whose, bold=True)))]
    missing = NOT_SHOWN[seen.standing if seen else Sight.UNREAD]
    lines = [line(words(whose, bold=True), *_when(view, now))]
    if seen and (seen.text or seen.standing is Sight.READ):
        lines.append(quote(seen.text or "(no words)", MOST))
    said = (missing, PICTURES if seen and seen.pictures else "", _other_name(author, author_in(target)))
    lines += [line(words(each)) for each in said if each]
    return [rich(*lines)]


def _other_name(author: str, pasted: str) -> str:
    """X opens a post whatever name its address holds, so an address can claim to be somebody else's."""
    if not pasted or pasted.casefold() == author.casefold():
        return ""
    return f"The address that was pasted names @{one_line(pasted, 50)}. The post is by @{one_line(author, 50)}."


def _when(view: DraftView, now: datetime | None) -> list[Json]:
    seen: Answered | None = view.answered
    if seen is None or not (seen.text or seen.standing is Sight.READ):
        return []
    at = moment(seen.at, view.zone, now) if now else date_and_time(seen.at, view.zone)
    return [words(f", read on X {at}")]
