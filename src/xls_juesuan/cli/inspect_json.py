"""The document of ``xlj inspect --json``: stable keys, amounts as strings in yuan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages.roles import role_label
from xls_juesuan.money import format_yuan
from xls_juesuan.writing.json_report import problem_document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.reading.column_report import ColumnReport
    from xls_juesuan.reading.inspection import Inspection
    from xls_juesuan.reading.inspection import SheetReport
    from xls_juesuan.reading.line_report import DecisionCount
    from xls_juesuan.reading.line_report import LineReport
    from xls_juesuan.reading.line_report import SideTotals
    from xls_juesuan.reading.open_choices import OpenChoice
    from xls_juesuan.reading.open_sheets import OpenSheet
    from xls_juesuan.reading.products import Recognition

Json = dict[str, object]


def inspect_document(inspection: Inspection, saved: Path | None) -> Json:
    """Compose the document."""
    reading, lines = inspection.reading, inspection.lines
    return {
        "files": list(inspection.survey.files),
        "mapping": inspection.survey.mapping.name or None,
        "saved": str(saved) if saved else None,
        "sheets": [_sheet(sheet) for sheet in inspection.sheets],
        "left": [
            {"file": one.file, "sheet": one.sheet, "reason": one.reason, "rows": one.rows}
            for one in inspection.left
        ],
        "open_sheets": [_open_sheet(sheet) for sheet in inspection.open_sheets],
        "units": [{"unit": unit, "rows": rows} for unit, rows in inspection.units.items()],
        "unit": reading.ledger.unit_name if reading else None,
        "year": {"year": reading.year.number, "evidence": reading.year.how} if reading else None,
        "closing": [
            {"evidence": one.name, "vouchers": one.vouchers, "rows": one.lines}
            for one in (reading.closing if reading else ())
        ],
        "lines": _lines(lines) if lines else None,
        "problems": [problem_document(one) for one in (reading.ledger.problems if reading else ())],
        "questions": [
            {"what": one.what, "where": one.where, "how": one.how} for one in inspection.questions
        ],
    }


def _sheet(report: SheetReport) -> Json:
    unit = report.amount_unit
    return {
        "file": report.file,
        "sheet": report.name,
        "kind": str(report.kind),
        "heading_rows": [row for row in dict.fromkeys(report.heading_rows) if row],
        "rows": report.rows,
        "product": _product(report.product),
        "amount_unit": {"unit": unit.name, "evidence": unit.how} if unit else None,
        "unit_names": list(report.unit_names),
        "years": list(report.years),
        "fixed": dict(report.fixed),
        "columns": [_column(one) for one in report.columns],
    }


def _open_sheet(sheet: OpenSheet) -> Json:
    return {
        "file": sheet.file,
        "sheet": sheet.name,
        "heading_rows": [row for row in dict.fromkeys(sheet.heading_rows) if row],
        "rows": sheet.rows,
        "first_lines": list(sheet.first_lines),
        "missing": list(sheet.missing),
        "wanted": list(sheet.wanted),
        "columns": [
            {
                "column": one.letters,
                "title": one.title,
                "role": one.meaning.role if one.meaning else "",
                "samples": list(one.samples),
            }
            for one in sheet.columns
        ],
    }


def _product(product: Recognition | None) -> Json | None:
    if product is None:
        return None
    return {
        "key": product.product,
        "name": product.name,
        "certainty": product.certainty,
        "matched": list(product.matched),
    }


def _column(report: ColumnReport) -> Json:
    meaning, evidence = report.meaning, report.evidence
    label = ""
    if meaning is not None:
        label = role_label(meaning.role, meaning.group, meaning.side, foreign=meaning.foreign)
    return {
        "column": report.letters,
        "title": report.title,
        "role": meaning.role if meaning else "",
        "label": label,
        "used": report.is_used and (meaning is None or meaning.role != "ignored"),
        "evidence": evidence.how,
        "share": evidence.share,
        "remark": evidence.remark,
    }


def _lines(report: LineReport) -> Json:
    return {
        "rows": [
            {
                "reason": str(one.status),
                "rows": one.rows,
                "debit": format_yuan(one.debit),
                "credit": format_yuan(one.credit),
            }
            for one in report.rows
        ],
        "kinds": _decisions(report.kinds),
        "funds": _decisions(report.funds),
        "open_kinds": _choices(report.open_kinds),
        "open_funds": _choices(report.open_funds),
        "control_totals": {
            "budget": _side(report.budget),
            "financial": _side(report.financial),
            "parents": {"checked": report.parents, "differing": report.parents_differing},
            "vouchers": {"checked": report.vouchers, "balanced": report.vouchers_balanced},
        },
        "closing_vouchers": list(report.closing_vouchers),
    }


def _decisions(counts: Sequence[DecisionCount]) -> list[Json]:
    return [
        {
            "answer": one.answer,
            "evidence": one.evidence,
            "rows": one.rows,
            "yuan": format_yuan(one.fen),
        }
        for one in counts
    ]


def _choices(choices: Sequence[OpenChoice]) -> list[Json]:
    return [
        {
            "column": one.column,
            "text": one.text,
            "rows": one.rows,
            "yuan": format_yuan(one.fen),
            "row": one.row,
        }
        for one in choices
    ]


def _side(side: SideTotals) -> Json:
    return {
        "rows": side.rows,
        "debit": format_yuan(side.debit),
        "credit": format_yuan(side.credit),
        "opening_debit": format_yuan(side.opening_debit),
        "opening_credit": format_yuan(side.opening_credit),
    }
