"""The tree of the relation language: what a relation says, free of where values stand.

One tree serves every use: it is evaluated in fen, written as an Excel formula and read out
as text. The leaves are cells of the statutory tables (by table, row and column key), sums
over facts, and counts of faults in a table's rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from fractions import Fraction

#: Row and column keys that stand for the bound row or column of a ``for each`` relation.
ROW_VARIABLE = "row"
COLUMN_VARIABLE = "col"
#: Value of a fact's funding source that stands for those which a column of figures counts.
OF_COLUMN = "of_column"

#: What stands before the name of a table to mean last year's.
PREVIOUS = "previous."

#: Named row sets of a table of codes, relative to the bound row where that makes sense.
Kin = Literal["children", "categories", "sections", "items", "codes"]
KINS: tuple[Kin, ...] = ("children", "categories", "sections", "items", "codes")

#: Dimensions of a fact that a relation may select by.
DIMENSIONS = (
    "flow",
    "item",
    "funding",
    "category",
    "section",
    "function",
    "economic_category",
    "economic",
    "account",
    "project",
    "origin",
)

#: Faults in the rows of a table that a relation may count.
ROW_FAULTS = (
    "disordered",
    "repeated",
    "orphaned",
    "misnamed",
    "all_zero",
    "wrong_fund",
    "unlisted",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number: zero, a count or a ratio; for an amount see ``Yuan``."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Yuan:
    """A fixed amount in yuan, a threshold to compare with."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Threshold:
    """A declared limit that the user may set; ``value`` is 0 until it is bound.

    Attributes:
        key: its name in relations.
        value: in yuan, or a plain number: a share (0.2 for 20 %), a count.
        unit: what the value is.
    """

    key: str
    value: Fraction
    unit: Literal["percent", "yuan", "number"] = "number"

    @property
    def is_amount(self) -> bool:
        """Whether it is money."""
        return self.unit == "yuan"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; an empty ``column`` means the table's only column of figures."""

    table: str
    row: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Rows from ``first`` to ``last`` in the order of the table, both included."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Kindred:
    """Rows by kinship: all categories, or the children of the row ``of``."""

    kin: Kin
    of: str = ROW_VARIABLE


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows named one by one."""

    rows: tuple[str, ...]


RowSet = Span | Kindred | Listed


@dataclass(frozen=True, slots=True)
class CellSum:
    """Sum of one column over a set of rows."""

    table: str
    rows: RowSet
    column: str = ""


#: Criteria of a fact query: dimension and the values it may take, sorted by dimension.
Criteria = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class FactSum:
    """Sum of the facts that meet all criteria, in fen."""

    criteria: Criteria


@dataclass(frozen=True, slots=True)
class FactCount:
    """Number of the facts that meet all criteria."""

    criteria: Criteria


@dataclass(frozen=True, slots=True)
class FaultCount:
    """Number of rows of a table that show a fault; ``argument`` is a fund for wrong_fund."""

    fault: str
    table: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class UnitIs:
    """Whether the unit is of one of the kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HasStatement:
    """Whether the table prints the statement that it is empty."""

    table: str


@dataclass(frozen=True, slots=True)
class IsSaid:
    """Whether a figure of the explanation or the attachments is given at all."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class IsShare:
    """Whether the percentage in ``cell`` is ``part`` over ``whole``, rounded as it is printed."""

    cell: Cell
    part: Node
    whole: Node


@dataclass(frozen=True, slots=True)
class ShowsZero:
    """Whether an amount is nothing as it is printed, whatever was rounded away."""

    part: Node


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the supplement by its key: an amount in fen, or a count."""

    key: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right`` with ``+ - * /``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """``abs``, ``min`` or ``max`` of amounts."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right`` with ``== != <= >= < >``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` / ``or`` of conditions."""

    operator: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """``not`` of a condition."""

    part: Node


Node = (
    Number
    | Yuan
    | Threshold
    | Cell
    | CellSum
    | FactSum
    | FactCount
    | FaultCount
    | UnitIs
    | HasStatement
    | IsSaid
    | IsShare
    | ShowsZero
    | Stated
    | Arithmetic
    | Call
    | Comparison
    | Junction
    | Negation
)
CONDITIONS = (Comparison, Junction, Negation, UnitIs, HasStatement, IsSaid, IsShare, ShowsZero)
#: Nodes that have others below them. Most of a tree are leaves, which one look tells apart.
_INNER = frozenset({Arithmetic, Call, Comparison, IsShare, Junction, Negation, ShowsZero})


def children(node: Node) -> tuple[Node, ...]:
    """Give the nodes directly below ``node``."""
    match node:
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            return left, right
        case Junction(_, parts) | Call(_, parts):
            return parts
        case Negation(part) | ShowsZero(part):
            return (part,)
        case IsShare(cell, part, whole):
            return cell, part, whole
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and everything below it, depth first."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if type(part) in _INNER:
            waiting.extend(reversed(children(part)))


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """Give a copy of the tree in which ``change`` was applied to every node, leaves first."""
    if type(node) not in _INNER:
        return change(node)
    match node:
        case Arithmetic(operator, left, right):
            node = Arithmetic(operator, rebuild(left, change), rebuild(right, change))
        case Comparison(operator, left, right):
            node = Comparison(operator, rebuild(left, change), rebuild(right, change))
        case Junction(operator, parts):
            node = Junction(operator, tuple(rebuild(part, change) for part in parts))
        case Call(function, arguments):
            node = Call(function, tuple(rebuild(part, change) for part in arguments))
        case Negation(part):
            node = Negation(rebuild(part, change))
        case ShowsZero(part):
            node = ShowsZero(rebuild(part, change))
        case IsShare(cell, part, whole):
            bound = rebuild(cell, change)
            assert isinstance(bound, Cell)  # noqa: S101 - a cell stays a cell
            node = IsShare(bound, rebuild(part, change), rebuild(whole, change))
        case _:
            pass
    return change(node)


def bind(node: Node, *, row: str = "", column: str = "") -> Node:
    """Replace the row and column variables of a ``for each`` relation by actual keys."""

    def bound_row(key: str) -> str:
        return row if row and key == ROW_VARIABLE else key

    def bound_column(key: str) -> str:
        return column if column and key == COLUMN_VARIABLE else key

    def change(part: Node) -> Node:
        if isinstance(part, Cell):
            if part.row != ROW_VARIABLE and part.column != COLUMN_VARIABLE:
                return part
            return Cell(part.table, bound_row(part.row), bound_column(part.column))
        if isinstance(part, IsSaid):
            cell = part.cell
            return IsSaid(Cell(cell.table, bound_row(cell.row), bound_column(cell.column)))
        if isinstance(part, CellSum):
            rows = part.rows
            if isinstance(rows, Kindred):
                rows = Kindred(rows.kin, bound_row(rows.of))
            return CellSum(part.table, rows, bound_column(part.column))
        if isinstance(part, FactSum | FactCount):
            criteria = tuple(
                (dimension, tuple(bound_row(value) for value in values))
                for dimension, values in part.criteria
            )
            return type(part)(criteria)
        return part

    return rebuild(node, change)


def of_last_year(table: str) -> str:
    """Name the table of last year."""
    return PREVIOUS + table


def this_year(table: str) -> str:
    """Name the same table of this year; a table of this year is itself."""
    return table.removeprefix(PREVIOUS)
