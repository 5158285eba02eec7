"""Knows rows of auxiliary dimensions inside a balance table, printed below their account.

Such a row has no account code of its own; its name cell holds the code of a dimension in
brackets: ``【30201】办公费``. Rows of several kinds may be nested (economic codes below each
function) or stand side by side, each kind adding up to the account. Which one it is shows in
their order. It refuses to know how side by side breakdowns go together; see ``marginals``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.reading.auxiliary_words import load_words
from xls_juesuan.reading.auxiliary_words import role_of_code
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.subtotals import is_subtotal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable

#: Role of dimensions that the tables do not need: departments, persons, suppliers.
OTHER = "other"
_TRACKED = frozenset({"function", "economic", "fund", "project", "project_class", "spend_kind"})
_OPENING, _CLOSING = r"[【\[(〔]", r"[】\])〕]"
_BEFORE = re.compile(rf"^{_OPENING}(?P<inner>[^】\])〕]+){_CLOSING}(?P<name>.*)$")
_BEHIND = re.compile(rf"^(?P<name>.+?){_OPENING}(?P<inner>[0-9A-Za-z.\-]+){_CLOSING}$")
_LABEL = re.compile(r"^(?P<label>[^:]{1,16}):(?P<rest>.+)$")


class Auxiliary(NamedTuple):
    """One value of one dimension: its role, the label of untracked kinds, code and name."""

    role: str
    label: str
    code: str
    name: str


@dataclass(slots=True)
class _Block:
    """The auxiliary rows below one account: positions and what each says."""

    account: int
    rows: list[tuple[int, Auxiliary]]


def starts_with_bracket(cell: object) -> bool:
    """Whether a cell of the account column holds the code of a dimension instead."""
    return isinstance(cell, str) and bool(_BEFORE.match(_plain(cell)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=1 << 16)
def read_auxiliary(text: str, *, bare: bool = False) -> Auxiliary | None:
    """Read a name cell; ``None`` where it holds no code of a dimension.

    Args:
        text: the cell.
        bare: whether a code without brackets will do, too.
    """
    plain = _plain(text)
    if not plain or is_subtotal(plain, named=True):
        return None
    found = _BEFORE.match(plain) or _BEHIND.match(plain)
    if found:
        return _value(found.group("inner").strip(), found.group("name").strip())
    code, name = split_code(plain, PROJECT) if bare else ("", "")
    return _value(code, name) if code and name else None


def _value(inner: str, name: str) -> Auxiliary | None:
    labelled = _LABEL.match(inner)
    label = labelled.group("label").strip() if labelled else ""
    code, inner_name = split_code(labelled.group("rest") if labelled else inner, PROJECT)
    if not code and not labelled:
        # 【经济分类】30201 办公费
        label = inner
        code, name = split_code(name, PROJECT)
    return typed_value(label, code, name or inner_name) if code else None


def typed_value(label: str, code: str, name: str) -> Auxiliary:
    """Give a value its role, by the label of its kind or by the code alone."""
    digits = re.sub(r"[.\-]", "", code)
    role = load_words().role_of(label) if label else _role_of_code(digits, name)
    if role not in _TRACKED:
        return Auxiliary(OTHER, label, code, name)
    return Auxiliary(role, label, digits if role in {"function", "economic"} else code, name)


def _role_of_code(code: str, name: str) -> str:
    """Tell a code by the lists, or by its section where the lists lack the item itself."""
    role = role_of_code(code, name)
    if role in _TRACKED:
        return role
    if len(code) == 7 and functional_codes().find(code[:3]):
        return "function"
    if len(code) == 5 and economic_codes().find(code[:3]):
        return "economic"
    return role


def place_auxiliary_rows(
    table: SheetTable, columns: dict[str, Any], amounts: NDArray[Any]
) -> dict[int, str]:
    """Give auxiliary rows the account above and their dimensions, in place.

    Args:
        table: the sheet.
        columns: account and dimensions of every body row.
        amounts: one row of amounts a body row, to tell sums by.

    Returns:
        Position → code of the untracked dimensions of a row.
    """
    others: dict[int, str] = {}
    has_amount = [bool(row.any()) for row in amounts]
    for block in _blocks(table, columns["account"], has_amount):
        above = block.account
        for position, _ in block.rows:
            columns["account"][position] = columns["account"][above]
            columns["account_name"][position] = columns["account_name"][above]
        for position, values in _nested(block.rows, (), amounts):
            for value in values:
                if value.role == OTHER:
                    key = f"{value.label}:{value.code or value.name}"
                    others[position] = f"{others.get(position, '')}{key};"
                else:
                    set_dimension(columns, position, value)
    return others


def set_dimension(columns: dict[str, Any], position: int, value: Auxiliary) -> None:
    """Put a value into the column of its role."""
    if value.role == "spend_kind":
        columns["spend_kind"][position] = value.name or value.code
        return
    columns[value.role][position] = value.code
    columns[f"{value.role}_name"][position] = value.name


def _blocks(table: SheetTable, accounts: list[str], has_amount: list[bool]) -> list[_Block]:
    """Find the auxiliary rows below each account; their own account cell is emptied."""
    index = table.columns.get("account_name", table.columns.get("account"))
    if index is None:
        return []
    own = table.columns.get("account")
    for position, row in enumerate(table.body):
        if own is not None and starts_with_bracket(row[own]):
            accounts[position] = ""
    if all(accounts):
        return []
    blocks: list[_Block] = []
    for position, account in enumerate(accounts):
        if account:
            blocks.append(_Block(position, []))
        elif blocks:
            value = _value_of_row(table.body[position], own, index, bare=has_amount[position])
            if value is not None:
                blocks[-1].rows.append((position, value))
    return [block for block in blocks if block.rows]


def _value_of_row(row: list[Any], own: int | None, index: int, *, bare: bool) -> Auxiliary | None:
    text = text_of(row[index])
    if own is not None and own != index and starts_with_bracket(row[own]):
        # 【30201】 in the column of codes, the name beside it.
        return read_auxiliary(text_of(row[own]) + text)
    return read_auxiliary(text, bare=bare)


_Placed = list[tuple[int, tuple[Auxiliary, ...]]]


def _nested(
    rows: Sequence[tuple[int, Auxiliary]], above: tuple[Auxiliary, ...], amounts: NDArray[Any]
) -> _Placed:
    """Give every row the values that hold for it: its own and those of the rows it is under."""
    runs = [(kind, list(run)) for kind, run in groupby(rows, key=lambda one: _kind(one[1]))]
    if len(runs) == 1:
        return [(position, (*above, value)) for position, value in rows]
    top = runs[0][0]
    if sum(kind == top for kind, _ in runs) > 1:
        return _under(rows, top, above, amounts)
    first, rest = runs[0][1], [one for _, run in runs[1:] for one in run]
    if _is_broken_down(first[-1][0], runs[1][1], amounts):
        placed = [(position, (*above, value)) for position, value in first]
        return [*placed, *_nested(rest, (*above, first[-1][1]), amounts)]
    placed = [(position, (*above, value)) for position, value in first]
    return [*placed, *_nested(rest, above, amounts)]


def _kind(value: Auxiliary) -> tuple[str, str]:
    return value.role, value.label


def _under(
    rows: Sequence[tuple[int, Auxiliary]],
    top: tuple[str, str],
    above: tuple[Auxiliary, ...],
    amounts: NDArray[Any],
) -> _Placed:
    """Split where the first kind comes again: what stands between is below the row before."""
    placed: _Placed = []
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and _kind(rows[end][1]) != top:
            continue
        position, value = rows[start]
        placed.append((position, (*above, value)))
        if end > start + 1:
            placed += _nested(rows[start + 1 : end], (*above, value), amounts)
        start = end
    return placed


def _is_broken_down(
    position: int, run: Sequence[tuple[int, Auxiliary]], amounts: NDArray[Any]
) -> bool:
    """Whether the rows of a run add up to one row."""
    below = amounts[[at for at, _ in run]].sum(axis=0)
    return bool((below == amounts[position]).all() and amounts[position].any())
