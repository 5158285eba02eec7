"""A form of the performance self-assessment as a sheet: live rates, scores and totals.

It knows where each cell stands and which formula gives it; it refuses to know how figures arise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.disclosure.attachment_cells import LINES_ABOVE
from xls_juesuan.disclosure.attachment_cells import NOTE_LINE
from xls_juesuan.disclosure.attachment_cells import CellKind
from xls_juesuan.disclosure.attachment_cells import RateOf
from xls_juesuan.disclosure.attachment_cells import ScoreOf
from xls_juesuan.disclosure.attachment_cells import SpentBy
from xls_juesuan.disclosure.attachment_cells import TotalOf
from xls_juesuan.edits import FORM_INPUT
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.page import text_constant
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import INPUT_FILL
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from xls_juesuan.declarations.relation.excel import FormulaWriter
    from xls_juesuan.disclosure.attachment_cells import Derived
    from xls_juesuan.disclosure.attachment_cells import FilledForm
    from xls_juesuan.disclosure.attachment_cells import FormCell
    from xls_juesuan.disclosure.attachment_cells import Spot
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.page import Stored

_TITLE_LINE = 0
_TITLE_HEIGHT, _LINE_HEIGHT = 32.0, 19.0
#: Decimals of a total: to the fen in 万元, to the hundredth of a point.
_DECIMALS = {CellKind.AMOUNT: 6, CellKind.POINTS: 2}
_STYLES = {
    CellKind.HEAD: "head",
    CellKind.NAME: "wrapped",
    CellKind.TEXT: "wrapped",
    CellKind.MARK: "mark",
    CellKind.AMOUNT: "yuan",
    CellKind.RATE: "ratio",
    CellKind.SCORE: "yuan",
    CellKind.POINTS: "mark",
}


class AttachmentSheet:
    """Writes one form.

    Args:
        page: the sheet to write on.
        form: the form, filled in.
        formulas: writer of formulas for this sheet.
        no_rate: what stands where there can be no rate.
        kept: fields of the supplement that a person typed into the workbook before.
    """

    def __init__(
        self,
        page: Page,
        form: FilledForm,
        formulas: FormulaWriter,
        no_rate: str,
        kept: frozenset[str] = frozenset(),
    ) -> None:
        self._page = page
        self._form = form
        self._formulas = formulas
        self._no_rate = text_constant(no_rate)
        self._kept = kept

    def write(self) -> None:
        """Write everything."""
        page, form = self._page, self._form
        page.widths(form.widths)
        last_place = len(form.widths) - 1
        title = page.styles.get("title", text_wrap=True)
        page.merged((_TITLE_LINE, 0, _TITLE_LINE, last_place), form.title, title)
        page.height(_TITLE_LINE, _TITLE_HEIGHT)
        month = page.styles.get("centre", locked=False, bg_color=INPUT_FILL)
        page.merged((NOTE_LINE, 0, NOTE_LINE, last_place), form.note, month)
        page.height(NOTE_LINE, _LINE_HEIGHT)
        self._ask(NOTE_LINE, 0, form.note_field, is_missing=not form.note)
        for cell in form.cells:
            self._cell(cell)
        last_line = self._heights()
        page.stand_upright()
        page.print_on_a4((_TITLE_LINE, NOTE_LINE), last_line, last_place, has_footer=False)
        # 100% and 0.00 are written as people wrote them.
        page.codes_are_text((LINES_ABOVE, 0, last_line, last_place))
        page.protect()

    def _cell(self, cell: FormCell) -> None:
        page, line = self._page, LINES_ABOVE + cell.line
        style = self._style(cell)
        area = (line, cell.place, line + cell.lines - 1, cell.place + cell.places - 1)
        if area[:2] != area[2:]:
            page.merged(area, cell.text, style)
        elif cell.derived is not None:
            formula = self._formula(cell.derived, cell.kind)
            page.formula(line, cell.place, formula, style, stored=_stored(cell))
        elif isinstance(cell.value, int):
            page.number(line, cell.place, _number(cell), style)
        else:
            page.text(line, cell.place, cell.value or "", style)
        self._ask(line, cell.place, cell.field, is_missing=cell.is_missing)

    def _ask(self, line: int, place: int, field: str, *, is_missing: bool) -> None:
        """Let the next run carry over what a person types where something is missing.

        A list without a line has no place for it.
        """
        has_place = "." in field.rpartition("]")[2]
        if has_place and (is_missing or field in self._kept):
            self._page.asks(line, place, FORM_INPUT + field)

    def _style(self, cell: FormCell) -> Format:
        changes: dict[str, object] = {}
        if cell.kind is CellKind.POINTS:
            changes["num_format"] = "General"
        elif cell.kind is CellKind.SCORE or cell.kind is CellKind.RATE:
            changes["align"] = "center"
        if cell.is_typed:
            changes |= {"locked": False, "bg_color": INPUT_FILL}
        return self._page.styles.get(_STYLES[cell.kind], **changes)

    # Formulas.

    def _formula(self, derived: Derived, kind: CellKind) -> str:
        match derived:
            case RateOf(executed, final_budget):
                return self._guarded(executed, final_budget, "ROUND({executed}/{budget},4)")
            case ScoreOf(executed, final_budget, weight, full_at):
                points = _name(weight)
                share = f"{points}*{{executed}}*100/({{budget}}*{full_at})"
                score = f"ROUND(MAX(0,MIN({points},{share})),2)"
                return self._guarded(executed, final_budget, score)
            case TotalOf(spots, otherwise):
                areas = ",".join(_areas(spots))
                total = f"ROUND(SUM({areas}),{_DECIMALS[kind]})"
                rest = '""' if otherwise is None else repr(_in_units(otherwise, kind))
                return f"IF(COUNT({areas})={len(spots)},{total},{rest})"
            case SpentBy(facts):
                return self._formulas.rounded_amount(FactSum(facts))

    def _guarded(self, executed: Spot, final_budget: Spot, formula: str) -> str:
        """Nothing is known without both; nothing of nothing is zero; money needs a budget."""
        spent, budget = _name(executed), _name(final_budget)
        text = formula.format(executed=spent, budget=budget)
        nothing = f"IF({spent}=0,0,{self._no_rate})"
        return f'IF(COUNT({spent},{budget})<2,"",IF({budget}=0,{nothing},{text}))'

    # Heights.

    def _heights(self) -> int:
        """Set the height of every line to what its texts need; give the last line."""
        heights: dict[int, float] = {}
        # Cells over several lines come last: what they lack is added to the last of their lines.
        for cell in sorted(self._form.cells, key=lambda cell: cell.lines):
            lines = range(LINES_ABOVE + cell.line, LINES_ABOVE + cell.line + cell.lines)
            width = sum(self._form.widths[cell.place : cell.place + cell.places])
            needed = row_height(cell.text, width, BODY_SIZE) if cell.text else _LINE_HEIGHT
            given = sum(heights.setdefault(line, _LINE_HEIGHT) for line in lines)
            heights[lines[-1]] += max(0.0, needed - given)
        for line, height in heights.items():
            self._page.height(line, height)
        return max(heights)


def _name(spot: Spot) -> str:
    return place_name(LINES_ABOVE + spot[0], spot[1])


def _areas(spots: Sequence[Spot]) -> Iterable[str]:
    """Join cells that stand below one another: a function takes no more than 255 arguments."""
    runs: list[tuple[Spot, Spot]] = []
    for spot in spots:
        if runs and runs[-1][1] == (spot[0] - 1, spot[1]):
            runs[-1] = (runs[-1][0], spot)
        else:
            runs.append((spot, spot))
    for first, last in runs:
        yield _name(first) if first == last else f"{_name(first)}:{_name(last)}"


def _number(cell: FormCell) -> float:
    """A figure as its cell holds it."""
    assert isinstance(cell.value, int)  # noqa: S101 - the caller looked
    return _in_units(cell.value, cell.kind)


def _in_units(value: int, kind: CellKind) -> float:
    """Give 万元, a share of one, or points."""
    match kind:
        case CellKind.AMOUNT:
            return fen_to_wan_float(value)
        case CellKind.RATE:
            return value / (100 * STEPS_PER_PERCENT)
        case _:
            return value / STEPS_PER_POINT


def _stored(cell: FormCell) -> Stored:
    return _number(cell) if isinstance(cell.value, int) else cell.value or ""
