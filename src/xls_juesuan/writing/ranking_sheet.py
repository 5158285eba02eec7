"""The ranking of units among their peers, as a table and as charts of the table's cells.

It knows what units are compared by; it refuses to judge: a unit that stands out may have reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from xls_juesuan.messages import batch_summary as say
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.model import UnitKind
from xls_juesuan.writing.bars import Bars
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.summary_sheets import FIRST_LINE
from xls_juesuan.writing.summary_sheets import HEAD_LINE
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from xls_juesuan.writing.batch_summary import UnitLine
    from xls_juesuan.writing.styles import Styles

#: Units that a chart shows: those that stand highest.
_MOST_BARS = 20
_FEN = 100
_UNIT, _KIND, _STAFF = 1, 2, 3
_UNIT_WIDTH, _WIDTH = 30.0, 13.0


@dataclass(frozen=True, slots=True)
class Measure:
    """What units are compared by: one figure for each of something, or its share in it.

    Attributes:
        name: what it is called.
        above, below: keys of the figures that are divided; nothing below counts as one.
        is_share: whether it is a share, rather than an amount in yuan.
    """

    name: str
    above: str
    below: str = ""
    is_share: bool = False

    def of(self, figures: Mapping[str, int]) -> Fraction | None:
        """Give its value, in yuan or as a ratio; ``None`` where it cannot be told."""
        above = figures.get(self.above)
        below = figures.get(self.below) if self.below else 1
        if above is None or not below or below < 0:
            return None
        return Fraction(above, below) if self.is_share else Fraction(above, below * _FEN)


#: Figures of the table, by key, and what is made of them.
FIGURES = {
    "expenditure": say.EXPENDITURE,
    "personnel": say.PERSONNEL,
    "public_use": say.PUBLIC_USE,
    "three_public": say.THREE_PUBLIC,
    "goods": say.GOODS,
    "other_goods": say.OTHER_GOODS,
}
MEASURES = (
    Measure(say.PERSONNEL_PER_HEAD, "personnel", "staff"),
    Measure(say.PUBLIC_USE_PER_HEAD, "public_use", "staff"),
    Measure(say.THREE_PUBLIC_SHARE, "three_public", "expenditure", is_share=True),
    Measure(say.OTHER_SHARE, "other_goods", "goods", is_share=True),
)
_FIRST_FIGURE = _STAFF + 1
_FIRST_MEASURE = _FIRST_FIGURE + len(FIGURES)
#: Value, rank among all, and the ratio to the median of the kind.
_PLACES_EACH = 3


def write_ranking(book: Workbook, styles: Styles, units: Sequence[UnitLine]) -> None:
    """Write the table of units and, on a sheet after it, a chart for each measure."""
    page = Page(book, styles, say.RANKING)
    heads = [say.NUMBER, say.UNIT, say.KIND, say.STAFF, *FIGURES.values()]
    for measure in MEASURES:
        heads += [measure.name, say.RANK, say.AGAINST_MEDIAN]
    widths = [6.0, _UNIT_WIDTH, 14.0, 8.0, *[_WIDTH] * (len(heads) - 4)]
    page.widths(widths)
    # The sheet prints two pages across: title and note stand on the first.
    top = _FIRST_MEASURE
    page.top(say.RANKING_TITLE, say.RANKING_NOTE, heads, sum(widths[:top]), places=top)
    page.height(HEAD_LINE, row_height("字" * 12, _WIDTH))
    last = FIRST_LINE + max(len(units), 1) - 1
    medians = _medians(units)
    ranks = {measure: _ranks(measure, units) for measure in MEASURES}
    for number, unit in enumerate(units):
        row = FIRST_LINE + number
        _write_figures(page, row, number + 1, unit)
        for at, measure in enumerate(MEASURES):
            place = _FIRST_MEASURE + at * _PLACES_EACH
            value = measure.of(unit.figures or {})
            middle = medians.get((measure, unit.unit_kind))
            rank = ranks[measure].get(value) if value is not None else None
            _write_measure(page, (row, place), measure, (value, rank, middle), last)
    page.filter(HEAD_LINE, last, len(heads) - 1)
    page.freeze(FIRST_LINE, 2)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last, len(heads) - 1, pages_wide=2)
    _write_charts(book, styles, units)


def _medians(units: Sequence[UnitLine]) -> Mapping[tuple[Measure, str], Fraction]:
    """The median of each measure among the units of each kind; of one unit there is none."""
    values: dict[tuple[Measure, str], list[Fraction]] = {}
    for unit in units:
        for measure in MEASURES:
            value = measure.of(unit.figures or {})
            if value is not None:
                values.setdefault((measure, unit.unit_kind), []).append(value)
    return {key: median(found) for key, found in values.items() if len(found) > 1}


def _ranks(measure: Measure, units: Sequence[UnitLine]) -> Mapping[Fraction, int]:
    """The rank of each value, the highest first; equal ones share it, as RANK has it."""
    values = [value for unit in units if (value := measure.of(unit.figures or {})) is not None]
    ranks: dict[Fraction, int] = {}
    for number, value in enumerate(sorted(values, reverse=True), start=1):
        ranks.setdefault(value, number)
    return ranks


def _write_figures(page: Page, row: int, number: int, unit: UnitLine) -> None:
    count = page.styles.get("count", font_size=SMALL_SIZE)
    yuan = page.styles.get("yuan", font_size=SMALL_SIZE)
    text = page.styles.get("wrapped", font_size=SMALL_SIZE)
    figures = unit.figures or {}
    name = unit.line.unit_name
    page.height(row, row_height(name, _UNIT_WIDTH, SMALL_SIZE))
    page.number(row, 0, number, count)
    page.text(row, _UNIT, name, text)
    page.text(row, _KIND, UNIT_KINDS[UnitKind(unit.unit_kind)] if unit.unit_kind else "", text)
    for at, key in enumerate(("staff", *FIGURES)):
        value = figures.get(key)
        style = count if key == "staff" else yuan
        if value is None:
            page.text(row, _STAFF + at, "", style)
        else:
            page.number(row, _STAFF + at, value if key == "staff" else value / _FEN, style)


def _write_measure(
    page: Page,
    cell: tuple[int, int],
    measure: Measure,
    values: tuple[Fraction | None, int | None, Fraction | None],
    last: int,
) -> None:
    """Write value and rank as formulas of the table's cells, and the ratio to the median."""
    (row, place), (value, rank, middle) = cell, values
    ratio = page.styles.get("ratio", font_size=SMALL_SIZE)
    amount = page.styles.get("yuan", font_size=SMALL_SIZE)
    count = page.styles.get("count", font_size=SMALL_SIZE)
    look = ratio if measure.is_share else amount
    if value is None or rank is None:
        for at, style in enumerate((look, count, ratio)):
            page.text(row, place + at, "", style)
        return
    keys = ["staff", *FIGURES]
    above = place_name(row, _STAFF + keys.index(measure.above))
    below = place_name(row, _STAFF + keys.index(measure.below))
    page.formula(row, place, f"{above}/{below}", look, stored=float(value))
    area = absolute_range(FIRST_LINE, last, place)
    page.formula(row, place + 1, f"RANK({place_name(row, place)},{area})", count, stored=rank)
    if middle:
        page.number(row, place + 2, float(value / middle), ratio)
    else:
        page.text(row, place + 2, "", ratio)


def _write_charts(book: Workbook, styles: Styles, units: Sequence[UnitLine]) -> None:
    """Write, for each measure that units have, its highest values and a chart of them."""
    found = [(measure, column) for measure in MEASURES if (column := _highest(measure, units))]
    if not found:
        return
    page = Page(book, styles, say.CHARTS)
    page.widths([_UNIT_WIDTH, _WIDTH] * len(found))
    heads = [head for measure, _ in found for head in (say.UNIT, measure.name)]
    wide = (_UNIT_WIDTH + _WIDTH) * len(found)
    page.top(say.CHARTS, say.CHARTS_NOTE.format(count=_MOST_BARS), heads, wide)
    page.height(HEAD_LINE, row_height("字" * 12, _WIDTH))
    below = FIRST_LINE + max(len(column) for _, column in found) + 1
    lasts = [
        _write_chart(page, measure, column, 2 * at, below)
        for at, (measure, column) in enumerate(found)
    ]
    page.print_on_a4((HEAD_LINE, HEAD_LINE), max(lasts), 2 * len(found) - 1)


def _write_chart(
    page: Page, measure: Measure, column: Sequence[tuple[str, Fraction]], place: int, below: int
) -> int:
    """Write the highest values of a measure from high to low; give the last line of its chart."""
    text = page.styles.get("wrapped", font_size=SMALL_SIZE)
    look = page.styles.get("ratio" if measure.is_share else "yuan", font_size=SMALL_SIZE)
    for line, (name, value) in enumerate(column, start=FIRST_LINE):
        page.text(line, place, name, text)
        page.number(line, place + 1, float(value), look)
    lines = (FIRST_LINE, FIRST_LINE + len(column) - 1)
    return page.bars((below, place), Bars(measure.name, lines, (place, place + 1)))


def _highest(measure: Measure, units: Sequence[UnitLine]) -> list[tuple[str, Fraction]]:
    pairs = [
        (unit.line.unit_name, value)
        for unit in units
        if (value := measure.of(unit.figures or {})) is not None
    ]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:_MOST_BARS]
