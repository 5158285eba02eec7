"""The attachments of one unit's disclosure: the self-assessment's forms, filled in.

It knows in which order they come and what is said of their gaps; it refuses to know how forms
are laid out and what tables look like.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.attachment_cells import CellKind
from xls_juesuan.disclosure.attachment_layout import fill_form
from xls_juesuan.disclosure.attachment_places import part_refs
from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import GridCell
from xls_juesuan.tables.assessments import build_assessments
from xls_juesuan.tables.attachments import attachment_parts
from xls_juesuan.tables.self_assessment import OVERALL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.disclosure.attachment_cells import FilledForm
    from xls_juesuan.disclosure.attachment_cells import FormCell
    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.table import Table


@dataclass(frozen=True)
class Attachments:
    """All of them, in their order; none where the supplement says nothing of them.

    Attributes:
        forms: the forms, filled in.
        parts: their figures for relations.
        gap: what is printed where something is missing.
        no_rate: what is printed where there can be no rate.
    """

    forms: tuple[FilledForm, ...] = ()
    parts: tuple[Table, ...] = ()
    gap: str = ""
    no_rate: str = ""

    @property
    def tables(self) -> tuple[AttachmentTable, ...]:
        """The forms as tables of the document."""
        return tuple(
            AttachmentTable(
                key=each.key,
                title=each.title,
                note=each.note or self.gap,
                widths=each.widths,
                cells=tuple(self._grid_cell(cell) for cell in each.cells),
                head_lines=each.head_lines,
                heads_at=each.heads_at,
                note_gap="" if each.note else each.note_field,
                project="" if each.key == OVERALL else each.name,
            )
            for each in self.forms
        )

    def _grid_cell(self, cell: FormCell) -> GridCell:
        return GridCell(
            text=self.gap if cell.is_missing else cell.text,
            line=cell.line,
            place=cell.place,
            lines=cell.lines,
            places=cell.places,
            is_head=cell.is_head,
            is_number=cell.is_number,
            is_mark=cell.kind in {CellKind.MARK, CellKind.POINTS},
            gap=cell.field if cell.is_missing else "",
        )


def build_attachments(
    supplement: Supplement, facts: Iterable[Fact], profile: Profile, unit_name: str, year: int
) -> Attachments:
    """Fill in the forms that the profile declares and the supplement knows anything of."""
    form = profile.attachments
    if form is None:
        return Attachments()
    assessments = build_assessments(supplement, facts, form, unit_name)
    filled = tuple(fill_form(each, form, number) for number, each in enumerate(assessments, 1))
    refs: dict[tuple[str, str, str], str] = {}
    for number, (each, sheet) in enumerate(zip(assessments, filled, strict=True), 1):
        refs |= part_refs(number, each, sheet, form)
    parts = attachment_parts(assessments, form, year, supplement.text("unit.published_month"))
    return Attachments(
        filled,
        tuple(
            replace(
                part,
                refs={key[1:]: ref for key, ref in refs.items() if key[0] == part.key},
            )
            for part in parts
        ),
        form.words["gap"],
        form.words["no_rate"],
    )
