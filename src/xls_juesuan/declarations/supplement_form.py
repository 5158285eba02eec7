"""The form of the supplement (补充资料): its sheets, fields, kinds of value, drop-downs.

It knows what may be filled in and how a field is named; it refuses to know how a sheet
looks and what anybody filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.needs import Need
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "supplement.toml"

_SHEET_NAME_LIMIT = 31
#: Longest drop-down list that a spreadsheet stores, commas included.
_CHOICES_LIMIT = 255


class FieldKind(StrEnum):
    """What a field holds, and so how it is read, shown and validated."""

    TEXT = "text"
    #: Functional code, 3, 5 or 7 digits.
    CODE = "code"
    CHOICE = "choice"
    YEAR = "year"
    #: Month of a year as 2025年09月.
    MONTH = "month"
    #: Amount of money; fen once it has been read.
    AMOUNT = "amount"
    COUNT = "count"
    #: Score from 0 to 100; kept as text.
    SCORE = "score"


class FieldSize(StrEnum):
    """How much room a field needs for what people write."""

    #: A few words.
    NARROW = "narrow"
    USUAL = "usual"
    #: Long names.
    WIDE = "wide"
    #: Whole sentences.
    LONG = "long"


@dataclass(frozen=True, slots=True)
class FormField:
    """One value to fill in: a line of a sheet of single values, or a column of a list.

    Attributes:
        key: ``subject.field`` for a single value, the bare name for a column.
        label: what the sheet calls it.
        kind: kind of value.
        unit: unit of the value as printed; empty for texts.
        note: what it means and where to find it.
        group: heading above the lines that belong together; empty for none.
        required: whether the tables cannot do without it.
        negative: whether a negative amount is allowed.
        size: how much room it needs.
        choices: drop-down texts and the value each stands for.
        last_year: the cell of last year's tables that it states; empty for all others.
        needed: what a unit must have to need the field at all; every unit where empty.
        may_wait: whether a row of a list counts without it, as long as it is blank.
        one_of: column of a list, ``list.column``, from which it is chosen.
    """

    key: str
    label: str
    kind: FieldKind
    unit: str = ""
    note: str = ""
    group: str = ""
    required: bool = False
    negative: bool = False
    size: FieldSize = FieldSize.USUAL
    choices: Mapping[str, str] = field(default_factory=dict)
    last_year: str = ""
    needed: tuple[Need, ...] = ()
    may_wait: bool = False
    one_of: str = ""

    @property
    def heading(self) -> str:
        """The label with its unit, as the head of a column prints it."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class FormTable:
    """A list of any number of rows.

    Attributes:
        key: names the list in ``Supplement.rows``.
        columns: what each row states.
        blank_rows: rows that a blank form offers.
        unique: columns in which no two rows may agree; none when rows may repeat.
    """

    key: str
    columns: tuple[FormField, ...]
    blank_rows: int
    unique: tuple[str, ...] = ()

    def column_key(self, column: FormField) -> str:
        """The key that stands above the column in the workbook."""
        return f"{self.key}.{column.key}"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet: single values, or one list.

    Attributes:
        name: of the sheet.
        note: what it collects and where that is found.
        fields: the single values.
        table: the list.
        needed: what a unit must have to need any of it.
    """

    name: str
    note: str
    fields: tuple[FormField, ...] = ()
    table: FormTable | None = None
    needed: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementForm:
    """The whole form."""

    title: str
    guide_sheet: str
    guide_lines: tuple[str, ...]
    sheets: tuple[FormSheet, ...]

    def fields(self) -> Iterator[FormField]:
        """All single values, in the order of the form."""
        for sheet in self.sheets:
            yield from sheet.fields

    def tables(self) -> Iterator[FormTable]:
        """All lists, in the order of the form."""
        for sheet in self.sheets:
            if sheet.table is not None:
                yield sheet.table


@cache
def load_supplement_form() -> SupplementForm:
    """Read and check the declaration that is shipped."""
    return parse_supplement_form(templates_folder() / FILE_NAME)


def parse_supplement_form(path: Path) -> SupplementForm:
    """Read and check one declaration file.

    Raises:
        DeclarationError: the file does not declare a usable form; names file and fault.
    """
    try:
        document = parse_toml(path.read_text(encoding="utf-8"))
        form = SupplementForm(
            title=document["title"],
            guide_sheet=document["guide"]["sheet"],
            guide_lines=tuple(document["guide"]["lines"]),
            sheets=tuple(_sheet(entry) for entry in document["sheets"]),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DeclarationError(f"{path.name}: {type(error).__name__}: {error}") from error
    faults = list(_faults(form))
    if faults:
        raise DeclarationError(f"{path.name}: {'; '.join(faults)}")
    return form


def _sheet(entry: dict[str, Any]) -> FormSheet:
    values = dict(entry)
    table = values.pop("table", None)
    values["fields"] = tuple(_field(each) for each in values.get("fields", ()))
    values["needed"] = _needs(values)
    return FormSheet(table=None if table is None else _table(table), **values)


def _table(entry: dict[str, Any]) -> FormTable:
    values = dict(entry)
    values["columns"] = tuple(_field(each) for each in values["columns"])
    values["unique"] = tuple(values.get("unique", ()))
    return FormTable(**values)


def _field(entry: dict[str, Any]) -> FormField:
    values = dict(entry)
    values["kind"] = FieldKind(values["kind"])
    values["size"] = FieldSize(values.get("size", FieldSize.USUAL))
    values["needed"] = _needs(values)
    return FormField(**values)


def _needs(values: dict[str, Any]) -> tuple[Need, ...]:
    return tuple(Need(name) for name in values.get("needed", ()))


def _faults(form: SupplementForm) -> Iterator[str]:
    names = [form.guide_sheet, *(sheet.name for sheet in form.sheets)]
    yield from _repeated("sheet", names)
    yield from (f"sheet name too long: {name}" for name in names if len(name) > _SHEET_NAME_LIMIT)
    keys = [each.key for each in form.fields()]
    keys += [table.column_key(column) for table in form.tables() for column in table.columns]
    yield from _repeated("key", keys)
    for sheet in form.sheets:
        if bool(sheet.fields) == (sheet.table is not None):
            yield f"sheet {sheet.name} needs either fields or a table"
        members = sheet.fields if sheet.table is None else sheet.table.columns
        yield from _repeated(f"label in {sheet.name}", [each.label for each in members])
        for each in members:
            yield from _field_faults(each, is_column=sheet.table is not None)
    lists = {table.column_key(column) for table in form.tables() for column in table.columns}
    for table in form.tables():
        for column in table.columns:
            if column.one_of and column.one_of not in lists:
                yield f"{table.column_key(column)}: no column {column.one_of} to choose from"
        for name in set(table.unique) - {column.key for column in table.columns}:
            yield f"{table.key}: no column {name} to be unique"


def _field_faults(each: FormField, *, is_column: bool) -> Iterator[str]:
    if is_column == ("." in each.key):
        yield f"{each.key}: a field is named subject.field, a column by one word"
    if bool(each.choices) != (each.kind is FieldKind.CHOICE):
        yield f"{each.key}: choices belong to the kind choice"
    if len(",".join(each.choices)) > _CHOICES_LIMIT:
        yield f"{each.key}: choices longer than {_CHOICES_LIMIT} characters"
    if each.kind in {FieldKind.AMOUNT, FieldKind.COUNT} and not each.unit:
        yield f"{each.key}: a number needs its unit"


def _repeated(what: str, names: list[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{what} twice: {name}"
