"""Figures of forms as numbers with the precision they are printed in.

It knows amounts, rates and points; it refuses to know which relation looks at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.money import round_half_away
from xls_juesuan.recognise.attachments.tokens import Kind
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.recognise.figures import Figures
from xls_juesuan.recognise.page import PrintedPage
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.tokens import Token
    from xls_juesuan.recognise.page import Spot

_PERCENT_DECIMALS = len(str(STEPS_PER_PERCENT)) - 1
#: A figure of a page.
Place = tuple[int, "Spot"]


@dataclass(frozen=True)
class Amounts:
    """Amounts of money on one page, in one unit.

    Attributes:
        page: where they stand.
        unit: 元 or 万元.
        tokens: the amounts.
    """

    page: PrintedPage
    unit: str
    tokens: Sequence[Token]

    def figures(self, *, is_exact: bool) -> Figures:
        """Read them."""
        page = PrintedPage(
            self.page.name,
            [[self._cell(token) for token in self.tokens]],
            decimals={
                (0, at): self.page.decimals[token.spot]
                for at, token in enumerate(self.tokens)
                if token.spot in self.page.decimals
            },
        )
        figures = Figures(page, FEN_PER_UNIT[self.unit], is_exact=is_exact)
        figures.read((0, at) for at in range(len(self.tokens)))
        return figures

    def _cell(self, token: Token) -> object:
        if token.kind is Kind.DASH:
            return None
        is_bare = token.is_whole and not token.unit
        return self.page.cell(*token.spot) if is_bare else str(token.number)


def read_amounts(
    groups: Iterable[Amounts], *, is_exact: bool
) -> dict[tuple[int, Spot], PartFigure]:
    """Give all amounts by page (its identity) and spot.

    Forms are made on one model: where one shows whole numbers only, it shows them as finely as
    the others in its unit.
    """
    groups = list(groups)
    read = [(group, group.figures(is_exact=is_exact)) for group in groups]
    finest: dict[str, int] = {}
    for group, figures in read:
        if figures.step:
            finest[group.unit] = min(finest.get(group.unit, figures.step), figures.step)
    found: dict[tuple[int, Spot], PartFigure] = {}
    for group, figures in read:
        figures.step = finest.get(group.unit)
        values = figures.figures(FEN_PER_PRINTED_STEP)
        for at, token in enumerate(group.tokens):
            figure = values.get((0, at))
            if figure is not None:
                step = figure.step if figure.is_printed else 1
                found[id(group.page), token.spot] = PartFigure(figure.fen, step)
    return found


def percent(token: Token, row: Mapping[str, Token]) -> PartFigure | None:
    """A rate; without a percent sign it may be a share of one.

    Args:
        token: the rate.
        row: the amounts beside it.
    """
    if not token.is_figure:
        return None
    value, decimals = Fraction(token.number), token.decimals
    if token.kind is Kind.NUMBER and _is_share(value, row):
        value, decimals = value * 100, max(decimals - 2, 0)
    step = 10 ** max(_PERCENT_DECIMALS - decimals, 0)
    return PartFigure(round_half_away(value * STEPS_PER_PERCENT), step)


def _is_share(value: Fraction, row: Mapping[str, Token]) -> bool:
    executed, budget = row.get("executed"), row.get("final_budget")
    if executed is None or budget is None or not budget.number:
        return False
    exact = Fraction(executed.number) / Fraction(budget.number)
    return abs(value - exact) < abs(value - exact * 100)


def points(token: Token | None) -> int | None:
    """A weight or score in ``STEPS_PER_POINT``; ``None`` where none stands there."""
    if token is None or not token.is_figure:
        return None
    return round_half_away(Fraction(token.number) * STEPS_PER_POINT)


def points_step(token: Token) -> int:
    """How finely a score is printed; a whole number has only lost its noughts."""
    return STEPS_PER_POINT // 10 if token.decimals == 1 else 1
