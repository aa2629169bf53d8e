"""The rules in force for an account as a modal: topics, lists with a search field, and the page of one rule."""

from collections.abc import Iterable

from bot.adapters.slack import inputs, tags
from bot.adapters.slack.buttons import BUTTONS
from bot.adapters.slack.modal import modal
from bot.adapters.slack.tags import FormName, Tag
from bot.adapters.slack.text import (
    BUTTON,
    HEADER,
    Json,
    bullets,
    context,
    cut,
    header,
    line,
    link,
    one_line,
    plain,
    rich,
    units,
    words,
)
from bot.core.cards import Action
from bot.core.findings import GROUPS, Level
from bot.core.forms import Field
from bot.core.rule_forms import OwnRulePage, RuleLine, RulePage, RulesForm, Topic
from bot.core.wording import names

_LINES = 40
_EXAMPLES = 12
_MOST = 600
"""Characters of one sentence on a rule's page."""
_TITLES = dict(GROUPS)


def rules_view(form: RulesForm | RulePage | OwnRulePage) -> Json:
    """The modal for each."""
    match form:
        case RulesForm():
            return _rules(form)
        case RulePage():
            return _page(form)
        case _:
            return _own_page(form)


def _rules(form: RulesForm) -> Json:
    search = inputs.field(
        Field.WORDS,
        "Search the rules",
        inputs.text(form.sought, most=100, placeholder="a word, its beginning, or a rule’s id"),
        hint="Looks in what a rule says, in its examples, and among the words it looks for. Left empty: all topics.",
        optional=True,
    )
    found = [rich(line(words(cut(form.summary, 300), bold=True)))]
    body = _topics(form) if form.topics else _lines(form.lines[:_LINES])
    back = _row([(Action.RULES, "All topics", form.back)], "back")
    onward = _row([(Action.RULES, "Next page", form.more)], "onward")
    version = [context(cut(form.version, 500))] if form.version else []
    blocks = [search, *found, *back, *body, *onward, *version]
    return modal(FormName.RULES, form.title, blocks, submit="Search", tag=Tag(about=form.about))


def _topics(form: RulesForm) -> list[Json]:
    blocks = _own_topic(form.own) if form.own else []
    for number, (level, topics) in enumerate(form.topics):
        count = sum(topic.rules for topic in topics)
        blocks.append(
            rich(line(words(_TITLES[level], bold=True), words(f"  {count} rules" if count > 1 else "  1 rule")))
        )
        blocks += _row([(Action.RULES, _topic(topic), topic.about) for topic in topics], str(number))
    return blocks


def _own_topic(own: Topic) -> list[Json]:
    heading = rich(
        line(words("In no pack", bold=True), words("  topics, restrictions, incidents, sources and the press"))
    )
    return [heading, *_row([(Action.RULES, _topic(own), own.about)], "own")]


def _topic(topic: Topic) -> str:
    return f"{one_line(topic.name, 60)} ({topic.rules})"


def _lines(lines: Iterable[RuleLine]) -> list[Json]:
    return [_line(number, each) for number, each in enumerate(lines)]


def _line(number: int, each: RuleLine) -> Json:
    said = f"{cut(each.words, 400)}\n{_TITLES[each.level]} · {one_line(each.rule, 150)}"
    label = {"accessibility_label": cut(f"Open {one_line(each.rule, 60)}", BUTTON)}
    button = _button(Action.RULE, "Open", each.about, str(number)) | label
    return {"type": "section", "text": plain(said), "accessory": button}


def _page(page: RulePage) -> Json:
    asked = f" ({one_line(page.ask, 80)})" if page.ask and page.level is Level.SECOND_APPROVER else ""
    told = (
        ("It says", page.said),
        ("Why", page.why),
        ("What to do", page.fix),
        ("Ask", page.ask),
        ("When", " ".join(page.applies)),
        ("Figures", page.figures),
    )
    sentences = _sentences(told)
    guidance = [line(link(page.link, "Read the guidance"))] if page.link else []
    review = f"to be reviewed by {page.review_by.day} {page.review_by:%B %Y}" + (
        ", which has passed" if page.overdue else ""
    )
    locked = ["It is locked: packs of your own may make it stricter, not softer."] if page.locked else []
    blocks = [
        _heading(page.words),
        _level_line(page.level, asked, page.check, page.rule),
        rich(*_spaced(sentences + guidance)),
        rich(line(words("It finds, for example", bold=True)), _examples(page.fires)),
        rich(line(words("It leaves alone", bold=True)), _examples(page.passes)),
        context(f"Kept by the {one_line(page.owner, 150)} {_packs(page)}, {review}.", *locked),
        *_row([(Action.RULES, "Back", page.back)], "back"),
    ]
    return modal(FormName.RULE, page.title, blocks)


def _own_page(page: OwnRulePage) -> Json:
    told = (
        ("Why", page.why),
        ("What to do", page.fix),
        ("Ask", page.ask),
        ("Where it stands", page.source),
        ("Who may change it", page.changed),
        ("Figures", page.figures),
    )
    entered = [rich(line(words(cut(page.summary, 300), bold=True)), _examples(page.entries))] if page.summary else []
    blocks = [
        _heading(page.words),
        _level_line(page.level, "", page.check, page.rule),
        rich(*_spaced(_sentences(told))),
        *entered,
        *_row([(Action.RULES, "Back", page.back)], "back"),
    ]
    return modal(FormName.RULE, page.title, blocks)


def _sentences(told: Iterable[tuple[str, str]]) -> list[Json]:
    return [line(words(f"{label}: ", bold=True), words(cut(said, _MOST))) for label, said in told if said.strip()]


def _level_line(level: Level, asked: str, check: str, rule: str) -> Json:
    middle = words(f"{asked}  ·  {one_line(check, 80)}  ·  ")
    return rich(line(words(_TITLES[level], bold=True), middle, words(one_line(rule, 150), code=True)))


def _packs(page: RulePage) -> str:
    first, *others = [f"“{one_line(each, 80)}”" for each in page.packs[:5]]
    return f"in the pack {first}" + (f", changed by {names(others, joined_by='and')}" if others else "")


def _heading(said: str) -> Json:
    """The rule in one sentence; a long one is bold, because a header would cut it."""
    return header(said) if units(said) <= HEADER else rich(line(words(cut(said, _MOST), bold=True)))


def _spaced(sections: list[Json]) -> list[Json]:
    """The paragraphs, each on a line of its own."""
    for section in sections[:-1]:
        section["elements"].append(words("\n"))
    return sections


def _examples(examples: Iterable[str]) -> Json:
    return bullets([words(cut(each, 300))] for each in list(examples)[:_EXAMPLES])


def _row(offered: Iterable[tuple[Action, str, str]], row: str) -> list[Json]:
    """Buttons that lead somewhere, as many to a block as Slack takes; none for what leads nowhere."""
    buttons = [_button(action, label, about, f"{row}.{n}") for n, (action, label, about) in enumerate(offered) if about]
    return [{"type": "actions", "elements": buttons[at : at + BUTTONS]} for at in range(0, len(buttons), BUTTONS)]


def _button(action: Action, label: str, about: str, row: str) -> Json:
    return {
        "type": "button",
        "action_id": tags.action_id(action, row),
        "text": plain(label, BUTTON),
        "value": tags.write(Tag(about=about)),
    }
