"""Buttons: labels from the product's wording, one primary at most, a second question before what cannot be undone."""

from collections.abc import Iterable

from bot.adapters.slack import tags
from bot.adapters.slack.text import BUTTON, Json, plain
from bot.core.cards import Action
from bot.core.drafts import FINAL, State
from bot.core.wording import LABELS

BUTTONS = 25
PRIMARY = frozenset(
    {
        Action.APPROVE,
        Action.SIGN_OFF,
        Action.SEND,
        Action.TAKE_SUGGESTION,
        Action.NEW_PITCH,
        Action.HAVE_IT,
        Action.I_WILL_COVER,
        Action.AGREE_SWAP,
        Action.STEP_DONE,
        Action.ENTER_PLAN,
    }
)
DANGER = frozenset({Action.REJECT, Action.IT_IS_NOT_THERE})
AFTER_THE_END = frozenset({Action.UNDO_REPOST, Action.OPEN, Action.NEW_PITCH, Action.PRESS_ASKED})
"""What may still be pressed on a draft nothing can move any more."""

CONFIRM: dict[Action, tuple[str, str]] = {
    Action.WITHDRAW: (
        "Withdraw this tweet?",
        "It will not be published, and it cannot be brought back. The record of it is kept.",
    ),
    Action.UNDO_REPOST: (
        "Take the repost back?",
        "It is taken off the account on X. The post itself stays where its author put it, and the record is kept.",
    ),
    Action.IT_IS_NOT_THERE: (
        "Have you looked on X?",
        (
            "Please check the account on X first. If the post is there after all, sending again would publish it "
            "twice. A second person must say the same before anything is sent."
        ),
    ),
}


def allowed(actions: Iterable[Action], state: State) -> tuple[Action, ...]:
    """The actions that make sense in this state: none that decide once the draft has come to its end."""
    return tuple(dict.fromkeys(a for a in actions if state not in FINAL or a in AFTER_THE_END))


def row_of(actions: Iterable[Action], tag: tags.Tag, row: str = "") -> list[Json]:
    """The actions as blocks of as many buttons as Slack takes, or nothing at all where there are none."""
    shown = list(dict.fromkeys(actions))
    main = next((a for a in shown if a in PRIMARY), None)
    buttons = [_button(a, tag, row, primary=a is main) for a in shown]
    return [{"type": "actions", "elements": buttons[n : n + BUTTONS]} for n in range(0, len(buttons), BUTTONS)]


def beside(words: Json, action: Action, tag: tags.Tag) -> Json:
    """A line of words with one button beside it."""
    return {"type": "section", "text": words, "accessory": _button(action, tag, "beside", primary=False)}


def _button(action: Action, tag: tags.Tag, row: str, *, primary: bool) -> Json:
    button: Json = {
        "type": "button",
        "action_id": tags.action_id(action, row),
        "text": plain(LABELS[action], BUTTON),
        "value": tags.write(tag),
    }
    if primary or action in DANGER:
        button["style"] = "primary" if primary else "danger"
    if action in CONFIRM:
        button["confirm"] = _confirm(action)
    return button


def _confirm(action: Action) -> Json:
    title, text = CONFIRM[action]
    return {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain("Yes, go on", 30),
        "deny": plain("Go back", 30),
    }
