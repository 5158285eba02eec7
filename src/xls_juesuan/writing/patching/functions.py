"""The functions of spreadsheets that tables of final accounts use.

It knows what each gives for values and grids; it refuses to know cells and sheets.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.writing.patching.sheet import plain_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

Value = Decimal | str | bool | None

_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
#: What SUBTOTAL calls the sum, with hidden rows and without.
_SUBTOTALS = {9, 109}


class FormulaError(Exception):
    """A formula that gives an error, such as #DIV/0!."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of a range, line by line."""

    lines: tuple[tuple[Value, ...], ...]

    @property
    def height(self) -> int:
        """Number of lines."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """Number of places."""
        return len(self.lines[0]) if self.lines else 0

    @property
    def size(self) -> int:
        """Number of values."""
        return self.height * self.width

    def at(self, line: int, place: int) -> Value:
        """A value; a grid of one line or one place goes on as it is."""
        row = self.lines[0 if self.height == 1 else line]
        return row[0 if self.width == 1 else place]

    def map(self, change: Callable[[Value], Value]) -> Grid:
        """The same grid of other values."""
        return Grid(tuple(tuple(map(change, line)) for line in self.lines))

    def values(self) -> Iterator[Value]:
        """All values, line by line."""
        for line in self.lines:
            yield from line


Argument = Value | Grid


def number_of(value: Value) -> Decimal:
    """A value as a number."""
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    try:
        number = Decimal(value.replace(",", "").strip())
    except InvalidOperation:
        raise FormulaError("#VALUE!") from None
    if not number.is_finite():
        # The word NaN is a text like any other.
        raise FormulaError("#VALUE!")
    return number


def text_of_value(value: Value) -> str:
    """A value as a text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain_number(value) if isinstance(value, Decimal) else value or ""


def is_true(value: Value) -> bool:
    """A value as a truth value."""
    return value if isinstance(value, bool) else bool(number_of(value))


def compared(sign: str, left: Value, right: Value) -> bool:
    """Compare two values as spreadsheets do: texts without regard to case."""
    if isinstance(left, str) or isinstance(right, str):
        if left is None or right is None or (isinstance(left, str) and isinstance(right, str)):
            one, other = text_of_value(left).casefold(), text_of_value(right).casefold()
            return _COMPARISONS[sign](one, other)
        # A text is more than any number.
        return _COMPARISONS[sign](isinstance(left, str), isinstance(right, str))
    return _COMPARISONS[sign](number_of(left), number_of(right))


def _flat(arguments: tuple[Argument, ...]) -> Iterator[Value]:
    for each in arguments:
        if isinstance(each, Grid):
            yield from each.values()
        else:
            yield each


def _numbers(*arguments: Argument) -> list[Decimal]:
    """Numbers among the arguments; texts within ranges do not count."""
    found: list[Decimal] = []
    for each in arguments:
        if isinstance(each, Grid):
            found += [value for value in each.values() if isinstance(value, Decimal)]
        elif isinstance(each, Decimal | bool):
            found.append(number_of(each))
    return found


def _sum(*arguments: Argument) -> Decimal:
    return sum(_numbers(*arguments), Decimal(0))


def _rounded(rounding: str) -> Callable[..., Value]:
    def function(value: Value, digits: Value = None) -> Value:
        step = Decimal(1).scaleb(-int(number_of(digits)))
        # Whatever a binary number cannot hold was not meant.
        exact = number_of(value).quantize(Decimal(1).scaleb(-11), rounding=ROUND_HALF_UP)
        return exact.quantize(step, rounding=rounding)

    return function


def _meets(value: Value, condition: Value) -> bool:
    if not isinstance(condition, str):
        return compared("=", value, condition) and (value is None) == (condition is None)
    found = _CONDITION.fullmatch(condition)
    sign, wanted = (found[1] or "=", found[2]) if found else ("=", condition)
    try:
        number = Decimal(wanted)
    except InvalidOperation:
        pattern = ".*".join(map(re.escape, wanted.split("*"))).replace(r"\?", ".")
        is_like = re.fullmatch(pattern, text_of_value(value), re.IGNORECASE) is not None
        return not is_like if sign == "<>" else is_like
    if isinstance(value, str):
        try:
            value = Decimal(value)
        except InvalidOperation:
            return sign == "<>"
    if value is None or isinstance(value, bool):
        return sign == "<>"
    return _COMPARISONS[sign](value, number)


def _grid(value: Argument) -> Grid:
    return value if isinstance(value, Grid) else Grid(((value,),))


def _sum_if(where: Argument, condition: Value, summed: Argument = None) -> Decimal:
    asked, given = _grid(where), _grid(where if summed is None else summed)
    if (asked.height, asked.width) != (given.height, given.width):
        raise TypeError
    pairs = zip(asked.values(), given.values(), strict=True)
    return sum((n for v, n in pairs if _meets(v, condition) and isinstance(n, Decimal)), Decimal(0))


def _sum_ifs(summed: Argument, *conditions: Argument) -> Decimal:
    grids = [list(_grid(each).values()) for each in conditions[::2]]
    wanted = conditions[1::2]
    total = Decimal(0)
    for at, value in enumerate(_grid(summed).values()):
        fits = all(
            not isinstance(want, Grid) and _meets(grid[at], want)
            for grid, want in zip(grids, wanted, strict=True)
        )
        if fits and isinstance(value, Decimal):
            total += value
    return total


def _count_if(where: Argument, condition: Value) -> Decimal:
    return Decimal(sum(_meets(value, condition) for value in _grid(where).values()))


def _sum_product(*arguments: Argument) -> Decimal:
    grids = [_grid(each) for each in arguments]
    if len({(grid.height, grid.width) for grid in grids}) != 1:
        raise TypeError
    total = Decimal(0)
    for values in zip(*(grid.values() for grid in grids), strict=True):
        product = Decimal(1)
        for value in values:
            product *= value if isinstance(value, Decimal) else 0
        total += product
    return total


def _over(change: Callable[[Value], Value]) -> Callable[[Argument], Argument]:
    return lambda value: value.map(change) if isinstance(value, Grid) else change(value)


def _left(value: Argument, count: Value = None) -> Argument:
    size = 1 if count is None else int(number_of(count))
    return _over(lambda each: text_of_value(each)[:size])(value)


def _right(value: Argument, count: Value = None) -> Argument:
    size = 1 if count is None else int(number_of(count))
    return _over(lambda each: text_of_value(each)[-size:] if size else "")(value)


def _subtotal(kind: Value, *arguments: Argument) -> Decimal:
    if int(number_of(kind)) not in _SUBTOTALS:
        raise TypeError
    return _sum(*arguments)


FUNCTIONS: dict[str, Callable[..., Argument]] = {
    "SUM": _sum,
    "SUBTOTAL": _subtotal,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "ABS": lambda value: abs(number_of(value)),
    "MAX": lambda *values: max(_numbers(*values), default=Decimal(0)),
    "MIN": lambda *values: min(_numbers(*values), default=Decimal(0)),
    "AND": lambda *values: all(is_true(each) for each in _flat(values)),
    "OR": lambda *values: any(is_true(each) for each in _flat(values)),
    "NOT": lambda value: not is_true(value),
    "SUMIF": _sum_if,
    "SUMIFS": _sum_ifs,
    "COUNTIF": _count_if,
    "SUMPRODUCT": _sum_product,
    "COUNT": lambda *values: Decimal(len(_numbers(*values))),
    "COUNTA": lambda *values: Decimal(sum(each is not None for each in _flat(values))),
    "LEN": _over(lambda value: Decimal(len(text_of_value(value)))),
    "TRIM": _over(lambda value: " ".join(text_of_value(value).split())),
    "VALUE": _over(number_of),
    "N": lambda value: value if isinstance(value, Decimal) else Decimal(0),
    "LEFT": _left,
    "RIGHT": _right,
    "CONCATENATE": lambda *values: "".join(map(text_of_value, _flat(values))),
    "ISNUMBER": _over(lambda value: isinstance(value, Decimal)),
    "ISBLANK": _over(lambda value: value is None),
}
