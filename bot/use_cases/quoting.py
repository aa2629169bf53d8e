"""“Quote it instead…”: the form with the writer's own words, quoting the post they retold (S38)."""

from dataclasses import replace

from bot.core.commands import Pressed
from bot.core.drafts import TargetKind
from bot.core.forms import DraftForm, Shown
from bot.core.people import Person
from bot.core.retold import own_words, pasted_in
from bot.use_cases.pitch import open_edit
from bot.use_cases.tools import Tools

FILLED_IN = "The post is filled in below as the one you quote; its address is out of your words. Read them once more."
TO_FILL_IN = (
    "Open the post on X, copy its address and paste it below. What was typed of it is out of your words: "
    "X shows the post itself."
)


def quote_instead(tools: Tools, person: Person, command: Pressed) -> Shown:
    """The form of a draft made ready to quote; nothing is saved before it is handed in."""
    form = open_edit(tools, person, command)
    if not isinstance(form, DraftForm) or form.suggesting:
        return form
    pasted = pasted_in(form.text)
    return replace(
        form,
        text=own_words(form.text),
        target_kind=TargetKind.QUOTE.value,
        target=pasted.address if pasted else form.target,
        hint=FILLED_IN if pasted else TO_FILL_IN,
    )
