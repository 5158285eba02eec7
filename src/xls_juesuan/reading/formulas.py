"""Knows whether blank amount cells hide formulas that were never calculated, or errors.

The fast reader shows both as blanks. Only a workbook whose parts mention formulas or errors
is opened a second time, and only for the rows in doubt.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.lines import sources_of

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from xls_juesuan.reading.lines import Lines

_MARKS = (b"<f", b't="e"')


@dataclass(slots=True)
class Hidden:
    """What stands behind blank amount cells of one sheet, by row position."""

    formulas: list[int] = field(default_factory=list)
    errors: dict[str, list[int]] = field(default_factory=dict)


def check_blank_amounts(path: Path, sheets: list[Lines]) -> list[Problem]:
    """Look behind blank amounts of entries.

    Returns:
        Problems for cells that hold an Excel error (L105).

    Raises:
        UserError: cells of entries hold formulas without stored values.
    """
    doubtful = {lines.table.grid.sheet: (lines, _rows_in_doubt(lines)) for lines in sheets}
    doubtful = {name: pair for name, pair in doubtful.items() if pair[1]}
    if not doubtful or not _mentions_formulas(path):
        return []
    from openpyxl import load_workbook

    problems = []
    formulas = load_workbook(path)
    for name, (lines, rows) in doubtful.items():
        hidden = _look(lines, rows, formulas[name])
        if hidden.formulas:
            first = lines.table.sheet_rows[hidden.formulas[0]]
            where = say.place(path.name, name, first)
            raise say.formulas_without_values(where, len(hidden.formulas))
        for text, positions in hidden.errors.items():
            place = sources_of(lines.frame.iloc[positions])
            detail = tell.error_cell(text)
            problems.append(Problem("L105", text, detail, place, rows=len(positions)))
    return problems


def _rows_in_doubt(lines: Lines) -> list[int]:
    """Positions of entries without any amount in a movement column, one of them blank."""
    frame = lines.frame
    states = frame["status"].isin([RowStatus.ENTRY, RowStatus.CLOSING]).to_numpy()
    silent = states & (frame["debit"] == 0).to_numpy() & (frame["credit"] == 0).to_numpy()
    return [
        at
        for at in np.flatnonzero(silent).tolist()
        if any(lines.table.body[at][index] == "" for index in lines.amount_columns)
    ]


def _mentions_formulas(path: Path) -> bool:
    content = path.read_bytes()
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(mark in archive.read(part) for part in parts for mark in _MARKS)


def _look(lines: Lines, rows: list[int], sheet: Worksheet) -> Hidden:
    hidden = Hidden()
    for position in rows:
        for index in lines.amount_columns:
            if lines.table.body[position][index] != "":
                continue
            cell = sheet.cell(
                lines.table.sheet_rows[position], lines.table.grid.first_column + index
            )
            if cell.data_type == "f":
                hidden.formulas.append(position)
            elif cell.data_type == "e":
                hidden.errors.setdefault(str(cell.value), []).append(position)
    return hidden
