"""Faults in the rows of a table that a relation may count: order, parents, names, funds.

Knows tables and code lists; refuses to know where a table came from.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.tables.kinship import parent_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.kinship import Lengths
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow

#: 一、二、三、 before the name of a row.
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、")


class RowFaults:
    """Finds the faulty rows of one table.

    Args:
        table: the table.
        lengths: digits of its codes at each level.
        names: its code list in the year of the accounts.
    """

    def __init__(self, table: Table, lengths: Lengths, names: CodeNames) -> None:
        self._table = table
        self._rows = tuple(row for row in table.rows if row.code)
        self._lengths = lengths
        self._names = names

    def rows(self, fault: str, argument: str = "") -> tuple[TableRow, ...]:
        """Rows with a fault; ``argument`` is a fund for ``wrong_fund``.

        Raises:
            KeyError: there is no such fault.
        """
        if fault == "wrong_fund":
            return self._wrong_fund(argument)
        finders: dict[str, Callable[[], tuple[TableRow, ...]]] = {
            "disordered": self._disordered,
            "repeated": self._repeated,
            "orphaned": self._orphaned,
            "misnamed": self._misnamed,
            "all_zero": self._all_zero,
            "unlisted": self._unlisted,
        }
        return finders[fault]()

    def _disordered(self) -> tuple[TableRow, ...]:
        # A line further up begins another band, which has its own order.
        pairs = zip(self._rows, self._rows[1:], strict=False)
        return tuple(
            row for before, row in pairs if row.line > before.line and row.code <= before.code
        )

    def _repeated(self) -> tuple[TableRow, ...]:
        seen: set[str] = set()
        found = []
        for row in self._rows:
            if row.code in seen:
                found.append(row)
            seen.add(row.code)
        return tuple(found)

    def _orphaned(self) -> tuple[TableRow, ...]:
        codes = {row.code for row in self._rows}
        parents = ((row, parent_code(row.code, self._lengths)) for row in self._rows)
        return tuple(row for row, parent in parents if parent and parent not in codes)

    def _misnamed(self) -> tuple[TableRow, ...]:
        names = ((row, self._names.listed(row.code)) for row in self._rows)
        return tuple(row for row, name in names if name and _plain(row.name) != _plain(name))

    def right(self, row: TableRow) -> tuple[str, tuple[str, ...], bool]:
        """Say what a row with another code's name could be.

        Returns:
            The name of its code; the codes of its name, those beside it in the list if there
            are any; and whether its code stands in another row.
        """
        named = [
            entry.code
            for entry in self._names.codes
            if entry.is_valid_in(self._names.year)
            and len(entry.code) == len(row.code)
            and _plain(entry.name) == _plain(row.name)
        ]
        parent = parent_code(row.code, self._lengths)
        beside = [code for code in named if parent_code(code, self._lengths) == parent]
        is_repeated = sum(one.code == row.code for one in self._rows) > 1
        return self._names.name(row.code), tuple(beside or named), is_repeated

    def lists(self, code: str) -> bool:
        """Whether the table has a row of a code."""
        return any(row.code == code for row in self._rows)

    def _all_zero(self) -> tuple[TableRow, ...]:
        filled = {row for (row, _), cell in self._table.cells.items() if cell.fen}
        return tuple(row for row in self._rows if row.key not in filled)

    def _unlisted(self) -> tuple[TableRow, ...]:
        return tuple(row for row in self._rows if self._names.listed(row.code) is None)

    def _wrong_fund(self, fund: str) -> tuple[TableRow, ...]:
        names = self._names
        return tuple(
            row
            for row in self._rows
            if names.listed(row.code) is not None and fund not in names.funds(row.code)
        )


def _plain(name: str) -> str:
    return _ORDINAL.sub("", "".join(unicodedata.normalize("NFKC", name).split()))
