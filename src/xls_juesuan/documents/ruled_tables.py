"""Drawn rules → tables of cells.

It knows the library that puts rules together; it refuses to know letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.documents.paper import PaperSheet
    from xls_juesuan.documents.paper import Rule

_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
#: A frame around something is no table.
_LEAST_CELLS = 4
#: Points: how far rules across may reach beyond the outermost upright one.
_OPEN_SIDE = 6.0

Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells, and all of them together: left, top, right, bottom."""

    cells: tuple[Sides, ...]
    bounds: Sides


@dataclass(frozen=True)
class _Edges:
    """Rules as the library wants them."""

    edges: list[dict[str, Any]]
    bbox: Sides


def find_ruled(sheet: PaperSheet) -> list[RuledTable]:
    """Find the tables of a sheet."""
    across = [rule for rule in sheet.rules if not rule.is_upright]
    if not across:
        return []
    edges = _Edges(list(map(_edge, sheet.rules)), (0.0, 0.0, sheet.width, sheet.height))
    tables = _found(edges, _RULED)
    left, right = min(rule.left for rule in across), max(rule.right for rule in across)
    is_open = any(
        table.bounds[0] - left > _OPEN_SIDE or right - table.bounds[2] > _OPEN_SIDE
        for table in tables
    )
    if is_open or not tables:
        # Tables without rules at their sides.
        wider = _found(edges, {**_RULED, "explicit_vertical_lines": [left, right]})
        if _cells(wider) > _cells(tables):
            return wider
    return tables


def _edge(rule: Rule) -> dict[str, Any]:
    return {
        "object_type": "line",
        "x0": rule.left,
        "x1": rule.right,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.right - rule.left,
        "height": rule.bottom - rule.top,
        "orientation": "v" if rule.is_upright else "h",
    }


def _found(edges: _Edges, settings: dict[str, Any]) -> list[RuledTable]:
    from pdfplumber.table import TableFinder

    # The library asks a page for nothing but its rules and bounds.
    page: Any = edges
    tables = TableFinder(page, settings).tables
    return [
        RuledTable(tuple(table.cells), table.bbox)
        for table in tables
        if len(table.cells) >= _LEAST_CELLS
        # Rules that only part the rows make no columns.
        and len({left for left, *_ in table.cells}) > 1
    ]


def _cells(tables: Iterable[RuledTable]) -> int:
    return sum(len(table.cells) for table in tables)
