"""Knows in which unit of amount each sheet is stated, and refuses to guess it.

What a sheet states goes first; a sheet that states none takes what the others of its file
agree on; otherwise the user says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.messages import questions as ask
from xls_juesuan.reading.context import FEN_PER_UNIT

if TYPE_CHECKING:
    from xls_juesuan.reading.mapping import Mapping
    from xls_juesuan.reading.survey import LedgerSheet


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """元 or 万元, and how it is known: ``stated``, ``file``, ``argument`` or ``mapping``."""

    name: str
    how: str

    @property
    def fen(self) -> int:
        """Fen in one unit."""
        return FEN_PER_UNIT[self.name]


def decide_amount_units(
    sheets: list[LedgerSheet], given: str | None, mapping: Mapping
) -> list[AmountUnit]:
    """Decide the unit of amount of each sheet, in their order.

    Raises:
        UserError: stated nowhere, stated twice in conflict, or the argument contradicts.
    """
    if given is not None and given not in FEN_PER_UNIT:
        raise ask.unknown_amount_unit_argument(given)
    stated = [_stated(sheet, mapping) for sheet in sheets]
    by_file: dict[str, set[str]] = {}
    for sheet, unit in zip(sheets, stated, strict=True):
        if unit:
            by_file.setdefault(sheet.file, set()).add(unit.name)
    return [
        _checked(unit, given, sheet) if unit else _unstated(sheet, by_file, given)
        for sheet, unit in zip(sheets, stated, strict=True)
    ]


def _stated(sheet: LedgerSheet, mapping: Mapping) -> AmountUnit | None:
    mapped = (sheet.mapping.amount_unit if sheet.mapping else "") or mapping.amount_unit
    if mapped:
        return AmountUnit(mapped, "mapping")
    units = list(dict.fromkeys(sheet.context.amount_units))
    if len(units) > 1:
        raise ask.amount_unit_conflict(units, sheet.place)
    if units and units[0] not in FEN_PER_UNIT:
        raise ask.amount_unit_unsupported(units[0], sheet.place)
    return AmountUnit(units[0], "stated") if units else None


def _checked(unit: AmountUnit, given: str | None, sheet: LedgerSheet) -> AmountUnit:
    if given is not None and given != unit.name:
        raise ask.amount_unit_contradicts(given, unit.name, sheet.place)
    return unit


def _unstated(sheet: LedgerSheet, by_file: dict[str, set[str]], given: str | None) -> AmountUnit:
    if given is not None:
        return AmountUnit(given, "argument")
    agreed = by_file.get(sheet.file, set())
    if len(agreed) == 1:
        return AmountUnit(next(iter(agreed)), "file")
    if agreed:
        raise ask.amount_unit_conflict(sorted(agreed), sheet.place)
    raise ask.amount_unit_unstated(sheet.file)
