"""Tables into an office's workbook: rows, figures, texts, one table after the other.

It knows the order of the work; it refuses to know how a package is patched.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.messages import office as say
from xls_juesuan.office.calculation import Calculation
from xls_juesuan.office.leftovers import note_leftovers
from xls_juesuan.office.lines import Wording
from xls_juesuan.office.lines import asks_amount_unit
from xls_juesuan.office.lines import is_name
from xls_juesuan.office.outcome import FilledOffice
from xls_juesuan.office.outcome import Notes
from xls_juesuan.office.outcome import NotPlaced
from xls_juesuan.office.table_filling import TableFilling
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.patching.rows import expand_shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.model import CellKey
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.tables import TableSet


def fill_office(
    template: OfficeTemplate, tables: TableSet, values: Values = Values.EXACT
) -> FilledOffice:
    """Fill an office's workbook; nothing is written to disk.

    Args:
        template: the workbook.
        tables: this year's figures.
        values: exact or rounded figures in the cells.

    Raises:
        UserError: a table leaves open in which unit its amounts are.
    """
    book, notes = template.book(), Notes()
    units = _amount_units(template)
    expand_shared(book)
    counts = Counter[str]()
    # Every table takes hold of its rows before any row moves.
    fillings = [
        TableFilling(template, one, book, tables, notes, (units[one.parts.layout.key], values))
        for one in _from_below(template.found)
    ]
    for filling in fillings:
        filling.fill(_wording(template, tables, units[filling.table_key]))
        counts.update(filling.counts)
    placed = {key: filling for filling in fillings for key in filling.placed}
    _note_not_placed(template, tables, frozenset(placed), notes)
    note_leftovers(template, book, _wording(template, tables, ""), notes)
    Calculation(book, notes).run(placed, tables)
    for filling in fillings:
        filling.print_zeros()
    refs = {key: filling.ref(key) for key, filling in placed.items()}
    return FilledOffice(
        template.file,
        book,
        refs,
        filled=counts["filled"],
        formulas=counts["formulas"],
        rows_added=counts["added"],
        rows_gone=counts["gone"],
        notes=notes,
    )


def _from_below(found: Sequence[FoundTable]) -> list[FoundTable]:
    """Tables that stand below others on the same sheet come first: rows above do not move."""
    return sorted(found, key=lambda one: -one.parts.heading.first)


def _wording(template: OfficeTemplate, tables: TableSet, unit: str) -> Wording:
    contexts = [one.context for one in template.found]
    names = {each.unit_name for each in contexts if is_name(each.unit_name)} - {tables.unit_name}
    years = {each.year for each in contexts if each.year and each.year != tables.year}
    return Wording(tables.unit_name, tables.year, unit, frozenset(names), frozenset(years))


def _amount_units(template: OfficeTemplate) -> Mapping[str, str]:
    """The unit of amount of each table: as printed, as the others have it, or the layout's.

    Raises:
        UserError: a table says nothing, and there is no place to say it.
    """
    stated = {one.context.amount_unit for one in template.found} - {""}
    usual = next(iter(stated)) if len(stated) == 1 else ""
    own = next((unit for unit in FEN_PER_UNIT if template.profile.amount.endswith(f"：{unit}")), "")
    units, silent = {}, []
    for one in template.found:
        unit = one.context.amount_unit or usual
        if not unit and _leaves_unit_open(one):
            unit = own
        if not unit:
            silent.append(one.parts.page.name)
        units[one.parts.layout.key] = unit
    if silent:
        raise say.no_amount_unit(template.file, silent)
    return units


def _leaves_unit_open(one: FoundTable) -> bool:
    page = one.parts.page
    return any(
        asks_amount_unit(text)
        for line in range(one.parts.heading.first)
        for _, text in page.filled(line)
    )


def _note_not_placed(
    template: OfficeTemplate, tables: TableSet, placed: frozenset[CellKey], notes: Notes
) -> None:
    missing = {layout.key for layout in template.missing}
    notes.missing += [(layout.key, layout.title) for layout in template.missing]
    for table in tables.tables:
        if table.key in missing:
            continue
        for cell in table.cells.values():
            if cell.fen and cell.is_known and cell.key not in placed:
                name = tables.cell_name(cell.key)
                notes.not_placed.append(NotPlaced(cell.key, name, cell.fen))
