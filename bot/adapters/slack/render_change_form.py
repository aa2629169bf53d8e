"""The forms that change a rota by hand as Slack modals: a one-off shift, and the page that asks for the yes."""

from typing import assert_never

from bot.adapters.slack import inputs
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import Json, cut, line, rich, words
from bot.core.forms import Field, ShiftForm
from bot.core.said_back import ChangeCheck

TYPED = 150
LINES = 40


def change_form(form: ShiftForm | ChangeCheck, *, pushed: bool) -> Json:
    """One of these forms; `pushed` when it lies on another one."""
    match form:
        case ShiftForm():
            return _shift(form)
        case ChangeCheck():
            return _check(form, pushed=pushed)
        case _:
            assert_never(form)


def _shift(form: ShiftForm) -> Json:
    start, end = inputs.text(form.begins, most=TYPED), inputs.text(form.ends, most=TYPED)
    blocks = [
        inputs.field(Field.SEAT, "Which rota and seat?", inputs.choice(form.seats, form.seat or _only_seat(form))),
        inputs.field(Field.PERSON, "Who?", inputs.choice(form.people, form.person)),
        inputs.field(Field.BEGINS, "From", start, hint="Such as “Sat 6 June 18:00”, “tomorrow 9am” or “now”."),
        inputs.field(Field.ENDS, "To", end, hint="Such as “22:00”, “Sunday 09:00” or “the next day 8am”."),
        rich(line(words("You see it in full, and whose turns move, before it is saved."))),
    ]
    return modal(FormName.SHIFT, "A one-off shift", blocks, submit="Next", close="Cancel")


def _only_seat(form: ShiftForm) -> str:
    return form.seats[0].value if len(form.seats) == 1 else ""


def _check(form: ChangeCheck, *, pushed: bool) -> Json:
    blocks = [
        rich(line(words(cut(f"{form.title}:\n", 300)), words(cut(form.words, 1500) or "—", bold=True))),
        *(rich(line(words(cut(each, 500)))) for each in form.lines[:LINES]),
    ]
    tag, close = Tag(about=form.about), "Back" if pushed else "Leave it as it is"
    return modal(FormName.CHANGE_CHECK, "Is this right?", blocks, submit=form.submit, close=close, tag=tag)
