"""Examples of rules tried on real tables: the layout's own, with the example's figures.

It knows how an example becomes tables and how its rule then comes out; it refuses to know
ledgers and files.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.audit.engine import run_audit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.examples import TableExample
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.nodes import this_year
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import INPUTS
from xls_juesuan.declarations.rules import LEDGER
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.errors import DeclarationError
from xls_juesuan.findings import Outcome
from xls_juesuan.model import CellKey
from xls_juesuan.model import UnitKind
from xls_juesuan.tables import build_tables
from xls_juesuan.tables.comparatives import last_years_table
from xls_juesuan.tables.parts import PartFigure
from xls_juesuan.tables.parts import part_table
from xls_juesuan.tables.table import TableCell
from xls_juesuan.tables.table import TableColumn
from xls_juesuan.tables.table import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.declarations.examples import PrintedFigure
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.parts import DisclosurePart
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Finding
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

#: Year of an example's accounts; code lists are those of that year.
YEAR = 2024
_UNIT_NAME = "某某局"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out of an example.

    Attributes:
        holds: whether the rule held; ``None`` when it was not judged.
        messages: what the user would read.
    """

    holds: bool | None
    messages: tuple[str, ...] = ()


def try_on_tables(rule: Rule, example: TableExample) -> Trial:
    """Judge a rule on the tables of an example.

    Raises:
        DeclarationError: the example names a table, row or column that there is not.
    """
    tables = tables_of(example, rule.elsewhere, profile_of(rule))
    # Rules judged by code look at what all others found.
    rules = load_rules() if rule.coded else (rule,)
    # What stands in the tables together is judged as a published document is, without a ledger.
    is_joint = bool(rule.coded) and PUBLISHED in rule.needs
    inputs = frozenset(INPUTS) - ({FACTS, LEDGER} if is_joint else set())
    audit = run_audit(tables, rules, (), inputs, localise=localise if rule.coded else None)
    return trial_of(rule, audit.findings)


def profile_of(rule: Rule) -> str:
    """Name of the first place whose layouts a rule speaks of."""

    def speaks_of(name: str) -> bool:
        return not any(blank_tables(name).prints_row(*place) for place in rule.rows_lacking)

    return next(filter(speaks_of, (DEFAULT_PROFILE, *available_profiles())), DEFAULT_PROFILE)


def trial_of(rule: Rule, findings: Iterable[Finding]) -> Trial:
    """Sum up what an audit found by one rule."""
    found = [finding for finding in findings if finding.code == rule.code]
    outcomes = {finding.outcome for finding in found}
    told = [each for each in found if each.outcome is Outcome.FAILED or each.explained_by_rounding]
    if told:
        return Trial(holds=False, messages=tuple(each.message for each in told))
    messages = tuple(each.reason or each.message for each in found)
    return Trial(holds=True if Outcome.PASSED in outcomes else None, messages=messages)


def tables_of(
    example: TableExample, other_columns: tuple[str, ...] = (), profile: str = DEFAULT_PROFILE
) -> TableSet:
    """Put the figures of an example into the tables of the layout.

    Args:
        example: the example.
        other_columns: columns that only other layouts print, as ``table.column``.
        profile: name of the layout.

    Raises:
        DeclarationError: the example names a table, row or column that there is not.
    """
    blank = blank_tables(profile)
    layouts = {layout.key: layout for layout in blank.profile.layouts}
    named = {this_year(key.table) for key in example.figures}
    named |= {*map(this_year, example.rows), *example.statements}
    unknown = named - set(layouts) - {part.key for part in load_parts()}
    if unknown:
        raise DeclarationError(f"no table {', '.join(sorted(unknown))}")
    tables = tuple(
        _table(blank, table, layouts[table.key], example, other_columns) for table in blank.tables
    )
    numbered = [replace(fact, number=number) for number, fact in enumerate(example.facts, 1)]
    return replace(
        blank,
        tables=tables,
        index=FactIndex(numbered),
        unit_kind=example.unit_kind,
        figures=example.stated,
        parts=tuple(_part(blank, part, example) for part in load_parts() if not part.is_complete),
        comparatives=(
            *(_previous(profile, table, layouts[table.key], example) for table in blank.tables),
            *(_part(blank, part, example) for part in load_parts() if part.is_complete),
        ),
    )


def _previous(profile: str, table: Table, layout: Layout, example: TableExample) -> Table:
    """What an example says of last year."""
    key = of_last_year(table.key)
    figures = {
        CellKey(table.key, place.row, place.column): figure
        for place, figure in example.figures.items()
        if place.table == key
    }
    if not figures and key not in example.rows:
        return _blank_last_year(profile)[table.key]
    rows = {table.key: example.rows[key]} if key in example.rows else {}
    then = replace(example, figures=figures, rows=rows, statements=())
    return last_years_table(_table(blank_tables(profile), table, layout, then, ()))


def _part(blank: TableSet, part: DisclosurePart, example: TableExample) -> Table:
    """What an example says in the explanation or an attachment."""
    figures = {
        (key.row, key.column): PartFigure(figure.fen, figure.step)
        for key, figure in example.figures.items()
        if key.table == part.key
    }
    listed, codes = dict(example.rows.get(part.key, ())), blank.names.get(part.classification)
    rows = sorted({row for row, _ in figures})
    names = {row: listed.get(row) or (codes.name(row) if codes else "") for row in rows}
    table = part_table(part, figures, names)
    lost = sorted(f"{part.key}[{row}].{column}" for row, column in set(figures) - set(table.cells))
    if lost:
        raise DeclarationError(f"no place {', '.join(lost)}")
    return table


@cache
def blank_tables(profile: str = DEFAULT_PROFILE) -> TableSet:
    """The tables of a layout without a figure, and without a row of a listing but its total."""
    return build_tables(
        load_profile(profile),
        FactIndex([]),
        year=YEAR,
        unit_name=_UNIT_NAME,
        unit_kind=UnitKind.UNKNOWN,
        inputs=frozenset(INPUTS),
        stated={},
    )


@cache
def _blank_last_year(profile: str) -> Mapping[str, Table]:
    """Last year's tables without a figure, by the key of this year's."""
    blank = blank_tables(profile)
    layouts = {layout.key: layout for layout in blank.profile.layouts}
    nothing = TableExample()
    return {
        table.key: last_years_table(_table(blank, table, layouts[table.key], nothing, ()))
        for table in blank.tables
    }


def _table(
    blank: TableSet,
    table: Table,
    layout: Layout,
    example: TableExample,
    other_columns: tuple[str, ...],
) -> Table:
    figures = {key: one for key, one in example.figures.items() if key.table == table.key}
    others = [each.partition(".") for each in other_columns]
    # Columns mean the same under the same key in every table.
    names = {column.key: column.name for one in blank.tables for column in one.columns}
    columns = [
        TableColumn(key, table.places + number, names.get(key, key))
        for number, (name, _, key) in enumerate(others)
        if name == table.key
    ]
    rows = table.rows
    if any(band.listing for band in layout.bands):
        rows = tuple(_rows(blank, table, layout, example, figures))
    bare = replace(
        table,
        columns=(*table.columns, *columns),
        rows=rows,
        statement=layout.statement if table.key in example.statements else "",
    )
    places = (
        list(table.cells)
        if rows is table.rows
        else [(row.key, column.key) for row in rows for column in table.columns]
    )
    places += [(row.key, column.key) for row in rows for column in columns]
    return replace(bare, cells=_cells(bare, places, figures))


def _rows(
    blank: TableSet,
    table: Table,
    layout: Layout,
    example: TableExample,
    figures: Iterable[CellKey],
) -> tuple[TableRow, ...]:
    """The total and the rows of codes, one a line."""
    total = table.row_by_key[TOTAL_ROW]
    names = blank.names[layout.classification]
    codes = sorted({key.row for key in figures if key.row != TOTAL_ROW})
    listed = example.rows.get(table.key) or tuple((code, "") for code in codes)
    rows = (
        TableRow(code, total.line + number, name or names.name(code), code)
        for number, (code, name) in enumerate(listed, 1)
    )
    return (total, *rows)


def _cells(
    table: Table,
    places: Iterable[tuple[str, str]],
    figures: Mapping[CellKey, PrintedFigure],
) -> Mapping[tuple[str, str], TableCell]:
    """All cells of the table, blank unless the example has a figure there."""
    rows, columns = table.row_by_key, table.column_by_key
    is_printed = all(figure.step == 1 for figure in figures.values())
    cells = {
        (row, column): TableCell(
            CellKey(table.key, row, column),
            rows[row].line,
            columns[column].place,
            is_printed=is_printed,
        )
        for row, column in places
    }
    for key, figure in figures.items():
        found = (rows.get(key.row), columns.get(key.column))
        place = (found[0].key, found[1].key) if found[0] and found[1] else ("", "")
        if place not in cells:
            raise DeclarationError(f"no place {key.table}[{key.row}].{key.column}")
        cells[place] = replace(cells[place], fen=figure.fen, step=figure.step, is_printed=True)
    return cells
