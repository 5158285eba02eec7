"""A surveyed workbook → the declaration of its layout, as a change of the one that fits it best.

It knows which tables there are and what is said of them as a whole; it refuses to know files.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.difference import same_table
from xls_juesuan.declarations.difference import table_difference
from xls_juesuan.declarations.inheritance import lineage
from xls_juesuan.declarations.inheritance import read_profile_values
from xls_juesuan.declarations.inheritance import read_table_values
from xls_juesuan.declarations.layout import profile_folder
from xls_juesuan.declarations.layout_reader import CERTAINTIES
from xls_juesuan.messages import drafting as say
from xls_juesuan.messages import understanding as say_seen
from xls_juesuan.office.drafting.bands import BandDraft
from xls_juesuan.office.drafting.points import OpenPoints
from xls_juesuan.office.drafting.repairs import Repairs
from xls_juesuan.office.drafting.surroundings import below
from xls_juesuan.office.drafting.surroundings import heading_of
from xls_juesuan.office.drafting.surroundings import title_of
from xls_juesuan.office.drafting.surroundings import widths_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.office.survey import Survey
    from xls_juesuan.writing.patching.book import Book

_Values = dict[str, Any]
_DIGITS = re.compile(r"\d+")
_WAN = "万元"


@dataclass
class ProfileDraft:
    """The draft of a layout, as values of its files.

    Attributes:
        file: the workbook it was drafted from.
        parent: name of the layout that it changes.
        profile: fields of the profile.
        tables: the fields of each table that differs, by table.
        whole: all fields of each table, as they come out.
        points: what is left open, by table; under the empty name that of the profile.
    """

    file: str
    parent: str
    profile: _Values
    tables: dict[str, _Values]
    whole: dict[str, _Values]
    points: dict[str, OpenPoints] = field(default_factory=dict)

    def keep_parents(self, table: str, detail: str) -> None:
        """Give up a table that could not be declared: it stays as the other layout has it."""
        self.tables.pop(table, None)
        self.points.setdefault(table, OpenPoints()).add(say.not_declared(detail))

    @property
    def open_points(self) -> list[str]:
        """Everything that is left open, with the table it belongs to."""
        found = list(self.points.get("", OpenPoints()).texts)
        for key, points in self.points.items():
            values = self.whole.get(key, {})
            found += [
                say.AT_TABLE.format(
                    label="".join(str(values["label"]).split()), title=values["title"], text=text
                )
                for text in points.texts
                if key
            ]
        return found


def draft_profile(survey: Survey, parent: str) -> ProfileDraft:
    """Draft the layout of a workbook.

    Args:
        survey: how the workbook is understood.
        parent: name or folder of the layout by which it is understood.
    """
    folders = lineage(profile_folder(parent))
    numbered = any(seen.table.line_places for seen in survey.tables)
    keys = [layout.key for layout in survey.profile.layouts]
    before = {key: read_table_values(folders, f"{key}.toml") for key in keys}
    order = [seen.table.layout.key for seen in survey.tables]
    points = {key: OpenPoints() for key in order}
    whole = {
        seen.table.layout.key: _table(
            seen.table, before[seen.table.layout.key], points, survey.book, numbered=numbered
        )
        for seen in survey.tables
    }
    _renumber(whole, order)
    Repairs(whole, before, points).mend()
    tables = {
        key: table_difference(before[key], values)
        for key, values in whole.items()
        if not same_table(before[key], values)
    }
    inherited = read_profile_values(folders)
    profile = _profile(survey, folders[0], inherited, order, numbered=numbered)
    points[""] = _points_of_profile(survey, folders[0].name)
    return ProfileDraft(survey.path.name, folders[0].name, profile, tables, whole, points)


def _table(
    table: SeenTable,
    base: _Values,
    points: Mapping[str, OpenPoints],
    book: Book | None,
    *,
    numbered: bool,
) -> _Values:
    mine = points[table.layout.key]
    values = deepcopy(base)
    values["title"] = title_of(table, base["title"])
    if not table.found.title:
        mine.add(say.no_title(base["title"]))
    if table.is_upright:
        mine.add(say.upright())
        return values
    sheet = book.sheet(table.page.name) if book else None
    values["heading"] = heading_of(table, base["heading"])
    values["widths"] = widths_of(table, sheet, base["widths"])
    values |= below(table, base)
    values["bands"] = BandDraft(table, base["bands"], mine, numbered=numbered).bands()
    _note_open(table, mine)
    return values


def _note_open(table: SeenTable, points: OpenPoints) -> None:
    """Note what the declaration cannot know."""
    if table.missing_columns:
        names = [spec.name for spec in table.missing_columns]
        points.add(say.columns_missing(say_seen.some(names)))
    for place, text in table.extra_columns.items():
        points.add(say.column_open(table.page.full_ref(table.heading.first, place), text))
    for row in table.rows:
        if row.usual_name:
            points.add(say.renamed(row.usual_name, row.row.label))


def _renumber(tables: Mapping[str, _Values], order: list[str]) -> None:
    """Number the tables anew where they stand in another order, or some are missing."""
    numbers = [_number(tables[key]["label"]) for key in order]
    if numbers == list(range(1, len(order) + 1)):
        return
    for number, key in enumerate(order, 1):
        values = tables[key]
        for name in ("label", "sheet"):
            values[name] = _DIGITS.sub(f"{number:02}", str(values[name]), count=1)


def _number(label: str) -> int:
    found = _DIGITS.search(label)
    return int(found[0]) if found else 0


def _profile(
    survey: Survey, parent: Path, inherited: _Values, order: list[str], *, numbered: bool
) -> _Values:
    values: _Values = {
        "extends": parent.name,
        "title": say.TITLE.format(file=survey.path.name),
        "source": say.SOURCE.format(file=survey.path.name, parent=parent.name),
        "certainty": CERTAINTIES[-1],
        "unverified": [],
    }
    words = {seen.table.found.context.name_word for seen in survey.tables} - {""}
    usual = str(inherited["department"])
    if len(words) == 1 and not usual.startswith(word := words.pop()):
        values["department"] = f"{word}：{{unit}}"
    if numbered != inherited.get("numbered", True):
        values["numbered"] = numbered
    if order != list(inherited["tables"]):
        values["tables"] = order
    return values


def _points_of_profile(survey: Survey, parent: str) -> OpenPoints:
    points = OpenPoints()
    for sentence in (say.OF_PARENT, say.SAME_TEXTS):
        points.add(sentence.format(parent=parent))
    if survey.missing:
        titles = "、".join(f"《{layout.title}》" for layout in survey.missing)
        points.add(say.TABLES_MISSING.format(tables=titles))
    units = {seen.table.found.context.amount_unit for seen in survey.tables} - {"", _WAN}
    for unit in sorted(units):
        points.add(say.AMOUNT_UNIT.format(unit=unit))
    sheets = [one.sheet for one in survey.left if one.kind == "sheet"]
    if sheets:
        points.add(say.SHEETS_LEFT.format(sheets="、".join(f"“{one}”" for one in sheets)))
    return points
