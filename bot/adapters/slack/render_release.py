"""The form in which a press release is kept."""

from bot.adapters.slack import inputs
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import Json
from bot.core.forms import Field
from bot.core.release_forms import ReleaseForm
from bot.core.releases import LONGEST_CONTACT, LONGEST_TEXT, LONGEST_TITLE
from bot.core.wording import zone_name

LINK = 300


def release_form(form: ReleaseForm) -> Json:
    """The release as a modal."""
    title = inputs.text(form.title, most=LONGEST_TITLE)
    text = inputs.text(form.text, multiline=True, most=LONGEST_TEXT)
    when = (
        "From then on it may be spoken of; leave it empty if it is public already. "
        f"Slack shows this in your own time zone; cards give it in {zone_name(form.zone)}."
    )
    contact = inputs.text(form.contact, most=LONGEST_CONTACT)
    blocks = [
        inputs.field(Field.TITLE, "Headline", title),
        inputs.field(Field.TEXT, "Text, or its figures", text, hint="The figures of a tweet are compared with these."),
        inputs.field(Field.WHEN, "Embargo until", inputs.moment(form.embargo), hint=when, optional=True),
        inputs.field(
            Field.ADDRESS,
            "Address",
            inputs.text(form.link, most=LINK, placeholder="https://…"),
            hint="Where it is, or will be, published.",
            optional=True,
        ),
        inputs.field(Field.CONTACT, "Questions to", contact, hint="Who knows about it, and where.", optional=True),
    ]
    name = "Change a press release" if form.number else "Add a press release"
    return modal(FormName.RELEASE, name, blocks, submit="Keep", close="Cancel", tag=Tag(about=form.number))
