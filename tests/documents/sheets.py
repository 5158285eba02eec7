"""PDF files written letter by letter, with or without drawn rules."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def text_width(text: str, size: float) -> float:
    """How wide a text is printed, in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


class Paper:
    """A file that grows sheet by sheet; places are in points from the upper left corner.

    Args:
        size: width and height of a sheet.
        turned: whether everything is printed across the sheet, to be read from the right.
        password: a password without which it cannot be read.
    """

    def __init__(
        self,
        size: tuple[float, float] = (WIDTH, HEIGHT),
        *,
        turned: bool = False,
        password: str | None = None,
    ) -> None:
        self._out = io.BytesIO()
        self.size = size
        self._turned = turned
        across, down = (size[1], size[0]) if turned else size
        self._canvas = Canvas(self._out, pagesize=(across, down), encrypt=password)
        self._begin()

    def _begin(self) -> None:
        if self._turned:
            self._canvas.translate(self.size[1], 0)
            self._canvas.rotate(90)

    def text(self, left: float, top: float, text: str, size: float = 9) -> None:
        """Print a text whose line stands so far below the upper edge."""
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(left, self.size[1] - top, text)

    def right(self, right: float, top: float, text: str, size: float = 9) -> None:
        """Print a text that ends at a place."""
        self.text(right - text_width(text, size), top, text, size)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a line."""
        height = self.size[1]
        self._canvas.line(left, height - top, right, height - bottom)

    def picture(self, left: float, top: float, width: float, height: float) -> None:
        """Print a grey picture."""
        image = ImageReader(Image.new("L", (8, 8), 128))
        self._canvas.drawImage(image, left, self.size[1] - top - height, width, height)

    def ruled(self, top: float, rows: Sequence[Sequence[str]], edges: Sequence[float]) -> float:
        """Print a table with all its rules; give the place of its lower edge."""
        down = top
        for row in rows:
            for text, left in zip(row, edges, strict=False):
                self.text(left + 2, down + 12, text)
            self.rule(edges[0], down, edges[-1], down)
            down += 16
        self.rule(edges[0], down, edges[-1], down)
        for edge in edges:
            self.rule(edge, top, edge, down)
        return down

    def next(self) -> None:
        """Begin the next sheet."""
        self._canvas.showPage()
        self._begin()

    def content(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._out.getvalue()
