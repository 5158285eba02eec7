"""Examples of a rule as declared: accounts or a small ledger, and whether the rule holds there.

It knows what an example may say; it refuses to know how a rule is judged on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.toml_fields import Fields
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import CellKey
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import STEPS_PER_PERCENT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

#: What a ledger of a single table is called.
LEDGER_FILE = "台账.xlsx"
LEDGER_SHEET = "凭证明细"
#: Whose tables a published document holds, where nothing else is said.
PUBLISHED_UNIT = "青石县数据局"

#: What a person types into a field of the supplement, or down a column of a list.
Typed = str | int | float | tuple[str, ...]

_PLACE = re.compile(r"((?:previous\.)?\w+)\[(\w+)\](?:\.(\w+))?")
_AMOUNT = re.compile(r"(-?)(\d+)\.(\d\d)")
_PERCENTAGE = re.compile(r"(-?\d+)(?:\.(\d{1,4}))?%")
_OPTIONS = ("year", "unit", "unit_name", "amount_unit", "department")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as a publication prints it.

    Attributes:
        fen: the printed value.
        step: fen in one unit of its last digit; 1 where the figure is exact.
    """

    fen: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class TableExample:
    """Figures of the tables and what else a relation may ask; all else is blank.

    Attributes:
        figures: figures by place, with their precision.
        rows: code and printed name of the rows of a table, in order; tables that are not
            named here have a row for every code with a figure.
        facts: facts of the ledger.
        stated: figures of the supplement, amounts in fen.
        unit_kind: kind of the unit.
        statements: tables that print the statement that they are empty.
    """

    figures: Mapping[CellKey, PrintedFigure] = field(default_factory=dict)
    rows: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    stated: Mapping[str, int] = field(default_factory=dict)
    unit_kind: UnitKind = UnitKind.ADMINISTRATIVE
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedExample:
    """A published document: tables as the layout prints them, and what somebody did to them.

    Attributes:
        tables: figures and rows; all else is blank.
        unit_name: what stands above every table.
        without: tables that the document lacks.
        repeated: tables that it has twice.
        last: tables that stand behind all others.
        replaced: texts on the sheet of a table, and what stands there instead.
        added: lines below the last row of a table, their cells separated by commas.
        before, text: what is said before and after the tables, a paragraph a line; such a
            document is a text, not a workbook.
    """

    tables: TableExample
    unit_name: str
    without: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    replaced: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    before: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LedgerExample:
    """A small ledger as it lies on the disk.

    Attributes:
        files: tables as text, by file and sheet.
        numbers: headings of columns whose cells are stored as numbers, not as text.
        hidden: sheets that are hidden.
        hidden_rows: rows that are hidden in the first sheet, counted from 1.
        options: options of the command line by name.
        supplement: what a person typed into the supplement form, by key of the field.
        last_supplement: what stands in last year's supplement, likewise.
        of_units: what was typed into the supplements of units of a department, by unit.
        template: the office's workbook that is filled, blank but for what somebody did to it.
    """

    files: Mapping[str, Mapping[str, str]]
    numbers: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    supplement: Mapping[str, Typed] = field(default_factory=dict)
    last_supplement: Mapping[str, Typed] = field(default_factory=dict)
    of_units: Mapping[str, Mapping[str, Typed]] = field(default_factory=dict)
    template: PublishedExample | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a rule.

    Attributes:
        holds: whether the rule holds.
        says: one sentence on what the example shows.
        content: the accounts, the ledger or the document.
    """

    holds: bool
    says: str
    content: TableExample | LedgerExample | PublishedExample


@cache
def parse_examples(text: str, where: str) -> tuple[Example, ...]:
    """Read the part of a rule's file that holds its examples.

    Args:
        text: the part from the first ``[[examples]]`` on.
        where: name of the file, for messages.

    Raises:
        DeclarationError: a field is missing, unknown or says what no example can say.
    """
    try:
        fields = Fields(parse_toml(text), where)
    except ValueError as error:
        raise DeclarationError(f"{where}: {error}") from None
    examples = tuple(_example(each) for each in fields.tables("examples"))
    fields.finish()
    return examples


def _example(fields: Fields) -> Example:
    holds = fields.require("holds", bool)
    says = fields.require("says", str).strip()
    if not says.endswith("。"):
        raise fields.fault("says is no sentence")
    is_ledger = any(key in fields for key in ("ledger", "sheets", "files", "supplement"))
    content = _ledger(fields) if is_ledger else _document(fields)
    fields.finish()
    return Example(holds, says, content)


def _ledger(fields: Fields) -> LedgerExample:
    files: dict[str, Mapping[str, str]] = {}
    if "ledger" in fields:
        files[LEDGER_FILE] = {LEDGER_SHEET: fields.require("ledger", str)}
    if "sheets" in fields:
        files[LEDGER_FILE] = _texts(fields, "sheets")
    for name, value in _items(fields, "files"):
        sheets = {LEDGER_SHEET: value} if isinstance(value, str) else value
        files[name] = _texts(Fields({name: sheets}, fields.where), name)
    if not files:
        raise fields.fault("ledger, sheets or files is missing")
    options = _texts(fields, "options")
    unknown = sorted(set(options) - set(_OPTIONS))
    if unknown:
        raise fields.fault(f"options: {', '.join(unknown)}")
    template = fields.table("template")
    return LedgerExample(
        files,
        numbers=fields.texts("numbers"),
        hidden=fields.texts("hidden"),
        hidden_rows=fields.numbers("hidden_rows"),
        options=options,
        supplement=_all_typed(fields, "supplement"),
        last_supplement=_all_typed(fields, "last_supplement"),
        of_units=_typed_by_unit(fields),
        template=_published(template, TableExample()) if template else None,
    )


def _document(fields: Fields) -> TableExample | PublishedExample:
    """Read tables, published ones where it is told how."""
    published = fields.table("published")
    tables = _tables(fields)
    return tables if published is None else _published(published, tables)


def _published(published: Fields, tables: TableExample) -> PublishedExample:
    example = PublishedExample(
        tables,
        unit_name=str(published.take("unit_name", PUBLISHED_UNIT)),
        without=published.texts("without"),
        repeated=published.texts("repeated"),
        last=published.texts("last"),
        replaced=_texts_by_table(published, "replaced"),
        added=_lists_by_table(published, "added"),
        before=published.take("before", "").strip(),
        text=published.take("text", "").strip(),
    )
    published.finish()
    return example


def _texts_by_table(fields: Fields, key: str) -> dict[str, Mapping[str, str]]:
    inner = Fields(dict(_items(fields, key)), f"{fields.where}, {key}")
    return {name: _texts(inner, name) for name in inner}


def _lists_by_table(fields: Fields, key: str) -> dict[str, tuple[str, ...]]:
    inner = Fields(dict(_items(fields, key)), f"{fields.where}, {key}")
    return {name: inner.texts(name) for name in inner}


def _tables(fields: Fields) -> TableExample:
    figures = {
        _place(fields, key): _percentage(value) or PrintedFigure(_stated(fields, key, value))
        for key, value in _items(fields, "figures")
    }
    for key, value in _items(fields, "printed"):
        figure = _percentage(value)
        if figure is None:
            fen = _fen(fields, key, value) * FEN_PER_PRINTED_STEP
            figure = PrintedFigure(fen, FEN_PER_PRINTED_STEP)
        figures[_place(fields, key)] = figure
    for key, value in _items(fields, "previous"):
        figures[_last_year(_place(fields, key))] = PrintedFigure(_fen(fields, key, value))
    for key, value in _items(fields, "previous_printed"):
        fen = _fen(fields, key, value) * FEN_PER_PRINTED_STEP
        figures[_last_year(_place(fields, key))] = PrintedFigure(fen, FEN_PER_PRINTED_STEP)
    rows = fields.table("rows")
    stated_kind = fields.take("unit_kind", "administrative")
    return TableExample(
        figures=figures,
        rows={key: tuple(map(_row, rows.texts(key))) for key in rows} if rows else {},
        facts=tuple(_fact(each) for each in fields.tables("facts")),
        stated={key: _stated(fields, key, value) for key, value in _items(fields, "stated")},
        unit_kind=UnitKind(_one_of(fields, "unit_kind", stated_kind, UnitKind)),
        statements=fields.texts("statements"),
    )


def _row(text: str) -> tuple[str, str]:
    code, _, name = text.partition(" ")
    return code, name.strip()


def _fact(fields: Fields) -> Fact:
    flow = Flow(_one_of(fields, "flow", fields.require("flow", str), Flow))
    item = Item(_one_of(fields, "item", fields.take("item", ""), Item))
    funding = Funding(_one_of(fields, "funding", fields.take("funding", ""), Funding))
    fen = _fen(fields, "yuan", fields.require("yuan", str))
    texts = {
        key: fields.require(key, str) for key in ("function", "economic", "account", "project")
        if key in fields
    }  # fmt: skip
    fields.finish()
    return replace(Fact(0, flow, fen, item, funding), **texts)  # type: ignore[arg-type]  # texts


def _stated(fields: Fields, key: str, value: object) -> int:
    """Read a count as it stands, an amount of yuan into fen."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return _fen(fields, key, value)


def _fen(fields: Fields, key: str, value: object) -> int:
    """Read an amount with two decimals: fen of an amount in yuan."""
    found = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise fields.fault(f"{key} is {value!r}, not an amount such as '411.91'")
    fen = int(found[2]) * FEN_PER_YUAN + int(found[3])
    return -fen if found[1] else fen


def _percentage(value: object) -> PrintedFigure | None:
    """Read a percentage with the digits that it has, as in 99.57%."""
    found = _PERCENTAGE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    steps = STEPS_PER_PERCENT // 10 ** len(found[2] or "")
    return PrintedFigure(int(f"{found[1]}{found[2] or ''}") * steps, steps)


def _place(fields: Fields, text: str) -> CellKey:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise fields.fault(f"{text!r} is no place such as 'income_expenditure[L27]'")
    return CellKey(found[1], found[2], found[3] or "")


def _last_year(place: CellKey) -> CellKey:
    return CellKey(of_last_year(place.table), place.row, place.column)


def _one_of(fields: Fields, key: str, value: str, kind: type[StrEnum]) -> str:
    if value not in {str(member) for member in kind}:
        raise fields.fault(f"{key} is {value!r}")
    return value


def _all_typed(fields: Fields, name: str) -> dict[str, Typed]:
    return {key: _typed(fields, key, value) for key, value in _items(fields, name)}


def _typed_by_unit(fields: Fields) -> dict[str, Mapping[str, Typed]]:
    inner = Fields(dict(_items(fields, "of_units")), f"{fields.where}, of_units")
    return {unit: _all_typed(inner, unit) for unit in inner}


def _typed(fields: Fields, key: str, value: object) -> Typed:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    raise fields.fault(f"{key} is {value!r}")


def _items(fields: Fields, key: str) -> list[tuple[str, object]]:
    """Fields of a table of any names and values; none when it is absent."""
    nothing: dict[str, object] = {}
    return list(fields.take(key, nothing).items())


def _texts(fields: Fields, key: str) -> dict[str, str]:
    """Fields of a table of texts."""
    inner = Fields(dict(_items(fields, key)), f"{fields.where}, {key}")
    return {name: inner.require(name, str) for name in inner}
