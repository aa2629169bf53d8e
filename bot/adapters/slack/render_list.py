"""Notices, questions, lists of drafts and App Home."""

from collections.abc import Sequence

from bot.adapters.slack.buttons import allowed, row_of
from bot.adapters.slack.render_parts import AHEAD, NAME, SIGNS
from bot.adapters.slack.tags import Tag
from bot.adapters.slack.text import Json, bullets, context, cut, date_and_time, header, line, one_line, rich, words
from bot.core.cards import (
    Action,
    AskCard,
    ChangesCard,
    HomeCard,
    ListCard,
    Notice,
    Overview,
    Point,
    Row,
    Tone,
)
from bot.core.wording import STATES, moment

ROWS = 10
POINTS = 40
"""Blocks of an overview: a message takes 50, and a view of App Home more."""
LINES = 20
TONES = {
    Tone.INFO: "",
    Tone.DONE: "✅ Done: ",
    Tone.WARNING: "⚠️ Please note: ",
    Tone.ALARM: "🚨 Needs action now: ",
}


REACH = "reach"
"""What the buttons on App Home are about."""


def notice_title(notice: Notice) -> str:
    """The heading with its tone in words."""
    return f"{TONES[notice.tone]}{one_line(notice.title, 500)}"


def notice(card: Notice) -> list[Json]:
    """A heading and a few plain sentences."""
    blocks = [rich(line(words(notice_title(card), bold=True)))]
    said = [cut(each.strip(), 1500) for each in card.lines if each.strip()]
    if len(said) > LINES:
        said = [*said[: LINES - 1], f"… and {len(said) - LINES + 1} more lines."]
    return [*blocks, *(rich(line(words(each))) for each in said)]


def overview(card: Overview) -> list[Json]:
    """A heading, then each point with its buttons right beneath it, and the notes."""
    blocks = [rich(line(words(f"{TONES[card.tone]}{one_line(card.title, 500)}", bold=True)))]
    left_out = list[str]()
    for number, point in enumerate(card.points):
        drawn = [*_point(point), *row_of(point.actions, Tag(about=point.about), str(number))]
        if len(blocks) + len(drawn) > POINTS:
            left_out = [f"… and {len(card.points) - number} more. They come up as these are dealt with."]
            break
        blocks += drawn
    return [*blocks, *(context(cut(note, 1500)) for note in (*left_out, *card.notes))]


def _point(point: Point) -> list[Json]:
    """One block, so that a point is read as one: the heading, and each line of it on its own."""
    head = [words(one_line(point.title, 500), bold=True)] if point.title else []
    said = [cut(each.strip(), 500) for each in point.lines[:LINES] if each.strip()]
    runs = [words(f"\n{each}" if head or number else each) for number, each in enumerate(said)]
    return [rich(line(*head, *runs))] if head or runs else []


def overview_news(card: Overview) -> str:
    """All of it, to be read aloud."""
    said = [f"{TONES[card.tone]}{one_line(card.title, 500)}."]
    for point in card.points:
        said += [f"{point.title}." if point.title else "", *point.lines]
    return " ".join(each for each in (*said, *card.notes) if each)


def question(card: AskCard) -> list[Json]:
    """A notice with the buttons that answer it."""
    return [*notice(as_notice(card)), *row_of(card.actions, Tag(about=card.about))]


def as_notice(card: AskCard) -> Notice:
    """What is asked, without the buttons."""
    return Notice(card.title, card.lines, card.tone)


def changes_card(card: ChangesCard) -> list[Json]:
    """The heading, then each change with who entered it and its button, and what else there is."""
    blocks = [header(card.title)]
    if not card.rows:
        blocks.append(rich(line(words(card.empty))))
    for row in card.rows:
        said = rich(line(words(cut(row.words, 1500)), words(f"\n{one_line(row.by, 300)}", italic=True)))
        blocks += [said, *row_of(row.actions, Tag(about=row.number), row.number)]
    if card.more:
        blocks.append(context(f"… and {card.more} more. To see them, type {card.next_page}."))
    return [*blocks, context(card.hint)]


def draft_list(card: ListCard, prefix: str = "") -> list[Json]:
    """A heading, then each draft with its buttons; `prefix` keeps the ids of two lists in one view apart."""
    blocks = [header(card.title)]
    if not card.rows:
        return [*blocks, rich(line(words(card.empty)))]
    for number, row in enumerate(card.rows[:ROWS]):
        blocks += [_row(row, card.zone), *_row_buttons(row, f"{prefix}{number}")]
    if more := card.more + max(0, len(card.rows) - ROWS):
        blocks.append(context(_more_words(card, more)))
    return blocks


def _more_words(card: ListCard, more: int) -> str:
    how = f"To see them, type {card.next_page}." if card.next_page else "They appear here as you deal with these."
    return f"… and {more} more. {how}"


def _row(row: Row, zone: str) -> Json:
    lead = "goes out " if row.state in AHEAD else ""
    when = f" · {lead}{date_and_time(row.when, zone)}" if row.when else ""
    state = f"{'🚨 Urgent · ' if row.is_urgent else ''}{SIGNS[row.state]} {STATES[row.state]}"
    waits = f", {one_line(row.waits, 200)}" if row.waits else ""
    about = f"  {state}{waits}{when} · by {one_line(row.by, NAME)} · draft {row.draft}\n"
    return rich(line(words(f"@{row.handle}", bold=True), words(about), words(one_line(row.excerpt, 300), italic=True)))


def _row_buttons(row: Row, name: str) -> list[Json]:
    return row_of(allowed(row.actions, row.state), Tag(row.draft, row.revision), name)


def list_news(card: ListCard) -> str:
    """The list in one line."""
    total = len(card.rows) + card.more
    return f"{card.title}: {total}" if total else f"{card.title}: {card.empty}"


def home(card: HomeCard) -> list[Json]:
    """App Home: what stands in the way first, then what waits for this person, then their own."""
    greeting = [header(f"Hello {one_line(card.name, NAME)}")]
    pitch = row_of([Action.NEW_PITCH], Tag(), "home") if card.may_pitch else []
    waiting, mine = draft_list(card.waiting, "w"), draft_list(card.mine, "m")
    drawn = context(f"As it was {moment(card.at, card.mine.zone, card.at)}. To see it afresh, open this page again.")
    calls = _titled("🚨 URGENT: you are called", card.calls)
    in_the_way = [*calls, *_gaps(card.gaps), *_holds(card.holds), *_titled("On duty", card.duty)]
    return [
        *greeting,
        drawn,
        *pitch,
        *in_the_way,
        *waiting,
        {"type": "divider"},
        *mine,
        *_reach(card.reach),
        *_rota(card.rota),
    ]


def _reach(lines: Sequence[str]) -> list[Json]:
    """How they are called out of hours, with the buttons to change and test it."""
    if not lines:
        return []
    said = [rich(line(words(one_line(each, 500)))) for each in lines]
    buttons = row_of([Action.CHANGE_REACH, Action.TEST_REACH], Tag(about=REACH), "home")
    return [{"type": "divider"}, header("When you are called out of hours"), *said, *buttons]


def _rota(lines: Sequence[str]) -> list[Json]:
    """This week of the rotas, in words."""
    if not lines:
        return []
    said = [cut(one_line(each, 1500), 1500) for each in lines[:LINES]]
    if len(lines) > LINES:
        said.append(f"… and {len(lines) - LINES} more lines. To see them, type /rota week.")
    return [{"type": "divider"}, header("The rota this week"), rich(bullets([words(each)] for each in said))]


def _holds(holds: Sequence[str]) -> list[Json]:
    return _titled("⏸️ On hold: some tweets cannot go out", holds)


def _gaps(gaps: Sequence[str]) -> list[Json]:
    return _titled("🔴 Nobody has these yet", gaps)


def _titled(title: str, lines: Sequence[str]) -> list[Json]:
    if not lines:
        return []
    items = [[words(one_line(each, 500))] for each in lines[:ROWS]]
    if len(lines) > ROWS:
        items.append([words(f"… and {len(lines) - ROWS} more.")])
    return [rich(line(words(title, bold=True)), bullets(items))]
