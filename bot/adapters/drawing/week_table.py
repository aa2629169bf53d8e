"""The week as a table: a row for each seat and for who is away, a column for each day, gaps hatched in red."""

from collections.abc import Sequence
from datetime import datetime

from bot.adapters.drawing.sheet import (
    CLOSED,
    INK,
    LINE,
    MARGIN,
    PAD,
    RED,
    SOFT,
    TINTS,
    Box,
    Sheet,
    alt_text,
    fitted,
    font,
    legend_width,
    sign,
)
from bot.core.publishing import Picture
from bot.core.rota.clock import DAY, local
from bot.core.rota.diary import NOBODY
from bot.core.rota.week import DAYS, Bar, Block, Line, Week, clock_change, day_words, in_words

_WIDTH, _LABEL, _HEAD, _ROW, _BAR, _FOOT, _LEGEND = 1680, 170, 172, 84, 60, 24, 44
_LEFT, _RIGHT = MARGIN + _LABEL, _WIDTH - MARGIN
_DAY_WIDTH = (_RIGHT - _LEFT) / DAYS
_PALE, _AWAY = "#dcdce1", "#8a8a93"
_HOURS = (("6", 0.25), ("12", 0.5), ("18", 0.75))


def draw_week(week: Week) -> Picture:
    """The table, with its words for people who cannot see it."""
    people = _people(week)
    legend = _legend_lines(week, people)
    bottom = _HEAD + _ROW * len(week.lines)
    sheet = Sheet.of(_WIDTH, bottom + _FOOT + _LEGEND * len(legend))
    _head(sheet, week, bottom)
    for number, line in enumerate(week.lines):
        _row(sheet, week, line, _HEAD + number * _ROW, people)
    for number, signs in enumerate(legend):
        _signs(sheet, signs, bottom + _FOOT + _LEGEND * number + 12, people)
    return Picture(sheet.png(), "image/png", alt_text(f"{week.title}. {' '.join(in_words(week))}"))


def _people(week: Week) -> dict[str, str]:
    """A tint for everybody who is on, by name."""
    names = sorted({b.words for line in week.lines for b in line.blocks if b.kind is Bar.HELD})
    return {name: TINTS[n % len(TINTS)] for n, name in enumerate(names)}


def _head(sheet: Sheet, week: Week, bottom: float) -> None:
    sheet.write((MARGIN, 42), week.title, 34, bold=True)
    sheet.write((MARGIN, 84), _about(week), 21, ink=RED if week.gaps else SOFT, bold=bool(week.gaps))
    for n in range(DAYS):
        x, day = _LEFT + n * _DAY_WIDTH, week.monday + n * DAY
        sheet.pen.line((x, _HEAD - 56, x, bottom), fill=LINE, width=2)
        sheet.write((x + PAD, _HEAD - 38), f"{day:%a} {day.day}", 24, bold=True)
        for hour, at in _HOURS:
            sheet.write((x + at * _DAY_WIDTH, _HEAD - 13), hour, 16, ink=SOFT, anchor="mm")


def _about(week: Week) -> str:
    """What to know before reading: gaps first, then the clock."""
    count, change = len(week.gaps), clock_change(week)
    said = [f"{NOBODY} is on {'once' if count == 1 else f'{count} times'}." if count else "There is no gap."]
    said.append(f"Times are those of {week.zone.key}.")
    if change:
        said.append(f"The clocks change on {day_words(change)}.")
    return " ".join(said)


def _row(sheet: Sheet, week: Week, line: Line, top: float, people: dict[str, str]) -> None:
    middle = top + _ROW / 2
    label = line.label[:1].upper() + line.label[1:]
    size = next((size for size in (24, 20, 17) if fitted((label,), _LABEL - PAD, size, bold=True)), 14)
    sheet.write((MARGIN, middle), label, size, bold=True)
    sheet.pen.rectangle((_LEFT, middle - _BAR / 2, _RIGHT, middle + _BAR / 2), fill=CLOSED)
    for n in range(4 * DAYS + 1):
        x = _LEFT + n * _DAY_WIDTH / 4
        sheet.pen.line((x, middle - _BAR / 2, x, middle + _BAR / 2), fill=LINE, width=1 if n % 4 else 2)
    for block, (above, below) in zip(line.blocks, _lanes(line.blocks), strict=True):
        box = (_x(week, block.start), middle + above * _BAR, _x(week, block.end), middle + below * _BAR)
        _bar(sheet, block, box, people)
    sheet.pen.line((MARGIN, top + _ROW, _RIGHT, top + _ROW), fill=LINE, width=1)


def _lanes(blocks: Sequence[Block]) -> list[tuple[float, float]]:
    """Where each bar lies in its row, as parts of its height: those that overlap lie below one another."""
    ends: list[datetime] = []
    lane_of = []
    for block in blocks:
        lane = next((n for n, end in enumerate(ends) if end <= block.start), len(ends))
        ends[lane : lane + 1] = [block.end]
        lane_of.append(lane)
    height = 1 / max(len(ends), 1)
    return [(lane * height - 0.5, (lane + 1) * height - 0.5) for lane in lane_of]


def _x(week: Week, at: datetime) -> float:
    """Where an instant lies: each day is as wide as any other, also the one of 23 or 25 hours."""
    day = min(max((local(at, week.zone).date() - week.monday).days, 0), DAYS)
    if day == DAYS:
        return _RIGHT
    part = (at - week.edges[day]) / (week.edges[day + 1] - week.edges[day])
    return _LEFT + (day + max(part, 0)) * _DAY_WIDTH


def _bar(sheet: Sheet, block: Block, box: Box, people: dict[str, str]) -> None:
    if block.kind is Bar.GAP:
        sheet.hatched(box, RED)
        _inscribe(sheet, box, (NOBODY,), ink=RED)
    elif block.kind is Bar.AWAY:
        sheet.box(box, _PALE, _AWAY)
        _inscribe(sheet, box, _shorter(block.words, people))
    else:
        sheet.box(box, people[block.words])
        _inscribe(sheet, box, _shorter(block.words, people))


def _inscribe(sheet: Sheet, box: Box, choices: Sequence[str], ink: str = INK) -> None:
    """The longest of the choices that fits, as large as it can be; upright where the bar is narrow."""
    left, top, right, bottom = box
    width, height, bold = right - left - 2 * PAD, bottom - top - PAD, ink == RED
    sizes = [size for size in (22, 18, 15) if size <= height + 2]
    middle = ((left + right) / 2, (top + bottom) / 2)
    for words in choices:
        for size in sizes:
            if font(size, bold=bold).getlength(words) <= width:
                sheet.stamp(middle, words, size, ink=ink)
                return
    for size in (16, 14, 12):
        if size <= right - left - 2 and (words := fitted(choices, height, size, bold=bold)):
            sheet.stamp(middle, words, size, ink=ink, upright=True)
            return


def _shorter(name: str, people: dict[str, str]) -> tuple[str, ...]:
    """What a bar may say, the longest first: the name, the first name where only one has it, the initials."""
    first = _first(name)
    alone = sum(_first(other) == first for other in {*people, name}) == 1
    return (name, first, _initials(name)) if alone else (name, _initials(name))


def _first(name: str) -> str:
    return name.partition(" ")[0]


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split())[:3]


def _legend_lines(week: Week, people: dict[str, str]) -> list[list[tuple[str, str]]]:
    """What the signs mean, (sign, words), in as many lines as it takes."""
    signs = [("gap", f"{NOBODY}: nobody is on")] if week.gaps else []
    signs += [("closed", "nobody is needed"), *((_initials(name), name) for name in people)]
    lines: list[list[tuple[str, str]]] = [[]]
    x = float(MARGIN)
    for mark, words in signs:
        if lines[-1] and x + legend_width(words) > _RIGHT:
            lines.append([])
            x = MARGIN
        lines[-1].append((mark, words))
        x += legend_width(words)
    return lines


def _signs(sheet: Sheet, signs: Sequence[tuple[str, str]], y: float, people: dict[str, str]) -> None:
    x: float = MARGIN
    for mark, words in signs:
        if words in people:
            sheet.box(sign(x, y), people[words])
            sheet.write((x + 23, y), mark, 17, anchor="mm")
        elif mark == "gap":
            sheet.hatched(sign(x, y), RED)
        else:
            sheet.box(sign(x, y), CLOSED, LINE)
        x = sheet.meaning(x, y, words)
