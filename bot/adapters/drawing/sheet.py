"""Paper and pen for the pictures: words in the bundled font, hatched boxes, signs with what they mean."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from font_roboto import Roboto, RobotoBold
from PIL import Image, ImageDraw, ImageFont

INK, SOFT, LINE, PAPER, CLOSED = "#1d1d1f", "#56565c", "#c9c9cf", "#ffffff", "#f1f1f4"
RED = "#b00020"
TINTS = ("#9ad0f5", "#f7d774", "#8fd9b6", "#f2b5d4", "#f3b37f", "#c3c7f7", "#d9e8a5", "#cfc4b8")
"""Light enough for black names on every one of them; who is who stands in words."""
MARGIN, PAD, SIGN = 40, 5, 46
MOST_ALT = 1000
"""Characters that chats take as the words for people who cannot see a picture."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture in the making."""

    image: Image.Image
    pen: ImageDraw.ImageDraw

    @classmethod
    def of(cls, width: int, height: float) -> "Sheet":
        image = Image.new("RGB", (width, round(height)), PAPER)
        return cls(image, ImageDraw.Draw(image))

    def write(
        self, at: tuple[float, float], words: str, size: int, *, bold: bool = False, ink: str = INK, anchor: str = "lm"
    ) -> None:
        """Words with their left edge ("lm") or centre ("mm") at this point, vertically in the middle of it."""
        self.pen.text(at, words, fill=ink, font=font(size, bold=bold), anchor=anchor)

    def box(self, box: Box, fill: str, outline: str = INK) -> None:
        """A plain box with an edge."""
        self.pen.rectangle(box, fill=fill, outline=outline, width=2)

    def dotted(self, box: Box, fill: str, ink: str = INK) -> None:
        """A box with dots in it, which can be told from a plain one without its colour."""
        self.box(box, fill)
        left, top, right, bottom = (round(edge) for edge in box)
        for row, y in enumerate(range(top + 9, bottom - 5, 10)):
            for x in range(left + 8 + 8 * (row % 2), right - 4, 16):
                self.pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill=ink)

    def hatched(self, box: Box, ink: str) -> None:
        """A box of slanting lines, drawn on paper of its own so that no line leaves it."""
        left, top, right, bottom = (round(edge) for edge in box)
        width, height = max(right - left, 3), max(bottom - top, 3)
        part = Image.new("RGB", (width, height), PAPER)
        pen = ImageDraw.Draw(part)
        for x in range(-height, width, 12):
            pen.line((x, height, x + height, 0), fill=ink, width=4)
        pen.rectangle((0, 0, width - 1, height - 1), outline=ink, width=3)
        self.image.paste(part, (left, top))

    def stamp(
        self, middle: tuple[float, float], words: str, size: int, *, ink: str = INK, upright: bool = False
    ) -> None:
        """Words around a point, turned where `upright`; red ones bold on a plate, so that no hatching hides them."""
        bold = ink == RED
        box = font(size, bold=bold).getbbox(words, anchor="lt")
        width, height = round(box[2]) + 8, round(box[3]) + 6
        plate = Image.new("L", (width, height), 0)
        ImageDraw.Draw(plate).text((width / 2, height / 2), words, fill=255, font=font(size, bold=bold), anchor="mm")
        plate = plate.rotate(90, expand=True) if upright else plate
        at = round(middle[0] - plate.width / 2), round(middle[1] - plate.height / 2)
        if ink == RED:
            self.pen.rectangle((at[0], at[1], at[0] + plate.width - 1, at[1] + plate.height - 1), fill=PAPER)
        self.image.paste(Image.new("RGB", plate.size, ink), at, plate)

    def meaning(self, x: float, y: float, words: str) -> float:
        """The words beside a sign of the legend that begins at x; and where the next sign may begin."""
        self.write((x + SIGN + 10, y), words, 20)
        return x + legend_width(words)

    def png(self) -> bytes:
        out = io.BytesIO()
        self.image.save(out, "PNG", optimize=True)
        return out.getvalue()


def sign(x: float, y: float) -> Box:
    """The box of a sign in the legend."""
    return x, y - 14, x + SIGN, y + 14


def legend_width(words: str) -> float:
    """How much room a sign with its words takes, the space behind it included."""
    return SIGN + 10 + font(20).getlength(words) + 32


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The bundled font, the same on every machine; it has the letters of Welsh and of every name in Europe."""
    return ImageFont.truetype(RobotoBold if bold else Roboto, size)


def fitted(choices: Sequence[str], width: float, size: int, *, bold: bool = False) -> str:
    """The first that fits; nothing if none does."""
    return next((words for words in choices if font(size, bold=bold).getlength(words) <= width), "")


def alt_text(words: str) -> str:
    """The words for people who cannot see it, cut at a whole word where a chat takes no more."""
    if len(words) <= MOST_ALT:
        return words
    return f"{words[: MOST_ALT - 1].rsplit(' ', 1)[0]}…"
