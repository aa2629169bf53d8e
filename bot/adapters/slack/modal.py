"""The frame of every modal: title, buttons, and what it carries back."""

from bot.adapters.slack.tags import FormName, Tag, write
from bot.adapters.slack.text import TITLE, Json, one_line, plain


def modal(
    name: FormName, title: str, blocks: list[Json], *, submit: str = "", close: str = "Close", tag: Tag | None = None
) -> Json:
    """A view of one kind; without `submit` there is nothing to hand in."""
    view: Json = {
        "type": "modal",
        "callback_id": str(name),
        "title": plain(one_line(title, TITLE), TITLE),
        "close": plain(close, TITLE),
        "private_metadata": write(tag or Tag()),
        "blocks": blocks,
    }
    return view | {"submit": plain(one_line(submit, TITLE), TITLE)} if submit else view
