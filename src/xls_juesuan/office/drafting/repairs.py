"""Relations of a drafted layout that name rows, columns or tables which are not printed: mended.

It knows sums of cells and of spans of rows, as declarations write them; what it cannot mend is
left out and said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.inheritance import entry_name
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.messages import drafting as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.office.drafting.points import OpenPoints

_Values = dict[str, Any]
_SPAN = re.compile(r"sum\((\w+)\[(\w+):(\w+)\](\.\w+)?\)")
_CELL = re.compile(r"(\w+)\[(\w+)\](?:\.(\w+))?")
_PLUS = " + "


class Repairs:
    """Mends the relations of all tables.

    Args:
        tables: the drafted tables.
        before: the same tables of the layout that is changed, and those that were left out.
        points: what is left open, by table.
    """

    def __init__(
        self,
        tables: Mapping[str, _Values],
        before: Mapping[str, _Values],
        points: Mapping[str, OpenPoints],
    ) -> None:
        self._tables = tables
        self._before = before
        self._points = points

    def mend(self) -> None:
        """Mend every relation in place."""
        for key, table in self._tables.items():
            for band in table["bands"]:
                for row in band.get("rows", []):
                    self._mend_row(key, band, row)

    def _mend_row(self, table: str, band: _Values, row: _Values) -> None:
        name = str(row.get("label") or entry_name(row))
        if "cells" in row:
            row["cells"] = dict(self._cells(table, band, row, name))
        text = row.get("relation", "")
        mended = self._mended(text) if text else text
        if mended == text:
            return
        row["relation"] = mended
        fed = self._feed(text) if not mended else None
        if fed is not None:
            row["feed"] = fed
        self._points[table].add(say.relation_changed(name, text, mended))

    def _cells(
        self, table: str, band: _Values, row: _Values, name: str
    ) -> Iterator[tuple[str, str]]:
        """The single cells of a row that can stay as they are."""
        columns = {one["key"] for one in band["columns"]}
        for column, text in row["cells"].items():
            if column not in columns:
                continue
            if self._mended(text) == text:
                yield column, text
            else:
                self._points[table].add(say.cell_changed(name, column, text))

    def _mended(self, text: str) -> str:
        return _PLUS.join(filter(None, map(self._term, text.split(_PLUS))))

    def _term(self, term: str) -> str:
        span = _SPAN.fullmatch(term)
        if span:
            ends = self._ends(span[1], span[2], span[3])
            return f"sum({span[1]}[{ends[0]}:{ends[1]}]{span[4] or ''})" if ends else ""
        cell = _CELL.fullmatch(term)
        if cell and not self._has(cell[1], cell[2], cell[3] or ""):
            return ""
        return term

    def _ends(self, table: str, first: str, last: str) -> tuple[str, str] | None:
        """The ends of a span as far as its rows are there, with new rows that follow them."""
        old = list(self._names(self._before.get(table)))
        new = list(self._names(self._tables.get(table)))
        if first not in old or last not in old:
            return (first, last) if {first, last} <= set(new) else None
        span = set(old[old.index(first) : old.index(last) + 1])
        places = [at for at, name in enumerate(new) if name in span]
        if not places:
            return None
        end = max(places)
        while end + 1 < len(new) and new[end + 1] not in old:
            end += 1
        return new[min(places)], new[end]

    @staticmethod
    def _names(table: _Values | None) -> Iterator[str]:
        for band in table["bands"] if table else ():
            for row in band.get("rows", []):
                lines = row.get("lines")
                if lines:
                    yield from (f"L{line}" for line in range(lines[0], lines[1] + 1))
                else:
                    yield entry_name(row)

    def _has(self, table: str, row: str, column: str) -> bool:
        values = self._tables.get(table)
        if values is None:
            return False
        bands = values["bands"]
        columns = {one["key"] for band in bands for one in band["columns"]}
        rows = {TOTAL_ROW} if any("listing" in band for band in bands) else set()
        rows |= set(self._names(values))
        rows |= {one["code"] for band in bands for one in band.get("rows", []) if "code" in one}
        return row in rows and (column in columns or column in {"", "col"})

    def _feed(self, text: str) -> _Values | None:
        """What fed the one cell that a relation named, where its table is not printed."""
        cell = _CELL.fullmatch(text)
        bands = self._before.get(cell[1], {"bands": []})["bands"] if cell else ()
        columns = (one for band in bands for one in band["columns"])
        found: _Values = next((one for one in columns if cell and one["key"] == cell[3]), {})
        feed: _Values | None = found.get("feed")
        return feed
