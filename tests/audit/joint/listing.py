"""A small listing by code, and another table that shows the same amounts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = 10_000
COLUMNS = ("total", "basic", "project")
#: Basic and project expenditure of the lowest codes, in steps.
LEAVES = {
    "2010101": (30123, 0),
    "2010102": (1755, 420),
    "2010301": (61240, 0),
    "2050201": (0, 8311),
    "2050299": (918, 77),
    "2080505": (4407, 0),
}
ROWS = ("total", *sorted({code[:size] for code in LEAVES for size in (3, 5, 7)}))


def right_steps(row: str, column: str) -> int:
    """What a cell should show."""
    found = [amounts for code, amounts in LEAVES.items() if row == "total" or code.startswith(row)]
    basic, project = (sum(amount[side] for amount in found) for side in (0, 1))
    return {"total": basic + project, "basic": basic, "project": project}[column]


def _children(row: str, rows: tuple[str, ...]) -> list[str]:
    size = 3 if row == "total" else len(row) + 2
    return [one for one in rows if len(one) == size and (row == "total" or one.startswith(row))]


def listing(wrong: Mapping[tuple[str, str], int] | None = None, *, without: str = "") -> Document:
    """The listing ``t`` beside the table ``u`` that shows the same and is right.

    Args:
        wrong: steps that cells of ``t`` show by row and column.
        without: row that ``t`` does not have.
    """
    shown = wrong or {}
    figures: list[Figure] = []
    index: dict[tuple[str, str, str], int] = {}
    rows = {"t": tuple(row for row in ROWS if row != without), "u": ROWS}
    for table, keys in rows.items():
        for line, row in enumerate(keys):
            for place, column in enumerate(COLUMNS):
                steps = right_steps(row, column)
                if table == "t":
                    steps = shown.get((row, column), steps)
                index[table, row, column] = len(figures)
                key = CellKey(table, row, column)
                figures.append(Figure(key, steps * STEP, STEP, steps == 0, False, line, place))
    relations = []
    for table, keys in rows.items():
        for row in keys:
            total, *parts = (index[table, row, column] for column in COLUMNS)
            relations.append(Linear(((total, -1), *((part, 1) for part in parts)), "=="))
            below = _children(row, keys)
            for column in COLUMNS if below else ():
                terms = [(index[table, part, column], 1) for part in below]
                relations.append(Linear(((index[table, row, column], -1), *terms), "=="))
    relations += [
        Linear(((index["t", row, column], 1), (index["u", row, column], -1)), "==")
        for row in rows["t"]
        for column in COLUMNS
    ]
    return Document(tuple(figures), tuple(relations))


def restep(document: Document, number: int, steps: int) -> Document:
    """The same document with another printed value."""
    figures = list(document.figures)
    figures[number] = replace(figures[number], shown=steps * STEP, is_blank=steps == 0)
    return replace(document, figures=tuple(figures))
