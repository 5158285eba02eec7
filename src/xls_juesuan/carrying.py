"""What a person typed into an earlier workbook → the new run: kept, replaced, or only listed.

It knows that a blank which the program left open stays the person's, and that the ledger and the
supplement win over everything else; it refuses to know how the earlier workbook was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.edits import FORM_INPUT
from xls_juesuan.edits import EarlierWorkbook
from xls_juesuan.edits import Edit
from xls_juesuan.edits import Fate
from xls_juesuan.form_inputs import FormInputs
from xls_juesuan.messages import earlier as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.model import CellKey
from xls_juesuan.model import Source
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import AmountError
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.money import parse_fen
from xls_juesuan.reading.formats.limits import position_of
from xls_juesuan.reading.supplement_values import CellError
from xls_juesuan.reading.supplement_values import parse_value
from xls_juesuan.record import value_of
from xls_juesuan.writing.changes import Changes
from xls_juesuan.writing.changes import compose_changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.edits import TypedCell
    from xls_juesuan.findings import Finding
    from xls_juesuan.findings import Problem
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell


_WITHOUT_FILE = "L226"
#: Which input a problem says to be missing; the empty name stands for all of them.
_ANSWERED_BY = {
    "L218": "carryover",
    "L237": "closing_carryover",
    "L227": "three_public_budget",
    _WITHOUT_FILE: "",
}


@dataclass(frozen=True)
class Kept:
    """What a person had typed and what became of it.

    Attributes:
        fields: fields of the supplement that nobody but the person states.
        edits: everything typed, with its fate.
        own: what the program would have put where a changed figure of 对比数 or 阈值 stands, by
            the name of the cell.
    """

    fields: frozenset[str] = frozenset()
    edits: tuple[Edit, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


def of_office(earlier: EarlierWorkbook | None) -> EarlierWorkbook | None:
    """What counts of the workbook of the run before where an office's own is filled: the review."""
    if earlier is None or not earlier.reviews:
        return earlier
    return EarlierWorkbook(say.OFFICE, earlier.reviews, earlier.changes)


def keep_fields(supplement: Supplement, earlier: EarlierWorkbook | None) -> tuple[Supplement, Kept]:
    """Add to the supplement what a person typed on the 补充资料 sheet and no file states.

    Args:
        supplement: what was read.
        earlier: the workbook of the run before; ``None`` without one.
    """
    if earlier is None:
        return supplement, Kept()
    fields, sources = dict(supplement.fields), dict(supplement.sources)
    kept: set[str] = set()
    edits: list[Edit] = []
    for each in load_supplement_form().fields():
        typed = earlier.fields.get(each.key)
        if typed is None:
            continue
        value, stated = _parsed(each, typed), supplement.fields.get(each.key)
        if value is not None and value == stated:
            continue
        edit = Edit(Fate.REPLACED, typed.place, each.label, typed.was, _typed_text(typed))
        if value is None or stated is not None:
            edits.append(replace(edit, now=_shown(each, stated)))
            continue
        fields[each.key] = value
        row, _ = position_of(typed.place.rpartition("!")[2])
        sources[each.key] = Source(supplement.file, sheets.SUPPLEMENT, row)
        kept.add(each.key)
        edits.append(replace(edit, fate=Fate.KEPT, now=_shown(each, value)))
    merged = replace(supplement, fields=fields, sources=sources)
    forms = FormInputs(merged)
    edits += forms.keep(earlier)
    return forms.supplement, Kept(frozenset(kept) | forms.kept, tuple(edits))


def keep_inputs(
    build: Callable[..., TableSet], earlier: EarlierWorkbook | None, kept: Kept
) -> tuple[TableSet, Kept]:
    """Build the tables with what a person typed into cells that are still open.

    Args:
        build: builds the tables, given ``typed``: figures in fen by cell.
        earlier: the workbook of the run before; ``None`` without one.
        kept: what was kept so far.
    """
    tables = build()
    if earlier is None:
        return tables, kept
    typed: dict[CellKey, int] = {}
    edits: list[Edit] = []
    for name, cell in earlier.inputs.items():
        if name.startswith(FORM_INPUT):
            continue
        table, row, column = (*name.split("/"), "", "", "")[:3]
        key, fen = CellKey(table, row, column), _figure(cell)
        edit = _judged(tables, key, cell, fen)
        if edit is None:
            continue
        if edit.fate is Fate.KEPT and fen is not None:
            typed[key] = fen
        edits.append(edit)
    if typed:
        tables = build(typed=typed)
    return tables, replace(kept, edits=(*kept.edits, *edits))


def answer_problems(problems: Iterable[Problem], tables: TableSet) -> Iterator[Problem]:
    """Leave out what a person has answered by filling cells; name the cells that are still open.

    Args:
        problems: what was noticed before anything typed was looked at.
        tables: the tables with what was typed.
    """
    inputs = [cell for table in tables.tables for cell in table.cells.values() if cell.is_input]
    for problem in problems:
        need = _ANSWERED_BY.get(problem.code)
        cells = [cell for cell in inputs if need is not None and _feeds(cell, need)]
        still_open = [tables.a1(cell.key) for cell in cells if not cell.is_typed]
        typed = len(cells) - len(still_open)
        if not typed:
            yield problem
        elif problem.code == _WITHOUT_FILE:
            yield replace(problem, detail=say.no_file(typed, still_open))
        elif still_open:
            yield replace(problem, detail=say.still_open(typed, still_open))


def _feeds(cell: TableCell, need: str) -> bool:
    """Whether an input feeds a cell; each does that has no name."""
    return not need or any(each.partition(".")[0] == need for each in cell.needs)


def find_changes(
    earlier: EarlierWorkbook | None, tables: TableSet, audit: Audit, kept: Kept
) -> Changes | None:
    """Compare a run with the workbook of the run before; ``None`` without one.

    Args:
        earlier: the workbook of the run before.
        tables: the tables of now.
        audit: what the rules find now.
        kept: what a person had typed.
    """
    if earlier is None:
        return None
    if not earlier.reviews:
        return Changes(problem=earlier.problem)
    changes = compose_changes(
        earlier.reviews,
        earlier.changes,
        audit.findings,
        (*kept.edits, *earlier.overtyped),
        place=lambda finding: place_of(finding, tables),
    )
    return replace(changes, problem=earlier.problem)


def place_of(finding: Finding, tables: TableSet) -> str:
    """Sheet and cell of a finding; empty when it names none."""
    return tables.a1(finding.cells[0]) if finding.cells else ""


def _judged(tables: TableSet, key: CellKey, typed: TypedCell, fen: int | None) -> Edit | None:
    """Say what becomes of a typed figure; ``None`` where the new run says the same."""
    edit = Edit(Fate.REPLACED, typed.place, "", "", _typed_text(typed))
    table = tables.table(key.table)
    cell = table.cell(key.row, key.column) if table else None
    if cell is None:
        return replace(edit, now=say.NO_SUCH_CELL)
    edit = replace(edit, place=tables.a1(key), name=tables.cell_name(key))
    if cell.is_input:
        if fen is None:
            return replace(edit, now=say.NOT_A_FIGURE)
        return replace(edit, fate=Fate.KEPT, now=value_of(fen_to_wan_float(fen)))
    if fen == cell.fen:
        return None
    return replace(edit, now=value_of(fen_to_wan_float(cell.fen)))


def _figure(typed: TypedCell) -> int | None:
    """A typed figure in fen; ``None`` where it is none."""
    try:
        return parse_fen(typed.cell, fen_per_unit=FEN_PER_WAN)
    except AmountError:
        return None


def _parsed(each: FormField, typed: TypedCell) -> Value | None:
    try:
        return parse_value(each, typed.cell)
    except CellError:
        return None


def _typed_text(typed: TypedCell) -> str:
    return value_of(typed.cell) or say.CLEARED


def _shown(each: FormField, value: Value | None) -> str:
    """A value of the supplement as its sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value_of(fen_to_yuan_float(value) if each.kind is FieldKind.AMOUNT else value)
    return next((text for text, stands in each.choices.items() if stands == value), value)
