"""Documents of all kinds of typing are recognised alike: by titles, headings, codes and names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from tests.recognise.documents import Cells
from tests.recognise.documents import Style
from tests.recognise.documents import figures
from tests.recognise.documents import numbers
from tests.recognise.documents import recognised
from tests.recognise.documents import table_cells
from tests.recognise.documents import texts
from tests.recognise.documents import write_document
from tests.recognise.documents import yuan_numbers
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away
from xls_juesuan.recognise.figures import Figure
from xls_juesuan.recognise.miswritten_units import find_miswritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

STYLES = {
    "as laid out": Style(),
    "other order and names of sheets": Style(
        is_reversed=True, sheet=lambda place, _: f"Sheet{place + 1}"
    ),
    "lines above the title": Style(lines_above=("某县", "", "部门决算公开材料")),
    "no merged cells": Style(is_merged=False),
    "texts and dashes": Style(figure=texts),
    "general number format": Style(number_format="General"),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_typed_tables_are_recognised_figure_by_figure(
    tmp_path: Path, printed: TableSet, style: Style
) -> None:
    """Whatever the sheets are called and wherever the table stands, every figure is found."""
    document = recognised(write_document(tmp_path / "公开表.xlsx", printed, style))
    assert figures(document.tables) == figures(printed)
    assert not document.missing
    assert not document.not_recognised
    assert (document.year, document.unit_name) == (printed.year, printed.unit_name)
    steps = {cell.step for table in document.tables.tables for cell in table.cells.values()}
    assert steps == {FEN_PER_PRINTED_STEP}


@pytest.mark.parametrize("style", [one for one in STYLES.values() if not one.is_reversed])
def test_a_document_in_good_form_raises_no_alarm(
    tmp_path: Path, printed: TableSet, style: Style
) -> None:
    """Order, labels, units, words and blanks of a document in order are no matter, however typed."""
    document = recognised(write_document(tmp_path / "公开表.xlsx", printed, style))

    assert [one for one in document.problems if one.code.startswith("F3")] == []


def test_a_place_may_number_its_tables_as_it_likes(tmp_path: Path, printed: TableSet) -> None:
    """Labels have to count up in the order of the document, not in that of the layout."""

    def relabelled(label: str) -> Callable[[Cells], Cells]:
        return lambda cells: {
            spot: label if str(text).startswith("公开 0") else text for spot, text in cells.items()
        }

    moved = [table for table in printed.tables if table.key != "three_public"]
    order = [*moved[:6], *(one for one in printed.tables if one not in moved), *moved[6:]]
    labels = {one.key: f"公开 0{place} 表" for place, one in enumerate(order, 1)}
    style = Style(change={key: relabelled(label) for key, label in labels.items()})
    path = write_document(tmp_path / "别处.xlsx", replace(printed, tables=tuple(order)), style)

    assert [one for one in recognised(path).problems if one.code in ("F302", "F303")] == []


def test_yuan_with_two_decimals_are_exact(tmp_path: Path, exact: TableSet) -> None:
    """Tables in 元 state every fen."""
    style = Style(unit="元", figure=yuan_numbers)
    document = recognised(write_document(tmp_path / "元.xlsx", exact, style))
    assert figures(document.tables) == figures(exact)
    assert document.is_exact
    assert document.amount_unit == "元"


def test_yuan_without_decimals_are_known_to_the_yuan(tmp_path: Path, exact: TableSet) -> None:
    """Whole yuan leave fifty fen on either side open."""
    style = Style(unit="元", figure=lambda fen: round(fen / 100) or None, number_format="#,##0")
    document = recognised(write_document(tmp_path / "元.xlsx", exact, style))
    steps = {cell.step for table in document.tables.tables for cell in table.cells.values()}
    assert steps == {100}


def test_stored_fen_behind_two_shown_decimals_are_exact(tmp_path: Path, exact: TableSet) -> None:
    """Numbers with six decimals that are only shown with two are taken as they are."""
    document = recognised(write_document(tmp_path / "精确.xlsx", exact))
    assert figures(document.tables) == figures(exact)
    assert {cell.step for cell in _table(document.tables, "expenditure").cells.values()} == {1}


def test_blank_cells_are_told_from_printed_noughts(tmp_path: Path, printed: TableSet) -> None:
    """A blank is nothing; a printed 0.00 is anything that rounds to it."""
    blank = recognised(write_document(tmp_path / "空.xlsx", printed))
    noughts = Style(figure=lambda fen: fen / 1_000_000)
    zero = recognised(write_document(tmp_path / "零.xlsx", printed, noughts))
    assert not _table(blank.tables, "fund").cells["total", "income"].is_printed
    assert _table(zero.tables, "fund").cells["total", "income"].is_printed


def test_missing_tables_are_named(tmp_path: Path, printed: TableSet) -> None:
    """A document without one of the tables says which."""
    style = Style(change={"fund": lambda _: {(0, 0): "此表略"}})
    document = recognised(write_document(tmp_path / "少一张.xlsx", printed, style))
    assert [layout.key for layout in document.missing] == ["fund"]
    assert [problem.code for problem in document.problems] == ["F251"]


def test_missing_rows_are_simply_not_there(tmp_path: Path, printed: TableSet) -> None:
    """Rows of the layout that a document leaves out change no other row."""
    table = _table(printed, "income_expenditure")
    line = table.row_by_key["L5"].line

    def without_a_line(cells: Cells) -> Cells:
        return {
            (at - (at > line and place < 3), place): value
            for (at, place), value in cells.items()
            if not (at == line and place < 3)
        }

    style = Style(change={"income_expenditure": without_a_line})
    document = recognised(write_document(tmp_path / "少一行.xlsx", printed, style))
    found = _table(document.tables, "income_expenditure")
    assert "L5" not in found.row_by_key
    assert figures(document.tables) == figures(printed)


def test_unknown_rows_are_listed_with_their_cell(tmp_path: Path, printed: TableSet) -> None:
    """A row that the layout does not have is not counted, and it is said where it stands."""
    table = _table(printed, "income_expenditure")
    line = table.row_by_key["L27"].line

    def with_a_row(cells: Cells) -> Cells:
        # Below the reserved lines somebody put a row without a line number.
        extra: Cells = {(line, 0): "九、捐赠收入", (line, 1): "", (line, 2): 1.25}
        moved = {
            (at + (at >= line and place < 3), place): value for (at, place), value in cells.items()
        }
        return {**moved, **extra}

    style = Style(change={"income_expenditure": with_a_row})
    document = recognised(write_document(tmp_path / "多一行.xlsx", printed, style))
    (left,) = [one for one in document.not_recognised if one.kind == "row"]
    assert (left.text, left.ref) == ("九、捐赠收入", f"公开01!C{line + 1}")
    assert figures(document.tables) == figures(printed)


def test_codes_in_three_columns_are_joined(tmp_path: Path, printed: TableSet) -> None:
    """类、款 and 项 in columns of their own make one code."""

    def split(cells: Cells) -> Cells:
        apart: Cells = {}
        for (line, place), value in cells.items():
            if line >= 3 and place > 0:
                apart[line, place + 2] = value
            elif line > 5 and isinstance(value, str) and value.isdigit():
                apart |= {(line, 0): value[:3], (line, 1): value[3:5], (line, 2): value[5:]}
            else:
                apart[line, place] = value
        apart |= {(4, 0): "类", (4, 1): "款", (4, 2): "项", (3, 0): "功能分类科目编码"}
        return apart

    style = Style(change={"expenditure": split}, is_merged=False)
    document = recognised(write_document(tmp_path / "三列.xlsx", printed, style))
    assert figures(document.tables) == figures(printed)


def test_each_figure_keeps_its_place_in_the_document(tmp_path: Path, printed: TableSet) -> None:
    """Findings name the cell of the file that was given, not of the layout."""
    style = Style(lines_above=("一", "二"), sheet=lambda place, _: f"第{place + 1}张")
    document = recognised(write_document(tmp_path / "移位.xlsx", printed, style))
    table = _table(document.tables, "expenditure")
    cell = table.cells["total", "basic"]
    assert document.tables.a1(cell.key) == f"第3张!D{cell.line + 3}"


def test_a_workbook_without_tables_is_refused(tmp_path: Path, printed: TableSet) -> None:
    """No table at all is a fault of the file, and the sheets that were looked at are named."""
    empty = {table.key: lambda _: {(0, 0): "封面"} for table in printed.tables}
    nothing = Style(change=empty, is_merged=False)
    with pytest.raises(UserError, match="没有认出一张决算公开表"):
        recognised(write_document(tmp_path / "封面.xlsx", printed, nothing))


@pytest.mark.parametrize("lines", [5000, 5001])
def test_sheets_longer_than_any_table_are_named(
    tmp_path: Path, printed: TableSet, lines: int
) -> None:
    """What nobody read is told with the reason, once, and the tables beside it are audited."""
    path = write_document(tmp_path / "公开.xlsx", printed)
    book = openpyxl.load_workbook(path)
    sheet = book.create_sheet("明细", 0)
    for number in range(lines):
        sheet.append([f"第{number}笔", number])
    book.save(path)
    document = recognised(path)
    told = [(one.kind, one.text) for one in document.not_recognised if one.sheet == "明细"]
    assert told == ([("long_sheet", "5,001")] if lines > 5000 else [("sheet", "")])
    assert figures(document.tables) == figures(printed)


def test_a_workbook_of_one_long_sheet_is_refused_with_its_name(tmp_path: Path) -> None:
    """Nothing in it was looked at: the sentence does not say that it was."""
    path = tmp_path / "流水.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("流水")
        for number in range(5001):
            sheet.write(number, 0, number)
    with pytest.raises(UserError, match="没有认出") as refused:
        recognised(path)
    assert refused.value.where == "行数太多、没有读的工作表：流水"


def test_an_unstated_amount_unit_is_asked_for(tmp_path: Path, printed: TableSet) -> None:
    """元 and 万元 differ by ten thousand: without a word of it nothing is judged."""
    path = write_document(tmp_path / "无单位.xlsx", printed, Style(unit="", figure=numbers))
    with pytest.raises(UserError, match="没有写明金额单位"):
        recognised(path)
    assert figures(recognised(path, amount_unit="万元").tables) == figures(printed)


@pytest.mark.parametrize("text", ["#REF!", "见附注", "1,23.4", "××"])
def test_what_is_no_number_is_named_and_never_zero(
    tmp_path: Path, printed: TableSet, text: str
) -> None:
    """Errors and words where an amount belongs: what needs the cell is not judged, all else is."""
    cell = _table(printed, "expenditure").cells["total", "basic"]
    style = Style(change={"expenditure": lambda cells: {**cells, (cell.line, cell.place): text}})
    path = write_document(tmp_path / "坏.xlsx", printed, style)

    audited = audit_document(AuditRequest(path))

    named = [line.message for line in audited.audit.findings if line.code in {"F252", "F307"}]
    assert any(f"公开03!D{cell.line + 1}" in message for message in named)
    assert not audited.audit.failures[Severity.ERROR]
    outcomes = {
        check.outcome
        for check in audited.audit.checks
        if any(place == ("expenditure", "total", "basic") for place in _places(check))
    }
    assert outcomes - {Outcome.NOT_APPLICABLE} == {Outcome.NOT_CHECKABLE}


def _places(check: Check) -> list[tuple[str, str, str]]:
    cells = (part for part in walk(check.condition) if isinstance(part, Cell))
    return [(cell.table, cell.row, cell.column) for cell in cells]


def test_formulas_without_a_result_are_refused(tmp_path: Path, printed: TableSet) -> None:
    """What nobody has calculated is neither a figure nor nothing: the cell is named."""
    path = write_document(tmp_path / "坏.xlsx", printed)
    cell = _table(printed, "expenditure").cells["total", "basic"]
    book = openpyxl.load_workbook(path)
    book["公开03"].cell(cell.line + 1, cell.place + 1).value = "=1+1"
    book.save(path)
    with pytest.raises(UserError, match=f"公开03!D{cell.line + 1}"):
        recognised(path)


def test_another_unit_or_year_on_one_table_is_a_problem(tmp_path: Path, printed: TableSet) -> None:
    """A sheet left over from another unit or year is noticed."""
    other = {(2, 0): "部门：某县档案馆", (1, 1): "2023年度"}
    style = Style(change={"basic_by_economic": lambda cells: {**cells, **other}})
    document = recognised(write_document(tmp_path / "混.xlsx", printed, style))
    assert sorted(problem.code for problem in document.problems) == ["F253", "F254"]
    named = {problem.code: problem for problem in document.problems}
    assert [named[code].sources[0].row for code in ("F253", "F254")] == [3, 2]
    assert named["F254"].detail.startswith("公开06!B2写的是 2023 年度")


def test_what_all_tables_say_and_nobody_asked_for_is_one_problem(
    tmp_path: Path, printed: TableSet
) -> None:
    """The year of the command is not that of the file: one line, not nine."""
    path = write_document(tmp_path / "公开.xlsx", printed)
    audited = audit_document(AuditRequest(path, year=2023, unit_name="某县档案馆"))
    said = {
        code: [one.message for one in audited.audit.findings if one.code == code]
        for code in ("F253", "F254")
    }
    assert [len(found) for found in said.values()] == [1, 1]
    assert "指定的是 2023 年度" in said["F254"][0]
    assert "指定的是“某县档案馆”" in said["F253"][0]


def test_of_tables_in_different_units_none_lends_its_unit_to_another(
    tmp_path: Path, printed: TableSet
) -> None:
    """One table is in 元, the others are in 万元, and one says nothing: that one is asked for."""
    yuan, silent = _table(printed, "income_expenditure"), _table(printed, "fund")
    stated = {(cell.line, cell.place): yuan_numbers(cell.fen) for cell in yuan.cells.values()}
    stated[2, yuan.places - 1] = "单位：元"
    change = {
        yuan.key: lambda cells: {**cells, **stated},
        silent.key: lambda cells: {**cells, (2, silent.places - 1): ""},
    }
    path = write_document(tmp_path / "单位.xlsx", printed, Style(change=change))
    with pytest.raises(UserError, match="没有写明金额单位"):
        recognised(path)


def test_numbers_that_are_only_shown_in_another_unit_are_read_as_shown(
    tmp_path: Path, printed: TableSet
) -> None:
    """Yuan are stored, and a format shows them as 万元 with one decimal, as the table says."""
    path = write_document(tmp_path / "单位.xlsx", printed, Style(figure=numbers))
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float):
                    cell.value, cell.number_format = round(cell.value * 10_000), "0!.0,"
    book.save(path)
    table = _table(recognised(path).tables, "income_expenditure")
    due = _table(printed, "income_expenditure")
    assert {place: cell.fen for place, cell in table.cells.items() if cell.fen} == {
        place: round_half_away(cell.fen, 100_000) for place, cell in due.cells.items() if cell.fen
    }


@pytest.mark.parametrize("key", ["income_expenditure", "basic_by_economic"])
def test_a_miswritten_unit_of_amount_is_one_error(
    tmp_path: Path, printed: TableSet, key: str
) -> None:
    """Figures that other tables show in 万元 are in 万元, whatever the table calls them."""
    other = {(2, _table(printed, key).places - 1): "单位：元"}
    style = Style(change={key: lambda cells: {**cells, **other}})
    path = write_document(tmp_path / "单位.xlsx", printed, style)
    audited = audit_document(AuditRequest(path))
    errors = [
        one
        for one in audited.audit.findings
        if one.outcome is Outcome.FAILED and one.severity is Severity.ERROR
    ]
    assert [one.code for one in errors] == ["F305"]
    assert "差 10,000 倍" in errors[0].message
    assert figures(audited.recognised.tables) == figures(printed)


@pytest.mark.parametrize(
    ("amounts", "is_wrong"),
    [((12_345, 67_890), True), ((12_345, 99), False), ((5, 6, 7), False), ((), False)],
)
def test_a_label_is_doubted_only_for_several_amounts_of_some_length(
    amounts: tuple[int, ...], *, is_wrong: bool
) -> None:
    """One amount, or numbers of one or two digits, agree by accident."""

    def read(step: int) -> dict[tuple[int, int], Figure]:
        return {
            (0, at): Figure(one * step, step, is_printed=True) for at, one in enumerate(amounts)
        }

    others = {(1, at): Figure(one * 10_000, 10_000, is_printed=True)
              for at, one in enumerate((12_345, 67_890, 5, 6, 7))}  # fmt: skip
    found = find_miswritten(
        ("元", "万元", "万元"),
        [read(1), others, others],
        lambda _, unit: read(10_000 if unit == "万元" else 1),
    )
    assert [(place, one.right) for place, one in found] == ([(0, "万元")] if is_wrong else [])


def test_a_table_in_another_unit_keeps_it(tmp_path: Path, printed: TableSet) -> None:
    """Figures that agree with the other tables as they are labelled are not called miswritten."""
    table = _table(printed, "income_expenditure")
    other = {(cell.line, cell.place): yuan_numbers(cell.fen) for cell in table.cells.values()}
    other[2, table.places - 1] = "单位：元"
    style = Style(change={table.key: lambda cells: {**cells, **other}})
    document = recognised(write_document(tmp_path / "单位.xlsx", printed, style))
    assert document.fen_per_unit[table.key] == 100
    (problem,) = (one for one in document.problems if one.code == "F305")
    assert "多半是单位印错" not in problem.detail


def _table(tables: TableSet, key: str) -> Table:
    table = tables.table(key)
    assert table is not None
    return table


def test_tables_below_one_another_on_one_sheet_are_told_apart(
    tmp_path: Path, printed: TableSet
) -> None:
    """A table reaches from its title to the next one, with the lines above it."""
    path = tmp_path / "一张表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("全部")
        first = 0
        for table in printed.tables:
            cells = table_cells(table, printed.department_line, Style())
            for (line, place), value in cells.items():
                if value is not None:
                    sheet.write(first + line, place, value)
            first += max(line for line, _ in cells) + 2
    document = recognised(path)
    assert figures(document.tables) == figures(printed)
    assert not document.not_recognised


def test_line_numbers_may_differ_where_names_tell(tmp_path: Path, printed: TableSet) -> None:
    """Places with fewer rows number them otherwise: the name decides."""
    table = _table(printed, "income_expenditure")
    lines = {row.line for row in table.rows}

    def renumbered(cells: Cells) -> Cells:
        return {
            (line, place): str(int(value) + 100) if line in lines and place in {1, 4} else value
            for (line, place), value in cells.items()
        }

    style = Style(change={"income_expenditure": renumbered})
    document = recognised(write_document(tmp_path / "行次.xlsx", printed, style))
    assert figures(document.tables) == figures(printed)


def test_a_renamed_row_is_taken_by_its_line_number_and_said(
    tmp_path: Path, printed: TableSet
) -> None:
    """Another name on a known line number is the same row, but nobody has to guess that."""
    cell = _table(printed, "income_expenditure").cells["L28", "amount"]
    change = {(cell.line, 0): "使用结余类资金"}
    style = Style(change={"income_expenditure": lambda cells: {**cells, **change}})
    document = recognised(write_document(tmp_path / "改名.xlsx", printed, style))
    assert figures(document.tables) == figures(printed)
    (left,) = document.not_recognised
    assert (left.kind, left.text) == ("renamed", "使用结余类资金")
