"""Formulas over printed figures against the program's own judgement, line by line."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.audit.units import tables_of
from tests.office.recalculation import recalculate
from xls_juesuan.audit.printed_judgement import Truth
from xls_juesuan.audit.printed_judgement import judge
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.model import CellKey
from xls_juesuan.model import UnitKind
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.tables.table import TableCell
from xls_juesuan.tables.table import TableColumn
from xls_juesuan.tables.table import TableRow
from xls_juesuan.writing.places import Places
from xls_juesuan.writing.printed_live import PrintedFormulas

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.tables import TableSet

pytestmark = pytest.mark.office

TABLE = "expenditure"
LINES, COLUMNS = 1500, 9
#: The last column is printed in whole yuan, the others in hundredths of a 万元.
STEPS = (10_000,) * (COLUMNS - 1) + (100,)
OPERATORS = ("==", "==", "==", "<=", ">=", "<", ">", "!=")


def figure(chance: random.Random, step: int) -> int | None:
    """Draw a printed figure in fen; ``None`` is a blank."""
    kind = chance.random()
    if kind < 0.15:
        return None
    if kind < 0.3:
        return 0
    return chance.choice((1, 1, 1, -1)) * step * chance.randint(1, chance.choice((3, 10**7)))


def draw(chance: random.Random, line: int) -> tuple[Node, dict[str, int]]:
    """Draw a sum of one line that holds, or is off by about as much as rounding explains."""
    row, values = f"r{line}", {}
    columns = chance.sample(range(COLUMNS), chance.randint(2, COLUMNS))
    for column in columns:
        drawn = figure(chance, STEPS[column])
        if drawn is not None:
            values[f"c{column}"] = drawn
    cells = [Cell(TABLE, row, f"c{column}") for column in columns]
    total, right = cells[0], cells[1]
    sum_of: Node = right
    exact = Fraction(values.get(right.column, 0))
    for cell in cells[2:]:
        sign = chance.choice("+++-")
        factor = chance.choice((1, 1, 1, 1, 2))
        part: Node = cell if factor == 1 else Arithmetic("*", Number(Fraction(factor)), cell)
        sum_of = Arithmetic(sign, sum_of, part)
        exact += (1 if sign == "+" else -1) * factor * values.get(cell.column, 0)
    if chance.random() < 0.1:
        sum_of = Arithmetic("+", sum_of, Yuan(Fraction(chance.randint(-999, 999))))
    step = STEPS[columns[0]]
    apart = chance.randint(-len(columns) // 2 - 1, len(columns) // 2 + 1)
    if chance.random() < 0.9:
        values[total.column] = int(exact // step + apart) * step
    return Comparison(chance.choice(OPERATORS), total, sum_of), values


def conditions(count: int) -> tuple[TableSet, list[Node]]:
    """Draw lines of a table, and for each line a condition about it."""
    chance = random.Random(20_240_615)  # noqa: S311 - no secret
    cells, found = {}, []
    for line in range(count):
        node, values = draw(chance, line)
        for place, step in enumerate(STEPS):
            key = CellKey(TABLE, f"r{line}", f"c{place}")
            fen = values.get(key.column)
            cells[key.row, key.column] = TableCell(
                key, line, place, fen or 0, step=step, is_printed=fen is not None
            )
        if chance.random() < 0.15:
            node = Negation(node)
        if found and chance.random() < 0.15:
            node = Junction(chance.choice(("and", "or")), (node, found[-1]))
        found.append(node)
    tables = tables_of((), UnitKind.ADMINISTRATIVE)
    model = next(table for table in tables.tables if table.key == TABLE)
    table = replace(
        model,
        sheet="数",
        columns=tuple(TableColumn(f"c{place}", place, "") for place in range(COLUMNS)),
        rows=tuple(TableRow(f"r{line}", line, "") for line in range(count)),
        cells=cells,
    )
    return replace(tables, tables=(table,)), found


def widened(tables: TableSet) -> tuple[TableSet, dict[CellKey, int]]:
    """Take every eleventh figure for the sum of three rounded ones."""
    (table,) = tables.tables
    cells = dict(table.cells)
    steps = {}
    for place, cell in list(cells.items())[::11]:
        steps[cell.key] = 3 * cell.step
        cells[place] = replace(cell, step=steps[cell.key])
    return replace(tables, tables=(replace(table, cells=cells),)), steps


def test_formulas_judge_printed_figures_as_the_program_does(tmp_path: Path) -> None:
    """What may hold and what must hold is the same in a spreadsheet, to the open end.

    So it is too where some totals are sums of rounded figures.
    """
    tables, nodes = conditions(LINES)
    places = Places(tables, 1, 1, load_supplement_form())
    writer = FormulaWriter(places, "核对")
    formulas = PrintedFormulas(tables, writer)
    wider, steps = widened(tables)
    wide = PrintedFormulas(tables, writer, steps)
    path = tmp_path / "printed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, checks = book.add_worksheet("数"), book.add_worksheet("核对")
        for cell in tables.tables[0].cells.values():
            if cell.is_printed:
                sheet.write_number(cell.line, cell.place, fen_to_wan_float(cell.fen))
        for line, node in enumerate(nodes):
            checks.write_formula(line, 0, f"={formulas.may_hold(node)}")
            checks.write_formula(line, 1, f"={formulas.must_hold(node)}")
            checks.write_formula(line, 2, f"={wide.may_hold(node)}")
            checks.write_formula(line, 3, f"={wide.must_hold(node)}")
    fresh = load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)["核对"]
    wanted = [(judge(node, tables), judge(node, wider)) for node in nodes]
    assert all(sum(one is truth for one, _ in wanted) > LINES / 20 for truth in Truth)
    assert sum(one is not other for one, other in wanted) > LINES / 50
    wrong = [
        (node, truths, row)
        for node, truths, row in zip(nodes, wanted, fresh.values, strict=True)
        if row[:4]
        != tuple(
            answer
            for truth in truths
            for answer in (truth is not Truth.FAILS, truth is Truth.HOLDS)
        )
    ]
    assert not wrong, wrong[:3]
