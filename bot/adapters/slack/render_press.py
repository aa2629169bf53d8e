"""The forms about what a journalist has asked, as Slack modals."""

from typing import assert_never

from bot.adapters.slack import inputs
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import URGENT, FormName, Tag
from bot.adapters.slack.text import Json, context, cut, exact, line, one_line, rich, words
from bot.core.forms import Choice, Field
from bot.core.press import HOW_WORDS
from bot.core.press_forms import LiftForm, PressForm

NAME, WHEN, SHOWN = 150, 150, 1000


def press_form(form: PressForm | LiftForm) -> Json:
    """One of these forms."""
    match form:
        case PressForm():
            return _press(form)
        case LiftForm():
            return _lift(form)
        case _:
            assert_never(form)


def _press(form: PressForm) -> Json:
    blocks = [*_said(form.lines), *_post(form), *_who(), *_what()]
    tag = Tag(form.draft)
    return modal(FormName.PRESS, "A journalist has asked", blocks, submit="Tell press office", close="Cancel", tag=tag)


def _said(lines: tuple[str, ...]) -> list[Json]:
    return [rich(line(words(cut(each, SHOWN)))) for each in lines]


def _post(form: PressForm) -> list[Json]:
    if form.draft is not None:
        return [context(f"They ask about this post on @{one_line(form.handle, 50)}"), rich(exact(form.text, SHOWN))]
    address = inputs.text(form.address, placeholder="https://x.com/…/status/…")
    return [inputs.field(Field.TARGET, "About which post? Its address on X", address)]


def _who() -> list[Json]:
    unknown = "Write “not given” if they did not say."
    handle = inputs.text(most=NAME, placeholder="@…")
    replies = "Replies to them wait too."
    return [
        inputs.field(Field.JOURNALIST, "Who asked? Their name", inputs.text(most=NAME), hint=unknown),
        inputs.field(Field.OUTLET, "For which paper, station or site?", inputs.text(most=NAME), hint=unknown),
        inputs.field(Field.HANDLE, "Their name on X, if you know it", handle, hint=replies, optional=True),
        inputs.field(Field.HOW, "How did they get in touch?", inputs.choice(_ways())),
        inputs.field(
            Field.CONTACTED,
            "When?",
            inputs.text("just now", most=WHEN),
            hint="In your own words, such as “today at 9.30”.",
        ),
    ]


def _ways() -> list[Choice]:
    return [Choice(how, said.capitalize().replace(" x", " X")) for how, said in HOW_WORDS.items()]


def _what() -> list[Json]:
    ticks = inputs.ticks([Choice(URGENT, "They need an answer before the office opens again")], [])
    return [
        inputs.field(Field.ASKED, "What did they ask?", inputs.text(multiline=True), hint="Their words, if you can."),
        inputs.field(
            Field.ANSWERED,
            "What have you told them already?",
            inputs.text(multiline=True),
            hint="Leave it empty if nothing.",
            optional=True,
        ),
        inputs.field(Field.URGENT, "How soon?", ticks, hint="Whoever is on duty is called.", optional=True),
    ]


def _lift(form: LiftForm) -> Json:
    why = inputs.field(
        Field.REASON,
        "Why may they reply again?",
        inputs.text(multiline=True),
        hint="Your reason is kept with your name, and they read it.",
    )
    tag = Tag(about=form.about)
    return modal(FormName.LIFT, form.title, [*_said(form.lines), why], submit="Lift it", close="Cancel", tag=tag)
