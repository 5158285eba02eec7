"""An example of a rule as people read it: names of cells with amounts, ledgers as tables.

It knows words and order; it refuses to know how a rule comes out on an example, and how
tables are drawn.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.audit.details import shown_amount
from xls_juesuan.declarations.examples import LedgerExample
from xls_juesuan.declarations.examples import PublishedExample
from xls_juesuan.declarations.parts import part_column
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import catalogue as messages
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_printed
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.naming import TableNames
    from xls_juesuan.declarations.examples import Example
    from xls_juesuan.declarations.examples import PrintedFigure
    from xls_juesuan.declarations.examples import TableExample
    from xls_juesuan.declarations.examples import Typed
    from xls_juesuan.declarations.relation.text import TextWriter
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.model import CellKey
    from xls_juesuan.model import Fact

_TABLE_SUFFIXES = (".xlsx", ".xlsm")
#: Particulars of a fact that name it, beside its flow.
_PARTICULARS = ("item", "funding", "function", "economic", "account", "project")
_NOTHING = ("", Item.NONE, Funding.NONE)


@dataclass(frozen=True, slots=True)
class Block:
    """A small table, or lines as they stand in a file.

    Attributes:
        caption: what it shows.
        rows: texts of equal length a row.
        has_heading: whether the first row says what the columns are.
        lines: the lines of a text file, instead of rows.
    """

    caption: str
    rows: tuple[tuple[str, ...], ...] = ()
    has_heading: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """One example.

    Attributes:
        holds: whether the rule holds.
        says: one sentence on what it shows.
        blocks: its figures.
        remarks: what else is so, whole sentences.
    """

    holds: bool
    says: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()


class ExampleWriter:
    """Writes examples.

    Args:
        writer: reads cells out.
        names: names of tables and supplement fields.
    """

    def __init__(self, writer: TextWriter, names: TableNames) -> None:
        self._writer = writer
        self._names = names

    def page(self, rule: Rule, example: Example) -> ExamplePage:
        """Write one example of a rule."""
        content = example.content
        if isinstance(content, LedgerExample):
            blocks, remarks = tuple(self._ledger(content)), tuple(_ledger_remarks(content))
        else:
            changes: tuple[str, ...] = ()
            texts: tuple[Block, ...] = ()
            if isinstance(content, PublishedExample):
                changes, texts = tuple(self._changes(content)), tuple(_texts(content))
                content = content.tables
            blocks = (*self._tables(content), *texts)
            remarks = (*changes, *self._remarks(rule, content))
        return ExamplePage(example.holds, example.says, blocks, remarks)

    def _tables(self, example: TableExample) -> Iterator[Block]:
        for table, listed in example.rows.items():
            caption = messages.ROWS.format(table=self._names.table_name(table))
            yield Block(caption, tuple(listed))
        if example.figures:
            rows = tuple(
                (self._writer.amount(Cell(key.table, key.row, key.column)), _shown(key, figure))
                for key, figure in example.figures.items()
            )
            yield Block(messages.FIGURES, rows)
        if example.facts:
            yield Block(messages.FACTS, tuple(map(self._fact, example.facts)))
        if example.stated:
            yield Block(
                messages.STATED,
                tuple(
                    (self._names.stated_name(key), _stated(key, value))
                    for key, value in example.stated.items()
                ),
            )

    def _fact(self, fact: Fact) -> tuple[str, str]:
        criteria = [("flow", (str(fact.flow),))]
        for dimension in _PARTICULARS:
            value = getattr(fact, dimension)
            if value not in _NOTHING:
                criteria.append((dimension, (str(value),)))
        name = self._writer.amount(FactSum(tuple(criteria)))
        return name, messages.YUAN.format(amount=format_yuan_grouped(fact.fen))

    def _remarks(self, rule: Rule, example: TableExample) -> Iterator[str]:
        nodes = [node for node in (rule.relation, rule.when) if node is not None]
        if any(isinstance(part, UnitIs) for node in nodes for part in walk(node)):
            yield messages.UNIT_KIND.format(kind=UNIT_KINDS[example.unit_kind])
        if example.statements:
            tables = messages.LISTED.join(map(self._names.table_name, example.statements))
            yield messages.STATEMENT.format(tables=tables)

    def _changes(self, example: PublishedExample) -> Iterator[str]:
        """What is different from a document as the layout prints it."""
        name = self._names.table_name
        for tables, sentence in (
            (example.without, messages.WITHOUT),
            (example.repeated, messages.TABLE_REPEATED),
            (example.last, messages.LAST),
        ):
            if tables:
                yield sentence.format(tables=messages.LISTED.join(map(name, tables)))
        for table, texts in example.replaced.items():
            for old, new in texts.items():
                sentence = messages.REPLACED if new else messages.ERASED
                yield sentence.format(table=name(table), old=old, new=new)
        for table, lines in example.added.items():
            for line in lines:
                text = " ".join(filter(None, line.split(",")))
                yield messages.ADDED.format(table=name(table), text=text)

    def _ledger(self, example: LedgerExample) -> Iterator[Block]:
        for file, sheets in example.files.items():
            for sheet, text in sheets.items():
                if file.endswith(_TABLE_SUFFIXES):
                    caption = messages.SHEET.format(file=file, sheet=sheet)
                    yield Block(caption, _sheet_rows(text), has_heading=True)
                else:
                    lines = tuple(text.strip("\n").splitlines())
                    yield Block(messages.FILE.format(file=file), lines=lines)
        if example.supplement:
            typed = tuple(
                (_typed_name(key), _typed(value)) for key, value in example.supplement.items()
            )
            yield Block(messages.STATED, typed)
        for unit, stated in example.of_units.items():
            rows = tuple((_typed_name(key), _typed(value)) for key, value in stated.items())
            yield Block(messages.STATED_BY.format(unit=unit), rows)


def _texts(example: PublishedExample) -> Iterator[Block]:
    """What is said around the tables."""
    for caption, text in (
        (messages.TEXT_BEFORE, example.before),
        (messages.TEXT_BEHIND, example.text),
    ):
        if text:
            yield Block(caption, lines=tuple(text.splitlines()))


def _ledger_remarks(example: LedgerExample) -> Iterator[str]:
    if example.numbers:
        yield messages.NUMBERS.format(names=messages.LISTED.join(example.numbers))
    if example.hidden:
        yield messages.HIDDEN_SHEETS.format(names=messages.LISTED.join(example.hidden))
    if example.hidden_rows:
        rows = messages.LISTED.join(map(str, example.hidden_rows))
        yield messages.HIDDEN_ROWS.format(rows=rows)
    if "department" in example.options:
        yield messages.OF_DEPARTMENT.format(name=example.options["department"])
    elif example.options:
        options = (f"--{key.replace('_', '-')} {value}" for key, value in example.options.items())
        yield messages.OPTION.format(options=" ".join(options))


def _sheet_rows(text: str) -> tuple[tuple[str, ...], ...]:
    rows = list(csv.reader(io.StringIO(text.strip("\n"))))
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def _shown(key: CellKey, figure: PrintedFigure) -> str:
    """A figure with its unit; a percentage with the digits that it is printed with."""
    column = part_column(key.table, key.column)
    if column and column.is_percent:
        return format_percent(figure.fen, figure.step)
    if column and (column.is_score or column.is_month or column.is_count):
        return shown_amount(figure.fen, measure(Cell(key.table, key.row, key.column)))
    if figure.step > 1:
        amount = format_printed(figure.fen, unit=FEN_PER_WAN, step=figure.step)
        return messages.WAN.format(amount=amount)
    return messages.YUAN.format(amount=format_yuan_grouped(figure.fen))


@cache
def _fields() -> Mapping[str, tuple[str, str, bool]]:
    """Label, unit and whether it is an amount, of each field and column of the supplement."""
    form = load_supplement_form()
    fields = {field.key: field for field in form.fields()}
    fields |= {
        table.column_key(column): column for table in form.tables() for column in table.columns
    }
    return {
        key: (field.label, field.unit, field.kind is FieldKind.AMOUNT)
        for key, field in fields.items()
    }


def _stated(key: str, value: int) -> str:
    _, unit, is_amount = _fields().get(key, ("", "", False))
    if is_amount:
        return messages.YUAN.format(amount=format_yuan_grouped(value))
    return f"{value} {unit}".strip()


def _typed_name(key: str) -> str:
    return _fields().get(key, (key, "", False))[0]


def _typed(value: Typed) -> str:
    return messages.LISTED.join(value) if isinstance(value, tuple) else str(value)
