"""The attachments of the disclosure: the self-assessment's forms as tables, and their gaps.

It knows in which order they come; it refuses to know how forms are laid out and what tables
look like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.disclosure.attachment_cells import CellKind
from xls_juesuan.disclosure.attachment_layout import fill_form
from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import Gap
from xls_juesuan.disclosure.document import GridCell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.disclosure.attachment_cells import FilledForm
    from xls_juesuan.disclosure.attachment_cells import FormCell
    from xls_juesuan.tables.self_assessment import Assessment


def fill_forms(assessments: Iterable[Assessment], form: AttachmentForm) -> tuple[FilledForm, ...]:
    """Lay out all forms, numbered from 1 in their order."""
    return tuple(fill_form(each, form, number) for number, each in enumerate(assessments, 1))


def attachment_tables(
    forms: Iterable[FilledForm], form: AttachmentForm
) -> tuple[AttachmentTable, ...]:
    """Give the forms as tables of the document.

    Args:
        forms: the forms, filled in.
        form: how the place prints them.
    """
    mark = form.words["gap"]
    return tuple(
        AttachmentTable(
            key=each.key,
            title=each.title,
            note=each.note,
            widths=each.widths,
            cells=tuple(_grid_cell(cell, mark) for cell in each.cells),
        )
        for each in forms
    )


def attachment_gaps(forms: Sequence[FilledForm], form: AttachmentForm) -> tuple[Gap, ...]:
    """List what is missing, each field once, with the places that wait for it."""
    labels: dict[str, str] = {}
    blocked: dict[str, list[str]] = {}
    for each in forms:
        name = f"{each.sheet}{each.title}"
        missing = [(cell.field, cell.label) for cell in each.cells if cell.is_missing]
        if each.note_is_missing:
            missing.insert(0, (each.note_field, form.words["month"]))
        for key, label in missing:
            labels.setdefault(key, label)
            places = blocked.setdefault(key, [])
            place = f"{name} {each.name}：{label}"
            if place not in places:
                places.append(place)
    return tuple(Gap(key, label, tuple(blocked[key])) for key, label in labels.items())


def _grid_cell(cell: FormCell, mark: str) -> GridCell:
    return GridCell(
        text=mark if cell.is_missing else cell.text,
        line=cell.line,
        place=cell.place,
        lines=cell.lines,
        places=cell.places,
        is_head=cell.is_head,
        is_number=cell.is_number or cell.kind is CellKind.MARK,
        gap=cell.field if cell.is_missing else "",
    )
