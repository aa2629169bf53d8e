"""What a card or form carries back with a click: action ids, block ids and a few numbers. Read again in parse.py.

Only draft, revision and suggestion numbers travel, and what an AskCard is about, in compact JSON with a version;
nothing here is trusted on return.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from bot.adapters.slack.text import clean, cut
from bot.core.cards import Action
from bot.core.forms import Field
from bot.core.ids import DraftId

VERSION = 1
ABOUT = 300
"""Characters an AskCard's subject may have."""
PUT_AWAY = 1200
"""UTF-16 units kept of words that a form does not ask for just now: four tweets' worth fit what a form carries."""
KEPT_PICTURES = "kept_pictures"
"""The block with the pictures a draft already has."""
NO_TARGET = "none"
NO_RELEASE = "none"
NONE_DECLARED = "no_interest"
"""The box to tick for no interest, and its block."""
URGENT = "yes"
CARRIES = "carries"
"""The box to tick for an account that carries the standard words, and its block."""
SHORTCUT = "pitch_message"
COMMANDS = ("/tweet", "/rota", "/account", "/incident")


class FormName(StrEnum):
    """The callback id of each form."""

    DRAFT = "draft"
    ALT = "alt"
    PREVIEW = "preview"
    CHANGES = "changes"
    APPROVE = "approve"
    REJECT = "reject"
    TIME = "time"
    ADDRESS = "address"
    ABSENCE = "absence"
    ABSENCE_CHECK = "absence_check"
    CANCEL = "cancel"
    SWAP = "swap"
    SHIFT = "shift"
    CHANGE_CHECK = "change_check"
    HOURS = "hours"
    REACH = "reach"
    RELEASE = "release"
    ADVICE = "advice"
    RULES = "rules"
    RULE = "rule"
    PRESS = "press"
    LIFT = "lift"
    OWN = "own"
    DONE = "done"
    WAITING = "waiting"


class TagError(Exception):
    """A tag that was not written by this version of the product."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The numbers on a button or form, or what an AskCard is about."""

    draft: DraftId | None = None
    revision: int | None = None
    suggestion: int | None = None
    about: str = ""
    put_away: str = ""
    """What was typed in a form that asks for no words just now; only the form itself carries it."""


def write(tag: Tag) -> str:
    """The tag as text of at most 100 characters, and ABOUT and twice PUT_AWAY more."""
    said = {"d": tag.draft, "r": tag.revision, "s": tag.suggestion, "a": tag.about or None, "w": _kept(tag.put_away)}
    given = {"v": VERSION, **{k: n for k, n in said.items() if n is not None}}
    return json.dumps(given, separators=(",", ":"), ensure_ascii=False)


def _kept(words: str) -> str | None:
    return cut(clean(words), PUT_AWAY, tail="") or None


def read(text: object) -> Tag:
    """The tag that `write` made. Raises TagError for anything else."""
    try:
        given = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        raise TagError("The tag is no JSON.") from None
    if not isinstance(given, dict) or given.get("v") != VERSION:
        raise TagError("The tag is of another version.")
    draft, revision, suggestion = (_number(given.get(name)) for name in "drs")
    return Tag(
        None if draft is None else DraftId(draft),
        revision,
        suggestion,
        _words(given.get("a", ""), ABOUT),
        _words(given.get("w", ""), PUT_AWAY),
    )


def _number(value: object) -> int | None:
    highest = 2**53
    if value is None or (type(value) is int and 0 <= value <= highest):
        return value
    raise TagError("The tag holds something that is no number of ours.")


def _words(value: object, most: int) -> str:
    if isinstance(value, str) and len(value) <= most:
        return value
    raise TagError("The tag is about nothing of ours.")


def action_id(action: Action, row: str = "") -> str:
    """The id of a button; `row` tells the rows of a list apart."""
    return f"{action}.{row}" if row else str(action)


def action_of(action_id: object) -> Action:
    """The action behind a button's id. Raises TagError."""
    name = action_id.partition(".")[0] if isinstance(action_id, str) else ""
    try:
        return Action(name)
    except ValueError:
        raise TagError("No such button.") from None


def picture_block(field: Field, sha256: str) -> str:
    """The block that asks one thing of one picture."""
    return f"{field}.{sha256}"
