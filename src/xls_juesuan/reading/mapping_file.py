"""Writes a mapping as a TOML file that a person reads and edits.

It knows the form of the file; what is said in it comes ready-made. ``mapping`` reads it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import tomlkit

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages import mapping as words
from xls_juesuan.messages import mapping_notes as say
from xls_juesuan.messages.roles import UNUSED
from xls_juesuan.messages.roles import role_label

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary
    from collections.abc import Sequence

    from tomlkit.items import AoT
    from tomlkit.items import Table

    from xls_juesuan.reading.mapping import Mapping
    from xls_juesuan.reading.mapping import SheetMapping

#: A comment ends where one of these stands.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")

#: Columns of the frame that a ledger names by another role.
_ROLES = {"voucher": "voucher_no"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line to be uncommented: what it would decide, and the answer that stands there."""

    remark: str
    key: str
    answer: Any


@dataclass(frozen=True, slots=True)
class LeftNote:
    """A sheet that is not read, the reason, and its columns where they could be named."""

    file: str
    sheet: str
    reason: str
    columns: SheetMapping | None = None


@dataclass(frozen=True, slots=True)
class MappingNotes:
    """What is written beside the mapping, commented out.

    Attributes:
        ledger: suggestions about the whole ledger.
        closing: vouchers that were taken for closing, the first few.
        kinds, funds: what is undecided.
        left: sheets that are not read, with the reason.
    """

    ledger: Sequence[Suggestion] = ()
    closing: Sequence[str] = ()
    kinds: Sequence[Suggestion] = ()
    funds: Sequence[Suggestion] = ()
    left: Sequence[LeftNote] = ()


def compose_mapping(mapping: Mapping, notes: MappingNotes | None = None) -> str:
    """Write the text of a mapping file."""
    notes = notes or MappingNotes()
    document = tomlkit.document()
    for line in say.HEAD:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add(words.LEDGER, _ledger(mapping, notes))
    if mapping.sheets:
        document.add(words.SHEETS, _sheets(mapping.sheets))
    document.add(words.CLOSING, _closing(mapping, notes))
    kinds = {str(item): label for label, item in words.ITEMS.items()}
    funds = {str(item): label for label, item in words.FUNDINGS.items()}
    document.add(words.KINDS, _decisions(say.KINDS, mapping.kinds, kinds, notes.kinds))
    document.add(words.FUNDS, _decisions(say.FUNDS, mapping.funds, funds, notes.funds))
    return tomlkit.dumps(document) + _left(notes)


def _remark(text: str) -> tomlkit.items.Comment:
    return tomlkit.comment(_CONTROLS.sub(" ", text))


def _line(key: str, answer: Any) -> str:  # noqa: ANN401 - whatever TOML takes
    """One line of TOML, to be written as a comment."""
    return tomlkit.dumps({key: answer}).strip()


def _suggest(table: Table, suggestions: Sequence[Suggestion]) -> None:
    for one in suggestions:
        if one.remark:
            table.add(_remark(one.remark))
        table.add(_remark(_line(one.key, one.answer)))


# ------------------------------------------------------------------ ledger and sheets


def _ledger(mapping: Mapping, notes: MappingNotes) -> Table:
    table = tomlkit.table()
    if mapping.unit_name:
        table.add(words.UNIT_NAME, mapping.unit_name)
    if mapping.year is not None:
        table.add(words.YEAR, mapping.year)
    if mapping.amount_unit:
        table.add(words.AMOUNT_UNIT, mapping.amount_unit)
    _suggest(table, notes.ledger)
    table.add(tomlkit.nl())
    return table


def _sheets(sheets: Sequence[SheetMapping]) -> AoT:
    tables = tomlkit.aot()
    for sheet in sheets:
        tables.append(_sheet(sheet))
    return tables


def _sheet(sheet: SheetMapping) -> Table:
    table = tomlkit.table()
    if sheet.file:
        table.add(words.FILE, sheet.file)
    if sheet.sheet:
        table.add(words.SHEET, sheet.sheet)
    table.add(words.USE, sheet.use)
    _add_kind(table, sheet)
    if sheet.heading_rows is not None:
        first, last = sheet.heading_rows
        table.add(words.HEADING_ROWS, list(range(first, last + 1)) if first else [])
    if sheet.amount_unit:
        table.add(words.AMOUNT_UNIT, sheet.amount_unit)
    if sheet.unit:
        table.add(words.UNIT_NAME, sheet.unit)
    if sheet.columns or sheet.titles:
        table.add(words.COLUMNS, _columns(sheet))
    if sheet.constants:
        constants = tomlkit.table()
        for role, text in sheet.constants.items():
            constants.add(role_label(role), text)
        constants.add(tomlkit.nl())
        table.add(words.CONSTANTS, constants)
    return table


def _add_kind(table: Table, sheet: SheetMapping) -> None:
    if sheet.kind:
        names = {kind: word for word, kind in words.KIND_WORDS.items()}
        table.add(words.KIND, names[sheet.kind])
    elif sheet.samples:
        table.add(_remark(say.KIND_OPEN))
        table.add(_remark(_line(words.KIND, next(iter(words.KIND_WORDS)))))


def _columns(sheet: SheetMapping) -> Table:
    table = tomlkit.table()
    if sheet.samples:
        for line in say.COLUMNS_OPEN:
            table.add(_remark(line))
    for number in sorted({*sheet.columns, *sheet.titles}):
        title = sheet.titles.get(number, "")
        meaning = sheet.columns.get(number)
        label = UNUSED
        if meaning is not None:
            label = role_label(meaning.role, meaning.group, meaning.side, foreign=meaning.foreign)
        if sheet.samples.get(number):
            table.add(_remark(say.SAMPLES.format(samples="、".join(sheet.samples[number]))))
        table.add(f"{column_letters(number)} {title}".strip(), label)
    table.add(tomlkit.nl())
    return table


# ------------------------------------------------------------------ decisions


def _closing(mapping: Mapping, notes: MappingNotes) -> Table:
    table = tomlkit.table()
    for line in say.CLOSING:
        table.add(_remark(line))
    for key, answer in ((words.IS_CLOSING, True), (words.NOT_CLOSING, False)):
        vouchers = [label for label, is_closing in mapping.closing.items() if is_closing is answer]
        if vouchers:
            table.add(key, vouchers)
        elif not answer and notes.closing:
            table.add(_remark(_line(key, list(notes.closing))))
        else:
            table.add(_remark(_line(key, [say.EXAMPLE_VOUCHER])))
    table.add(tomlkit.nl())
    return table


def _decisions(
    remarks: Sequence[str],
    decided: Dictionary[tuple[str, str], Any],
    labels: Dictionary[str, str],
    suggestions: Sequence[Suggestion],
) -> Table:
    table = tomlkit.table()
    for line in remarks:
        table.add(_remark(line))
    for (column, text), answer in decided.items():
        label = role_label(_ROLES.get(column, column))
        table.add(f"{label} {text}", labels[str(answer)])
    _suggest(table, suggestions)
    table.add(tomlkit.nl())
    return table


def _left(notes: MappingNotes) -> str:
    """Sheets that are not read, each as an entry to be uncommented."""
    if not notes.left:
        return ""
    lines = [f"# {say.LEFT}"]
    for left in notes.left:
        name = say.LEFT_SHEET.format(file=left.file, sheet=left.sheet, reason=left.reason)
        lines.append(f"# {_CONTROLS.sub(' ', name)}")
        if left.columns is not None:
            text = tomlkit.dumps({words.SHEETS: _sheets([left.columns])}).strip()
            lines += [f"# {line}".rstrip() for line in text.splitlines()]
            continue
        lines += [f'# [["{words.SHEETS}"]]', f"# {_line(words.SHEET, left.sheet)}"]
        lines += [f"# {_line(words.USE, answer=True)}"]
    return "\n".join(lines) + "\n"
