"""Knows journals (凭证明细、序时账): vouchers, continuation lines, which rows are entries.

It refuses to know accounts' meaning; closing entries are recognised in ``closing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.cells import date_column
from xls_juesuan.reading.cells import is_false
from xls_juesuan.reading.cells import is_true
from xls_juesuan.reading.currency import read_movement
from xls_juesuan.reading.lines import Lines
from xls_juesuan.reading.lines import build_frame
from xls_juesuan.reading.lines import shared_columns
from xls_juesuan.reading.lines import unit_values
from xls_juesuan.reading.lines import unreadable_problems
from xls_juesuan.reading.sides import Sides
from xls_juesuan.reading.sides import find_amount_columns
from xls_juesuan.reading.sides import read_sides
from xls_juesuan.reading.subtotals import find_repeated_headings
from xls_juesuan.reading.subtotals import is_opening
from xls_juesuan.reading.subtotals import is_subtotal
from xls_juesuan.reading.subtotals import is_sum_of_period
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable

#: Groups that hold the movement of a voucher line, best first.
_MOVEMENT = ("", "current", "cumulative")


def build_journal(table: SheetTable, file: str, fen_per_unit: int) -> Lines:
    """Build the lines of one journal sheet."""
    columns = shared_columns(table, file)
    movement, foreign = read_movement(table, _MOVEMENT, fen_per_unit)
    running = read_sides(table, ("running",), fen_per_unit)
    dates = _dates(table)
    columns["date"], columns["voucher"] = dates, _vouchers(table)
    columns["voucher_type"] = table.texts("voucher_type")
    columns["narration"] = table.texts("narration")
    columns["debit"], columns["credit"] = movement.debit.fen, movement.credit.fen
    flags = table.texts("is_closing")
    columns["is_closing"] = np.array([is_true(flag) for flag in flags], dtype=np.bool_)

    status = _statuses(table, columns["account"], dates, columns["voucher"], movement)
    remarks = _void_lines(table, status)
    _inherit(columns, status)
    columns["opening"] = _openings(status, movement, running)
    columns["status"] = [str(state) for state in status]
    lines = Lines(table, file, build_frame(columns), remarks=remarks)
    opening = lines.frame["status"] == RowStatus.OPENING
    of_budget = opening & lines.frame["account"].str.startswith("8")
    lines.has_opening = bool((of_budget.to_numpy() & (movement.stated | running.stated)).any())
    lines.amount_columns = movement.columns
    lines.units = unit_values(table)
    lines.problems = [*foreign, *unreadable_problems(lines, (movement,))]
    return lines


def has_movement(table: SheetTable) -> bool:
    """Whether the heading has a column that can be the movement of a voucher line."""
    return any(find_amount_columns(table, group) for group in _MOVEMENT)


def _dates(table: SheetTable) -> list[str]:
    cells = table.cells("date")
    years, periods = table.texts("year"), table.texts("period")
    of_period = [date_of_period(year, period) for year, period in zip(years, periods, strict=True)]
    if cells is None:
        return of_period
    return [
        _in_adjusting_month(date) if period and _is_adjusting(period, joined) else date
        for date, period, joined in zip(date_column(cells), periods, of_period, strict=True)
    ]


def _is_adjusting(period: str, joined: str) -> bool:
    """Whether a period is the thirteenth, in which some products close the year."""
    return joined.endswith("-13") or "调整期" in period or period.strip("第期月") == "13"


def _in_adjusting_month(date: str) -> str:
    """Put a December date into month 13, as the period column says."""
    return date.replace("-12", "-13", 1) if date[4:7] == "-12" else date


def date_of_period(year: str, period: str) -> str:
    """Join a year column and a month column; a year alone is no date."""
    month = period.strip("第月份期")
    if month.isdigit() and 1 <= int(month) <= 13 and year[:4].isdigit():
        return f"{year[:4]}-{int(month):02d}"
    dates = date_column([period])
    return dates[0]


def _vouchers(table: SheetTable) -> list[str]:
    words, numbers = table.texts("voucher_word"), table.texts("voucher_no")
    return [
        f"{word}-{number}" if word and number and not number.startswith(word) else number or word
        for word, number in zip(words, numbers, strict=True)
    ]


def _statuses(
    table: SheetTable,
    accounts: list[str],
    dates: list[str],
    vouchers: list[str],
    movement: Sides,
) -> list[RowStatus]:
    repeated = find_repeated_headings(table)
    raw_dates, narrations = table.texts("date"), table.texts("narration")
    has_vouchers = any(vouchers) or "voucher_no" in table.columns
    has_amount = ((movement.debit.fen != 0) | (movement.credit.fen != 0)).tolist()
    # An account that stands above the table makes no entry of the footnotes below it.
    is_outside = "account" in table.fixed and not {"account"} & {*table.columns, *table.derived}
    status = [RowStatus.ENTRY] * len(accounts)
    for position, account in enumerate(accounts):
        if position in repeated:
            status[position] = RowStatus.REPEATED_HEADING
        elif is_outside and not dates[position] and not vouchers[position]:
            status[position] = _status_under_title(
                table.body[position], has_amount=has_amount[position]
            )
        elif not account:
            status[position] = status_without_account(
                table.body[position], has_amount=has_amount[position]
            )
        elif not vouchers[position] and not dates[position]:
            status[position] = _status_without_voucher(table, position, raw_dates[position])
        elif not vouchers[position]:
            status[position] = _status_of_dated(narrations[position], has_vouchers=has_vouchers)
    return status


def status_without_account(row: list[object], *, has_amount: bool) -> RowStatus:
    """Tell what a row without an account code is."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    if any(is_subtotal(text, named=True) for text in texts):
        return RowStatus.SUBTOTAL
    return RowStatus.NO_ACCOUNT if has_amount else RowStatus.FOOTNOTE


def _status_under_title(row: list[object], *, has_amount: bool) -> RowStatus:
    """Tell what a row without date and voucher is in an account book of one account."""
    texts = [cell for cell in row if isinstance(cell, str) and cell]
    if any(map(is_opening, texts)):
        return RowStatus.OPENING
    status = status_without_account(row, has_amount=has_amount)
    return RowStatus.ENTRY if status is RowStatus.NO_ACCOUNT else status


def _status_without_voucher(table: SheetTable, position: int, raw_date: str) -> RowStatus:
    texts = [raw_date]
    for role in ("narration", "account_name", "voucher_type"):
        index = table.columns.get(role)
        cell = table.body[position][index] if index is not None else ""
        texts.append(cell if isinstance(cell, str) else "")
    if any(is_opening(text) for text in texts):
        return RowStatus.OPENING
    return RowStatus.SUBTOTAL if any(map(is_subtotal, texts)) else RowStatus.ENTRY


def _status_of_dated(narration: str, *, has_vouchers: bool) -> RowStatus:
    """Tell the lines of a printed account book, dated but of no voucher, from entries."""
    if has_vouchers and is_opening(narration):
        return RowStatus.OPENING
    return RowStatus.SUBTOTAL if is_sum_of_period(narration) else RowStatus.ENTRY


def _void_lines(table: SheetTable, status: list[RowStatus]) -> list[str]:
    """Set void and unposted vouchers aside, each under its own name."""
    voids, posted = table.texts("is_void"), table.texts("is_posted")
    # A state is told by words: numbers mean something else in every product.
    words, known = table.texts("voucher_state"), ledger_words()
    unposted = 0
    for position, state in enumerate(status):
        if state is not RowStatus.ENTRY:
            continue
        if (
            is_true(voids[position])
            or "作废" in posted[position]
            or words[position].startswith(known.voucher_void)
        ):
            status[position] = RowStatus.VOID
        elif _is_unposted(posted[position]) or words[position].startswith(known.voucher_unposted):
            status[position] = RowStatus.UNPOSTED
            unposted += 1
    return [say.unposted(unposted)] if unposted else []


def _is_unposted(flag: str) -> bool:
    return is_false(flag) or flag.startswith("未")


def _inherit(columns: dict[str, list[str]], status: list[RowStatus]) -> None:
    """Carry date and voucher down to the lines that leave both blank."""
    dates, vouchers, types = columns["date"], columns["voucher"], columns["voucher_type"]
    above = -1
    for position, state in enumerate(status):
        if state not in {RowStatus.ENTRY, RowStatus.VOID, RowStatus.UNPOSTED}:
            continue
        if above >= 0 and not dates[position]:
            if not vouchers[position]:
                vouchers[position] = vouchers[above]
                types[position] = types[position] or types[above]
                columns["narration"][position] = (
                    columns["narration"][position] or columns["narration"][above]
                )
            dates[position] = dates[above]
        above = position


def _openings(status: list[RowStatus], movement: Sides, running: Sides) -> NDArray[np.int64]:
    is_opening_line = np.array([state is RowStatus.OPENING for state in status], dtype=np.bool_)
    stated = np.where(movement.net != 0, movement.net, running.net)
    result: NDArray[np.int64] = np.where(is_opening_line, stated, 0)
    return result
