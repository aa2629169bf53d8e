"""The form in which staff register an account of their own, as a Slack modal."""

from bot.adapters.slack import inputs
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import CARRIES, FormName
from bot.adapters.slack.text import Json, cut, exact, line, rich, words
from bot.core.disclaimer_forms import OwnAccountForm
from bot.core.forms import Choice, Field

NAME, SHOWN = 150, 300
KINDS = 10
"""More kinds of organisation than there are."""


def own_account_form(form: OwnAccountForm) -> Json:
    """The form; with the words to choose from where there are several."""
    offered = form.offered[:KINDS]
    said = [block for each in offered for block in _words(each.name, each.says)]
    handle = inputs.text(most=NAME, placeholder="@…")
    choices = [Choice(each.kind, each.name) for each in offered]
    which = [inputs.field(Field.WAYS, "Whose staff are you?", inputs.choice(choices))] if len(choices) > 1 else []
    ticks = inputs.ticks([Choice(CARRIES, "It carries these words today")], [])
    blocks = [
        *said,
        inputs.field(Field.HANDLE, "Your own account on X", handle, hint="You and the communications leads see it."),
        *which,
        inputs.field(CARRIES, "The words", ticks, hint="Leave it empty if you have yet to put them in.", optional=True),
    ]
    return modal(FormName.OWN, "Your own account", blocks, submit="Enter it", close="Cancel")


def _words(who: str, says: str) -> list[Json]:
    return [rich(line(words(f"For staff of {cut(who, 100)}:", bold=True))), rich(exact(says, SHOWN))]
