"""Functional items of the general public budget: budget, outturn and why they differ.

It knows which items a narrative has to speak of; it refuses to know sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.codes import functional_codes
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.quantities import Money
from xls_juesuan.disclosure.wording import plain_reason
from xls_juesuan.messages.tables import UNLISTED_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    """One functional 项, or what of a 款 or 类 belongs to none of its 项.

    Attributes:
        code: seven digits, or as many as the ledger gives.
        category, section, item: what 类, 款 and 项 are called; blank below the code's own level.
        outturn: of the year.
        budget: original budget; zero where the list of them does not have the item.
        reason: why the two differ, as the unit states it.
    """

    code: str
    category: str | Missing
    section: str | Missing
    item: str | Missing
    outturn: Money
    budget: Quantity
    reason: str | Missing

    @property
    def name(self) -> str | Missing:
        """What it is called at its own level."""
        return self.item or self.section or self.category


def budget_items(tables: TableSet, supplement: Supplement) -> list[Item]:
    """Give every item with outturn or a line in the original budget, by code."""
    listed = {
        str(row["function"]): row
        for row in supplement.rows.get(BUDGET_LIST, ())
        if isinstance(row.get("function"), str)
    }
    outturns = item_outturns(tables)
    budgets = _budgets(listed)
    name = _Names(tables, listed)
    return [
        Item(
            code,
            name(code[:_CATEGORY]),
            name(code[:_SECTION]) if len(code) >= _SECTION else "",
            name(code) if len(code) >= _ITEM else "",
            outturns.get(code, Money(0)),
            budgets.get(code, Money(0)) if listed else Missing(BUDGET_LIST),
            _reason(code, listed),
        )
        for code in sorted(outturns.keys() | budgets.keys())
    ]


def item_outturns(tables: TableSet) -> dict[str, Money]:
    """Expenditure from the general public budget by lowest code; together it is all of it.

    What a 款 or a 类 has beside its own rows stands under the code of the 款 or the 类.
    """
    table = tables.table(TABLE)
    codes = [row.code for row in table.rows if row.code] if table else []
    amounts = {code: tables.cell(TABLE, code, "total") or 0 for code in codes}
    return {code: Money(fen) for code, fen in _rests(amounts).items()}


def _budgets(listed: Mapping[str, Mapping[str, Value]]) -> dict[str, Quantity]:
    """Original budget by lowest code; a 款 or a 类 that sums up its items is none of its own."""
    stated = {code: row.get("amount") for code, row in listed.items()}
    known = {code: amount for code, amount in stated.items() if isinstance(amount, int)}
    blank = {code for code in listed if code not in known and not _below(code, listed)}
    return {code: Money(fen) for code, fen in _rests(known).items()} | {
        code: Missing(f"{BUDGET_LIST}[{code}].amount") for code in blank
    }


def _rests(amounts: Mapping[str, int]) -> dict[str, int]:
    """What belongs to each code and to none below it; codes that only sum up are left out."""
    rests = dict(amounts)
    for code, fen in amounts.items():
        above = [one for one in amounts if one != code and code.startswith(one)]
        if above:
            rests[max(above, key=len)] -= fen
    return {code: fen for code, fen in rests.items() if fen or not _below(code, amounts)}


def _below(code: str, codes: Iterable[str]) -> bool:
    return any(one != code and one.startswith(code) for one in codes)


def _reason(code: str, listed: Mapping[str, Mapping[str, Value]]) -> str | Missing:
    reason = plain_reason(str(listed.get(code, {}).get("reason", "")))
    return reason or Missing(f"{BUDGET_LIST}[{code}].reason")


class _Names:
    """What codes are called: as the table shows it, else the list of the year, else the unit."""

    def __init__(self, tables: TableSet, listed: Mapping[str, Mapping[str, Value]]) -> None:
        table = tables.table(TABLE)
        shown = {row.code: row.name.strip() for row in table.rows if row.code} if table else {}
        self._shown = {code: name for code, name in shown.items() if name != UNLISTED_NAME}
        self._own = {
            code: str(row["name"]).strip() for code, row in listed.items() if row.get("name")
        }
        self._year = tables.year

    def __call__(self, code: str) -> str | Missing:
        name = self._shown.get(code) or functional_codes().name(code, self._year)
        name = name or self._own.get(code)
        if name:
            return name
        return Missing(f"{BUDGET_LIST}[{code}].name") if len(code) == _ITEM else code
