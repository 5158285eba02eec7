"""Whether formulas can hold together, on figures that are not all nothing.

It knows formulas and the solver; it refuses to know rules. Alternatives are whole numbers of
the solver's; what it finds is held to the formulas once more, exactly.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.consistency.formulas import OUTSIDE
from xls_juesuan.audit.consistency.formulas import All
from xls_juesuan.audit.consistency.formulas import Any
from xls_juesuan.audit.consistency.formulas import Atom
from xls_juesuan.audit.consistency.formulas import atoms_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from highspy import HighsLp

    from xls_juesuan.audit.consistency.formulas import Formula
    from xls_juesuan.declarations.relation.nodes import Cell

#: An amount in fen that is not small: a thousand yuan. The solver counts in it.
SIZEABLE = 100_000
ONE = Fraction(1)
#: No figure of a sample is larger than so many sizeable amounts, or than so many times the
#: largest amount that a formula names.
_LARGEST, _TIMES = 2_000.0, 20.0
#: What a strict inequality leaves at least, in sizeable amounts: ten fen.
_MARGIN = 1e-4
_TOLERANCE = 1e-9
#: Figures of the solver are fractions of a sizeable amount with no larger denominator.
_FINEST = 100_000
_SECONDS = 60.0

Point = dict["Cell", Fraction]


def find_point(
    formulas: Iterable[Formula],
    wanted: Collection[Cell] = (),
    hoped: Iterable[Formula] = (),
    *,
    allows_negative: bool = False,
) -> Point | None:
    """Give figures in fen with which all formulas hold; ``None`` when none were found.

    Args:
        formulas: what must hold.
        wanted: cells of which as many as can be are to be sizeable at once.
        hoped: formulas of which as many as can be are to hold, too.
        allows_negative: whether cells may be less than nothing.
    """
    import highspy

    asked = list(formulas)
    constants = (abs(atom.constant) for formula in asked for atom in atoms_of(formula))
    largest = max(_LARGEST, _TIMES * float(max(constants, default=0)) / SIZEABLE)
    model = _Model(largest, allows_negative=allows_negative)
    for formula in asked:
        model.demand(formula)
    for cell in sorted(wanted, key=repr):
        model.want(cell)
    for formula in hoped:
        model.hope(formula)
    if not model.cells:
        return {} if all(holds(formula, {}) for formula in asked) else None
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types here
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", _SECONDS)
    solver.setOptionValue("primal_feasibility_tolerance", _TOLERANCE)
    solver.setOptionValue("mip_feasibility_tolerance", _TOLERANCE)
    solver.setOptionValue("mip_rel_gap", 0.02)
    solver.passModel(model.program())
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = solver.getSolution().col_value
    return {
        cell: Fraction(values[at]).limit_denominator(_FINEST) * SIZEABLE
        for cell, at in model.cells.items()
    }


def holds(formula: Formula, point: Mapping[Cell, Fraction]) -> bool:
    """Whether a formula holds, exactly; what is not judged does."""
    match formula:
        case Atom(coefficients, constant, at_most, is_strict):
            value = constant + sum((k * point.get(cell, 0) for cell, k in coefficients), Fraction())
            if not at_most:
                return value == 0
            return value < 0 if is_strict else value <= 0
        case All(parts):
            return all(holds(part, point) for part in parts)
        case Any(parts):
            return any(holds(part, point) for part in parts)
        case _:
            return True


def smallest_conflict(
    names: Sequence[str], fails: Callable[[Sequence[str]], bool]
) -> tuple[str, ...]:
    """Leave out names until each that is left is needed for the failure (deletion filter).

    Args:
        names: names of what fails together.
        fails: whether those that are named still fail.

    Returns:
        A smallest set; large pieces are left out before single names.
    """
    kept = list(names)
    size = max(1, len(kept) // 2)
    while True:
        at = 0
        while at < len(kept):
            rest = kept[:at] + kept[at + size :]
            if fails(rest):
                kept = rest
            else:
                at += size
        if size == 1:
            return tuple(kept)
        size //= 2


class _Model:
    """Columns and rows of a program: cells first come, alternatives as whole numbers.

    Args:
        largest: no figure is larger, in sizeable amounts.
        allows_negative: whether cells may be less than nothing.
    """

    def __init__(self, largest: float, *, allows_negative: bool) -> None:
        self._largest = largest
        self.cells: dict[Cell, int] = {}
        self._least = -largest if allows_negative else 0.0
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._cost: list[float] = []
        self._whole: set[int] = set()
        self._rows: list[tuple[list[tuple[int, float]], float, float]] = []

    def demand(self, formula: Formula, switch: int | None = None) -> None:
        """Make a formula hold, or hold where the switch is on."""
        match formula:
            case Atom():
                self._atom(formula, switch)
            case All(parts):
                for part in parts:
                    self.demand(part, switch)
            case Any(parts):
                choices = [self._column(0.0, 1.0, is_whole=True) for _ in parts]
                terms = [(choice, 1.0) for choice in choices]
                if switch is None:
                    self._rows.append((terms, 1.0, float(len(parts))))
                else:
                    self._rows.append(([*terms, (switch, -1.0)], 0.0, float(len(parts))))
                for part, choice in zip(parts, choices, strict=True):
                    self.demand(part, choice)
            case _:
                pass

    def want(self, cell: Cell) -> None:
        """Reward a cell for growing until it is sizeable."""
        reward = self._column(0.0, 1.0, cost=-1.0)
        self._rows.append(([(reward, 1.0), (self._cell(cell), -1.0)], -2 * self._largest, 0.0))

    def hope(self, formula: Formula) -> None:
        """Reward a formula for holding."""
        self.demand(formula, self._column(0.0, 1.0, cost=-1.0, is_whole=True))

    def program(self) -> HighsLp:
        """Everything as the solver takes it."""
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._lower), len(self._rows)
        lp.col_cost_, lp.col_lower_ = np.array(self._cost), np.array(self._lower)
        lp.col_upper_ = np.array(self._upper)
        lp.row_lower_ = np.array([low for _, low, _ in self._rows])
        lp.row_upper_ = np.array([high for _, _, high in self._rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)])
        lp.a_matrix_.index_ = np.array([at for terms, _, _ in self._rows for at, _ in terms])
        lp.a_matrix_.value_ = np.array([k for terms, _, _ in self._rows for _, k in terms])
        kinds = highspy.HighsVarType
        if self._whole:
            lp.integrality_ = [
                kinds.kInteger if at in self._whole else kinds.kContinuous
                for at in range(len(self._lower))
            ]
        return lp

    def _column(
        self, lower: float, upper: float, *, cost: float = 0.0, is_whole: bool = False
    ) -> int:
        at = len(self._lower)
        self._lower.append(lower)
        self._upper.append(upper)
        self._cost.append(cost)
        if is_whole:
            self._whole.add(at)
        return at

    def _cell(self, cell: Cell) -> int:
        if cell not in self.cells:
            least = -self._largest if cell.table == OUTSIDE else self._least
            self.cells[cell] = self._column(least, self._largest)
        return self.cells[cell]

    def _atom(self, atom: Atom, switch: int | None) -> None:
        terms = [(self._cell(cell), float(k)) for cell, k in atom.coefficients]
        constant = float(atom.constant) / SIZEABLE + (_MARGIN if atom.is_strict else 0.0)
        self._at_most(terms, -constant, switch)
        if not atom.at_most:
            self._at_most([(at, -k) for at, k in terms], constant, switch)

    def _at_most(self, terms: list[tuple[int, float]], high: float, switch: int | None) -> None:
        """Bound a sum from above; where the switch is off, no further than it can reach."""
        ends = [(k * self._lower[at], k * self._upper[at]) for at, k in terms]
        lowest, highest = sum(map(min, ends)), sum(map(max, ends))
        if switch is None:
            self._rows.append((terms, lowest - 1.0, high))
        elif highest > high:
            row = [*terms, (switch, highest - high)]
            self._rows.append((row, lowest - 1.0, highest))
