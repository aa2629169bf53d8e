"""From Slack's payloads to who acted and what they asked for. No raw payload goes further than this and the answers.

Submitted forms are read in parse_form.py. Whatever cannot be read becomes `Unreadable`, never an exception.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack import tags
from bot.core.cards import Action
from bot.core.commands import PitchMessage, Pressed, Typed
from bot.core.people import ChatIdentity

Payload = Mapping[str, Any]
PLATFORM = "slack"
PASTED = 40_000
"""Characters of a command or message that are looked at: the longest text Slack sends."""
_MARKUP = re.compile(r"<(?:[!@#](?=\w))?(?P<target>[^<>|\n]+)(?:\|(?P<shown>[^<>\n]*))?>")

OLD_CARD = "This card is from an older version. Open /tweet mine to see where your tweets are now."


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A click or form that this version did not make. `words` are for the person who clicked."""

    words: str = OLD_CARD


def part(payload: object, *path: str) -> Any:
    """The value at a path of keys, or None where the path breaks off."""
    for key in path:
        payload = payload.get(key) if isinstance(payload, Mapping) else None
    return payload


def word(payload: object, *path: str) -> str:
    """The text at a path of keys, or an empty one."""
    value = part(payload, *path)
    return value if isinstance(value, str) else ""


def teams(payload: Payload) -> set[str]:
    """Every workspace the payload names for itself and for the person."""
    paths = (("team_id",), ("team", "id"), ("user", "team_id"), ("view", "team_id"))
    return {found for path in paths if (found := word(payload, *path))}


def user(payload: Payload) -> str:
    """The id of the person who acted."""
    return word(payload, "user", "id") or word(payload, "user_id") or word(payload, "event", "user")


def who(payload: Payload, team: str) -> ChatIdentity:
    """Who acted. `team` is the workspace the request was accepted for."""
    return ChatIdentity(PLATFORM, team, user(payload))


def typed(payload: Payload) -> Typed | Unreadable:
    """A slash command."""
    command = word(payload, "command")
    if command not in tags.COMMANDS:
        return Unreadable(f"I do not know {command[:40]} yet. Try /tweet help.")
    words = _unescaped(word(payload, "text")[:PASTED]).strip()
    return Typed(command, words, word(payload, "channel_id"))


def shortcut(payload: Payload) -> PitchMessage | Unreadable:
    """A message shortcut."""
    if word(payload, "callback_id") != tags.SHORTCUT:
        return Unreadable("I do not know this shortcut. Try /tweet help.")
    return PitchMessage(as_typed(word(payload, "message", "text")[:PASTED]), word(payload, "message", "user"))


def as_typed(markup: str) -> str:
    """The text of a message as its writer saw it: `<https://a.uk|a.uk>` is a link, `&amp;` an ampersand."""
    return _unescaped(_MARKUP.sub(lambda found: found["shown"] or found["target"], markup))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def pressed(payload: Payload) -> Pressed | Unreadable:
    """A button on a card, in a list, in a form or in App Home."""
    actions = part(payload, "actions")
    button = actions[0] if isinstance(actions, list) and actions else None
    try:
        action = tags.action_of(word(button, "action_id"))
        tag = tags.read(part(button, "value"))
    except tags.TagError:
        return Unreadable()
    if action is not Action.NEW_PITCH and tag.draft is None and not tag.about:
        return Unreadable()
    return Pressed(action, tag.draft, tag.revision or 0, tag.suggestion, tag.about)
