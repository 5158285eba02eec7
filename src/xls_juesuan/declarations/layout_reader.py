"""Files of a profile → layouts, each field checked on the way.

Knows how a layout is written down; what one file can say wrong by itself is found here, what
only shows when tables are seen together in ``layout_checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import FILE_NAME as ATTACHMENTS_FILE
from xls_juesuan.declarations.attachment_form import read_attachment_form
from xls_juesuan.declarations.heading import merge_heading
from xls_juesuan.declarations.inheritance import find_file
from xls_juesuan.declarations.inheritance import lineage
from xls_juesuan.declarations.inheritance import read_profile_fields
from xls_juesuan.declarations.inheritance import read_table_fields
from xls_juesuan.declarations.layout_checks import check_profile
from xls_juesuan.declarations.layout_parts import LENGTHS_OF
from xls_juesuan.declarations.layout_parts import Band
from xls_juesuan.declarations.layout_parts import ColumnSpec
from xls_juesuan.declarations.layout_parts import Layout
from xls_juesuan.declarations.layout_parts import Listing
from xls_juesuan.declarations.layout_parts import Profile
from xls_juesuan.declarations.layout_parts import Rest
from xls_juesuan.declarations.layout_parts import RowSpec
from xls_juesuan.declarations.relation.nodes import DIMENSIONS
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.toml_fields import Fields

#: How sure it is that a place prints its tables like this.
CERTAINTIES = ("seen", "knowledge, unverified")

#: Dimensions whose values are fixed words.
_WORDS: dict[str, type[StrEnum]] = {
    "flow": Flow,
    "item": Item,
    "funding": Funding,
    "origin": Origin,
}


def read_profile(folder: Path) -> Profile:
    """Read a profile and all its tables.

    Raises:
        DeclarationError: a file is missing or malformed; names the file and the fault.
    """
    folders = lineage(folder)
    fields = read_profile_fields(folders)
    keys = fields.texts("tables")
    numbered = fields.take("numbered", default=True)
    profile = Profile(
        name=folder.name,
        title=fields.require("title", str),
        aliases=fields.texts("aliases"),
        source=fields.require("source", str),
        department=fields.require("department", str),
        period=fields.require("period", str),
        amount=fields.require("amount", str),
        layouts=tuple(
            _layout(key, read_table_fields(folders, f"{key}.toml", numbered=numbered))
            for key in keys
        ),
        attachments=read_attachment_form(find_file(folders, ATTACHMENTS_FILE)),
        certainty=fields.take("certainty", CERTAINTIES[-1]),
        unverified=fields.texts("unverified"),
    )
    if profile.certainty not in CERTAINTIES:
        raise fields.fault(f"certainty is {profile.certainty!r}, not {' or '.join(CERTAINTIES)}")
    fields.finish()
    check_profile(profile)
    return profile


def _layout(key: str, fields: Fields) -> Layout:
    classification = fields.require("classification", str)
    if classification not in LENGTHS_OF:
        raise fields.fault(f"classification is {classification!r}, not {' or '.join(LENGTHS_OF)}")
    widths = fields.require("widths", list)
    if not widths or not all(isinstance(width, int | float) for width in widths):
        raise fields.fault("widths are numbers of characters, one a column")
    grid = fields.require("heading", list)
    if not all(isinstance(line, list) and all(isinstance(c, str) for c in line) for line in grid):
        raise fields.fault("heading is a list of lines, each a list of texts")
    layout = Layout(
        key=key,
        title=fields.require("title", str),
        label=fields.require("label", str),
        sheet=fields.require("sheet", str),
        classification=classification,
        widths=tuple(float(width) for width in widths),
        heading=merge_heading(grid, len(widths), fields.where),
        heading_lines=len(grid),
        bands=tuple(_band(band) for band in fields.tables("bands")),
        notes=fields.texts("notes"),
        statement=fields.take("statement", ""),
        whole=_criteria(fields, "whole") or (),
    )
    fields.finish()
    return layout


def _band(fields: Fields) -> Band:
    listing = fields.table("listing")
    band = Band(
        columns=tuple(_column(column) for column in fields.tables("columns")),
        rows=tuple(row for entry in fields.tables("rows") for row in _rows(entry)),
        listing=None if listing is None else _listing(listing),
        first=fields.take("first", 0),
        label_place=_place(fields, "label_place"),
        label_places=fields.take("label_places", 1),
        line_place=_place(fields, "line_place"),
        code_places=fields.numbers("code_places"),
        key=fields.take("key", ""),
    )
    fields.finish()
    if not band.columns:
        raise fields.fault("a band needs columns")
    if bool(band.rows) == (band.listing is not None):
        raise fields.fault("a band needs either rows or a listing")
    return band


def _place(fields: Fields, key: str) -> int | None:
    return fields.require(key, int) if key in fields else None


def _listing(fields: Fields) -> Listing:
    listing = Listing(
        label=fields.require("label", str),
        place=fields.require("place", int),
        places=fields.take("places", 1),
        total_last=fields.take("total_last", default=False),
    )
    fields.finish()
    return listing


def _column(fields: Fields) -> ColumnSpec:
    column = ColumnSpec(
        key=fields.require("key", str),
        place=fields.require("place", int),
        name=fields.require("name", str),
        number=fields.take("number", ""),
        feed=_criteria(fields, "feed") or (),
        parts=fields.texts("sum"),
        by=_dimensions(fields, fields.texts("by")),
        needs=fields.texts("needs"),
    )
    fields.finish()
    if column.by and not (column.parts and column.feed):
        raise fields.fault("by belongs to a sum with a feed")
    if column.parts and column.feed and not column.by:
        raise fields.fault("a sum with a feed needs by")
    return column


def _rows(fields: Fields) -> list[RowSpec]:
    if "lines" in fields:
        first, last = fields.numbers("lines")
        fields.finish()
        return [RowSpec(key=f"L{line}", line=line) for line in range(first, last + 1)]
    line = _place(fields, "line")
    code = fields.take("code", "")
    key = fields.take("key", "") or (f"L{line}" if line is not None else code)
    if not key:
        raise fields.fault("a row needs a line, a code or a key")
    row = RowSpec(
        key=key,
        label=fields.take("label", ""),
        line=line,
        code=code,
        feed=_criteria(fields, "feed"),
        relation=_relation(fields, "relation"),
        rest=_rest(fields),
        cells=_cells(fields),
        is_total=fields.take("total", default=False),
        depth=fields.take("depth", 0),
        needs=fields.texts("needs"),
    )
    fields.finish()
    if row.rest and not row.relation:
        raise fields.fault("a rest belongs to a relation")
    if row.code and (row.relation or row.feed is not None):
        raise fields.fault("a row with a code is fed by its code")
    return [row]


def _rest(fields: Fields) -> Rest | None:
    rest = fields.table("rest")
    if rest is None:
        return None
    by = _dimensions(rest, rest.texts("by"))
    if not by:
        raise rest.fault("by is missing")
    found = Rest(by, rest.take("prefix", ""), rest.texts("without"))
    rest.finish()
    return found


def _cells(fields: Fields) -> dict[str, Node]:
    cells = fields.table("cells")
    if cells is None:
        return {}
    return {key: parsed for key in cells if (parsed := _relation(cells, key)) is not None}


def _relation(fields: Fields, key: str) -> Node | None:
    text = fields.take(key, "")
    try:
        return parse_relation(text) if text else None
    except DeclarationError as error:
        raise fields.fault(str(error)) from error


def _dimensions(fields: Fields, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in DIMENSIONS:
            raise fields.fault(f"facts have no dimension {name}")
    return names


def _criteria(fields: Fields, key: str) -> Criteria | None:
    selector = fields.table(key)
    if selector is None:
        return None
    found: list[tuple[str, tuple[str, ...]]] = []
    for dimension in selector:
        _dimensions(selector, (dimension,))
        values = selector.texts(dimension)
        words = _WORDS.get(dimension)
        for value in values:
            if words and value not in set(words):
                raise selector.fault(f"{dimension} has no value {value!r}")
        found.append((dimension, values))
    return tuple(sorted(found))
