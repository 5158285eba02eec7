"""Tables with a row for every code that rules speak of, and one of every category.

It knows which rows a relation needs to say something; it refuses to know relations' values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.examples import blank_tables
from xls_juesuan.audit.examples import tables_of
from xls_juesuan.declarations.examples import PrintedFigure
from xls_juesuan.declarations.examples import TableExample
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.parts import DisclosurePart
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.tables import TableSet

#: Rows of a part whose rows are whatever occurs.
_PROJECTS = ("1", "2")
_LENGTHS = (3, 5, 7)


def sample_tables(rules: Sequence[Rule], profile: str) -> TableSet:
    """Give the tables of a layout with enough rows for every rule to speak of something.

    Args:
        rules: the rules, for the codes that they name.
        profile: name of the layout.
    """
    blank = blank_tables(profile)
    functional = blank.names["functional"]
    codes = _codes(rules, blank.profile.layouts, functional.codes, blank.year)
    listed = tuple((code, functional.name(code)) for code in codes)
    rows = {
        layout.key: listed
        for layout in blank.profile.layouts
        if layout.classification == "functional" and any(band.listing for band in layout.bands)
    }
    figures = {
        CellKey(part.key, row, column.key): PrintedFigure(0)
        for part in load_parts()
        for row in _part_rows(part, codes, blank.profile.layouts)
        for column in part.columns
    }
    # Last year had the same rows.
    rows |= {of_last_year(key): listed for key in rows}
    return tables_of(TableExample(figures=figures, rows=rows), profile=profile)


def _codes(
    rules: Iterable[Rule], layouts: Iterable[Layout], known: CodeList, year: int
) -> list[str]:
    """Codes that rules name, one item of every category, and all that stand above them."""
    nodes = [node for rule in rules for node in (rule.relation, rule.when) if node is not None]
    named = {part.row for node in nodes for part in walk(node) if isinstance(part, Cell)}
    categories = {
        row.code
        for layout in layouts
        if layout.classification == "functional"
        for band in layout.bands
        for row in band.rows
        if row.code
    }
    valid = sorted(entry.code for entry in known if entry.is_valid_in(year))
    wanted = {code for code in named if code in valid}
    names = {name for rule in rules for name in rule.named}
    for name in sorted(names):
        wanted.update([entry.code for entry in known if entry.name == name][:1])
    for category in sorted(categories):
        inside = [code for code in valid if code.startswith(category)]
        # Some categories have no items.
        wanted.update(sorted(inside, key=lambda code: (-len(code), code))[:1])
    # What has rows below it in the tables needs one here, too.
    for code in sorted(wanted):
        below = [each for each in valid if each.startswith(code) and len(each) == 7]
        wanted.update(below[:1])
    return sorted({code[:length] for code in wanted for length in _LENGTHS if len(code) >= length})


def _part_rows(
    part: DisclosurePart, codes: Sequence[str], layouts: Iterable[Layout]
) -> Sequence[str]:
    if part.rows:
        return [row.key for row in part.rows]
    if part.classification == "economic":
        printed = (layout for layout in layouts if layout.classification == "economic")
        bands = (band for layout in printed for band in layout.bands)
        return [row.code for band in bands for row in band.rows if row.code]
    return codes if part.classification == "functional" else _PROJECTS
