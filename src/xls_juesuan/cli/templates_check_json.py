"""The JSON document of ``xlj templates check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages import understanding as say
from xls_juesuan.office.differences import differences
from xls_juesuan.writing.json_templates import profile_document

if TYPE_CHECKING:
    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.office.survey import Seen
    from xls_juesuan.office.survey import Survey


def check_document(survey: Survey) -> dict[str, object]:
    """Compose the document."""
    return {
        "file": str(survey.path),
        "template": profile_document(survey.profile),
        "can_be_filled": survey.can_be_filled,
        "refusal": survey.refusal.paragraph if survey.refusal else None,
        "has_open_points": survey.has_open_points,
        "in_order": survey.is_in_order,
        "tables": [_table(seen) for seen in survey.tables],
        "missing": [layout.key for layout in survey.missing],
        "not_recognised": [
            {
                "kind": one.kind,
                "sheet": one.sheet,
                "ref": one.ref,
                "text": one.text,
                "message": say.left(one.kind, one.sheet, one.ref, one.text),
            }
            for one in survey.left
        ],
        "features": [{"kind": kind, "count": count} for kind, count in sorted(survey.kept.items())],
        "lost": [
            {"kind": one.feature.kind, "sheet": one.feature.sheet, "count": one.missing}
            for one in survey.lost
        ],
        "not_calculated": list(survey.notes.not_calculated) if survey.notes else [],
    }


def _table(seen: Seen) -> dict[str, object]:
    table = seen.table
    page, heading = table.page, table.heading
    total = table.total_line
    return {
        "key": table.layout.key,
        "title": table.title,
        "sheet": page.name,
        "amount_unit": table.found.context.amount_unit or None,
        "year": table.found.context.year,
        "unit": table.found.context.unit_name or None,
        "heading_rows": [page.first_line + at + 1 for at in (heading.first, heading.end - 1)],
        "columns": [
            {
                "key": one.spec.key,
                "name": one.spec.name,
                "heading": table.heading_text(one.place),
                "column": column_letters(page.first_place + one.place),
            }
            for one in table.columns
        ],
        "rows": [
            {
                "key": row.row.key,
                "name": row.row.label,
                "code": row.row.code or None,
                "row": page.first_line + row.line + 1,
            }
            for row in table.rows
        ],
        "total_row": None if total is None else page.first_line + total + 1,
        "free_rows": None if seen.free_rows is None else list(seen.free_rows),
        "formulas": list(seen.formulas),
        "differences": list(differences(table)),
        "missing_rows": [row.key for row in table.missing_rows],
        "missing_columns": [spec.key for spec in table.missing_columns],
        "not_recognised": _unknown(table),
    }


def _unknown(table: SeenTable) -> list[dict[str, object]]:
    page, heading = table.page, table.heading
    rows: list[dict[str, object]] = [
        {"kind": "row", "ref": page.full_ref(one.line, one.place), "text": one.text}
        for one in table.unknown_rows
    ]
    columns: list[dict[str, object]] = [
        {"kind": "column", "ref": page.full_ref(heading.first, place), "text": text}
        for place, text in table.extra_columns.items()
    ]
    return [*rows, *columns]
