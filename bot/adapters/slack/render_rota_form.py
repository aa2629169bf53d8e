"""The forms of /rota as Slack modals: who is away and when, cancelling that, swapping a shift; and published hours."""

from typing import assert_never

from bot.adapters.slack import inputs
from bot.adapters.slack.buttons import row_of
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import Json, cut, line, rich, words
from bot.core.cards import Action
from bot.core.forms import AbsenceForm, CancelForm, Field, HoursForm, ReachForm, SwapForm
from bot.core.said_back import AbsenceCheck

DAYS = 150
LINES = 40
HINT = (
    "Such as “24 Dec to 2 Jan”, “tomorrow from 2pm”, “Thursday 9.30 to 12” or “Mon-Wed next week”. "
    "You see it in full before it is saved."
)


def rota_form(
    form: AbsenceForm | AbsenceCheck | CancelForm | SwapForm | HoursForm | ReachForm, *, pushed: bool
) -> Json:
    """One of these forms; `pushed` when it lies on another one."""
    match form:
        case AbsenceForm():
            view = _absence(form)
        case AbsenceCheck():
            view = _check(form, pushed=pushed)
        case CancelForm():
            view = _cancel(form)
        case SwapForm():
            view = _swap(form)
        case ReachForm():
            view = _reach(form)
        case HoursForm():
            view = _hours(form)
        case _:
            assert_never(form)
    return view


def _absence(form: AbsenceForm) -> Json:
    who = [inputs.field(Field.PERSON, "Who is away?", inputs.choice(form.people, form.person))] if form.people else []
    days = inputs.field(Field.DAYS, "Which days?", inputs.text(form.days, most=DAYS), hint=HINT)
    said = rich(line(words("Only that somebody is away is kept. Please do not say why.")))
    return modal(FormName.ABSENCE, "Away", [*who, days, said], submit="Next", close="Cancel")


def _check(form: AbsenceCheck, *, pushed: bool) -> Json:
    tag = Tag(about=form.about)
    blocks = [
        rich(line(words(f"{form.title}:\n"), words(cut(form.words, DAYS * 2), bold=True))),
        *(rich(line(words(cut(each, 500)))) for each in form.lines[:LINES]),
    ]
    if not pushed:
        blocks += row_of([Action.CHANGE_DAYS], tag)
    close = "Back" if pushed else "Cancel"
    return modal(FormName.ABSENCE_CHECK, "Is this right?", blocks, submit="Confirm", close=close, tag=tag)


def _cancel(form: CancelForm) -> Json:
    which = inputs.field(Field.ABSENCE, "Which absence?", inputs.choice(form.absences, _only(form)))
    said = rich(line(words("Shifts that somebody covers move back, and they are told.")))
    return modal(FormName.CANCEL, "Cancel an absence", [which, said], submit="Cancel it", close="Keep it")


def _only(form: CancelForm) -> str:
    return form.absences[0].value if len(form.absences) == 1 else ""


def _swap(form: SwapForm) -> Json:
    mine = inputs.field(Field.MINE, "Your shift", inputs.choice(form.mine, form.my_choice))
    theirs = inputs.field(
        Field.THEIRS, "The shift you would take instead", inputs.choice(form.theirs, form.their_choice)
    )
    said = rich(line(words("They are asked first. Nothing changes unless they say yes.")))
    return modal(FormName.SWAP, "Swap a shift", [mine, theirs, said], submit="Ask them", close="Cancel")


def _reach(form: ReachForm) -> Json:
    fields = [inputs.field(Field.WAYS, "Beside chat, call me by", inputs.choice(form.ways, form.chosen))]
    if form.by_mail:
        hint = "Your own address, if you choose e-mail. Left empty, it is the one your organisation has of you."
        element = inputs.text(form.address, most=DAYS)
        fields.append(inputs.field(Field.ADDRESS, "E-mail address", element, hint=hint, optional=True))
    if form.by_gateway:
        hint = "Your telephone or pager number, or your ntfy topic, as the gateway of your organisation knows it."
        element = inputs.text(form.target, most=DAYS)
        fields.append(inputs.field(Field.TARGET, "Number or topic", element, hint=hint, optional=True))
    said = rich(line(words("You are always written to in chat first. What you enter is used for calls only.")))
    return modal(FormName.REACH, "How I am called", [said, *fields], submit="Save", close="Cancel")


def _hours(form: HoursForm) -> Json:
    hint = "They go through the same checks as a tweet. Leave it empty to publish none."
    element = inputs.text(form.words, multiline=True)
    said = [rich(line(words(cut(each, 1000)))) for each in form.lines]
    blocks = [*said, inputs.field(Field.WORDS, f"When @{form.handle} is read", element, hint=hint, optional=True)]
    tag = Tag(about=form.handle)
    return modal(FormName.HOURS, "Published hours", blocks, submit="Save", close="Cancel", tag=tag)
