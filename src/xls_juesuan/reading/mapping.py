"""The mapping (列对照) of a ledger: what a person has confirmed or corrected about its layout.

It knows the TOML file, in and out; it refuses to know grids. A mapping that does not fit the
ledger is a fault where the user named it, and is left alone where it was merely found.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.ledger import TEXT_COLUMNS
from xls_juesuan.messages import mapping as say
from xls_juesuan.messages.roles import parse_role
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.columns import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary
    from pathlib import Path

SUFFIX = ".mapping.toml"
COMMON_NAME = "mapping.toml"
_AMOUNT_UNITS = ("元", "万元")
_COLUMN = re.compile(r"^([A-Za-z]{1,3})(?:\s+(.*))?$", re.DOTALL)
_PLACE = re.compile(r"line (\d+), column (\d+)")
_LARGEST = 1_000_000
_LARGEST_COLUMN = 16_384
#: Columns of a ledger that the frame keeps under another name.
_FRAME_COLUMNS = {
    "spend_kind_name": "spend_kind",
    "account_path": "account_name",
    "voucher_no": "voucher",
    "unit_name": "unit",
}
_Answer = TypeVar("_Answer", Item, Funding)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What is said of one sheet.

    Attributes:
        file: name of the file; empty for any.
        sheet: name of the sheet; empty for any.
        use: whether the sheet is read at all.
        kind: ``journal`` or ``balances``; empty to find out.
        heading_rows: first and last sheet row of the heading; ``(0, 0)`` where there is none,
            ``None`` to find it.
        columns: meaning of each column by number from 0; columns left out are not used.
        titles: heading of each column when the mapping was written, empty where unknown.
        constants: role → text that holds for every row.
        amount_unit: 元 or 万元; empty when the sheet says it.
        unit: name of the unit of the whole sheet; empty when the sheet says it.
        samples: cells of each column, written as comments where a person is to name it.
    """

    file: str = ""
    sheet: str = ""
    use: bool = True
    kind: str = ""
    heading_rows: tuple[int, int] | None = None
    columns: Dictionary[int, Meaning] = field(default_factory=dict)
    titles: Dictionary[int, str] = field(default_factory=dict)
    constants: Dictionary[str, str] = field(default_factory=dict)
    amount_unit: str = ""
    unit: str = ""
    samples: Dictionary[int, tuple[str, ...]] = field(default_factory=dict)

    def is_for(self, file: str, sheet: str) -> bool:
        """Whether it speaks of this sheet."""
        return self.sheet in {"", sheet} and self.file in {"", file, file.rsplit("/", 1)[-1]}


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping file; the default says nothing.

    Attributes:
        name: file name, empty when there is none.
        is_named: whether the user named it, rather than its being found.
        unit_name, year, amount_unit: for the whole ledger; empty or ``None`` to find out.
        sheets: what is said of sheets.
        closing: vouchers that are year-end closing, and vouchers that are not, as printed.
        kinds: column role and text → 基本/项目; see ``xls_juesuan.ledger.Decisions``.
        funds: column role and text → fund.
        is_foreign: whether a file of that name was found that is another program's.
    """

    name: str = ""
    is_named: bool = False
    unit_name: str = ""
    year: int | None = None
    amount_unit: str = ""
    sheets: tuple[SheetMapping, ...] = ()
    closing: Dictionary[str, bool] = field(default_factory=dict)
    kinds: Dictionary[tuple[str, str], Item] = field(default_factory=dict)
    funds: Dictionary[tuple[str, str], Funding] = field(default_factory=dict)
    is_foreign: bool = False

    def find_sheet(self, file: str, sheet: str) -> SheetMapping | None:
        """What is said of a sheet; the most particular entry goes first."""
        fitting = [one for one in self.sheets if one.is_for(file, sheet)]
        return max(fitting, key=lambda one: (bool(one.sheet), bool(one.file)), default=None)


def find_mapping(ledger: Path) -> Path | None:
    """Find the mapping beside a ledger: ``ledger.mapping.toml``, else ``mapping.toml``."""
    if not ledger.name:
        # A folder such as "." names no ledger; its reader says so.
        return None
    for name in (ledger.stem + SUFFIX, COMMON_NAME):
        path = ledger.with_name(name)
        # The name of the ledger may be as long as a name can be, or longer.
        with suppress(OSError):
            if path.is_file():
                return path
    return None


def read_mapping(path: Path, *, is_named: bool) -> Mapping:
    """Read a mapping file.

    Raises:
        UserError: it cannot be read, is no TOML, or says something unknown.
    """
    import tomllib

    try:
        if path.stat().st_size > _LARGEST:
            raise say.not_a_mapping(path.name)
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise say.cannot_read(str(path)) from error
    except UnicodeDecodeError as error:
        raise say.not_utf8(path.name) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise say.not_toml(path.name, *_place_of(error)) from error
    return _Parser(path.name).mapping(content, is_named=is_named)


def _place_of(error: Exception) -> tuple[int, int]:
    """Line and column that a fault of TOML names; zeros where it names none."""
    found = _PLACE.search(str(error))
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


class _Parser:
    """Turns the parsed TOML into a mapping; every fault names the key."""

    def __init__(self, file: str) -> None:
        self.file = file

    def mapping(self, content: dict[str, Any], *, is_named: bool) -> Mapping:
        if not content.keys() & {say.LEDGER, say.SHEETS, say.CLOSING, say.KINDS, say.FUNDS}:
            if is_named:
                raise say.not_a_mapping(self.file)
            return Mapping(name=self.file, is_foreign=True)
        self._refuse_unknown(
            content, {say.LEDGER, say.SHEETS, say.CLOSING, say.KINDS, say.FUNDS}, ""
        )
        ledger = self._table(content, say.LEDGER)
        known = {say.UNIT_NAME, say.YEAR, say.AMOUNT_UNIT}
        self._refuse_unknown(ledger, known, say.LEDGER)
        return Mapping(
            name=self.file,
            is_named=is_named,
            unit_name=self._text(ledger, say.UNIT_NAME),
            year=self._year(ledger),
            amount_unit=self._amount_unit(ledger),
            sheets=tuple(self._sheet(one) for one in self._tables(content, say.SHEETS)),
            closing=self._closing(self._table(content, say.CLOSING)),
            kinds=self._decisions(content, say.KINDS, say.ITEMS),
            funds=self._decisions(content, say.FUNDS, say.FUNDINGS),
        )

    # -------------------------------------------------------------- values

    def _refuse_unknown(self, table: dict[str, Any], known: set[str], where: str) -> None:
        for key in table:
            if key not in known:
                raise say.unknown_key(self.file, where, key, sorted(known))

    def _table(self, content: dict[str, Any], key: str) -> dict[str, Any]:
        value = content.get(key, {})
        if not isinstance(value, dict):
            raise say.bad_value(self.file, key, str(value), say.WANT_TABLE)
        return value

    def _tables(self, content: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise say.bad_value(self.file, key, str(value), say.WANT_TABLE)
        return value

    def _text(self, table: dict[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str | int):
            raise say.bad_value(self.file, key, str(value), say.WANT_TEXT)
        return str(value).strip()

    def _year(self, table: dict[str, Any]) -> int | None:
        text = self._text(table, say.YEAR).removesuffix("年")
        if not text:
            return None
        if not re.fullmatch(r"20\d\d", text):
            raise say.bad_value(self.file, say.YEAR, text, say.WANT_YEAR)
        return int(text)

    def _amount_unit(self, table: dict[str, Any]) -> str:
        text = self._text(table, say.AMOUNT_UNIT)
        if text and text not in _AMOUNT_UNITS:
            raise say.bad_value(self.file, say.AMOUNT_UNIT, text, "、".join(_AMOUNT_UNITS))
        return text

    # -------------------------------------------------------------- sheets

    def _sheet(self, table: dict[str, Any]) -> SheetMapping:
        where = self._text(table, say.SHEET)
        self._refuse_unknown(table, set(say.SHEET_KEYS), where)
        use = table.get(say.USE, True)
        if not isinstance(use, bool):
            raise say.bad_value(self.file, say.USE, str(use), say.WANT_BOOLEAN)
        kind = self._text(table, say.KIND)
        if kind and kind not in say.KIND_WORDS:
            raise say.bad_value(self.file, say.KIND, kind, "、".join(say.KIND_WORDS))
        columns, titles = self._columns(self._table(table, say.COLUMNS))
        return SheetMapping(
            file=self._text(table, say.FILE),
            sheet=where,
            use=use,
            kind=say.KIND_WORDS.get(kind, ""),
            heading_rows=self._heading_rows(table),
            columns=columns,
            titles=titles,
            constants=self._constants(self._table(table, say.CONSTANTS)),
            amount_unit=self._amount_unit(table),
            unit=self._text(table, say.UNIT_NAME),
        )

    def _heading_rows(self, table: dict[str, Any]) -> tuple[int, int] | None:
        value = table.get(say.HEADING_ROWS)
        if value is None:
            return None
        if not value and not isinstance(value, bool | str):
            return 0, 0
        rows = [value] if isinstance(value, int) else value
        whole = isinstance(rows, list) and all(type(row) is int and row > 0 for row in rows)
        if not whole or rows != list(range(rows[0], rows[-1] + 1)):
            raise say.bad_value(self.file, say.HEADING_ROWS, str(value), say.WANT_ROWS)
        return rows[0], rows[-1]

    def _columns(self, table: dict[str, Any]) -> tuple[dict[int, Meaning], dict[int, str]]:
        columns: dict[int, Meaning] = {}
        titles: dict[int, str] = {}
        for key, label in table.items():
            found = _COLUMN.match(key.strip())
            index = column_index(found.group(1)) if found else _LARGEST_COLUMN
            if found is None or index >= _LARGEST_COLUMN:
                raise say.bad_value(self.file, say.COLUMNS, key, say.WANT_COLUMN)
            if index in titles:
                raise say.column_twice(self.file, column_letters(index))
            meaning = find_role(str(label))
            if meaning is None:
                raise say.unknown_role(self.file, key, str(label))
            role, group, side, foreign = meaning
            titles[index] = (found.group(2) or "").strip()
            if role != "ignored":
                columns[index] = Meaning(role, group=group, side=side, foreign=foreign)
        return columns, titles

    def _constants(self, table: dict[str, Any]) -> dict[str, str]:
        constants = {}
        for label in table:
            meaning = find_role(label)
            if meaning is None or meaning[0] in {"amount", "direction", "ignored"}:
                raise say.unknown_role(self.file, say.CONSTANTS, label)
            constants[meaning[0]] = self._text(table, label)
        return constants

    # -------------------------------------------------------------- decisions

    def _closing(self, table: dict[str, Any]) -> dict[str, bool]:
        self._refuse_unknown(table, {say.IS_CLOSING, say.NOT_CLOSING}, say.CLOSING)
        vouchers: dict[str, bool] = {}
        for key, answer in ((say.IS_CLOSING, True), (say.NOT_CLOSING, False)):
            listed = table.get(key, [])
            if not isinstance(listed, list):
                raise say.bad_value(self.file, key, str(listed), say.WANT_LIST)
            vouchers |= {" ".join(str(one).split()): answer for one in listed}
        return vouchers

    def _decisions(
        self, content: dict[str, Any], key: str, answers: Dictionary[str, _Answer]
    ) -> dict[tuple[str, str], _Answer]:
        decisions = {}
        for stated, answer in self._table(content, key).items():
            label, _, text = stated.strip().partition(" ")
            meaning = find_role(label)
            column = _FRAME_COLUMNS.get(meaning[0], meaning[0]) if meaning else ""
            if column not in TEXT_COLUMNS or not text.strip():
                raise say.bad_value(self.file, key, stated, say.WANT_DECISION)
            if not isinstance(answer, str) or answer not in answers:
                raise say.bad_value(self.file, stated, str(answer), "、".join(answers))
            decisions[column, text.strip()] = answers[answer]
        return decisions


def find_role(label: str) -> tuple[str, str, str, bool] | None:
    """Give role, group, side and whether foreign of a word that a person wrote.

    The words of ``messages.roles`` go first; any heading that a ledger may have will do too.
    """
    known = parse_role(label)
    if known is not None:
        return known
    meaning = load_vocabulary().find_meaning(label)
    if meaning is None or meaning.role == "ignored":
        return None
    return meaning.role, meaning.group, meaning.side, meaning.foreign


def column_index(letters: str) -> int:
    """Give the number from 0 of a column as the spreadsheet names it: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
