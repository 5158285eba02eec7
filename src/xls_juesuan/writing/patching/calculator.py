"""What the formulas of a workbook give now, as far as that can be known without Excel.

It knows operators and cells; functions stand in ``functions``. What it cannot calculate it says;
it never guesses.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from decimal import DecimalException
from typing import TYPE_CHECKING

from xls_juesuan.writing.patching.formula_tree import Call
from xls_juesuan.writing.patching.formula_tree import Constant
from xls_juesuan.writing.patching.formula_tree import Name
from xls_juesuan.writing.patching.formula_tree import NotComputableError
from xls_juesuan.writing.patching.formula_tree import Operation
from xls_juesuan.writing.patching.formula_tree import Reference
from xls_juesuan.writing.patching.formula_tree import parse_formula
from xls_juesuan.writing.patching.functions import FUNCTIONS
from xls_juesuan.writing.patching.functions import FormulaError
from xls_juesuan.writing.patching.functions import Grid
from xls_juesuan.writing.patching.functions import compared
from xls_juesuan.writing.patching.functions import is_true
from xls_juesuan.writing.patching.functions import number_of
from xls_juesuan.writing.patching.functions import text_of_value
from xls_juesuan.writing.patching.sheet import place_in
from xls_juesuan.writing.patching.sheet import row_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.formula_tree import Tree
    from xls_juesuan.writing.patching.functions import Value
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.references import Area
    from xls_juesuan.writing.patching.sheet import Sheet

_Spot = tuple[str, int, int]
_ARITHMETIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_MOST_CELLS = 200_000
_DEEPEST = 200


class Calculator:
    """Calculates cells; each once.

    Args:
        book: the workbook.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cells: dict[str, dict[tuple[int, int], tuple[Sheet, Element]]] = {}
        self._sheets = {entry.name.casefold(): entry.name for entry in book.entries}
        self._known: dict[_Spot, Value] = {}
        self._unknown: set[_Spot] = set()
        self._running: set[_Spot] = set()

    def value(self, sheet: str, row: int, place: int) -> Value:
        """What a cell holds or gives.

        Raises:
            NotComputableError: only a spreadsheet program can tell.
            FormulaError: it gives an error such as #DIV/0!.
        """
        spot = (sheet, row, place)
        if spot in self._known:
            return self._known[spot]
        if spot in self._unknown or spot in self._running or len(self._running) > _DEEPEST:
            raise NotComputableError(sheet)
        self._running.add(spot)
        try:
            self._known[spot] = self._value(spot)
        except NotComputableError:
            self._unknown.add(spot)
            raise
        finally:
            self._running.discard(spot)
        return self._known[spot]

    def _value(self, spot: _Spot) -> Value:
        name, row, place = spot
        found = self._of_sheet(name).get((row, place))
        if found is None:
            return None
        sheet, cell = found
        formula = sheet.formula(cell)
        if formula is None:
            if cell.get("t") == "e":
                raise FormulaError(sheet.text(cell))
            return sheet.value(cell)
        if formula.get("t") in {"array", "dataTable"} or not formula.text:
            raise NotComputableError(name)
        result = self._evaluate(parse_formula(formula.text), name)
        if isinstance(result, Grid):
            if result.size != 1:
                raise NotComputableError(name)
            result = result.lines[0][0]
        return Decimal(0) if result is None else result

    def _of_sheet(self, name: str) -> dict[tuple[int, int], tuple[Sheet, Element]]:
        if name not in self._cells:
            sheet = self._book.sheet(name)
            self._cells[name] = {
                (row_in(cell), place_in(cell)): (sheet, cell) for cell in sheet.cells()
            }
        return self._cells[name]

    # ------------------------------------------------------------------ trees

    def _evaluate(self, tree: Tree | None, own: str) -> Value | Grid:
        match tree:
            case None:
                return None
            case Constant():
                return tree.value
            case Reference():
                return self._range(tree, own)
            case Name():
                return self._evaluate(self._named(tree.name), own)
            case Operation():
                return self._operation(tree, own)
            case Call():
                return self._call(tree, own)

    def _named(self, name: str) -> Tree:
        for each in self._book.names():
            if each.get("name", "").casefold() == name.casefold() and each.text:
                return parse_formula(each.text)
        raise NotComputableError(name)

    def _range(self, reference: Reference, own: str) -> Value | Grid:
        name = self._sheets.get((reference.sheet or own).casefold())
        area = reference.area
        if name is None:
            raise NotComputableError(reference.sheet)
        bounds = self._bounds(name, area)
        first, left, last, right = bounds
        if (first, left) == (last, right):
            return self.value(name, first, left)
        if (last - first + 1) * (right - left + 1) > _MOST_CELLS:
            raise NotComputableError(reference.sheet)
        return Grid(
            tuple(
                tuple(self.value(name, row, place) for place in range(left, right + 1))
                for row in range(first, last + 1)
            )
        )

    def _bounds(self, name: str, area: Area) -> tuple[int, int, int, int]:
        spots = self._of_sheet(name)
        last = area.last or max((row for row, _ in spots), default=1)
        right = area.right
        if right is None:
            right = max((place for _, place in spots), default=0)
        return area.first or 1, area.left or 0, last, right

    def _operation(self, tree: Operation, own: str) -> Value | Grid:
        left = self._evaluate(tree.left, own)
        if tree.right is None:
            sign = tree.operator
            return _each(
                left,
                lambda value: -number_of(value) if sign == "neg" else number_of(value) / 100,
            )
        right = self._evaluate(tree.right, own)
        return _pairs(left, right, lambda a, b: _combined(tree.operator, a, b))

    def _call(self, tree: Call, own: str) -> Value | Grid:
        name, arguments = tree.function, tree.arguments
        if name == "IF" and 2 <= len(arguments) <= 3:
            condition = self._evaluate(arguments[0], own)
            if isinstance(condition, Grid):
                raise NotComputableError(name)
            if is_true(condition):
                return self._evaluate(arguments[1], own)
            return self._evaluate(arguments[2], own) if len(arguments) == 3 else False
        if name in {"IFERROR", "ISERROR"} and arguments:
            try:
                result = self._evaluate(arguments[0], own)
            except FormulaError:
                return True if name == "ISERROR" else self._evaluate(arguments[1], own)
            return False if name == "ISERROR" else result
        function = FUNCTIONS.get(name)
        if function is None:
            raise NotComputableError(name)
        try:
            return function(*(self._evaluate(each, own) for each in arguments))
        except (TypeError, IndexError, DecimalException) as error:
            # More or fewer arguments than the function takes here.
            raise NotComputableError(name) from error


def _each(value: Value | Grid, change: Callable[[Value], Value]) -> Value | Grid:
    return value.map(change) if isinstance(value, Grid) else change(value)


def _pairs(
    left: Value | Grid, right: Value | Grid, join: Callable[[Value, Value], Value]
) -> Value | Grid:
    """Join two values, or two grids cell by cell; one of both may be stretched."""
    if not isinstance(left, Grid) and not isinstance(right, Grid):
        return join(left, right)
    one = left if isinstance(left, Grid) else Grid(((left,),))
    other = right if isinstance(right, Grid) else Grid(((right,),))
    lines, places = max(one.height, other.height), max(one.width, other.width)
    return Grid(
        tuple(
            tuple(join(one.at(line, place), other.at(line, place)) for place in range(places))
            for line in range(lines)
        )
    )


def _combined(sign: str, left: Value, right: Value) -> Value:
    if sign == "&":
        return text_of_value(left) + text_of_value(right)
    if sign in {"=", "<>", "<", ">", "<=", ">="}:
        return compared(sign, left, right)
    one, other = number_of(left), number_of(right)
    if sign == "/":
        if not other:
            raise FormulaError("#DIV/0!")
        return one / other
    if sign == "^":
        raise NotComputableError(sign)
    return _ARITHMETIC[sign](one, other)
