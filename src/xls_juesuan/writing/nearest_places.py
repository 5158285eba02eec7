"""Where in the review of a document somebody finds what is said of no figure of a table.

It knows the sheets of the review and where the document has what they show; it refuses to know
rules.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.parts_sheet import part_places
from xls_juesuan.writing.supplement_sheet import VALUE_PLACE
from xls_juesuan.writing.supplement_sheet import field_places

if TYPE_CHECKING:
    from xls_juesuan.findings import Finding
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet

Target = tuple[str, str]
_TOP = place_name(0, 0)
#: Which table of a text document a place is in: 第22页表10第4行.
_TABLE_NUMBER = re.compile(r"^(?:第\d+页)?表\d+(?=第|$)")
#: The column of a cell in a text document, and what more is said of its place.
_COLUMN = re.compile(r"第\d+列.*$")
_LETTERS = string.ascii_uppercase


class NearestPlaces:
    """Finds them.

    Args:
        tables: the tables of the document.
        supplement: what the review shows of the figures that no table holds.
    """

    def __init__(self, tables: TableSet, supplement: Supplement | None) -> None:
        self._tables = {table.key: table for table in tables.tables}
        self._sheets = {
            _holder(ref): table.sheet for table in tables.tables for ref in table.refs.values()
        }
        #: Lines of explanation and attachments by their row in the document, the first of each.
        self._lines: dict[str, str] = {}
        places = part_places(tables.parts)
        for part in tables.parts:
            for spot, ref in part.refs.items():
                cell = part.cells.get(spot)
                if cell is not None and cell.key in places:
                    self._lines.setdefault(_row(ref), places[cell.key])
        self._has_parts = bool(tables.parts)
        lines = field_places(load_supplement_form())
        self._fields = {
            (source.sheet, source.row): place_name(lines[key].line, VALUE_PLACE)
            for key, source in (supplement.sources if supplement else {}).items()
            if key in lines
        }

    def of(self, finding: Finding) -> Target | None:
        """Where to look; ``None`` where the review shows nothing of it, as the document does not.

        What is wrong always has a place: the front page at the last, which lists what is missing
        and what was not recognised.
        """
        named = self._tables.get(finding.subject.partition("/")[0])
        if named is not None:
            return named.sheet, _TOP
        for source in finding.sources:
            target = self._at(source)
            if target is not None:
                return target
        if finding.sources and self._has_parts:
            return say.PARTS, _TOP
        if finding.sources or finding.outcome is Outcome.FAILED:
            return say.CONTENTS, _TOP
        table = self._tables.get(finding.table)
        return (table.sheet, _TOP) if table is not None else None

    def _at(self, source: Source) -> Target | None:
        """What the review shows of a row, paragraph or field of the document."""
        field = self._fields.get((source.sheet, source.row))
        if field is not None:
            return say.SUPPLEMENT, field
        row = f"{source.sheet}!{source.row}" if source.row else source.sheet
        line = self._lines.get(row)
        if line is not None:
            return say.PARTS, line
        sheet = self._sheets.get(_holder(row))
        return (sheet, _TOP) if sheet else None


def _holder(place: str) -> str:
    """The sheet, or the table of a text document, that a cell or row is in."""
    sheet, mark, _ = place.rpartition("!")
    found = None if mark else _TABLE_NUMBER.search(place)
    return found[0].rpartition("页")[2] if found else sheet or place


def _row(ref: str) -> str:
    """The row that a cell is in, by its sheet and number or in the words of a text document."""
    sheet, mark, cell = ref.rpartition("!")
    return f"{sheet}!{cell.lstrip(_LETTERS)}" if mark else _COLUMN.sub("", ref)
