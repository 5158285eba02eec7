"""Tree of a relation → Excel formula, with functions of Excel 2007 only.

Amounts in the workbook are 万元 with the fen as six decimals; the facts are yuan with two.
Both are doubles, so every sum is rounded back to the precision it really has, and every
comparison looks at a rounded difference.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.relation.nodes import CONDITIONS
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.money import YUAN_PER_WAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet

#: Decimals of a 万元 figure that is exact to the fen.
EXACT_DECIMALS = 6
#: Arguments that SUM takes in Excel 2007.
_MOST_ARGUMENTS = 255
_LOOSE = 0
_SUM_LEVEL = 1
_PRODUCT_LEVEL = 2
#: Comparisons of the relation language as spreadsheets write them.
COMPARISONS = {"==": "=", "!=": "<>", "<=": "<=", ">=": ">=", "<": "<", ">": ">"}


class Sheets(Protocol):
    """Where things stand in the workbook."""

    def position(self, table: str, row: str, column: str) -> tuple[str, int, int] | None:
        """Sheet name, row and column (from 0) of a cell; ``None`` when there is none."""
        ...

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        ...

    def fact_range(self, dimension: str) -> str:
        """Absolute range of a column of the facts sheet; ``fen`` names the amounts."""
        ...

    def fact_label(self, dimension: str, value: str) -> str:
        """How the facts sheet writes a value of a dimension."""
        ...

    def fault_formula(self, fault: str, table: str, argument: str) -> str:
        """Formula (without =) that counts the rows of the table with the fault."""
        ...

    def is_unit(self, kinds: tuple[str, ...]) -> bool:
        """Whether the unit is of one of the kinds."""
        ...

    def stated_formula(self, key: str) -> str:
        """Operand that gives a figure of the supplement: 万元 for amounts, or a count."""
        ...

    def threshold_formula(self, threshold: Threshold) -> str:
        """Operand that gives a threshold: 万元 for amounts, or a plain number."""
        ...

    def statement_formula(self, table: str) -> str:
        """Formula (without =) that is true when the empty-table statement is printed."""
        ...


@cache
def column_letters(column: int) -> str:
    """Name a column (from 0) as spreadsheets do: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted_sheet(name: str) -> str:
    """Quote a sheet name for a formula or link, apostrophes doubled."""
    return "'" + name.replace("'", "''") + "'"


def quoted_text(text: str) -> str:
    """Write a text constant of a formula."""
    return '"' + text.replace('"', '""') + '"'


class FormulaWriter:
    """Writes trees as formulas for one sheet, so that references within it stay short.

    Args:
        sheets: where things stand.
        home: sheet the formula will stand on; its own cells need no sheet name.
    """

    def __init__(self, sheets: Sheets, home: str = "") -> None:
        self._sheets = sheets
        self._home = home

    def amount(self, node: Node) -> str:
        """Write an amount, without the leading equals sign."""
        return self._amount(node, _LOOSE)

    def rounded_amount(self, node: Node, decimals: int = EXACT_DECIMALS) -> str:
        """Write an amount rounded to the decimals it really has."""
        return f"ROUND({self._amount(node, _LOOSE)},{decimals})"

    def yuan_amount(self, node: Node, decimals: int) -> str:
        """Write an amount in yuan, rounded; negative ``decimals`` round to tens."""
        match node:
            case FactSum(criteria):
                return f"ROUND({self._fact_sum(criteria)},{decimals})"
            case Number(value) if not value:
                return "0"
            case _:
                text = self._amount(node, _PRODUCT_LEVEL)
                return f"ROUND({text}*{YUAN_PER_WAN},{decimals})"

    def difference(self, left: Node, right: Node, decimals: int = EXACT_DECIMALS) -> str:
        """Write ``left - right``, rounded so that binary noise is zero."""
        return (
            f"ROUND({self._amount(left, _SUM_LEVEL)}-{self._amount(right, _PRODUCT_LEVEL)}"
            f",{decimals})"
        )

    def condition(self, node: Node, decimals: int = EXACT_DECIMALS) -> str:
        """Write a condition that is TRUE or FALSE."""
        match node:
            case Comparison(operator, left, right):
                return f"{self.difference(left, right, decimals)}{COMPARISONS[operator]}0"
            case Junction(operator, parts):
                joined = ",".join(self.condition(part, decimals) for part in parts)
                return f"{operator.upper()}({joined})"
            case Negation(part):
                return f"NOT({self.condition(part, decimals)})"
            case UnitIs(kinds):
                return "TRUE" if self._sheets.is_unit(kinds) else "FALSE"
            case HasStatement(table):
                return self._sheets.statement_formula(table)
            case _:
                raise TypeError(f"{node} is an amount, not a condition")

    def count(self, cells: Iterable[Cell], sign: str = "") -> str:
        """Count the cells that show a figure: any, or one that compares with zero as ``sign``."""
        places = [self._sheets.position(cell.table, cell.row, cell.column) for cell in cells]
        found = [place for place in places if place is not None]
        # Those that stand below one another come together, so that they join in one range.
        ranges = self._ranges(sorted(found, key=lambda at: (at[0], at[2], at[1])))
        if sign:
            return "+".join(f'COUNTIF({area},"{sign}0")' for area in ranges) or "0"
        return (
            "+".join(
                f"COUNT({','.join(ranges[start : start + _MOST_ARGUMENTS])})"
                for start in range(0, len(ranges), _MOST_ARGUMENTS)
            )
            or "0"
        )

    def _amount(self, node: Node, level: int) -> str:
        match node:
            case Number(value):
                return str(value.numerator) if value.denominator == 1 else repr(float(value))
            case Cell(table, row, column):
                return self._reference(table, row, column)
            case CellSum(table, rows, column):
                return self._sum(table, self._sheets.rows(table, rows), column)
            case Arithmetic():
                return self._arithmetic(node, level)
            case Call(function, arguments):
                joined = ",".join(self._amount(argument, _LOOSE) for argument in arguments)
                return f"{function.upper()}({joined})"
            case _:
                return self._figure(node, level)

    def _figure(self, node: Node, level: int) -> str:
        match node:
            case FactSum(criteria):
                text = f"{self._fact_sum(criteria)}/{YUAN_PER_WAN}"
                return f"({text})" if level >= _PRODUCT_LEVEL else text
            case FactCount(criteria):
                text = "+".join(
                    f"COUNTIFS({self._criteria(chosen)})" for chosen in _alternatives(criteria)
                )
                return f"({text})" if level >= _SUM_LEVEL and "+" in text else text
            case Yuan(value):
                return repr(float(value / YUAN_PER_WAN))
            case FaultCount(fault, table, argument):
                return self._sheets.fault_formula(fault, table, argument)
            case Stated(key):
                return self._sheets.stated_formula(key)
            case Threshold():
                return self._sheets.threshold_formula(node)
            case _ if isinstance(node, CONDITIONS):
                raise TypeError(f"{node} is a condition, not an amount")
            case _:  # pragma: no cover - every node is named above
                raise TypeError(f"{node} is no relation")

    def _arithmetic(self, node: Arithmetic, level: int) -> str:
        if node.operator in "+-":
            right_level = _PRODUCT_LEVEL if node.operator == "-" else _SUM_LEVEL
            text = (
                f"{self._amount(node.left, _SUM_LEVEL if level else _LOOSE)}{node.operator}"
                f"{self._amount(node.right, right_level)}"
            )
            return f"({text})" if level >= _PRODUCT_LEVEL else text
        left = self._amount(node.left, _PRODUCT_LEVEL)
        text = f"{left}{node.operator}{self._amount(node.right, _PRODUCT_LEVEL)}"
        return f"({text})" if level >= _PRODUCT_LEVEL else text

    def _reference(self, table: str, row: str, column: str) -> str:
        position = self._sheets.position(table, row, column)
        if position is None:
            return "0"
        sheet, line, place = position
        return f"{self._prefix(sheet)}{column_letters(place)}{line + 1}"

    def _prefix(self, sheet: str) -> str:
        return "" if sheet == self._home else f"{quoted_sheet(sheet)}!"

    def _sum(self, table: str, rows: tuple[str, ...], column: str) -> str:
        places = [self._sheets.position(table, row, column) for row in rows]
        arguments = self._ranges([place for place in places if place is not None])
        if not arguments:
            return "0"
        sums = [
            f"SUM({','.join(arguments[start : start + _MOST_ARGUMENTS])})"
            for start in range(0, len(arguments), _MOST_ARGUMENTS)
        ]
        return sums[0] if len(sums) == 1 else f"SUM({','.join(sums)})"

    def _ranges(self, places: list[tuple[str, int, int]]) -> list[str]:
        return [
            f"{self._prefix(sheet)}{column_letters(place)}{first + 1}"
            + (f":{column_letters(place)}{last + 1}" if last > first else "")
            for sheet, place, first, last in _runs(places)
        ]

    def _fact_sum(self, criteria: Criteria) -> str:
        amounts = self._sheets.fact_range("fen")
        text = "+".join(
            f"SUMIFS({amounts},{self._criteria(chosen)})" for chosen in _alternatives(criteria)
        )
        return f"({text})" if "+" in text else text

    def _criteria(self, chosen: tuple[tuple[str, str], ...]) -> str:
        return ",".join(
            f"{self._sheets.fact_range(dimension)},"
            f"{quoted_text(self._sheets.fact_label(dimension, value))}"
            for dimension, value in chosen
        )


def _alternatives(criteria: Criteria) -> list[tuple[tuple[str, str], ...]]:
    dimensions = [dimension for dimension, _ in criteria]
    return [
        tuple(zip(dimensions, chosen, strict=True))
        for chosen in product(*(values for _, values in criteria))
    ]


def _runs(places: list[tuple[str, int, int]]) -> list[tuple[str, int, int, int]]:
    """Join cells that stand below one another: (sheet, column, first row, last row)."""
    runs: list[tuple[str, int, int, int]] = []
    for sheet, line, place in places:
        if runs and runs[-1][:2] == (sheet, place) and runs[-1][3] == line - 1:
            runs[-1] = (sheet, place, runs[-1][2], line)
        else:
            runs.append((sheet, place, line, line))
    return runs
