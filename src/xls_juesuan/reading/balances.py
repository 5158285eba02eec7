"""Knows one sheet of a balance table (科目余额表): what each of its rows says.

It refuses to know vouchers, and which rows of which month are counted; see ``settlement``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd

from xls_juesuan.ledger import RowStatus
from xls_juesuan.reading.auxiliary_rows import find_auxiliary_rows
from xls_juesuan.reading.auxiliary_rows import place_auxiliary_rows
from xls_juesuan.reading.auxiliary_rows import set_dimension
from xls_juesuan.reading.auxiliary_values import OTHER
from xls_juesuan.reading.auxiliary_values import typed_value
from xls_juesuan.reading.balance_signs import settle_signs
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.lines import Lines
from xls_juesuan.reading.lines import build_frame
from xls_juesuan.reading.lines import shared_columns
from xls_juesuan.reading.lines import unit_values
from xls_juesuan.reading.lines import unreadable_problems
from xls_juesuan.reading.periods import UNKNOWN
from xls_juesuan.reading.periods import Period
from xls_juesuan.reading.periods import period_above
from xls_juesuan.reading.periods import period_column
from xls_juesuan.reading.row_states import status_without_account
from xls_juesuan.reading.sides import Sides
from xls_juesuan.reading.sides import find_amount_columns
from xls_juesuan.reading.sides import read_sides
from xls_juesuan.reading.subtotals import find_repeated_headings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable

CUMULATIVE = ("cumulative",)
CURRENT = ("current", "")
#: Columns that the measures add to what the ledger frame holds.
MEASURES = (
    "cumulative_debit",
    "cumulative_credit",
    "current_debit",
    "current_credit",
    "year_opening",
    "period_opening",
    "period_closing",
)


@dataclass(slots=True)
class BalanceLines(Lines):
    """The rows of one sheet of a balance table, as stated.

    Attributes:
        measures: beside the frame, row by row: every measure in fen, which of them are stated,
            the indentation of names, dimensions that the tables do not need.
        periods: the period of each row, where the table has a column of periods.
        above: the period stated above the table.
        groups: which groups of amounts the table has columns for.
    """

    measures: pd.DataFrame = field(default_factory=pd.DataFrame)
    periods: list[Period] = field(default_factory=list)
    above: Period = UNKNOWN
    groups: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Measures:
    """Every measure of a balance table; one without columns is zero."""

    cumulative: Sides
    current: Sides
    year_opening: Sides
    opening: Sides
    closing: Sides

    @property
    def all(self) -> tuple[Sides, ...]:
        """The measures that have columns."""
        everything = (
            self.cumulative,
            self.current,
            self.year_opening,
            self.opening,
            self.closing,
        )
        return tuple(one for one in everything if one.columns)

    @property
    def movement(self) -> Sides:
        """The movement of the year as far as one row can say."""
        return self.cumulative if self.cumulative.columns else self.current

    @property
    def opened(self) -> Sides:
        """The balance of the year's beginning as far as one row can say."""
        return self.year_opening if self.year_opening.columns else self.opening


def has_movement(table: SheetTable) -> bool:
    """Whether the heading has a column that can be the movement of the year."""
    return any(find_amount_columns(table, group) for group in (*CUMULATIVE, *CURRENT))


def build_balances(
    table: SheetTable,
    file: str,
    fen_per_unit: int,
    months: Sequence[tuple[int, int]] = (),
) -> BalanceLines:
    """Build the lines of one sheet of a balance table.

    Args:
        table: the sheet.
        file: name of the file.
        fen_per_unit: fen of one unit of its amounts.
        months: both ends of the period stated above the table, as (year, month).
    """
    columns = shared_columns(table, file)
    # Rows are going to be filled in one by one.
    columns = {name: list(cells) if name != "row" else cells for name, cells in columns.items()}
    periods = _periods(table)
    below = find_auxiliary_rows(table, columns, periods)
    measures = _read_measures(table, fen_per_unit, below.heirs)
    others = place_auxiliary_rows(table, below, columns, _amounts(measures))
    others |= _long_form(table, columns)
    columns["date"] = [_date(period) for period in periods]
    columns["debit"], columns["credit"] = measures.movement.debit.fen, measures.movement.credit.fen
    status = _statuses(table, columns, measures)
    columns["account_name"] = _full_names(columns["account"], columns["account_name"])
    columns["status"] = [str(state) for state in status]
    lines = BalanceLines(table, file, build_frame(columns), units=unit_values(table))
    lines.amount_columns = tuple(dict.fromkeys(i for one in measures.all for i in one.columns))
    lines.problems = unreadable_problems(lines, measures.all)
    signs = settle_signs(lines, measures.opened, measures.closing, measures.movement)
    lines.problems += signs.problems
    lines.remarks += signs.remarks
    lines.measures = _measure_columns(table, measures, others, signs.sign)
    lines.periods, lines.above = periods, period_above(months)
    lines.groups = frozenset(
        name
        for name in ("cumulative", "current", "year_opening", "opening", "closing")
        if getattr(measures, name).columns
    )
    return lines


def _read_measures(table: SheetTable, fen_per_unit: int, heirs: Mapping[int, int]) -> _Measures:
    groups = (CUMULATIVE, CURRENT, ("year_opening",), ("opening",), ("closing", "running"))
    return _Measures(*(read_sides(table, group, fen_per_unit, heirs=heirs) for group in groups))


def _amounts(measures: _Measures) -> Any:  # noqa: ANN401 - a table of int64, one row a body row
    """What sums are told by: movement and both positions."""
    moved = measures.movement
    opened, closing = measures.opened, measures.closing
    return np.column_stack([moved.debit.fen, moved.credit.fen, opened.net, closing.net])


def _long_form(table: SheetTable, columns: dict[str, Any]) -> dict[int, str]:
    """Read kind, code and name of the dimension that stand in columns of their own."""
    kinds, codes = table.texts("auxiliary_type"), table.texts("auxiliary_code")
    names = table.texts("auxiliary_name")
    others: dict[int, str] = {}
    for position, (kind, code, name) in enumerate(zip(kinds, codes, names, strict=True)):
        if not (code or name) or not columns["account"][position]:
            continue
        value = typed_value(kind, code, name)
        if value.role == OTHER:
            others[position] = f"{kind}:{code or name};"
        else:
            set_dimension(columns, position, value)
    return others


def _periods(table: SheetTable) -> list[Period]:
    cells = table.cells_or_blank("period")
    years = table.texts("year")
    return period_column(list(cells), list(years))


def _date(period: Period) -> str:
    if not period.is_known:
        # A year without a month is told by its end.
        return f"{period.year}-12" if period.year else ""
    return f"{period.year or ''}-{period.last:02d}"


def _statuses(table: SheetTable, columns: dict[str, Any], measures: _Measures) -> list[RowStatus]:
    repeated = find_repeated_headings(table)
    stated = np.zeros(len(table), np.bool_)
    for sides in measures.all:
        stated |= (sides.debit.fen != 0) | (sides.credit.fen != 0)
    status = []
    for position, account in enumerate(columns["account"]):
        if position in repeated:
            status.append(RowStatus.REPEATED_HEADING)
        elif account:
            status.append(RowStatus.ENTRY)
        else:
            has_amount = bool(stated[position])
            status.append(status_without_account(table.row(position), has_amount=has_amount))
    return status


def _measure_columns(
    table: SheetTable, measures: _Measures, others: dict[int, str], sign: NDArray[np.int64]
) -> pd.DataFrame:
    length = len(table)
    index = table.columns.get("account_name", table.columns.get("account"))
    names = table.column(index) if index is not None else Column.repeated("", length)
    data: dict[str, Any] = {
        "cumulative_debit": measures.cumulative.debit.fen,
        "cumulative_credit": measures.cumulative.credit.fen,
        "current_debit": measures.current.debit.fen,
        "current_credit": measures.current.credit.fen,
        "year_opening": _signed(measures.year_opening, sign),
        "period_opening": _signed(measures.opening, sign),
        "period_closing": _signed(measures.closing, sign),
        "opening_stated": measures.opening.stated | measures.year_opening.stated,
        "movement_stated": measures.movement.stated,
        "closing_stated": measures.closing.stated,
        "indent": names.map(_indent).array("int64"),
        "other": [others.get(position, "") for position in range(length)],
    }
    return pd.DataFrame(data)


def _signed(sides: Sides, sign: NDArray[np.int64]) -> NDArray[np.int64]:
    """Credit minus debit, single balances by what their signs mean."""
    return sides.net * sign if sides.is_unsigned else sides.net


def _indent(cell: object) -> int:
    return len(cell) - len(cell.lstrip()) if isinstance(cell, str) else 0


def _full_names(accounts: list[str], names: list[str]) -> list[str]:
    """Join the names of all levels that the table itself names."""
    known: dict[str, str] = {}
    for account, name in zip(accounts, names, strict=True):
        if account and name:
            known.setdefault(account, name)
    memo: dict[tuple[str, str], str] = {}
    full = []
    for account, name in zip(accounts, names, strict=True):
        key = (account, name)
        if key not in memo:
            memo[key] = name if "/" in name or not account else _path(account, name, known)
        full.append(memo[key])
    return full


def _path(account: str, name: str, known: dict[str, str]) -> str:
    levels = [known[account[:end]] for end in range(1, len(account)) if account[:end] in known]
    return "/".join([level.split("/")[-1] for level in levels] + [name])
