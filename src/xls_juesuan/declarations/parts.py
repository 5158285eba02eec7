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

#: What the rows of a part with a row for everything that occurs stand for.
CLASSIFICATIONS = ("", "functional", "project")


@dataclass(frozen=True, slots=True)
class PartColumn:
    """What is said of each row; ``is_percent`` marks shares and rates, ``is_score`` points."""

    key: str
    name: str
    is_percent: bool = False
    is_score: bool = False


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
        rows: the fixed rows; none where ``classification`` says that rows are functional
            codes or projects, as many as occur.
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
    )
    fields.finish()
    return column


def _rows(fields: Fields) -> tuple[PartRow, ...]:
    section, names = fields.require("section", str), fields.table("names")
    fields.finish()
    if names is None:
        raise fields.fault("names is missing")
    return tuple(PartRow(key, names.require(key, str), section) for key in names)
