"""Knows which of original (原币) and functional (本位币) amounts is the movement of a line.

The functional one wins. Where a line states the original alone it counts only if its currency
is RMB or none is named; an amount in a foreign currency is never counted as yuan.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.findings import Problem
from xls_juesuan.messages import auxiliary as tell
from xls_juesuan.model import Source
from xls_juesuan.reading.sides import Sides
from xls_juesuan.reading.sides import read_sides
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xls_juesuan.reading.amounts import Amounts
    from xls_juesuan.reading.column import Column
    from xls_juesuan.reading.headings import SheetTable


def read_movement(
    table: SheetTable, groups: Sequence[str], fen_per_unit: int
) -> tuple[Sides, list[Problem]]:
    """Read debit and credit in yuan; and what is stated in a foreign currency alone (L124)."""
    sides = read_sides(table, groups, fen_per_unit)
    original = read_sides(table, groups, fen_per_unit, is_foreign=True)
    if not original.columns:
        return sides, []
    names = table.texts("currency")
    # 原币金额 beside 借方 and 贷方 repeats one of them; by itself it says no side.
    if original.is_unsigned and not sides.is_unsigned:
        stated = table.texts("account").flags(bool)
        alone = stated & ~sides.stated & (original.debit.fen != 0)
        return sides, _problems(table, names, alone) if alone.any() else []
    is_only_original = set(original.columns) == set(sides.columns)
    is_home = names.flags(_is_home)
    blank = np.ones(len(names), np.bool_) if is_only_original else ~sides.stated
    moved = (original.debit.fen != 0) | (original.credit.fen != 0)
    foreign = blank & moved & ~is_home
    problems = _problems(table, names, foreign) if foreign.any() else []
    if is_only_original:
        return _without(sides, foreign), problems
    taken = blank & moved & is_home
    return _with(sides, original, taken), problems


def _is_home(name: str) -> bool:
    plain = "".join(unicodedata.normalize("NFKC", name).split()).lower()
    words = ledger_words()
    return plain in words.currency_home or any(one in plain for one in words.currency_home_parts)


def _without(sides: Sides, dropped: NDArray[np.bool_]) -> Sides:
    return replace(
        sides, debit=_blanked(sides.debit, dropped), credit=_blanked(sides.credit, dropped)
    )


def _blanked(amounts: Amounts, dropped: NDArray[np.bool_]) -> Amounts:
    return replace(amounts, fen=np.where(dropped, 0, amounts.fen), stated=amounts.stated & ~dropped)


def _with(sides: Sides, other: Sides, taken: NDArray[np.bool_]) -> Sides:
    if not taken.any():
        return sides
    columns = tuple(dict.fromkeys((*sides.columns, *other.columns)))
    return replace(
        sides,
        debit=_chosen(sides.debit, other.debit, taken),
        credit=_chosen(sides.credit, other.credit, taken),
        columns=columns,
    )


def _chosen(amounts: Amounts, other: Amounts, taken: NDArray[np.bool_]) -> Amounts:
    return replace(
        amounts,
        fen=np.where(taken, other.fen, amounts.fen),
        stated=np.where(taken, other.stated, amounts.stated),
    )


def _problems(table: SheetTable, names: Column[str], foreign: NDArray[np.bool_]) -> list[Problem]:
    positions = np.flatnonzero(foreign)
    grid = table.grid
    problems = []
    for name, rows in names.take(positions).groups():
        own = positions[rows].tolist()
        sources = tuple(
            Source(grid.file, grid.sheet, table.sheet_row(at)) for at in own[:MOST_SOURCES]
        )
        problems.append(
            Problem("L124", name, tell.foreign_only(name, len(own)), sources, rows=len(own))
        )
    return problems
