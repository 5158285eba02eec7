"""Linear programs over a model: whether the rows can hold, and what they leave free.

It knows the solver and its floating point; it refuses to be believed: what it says is proved
in whole fen by ``certificates``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from highspy import Highs

    from xls_juesuan.audit.joint.model import Limits
    from xls_juesuan.audit.joint.model import Model

#: Fen in one unit of the solver, so that rounding and large gaps stand in one program.
_UNIT = 10_000.0
#: In units: a gap of one fen is 100,000 times as large.
_TOLERANCE = 1e-9
_INFINITE = float("inf")


class Program:
    """The rows of a model, solved again and again with other limits.

    Args:
        model: columns and rows.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._solver = _solver(model)
        self._changed: dict[int, Limits] = {}

    def ray(self, limits: Mapping[int, Limits]) -> Sequence[float] | None:
        """Give the multiplier of each row that shows the rows cannot all hold.

        Args:
            limits: limits of columns that are not their usual ones, in fen.

        Returns:
            ``None`` when the rows can all hold; nothing but zeros when no ray is to be had.
        """
        from highspy import HighsModelStatus

        self._set(limits)
        self._solver.run()
        if self._solver.getModelStatus() == HighsModelStatus.kOptimal:
            return None
        # Its stubs leave out what the compiled part has.
        _, has_ray, found = self._solver.getDualRay()  # type: ignore[attr-defined]  # see above
        return [float(each) for each in found] if has_ray else [0.0] * len(self._model.rows)

    def ranges(self, limits: Mapping[int, Limits], wanted: Iterable[int]) -> dict[int, Limits]:
        """Give least and greatest deviation in fen of columns; empty when nothing fits.

        Args:
            limits: limits of columns that are not their usual ones.
            wanted: the columns asked about.
        """
        self._set(limits)
        found: dict[int, Limits] = {}
        for number in wanted:
            ends = [self._end(number, sign) for sign in (1.0, -1.0)]
            if _NOTHING in ends:
                return {}
            low, high = (None if abs(end) == _INFINITE else round(end * _UNIT) for end in ends)
            found[number] = (low, high)
        return found

    def _set(self, limits: Mapping[int, Limits]) -> None:
        for number in self._changed.keys() - limits.keys():
            self._solver.changeColBounds(number, *_bounds(self._model.columns[number].limits))
        for number, each in limits.items():
            if self._changed.get(number) != each:
                self._solver.changeColBounds(number, *_bounds(each))
        self._changed = dict(limits)

    def _end(self, number: int, sign: float) -> float:
        from highspy import HighsModelStatus

        self._solver.changeColCost(number, sign)
        self._solver.run()
        status = self._solver.getModelStatus()
        value = sign * float(self._solver.getInfo().objective_function_value)
        self._solver.changeColCost(number, 0.0)
        if status == HighsModelStatus.kOptimal:
            return value
        return _INFINITE if status == HighsModelStatus.kUnbounded else _NOTHING


#: No value at all: unlike any bound.
_NOTHING = -1e300


def _solver(model: Model) -> Highs:
    import numpy as np
    from highspy import Highs
    from highspy import HighsLp
    from highspy import MatrixFormat

    starts, index, value = [0], [], []
    for row in model.rows:
        index += [column for column, _ in row.terms]
        value += [float(k) for _, k in row.terms]
        starts.append(len(index))
    above = [-row.residual / _UNIT for row in model.rows]
    below = [
        end if row.is_equal else -_INFINITE for row, end in zip(model.rows, above, strict=True)
    ]
    bounds = [_bounds(column.limits) for column in model.columns]
    program = HighsLp()
    program.num_col_, program.num_row_ = len(model.columns), len(model.rows)
    program.col_cost_ = np.zeros(len(model.columns))
    program.col_lower_ = np.array([low for low, _ in bounds])
    program.col_upper_ = np.array([high for _, high in bounds])
    program.row_lower_, program.row_upper_ = np.array(below), np.array(above)
    program.a_matrix_.format_ = MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(starts)
    program.a_matrix_.index_ = np.array(index)
    program.a_matrix_.value_ = np.array(value)
    solver = Highs()  # type: ignore[no-untyped-call]  # the library's constructor has no types
    for option, setting in (
        ("output_flag", False),
        ("presolve", "off"),
        ("solver", "simplex"),
        ("threads", 1),
        ("primal_feasibility_tolerance", _TOLERANCE),
        ("dual_feasibility_tolerance", _TOLERANCE),
    ):
        solver.setOptionValue(option, setting)
    solver.passModel(program)
    return solver


def _bounds(limits: Limits) -> tuple[float, float]:
    low, high = limits
    return (
        -_INFINITE if low is None else low / _UNIT,
        _INFINITE if high is None else high / _UNIT,
    )
