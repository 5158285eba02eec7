"""The sheets of what tables are compared with and judged by: 对比数 and 阈值.

It knows when there is such a sheet; how one looks is known by its own module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.writing.comparatives_sheet import ComparativesSheet
from xls_juesuan.writing.thresholds_sheet import ThresholdsSheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit import Audit
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.content import Values
    from xls_juesuan.writing.page import Page


def sheets_beside(tables: TableSet, audit: Audit) -> list[str]:
    """Name the sheets there are."""
    return [
        *([say.COMPARATIVES] if tables.comparatives else []),
        *([say.THRESHOLDS] if audit.thresholds else []),
    ]


def write_beside(
    pages: Mapping[str, Page],
    tables: TableSet,
    audit: Audit,
    files: Sequence[str],
    values: Values,
    own: Mapping[str, str] | None = None,
) -> None:
    """Write the sheets there are.

    Args:
        pages: the pages of the workbook by name.
        tables: the tables with their comparatives.
        audit: what the thresholds were used for.
        files: names of the files that the comparatives come from.
        values: how figures stand in the tables.
        own: what stands there without a person's changes, by name; ``None`` where changes are
            not kept.
    """
    if say.COMPARATIVES in pages:
        page = pages[say.COMPARATIVES]
        ComparativesSheet(page, tables.comparatives, files, values, own).write()
    if say.THRESHOLDS in pages:
        ThresholdsSheet(pages[say.THRESHOLDS], audit.thresholds, own).write()
