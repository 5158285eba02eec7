"""Knows balance tables (科目余额表): leaves and parents, openings, what was closed at year-end.

It refuses to know vouchers. In a closed table every 6xxx and 7xxx account stands at zero
with equal debit and credit; the closing side is stated apart so that the movement before
closing can be taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.hierarchy import Row
from xls_juesuan.reading.hierarchy import find_parents
from xls_juesuan.reading.hierarchy import sums_of_leaves
from xls_juesuan.reading.journal import status_without_account
from xls_juesuan.reading.lines import DIMENSIONS
from xls_juesuan.reading.lines import Lines
from xls_juesuan.reading.lines import build_frame
from xls_juesuan.reading.lines import shared_columns
from xls_juesuan.reading.lines import sources_of
from xls_juesuan.reading.lines import unit_values
from xls_juesuan.reading.lines import unreadable_problems
from xls_juesuan.reading.sides import Sides
from xls_juesuan.reading.sides import find_amount_columns
from xls_juesuan.reading.sides import read_sides
from xls_juesuan.reading.subtotals import find_repeated_headings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable

_CUMULATIVE = ("cumulative",)
_CURRENT = ("current", "")
_COMPARED = ("debit", "credit", "opening", "closing")


@dataclass(slots=True)
class Measures:
    """Every measure of a balance table, one value a body row."""

    movement: Sides
    opening: Sides
    closing: Sides
    #: Opening of the year as credit minus debit; differs from ``opening`` where the table
    #: begins later in the year.
    year_opening: NDArray[np.int64]

    @property
    def all(self) -> tuple[Sides, ...]:
        """The measures that have columns."""
        return tuple(one for one in (self.movement, self.opening, self.closing) if one.columns)


def has_movement(table: SheetTable) -> bool:
    """Whether the heading has a column that can be the movement of the year."""
    return any(find_amount_columns(table, group) for group in (*_CUMULATIVE, *_CURRENT))


def is_current_only(table: SheetTable) -> bool:
    """Whether the only movement is that of the printed period."""
    return not find_amount_columns(table, "cumulative")


def build_balances(table: SheetTable, file: str, fen_per_unit: int) -> Lines:
    """Build the lines of one sheet of a balance table."""
    columns = shared_columns(table, file)
    measures = _read_measures(table, fen_per_unit)
    columns["debit"], columns["credit"] = measures.movement.debit.fen, measures.movement.credit.fen
    columns["opening"], columns["closing"] = measures.year_opening, measures.closing.net
    status = _statuses(table, columns, measures)
    rows = _rows(table, columns, status)
    parents = find_parents(rows)
    for position in parents:
        status[position] = RowStatus.PARENT
    columns["account_name"] = _full_names(columns["account"], columns["account_name"])
    columns["status"] = [str(state) for state in status]
    lines = Lines(table, file, build_frame(columns), units=unit_values(table))
    lines.amount_columns = tuple(index for one in measures.all for index in one.columns)
    lines.has_opening = _has_opening(lines.frame, measures.opening)
    lines.problems = [
        *unreadable_problems(lines, measures.all),
        *_parent_problems(lines.frame, rows, parents),
        *_broken_balances(lines.frame, measures),
    ]
    lines.problems += _set_closing_apart(lines, measures.closing)
    lines.remarks += [
        say.signed_as_debit(name)
        for name, sides in (("opening", measures.opening), ("closing", measures.closing))
        if sides.is_unsigned
    ]
    return lines


def _read_measures(table: SheetTable, fen_per_unit: int) -> Measures:
    movement = read_sides(table, (*_CUMULATIVE, *_CURRENT), fen_per_unit)
    year_opening = read_sides(table, ("year_opening",), fen_per_unit)
    opening = read_sides(table, ("opening",), fen_per_unit)
    closing = read_sides(table, ("closing", "running"), fen_per_unit)
    if year_opening.columns or not opening.columns:
        return Measures(movement, year_opening, closing, year_opening.net)
    if is_current_only(table) or not any(find_amount_columns(table, name) for name in _CURRENT):
        return Measures(movement, opening, closing, opening.net)
    # 期初 + 本期 = 期末 = 年初 + 本年累计, whatever month the table begins with.
    current = read_sides(table, _CURRENT, fen_per_unit)
    return Measures(movement, opening, closing, opening.net + current.net - movement.net)


def _statuses(table: SheetTable, columns: dict[str, Any], measures: Measures) -> list[RowStatus]:
    repeated = find_repeated_headings(table)
    stated = np.zeros(len(table.body), np.bool_)
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
            status.append(status_without_account(table.body[position], has_amount=has_amount))
    return status


def _rows(table: SheetTable, columns: dict[str, Any], status: list[RowStatus]) -> list[Row]:
    index = table.columns.get("account_name", table.columns["account"])
    names = table.column(index)
    dimensions = [
        [code or name for code, name in zip(columns[role], columns[f"{role}_name"], strict=True)]
        for role in DIMENSIONS
        if role != "project_class"
    ]
    amounts = [columns[name].tolist() for name in _COMPARED]
    return [
        Row(
            position,
            columns["account"][position],
            tuple(values[position] for values in dimensions),
            _indent(names[position]),
            tuple(values[position] for values in amounts),
        )
        for position, state in enumerate(status)
        if state is RowStatus.ENTRY
    ]


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


def _has_opening(frame: pd.DataFrame, opening: Sides) -> bool:
    leaves = (frame["status"] == RowStatus.ENTRY) & frame["account"].str.startswith("8")
    return bool((leaves.to_numpy() & opening.stated).any())


def _parent_problems(frame: pd.DataFrame, rows: list[Row], parents: set[int]) -> list[Problem]:
    """Report parents that are not the sum of their leaves (L103)."""
    sums = sums_of_leaves(rows, parents)
    problems = []
    for row in rows:
        if row.position not in parents:
            continue
        for name, mine, below in zip(_COMPARED, row.amounts, sums[row.position], strict=True):
            if mine != below:
                detail = tell.parent_differs(row.account, name, mine, below)
                place = sources_of(frame.iloc[[row.position]])
                problems.append(Problem("L103", row.account, detail, place, mine - below, 1))
    return problems


def _broken_balances(frame: pd.DataFrame, measures: Measures) -> list[Problem]:
    """Report rows where opening and movement do not give the closing balance (L104)."""
    if not (measures.opening.columns and measures.closing.columns):
        return []
    expected = measures.year_opening + measures.movement.net
    all_stated = measures.opening.stated & measures.movement.stated & measures.closing.stated
    states = frame["status"].isin([RowStatus.ENTRY, RowStatus.PARENT]).to_numpy()
    problems = []
    wrong = all_stated & states & (expected != measures.closing.net)
    for position in np.flatnonzero(wrong).tolist():
        account = str(frame["account"].iloc[position])
        closing = int(measures.closing.net[position])
        opening, moved = int(measures.year_opening[position]), int(measures.movement.net[position])
        detail = tell.balance_broken(account, opening, moved, closing)
        place = sources_of(frame.iloc[[position]])
        problems.append(Problem("L104", account, detail, place, closing - opening - moved, 1))
    return problems


def _set_closing_apart(lines: Lines, closing: Sides) -> list[Problem]:
    """Fill the closing columns of closed 6xxx and 7xxx leaves, in place (else maybe L108)."""
    frame = lines.frame
    leaf = frame["status"] == RowStatus.ENTRY
    income, spending = (frame["account"].str.startswith(digit) for digit in ("6", "7"))
    flow = leaf & (income | spending) & (frame["debit"] != 0) & (frame["credit"] != 0)
    closed = flow & (frame["debit"] == frame["credit"])
    frame.loc[closed & income, "closing_debit"] = frame.loc[closed & income, "debit"]
    frame.loc[closed & spending, "closing_credit"] = frame.loc[closed & spending, "credit"]
    if closed.any():
        lines.remarks.append(say.closed_table(int(closed.sum())))
    at_zero = pd.Series(closing.stated & (closing.net == 0), index=frame.index)
    problems = []
    for account, rows in frame[flow & ~closed & at_zero].groupby("account", sort=False):
        debit, credit = int(rows["debit"].sum()), int(rows["credit"].sum())
        detail = tell.refund_or_closing(str(account), debit, credit)
        problems.append(
            Problem("L108", str(account), detail, sources_of(rows), debit - credit, len(rows))
        )
    return problems
