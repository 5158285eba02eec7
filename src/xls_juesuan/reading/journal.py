"""Knows journals (凭证明细、序时账): vouchers, continuation lines, which rows are entries.

It refuses to know accounts' meaning; closing entries are recognised in ``closing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.cells import date_of
from xls_juesuan.reading.cells import is_false
from xls_juesuan.reading.cells import is_true
from xls_juesuan.reading.column import last_before
from xls_juesuan.reading.currency import read_movement
from xls_juesuan.reading.lines import Lines
from xls_juesuan.reading.lines import build_frame
from xls_juesuan.reading.lines import shared_columns
from xls_juesuan.reading.lines import unit_values
from xls_juesuan.reading.lines import unreadable_problems
from xls_juesuan.reading.row_states import RowJudge
from xls_juesuan.reading.row_states import States
from xls_juesuan.reading.sides import Sides
from xls_juesuan.reading.sides import find_amount_columns
from xls_juesuan.reading.sides import read_sides
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from xls_juesuan.reading.column import Column
    from xls_juesuan.reading.headings import SheetTable

#: Groups that hold the movement of a voucher line, best first.
_MOVEMENT = ("", "current", "cumulative")


def build_journal(table: SheetTable, file: str, fen_per_unit: int) -> Lines:
    """Build the lines of one journal sheet."""
    columns = shared_columns(table, file)
    movement, foreign = read_movement(table, _MOVEMENT, fen_per_unit)
    running = read_sides(table, ("running",), fen_per_unit)
    columns["date"], columns["voucher"] = _dates(table), _vouchers(table)
    columns["voucher_type"] = table.texts("voucher_type")
    columns["narration"] = table.texts("narration")
    columns["debit"], columns["credit"] = movement.debit.fen, movement.credit.fen
    columns["is_closing"] = table.texts("is_closing").flags(is_true)

    states = States(len(table))
    RowJudge(table, columns, movement).judge(states)
    remarks = _void_lines(table, states)
    _inherit(columns, states)
    columns["opening"] = _openings(states, movement, running)
    columns["status"] = states.column
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


def _dates(table: SheetTable) -> Column[str]:
    periods = table.texts("period")
    of_period = table.texts("year").with_(periods, _period_and_date)
    cells = table.cells("date")
    if cells is None:
        return of_period.map(lambda pair: pair[1])
    return cells.map(date_of).with_(of_period, _dated)


def _period_and_date(year: str, period: str) -> tuple[str, str]:
    return period, date_of_period(year, period)


def _dated(date: str, of_period: tuple[str, str]) -> str:
    """The date of a line, in the month that its period column says."""
    period, joined = of_period
    return _in_adjusting_month(date) if period and _is_adjusting(period, joined) else date


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
    return date_of(period)


def _vouchers(table: SheetTable) -> Column[str]:
    words, numbers = table.texts("voucher_word"), table.texts("voucher_no")
    if not any(words.used()):
        return numbers
    return words.with_(numbers, _voucher)


def _voucher(word: str, number: str) -> str:
    if word and number and not number.startswith(word):
        return f"{word}-{number}"
    return number or word


def _void_lines(table: SheetTable, states: States) -> list[str]:
    """Set void and unposted vouchers aside, each under its own name."""
    voids, posted = table.texts("is_void"), table.texts("is_posted")
    # A state is told by words: numbers mean something else in every product.
    words, known = table.texts("voucher_state"), ledger_words()
    is_entry = states.are(RowStatus.ENTRY)
    is_void = (
        voids.flags(is_true)
        | posted.flags(lambda text: "作废" in text)
        | words.flags(lambda text: text.startswith(known.voucher_void))
    )
    is_unposted = posted.flags(_is_unposted)
    is_unposted |= words.flags(lambda text: text.startswith(known.voucher_unposted))
    states.put(is_entry & is_void, RowStatus.VOID)
    left = is_entry & ~is_void & is_unposted
    states.put(left, RowStatus.UNPOSTED)
    return [say.unposted(int(left.sum()))] if left.any() else []


def _is_unposted(flag: str) -> bool:
    return is_false(flag) or flag.startswith("未")


def _inherit(columns: dict[str, Any], states: States) -> None:
    """Carry date and voucher down to the lines that leave both blank."""
    is_line = states.are(RowStatus.ENTRY, RowStatus.VOID, RowStatus.UNPOSTED)
    is_dated, is_numbered = columns["date"].flags(bool), columns["voucher"].flags(bool)
    takes = is_line & ~is_dated
    takes &= last_before(is_line) >= 0
    if not takes.any():
        return
    # What a line takes, those below take from it: down to where a line says its own.
    _carry(columns, "date", takes, is_line & ~takes)
    takes &= ~is_numbered
    for name in ("voucher", "voucher_type", "narration"):
        may_take = takes if name == "voucher" else takes & ~columns[name].flags(bool)
        _carry(columns, name, may_take, is_line & ~may_take)


def _carry(
    columns: dict[str, Any], name: str, takes: NDArray[np.bool_], gives: NDArray[np.bool_]
) -> None:
    above = last_before(gives)
    takes = takes & (above >= 0)
    cells = columns[name]
    columns[name] = cells.put(takes, cells.take(np.maximum(above, 0)))


def _openings(states: States, movement: Sides, running: Sides) -> NDArray[np.int64]:
    stated = np.where(movement.net != 0, movement.net, running.net)
    result: NDArray[np.int64] = np.where(states.are(RowStatus.OPENING), stated, 0)
    return result
