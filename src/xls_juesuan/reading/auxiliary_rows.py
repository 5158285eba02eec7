"""Knows rows of a balance table without an account code, printed below their account.

Most are rows of auxiliary dimensions, stated in the name cell (``【30201】办公费``) or in columns
of their own. Rows of several kinds may be nested (economic codes below each function) or stand
side by side, each kind adding up to the account; which one it is shows in their order. Others
are further months of the row above, whose account cell is merged over them. It refuses to know
how side by side breakdowns go together; see ``marginals``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from itertools import combinations
from itertools import groupby
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.reading.auxiliary_values import OTHER
from xls_juesuan.reading.auxiliary_values import TRACKED
from xls_juesuan.reading.auxiliary_values import Auxiliary
from xls_juesuan.reading.auxiliary_values import read_auxiliaries
from xls_juesuan.reading.auxiliary_values import starts_with_bracket
from xls_juesuan.reading.auxiliary_values import typed_value
from xls_juesuan.reading.auxiliary_words import role_of_code
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.lines import set_income_functions
from xls_juesuan.reading.subtotals import is_subtotal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.periods import Period

_Values = tuple[Auxiliary, ...]
_Placed = list[tuple[int, _Values]]
_Kind = tuple[tuple[str, str], ...]
_NONZERO = frozenset("123456789")


@dataclass(slots=True)
class _Block:
    """The auxiliary rows below one account: positions and what each says."""

    account: int
    rows: list[tuple[int, _Values]]


@dataclass(slots=True)
class AuxiliaryRows:
    """Rows without an account code of their own.

    Attributes:
        blocks: the auxiliary rows of each account.
        continued: further months of a row: position → that of the row above.
    """

    blocks: list[_Block] = field(default_factory=list)
    continued: dict[int, int] = field(default_factory=dict)

    @property
    def heirs(self) -> dict[int, int]:
        """Position of each auxiliary row → that of its account."""
        return {at: block.account for block in self.blocks for at, _ in block.rows}


# ------------------------------------------------------------------ finding them


def find_auxiliary_rows(
    table: SheetTable, columns: dict[str, Any], periods: Sequence[Period]
) -> AuxiliaryRows:
    """Find the rows below each account; account cells that hold a dimension are emptied.

    Args:
        table: the sheet.
        columns: account and dimensions of every body row.
        periods: the period of every body row.
    """
    own = table.columns.get("account")
    accounts: list[str] = columns["account"]
    if own is not None:
        for position in table.column(own).positions(starts_with_bracket):
            accounts[position] = ""
    if all(accounts):
        return AuxiliaryRows()
    return _Finder(table, columns, periods).find()


class _Finder:
    """Goes down one sheet and tells what each row without an account is."""

    def __init__(
        self, table: SheetTable, columns: dict[str, Any], periods: Sequence[Period]
    ) -> None:
        self.table, self.columns, self.periods = table, columns, periods
        self.own = table.columns.get("account")
        self.name = table.columns.get("account_name", self.own)
        self.period = table.columns.get("period")
        self.amounts = [
            index
            for index, meaning in enumerate(table.heading.meanings)
            if meaning is not None and meaning.role == "amount"
        ]
        self.roles = [role for role in sorted(TRACKED) if role not in table.fixed]
        self.long = [table.texts(f"auxiliary_{part}") for part in ("type", "code", "name")]
        self.income = table.texts("income_function")

    def find(self) -> AuxiliaryRows:
        found = AuxiliaryRows()
        last = -1
        for position, account in enumerate(self.columns["account"]):
            if account:
                found.blocks.append(_Block(position, []))
                last = position
            elif found.blocks and not self._is_total(position):
                values = self._values(position)
                if values is not None:
                    found.blocks[-1].rows.append((position, values))
                    last = position
                elif self._continues(position, last):
                    found.continued[position] = last
                    last = position
        found.blocks = [block for block in found.blocks if block.rows]
        return found

    def _is_total(self, position: int) -> bool:
        texts = (cell for cell in self.table.row(position) if isinstance(cell, str) and cell)
        return any(is_subtotal(text, named=True) for text in texts)

    def _has_amount(self, position: int) -> bool:
        row = self.table.row(position)
        return any(not _NONZERO.isdisjoint(text_of(row[index])) for index in self.amounts)

    def _values(self, position: int) -> _Values | None:
        """The dimensions that a row states; ``None`` where it is no auxiliary row."""
        has_amount = self._has_amount(position)
        own = self._in_columns(position)
        # The foot of a page may reach into the columns of dimensions.
        if not has_amount and not any(map(_is_listed, own)):
            own = ()
        named = self._in_name(position, bare=has_amount and not own)
        stated = {value.role for value in own}
        values = (*own, *(one for one in named if one.role == OTHER or one.role not in stated))
        is_income = has_amount and bool(self.income[position])
        return values if values or is_income else None

    def _in_columns(self, position: int) -> _Values:
        values = []
        for role in self.roles:
            code = "" if role == "spend_kind" else self.columns[role][position]
            named = "spend_kind" if role == "spend_kind" else f"{role}_name"
            name = self.columns[named][position]
            if code or name:
                values.append(Auxiliary(role, "", code, name))
        kind, code, name = (texts[position] for texts in self.long)
        if code or name:
            value = typed_value(kind, code, name)
            values += [value] if value.role not in {one.role for one in values} else []
        return tuple(values)

    def _in_name(self, position: int, *, bare: bool) -> _Values:
        if self.name is None:
            return ()
        row = self.table.row(position)
        text = text_of(row[self.name])
        if self.own is not None and self.own != self.name and starts_with_bracket(row[self.own]):
            # 【30201】 in the column of codes, the name beside it.
            return read_auxiliaries(text_of(row[self.own]) + text)
        return read_auxiliaries(text, bare=bare)

    def _continues(self, position: int, last: int) -> bool:
        """Whether it is a later month of the row above, whose account cell is merged."""
        row, above = self.table.row(position), self.table.row(last)
        if self.period is None or row[self.period] == "" or not self._has_amount(position):
            return False
        if self.name is not None and row[self.name] not in {"", above[self.name]}:
            return False
        period, before = self.periods[position], self.periods[last]
        return before.is_known and period.is_known and period > before


def _is_listed(value: Auxiliary) -> bool:
    """Whether the code lists know it; a date or a number of a page is in none."""
    return value.role in {"function", "economic"} and role_of_code(value.code) == value.role


# ------------------------------------------------------------------ placing them


def place_auxiliary_rows(
    table: SheetTable, rows: AuxiliaryRows, columns: dict[str, Any], amounts: NDArray[Any]
) -> dict[int, str]:
    """Give rows the account above and their dimensions, in place.

    Args:
        table: the sheet.
        rows: what was found in it.
        columns: account and dimensions of every body row.
        amounts: one row of amounts a body row, to tell sums by.

    Returns:
        Position → code of the untracked dimensions of a row.
    """
    others: dict[int, str] = {}
    for block in rows.blocks:
        placed = _placed(block.rows, amounts)
        titles = _titles(placed, amounts)
        for position, values in placed:
            if position in titles:
                continue
            for name in ("account", "account_name"):
                columns[name][position] = columns[name][block.account]
            for value in values:
                if value.role == OTHER:
                    key = f"{value.label}:{value.code or value.name}"
                    others[position] = f"{others.get(position, '')}{key};"
                else:
                    set_dimension(columns, position, value)
    if rows.blocks:
        # Which column holds the function depends on the account.
        named = ("account", "function", "function_name")
        income = {name: Column.of(columns[name]) for name in named}
        set_income_functions(table, income)
        columns.update({name: list(cells) for name, cells in income.items()})
    for position, above in rows.continued.items():
        _repeat(columns, position, above)
        if above in others:
            others[position] = others[above]
    return others


def set_dimension(columns: dict[str, Any], position: int, value: Auxiliary) -> None:
    """Put a value into the column of its role."""
    if value.role == "spend_kind":
        columns["spend_kind"][position] = value.name or value.code
        return
    columns[value.role][position] = value.code
    columns[f"{value.role}_name"][position] = value.name


def _repeat(columns: dict[str, Any], position: int, above: int) -> None:
    """Fill what is blank from the row above: account and dimensions."""
    pairs = [(role, f"{role}_name") for role in sorted(TRACKED - {"spend_kind"})]
    for pair in (("account", "account_name"), ("spend_kind",), *pairs):
        if not any(columns[name][position] for name in pair):
            for name in pair:
                columns[name][position] = columns[name][above]


def _placed(rows: Sequence[tuple[int, _Values]], amounts: NDArray[Any]) -> _Placed:
    kinds = {_kind(values) for _, values in rows}
    # Rows that share a kind say the same thing in more or less detail; none is below another.
    if any(not set(one).isdisjoint(other) for one, other in combinations(kinds, 2)):
        return list(rows)
    return _nested(rows, (), amounts)


def _titles(placed: _Placed, amounts: NDArray[Any]) -> set[int]:
    """Rows that only name a dimension of the rows below them, and state no amount."""
    return {
        position
        for (position, values), (_, below) in pairwise(placed)
        if set(values) < set(below) and not amounts[position].any()
    }


def _nested(rows: Sequence[tuple[int, _Values]], above: _Values, amounts: NDArray[Any]) -> _Placed:
    """Give every row the values that hold for it: its own and those of the rows it is under."""
    runs = [(kind, list(run)) for kind, run in groupby(rows, key=lambda one: _kind(one[1]))]
    if len(runs) == 1:
        return [(position, (*above, *values)) for position, values in rows]
    top = runs[0][0]
    if sum(kind == top for kind, _ in runs) > 1:
        return _under(rows, top, above, amounts)
    first, rest = runs[0][1], [one for _, run in runs[1:] for one in run]
    is_title = len(first) == 1 and not amounts[first[0][0]].any()
    if is_title or _is_broken_down(first[-1][0], runs[1][1], amounts):
        placed = [(position, (*above, *values)) for position, values in first]
        return [*placed, *_nested(rest, (*above, *first[-1][1]), amounts)]
    placed = [(position, (*above, *values)) for position, values in first]
    return [*placed, *_nested(rest, above, amounts)]


def _kind(values: _Values) -> _Kind:
    return tuple((one.role, one.label if one.role == OTHER else "") for one in values)


def _under(
    rows: Sequence[tuple[int, _Values]],
    top: _Kind,
    above: _Values,
    amounts: NDArray[Any],
) -> _Placed:
    """Split where the first kind comes again: what stands between is below the row before."""
    placed: _Placed = []
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and _kind(rows[end][1]) != top:
            continue
        position, values = rows[start]
        placed.append((position, (*above, *values)))
        below = rows[start + 1 : end]
        if below:
            placed += _nested(below, _inherited(rows[start], below, above, amounts), amounts)
        start = end
    return placed


def _inherited(
    row: tuple[int, _Values],
    below: Sequence[tuple[int, _Values]],
    above: _Values,
    amounts: NDArray[Any],
) -> _Values:
    """What rows take from the row before them; sums must prove it where rows state several."""
    position, values = row
    is_plain = all(len(stated) == 1 for _, stated in (row, *below))
    is_title = not amounts[position].any()
    if is_plain or is_title or _is_broken_down(position, below, amounts):
        return (*above, *values)
    return above


def _is_broken_down(
    position: int, run: Sequence[tuple[int, _Values]], amounts: NDArray[Any]
) -> bool:
    """Whether the rows of a run add up to one row."""
    below = amounts[[at for at, _ in run]].sum(axis=0)
    return bool((below == amounts[position]).all() and amounts[position].any())
