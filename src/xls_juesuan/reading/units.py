"""Knows which unit (核算单位) each row of a sheet belongs to, and which unit is to be read.

Units are never added up silently: several in the files are a question to the user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import units as say
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import code_column
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.column import last_before

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.survey import LedgerSheet


def split_by_unit(sheet: LedgerSheet) -> dict[str, NDArray[np.intp]]:
    """Give the body positions of each unit of a sheet, in the order of the sheet.

    The key is the name of the unit, its code where no name is stated, both where one name
    has several codes; empty for rows that state none and a sheet that states none.
    """
    whole = sheet.mapping.unit if sheet.mapping else ""
    above = whole or next(iter(sheet.context.unit_names), "")
    labels = None if whole else row_labels(sheet.table)
    if labels is None or not any(labels.used()):
        return {above: np.arange(len(sheet.table))}
    return dict(labels.groups())


def row_labels(table: SheetTable) -> Column[str] | None:
    """Unit of each body row with an account; ``None`` where the table has no such column."""
    if table.cells("unit") is None and table.cells("unit_name") is None:
        return None
    stated = _codes_and_names(table)
    known: dict[str, set[str]] = {}
    for code, name in stated.used():
        known.setdefault(name, set()).update({code} - {""})

    def label(pair: tuple[str, str]) -> str:
        code, name = pair
        return f"{code} {name}".strip() if name and len(known[name]) > 1 else name or code

    has_account = code_column(table.cells_or_blank("account"), ACCOUNT)[0].flags(bool)
    labels = stated.map(label).put(~has_account, "").map(str)
    return _filled_down(table, labels, has_account)


def _codes_and_names(table: SheetTable) -> Column[tuple[str, str]]:
    """Code and name of the unit of each row."""
    return table.texts("unit").with_(table.texts("unit_name"), _code_and_name)


def _code_and_name(text: str, name: str) -> tuple[str, str]:
    code, own = split_code(text, PROJECT)
    return code, name or own


def unit_codes(tables: Iterable[SheetTable]) -> dict[str, set[str]]:
    """Give the codes that rows of a unit state beside its name."""
    known: dict[str, set[str]] = {}
    for table in tables:
        if table.cells("unit") is None:
            continue
        for code, name in _codes_and_names(table).used():
            if code and name:
                known.setdefault(name, set()).add(code)
    return known


def _filled_down(
    table: SheetTable, labels: Column[str], has_account: NDArray[np.bool_]
) -> Column[str]:
    """Carry the unit down where it is printed once a group, or once a voucher."""
    stated = labels.flags(bool)
    codes = labels.codes[stated]
    once = not bool((codes[1:] == codes[:-1]).any())
    may_continue = has_account.copy()
    if not once:
        is_headless = ~table.texts("date").flags(bool) & ~table.texts("voucher_no").flags(bool)
        may_continue &= is_headless & (table.kind is LedgerKind.JOURNAL)
    above = last_before(stated)
    filled = labels.take(np.maximum(above, 0)).put(above < 0, "")
    return labels.put(~stated & may_continue, filled).map(str)


def choose_unit(found: Sequence[str], asked: str | None, files: Sequence[str]) -> str:
    """Decide which unit is read.

    Args:
        found: distinct units that have entries, in the order of the files; without blanks.
        asked: code or name, or a part of one that only one unit has.
        files: names of the files, for messages.

    Returns:
        One of ``found``; empty where no unit is stated at all.

    Raises:
        UserError: several units and none asked, or the asked one is not there.
    """
    where = "、".join(files)
    if asked is None:
        if len(found) > 1:
            raise say.several_units(found, where)
        return next(iter(found), "")
    wanted = "".join(asked.split())
    for fits in (_is_whole, _is_same, _is_part):
        matches = [unit for unit in found if fits(wanted, unit)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise say.unit_ambiguous(asked, matches, where)
    raise say.no_such_unit(asked, found, where)


def _is_whole(wanted: str, unit: str) -> bool:
    return wanted == "".join(unit.split())


def _is_same(wanted: str, unit: str) -> bool:
    code, *name = unit.split()
    return wanted in {code, "".join(name)}


def _is_part(wanted: str, unit: str) -> bool:
    return wanted in "".join(unit.split())


def distinct(units: Iterable[str]) -> list[str]:
    """Each unit once, blanks left out."""
    return list(dict.fromkeys(unit for unit in units if unit))
