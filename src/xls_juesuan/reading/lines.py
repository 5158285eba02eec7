"""Knows the columns that journals and balance tables share, and how they become a frame.

It refuses to know vouchers and balances; see ``journal`` and ``balances``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import FEN_COLUMNS
from xls_juesuan.ledger import TEXT_COLUMNS
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell_checks
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import code_column
from xls_juesuan.reading.cells import path_of
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.frames import text_column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.sides import Sides

#: Dimensions with a code and a name, and how their codes look.
DIMENSIONS = {
    "function": CLASSIFICATION,
    "economic": CLASSIFICATION,
    "fund": CLASSIFICATION,
    "project": PROJECT,
    "project_class": CLASSIFICATION,
}
#: Codes of revenue (收入分类科目), and those of expenditure by function.
_REVENUE = re.compile(r"1\d{2}(?:\d{2}){0,3}$")
_EXPENDITURE = re.compile(r"2\d{6}$")
#: Rows with one of these states hold amounts that matter to somebody.
_COUNTED = frozenset({RowStatus.ENTRY, RowStatus.OPENING, RowStatus.NO_ACCOUNT, RowStatus.PARENT})


@dataclass(slots=True)
class Lines:
    """The lines of one sheet on their way to the ledger frame."""

    table: SheetTable
    file: str
    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    #: Columns whose cells are amounts, for the check of uncalculated formulas.
    amount_columns: tuple[int, ...] = ()
    #: Distinct names of units in the 单位 column.
    units: list[str] = field(default_factory=list)
    has_opening: bool = False


def shared_columns(table: SheetTable, file: str) -> dict[str, Any]:
    """Build place, account and dimensions of every body row."""
    length = len(table)
    columns: dict[str, Any] = {
        "file": Column.repeated(file, length),
        "sheet": Column.repeated(table.grid.sheet, length),
        "row": table.sheet_rows,
    }
    columns["account"], columns["account_name"] = _accounts(table)
    for role, kind in DIMENSIONS.items():
        columns[role], columns[f"{role}_name"] = _dimension(table, role, kind)
    set_income_functions(table, columns)
    columns["spend_kind"] = table.texts("spend_kind_name").or_else(table.texts("spend_kind"))
    return columns


def _accounts(table: SheetTable) -> tuple[Column[str], Column[str]]:
    codes, names = code_column(table.cells_or_blank("account"), ACCOUNT)
    for role in ("account_name", "account_path"):
        index = table.columns.get(role, -1)
        if table.cells(role) is not None and index != table.columns.get("account"):
            names = table.texts(role).or_else(names)
    return codes, names.map(path_of).put(~codes.flags(bool), "")


def _dimension(table: SheetTable, role: str, kind: str) -> tuple[Column[str], Column[str]]:
    codes, names = code_column(table.cells_or_blank(role), kind)
    name_cells = table.cells(f"{role}_name")
    if name_cells is None:
        return codes, names
    named_codes, stated = code_column(name_cells, kind)
    return codes.or_else(named_codes), stated.or_else(names)


def set_income_functions(table: SheetTable, columns: dict[str, Any]) -> None:
    """Give 6xxx lines the functional code they are shown by.

    A blank one is taken from 收入功能分类 where that is a code of expenditure (2xxxxxx); a
    code of revenue (1030…) says where the state books the money and is no functional code.
    """
    stated, names = _dimension(table, "income_function", CLASSIFICATION)
    is_income = columns["account"].flags(_is_income)
    is_revenue = is_income & columns["function"].flags(_REVENUE.match)
    functions = columns["function"].put(is_revenue, "")
    is_taken = is_income & ~functions.flags(bool) & stated.flags(_EXPENDITURE.match)
    columns["function"] = functions.put(is_taken, stated)
    columns["function_name"] = columns["function_name"].put(is_taken, names)


def _is_income(account: str) -> bool:
    return account.startswith("6")


def build_frame(columns: dict[str, Any]) -> pd.DataFrame:
    """Build the frame with every column of the schema; columns not given are empty or 0."""
    length = len(columns["row"])
    blank = Column.repeated("", length)
    data: dict[str, Any] = {}
    for name in TEXT_COLUMNS:
        cells = columns.get(name, blank)
        cells = cells if isinstance(cells, Column) else Column.of(cells)
        data[name] = text_column(name, cells)
    for name in FEN_COLUMNS:
        data[name] = columns.get(name, np.zeros(length, np.int64))
    data["row"] = columns["row"]
    data["is_closing"] = columns.get("is_closing", np.zeros(length, np.bool_))
    return pd.DataFrame(data)


def unreadable_problems(lines: Lines, measures: Iterable[Sides]) -> list[Problem]:
    """Report amount and direction cells that cannot be read, on rows that matter (L105, L145)."""
    measures = tuple(measures)
    counted = lines.frame["status"].isin(_COUNTED).to_numpy()
    found: dict[tuple[str, str], list[int]] = {}
    for sides in measures:
        amounts = (sides.debit, sides.credit)
        for index, side in zip(sides.columns, amounts, strict=False):
            for position, text in side.unreadable:
                if counted[position]:
                    title = lines.table.title(index)
                    detail = tell.unreadable_amount(title, text)
                    found.setdefault((title, detail), []).append(position)
        for position, text in sides.bad_directions:
            if counted[position]:
                key = (tell.DIRECTION, tell.unreadable_direction(text))
                found.setdefault(key, []).append(position)
    return [
        *(
            Problem("L105", title, detail, sources_of(lines.frame.iloc[at]), rows=len(at))
            for (title, detail), at in found.items()
        ),
        *_cut_problems(lines, measures, counted),
    ]


def _cut_problems(
    lines: Lines, measures: Iterable[Sides], counted: NDArray[np.bool_]
) -> list[Problem]:
    """Report amounts that state parts of a fen, column by column (L145)."""
    problems = []
    for sides in measures:
        amounts = (sides.debit, sides.credit)
        for index, side in zip(sides.columns, amounts, strict=False):
            cut = [(at, text) for at, text in side.cut if counted[at]]
            if cut:
                title = lines.table.title(index)
                detail = tell_checks.fractions_of_fen(
                    title, [text for _, text in cut[:3]], len(cut)
                )
                place = sources_of(lines.frame.iloc[[at for at, _ in cut]])
                problems.append(Problem("L145", title, detail, place, rows=len(cut)))
    return problems


def unit_values(table: SheetTable) -> list[str]:
    """Distinct names (or codes) in the 单位 column of rows with an account."""
    role = "unit_name" if "unit_name" in table.columns else "unit"
    if role not in table.columns:
        return []
    has_account = code_column(table.cells_or_blank("account"), ACCOUNT)[0].flags(bool)
    texts = table.texts(role).take(np.flatnonzero(has_account))
    return sorted(set(texts.used()) - {""})
