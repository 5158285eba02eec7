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
    length = len(table.body)
    columns: dict[str, Any] = {
        "file": [file] * length,
        "sheet": [table.grid.sheet] * length,
        "row": np.array(table.sheet_rows, dtype=np.int64),
    }
    columns["account"], columns["account_name"] = _accounts(table)
    for role, kind in DIMENSIONS.items():
        columns[role], columns[f"{role}_name"] = _dimension(table, role, kind)
    set_income_functions(table, columns)
    kinds, names = table.texts("spend_kind"), table.texts("spend_kind_name")
    columns["spend_kind"] = [name or kind for kind, name in zip(kinds, names, strict=True)]
    return columns


def _accounts(table: SheetTable) -> tuple[list[str], list[str]]:
    codes, inner = code_column(table.cells("account") or [""] * len(table.body), ACCOUNT)
    names = inner
    for role in ("account_name", "account_path"):
        index = table.columns.get(role, -1)
        if table.cells(role) is not None and index != table.columns.get("account"):
            stated = table.texts(role)
            names = [new or old for new, old in zip(stated, names, strict=True)]
    memo: dict[str, str] = {}
    paths = []
    for code, name in zip(codes, names, strict=True):
        if name not in memo:
            memo[name] = path_of(name)
        paths.append(memo[name] if code else "")
    return codes, paths


def _dimension(table: SheetTable, role: str, kind: str) -> tuple[list[str], list[str]]:
    blank = [""] * len(table.body)
    cells, name_cells = table.cells(role), table.cells(f"{role}_name")
    codes, names = code_column(cells, kind) if cells is not None else (blank, blank)
    if name_cells is None:
        return codes, names
    named_codes, stated = code_column(name_cells, kind)
    codes = [one or other for one, other in zip(codes, named_codes, strict=True)]
    return codes, [one or other for one, other in zip(stated, names, strict=True)]


def set_income_functions(table: SheetTable, columns: dict[str, Any]) -> None:
    """Give 6xxx lines the functional code they are shown by.

    A blank one is taken from 收入功能分类 where that is a code of expenditure (2xxxxxx); a
    code of revenue (1030…) says where the state books the money and is no functional code.
    """
    stated, names = _dimension(table, "income_function", CLASSIFICATION)
    # Columns that the table lacks are one and the same list of blanks.
    functions, function_names = list(columns["function"]), list(columns["function_name"])
    columns["function"], columns["function_name"] = functions, function_names
    for position, account in enumerate(columns["account"]):
        if not account.startswith("6"):
            continue
        if _REVENUE.match(functions[position]):
            functions[position] = ""
        if not functions[position] and _EXPENDITURE.match(stated[position]):
            functions[position] = stated[position]
            function_names[position] = names[position]


def build_frame(columns: dict[str, Any]) -> pd.DataFrame:
    """Build the frame with every column of the schema; columns not given are empty or 0."""
    length = len(columns["row"])
    data: dict[str, Any] = {}
    for name in TEXT_COLUMNS:
        data[name] = pd.array(columns.get(name, [""] * length), dtype="str")
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
    codes, _ = code_column(table.cells("account") or [], ACCOUNT)
    texts = table.texts(role)
    return sorted({text for text, code in zip(texts, codes, strict=True) if code and text})
