"""Knows web pages that are called .xls: each table is a sheet, as spreadsheet programs show them.

Rows are counted through the page from top to bottom, text outside of tables included. What stands
above a table (a title, a line of unit and year, even in a table of its own) is put above its rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.delimited import decode_text
from xls_juesuan.reading.formats.limits import MOST_COLUMNS
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What browsers allow.
MOST_ACROSS = 1000
MOST_DOWN = 65534
#: A table of so few rows and without amounts is a title of the next one.
_TITLE_ROWS = 12
_ROW_MARK = re.compile(r"<tr[\s>]", re.IGNORECASE)
_NOT_CONTENT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>\s*([^<]+?)\s*</x:Name>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLANKS = re.compile(r"[ \t\r\n\f\u200b]+")
_NUMBER = re.compile(r"[-+(（]?[\d,]{5,}(?:\.\d+)?[)）]?|[-+(（]?[\d,]*\.\d+[)）]?")
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)?(?:\.\d+)?(?:[eE][-+]?\d+)?")
_DATE_MARK = re.compile(r"\d[-/年.]\d{1,2}[-/月.]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "center"}
    | {"td", "th", "tr", "body", "html", "br", "hr"}
)
#: What a page does not show; notes of cells as spreadsheet programs save them among it.
_CROSSED_OUT = frozenset({"del", "s", "strike"})
#: A number that leads to a note below: no digit of the figure before it.
NOTE_MARK = re.compile(r"[\[(（【]?(?:注?\d{1,2}|[①-⑳*※])[\])）】]?")
_SILENT = frozenset({"script", "style", "head", "title", "xml", "noscript", "template", "comment"})


@dataclass(slots=True)
class _Table:
    """Rows in the making; ``first`` is the row of the page where they begin."""

    first: int
    rows: list[list[Any]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)

    @property
    def is_title(self) -> bool:
        """Whether it holds words only, and few."""
        cells = [str(cell).strip() for row in self.rows for cell in row]
        return len(self.rows) <= _TITLE_ROWS and not any(map(_NUMBER.fullmatch, cells))

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self.rows), default=0)


def read_html(piece: Piece) -> list[Grid]:
    """Read every table.

    Raises:
        UserError: there is no table, or the page is cut in a way that loses rows.
    """
    text = _content(piece)
    root = parse_page(piece)
    if root is None or next(root.iter("table"), None) is None:
        raise say_reading.not_a_spreadsheet(piece.file, "html")
    if sum(1 for _ in root.iter("tr")) < len(_ROW_MARK.findall(_NOT_CONTENT.sub("", text))):
        raise say_reading.damaged(piece.file)
    tables = _with_titles(_tables(root))
    if not tables:
        raise say_reading.not_a_spreadsheet(piece.file, "html")
    named = _SHEET_NAME.findall(text)
    stem = named[0] if len(named) == 1 else piece.stem
    names = [stem, *(say.numbered_table(stem, at) for at in range(2, len(tables) + 1))]
    return [
        Grid(name, piece.rectangle(name, table.rows), table.first, hidden_rows=hidden)
        for name, table in zip(names, tables, strict=False)
        for hidden in [frozenset(table.hidden_rows)]
    ]


def _content(piece: Piece) -> str:
    return _FORBIDDEN.sub("", _DECLARATION.sub("", decode_text(piece), count=1))


def parse_page(piece: Piece) -> Any:  # noqa: ANN401 - lxml is untyped
    """Parse a web page as browsers do; ``None`` where there is nothing in it.

    Raises:
        UserError: it is no text, or no page.
    """
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(_content(piece).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise say_reading.damaged(piece.file) from error


def _with_titles(found: list[_Table]) -> list[_Table]:
    """Put short tables of words above the table that follows them."""
    tables: list[_Table] = []
    title: _Table | None = None
    for number, table in enumerate(found):
        if title is not None:
            missing = table.first - title.first - len(title.rows)
            table.rows[:0] = [*title.rows, *([] for _ in range(missing))]
            table.first = title.first
            title = None
        following = found[number + 1] if number + 1 < len(found) else None
        if following is not None and table.is_title and table.width <= following.width:
            title = table
        else:
            tables.append(table)
    return _with_last_words(tables)


def _with_last_words(tables: list[_Table]) -> list[_Table]:
    """Put what stands below the last table under its rows."""
    if len(tables) < 2 or not tables[-1].is_title or tables[-1].width > 1:
        return tables
    *kept, words = tables
    missing = words.first - kept[-1].first - len(kept[-1].rows)
    kept[-1].rows += [*([] for _ in range(missing)), *words.rows]
    return kept


def _tables(root: Any) -> list[_Table]:  # noqa: ANN401 - lxml is untyped
    """Every table with rows of its own, and the text between tables as tables of one column."""
    found: list[_Table] = []
    row = 1
    words: list[str] = []

    def end_words() -> None:
        nonlocal row
        lines = [line for line in (_clean(one) for one in "".join(words).split("\n")) if line]
        words.clear()
        if lines:
            found.append(_Table(row, [[line] for line in lines]))
            row += len(lines)

    for event, element in walk_page(root):
        if event == "text":
            words.append(element)
            continue
        end_words()
        table = _read_table(element, row)
        if table.rows:
            found.append(table)
            row += len(table.rows)
    end_words()
    return [one for one in found if any(any(cell != "" for cell in line) for line in one.rows)]


def walk_page(root: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - lxml is untyped
    """Tables in order, and the text that stands in none; no recursion, pages may be deep."""
    from lxml import etree

    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end" and not inside and element.tail:
                yield "text", element.tail
            continue
        if tag == "table" or tag in _SILENT or is_unseen(element):
            inside += {"start": 1, "end": -1}[event]
        if event == "start" and tag == "table":
            yield "table", element
        if not inside:
            if event == "start":
                yield "text", ("\n" if tag in _BLOCKS else "") + _clean(element.text or "")
            elif element.tail or tag in _BLOCKS:
                yield "text", ("\n" if tag in _BLOCKS else "") + _clean(element.tail or "")


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


# ------------------------------------------------------------------ one table


def _read_table(element: Any, first: int) -> _Table:  # noqa: ANN401 - lxml is untyped
    table = _Table(first)
    caption = element.find("caption")
    if caption is not None and (text := element_text(caption)):
        table.rows.append([text])
    covered: dict[int, int] = {}
    for row in own_rows(element):
        if _HIDDEN.search(row.get("style") or "") or row.get("hidden") is not None:
            table.hidden_rows.add(first + len(table.rows))
        cells, covered = _read_row(row, covered)
        table.rows.append(cells)
    return table


def own_rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    """Rows of a table without those of tables within it."""
    for part in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if part.tag == "tr":
            yield part
        else:
            yield from part.iterchildren("tr")


def _read_row(row: Any, covered: dict[int, int]) -> tuple[list[Any], dict[int, int]]:  # noqa: ANN401
    below = {column: left - 1 for column, left in covered.items() if left > 1}
    cells: list[Any] = []
    for element in row.iterchildren("td", "th"):
        while len(cells) in covered:
            cells.append("")
        across = cell_span(element, "colspan", MOST_ACROSS)
        down = cell_span(element, "rowspan", MOST_DOWN)
        if len(cells) + across > MOST_COLUMNS:
            break
        for column in range(len(cells), len(cells) + across) if down > 1 else ():
            below[column] = down - 1
        cells.append(_value(element))
        cells.extend([""] * (across - 1))
    return cells, below


def cell_span(element: Any, name: str, most: int) -> int:  # noqa: ANN401 - lxml is untyped
    """How many rows or columns a cell covers."""
    text = (element.get(name) or "").strip()
    if text == "0" and name == "rowspan":
        # To the last row of the table.
        return most
    return min(max(1, int(text)), most) if text.isdecimal() and len(text) < 10 else 1


def is_unseen(element: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether an element is hidden, crossed out, or the raised number of a note."""
    if element.tag in _CROSSED_OUT or element.get("hidden") is not None:
        return True
    if element.tag == "sup" and NOTE_MARK.fullmatch("".join(element.itertext()).strip()):
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _value(cell: Any) -> Any:  # noqa: ANN401 - lxml is untyped, cells are anything
    """The number behind the shown text where the page states it, else the text."""
    shown = element_text(cell)
    exact = (cell.get("num") or cell.get("x:num") or "").strip()
    if exact and _PLAIN_NUMBER.fullmatch(exact) and not _DATE_MARK.search(shown):
        return float(exact)
    return shown


def element_text(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """Text of a cell without that of tables inside; ``<br>`` and blocks begin a new line."""
    if not len(element):
        return _clean(element.text or "")
    from lxml import etree

    parts: list[str] = []
    inside = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        tag = part.tag
        skipped = isinstance(tag, str) and (
            tag == "table" or tag in _SILENT or (part is not element and is_unseen(part))
        )
        if event == "start":
            inside += skipped
            if tag in _BLOCKS and part is not element:
                parts.append("\n")
            if not inside and isinstance(tag, str):
                parts.append(_BLANKS.sub(" ", part.text or ""))
        else:
            inside -= skipped
            if not inside and part is not element:
                parts.append(_BLANKS.sub(" ", part.tail or ""))
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
