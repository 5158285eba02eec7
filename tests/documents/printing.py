"""The nine tables of a unit printed to PDF in the ways that printers and exports set tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.documents.sheets import Paper
from tests.documents.sheets import text_width
from tests.recognise.documents import Style
from tests.recognise.documents import table_cells
from tests.recognise.documents import texts
from tests.recognise.text_documents import above
from tests.recognise.text_documents import below
from tests.recognise.text_documents import grid

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

_NUMBER = frozenset("0123456789,.-—%")
_MARGIN = 40.0


@dataclass(frozen=True)
class Setting:
    """How tables are set.

    Attributes:
        rules: ``all``, ``across`` (none upright), or ``none``.
        size: of letters, in points.
        gap: between columns, in points.
        narrow: the widest that a name may be before it is wrapped, in letters.
        heads: whether the heading stands again on each page.
        lines: rows on a page.
    """

    rules: str = "none"
    size: float = 8.0
    gap: float = 8.0
    narrow: int = 14
    heads: bool = True
    lines: int = 26
    dash: str = "—"


def print_tables(path: Path, tables: TableSet, setting: Setting) -> Path:
    """Print each table on a sheet of its own, and on as many more as it takes."""
    printer = _Printer(setting)
    for table in tables.tables:
        printer.table(table, tables)
    path.write_bytes(printer.paper.content())
    return path


class _Printer:
    def __init__(self, setting: Setting) -> None:
        self._set = setting
        self.paper = Paper((1190, 842))
        self._page = 1

    def table(self, table: Table, tables: TableSet) -> None:
        style = Style(figure=lambda fen: texts(fen).replace("—", self._set.dash))
        cells = table_cells(table, tables.department_line, style)
        rows = grid(table, cells)
        first = min(head.line for head in table.heads)
        spans = {(head.line - first, head.place): head for head in table.heads}
        count = max(head.line + head.lines for head in table.heads) - first
        edges = self._edges(rows, count)
        top = 60.0
        for text in above(table, cells):
            self.paper.text(_MARGIN, top, text, 10)
            top += 16
        top = self._heading(rows[:count], spans, edges, top)
        for number, row in enumerate(rows[count:], start=1):
            top = self._row(row, edges, top)
            if number % self._set.lines == 0 and number < len(rows) - count:
                self._end_page()
                top = 60.0
                if self._set.heads:
                    top = self._heading(rows[:count], spans, edges, top)
        top += 6
        for text in below(table, cells):
            self.paper.text(_MARGIN, top + 10, text, self._set.size)
            top += 14
        self._end_page()

    def _end_page(self) -> None:
        self.paper.text(590, 825, f"— {self._page} —", 9)
        self._page += 1
        self.paper.next()

    def _edges(self, rows: list[list[str]], heads: int) -> list[float]:
        size = self._set.size
        edges = [_MARGIN]
        for place in range(len(rows[0])):
            # Headings over several columns are as wide as these are.
            texts_of = [row[place][: self._set.narrow] for row in rows[heads - 2 :]]
            widest = max((text_width(text, size) for text in texts_of), default=0.0)
            edges.append(edges[-1] + max(widest, 2 * size) + self._set.gap)
        return edges

    def _heading(self, rows, spans, edges, top) -> float:  # noqa: ANN001
        size = self._set.size
        needed = [
            (
                len(
                    self._wrapped(
                        head.text,
                        edges[head.place + head.places] - edges[head.place] - self._set.gap + 0.5,
                    )
                )
                * 1.1
                + 0.6
            )
            / head.lines
            for head in spans.values()
        ]
        step = size * max(1.6, *needed)
        covered = set()
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                head = spans.get((line, place))
                if not text or (line, place) in covered:
                    continue
                lines, places = (head.lines, head.places) if head else (1, 1)
                covered |= {(line + a, place + b) for a in range(lines) for b in range(places)}
                left, right = edges[place], edges[place + places]
                middle = top + step * (line + lines / 2) + self._set.size / 2
                pieces = self._wrapped(text, right - left - self._set.gap + 0.5)
                for number, piece in enumerate(pieces):
                    at = middle + (number - (len(pieces) - 1) / 2) * self._set.size * 1.1
                    self.paper.text(
                        (left + right - text_width(piece, self._set.size)) / 2,
                        at,
                        piece,
                        self._set.size,
                    )
                if self._set.rules == "all":
                    self._frame(left, top + step * line, right, top + step * (line + lines))
        bottom = top + step * len(rows)
        if self._set.rules == "across":
            self._rules(edges, top, bottom)
        return bottom

    def _frame(self, left: float, top: float, right: float, bottom: float) -> None:
        for across in (top, bottom):
            self.paper.rule(left, across, right, across)
        for down in (left, right):
            self.paper.rule(down, top, down, bottom)

    def _row(self, row: list[str], edges: list[float], top: float) -> float:
        size = self._set.size
        pieces = [
            self._wrapped(text, edges[place + 1] - edges[place] - self._set.gap + 0.5)
            for place, text in enumerate(row)
        ]
        lines = max(1, *map(len, pieces))
        height = size * (1.2 * lines + 0.6)
        for place, wrapped in enumerate(pieces):
            for number, piece in enumerate(wrapped):
                at = top + height / 2 + size * 0.35 + (number - (len(wrapped) - 1) / 2) * size * 1.2
                if set(piece) <= _NUMBER:
                    self.paper.right(edges[place + 1] - self._set.gap / 2, at, piece, size)
                else:
                    self.paper.text(edges[place] + self._set.gap / 2, at, piece, size)
        self._rules(edges, top, top + height)
        return top + height

    def _wrapped(self, text: str, width: float) -> list[str]:
        pieces = [""] if text else []
        for sign in text:
            if text_width(pieces[-1] + sign, self._set.size) > width and not set(text) <= _NUMBER:
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _rules(self, edges: list[float], top: float, bottom: float) -> None:
        if self._set.rules == "none":
            return
        for down in (top, bottom):
            self.paper.rule(edges[0], down, edges[-1], down)
        for edge in edges if self._set.rules == "all" else ():
            self.paper.rule(edge, top, edge, bottom)
