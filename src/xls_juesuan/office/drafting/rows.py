"""Lines of a table with named rows → the rows that declare them, blank lines and new rows too.

It knows which line is which row; it refuses to know relations between rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.inheritance import entry_name
from xls_juesuan.declarations.inheritance import single_rows
from xls_juesuan.declarations.published import plain
from xls_juesuan.messages import drafting as say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.layout_parts import RowSpec
    from xls_juesuan.office.drafting.points import OpenPoints
    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.recognise.found_row import FoundRow

_Values = dict[str, Any]


class RowDraft:
    """The rows of one band.

    Args:
        table: the table.
        base: the rows of the band that is changed, as declared.
        points: what is left open.
        number_place: where 行次 are printed; ``None`` where none are, or are not declared.
    """

    def __init__(
        self,
        table: SeenTable,
        base: list[_Values],
        points: OpenPoints,
        number_place: int | None = None,
    ) -> None:
        self._table = table
        self._base = single_rows(base)
        self._names = [entry_name(one) for one in self._base]
        self._points = points
        self._number_place = number_place
        self._used: set[str] = set()
        self._at = -1

    def rows(self, found: Iterable[FoundRow], names: dict[int, str]) -> list[_Values]:
        """Declare the rows from the first line to the last.

        Args:
            found: the rows that were understood.
            names: texts of lines that nobody understood, by line.
        """
        by_line = {row.line: row for row in found}
        every = [*by_line, *names]
        if not every:
            return []
        self._used = {row.row.key for row in by_line.values()}
        declared = []
        for line in range(min(every), max(every) + 1):
            row = by_line.get(line)
            if row is not None:
                self._move_to(row.row)
                declared.append(self._understood(row))
            else:
                declared.append(self._blank(line, names.get(line, "")))
        return declared

    def _move_to(self, row: RowSpec) -> None:
        """Blank lines of the base that were passed over are not printed here."""
        if row.key in self._names:
            self._at = self._names.index(row.key)

    def _understood(self, found: FoundRow) -> _Values:
        row = found.row
        known = row.key in self._names
        values = dict(self._base[self._names.index(row.key)]) if known else self._of_others(found)
        label = " ".join(row.label.split())
        if label and plain(label) != plain(str(values.get("label", ""))):
            values["label"] = label
        number = self._number(found.line)
        if number is not None and number != values.get("line"):
            values |= {"key": row.key, "line": number}
        if known and row.is_blank and label:
            self._points.add(say.row_open(self._ref(found.line), label))
        return values

    def _of_others(self, found: FoundRow) -> _Values:
        """A row that only other layouts have, or code lists."""
        row = found.row
        values: _Values = {}
        if row.line is not None and row.key == f"L{row.line}":
            values["line"] = row.line
        elif row.key != row.code:
            values["key"] = row.key
        values |= {"code": row.code} if row.code else {}
        values["label"] = " ".join(row.label.split())
        if row.feed is not None:
            values["feed"] = {
                key: list(some) if len(some) > 1 else some[0] for key, some in row.feed
            }
        if row.needs:
            values["needs"] = list(row.needs)
        if not (row.code or row.feed is not None):
            self._points.add(say.row_open(self._ref(found.line), row.label))
        return values

    def _blank(self, line: int, text: str) -> _Values:
        """A line without a row that is known: blank, or with a name that nobody understood."""
        number = self._number(line)
        values = self._free_blank(number)
        if text:
            values["label"] = text
            self._points.add(say.row_open(self._ref(line), text))
        return values

    def _free_blank(self, number: int | None) -> _Values:
        for at in range(self._at + 1, len(self._base)):
            one, name = self._base[at], self._names[at]
            if set(one) - {"line", "key"} and number is None:
                if name in self._used:
                    break
                continue
            if name in self._used or set(one) - {"line", "key"}:
                continue
            if number is None or one.get("line") == number:
                self._used.add(name)
                self._at = at
                return dict(one)
        values: _Values = {"key": self._new_name(number)}
        return values if number is None else values | {"line": number}

    def _new_name(self, number: int | None) -> str:
        start = number if number is not None else 1
        names = (f"row_{count}" for count in range(start, start + 1000))
        name = next(one for one in names if one not in self._used and one not in self._names)
        self._used.add(name)
        return name

    def _number(self, line: int) -> int | None:
        if self._number_place is None:
            return None
        text = self._table.page.text(line, self._number_place)
        return int(text) if text.isdecimal() and len(text) <= 3 else None

    def _ref(self, line: int) -> str:
        return self._table.page.full_ref(line, self._table.places.start)
