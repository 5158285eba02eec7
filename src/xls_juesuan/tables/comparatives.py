"""Figures that this year's are compared with: last year's tables, and the original budget.

In the shape of tables, so that relations speak of them as they speak of this year's. It knows
figures and names; it refuses to know files.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.errors import DeclarationError
from xls_juesuan.messages.tables import LAST_YEAR
from xls_juesuan.model import CellKey
from xls_juesuan.tables.parts import PartFigure
from xls_juesuan.tables.parts import part_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell

#: The list of the supplement that holds the original budget.
_BUDGET_LIST = "original_budget_by_function"


@dataclass(frozen=True, slots=True)
class Comparatives:
    """Last year's figures, as far as they are known.

    Attributes:
        tables: last year's tables.
        partial: keys of those of which only single figures are known.
    """

    tables: tuple[Table, ...] = ()
    partial: frozenset[str] = frozenset()


def last_years_table(table: Table, is_known: Callable[[TableCell], bool] = lambda _: True) -> Table:
    """Take a table for last year's; what is not known has no cell."""
    key = of_last_year(table.key)
    cells = {
        place: replace(cell, key=CellKey(key, *place), expression=None, direct=None)
        for place, cell in table.cells.items()
        if is_known(cell)
    }
    return replace(
        table, key=key, sheet=LAST_YEAR + table.sheet, cells=cells, statement="", refs={}
    )


def stated_comparatives(figures: Mapping[Cell, int], blank: Sequence[Table]) -> Comparatives:
    """Give single figures of last year the shape of its tables.

    Args:
        figures: in fen, by the cell of the table they stand in.
        blank: the tables of the layout without figures.
    """
    places = {(cell.table, cell.row, cell.column): fen for cell, fen in figures.items()}
    found = []
    for table in blank:
        stated = {
            cell.key: fen
            for (key, row, column), fen in places.items()
            if key == table.key and (cell := table.cell(row, column)) is not None
        }
        if stated:
            filled = {
                place: replace(cell, fen=stated[cell.key], is_known=True)
                for place, cell in table.cells.items()
                if cell.key in stated
            }
            found.append(last_years_table(replace(table, cells=filled)))
    return Comparatives(tuple(found), frozenset(table.key for table in found))


def stated_places(form: SupplementForm, supplement: Supplement) -> dict[Cell, int]:
    """Give the figures of last year that a supplement states, by the cell they stand in."""
    figures = ((each, supplement.number(each.key)) for each in form.fields() if each.last_year)
    return {parse_cell(each.last_year): fen for each, fen in figures if fen is not None}


def parse_cell(text: str) -> Cell:
    """Read the name of a cell.

    Raises:
        DeclarationError: it is none.
    """
    node = parse_relation(text)
    if not isinstance(node, Cell):
        raise DeclarationError(f"not a cell: {text!r}")
    return node


def original_budget(supplement: Supplement, names: CodeNames) -> tuple[Table, ...]:
    """Give the original budget by functional code; nothing where it is not all stated.

    What the list does not name has no budget, so a line that is still blank leaves it unknown.
    """
    rows = supplement.rows.get(_BUDGET_LIST, ())
    if not all("amount" in row for row in rows):
        return ()
    stated = [(str(row.get("function", "")), row.get("amount")) for row in rows]
    figures = {
        (code, "amount"): PartFigure(fen) for code, fen in stated if code and isinstance(fen, int)
    }
    return budget_tables(figures, {code: names.name(code) for code, _ in figures})


def budget_tables(
    figures: Mapping[tuple[str, str], PartFigure], names: Mapping[str, str]
) -> tuple[Table, ...]:
    """Give a budget by code the shape of a table; nothing where there is none."""
    parts = (part for part in load_parts() if part.is_complete)
    return tuple(part_table(part, figures, names) for part in parts if figures)
