"""A PDF file → its sheets of paper.

It knows the library that reads PDF; it refuses to know lines and tables. Letters that stand
across the sheet are read as a person reads them who turns it.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from xls_juesuan.documents.paper import Letter
from xls_juesuan.documents.paper import PaperSheet
from xls_juesuan.documents.pdf_drawings import read_drawings
from xls_juesuan.documents.turning import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.documents.turning import Edges

#: What the library gives for a hyphen at the end of a line, and for letters without a meaning.
_HYPHENS, _UNKNOWN = frozenset({0x0, 0x2, 0xAD, 0xFFFE}), frozenset({0x0, 0xFFFD, 0xFFFE, 0xFFFF})
_PRIVATE = range(0xE000, 0xF900)
#: Shown for a letter of which the file does not say what it means.
RIDDLE = "�"
#: Part of the size of a letter that lies below the line it stands on.
_BELOW = 0.12
#: Degrees by which a letter may lean.
_LEANING = 5


class LockedPdfError(Exception):
    """A password is needed."""


def read_sheets(content: bytes) -> Iterator[PaperSheet]:
    """Read all sheets.

    Raises:
        LockedPdfError: a password is needed.
        pypdfium2.PdfiumError: it is damaged.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise LockedPdfError from error
        raise
    with closing(document):
        for number in range(len(document)):
            with closing(document[number]) as page:
                yield _sheet(page, number + 1, pdfium)


def _sheet(page: Any, number: int, pdfium: Any) -> PaperSheet:  # noqa: ANN401 - untyped library
    left, bottom, right, top = page.get_cropbox()
    with closing(page.get_textpage()) as text:
        found = list(_Letters(text.raw, pdfium).read())
    turns = Counter(glyph.degrees for glyph in found)
    turn = Turn(max(turns, key=lambda one: turns[one], default=0), left, bottom, right, top)
    letters = []
    for glyph in found:
        if glyph.degrees == turn.degrees:
            x0, y0, x1, y1 = turn.box(glyph.edges)
            letters.append(Letter(glyph.text, x0, x1, y0, y1, glyph.size))
    drawings = read_drawings(page.raw, turn, pdfium)
    riddles = sum(letter.text == RIDDLE for letter in letters)
    return PaperSheet(
        number,
        turn.width,
        turn.height,
        tuple(letters),
        drawings.rules,
        drawings.picture / (turn.width * turn.height or 1.0),
        riddles,
    )


class _Glyph(NamedTuple):
    """What is printed at one place: a letter, or several that are drawn as one."""

    degrees: int
    text: str
    edges: Edges
    size: float
    holder: int | None


class _Letters:
    """Reads the letters of a page; what letters of one text share is asked for once."""

    def __init__(self, text: Any, pdfium: Any) -> None:  # noqa: ANN401 - untyped library
        self._text = text
        self._pdfium = pdfium
        self._kinds: dict[int | None, tuple[int | None, float]] = {}

    def read(self) -> Iterator[_Glyph]:
        """Give what is printed at right angles."""
        last: _Glyph | None = None
        for glyph in self._glyphs():
            if last and last[2:] == glyph[2:]:
                last = last._replace(text=last.text + glyph.text)
                continue
            if last:
                yield last
            last = glyph
        if last:
            yield last

    def _glyphs(self) -> Iterator[_Glyph]:
        """Each letter by itself, those that are drawn as one at the same place."""
        pdfium, text = self._pdfium, self._text
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        into, origin = ctypes.byref(rect), (ctypes.byref(x), ctypes.byref(y))
        for index in range(pdfium.FPDFText_CountChars(text)):
            sign = self._sign(index, pdfium.FPDFText_GetUnicode(text, index))
            if not sign:
                continue
            holder = ctypes.cast(pdfium.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value
            if holder not in self._kinds:
                self._kinds[holder] = self._kind(index)
            degrees, size = self._kinds[holder]
            if (
                degrees is not None
                and pdfium.FPDFText_GetLooseCharBox(text, index, into)
                and pdfium.FPDFText_GetCharOrigin(text, index, *origin)
            ):
                sides = (rect.left, rect.bottom, rect.right, rect.top)
                edges = _on_line(sides, (x.value, y.value), degrees, size)
                yield _Glyph(degrees, sign, edges, size, holder)

    def _sign(self, index: int, code: int) -> str:
        """The letter; nothing for blanks."""
        pdfium, text = self._pdfium, self._text
        if code in _HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1:
            return "-"
        if code in _UNKNOWN or code in _PRIVATE:
            return "" if pdfium.FPDFText_IsGenerated(text, index) == 1 else RIDDLE
        # Half of a letter beyond the first plane has no meaning by itself.
        sign = RIDDLE if 0xD800 <= code <= 0xDFFF else chr(code)
        return sign if sign.strip() and sign.isprintable() else ""

    def _kind(self, index: int) -> tuple[int | None, float]:
        """Degrees by which a letter is turned, ``None`` if at no right angle, and its size."""
        pdfium, text = self._pdfium, self._text
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        size = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
        right = round(angle / 90) * 90
        return right % 360 if abs(angle - right) <= _LEANING else None, size


def _on_line(sides: Edges, origin: tuple[float, float], degrees: int, size: float) -> Edges:
    """Edges of a letter; dots and dashes are as high as the line that they stand on."""
    x0, y0, x1, y1 = sides
    x, y = origin
    below, above = _BELOW * size, (1 - _BELOW) * size
    if degrees == 0:
        return x0, y - below, x1, y + above
    if degrees == 180:
        return x0, y - above, x1, y + below
    if degrees == 90:
        return x - above, y0, x + below, y1
    return x - below, y0, x + above, y1
