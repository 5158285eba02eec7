"""What each row of a journal is: an entry, or why it is none.

It knows the words of totals, openings and footnotes by ``subtotals``; it refuses to know vouchers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from xls_juesuan.ledger import RowStatus
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.subtotals import find_repeated_headings
from xls_juesuan.reading.subtotals import is_opening
from xls_juesuan.reading.subtotals import is_subtotal
from xls_juesuan.reading.subtotals import is_sum_of_period

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.sides import Sides

_ALL = tuple(RowStatus)
_NUMBERS = {state: number for number, state in enumerate(_ALL)}


class States:
    """The state of every row; all are entries at first."""

    def __init__(self, length: int) -> None:
        self._codes = np.full(length, _NUMBERS[RowStatus.ENTRY], np.int32)

    def are(self, *states: RowStatus) -> NDArray[np.bool_]:
        """Which rows have one of some states."""
        found: NDArray[np.bool_] = np.isin(self._codes, [_NUMBERS[state] for state in states])
        return found

    def put(self, rows: NDArray[np.bool_], state: RowStatus) -> None:
        """Give some rows a state."""
        self._codes[rows] = _NUMBERS[state]

    def decide(self, rows: NDArray[np.bool_], judge: Callable[[int], RowStatus]) -> None:
        """Judge some rows one by one, by position."""
        for position in np.flatnonzero(rows).tolist():
            self._codes[position] = _NUMBERS[judge(position)]

    @property
    def column(self) -> Column[str]:
        """The states as texts."""
        return Column(self._codes, [str(state) for state in _ALL])


class RowJudge:
    """Tells what rows are that lack an account, a date or a voucher; all others are entries.

    Args:
        table: the sheet.
        columns: account, date and voucher of every body row.
        movement: its amounts.
    """

    def __init__(self, table: SheetTable, columns: Mapping[str, Any], movement: Sides) -> None:
        self._table, self._columns = table, columns
        self._has_amount = (movement.debit.fen != 0) | (movement.credit.fen != 0)

    def judge(self, states: States) -> None:
        """Give every row its state."""
        table, open_rows = self._table, np.ones(len(self._table), np.bool_)
        lacks = {name: ~self._columns[name].flags(bool) for name in ("account", "date", "voucher")}
        repeated = np.zeros(len(table), np.bool_)
        repeated[sorted(find_repeated_headings(table))] = True
        states.put(repeated, RowStatus.REPEATED_HEADING)
        open_rows &= ~repeated
        # An account that stands above the table makes no entry of the footnotes below it.
        outside = {"account"} & {*table.columns, *table.derived}
        if "account" in table.fixed and not outside:
            of_title = open_rows & lacks["date"] & lacks["voucher"]
            states.decide(of_title, self._under_title)
            open_rows &= ~of_title
        headless = open_rows & lacks["account"]
        states.decide(headless, self._without_account)
        open_rows &= ~headless & lacks["voucher"]
        self._judge_undated(states, open_rows & lacks["date"])
        has_vouchers = "voucher_no" in table.columns or not lacks["voucher"].all()
        self._judge_dated(states, open_rows & ~lacks["date"], has_vouchers=bool(has_vouchers))

    def _under_title(self, position: int) -> RowStatus:
        """Tell what a row without date and voucher is in an account book of one account."""
        texts = [cell for cell in self._table.row(position) if isinstance(cell, str) and cell]
        if any(map(is_opening, texts)):
            return RowStatus.OPENING
        status = self._without_account(position)
        return RowStatus.ENTRY if status is RowStatus.NO_ACCOUNT else status

    def _without_account(self, position: int) -> RowStatus:
        has_amount = bool(self._has_amount[position])
        return status_without_account(self._table.row(position), has_amount=has_amount)

    def _judge_undated(self, states: States, rows: NDArray[np.bool_]) -> None:
        """Tell openings and totals from the later lines of vouchers that are printed once."""
        if not rows.any():
            return
        table = self._table
        roles = ("narration", "account_name", "voucher_type")
        chosen = [table.columns[role] for role in roles if role in table.columns]
        columns = [table.texts("date"), *(table.column(index).map(_text) for index in chosen)]
        for state, test in ((RowStatus.SUBTOTAL, is_subtotal), (RowStatus.OPENING, is_opening)):
            for column in columns:
                states.put(rows & column.flags(test), state)

    def _judge_dated(self, states: States, rows: NDArray[np.bool_], *, has_vouchers: bool) -> None:
        """Tell the lines of a printed account book, dated but of no voucher, from entries."""
        if not rows.any():
            return
        narrations = self._table.texts("narration")
        states.put(rows & narrations.flags(is_sum_of_period), RowStatus.SUBTOTAL)
        if has_vouchers:
            states.put(rows & narrations.flags(is_opening), RowStatus.OPENING)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def status_without_account(row: list[object], *, has_amount: bool) -> RowStatus:
    """Tell what a row without an account code is."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    if any(is_subtotal(text, named=True) for text in texts):
        return RowStatus.SUBTOTAL
    return RowStatus.NO_ACCOUNT if has_amount else RowStatus.FOOTNOTE
