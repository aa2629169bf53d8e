"""The last part of a pitch: what changes what the checks allow, and what the author declares to the approver."""

from collections.abc import Collection, Sequence

from bot.adapters.slack import inputs
from bot.adapters.slack.tags import KEPT_PICTURES, NO_RELEASE, NONE_DECLARED
from bot.adapters.slack.text import Json, line, rich, words
from bot.core.declared import NO_INTEREST
from bot.core.forms import Choice, DraftForm, Field
from bot.core.wording import PURPOSES

MOST = 300
PICTURES = 4
FILE_TYPES = ["png", "jpg", "jpeg", "webp", "gif"]
MORE = "More about this tweet"
_COUNTED = "280 characters as X counts them: links count 23."
OWN_PURPOSES, RULE_PURPOSES = "What it does for people", "Occasions for which some rules differ"
NO_INTEREST_WORDS = "None: neither I nor anybody close to me has one"

_LABELS = {
    Field.SOURCE: "Where do the figures come from?",
    Field.PERMISSION: "Whose permission do you have?",
    Field.ELSEWHERE: "Where else can people get this?",
}
_HINTS = {
    Field.SOURCE: "Only if there are figures in it and no link to them: the report or the team, and its date.",
    Field.PERMISSION: "To quote what was said in a message or a meeting: who allowed it, when. Not quoted? Say so.",
    Field.ELSEWHERE: "For those who are not online: a telephone number, a desk, a poster, a letter.",
}


def tweet(form: DraftForm) -> Json:
    """The words of it, or those a colleague suggests."""
    if form.suggesting:
        return _words("Words you suggest", form.text, "The author decides whether to use them.")
    return _words("Tweet", form.text, _COUNTED)


def for_kind(blocks: Sequence[Json], *, repost: bool, typed: str) -> list[Json]:
    """The blocks of a form that is open, with words and pictures asked for unless it is a repost, which has none."""
    there = {block.get("block_id") for block in blocks}
    if repost:
        return [block for block in blocks if block.get("block_id") not in {Field.TEXT, Field.PICTURES}]
    drawn = list(blocks)
    if Field.PICTURES not in there:
        after = _after(drawn, KEPT_PICTURES) or _after(drawn, Field.TARGET)
        drawn.insert(after, pictures(more=KEPT_PICTURES in there))
    if Field.TEXT not in there:
        drawn.insert(_after(drawn, Field.ACCOUNT), _words("Tweet", typed, _COUNTED))
    return drawn


def _after(blocks: Sequence[Json], block_id: str) -> int:
    """The place behind a block; 0 where it is not there."""
    return next((n for n, block in enumerate(blocks, 1) if block.get("block_id") == block_id), 0)


def pictures(*, more: bool) -> Json:
    """Asks for pictures; `more` where there are some already."""
    element: Json = {"type": "file_input", "filetypes": FILE_TYPES, "max_files": PICTURES}
    hint = "Up to 4 in all, 5 MB each: PNG, JPEG, WebP or GIF. You describe them in the next step."
    return inputs.field(Field.PICTURES, "More pictures" if more else "Pictures", element, hint=hint, optional=True)


def _words(label: str, text: str, hint: str) -> Json:
    return inputs.field(Field.TEXT, label, inputs.text(text, multiline=True), hint=hint)


def purpose(form: DraftForm) -> list[Json]:
    """What it is for (S50): one question, whose last answers also change what the checks allow."""
    own = [each for each in form.purposes if each.value not in PURPOSES]
    special = [each for each in form.purposes if each.value in PURPOSES]
    groups = [(label, some) for label, some in ((OWN_PURPOSES, own), (RULE_PURPOSES, special)) if some]
    if not groups:
        return []
    hint = "What it does for those who read it. The approver sees it, and tweets are counted by it each month."
    return [inputs.field(Field.PURPOSE, "Purpose", inputs.grouped(groups, form.purpose), hint=hint)]


def for_the_checks(form: DraftForm) -> list[Json]:
    """What changes what the checks allow."""
    return [
        inputs.field(
            Field.CONSENT,
            "Consent reference",
            inputs.text(form.consent, most=300),
            hint="If somebody in it has agreed to be named or shown: the reference of their consent on record.",
            optional=True,
        ),
    ]


def more(form: DraftForm) -> list[Json]:
    """What it follows and what the author declares, under their own heading; nothing where nothing is asked."""
    asks, said = form.asks, form.declared
    if not asks:
        return []
    interest = _interest(said.interest) if Field.INTEREST in asks else []
    given = {Field.SOURCE: said.source, Field.PERMISSION: said.permission, Field.ELSEWHERE: said.elsewhere}
    rest = [_text(field, value) for field, value in given.items() if field in asks]
    return [rich(line(words(MORE, bold=True))), *_follows(form), *interest, *rest]


def _follows(form: DraftForm) -> list[Json]:
    """The press release or line to take it keeps to (S55); nothing where there are none."""
    if not form.following:
        return []
    offered = (Choice(NO_RELEASE, "None"), *form.following)
    hint = "It waits for the embargo, and figures that differ from it are told."
    element = inputs.choice(offered, form.follows or NO_RELEASE)
    return [inputs.field(Field.FOLLOWS, "Press release or line it follows", element, hint=hint, optional=True)]


def with_asked(blocks: Sequence[Json], asks: Collection[Field]) -> list[Json]:
    """The blocks of a form that is open, with the fields added that turned out to be needed and are not there."""
    there = {block.get("block_id") for block in blocks}
    missing = [field for field in _LABELS if field in asks and field not in there]
    return [*blocks, *(_text(field, "") for field in missing)]


def _text(field: Field, value: str) -> Json:
    return inputs.field(field, _LABELS[field], inputs.text(value, most=MOST), hint=_HINTS[field], optional=True)


def _interest(said: str) -> list[Json]:
    none = [Choice(NONE_DECLARED, NO_INTEREST_WORDS)]
    ticked = [NONE_DECLARED] if said == NO_INTEREST else []
    hint = "For instance a business, a charity, a job, a relative. The approver reads it; it is not published."
    return [
        inputs.field(
            NONE_DECLARED,
            "Do you, or somebody close to you, have an interest in this?",
            inputs.ticks(none, ticked),
            optional=True,
        ),
        inputs.field(
            Field.INTEREST,
            "If so, which?",
            inputs.text("" if ticked else said, most=MOST),
            hint=hint,
            optional=True,
        ),
    ]
