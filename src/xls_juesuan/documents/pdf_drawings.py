"""What is drawn on a page of a PDF: straight rules, and how large pictures are.

It knows the library that reads PDF; it refuses to know which rules make a table.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.documents.paper import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.documents.turning import Turn

Point = tuple[float, float]
#: Points by which an upright rule may lean.
_LEANING = 0.5
#: Drawings within drawings are read so deep.
_DEEPEST = 8


@dataclass(frozen=True)
class Drawings:
    """Rules of a page, and the area of its largest picture."""

    rules: tuple[Rule, ...]
    picture: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Places of a drawing within another → places on the page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def around(self, inner: _Frame) -> _Frame:
        """The frame of something that stands in a frame within this one."""
        a, b = self.a * inner.a + self.c * inner.b, self.b * inner.a + self.d * inner.b
        c, d = self.a * inner.c + self.c * inner.d, self.b * inner.c + self.d * inner.d
        return _Frame(a, b, c, d, *self.point(inner.e, inner.f))


def read_drawings(page: Any, turn: Turn, pdfium: Any) -> Drawings:  # noqa: ANN401 - untyped library
    """Read what is drawn on a page that is held in some way."""
    reader = _Reader(pdfium)
    count = pdfium.FPDFPage_CountObjects(page)
    things = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    rules = []
    for (x0, y0), (x1, y1) in reader.read(things, _Frame(), 0):
        edges = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        left, top, right, bottom = turn.box(edges)
        if right - left <= _LEANING:
            middle = (left + right) / 2
            rules.append(Rule(middle, middle, top, bottom))
        elif bottom - top <= _LEANING:
            middle = (top + bottom) / 2
            rules.append(Rule(left, right, middle, middle))
    return Drawings(tuple(rules), reader.picture)


class _Reader:
    """Gives the straight strokes of drawings."""

    def __init__(self, pdfium: Any) -> None:  # noqa: ANN401 - untyped library
        self._pdfium = pdfium
        #: Area of the largest picture so far.
        self.picture = 0.0

    def read(self, things: Any, frame: _Frame, depth: int) -> Iterator[tuple[Point, Point]]:  # noqa: ANN401
        pdfium = self._pdfium
        for thing in things:
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                # A picture is drawn one unit wide and high, whatever its frame makes of it.
                whole = frame.around(self._frame(thing))
                self.picture = max(self.picture, abs(whole.a * whole.d - whole.b * whole.c))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                if self._is_shown(thing):
                    yield from self._strokes(thing, frame.around(self._frame(thing)))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = pdfium.FPDFFormObj_CountObjects(thing)
                inside = (pdfium.FPDFFormObj_GetObject(thing, number) for number in range(count))
                yield from self.read(inside, frame.around(self._frame(thing)), depth + 1)

    def _frame(self, thing: Any) -> _Frame:  # noqa: ANN401 - untyped library
        matrix = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
            return _Frame()
        return _Frame(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _is_shown(self, path: Any) -> bool:  # noqa: ANN401 - untyped library
        """Whether it is filled or stroked."""
        fill, stroke = ctypes.c_int(), self._pdfium.FPDF_BOOL()
        self._pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        return bool(fill.value or stroke.value)

    def _strokes(self, path: Any, frame: _Frame) -> Iterator[tuple[Point, Point]]:  # noqa: ANN401
        pdfium = self._pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        start = last = (0.0, 0.0)
        for number in range(pdfium.FPDFPath_CountSegments(path)):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                continue
            point = frame.point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield last, point
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield last, start
                last = start
