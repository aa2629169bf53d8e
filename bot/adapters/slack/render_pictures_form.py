"""The form that asks of each picture what it shows, whom, and whose it is."""

from bot.adapters.slack import inputs
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag, picture_block
from bot.adapters.slack.text import Json, line, one_line, rich, words
from bot.core.drafts import Media
from bot.core.forms import AltTextForm, Choice, Field
from bot.core.wording import PICTURED

PICTURES = 4
ALT = 1000
OTHER = 300


def pictures_form(form: AltTextForm, *, pushed: bool) -> Json:
    """The modal, with one set of fields for each picture."""
    said = rich(line(words("Say what each picture shows, for people who cannot see it. Include any words in it.")))
    shown = form.media[:PICTURES]
    fields = [block for media in shown for block in _fields(media, alone=len(shown) == 1)]
    close = "Back" if pushed else "Close"
    tag = Tag(form.draft, form.revision)
    return modal(FormName.ALT, "Describe the pictures", [said, *fields], submit="Next", close=close, tag=tag)


def _fields(media: Media, *, alone: bool) -> list[Json]:
    name = one_line(media.name, 100) or "this picture"
    divider: list[Json] = [] if alone else [{"type": "divider"}]
    people = [Choice(who, says) for who, says in PICTURED.items()]
    return [
        *divider,
        inputs.field(
            picture_block(Field.ALT, media.sha256),
            f"What does “{name}” show?",
            inputs.text(media.alt, multiline=True, most=ALT),
        ),
        inputs.field(
            picture_block(Field.PICTURED, media.sha256),
            "Who can be recognised in it?",
            inputs.choice(people, media.pictured or ""),
            hint="If several, choose those who need most care.",
        ),
        inputs.field(
            picture_block(Field.CONSENT, media.sha256),
            "Consent reference",
            inputs.text(media.consent, most=OTHER),
            hint="If they have agreed to be shown: the reference of their consent on record.",
            optional=True,
        ),
        inputs.field(
            picture_block(Field.CREDIT, media.sha256),
            "Credit",
            inputs.text(media.credit, most=OTHER),
            hint="Who made it. Leave this empty if we made it ourselves.",
            optional=True,
        ),
        inputs.field(
            picture_block(Field.LICENCE, media.sha256),
            "Licence or permission",
            inputs.text(media.licence, most=OTHER),
            hint="What allows us to use somebody else’s picture, such as “bought, order 5531” or “CC BY 4.0”.",
            optional=True,
        ),
    ]
