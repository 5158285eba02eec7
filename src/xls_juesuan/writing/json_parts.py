"""The part of the JSON contract about explanation and attachments.

It knows figures beside the tables and forms of the self-assessment; it refuses to know findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import part_column
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_points
from xls_juesuan.money import format_printed
from xls_juesuan.money import format_yuan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.parts import PartColumn
    from xls_juesuan.tables.stated_forms import StatedForm
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell

Json = dict[str, object]
#: Exact amounts are shown in 万元 with two decimals, as the tables show them.
_SHOWN = FEN_PER_WAN // 100
_PERCENT_STEP = STEPS_PER_PERCENT // 100


def parts_document(parts: Iterable[Table]) -> Json:
    """Give the figures of the explanation and the attachments; amounts are printed in 万元."""
    return {part.key: _part(part) for part in parts}


def _part(part: Table) -> Json:
    return {
        "title": part.title,
        "cells": [
            {
                "row": row,
                "column": column,
                "name": part.row_by_key[row].name,
                "yuan": _yuan(part_column(part.key, column), cell),
                "printed": _printed(part_column(part.key, column), cell),
                "ref": part.refs.get((row, column), ""),
            }
            for (row, column), cell in part.cells.items()
        ],
    }


def _is_amount(column: PartColumn | None) -> bool:
    return column is None or not (
        column.is_percent or column.is_score or column.is_month or column.is_count
    )


def _yuan(column: PartColumn | None, cell: TableCell) -> str | None:
    return format_yuan(cell.fen) if _is_amount(column) and cell.step == 1 else None


def _printed(column: PartColumn | None, cell: TableCell) -> str:
    if column is None or _is_amount(column):
        step = _SHOWN if cell.step == 1 else cell.step
        return format_printed(cell.fen, unit=FEN_PER_WAN, step=step)
    if column.is_percent:
        return format_percent(cell.fen, max(cell.step, _PERCENT_STEP))
    return format_points(cell.fen) if column.is_score else str(cell.fen)


def attachments_document(forms: Iterable[StatedForm]) -> list[Json]:
    """Give everything that the forms of the self-assessment print."""
    return [
        {
            "title": form.title,
            "place": form.place,
            "name": form.name,
            "is_overall": form.is_overall,
            "month": form.month,
            "department": form.department,
            "implementer": form.implementer,
            "goals": [{"expected": before, "actual": after} for before, after in form.goals],
            "figures": [
                {
                    "block": figure.block,
                    "row": figure.row,
                    "column": figure.column,
                    "printed": figure.printed,
                    "ref": figure.ref,
                }
                for figure in form.figures
            ],
        }
        for form in forms
    ]
