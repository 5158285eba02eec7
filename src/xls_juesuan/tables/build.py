"""Facts and a layout → the statutory tables, every figure with its trees and its value.

The order: lay out the rows, say what each figure is, then work the figures out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.model import CellKey
from xls_juesuan.tables.code_names import CodeNames
from xls_juesuan.tables.draft import DEPARTMENT_LINE
from xls_juesuan.tables.draft import HEAD_LINE
from xls_juesuan.tables.draft import draft_table
from xls_juesuan.tables.expressions import Expressions
from xls_juesuan.tables.groups import FactGroups
from xls_juesuan.tables.open_figures import mark_open
from xls_juesuan.tables.residuals import find_residuals
from xls_juesuan.tables.residuals import find_unplaced
from xls_juesuan.tables.table import Table
from xls_juesuan.tables.table import TableCell
from xls_juesuan.tables.tableset import TableSet
from xls_juesuan.tables.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.codes import CodeList
    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.model import UnitKind
    from xls_juesuan.tables.draft import Draft
    from xls_juesuan.tables.residuals import Residual


class Codes(NamedTuple):
    """The two classifications."""

    functional: CodeList
    economic: CodeList


def build_tables(  # noqa: PLR0913 - everything the tables are made of, each by its name
    profile: Profile,
    index: FactIndex,
    codes: Codes | None = None,
    *,
    year: int,
    unit_name: str,
    unit_kind: UnitKind,
    inputs: frozenset[str],
    stated: Mapping[str, int],
    typed: Mapping[CellKey, int] | None = None,
) -> TableSet:
    """Fill the tables of a profile.

    Args:
        profile: the layouts.
        index: the facts.
        codes: the classifications; those that come with the program unless given.
        year: year of the accounts, which decides the names of codes.
        unit_name: name of the unit as printed.
        unit_kind: kind of the unit.
        inputs: inputs that are there; figures that need another one are unknown, not zero.
        stated: figures of the supplement by key, amounts in fen.
        typed: figures in fen that a person gave for cells whose input is missing.

    Raises:
        DeclarationError: a layout refers to itself.
    """
    lists = codes or Codes(functional_codes(), economic_codes())
    names = {
        "functional": CodeNames.functional(lists.functional, year, index.facts),
        "economic": CodeNames.economic(lists.economic, year, index.facts),
    }
    groups = FactGroups(index)
    drafts = {
        layout.key: draft_table(layout, groups, names[layout.classification])
        for layout in profile.layouts
    }
    expressions = Expressions(drafts, groups, typed or {})
    values = Values(drafts, expressions, index)
    tables = tuple(
        _table(draft, number, _cells(draft, expressions, values, inputs))
        for number, draft in enumerate(drafts.values(), start=1)
    )
    tables = mark_open(tables, drafts, expressions, index)
    inputs |= _typed_inputs(cell for table in tables for cell in table.cells.values())
    residuals = tuple(
        residual
        for draft, table in zip(drafts.values(), tables, strict=True)
        for residual in _residuals(
            draft, table, expressions, names[draft.layout.classification], groups
        )
    )
    return TableSet(
        profile=profile,
        tables=tables,
        index=index,
        names=names,
        year=year,
        unit_name=unit_name,
        unit_kind=unit_kind,
        inputs=inputs,
        figures=stated,
        residuals=residuals,
    )


def _table(draft: Draft, number: int, cells: Mapping[tuple[str, str], TableCell]) -> Table:
    layout = draft.layout
    is_empty = not any(cell.fen for cell in cells.values())
    return Table(
        key=layout.key,
        number=number,
        label=layout.label,
        title=layout.title,
        sheet=layout.sheet,
        department_line=DEPARTMENT_LINE,
        heads=draft.heads(),
        stubs=draft.stubs(),
        columns=draft.columns(),
        rows=draft.rows,
        cells=cells,
        widths=layout.widths,
        head_line=HEAD_LINE,
        body_line=draft.body_line,
        end_line=draft.end_line,
        notes=layout.notes,
        statement=layout.statement if is_empty else "",
    )


def _cells(
    draft: Draft, expressions: Expressions, values: Values, inputs: frozenset[str]
) -> dict[tuple[str, str], TableCell]:
    cells: dict[tuple[str, str], TableCell] = {}
    for entry in draft.entries:
        for column in entry.band.columns:
            key = CellKey(draft.layout.key, entry.row.key, column.key)
            figure = expressions.figure(key)
            fen = values.fen(key)
            needs = {*entry.row.needs, *column.needs}
            cells[key.row, key.column] = TableCell(
                key=key,
                line=entry.line,
                place=column.place,
                fen=fen,
                expression=figure.expression,
                direct=figure.direct,
                is_known=figure.is_typed or bool(fen) or needs <= inputs,
                needs=frozenset(needs),
                is_typed=figure.is_typed,
            )
    return cells


def _typed_inputs(cells: Iterable[TableCell]) -> frozenset[str]:
    """Name the inputs that a person gave wholly, by filling every cell that needs them."""
    filled: dict[str, bool] = {}
    for cell in cells:
        for need in cell.needs if cell.is_input else ():
            for name in {need, need.partition(".")[0]}:
                filled[name] = filled.get(name, True) and cell.is_typed
    return frozenset(name for name, is_filled in filled.items() if is_filled)


def _residuals(
    draft: Draft,
    table: Table,
    expressions: Expressions,
    names: CodeNames,
    groups: FactGroups,
) -> tuple[Residual, ...]:
    beyond = [extra for extra in expressions.beyond if extra.key.table == table.key]
    directs = [cell.direct for cell in table.cells.values() if cell.direct is not None]
    return (
        *find_residuals(draft, beyond, names, groups),
        *find_unplaced(draft.layout, directs, names, groups),
    )
