"""Knows debit and credit: which columns hold them, and what a direction column says.

It refuses to know rows that are no entries; every body row is read alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from xls_juesuan.reading.amounts import Amounts
from xls_juesuan.reading.amounts import no_amounts
from xls_juesuan.reading.amounts import read_amounts
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xls_juesuan.reading.column import Column
    from xls_juesuan.reading.headings import SheetTable


@dataclass(slots=True)
class Sides:
    """Debit and credit of one measure, one value a body row.

    Attributes:
        debit, credit: the amounts.
        columns: indices of the columns used; empty when the file has none.
        bad_directions: position and text of direction cells that say neither side.
        is_unsigned: a single column stood without any direction column.
    """

    debit: Amounts
    credit: Amounts
    columns: tuple[int, ...] = ()
    bad_directions: list[tuple[int, str]] = field(default_factory=list)
    is_unsigned: bool = False

    @property
    def net(self) -> NDArray[np.int64]:
        """Credit minus debit in fen."""
        return self.credit.fen - self.debit.fen

    @property
    def stated(self) -> NDArray[np.bool_]:
        """Whether either side states an amount."""
        result: NDArray[np.bool_] = self.debit.stated | self.credit.stated
        return result


def find_amount_columns(
    table: SheetTable, group: str, *, is_foreign: bool = False
) -> dict[str, int]:
    """Find the columns of a group by side; ``""`` is the key of a single column.

    Columns in the home currency go before those in a foreign one, unless ``is_foreign`` asks
    for the latter alone.
    """
    found: dict[str, tuple[bool, int]] = {}
    for index, meaning in enumerate(table.heading.meanings):
        if meaning is None or meaning.role != "amount" or meaning.group != group:
            continue
        if is_foreign and not meaning.foreign:
            continue
        candidate = (meaning.foreign, index)
        if meaning.side not in found or candidate < found[meaning.side]:
            found[meaning.side] = candidate
    return {side: index for side, (_, index) in found.items()}


def read_sides(
    table: SheetTable,
    groups: Sequence[str],
    fen_per_unit: int,
    *,
    is_foreign: bool = False,
    heirs: Mapping[int, int] | None = None,
) -> Sides:
    """Read debit and credit of the first of the groups that the table has.

    Args:
        table: the sheet.
        groups: groups of amounts, the preferred one first.
        fen_per_unit: fen of one unit of its amounts.
        is_foreign: the columns in original currency (原币) alone.
        heirs: position → position of the row whose direction holds where its own is blank.
    """
    length = len(table)
    for group in groups:
        columns = find_amount_columns(table, group, is_foreign=is_foreign)
        if "debit" in columns or "credit" in columns:
            sides = [
                read_amounts(table.column(columns[side]), fen_per_unit)
                if side in columns
                else no_amounts(length)
                for side in ("debit", "credit")
            ]
            used = tuple(columns[side] for side in ("debit", "credit") if side in columns)
            return Sides(sides[0], sides[1], used)
        if "" in columns:
            return _read_single(table, group, columns[""], fen_per_unit, heirs or {})
    return Sides(no_amounts(length), no_amounts(length))


def _read_single(
    table: SheetTable, group: str, index: int, fen_per_unit: int, heirs: Mapping[int, int]
) -> Sides:
    amounts = read_amounts(table.column(index), fen_per_unit)
    direction = _find_direction(table, group, index)
    length = len(table)
    if direction is None:
        return Sides(amounts, no_amounts(length), (index,), is_unsigned=True)
    directions = table.column(direction)
    signs, bad = credit_signs(directions)
    for at, above in heirs.items():
        if not text_of(directions[at]):
            signs[at] = signs[above]
    lost = [(at, text) for at, text in bad if amounts.fen[at] != 0]
    lost += [
        (at, "")
        for at in np.flatnonzero((signs == 0) & (amounts.fen != 0)).tolist()
        if at not in dict(bad)
    ]
    debit = Amounts(
        np.where(signs < 0, amounts.fen, 0), amounts.stated, amounts.unreadable, amounts.cut
    )
    credit = Amounts(np.where(signs > 0, amounts.fen, 0), (signs > 0) & amounts.stated)
    return Sides(debit, credit, (index,), lost)


def _find_direction(table: SheetTable, group: str, index: int) -> int | None:
    """The direction column of a single amount column: same group, else beside it, else the only."""
    columns = {
        at: meaning.group
        for at, meaning in enumerate(table.heading.meanings)
        if meaning is not None and meaning.role == "direction"
    }
    same_group = [at for at, named in columns.items() if named and named == group]
    unnamed = [at for at, named in columns.items() if not named]
    beside = [at for at in (index - 1, index + 1) if at in unnamed]
    for choice in (same_group, beside, unnamed if len(unnamed) == 1 else []):
        if choice:
            return choice[0]
    return None


def credit_signs(cells: Column[Any]) -> tuple[NDArray[np.int64], list[tuple[int, str]]]:
    """Give +1 for credit, -1 for debit, 0 for flat; and the cells that say none of these."""
    texts = cells.map(lambda cell: text_of(cell).lower())
    # D is 贷 (dai) beside J 借 (jie), but debit beside C.
    d_is_credit = "j" in texts.used()
    words = ledger_words()
    signs = dict.fromkeys(words.directions_debit, -1)
    signs |= dict.fromkeys(words.directions_credit, 1)
    signs |= dict.fromkeys(words.directions_flat, 0)
    signs["d"] = 1 if d_is_credit else -1
    bad = [(at, texts[at]) for at in texts.positions(lambda text: text not in signs)]
    return texts.map(lambda text: signs.get(text, 0)).array("int64"), bad
