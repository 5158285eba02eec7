"""Knows what can be shown of a sheet that holds data nobody can name: its columns by example.

It guesses a heading row with unknown words and parts whose cells are beyond doubt; both are
proposals for a mapping. It refuses to read lines by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.column_choice import choose_columns
from xls_juesuan.reading.column_report import SHARED_ROLES
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.content import describe_column
from xls_juesuan.reading.content import role_by_content
from xls_juesuan.reading.headings import SEARCHED_ROWS
from xls_juesuan.reading.headings import heading_at

if TYPE_CHECKING:
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.headings import Heading
    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.survey import Unread

#: A narrower sheet is a note.
_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 100
_MOST_SAMPLES = 3
_LONGEST_SAMPLE = 20
_LOOKED_AT = 500
_FIRST_LINES = 3
_LONGEST_LINE = 90
#: Rows filled less than this are titles, totals and notes.
_FULL = 0.6
_FIGURES = re.compile(r"\d{3}|\d\.\d")
_ACCOUNTS = ("account", "account_name", "account_path", "auxiliary")
#: Parts that a ledger does without, at a cost.
_WANTED = ("date", "function", "economic", "fund")


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column to be named.

    Attributes:
        number: from 0, as the spreadsheet counts.
        title: the text of the heading row above it, empty where there is none.
        meaning: the part that heading or cells give it, ``None`` where nobody knows.
        samples: a few different cells, shortened.
    """

    number: int
    title: str
    meaning: Meaning | None
    samples: tuple[str, ...]

    @property
    def letters(self) -> str:
        """Its name in the spreadsheet."""
        return column_letters(self.number)


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """A sheet whose columns are to be named.

    Attributes:
        file, name: where it is, as the user is shown it.
        heading_rows: first and last sheet row of what looks like the heading; ``(0, 0)`` for none.
        kind: as a mapping says; empty when open.
        columns: every column that holds anything, up to a hundred.
        first_lines: the first rows as text.
        rows: rows below the heading that hold anything.
        missing: roles without which no line can be read: ``account``, ``amount``.
        wanted: roles without which the tables stay incomplete.
    """

    file: str
    name: str
    heading_rows: tuple[int, int]
    kind: str
    columns: tuple[OpenColumn, ...]
    first_lines: tuple[str, ...]
    rows: int
    missing: tuple[str, ...]
    wanted: tuple[str, ...]


def describe_sheet(unread: Unread) -> OpenSheet | None:
    """Show what a sheet holds; ``None`` where it is too narrow or short for a ledger."""
    grid, heading = unread.grid, unread.heading or _guess_heading(unread.grid)
    table = choose_columns(grid, heading, LedgerKind.JOURNAL, unread.mapping)
    columns = _columns(table)
    if len(columns) < _FEWEST_COLUMNS or not len(table):
        return None
    first, last = grid.sheet_row(heading.start), grid.sheet_row(heading.end - 1)
    roles = {one.meaning.role for one in columns if one.meaning} | set(table.fixed)
    missing = [] if roles.intersection(_ACCOUNTS) else ["account"]
    missing += [] if "amount" in roles else ["amount"]
    return OpenSheet(
        file=grid.file,
        name=grid.sheet,
        heading_rows=(first, last) if heading.height else (0, 0),
        kind=unread.mapping.kind if unread.mapping else "",
        columns=columns,
        first_lines=tuple(first_lines(grid)),
        rows=len(table),
        missing=tuple(missing),
        wanted=tuple(role for role in _WANTED if not roles & {role, f"{role}_name", "auxiliary"}),
    )


def first_lines(grid: Grid, longest: int = _LONGEST_LINE) -> list[str]:
    """The first rows that hold anything, each as one shortened text."""
    lines = (" ".join(text for text in map(text_of, row) if text) for row in grid.rows)
    shown = []
    for line in lines:
        if line:
            shown.append(" ".join(line.split())[:longest])
        if len(shown) == _FIRST_LINES:
            break
    return shown


# ------------------------------------------------------------------ heading


def _guess_heading(grid: Grid) -> Heading:
    """Take the first row of words with figures below for the heading, or none."""
    rows = [[text_of(cell) for cell in row] for row in grid.rows[: SEARCHED_ROWS + _FIRST_LINES]]
    widest = max((_filled(row) for row in rows), default=0)
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        if _filled(row) >= max(_FEWEST_COLUMNS, widest * _FULL):
            is_heading = _is_of_words(row) and any(map(_has_figures, rows[at + 1 :]))
            return heading_at(grid, at if is_heading else 0, int(is_heading))
    return heading_at(grid, 0, 0)


def _filled(row: list[str]) -> int:
    return sum(text != "" for text in row)


def _is_of_words(row: list[str]) -> bool:
    texts = [text for text in row if text]
    is_short = all(len(text) <= _LONGEST_SAMPLE for text in texts)
    return is_short and len(set(texts)) == len(texts) and not _has_figures(row)


def _has_figures(row: list[str]) -> bool:
    return any(_FIGURES.search(text) for text in row)


# ------------------------------------------------------------------ columns


def _columns(table: SheetTable) -> tuple[OpenColumn, ...]:
    first = range(min(len(table), _LOOKED_AT))
    body = [[text_of(cell) for cell in table.row(position)] for position in first]
    widest = max(map(_filled, body), default=0)
    full = [row for row in body if _filled(row) >= widest * _FULL]
    columns = []
    for index in range(table.grid.width):
        texts = list(dict.fromkeys(row[index] for row in (*full, *body) if row[index]))
        title = table.title(index)
        if not texts and not title:
            continue
        samples = tuple(" ".join(text.split())[:_LONGEST_SAMPLE] for text in texts[:_MOST_SAMPLES])
        meaning = _meaning(table, index, [row[index] for row in full])
        number = index + table.grid.first_column - 1
        columns.append(OpenColumn(number, title, meaning, samples))
    return tuple(columns[:_MOST_COLUMNS])


def _meaning(table: SheetTable, index: int, texts: list[str]) -> Meaning | None:
    """The part a column was given, or that of names and directions that are beyond doubt."""
    meaning = table.heading.meanings[index]
    if meaning is not None:
        plays = meaning.role in SHARED_ROLES or table.columns.get(meaning.role) == index
        return meaning if plays else None
    found = role_by_content(describe_column([text for text in texts if text]))
    if found is None or found[0] not in {"function_name", "economic_name", "direction"}:
        return None
    return Meaning(found[0])
