"""Hours per person as bars: is it fair?"""

from datetime import timedelta

from bot.adapters.drawing.sheet import INK, MARGIN, PAD, TINTS, Sheet, alt_text, fitted, sign
from bot.core.publishing import Picture
from bot.core.rota.proposal import Chart, Share, hours

_WIDTH, _NAME, _FIGURES, _STEP, _TOP = 1200, 240, 260, 58, 124
_LEFT = MARGIN + _NAME
_DARK = "#3a4a7a"
_HOUR = timedelta(hours=1)


def draw_hours(chart: Chart) -> Picture:
    """Hours at a desk dotted, sociable ones plain, unsocial ones hatched, and a line at the average."""
    sheet = Sheet.of(_WIDTH, _TOP + _STEP * len(chart.shares) + 90)
    sheet.write((MARGIN, 42), chart.title, 32, bold=True)
    most = max((share.whole for share in chart.shares), default=_HOUR) or _HOUR
    scale = (_WIDTH - 2 * MARGIN - _NAME - _FIGURES) / (most / _HOUR)
    for number, share in enumerate(chart.shares):
        _share(sheet, share, _TOP + number * _STEP, scale)
    bottom = _TOP + len(chart.shares) * _STEP
    if chart.shares:
        average = sum((share.whole for share in chart.shares), timedelta()) / len(chart.shares)
        x = _LEFT + average / _HOUR * scale
        sheet.pen.line((x, _TOP - 12, x, bottom), fill=INK, width=3)
        sheet.write((x, _TOP - 26), f"average {hours(average)}", 20, anchor="mm")
    _legend(sheet, bottom + 46, desk=chart.tells_desk_apart)
    return Picture(sheet.png(), "image/png", alt_text(chart.words))


def _share(sheet: Sheet, share: Share, top: float, scale: float) -> None:
    middle, low, high = top + _STEP / 2, top + 9, top + _STEP - 9
    sheet.write((MARGIN, middle), fitted((share.name, share.name.partition(" ")[0]), _NAME - PAD, 23), 23)
    lengths = (share.desk, share.desk + share.social, share.whole)
    desk, social, whole = (_LEFT + length / _HOUR * scale for length in lengths)
    if share.desk:
        sheet.dotted((_LEFT, low, desk, high), TINTS[1])
    if share.social:
        sheet.box((desk, low, social, high), TINTS[0])
    if share.unsocial:
        sheet.hatched((social, low, whole, high), _DARK)
    sheet.write(
        (_WIDTH - MARGIN - _FIGURES + 24, middle), f"{hours(share.whole)} h, {hours(share.unsocial)} unsocial", 20
    )


def _legend(sheet: Sheet, y: float, *, desk: bool) -> None:
    x: float = MARGIN
    if desk:
        sheet.dotted(sign(x, y), TINTS[1])
        x = sheet.meaning(x, y, "in office hours")
    sheet.box(sign(x, y), TINTS[0])
    x = sheet.meaning(x, y, f"{'on call, ' * desk}weekdays 06:00 to 20:00")
    sheet.hatched(sign(x, y), _DARK)
    sheet.meaning(x, y, f"{'on call, ' * desk}unsocial: nights, weekends, bank holidays")
