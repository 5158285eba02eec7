"""Mistakes with one cause and many wrong figures: blocks that moved, subtotals, lost rows.

It knows the grid of a table; it refuses to know rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.generating.printing import with_figures
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.swaps import exchange_cause

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.table import TableRow

_LISTINGS = ("income", "expenditure", "general_budget_expenditure")
_WITH_ROWS = (*_LISTINGS, "basic_by_economic", "appropriation", "income_expenditure")
#: Amounts that a block moves.
_LEAST, _MOST = 2, 8
#: Tries to find a place for one cause.
_MOST_TRIES = 40


@dataclass(frozen=True)
class Accident:
    """What happened.

    Attributes:
        cause: the kind.
        tables: as they read after it.
        right: what changed cells should show, in fen.
        row: key of the row that is missing, of ``table``.
        table: where it happened.
    """

    cause: Cause
    tables: TableSet
    right: dict[CellKey, int]
    table: str
    row: str = ""


def make_accident(random: Random, tables: TableSet, causes: tuple[Cause, ...]) -> Accident | None:
    """Let one of these causes strike; ``None`` when the tables have no place for any."""
    for cause in random.sample(causes, len(causes)):
        for _ in range(_MOST_TRIES):
            accident = _MAKERS[cause](random, tables)
            if accident is not None and accident.cause is cause:
                return accident
    return None


def _changed(
    cause: Cause, tables: TableSet, table: Table, shown: dict[CellKey, int]
) -> Accident | None:
    right = {
        key: cell.fen
        for key, fen in shown.items()
        if (cell := table.cells[key.row, key.column]).fen != fen
    }
    if not right:
        return None
    new = with_figures(tables, {key: shown[key] for key in right})
    return Accident(cause, new, right, table.key)


def _pick(random: Random, tables: TableSet, keys: tuple[str, ...]) -> Table | None:
    found = [table for table in tables.tables if table.key in keys and not table.is_empty]
    return random.choice(found) if found else None


def _shift_rows(random: Random, tables: TableSet) -> Accident | None:
    """A run of amounts of one column, or of all of them, stands one row down or up."""
    table = _pick(random, tables, _WITH_ROWS)
    if table is None:
        return None
    column = random.choice(table.columns)
    # Side by side in one sheet, as 公用经费 beside 人员经费, are columns of their own.
    place = random.choice([cell.place for cell in _column(table, column.key)])
    places = sorted(
        (cell.line, cell.key.row) for cell in _column(table, column.key) if cell.place == place
    )
    rows = [row for _, row in places]
    length = random.randint(_LEAST, _MOST)
    if len(rows) <= length + 1:
        return None
    start = random.randrange(len(rows) - length)
    run = rows[start : start + length + 1]
    if table.columns[0].key != column.key or random.random() < 0.5:
        columns = [column.key]
    else:
        columns = [one.key for one in table.columns]
    down = random.random() < 0.7
    shown: dict[CellKey, int] = {}
    for key in columns:
        cells = [table.cells[row, key] for row in run if (row, key) in table.cells]
        if not cells:
            continue
        old = [cell.fen for cell in cells]
        if key == column.key and sum(1 for fen in (old[:-1] if down else old[1:]) if fen) < _LEAST:
            return None
        new = [0, *old[:-1]] if down else [*old[1:], 0]
        shown |= {cell.key: fen for cell, fen in zip(cells, new, strict=True)}
    return _changed(Cause.SHIFTED_ROWS, tables, table, shown)


def _column(table: Table, key: str) -> list[TableCell]:
    return [cell for cell in table.cells.values() if cell.key.column == key]


def _shift_columns(random: Random, tables: TableSet) -> Accident | None:
    """The amounts of a few rows stand one column off."""
    table = _pick(random, tables, (*_LISTINGS, "fund", "appropriation"))
    if table is None:
        return None
    columns = list(table.columns)
    first = random.randrange(len(columns) - 1)
    left, right = columns[first].key, columns[first + 1].key
    rows = [row.key for row in table.rows if (row.key, left) in table.cells]
    rows = [row for row in rows if (row, right) in table.cells]
    length = random.randint(_LEAST, _MOST)
    if len(rows) < length:
        return None
    start = random.randrange(len(rows) - length + 1)
    source, target = (left, right) if random.random() < 0.5 else (right, left)
    run = [row for row in rows[start : start + length] if table.cells[row, source].fen]
    # What stands in the way would be noticed at once: amounts move into blanks.
    if len(run) < _LEAST or any(table.cells[row, target].fen for row in run):
        return None
    shown: dict[CellKey, int] = {}
    for row in run:
        shown[table.cells[row, source].key] = 0
        shown[table.cells[row, target].key] = table.cells[row, source].fen
    return _changed(Cause.SHIFTED_COLUMNS, tables, table, shown)


def _swap_rows(random: Random, tables: TableSet) -> Accident | None:
    """The amounts of two rows stand in each other's places."""
    table = _pick(random, tables, _WITH_ROWS)
    rows = [row.key for row in table.rows if not row.is_total] if table else []
    if table is None or len(rows) < 2:
        return None
    one, other = random.sample(rows, 2)
    pairs = [((one, column.key), (other, column.key)) for column in table.columns]
    return _exchanged(tables, table, pairs, are_rows=True)


def _swap_columns(random: Random, tables: TableSet) -> Accident | None:
    """Two amounts of a row stand in each other's places."""
    table = _pick(random, tables, (*_LISTINGS, "fund", "appropriation"))
    if table is None:
        return None
    row = random.choice(table.rows).key
    one, other = random.sample([column.key for column in table.columns], 2)
    return _exchanged(tables, table, [((row, one), (row, other))], are_rows=False)


def _exchanged(
    tables: TableSet,
    table: Table,
    pairs: list[tuple[tuple[str, str], tuple[str, str]]],
    *,
    are_rows: bool,
) -> Accident | None:
    cells = [
        (table.cells[one], table.cells[other])
        for one, other in pairs
        if one in table.cells and other in table.cells
    ]
    shown = {
        cell.key: beside.fen
        for one, other in cells
        for cell, beside in ((one, other), (other, one))
    }
    is_move = all(not (one.fen and other.fen) for one, other in cells if one.fen != other.fen)
    return _changed(exchange_cause(are_rows=are_rows, is_move=is_move), tables, table, shown)


def _subtotal(random: Random, tables: TableSet) -> Accident | None:
    """A detail row shows the amount of the row above it that it is a part of."""
    table = _pick(random, tables, (*_LISTINGS, "basic_by_economic"))
    if table is None:
        return None
    row = random.choice([one for one in table.rows if len(one.code) > 3] or [table.rows[0]])
    parent = table.row_by_key.get(row.code[:-2])
    column = random.choice(table.columns).key
    if not row.code or parent is None:
        return None
    cell, above = table.cells[row.key, column], table.cells[parent.key, column]
    if not cell.fen or cell.fen == above.fen:
        return None
    return _changed(Cause.SUBTOTAL_IN_DETAIL, tables, table, {cell.key: above.fen})


def _lost_total(random: Random, tables: TableSet) -> Accident | None:
    """The row 合计 lost its amounts, all or one."""
    table = _pick(random, tables, _WITH_ROWS)
    totals = [row for row in table.rows if row.is_total or row.key == "total"] if table else []
    if table is None or not totals:
        return None
    row = random.choice(totals)
    cells = [cell for cell in table.cells.values() if cell.key.row == row.key and cell.fen]
    if not cells:
        return None
    if random.random() < 0.5:
        cells = [random.choice(cells)]
    return _changed(Cause.LOST_TOTAL, tables, table, {cell.key: 0 for cell in cells})


def _missing_row(random: Random, tables: TableSet) -> Accident | None:
    """A row of the listing is not there, though its amounts are counted above it."""
    table = _pick(random, tables, _LISTINGS)
    rows = [row for row in table.rows if len(row.code) == 7] if table else []
    if table is None or not rows:
        return None
    row = random.choice(rows)
    if not _has_siblings(table, row):
        return None
    cells = {place: cell for place, cell in table.cells.items() if place[0] != row.key}
    right = {cell.key: cell.fen for place, cell in table.cells.items() if place[0] == row.key}
    less = replace(table, rows=tuple(one for one in table.rows if one is not row), cells=cells)
    new = replace(tables, tables=tuple(less if one is table else one for one in tables.tables))
    return Accident(Cause.MISSING_ROW, new, right, table.key, row.key)


def _has_siblings(table: Table, row: TableRow) -> bool:
    """Whether the 款 stays a sum: without its only 项 it would be the lowest row itself."""
    section = row.code[:5]
    return sum(1 for one in table.rows if len(one.code) == 7 and one.code[:5] == section) > 1


_MAKERS: dict[Cause, Callable[[Random, TableSet], Accident | None]] = {
    Cause.SHIFTED_ROWS: _shift_rows,
    Cause.SHIFTED_COLUMNS: _shift_columns,
    **dict.fromkeys((Cause.SWAPPED_ROWS, Cause.WRONG_ROW), _swap_rows),
    **dict.fromkeys((Cause.SWAPPED_COLUMNS, Cause.WRONG_COLUMN), _swap_columns),
    Cause.SUBTOTAL_IN_DETAIL: _subtotal,
    Cause.LOST_TOTAL: _lost_total,
    Cause.MISSING_ROW: _missing_row,
}
