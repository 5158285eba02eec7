"""Prints the truth's balances as the products print them: one function a layout."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from tests.builders import table_rows
from tests.builders import write_sheets
from tests.layouts import truth
from tests.layouts.truth import BalanceRow
from tests.layouts.truth import balance_rows
from tests.layouts.truth import yuan

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

Line = list[Any]
ABOVE = (
    ("科目余额表",),
    (f"核算单位：{truth.UNIT}", "", f"期间：{truth.YEAR}年01月—12月", "", "单位：元"),
)
#: The same without a period, where the table or the sheet says it.
ABOVE_OPEN = (
    ("科目余额表",),
    (f"核算单位：{truth.UNIT}", "", f"会计年度：{truth.YEAR}", "", "单位：元"),
)
DIMENSIONS = ("支出功能分类编码", "部门支出经济分类编码", "资金性质编码")
SIDES = ("借方", "贷方")


def dimensions(row: BalanceRow) -> Line:
    return [row.function, row.economic, row.fund]


def head(row: BalanceRow) -> Line:
    return [row.account, row.short_name]


def direction(net: int) -> str:
    return "平" if not net else "贷" if net > 0 else "借"


def size(net: int) -> object:
    return yuan(abs(net))


def printed(fen: int) -> str:
    """An amount as printed: text with commas."""
    return f"{fen / 100:,.2f}"


def total(rows: Iterable[BalanceRow], columns: Callable[[BalanceRow], Line]) -> Line:
    """Sums of the money columns over the leaves; blanks count as zero."""
    leaves = [columns(row) for row in rows if not row.is_parent]
    return [
        yuan(round(sum(float(cell or 0) for cell in column) * 100))
        for column in zip(*leaves, strict=True)
    ]


def by_month(
    months: Iterable[int] = range(1, 13), *, closed: bool = True, parents: bool = True
) -> dict[int, list[BalanceRow]]:
    """The balance table of each month."""
    return {month: balance_rows(month=month, closed=closed, parents=parents) for month in months}


def month_opening(row: BalanceRow) -> int:
    """Position at the start of the month."""
    return row.closing - row.month_credit + row.month_debit


def workbook(
    path: Path,
    headings: Iterable[Sequence[str]],
    lines: Iterable[Sequence[Any]],
    above: Iterable[Sequence[Any]] = ABOVE,
) -> Path:
    return write_sheets(path, {"科目余额表": table_rows(above, headings, lines)})


# ------------------------------------------------------------------ rows of dimensions


def sums(rows: Iterable[BalanceRow], *keys: str) -> dict[tuple[str, ...], BalanceRow]:
    """Add leaves up by account and some dimensions."""
    groups: dict[tuple[str, ...], list[BalanceRow]] = defaultdict(list)
    for row in rows:
        if not row.is_parent:
            groups[row.account, *(getattr(row, key) for key in keys)].append(row)
    return {key: _added(some, keys, key[1:]) for key, some in groups.items()}


def _added(rows: list[BalanceRow], keys: Sequence[str], values: Sequence[str]) -> BalanceRow:
    totals = {name: sum(getattr(row, name) for row in rows) for name in BalanceRow._fields[1:6]}
    blank = dict.fromkeys(BalanceRow._fields[7:], "")
    stated: dict[str, Any] = {**totals, **blank, **dict(zip(keys, values, strict=True))}
    return rows[0]._replace(**stated)


NAMES = {"function": truth.FUNCTIONS, "economic": truth.ECONOMICS, "fund": truth.FUNDS}
TYPES = {"function": "支出功能分类", "economic": "部门支出经济分类", "fund": "资金性质"}
