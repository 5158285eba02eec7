"""The 汇总 sheet: every fact with all its dimensions, the source of all formulas.

It knows the columns of the facts and of the list of codes beside them; it refuses to know
which formula looks at which column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.messages import audit_writing as say_audit
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import NOT_FILLED
from xls_juesuan.messages.labels import dimension_label
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import LINK_FONT
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import column_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.model import Fact
    from xls_juesuan.writing.page import Page

_NOTE_LINE = 1
HEAD_LINE = 3
FIRST_LINE = 4

#: Keys of the columns in order; those that are dimensions bear the dimension's name.
COLUMNS = tuple(say.FACTS_HEADS)
_PLACES = {key: place for place, key in enumerate(COLUMNS)}
#: The list of codes stands to the right, one empty column between.
CODES_PLACE = len(COLUMNS) + 1
_CODE_COLUMNS = (
    "category",
    "section",
    "function",
    "economic_category",
    "economic",
    "account",
    "account_code",
    "project",
)
_WIDEST = {"function_name": 36, "economic_name": 20, "account_name": 24, "project_name": 22}
#: The empty column, then code, name and budget.
_EMPTY_WIDTH = 1.0
_CODE_WIDTHS = (2.5, 11.0, 34.0, 18.0)


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code of the tables with its name of the year and the budget it belongs to."""

    code: str
    name: str
    budget: str


def fact_range(column: str, facts: int) -> str:
    """Absolute range of a column of the facts, without the sheet name; at least one line."""
    return absolute_range(FIRST_LINE, FIRST_LINE + max(facts, 1) - 1, _PLACES[column])


def code_range(column: int, codes: int) -> str:
    """Absolute range of a column (0 code, 1 name, 2 budget) of the list of codes."""
    return absolute_range(FIRST_LINE, FIRST_LINE + max(codes, 1) - 1, CODES_PLACE + column)


def fact_texts(fact: Fact) -> Mapping[str, str]:
    """Give the texts of a fact's line by column key."""
    stated = {
        "category": fact.category,
        "section": fact.section,
        "function": fact.function_item,
        "economic_category": fact.economic_category,
        "economic": fact.economic_item,
        "account": fact.top_account,
        "project": fact.project,
    }
    return {
        "flow": dimension_label("flow", fact.flow),
        "item": dimension_label("item", fact.item),
        "funding": dimension_label("funding", fact.funding),
        **{key: code or NOT_FILLED for key, code in stated.items()},
        "function_name": fact.function_name,
        "economic_name": fact.economic_name,
        "account_code": fact.account,
        "account_name": fact.account_name,
        "project_name": fact.project_name,
        "origin": dimension_label("origin", fact.origin),
        "unit": fact.unit,
    }


def write_facts_sheet(
    page: Page,
    facts: Sequence[Fact],
    codes: Sequence[CodeName],
    *,
    year: int,
    trace_lines: Mapping[int, int],
) -> None:
    """Write the facts, and beside them the names of the codes in use.

    Args:
        page: the sheet.
        facts: the facts, one a line.
        codes: the codes of the tables.
        year: the year of the list of codes.
        trace_lines: first line (from 0) on the 溯源 sheet by number of fact.
    """
    lines = [fact_texts(fact) for fact in facts]
    last_place = len(COLUMNS) - 1
    _write_top(page, _widths(lines))
    for offset, (fact, texts) in enumerate(zip(facts, lines, strict=True)):
        _write_fact(page, FIRST_LINE + offset, fact, texts, trace_lines.get(fact.number))
    last_line = FIRST_LINE + max(len(facts), 1) - 1
    if not facts:
        page.text(FIRST_LINE, 0, say.FACTS_EMPTY, page.styles.get("plain"))
    _write_codes(page, codes, year)
    if not any(fact.unit for fact in facts):
        page.hide_column(_PLACES["unit"])
    page.filter(HEAD_LINE, last_line, last_place)
    page.freeze(FIRST_LINE, 4)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last_line, last_place, pages_wide=2)
    first_code, last_code = _PLACES["category"], _PLACES["project"]
    page.codes_are_text(
        (FIRST_LINE, first_code, last_line, last_code),
        (FIRST_LINE, CODES_PLACE, FIRST_LINE + max(len(codes), 1), CODES_PLACE),
    )


def write_code_list(page: Page, codes: Sequence[CodeName], year: int) -> None:
    """Write the names of the codes in use alone, where formulas look for them.

    Args:
        page: the sheet.
        codes: the codes of the tables.
        year: the year of the list of codes.
    """
    page.widths([*(_EMPTY_WIDTH for _ in range(CODES_PLACE - 1)), *_CODE_WIDTHS])
    # Formulas look for the list where it stands beside the facts.
    for place in range(CODES_PLACE):
        page.hide_column(place)
    area = (_NOTE_LINE, CODES_PLACE, _NOTE_LINE, CODES_PLACE + 2)
    page.merged(area, say_audit.CODES_NOTE, page.styles.get("note"))
    page.height(_NOTE_LINE, row_height(say_audit.CODES_NOTE, sum(_CODE_WIDTHS), BODY_SIZE))
    _write_codes(page, codes, year)
    last_line = FIRST_LINE + max(len(codes), 1)
    page.codes_are_text((FIRST_LINE, CODES_PLACE, last_line, CODES_PLACE))
    page.freeze(FIRST_LINE)
    last_place = CODES_PLACE + len(_CODE_WIDTHS) - 2
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last_line, last_place, first_place=CODES_PLACE)


def _write_top(page: Page, widths: Sequence[float]) -> None:
    page.widths([*widths, *_CODE_WIDTHS])
    # Two pages wide, the sheet has its title over the columns of the first page alone: the
    # first column, which the second page repeats, stays free of it.
    last_place = _PLACES["economic_name"]
    page.merged((0, 1, 0, last_place), say.FACTS_TITLE, page.styles.get("title"))
    page.height(0, 30)
    note_area = (_NOTE_LINE, 1, _NOTE_LINE, last_place)
    page.merged(note_area, say.FACTS_NOTE, page.styles.get("note"))
    wide = sum(widths[1 : last_place + 1])
    page.height(_NOTE_LINE, row_height(say.FACTS_NOTE, wide, BODY_SIZE))
    page.heads(HEAD_LINE, [say.FACTS_HEADS[key] for key in COLUMNS])
    page.height(HEAD_LINE, 20)


def _widths(lines: Sequence[Mapping[str, str]]) -> list[float]:
    widths: list[float] = []
    for key in COLUMNS:
        texts = [say.FACTS_HEADS[key] + "  ", *(texts.get(key, "") for texts in lines)]
        widest = _WIDEST.get(key, 24)
        widths.append(column_width(texts, font_size=SMALL_SIZE, narrowest=6, widest=widest))
    widths[_PLACES["fen"]] = 15
    return widths


def _write_fact(
    page: Page, line: int, fact: Fact, texts: Mapping[str, str], trace_line: int | None
) -> None:
    styles = page.styles
    for key, text in texts.items():
        kind = "code" if key in _CODE_COLUMNS else "cell"
        changes = {"font_color": GREY_FONT} if text == NOT_FILLED else {}
        page.text(line, _PLACES[key], text, styles.get(kind, font_size=SMALL_SIZE, **changes))
    number = styles.get("mark", font_size=SMALL_SIZE)
    if trace_line is not None and page.has_room_for_links:
        number = styles.get("mark", font_size=SMALL_SIZE, font_color=LINK_FONT, underline=1)
        page.link(line, 0, (say.TRACE, place_name(trace_line, 0)), str(fact.number), number)
    # The number replaces the text of the link, and the link stays.
    page.number(line, 0, fact.number, number)
    page.number(line, _PLACES["rows"], fact.rows, styles.get("count", font_size=SMALL_SIZE))
    amount = styles.get("yuan", font_size=SMALL_SIZE)
    page.number(line, _PLACES["fen"], fen_to_yuan_float(fact.fen), amount)


def _write_codes(page: Page, codes: Sequence[CodeName], year: int) -> None:
    styles = page.styles
    title = say.CODES_TITLE.format(year=year)
    area = (HEAD_LINE - 1, CODES_PLACE, HEAD_LINE - 1, CODES_PLACE + 2)
    page.merged(area, title, styles.get("left", bold=True))
    for offset, head in enumerate(say.CODES_HEADS):
        page.text(HEAD_LINE, CODES_PLACE + offset, head, styles.get("head"))
    for offset, entry in enumerate(codes):
        line = FIRST_LINE + offset
        page.text(line, CODES_PLACE, entry.code, styles.get("code", font_size=SMALL_SIZE))
        style = styles.get("cell", font_size=SMALL_SIZE)
        page.text(line, CODES_PLACE + 1, entry.name, style)
        page.text(line, CODES_PLACE + 2, entry.budget, style)
