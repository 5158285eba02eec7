"""Knows which unit (核算单位) each row of a sheet belongs to, and which unit is to be read.

Units are never added up silently: several in the files are a question to the user.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import units as say
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import code_column
from xls_juesuan.reading.cells import split_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.survey import LedgerSheet


def split_by_unit(sheet: LedgerSheet) -> dict[str, list[int]]:
    """Give the body positions of each unit of a sheet, in the order of the sheet.

    The key is the name of the unit, its code where no name is stated, both where one name
    has several codes; empty for rows that state none and a sheet that states none.
    """
    whole = sheet.mapping.unit if sheet.mapping else ""
    above = whole or next(iter(sheet.context.unit_names), "")
    labels = None if whole else row_labels(sheet.table)
    positions: dict[str, list[int]] = {}
    if labels is None or not any(labels):
        positions[above] = list(range(len(sheet.table.body)))
        return positions
    for position, label in enumerate(labels):
        positions.setdefault(label, []).append(position)
    return positions


def row_labels(table: SheetTable) -> list[str] | None:
    """Unit of each body row with an account; ``None`` where the table has no such column."""
    if table.cells("unit") is None and table.cells("unit_name") is None:
        return None
    codes, names = _codes_and_names(table)
    accounts, _ = code_column(table.cells("account") or [""] * len(codes), ACCOUNT)
    known: dict[str, set[str]] = {}
    for code, name in set(zip(codes, names, strict=True)):
        known.setdefault(name, set()).update({code} - {""})
    labels = []
    for code, name, account in zip(codes, names, accounts, strict=True):
        label = f"{code} {name}".strip() if name and len(known[name]) > 1 else name or code
        labels.append(label if account else "")
    return _filled_down(table, labels, accounts)


def _codes_and_names(table: SheetTable) -> tuple[list[str], list[str]]:
    names = table.texts("unit_name")
    codes = []
    for position, text in enumerate(table.texts("unit")):
        code, name = split_code(text, PROJECT)
        codes.append(code)
        names[position] = names[position] or name
    return codes, names


def unit_codes(tables: Iterable[SheetTable]) -> dict[str, set[str]]:
    """Give the codes that rows of a unit state beside its name."""
    known: dict[str, set[str]] = {}
    for table in tables:
        if table.cells("unit") is None:
            continue
        codes, names = _codes_and_names(table)
        for code, name in set(zip(codes, names, strict=True)):
            if code and name:
                known.setdefault(name, set()).add(code)
    return known


def _filled_down(table: SheetTable, labels: list[str], accounts: list[str]) -> list[str]:
    """Carry the unit down where it is printed once a group, or once a voucher."""
    stated = [label for label in labels if label]
    once = all(one != other for one, other in pairwise(stated))
    dates, numbers = table.texts("date"), table.texts("voucher_no")
    is_journal = table.kind is LedgerKind.JOURNAL
    filled, above = [], ""
    for label, account, date, number in zip(labels, accounts, dates, numbers, strict=True):
        continues = is_journal and not date and not number
        result = label or (above if account and (once or continues) else "")
        above = label or above
        filled.append(result)
    return filled


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
