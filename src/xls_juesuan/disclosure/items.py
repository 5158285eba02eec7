"""Functional items of the general public budget: budget, outturn and why they differ.

It knows which items a narrative has to speak of; it refuses to know sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.codes import functional_codes
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.quantities import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.disclosure.quantities import Quantity
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables import TableSet

TABLE = "general_budget_expenditure"
BUDGET_LIST = "original_budget_by_function"
_CATEGORY, _SECTION, _ITEM = 3, 5, 7


@dataclass(frozen=True, slots=True)
class Item:
    """One functional 项.

    Attributes:
        code: seven digits, or as many as the ledger gives.
        category, section, name: what 类, 款 and 项 are called.
        outturn: of the year.
        budget: original budget; zero where the list of them does not have the item.
        reason: why the two differ, as the unit states it.
    """

    code: str
    category: str
    section: str
    name: str
    outturn: Money
    budget: Quantity
    reason: str | Missing


def budget_items(tables: TableSet, supplement: Supplement) -> list[Item]:
    """Give every item with outturn or a line in the original budget, by code."""
    listed = {
        str(row["function"]): row
        for row in supplement.rows.get(BUDGET_LIST, ())
        if isinstance(row.get("function"), str)
    }
    outturns = item_outturns(tables)
    names = _names(tables, listed)
    return [
        Item(
            code,
            names(code[:_CATEGORY]),
            names(code[:_SECTION]),
            names(code),
            outturns.get(code, Money(0)),
            _budget(code, listed),
            _reason(code, listed),
        )
        for code in sorted(outturns.keys() | listed.keys())
    ]


def item_outturns(tables: TableSet) -> dict[str, Money]:
    """Expenditure from the general public budget by lowest code that the table shows."""
    table = tables.table(TABLE)
    codes = [row.code for row in table.rows if row.code] if table else []
    lowest = [
        code
        for code in codes
        if not any(other != code and other.startswith(code) for other in codes)
    ]
    return {code: Money(tables.cell(TABLE, code, "total")) for code in lowest}


def _budget(code: str, listed: Mapping[str, Mapping[str, Value]]) -> Quantity:
    if not listed:
        return Missing(BUDGET_LIST)
    if code not in listed:
        return Money(0)
    amount = listed[code].get("amount")
    return Money(amount) if isinstance(amount, int) else Missing(f"{BUDGET_LIST}[{code}].amount")


def _reason(code: str, listed: Mapping[str, Mapping[str, Value]]) -> str | Missing:
    reason = listed.get(code, {}).get("reason")
    return str(reason) if reason else Missing(f"{BUDGET_LIST}[{code}].reason")


class _names:  # noqa: N801  # it is called like a function
    """What codes are called: as the list of the year says it, else as the table shows it."""

    def __init__(self, tables: TableSet, listed: Mapping[str, Mapping[str, Value]]) -> None:
        table = tables.table(TABLE)
        shown = {row.code: row.name.strip() for row in table.rows if row.code} if table else {}
        own = {code: str(row["name"]).strip() for code, row in listed.items() if row.get("name")}
        self._shown = own | shown
        self._year = tables.year

    def __call__(self, code: str) -> str:
        entry = functional_codes().get(code, self._year)
        return entry.name if entry else self._shown.get(code, code)
