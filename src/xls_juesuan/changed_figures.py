"""Figures that a person changed on the 对比数 and 阈值 sheets → the new run.

It knows that such a change stands while the program would put there what it had put before; a
figure that the files or the command have changed since wins, and both are listed. It refuses to
know how the earlier workbook was read.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.thresholds import load_thresholds
from xls_juesuan.declarations.thresholds import thresholds_of
from xls_juesuan.declarations.thresholds import with_thresholds
from xls_juesuan.edits import Edit
from xls_juesuan.edits import Fate
from xls_juesuan.messages import earlier as say
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_fen
from xls_juesuan.record import value_of
from xls_juesuan.writing.comparatives_sheet import figure_name
from xls_juesuan.writing.comparatives_sheet import figure_place
from xls_juesuan.writing.comparatives_sheet import figure_text
from xls_juesuan.writing.thresholds_sheet import threshold_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.carrying import Kept
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.edits import EarlierWorkbook
    from xls_juesuan.edits import TypedCell
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell


def keep_comparatives(
    tables: TableSet, earlier: EarlierWorkbook | None, kept: Kept
) -> tuple[TableSet, Kept]:
    """Put the figures that a person changed on 对比数 in place of those of the files.

    Args:
        tables: the tables with what they are compared with.
        earlier: the workbook of the run before; ``None`` without one.
        kept: what was kept so far.
    """
    changed = _changed(earlier, are_cells=True)
    cells = {
        figure_name(cell.key): cell
        for table in tables.comparatives
        for cell in table.cells.values()
    }
    edits: list[Edit] = []
    typed: dict[CellKey, int] = {}
    for name, one in changed.items():
        cell = cells.get(name)
        if cell is None:
            edits.append(_replaced(one, "", say.NO_SUCH_CELL))
            continue
        fen = _fen(one)
        text = None if fen is None else figure_text(fen)
        edit = _judged(one, tables.cell_name(cell.key), figure_text(cell.fen), text)
        if edit is not None and edit.fate is Fate.KEPT and fen is not None:
            edit = replace(edit, place=figure_place(tables.comparatives, cell.key))
            typed[cell.key] = fen
        edits.extend(filter(None, [edit]))
    own = {figure_name(key): figure_text(cells[figure_name(key)].fen) for key in typed}
    comparatives = tuple(_with_typed(table, typed) for table in tables.comparatives)
    return replace(tables, comparatives=comparatives), _joined(kept, edits, own)


def keep_thresholds(
    rules: Sequence[Rule], earlier: EarlierWorkbook | None, kept: Kept
) -> tuple[tuple[Rule, ...], Kept]:
    """Judge by the thresholds that a person changed on their sheet.

    Args:
        rules: the rules with the thresholds that were declared or chosen.
        earlier: the workbook of the run before; ``None`` without one.
        kept: what was kept so far.
    """
    known = {one.key: one for one in thresholds_of(rules)}
    declared = load_thresholds()
    edits: list[Edit] = []
    typed: dict[str, Fraction] = {}
    for key, one in _changed(earlier, are_cells=False).items():
        if key not in known:
            edits.append(_replaced(one, "", say.NO_SUCH_CELL))
            continue
        name = declared[key].name if key in declared else key
        value = _number(one)
        text = None if value is None else threshold_text(value)
        edit = _judged(one, name, threshold_text(known[key].value), text)
        if edit is not None and edit.fate is Fate.KEPT and value is not None:
            typed[key] = value
        edits.extend(filter(None, [edit]))
    own = {key: threshold_text(known[key].value) for key in typed}
    return with_thresholds(rules, typed), _joined(kept, edits, own)


def _changed(earlier: EarlierWorkbook | None, *, are_cells: bool) -> Mapping[str, TypedCell]:
    """What was changed on one of the two sheets: cells have names of several parts."""
    changed = earlier.changed if earlier else {}
    return {name: typed for name, typed in changed.items() if ("/" in name) is are_cells}


def _judged(typed: TypedCell, name: str, own: str, text: str | None) -> Edit | None:
    """Say what becomes of a changed figure; ``None`` where the new run says the same.

    Args:
        typed: what was typed, and what the program had put there.
        name: what the figure is.
        own: what the program puts there now.
        text: the typed figure in the same form; ``None`` where it is none.
    """
    if text == own:
        return None
    if text is None:
        return _replaced(typed, name, say.NOT_A_FIGURE if value_of(typed.cell) else own)
    if typed.was != own:
        return _replaced(typed, name, own)
    return replace(_replaced(typed, name, text), fate=Fate.KEPT)


def _replaced(typed: TypedCell, name: str, now: str) -> Edit:
    text = value_of(typed.cell) or say.CLEARED
    return Edit(Fate.REPLACED, typed.place, name, typed.was, text, now)


def _joined(kept: Kept, edits: Sequence[Edit], own: Mapping[str, str]) -> Kept:
    return replace(kept, edits=(*kept.edits, *edits), own={**kept.own, **own})


def _with_typed(table: Table, typed: Mapping[CellKey, int]) -> Table:
    cells = {place: _typed_cell(cell, typed) for place, cell in table.cells.items()}
    return replace(table, cells=cells)


def _typed_cell(cell: TableCell, typed: Mapping[CellKey, int]) -> TableCell:
    """Put a typed figure in; what is finer than print is known to the fen."""
    fen = typed.get(cell.key)
    if fen is None:
        return cell
    return replace(cell, fen=fen, step=1 if fen % cell.step else cell.step)


def _fen(typed: TypedCell) -> int | None:
    try:
        return parse_fen(typed.cell, fen_per_unit=FEN_PER_YUAN)
    except AmountError:
        return None


def _number(typed: TypedCell) -> Fraction | None:
    """A typed number; ``None`` where it is none, or less than nothing."""
    if isinstance(typed.cell, bool) or not isinstance(typed.cell, int | float) or typed.cell < 0:
        return None
    return Fraction(value_of(typed.cell))
