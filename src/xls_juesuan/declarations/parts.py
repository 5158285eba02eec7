"""Parts of the disclosure beside its tables — explanation, attachments — and their figures.

It knows what each figure is called and whether it is an amount or a percentage; it refuses
to know values, and where in a document a figure stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.toml_fields import read_toml
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.toml_fields import Fields

#: What the rows of a part with a row for everything that occurs stand for. Lines of the
#: self-assessment are numbered, and people know them by their names.
ASSESSED = "assessed"
PROJECT = "project"
CLASSIFICATIONS = ("", "functional", "economic", PROJECT, ASSESSED)


@dataclass(frozen=True, slots=True)
class PartColumn:
    """What is said of each row: an amount unless it is marked.

    Attributes:
        is_percent: a share or rate, in ``STEPS_PER_PERCENT``.
        is_score: points, in ``STEPS_PER_POINT``.
        is_month: a month, 202504 for April 2025.
        is_count: a number of things or people.
        is_directed: a change, told in words for more and less, never with a minus.
        is_only_here: told nowhere else, so that nothing but what goes with it speaks for it.
    """

    key: str
    name: str
    is_percent: bool = False
    is_score: bool = False
    is_month: bool = False
    is_count: bool = False
    is_directed: bool = False
    is_only_here: bool = False


@dataclass(frozen=True, slots=True)
class PartRow:
    """Something figures are given for, and the section of the text that gives them."""

    key: str
    name: str
    section: str


@dataclass(frozen=True, slots=True)
class DisclosurePart:
    """A part whose figures are compared with the tables.

    Attributes:
        key: name in relations.
        name: plain name.
        columns: what is said of a row.
        rows: the fixed rows; none where ``classification`` says that rows are codes or
            projects, as many as occur.
        is_complete: whether what it does not list is nothing, not unknown.
    """

    key: str
    name: str
    columns: tuple[PartColumn, ...]
    rows: tuple[PartRow, ...]
    classification: str = ""
    is_complete: bool = False


@cache
def load_parts(folder: Path | None = None) -> tuple[DisclosurePart, ...]:
    """Load the parts that come with the program, by file name.

    Raises:
        DeclarationError: a file is malformed.
    """
    folder = folder or data_folder() / "parts"
    return tuple(read_part(path) for path in sorted(folder.glob("*.toml")))


@cache
def part_column(part: str, column: str) -> PartColumn | None:
    """Find a column of a part that comes with the program; ``None`` where there is none."""
    for each in load_parts():
        if each.key == part:
            return next((one for one in each.columns if one.key == column), None)
    return None


@cache
def part_rows(part: str) -> str:
    """Tell what the rows of a part stand for; blank of what is no part, too."""
    return next((each.classification for each in load_parts() if each.key == part), "")


def read_part(path: Path) -> DisclosurePart:
    """Read one part.

    Raises:
        DeclarationError: the file is malformed; the message names it.
    """
    fields = read_toml(path)
    part = DisclosurePart(
        key=fields.require("key", str),
        name=fields.require("name", str),
        columns=tuple(_column(each) for each in fields.tables("columns")),
        rows=tuple(row for each in fields.tables("rows") for row in _rows(each)),
        classification=fields.take("classification", ""),
        is_complete=fields.take("is_complete", default=False),
    )
    fields.finish()
    if part.key != path.stem:
        raise DeclarationError(f"{path.name}: holds the part {part.key}")
    if part.classification not in CLASSIFICATIONS:
        raise fields.fault(f"classification is {part.classification!r}")
    if bool(part.rows) == bool(part.classification):
        raise fields.fault("states not exactly one of rows, classification")
    return part


def _column(fields: Fields) -> PartColumn:
    column = PartColumn(
        key=fields.require("key", str),
        name=fields.require("name", str),
        is_percent=fields.take("is_percent", default=False),
        is_score=fields.take("is_score", default=False),
        is_month=fields.take("is_month", default=False),
        is_count=fields.take("is_count", default=False),
        is_directed=fields.take("is_directed", default=False),
        is_only_here=fields.take("is_only_here", default=False),
    )
    fields.finish()
    return column


def _rows(fields: Fields) -> tuple[PartRow, ...]:
    section, names = fields.require("section", str), fields.table("names")
    fields.finish()
    if names is None:
        raise fields.fault("names is missing")
    return tuple(PartRow(key, names.require(key, str), section) for key in names)
