"""The product's words in one place: button labels, names of states, times as people write them.

Sentences that belong to one behaviour stand where that behaviour is.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.accounts import Kind
from bot.core.cards import Action
from bot.core.drafts import Pictured, State

LABELS: dict[Action, str] = {
    Action.APPROVE: "Approve",
    Action.APPROVE_FOR: "Approve for…",
    Action.ASK_FOR_CHANGES: "Ask for changes…",
    Action.EDIT: "Edit…",
    Action.REJECT: "Reject…",
    Action.HOLD: "Hold",
    Action.RELEASE: "Release and review again",
    Action.WITHDRAW: "Withdraw",
    Action.SEND: "Send for approval",
    Action.KEEP: "Keep as a draft",
    Action.TRY_AGAIN: "Try again",
    Action.IT_IS_THERE: "It is there…",
    Action.IT_IS_NOT_THERE: "It is not: send again",
    Action.TAKE_SUGGESTION: "Use these words",
    Action.DECLINE_SUGGESTION: "Keep mine",
    Action.OPEN: "Open",
    Action.NEW_PITCH: "Pitch a tweet",
    Action.HAVE_IT: "I have it",
    Action.UNTIL_MORNING: "Hold until morning",
    Action.HAND_ON: "Pass on",
    Action.DEALT_WITH: "It is dealt with",
    Action.I_WILL_COVER: "Yes, I’ll cover",
    Action.I_CANNOT_COVER: "Sorry, I can’t",
    Action.LEAVE_OPEN: "Leave it open",
    Action.CHANGE_DAYS: "Change…",
    Action.AGREE_SWAP: "Yes, swap",
    Action.DECLINE_SWAP: "No, keep mine",
    Action.STEP_DONE: "This step is done",
    Action.STAND_DOWN: "It was never taken",
    Action.SHOW_WEEK: "Show that week",
    Action.ENTER_PLAN: "Enter these shifts",
    Action.WHY_PLAN: "Why these people?",
    Action.ADD_SHIFT: "Add a shift…",
    Action.SEE_CHANGES: "Changes ahead",
    Action.TAKE_BACK: "Take it back…",
    Action.DESCRIBE: "Pictures…",
    Action.WHO_MAY: "Who may act",
    Action.RULES: "Rules",
    Action.RULE: "Open",
    Action.HOURS: "Published hours",
    Action.CHANGE_HOURS: "Change the words…",
    Action.PITCH_HOURS: "Draft this as a tweet",
    Action.CHANGE_REACH: "Change how I am called…",
    Action.TEST_REACH: "Send me a test",
    Action.SWITCH_FILTER_OFF: "Yes, switch it off",
    Action.KEEP_FILTER: "No, keep it",
    Action.PRESS_ASKED: "A journalist has asked…",
    Action.LIFT_PRESS: "Let them reply again…",
    Action.SIGN_OFF: "Sign off",
    Action.ADD_RELEASE: "Add a press release…",
    Action.CHANGE_RELEASE: "Change…",
    Action.WITHDRAW_RELEASE: "Withdraw",
    Action.ADD_OWN: "Tell us of your account…",
    Action.CARRIES_WORDS: "It carries the words",
    Action.FORGET_OWN: "Take it off the list",
    Action.QUOTE_INSTEAD: "Quote it instead…",
    Action.UNDO_REPOST: "Take the repost back",
    Action.SHOW_ADVICE: "Show suggestions",
}

STATES: dict[State, str] = {
    State.DRAFT: "Private draft",
    State.IN_REVIEW: "Waiting for approval",
    State.CHANGES_REQUESTED: "Changes asked for",
    State.SCHEDULED: "Approved, going out",
    State.PUBLISHING: "Being published",
    State.UNCONFIRMED: "Not confirmed by X",
    State.PUBLISHED: "Published",
    State.FAILED: "Not published",
    State.HELD: "On hold",
    State.EXPIRED: "Time passed, not published",
    State.REJECTED: "Rejected",
    State.WITHDRAWN: "Withdrawn",
}

KINDS: dict[Kind, str] = {
    Kind.CORPORATE: "corporate account",
    Kind.OFFICIAL: "official account",
    Kind.PERSONAL: "personal account",
    Kind.MINISTER: "minister’s account",
    Kind.COUNCILLOR: "councillor’s account",
}

PICTURED: dict[Pictured, str] = {
    Pictured.NOBODY: "Nobody who can be recognised",
    Pictured.STAFF: "Our own staff, who know about it",
    Pictured.ADULTS: "Adults who can be recognised",
    Pictured.CHILDREN: "Children who can be recognised",
    Pictured.CARED_FOR: "Patients, or others in our care",
}
"""Who can be recognised in a picture."""

PURPOSES: dict[str, str] = {
    "returning_officer_notice": "Returning officer’s notice",
    "incident_update": "Update about an incident",
    "missing_person_appeal": "Appeal for a missing person",
    "court_result": "Result of a court case",
    "approved_takeover": "Approved takeover of the account",
}
"""What a tweet may be for, where that changes what the checks allow."""


def moment(at: datetime, zone: str, now: datetime) -> str:
    """A UTC instant in the organisation's zone with its offset (F9): "today 14:30 (UK time, UTC+1)".

    Never ambiguous when the clocks go back: the offset tells the two 01:30 apart.
    """
    local = at.astimezone(ZoneInfo(zone))
    return f"{_day(local, zone, now)} {local:%H:%M} ({zone_name(zone)}, {offset(local)})"


def _day(local: datetime, zone: str, now: datetime) -> str:
    days = (local.date() - now.astimezone(ZoneInfo(zone)).date()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days, f"{local:%a} {local.day} {local:%b %Y}")


def until(at: datetime, zone: str, now: datetime) -> str:
    """As `moment`, for an end: a midnight ahead is that of the night before it, "midnight tonight (UK time, UTC)"."""
    local = at.astimezone(ZoneInfo(zone))
    midnight = midnight_ahead(local, now.astimezone(ZoneInfo(zone)))
    return f"{midnight} ({zone_name(zone)}, {offset(local)})" if midnight else moment(at, zone, now)


def midnight_ahead(local: datetime, today: datetime) -> str:
    """Which midnight it is, by the day it ends; empty where it is no midnight, or not ahead of that day."""
    days = (local.date() - today.date()).days
    if local.time() != time() or days < 1:
        return ""
    before = local - timedelta(days=1)
    return "midnight tonight" if days == 1 else f"midnight at the end of {before:%A} {before.day} {before:%B}"


def stretch(start: datetime, end: datetime, zone: str, now: datetime) -> str:
    """A stretch of time: "today 18:00 to tomorrow 09:00 (UK time, UTC+1)"; a change of the clock in it shows (F9)."""
    begins, ends = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    if offset(begins) != offset(ends):
        return f"{moment(start, zone, now)} to {moment(end, zone, now)}"
    final, last = f"{ends:%H:%M}", ends - datetime.resolution
    if ends.time() == time():
        final = f"the end of {_day(last, zone, now)}" if last.date() != begins.date() else "midnight"
    elif ends.date() != begins.date():
        final = f"{_day(ends, zone, now)} {final}"
    return f"{_day(begins, zone, now)} {begins:%H:%M} to {final} ({zone_name(zone)}, {offset(ends)})"


def clock(at: datetime, zone: str, now: datetime) -> str:
    """When something was done, shortly: "at 14:02", with the day where it was not today."""
    local, here = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    return (
        f"at {local:%H:%M}" if local.date() == here.date() else f"on {local:%a} {local.day} {local:%b} at {local:%H:%M}"
    )


def offset(local: datetime) -> str:
    """The distance from UTC of an aware time: "UTC", "UTC+1", "UTC+5:30"."""
    delta = local.utcoffset()
    minutes = int(delta.total_seconds() // 60) if delta else 0
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def zone_name(zone: str) -> str:
    """How people call a zone: "UK time" for Europe/London, otherwise its city."""
    return "UK time" if zone == "Europe/London" else f"{zone.rsplit('/', 1)[-1].replace('_', ' ')} time"


def names(people: list[str] | tuple[str, ...], *, joined_by: str = "or", at_most: int = 8) -> str:
    """Names in a sentence: "Ann, Bob or Cy"; beyond `at_most` of them "Ann, Bob and 12 others"."""
    shown = list(people)
    if len(shown) > at_most:
        return f"{', '.join(shown[:at_most])} and {len(shown) - at_most} others"
    if len(shown) < 2:  # noqa: PLR2004  one name needs no joining word
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joined_by} {shown[-1]}"


def day_or_moment(end: datetime, here: ZoneInfo) -> str:
    """When something ends: “30 June 2027” is its last day where it ends at midnight, else the day with the time."""
    local = end.astimezone(here)
    if local.time() == time():
        day = local.date() - timedelta(days=1)
        return f"{day.day} {day:%B %Y}"
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def excerpt(text: str, at_most: int = 80) -> str:
    """The first words of a text on one line, for lists."""
    line = " ".join(text.split())
    return line if len(line) <= at_most else f"{line[: at_most - 1].rstrip()}…"


def sentence(words: str) -> str:
    """Somebody's words as a sentence: a capital at the start, a full stop at the end if nothing ends it."""
    line = words.strip()
    ended = line if not line or line[-1] in ".!?…" else f"{line}."
    return ended[:1].upper() + ended[1:]
