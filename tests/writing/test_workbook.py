from __future__ import annotations

import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer

from tests.workbooks import content_of
from tests.workbooks import write_example
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.page import place_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

TABLES = [f"公开{number:02}" for number in range(1, 10)]
FORMS = [f"附件{number}" for number in range(1, 7)]
SHEETS = [
    "目录",
    *TABLES,
    *FORMS,
    "审核",
    "核对",
    "汇总",
    "溯源",
    "未计入",
    "补充资料",
    "留底",
    "对比数",
    "阈值",
]
#: Functions that Excel 2007 has and that no spreadsheet program calculates differently.
SAFE_FUNCTIONS = {
    *(
        "ABS",
        "AND",
        "COUNT",
        "COUNTIF",
        "COUNTIFS",
        "IF",
        "IFERROR",
        "LEFT",
        "LEN",
        "MAX",
        "MIN",
        "NOT",
    ),
    *("OR", "ROUND", "ROWS", "SUM", "SUMIFS", "SUMPRODUCT"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("book") / "book.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def stored(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def formulas(book: Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row if cell.data_type == "f")


def test_sheets_stand_in_the_order_people_read_them(book: Workbook) -> None:
    """The front page comes first, then the tables, the review and what is behind it."""
    assert book.sheetnames == SHEETS
    assert book.active is book["目录"]
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"] == ["留底"]


def test_formulas_use_functions_of_excel_2007_only(book: Workbook) -> None:
    """No formula needs a newer program than the oldest one in use."""
    used = {
        token.value.rstrip("(")
        for _, cell in formulas(book)
        for token in Tokenizer(str(cell.value)).items
        if token.type == "FUNC" and token.subtype == "OPEN"
    }
    assert used <= SAFE_FUNCTIONS


def test_formulas_quote_every_sheet_name(book: Workbook) -> None:
    """A reference to another sheet names it in quotes, and the sheet exists."""
    names = set()
    for _, cell in formulas(book):
        for token in Tokenizer(str(cell.value)).items:
            if token.subtype == "RANGE" and "!" in token.value:
                name, _, _ = token.value.rpartition("!")
                assert name.startswith("'"), token.value
                names.add(name.strip("'"))
    assert names <= set(SHEETS)
    assert {"汇总", "核对", "审核"} <= names


def test_every_figure_of_the_tables_is_a_live_formula_with_its_value(
    book: Workbook, stored: Workbook
) -> None:
    """Each cell that has an origin is a formula, and stores the figure to the fen."""
    for table in content_of().tables.tables:
        for cell in table.cells.values():
            name = place_name(cell.line, cell.place)
            is_live = cell.expression is not None and cell.is_known
            assert (book[table.sheet][name].data_type == "f") is is_live
            if is_live:
                assert stored[table.sheet][name].value == fen_to_wan_float(cell.fen)


def test_fed_cells_look_up_facts_and_totals_add_cells(book: Workbook) -> None:
    """An item is summed from the facts; a total is the sum of what it is made of."""
    assert "SUMIFS('汇总'!$S$5:" in book["公开06"]["C7"].value
    assert book["公开01"]["C33"].value.startswith("=ROUND(SUM(C7:C14)")


def test_rounded_values_are_rounded_cell_by_cell(tmp_path: Path) -> None:
    """Rounded on their own, printed parts need not add up, and the workbook says so calmly."""
    path = write_example(tmp_path / "rounded.xlsx", values=Values.ROUNDED)
    live, kept = load_workbook(path), load_workbook(path, data_only=True)
    assert live["公开03"]["D7"].value.endswith(",2)")
    figures = [kept["公开03"][name].value for name in ("C7", "D7", "E7")]
    assert figures == [411.91, 383.47, 28.43]
    results = Counter(row[6] for row in kept["核对"].iter_rows(min_row=4, values_only=True))
    exact = Counter(OUTCOMES[check.outcome] for check in content_of().audit.checks)
    assert results["不通过"] == exact["不通过"]


def test_empty_tables_keep_their_grid_and_say_so(stored: Workbook) -> None:
    """公开07 shows 合计 without a figure, its note, and the statement below it."""
    sheet = stored["公开07"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "合计" in texts
    assert texts[-1].startswith("说明：我部门没有政府性基金收入")


def test_codes_are_text_without_warning_triangles(path: Path, book: Workbook) -> None:
    """Codes keep their digits as text and the warning about it is switched off."""
    assert book["公开03"]["A8"].value == "201"
    assert book["公开03"]["A8"].data_type == "s"
    sheets = [f"xl/worksheets/sheet{number}.xml" for number in (4, 7, 13, 14)]
    with zipfile.ZipFile(path) as archive:
        for sheet in sheets:
            assert "numberStoredAsText" in archive.read(sheet).decode()


def test_links_are_internal_and_land_on_a_cell(path: Path, book: Workbook) -> None:
    """Every link names a sheet that exists and a cell; none leads out of the workbook."""
    targets = Counter()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink:
                    assert cell.hyperlink.target is None
                    match = re.fullmatch(r"'(.+)'!([A-Z]+\d+)", cell.hyperlink.location)
                    assert match, cell.hyperlink.location
                    targets[match[1]] += 1
    assert set(targets) <= set(SHEETS)
    assert targets["公开06"] > 1
    assert targets["溯源"] > 1
    with zipfile.ZipFile(path) as archive:
        relations = [name for name in archive.namelist() if "worksheets/_rels" in name]
        assert not any(b"External" in archive.read(name) for name in relations)


def test_tables_are_protected_without_password_and_the_review_is_open(book: Workbook) -> None:
    """Formulas of the tables are locked, unknown inputs are not, and 审核 is not protected."""
    for name in (*TABLES, "目录", "补充资料"):
        assert book[name].protection.sheet, name
        assert book[name].protection.password is None
    for name in ("审核", "汇总"):
        assert not book[name].protection.sheet
    unknown = [
        (table.sheet, place_name(cell.line, cell.place))
        for table in content_of().tables.tables
        for cell in table.cells.values()
        if not cell.is_known
    ]
    for sheet, name in unknown:
        assert book[sheet][name].value is None
        assert not book[sheet][name].protection.locked
    assert book["公开01"]["C33"].protection.locked


def test_every_sheet_prints_on_a4_across_with_repeated_heading(book: Workbook) -> None:
    """A4 landscape, as wide as the page, heading rows repeated; long narrow forms upright."""
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        orientation = "portrait" if sheet.title in FORMS else "landscape"
        assert sheet.page_setup.orientation == orientation
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.print_area
    for name in TABLES:
        sheet = book[name]
        assert sum(dimension.width for dimension in sheet.column_dimensions.values()) <= 150
        assert sheet.freeze_panes


def test_only_what_is_not_published_numbers_its_pages(book: Workbook) -> None:
    """A table that is published alone does not carry the page count of the whole workbook."""
    for sheet in book.worksheets:
        footer = sheet.oddFooter.center.text
        if sheet.title in (*TABLES, *FORMS):
            assert footer is None
        else:
            assert "&P" in footer


def test_zero_is_blank_and_text_stays(book: Workbook) -> None:
    """The number format of the tables blanks zeros and keeps the sign of what is negative."""
    assert book["公开01"]["C33"].number_format == "#,##0.00;-#,##0.00;;@"


def test_fonts_are_those_of_official_tables(book: Workbook) -> None:
    """Title and headings are 黑体, the body is 宋体."""
    sheet = book["公开03"]
    assert sheet["A1"].font.name == "黑体"
    assert sheet["A5"].font.name == "黑体"
    assert sheet["B9"].font.name == "宋体"


def test_equal_input_gives_equal_bytes(path: Path, tmp_path: Path) -> None:
    """The workbook holds no time of its making."""
    assert write_example(tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_properties_name_unit_year_and_program(book: Workbook) -> None:
    """The document says whose accounts it holds and what made it."""
    assert book.properties.title == "封丘县行政审批和政务信息管理局2024年度部门决算公开"
    assert "xls_juesuan" in book.properties.description
    assert book.properties.created.year == 2025


def test_front_page_accounts_for_every_ledger_row(stored: Workbook) -> None:
    """Used and set aside rows stand with their amounts and add up to the file."""
    rows = list(stored["目录"].iter_rows(values_only=True))
    first = next(at for at, row in enumerate(rows) if row[0] == say.ROWS_HEADS[0])
    last = next(at for at, row in enumerate(rows) if row[0] == say.ROWS_TOTAL)
    parts, total = rows[first + 1 : last], rows[last]
    cube = content_of().cube
    assert [row[3] for row in parts] == [part.rows for part in (cube.used, *cube.set_aside)]
    assert total[3] == len(cube.frame)
    for place in (4, 5):
        amounts = [row[place] for row in parts if isinstance(row[place], int | float)]
        assert sum(amounts) == pytest.approx(total[place])
    # The ledger prints the same in its own 合计 row, which repeats the others.
    assert total[4] == 16_476_225.68
    assert tuple({row[4] for row in parts if isinstance(row[4], str)}) == (say.ROWS_REPEATING,)


def test_front_page_links_tables_and_says_which_are_empty(stored: Workbook) -> None:
    """Each table stands with its title and whether it holds figures."""
    entries = {
        row[0]: row[2] for row in stored["目录"].iter_rows(values_only=True) if row[0] in TABLES
    }
    assert entries["公开01"] == "有数据"
    assert entries["公开07"] == "空表"
    assert len(entries) == 9


def test_trace_lists_every_counted_row_under_its_fact(stored: Workbook) -> None:
    """The amounts traced to each fact of the ledger add up to it, to the fen."""
    traced: Counter[int] = Counter()
    for row in stored["溯源"].iter_rows(min_row=4, values_only=True):
        traced[row[0]] += round(row[-1] * 100)
    numbers = set(content_of().cube.frame["fact"]) - {0}
    facts = {fact.number: fact.fen for fact in content_of().cube.facts if fact.number in numbers}
    assert traced == facts


def test_trace_states_where_it_was_cut(tmp_path: Path) -> None:
    """Beyond the limit the sheet says so on top, and how to see the rest."""
    path = write_example(tmp_path / "cut.xlsx", trace_limit=10)
    sheet = load_workbook(path)["溯源"]
    assert "列出前 10 行" in sheet["A2"].value
    assert "xlj trace" in sheet["A2"].value
    assert sheet.max_row == 13


def test_supplement_shows_what_was_read_and_where(stored: Workbook) -> None:
    """A field that was filled in shows its value in yuan and its place; a blank stays blank."""
    fields = {
        row[5]: row for row in stored["补充资料"].iter_rows(min_row=4, max_col=6, values_only=True)
    }
    assert fields["three_public_budget.hospitality"][2] == 10000
    assert fields["three_public_budget.hospitality"][4].endswith("行")
    assert fields["carryover.opening.fund_budget"][2] in {None, 0}


def test_review_lines_agree_with_the_audit(stored: Workbook) -> None:
    """Failures come first, and what a line says is what the audit found."""
    results = [row[7] for row in stored["审核"].iter_rows(min_row=9, values_only=True)]
    order = ["不通过", "无法核对", "不适用", "通过"]
    assert results == sorted(results, key=order.index)
    found = Counter(OUTCOMES[finding.outcome] for finding in content_of().audit.findings)
    counted = Counter(results)
    sheet = stored["审核"]
    totals = dict(zip("EGHI", ["不通过", "无法核对", "不适用", "通过"], strict=True))
    for column, word in totals.items():
        assert sheet[f"{column}6"].value == found[word]
        assert counted[word] >= found[word]


def test_a_failed_line_says_how_many_others_of_its_rule_hold(stored: Workbook) -> None:
    """One row of twenty-seven is another matter than one of one."""
    rows = stored["审核"].iter_rows(min_row=9, values_only=True)
    said = {row[1]: str(row[2]).split("\n") for row in rows if row[7] == "不通过"}
    held = {each.code: each.held for each in content_of().audit.findings if each.held}

    assert held["P120"] == 26
    assert said["P120"][1:] == ["这条规则另外核对的 26 处都相符。"]
    assert len(said["P124"]) == 1


def test_checks_sheet_has_a_line_for_every_relation(stored: Workbook) -> None:
    """No relation is left out, and the outcomes are those of the audit."""
    shown = Counter(
        (row[0], row[6]) for row in stored["核对"].iter_rows(min_row=4, values_only=True)
    )
    expected = Counter(
        (check.rule.code, OUTCOMES[check.outcome]) for check in content_of().audit.checks
    )
    assert shown == expected


def test_passed_relations_have_no_difference(stored: Workbook) -> None:
    """Where two figures must be equal and are, the difference shown is zero."""
    failed = OUTCOMES[Outcome.FAILED]
    for row in stored["核对"].iter_rows(min_row=4, values_only=True):
        if " = " in row[2] and row[6] != failed and row[5] is not None and "，则" not in row[2]:
            assert row[5] == 0 or row[6] != "通过", row


def test_handling_is_a_drop_down(book: Workbook) -> None:
    """处理 offers its three words in every line of the review."""
    (validation,) = book["审核"].data_validations.dataValidation
    assert validation.formula1 == '"待处理,已核实,不适用"'
    assert str(validation.sqref).startswith("K9:K")


def test_rows_are_high_enough_for_their_text(book: Workbook) -> None:
    """Wrapped text of the review is shown whole: lines times height fit the row."""
    sheet = book["审核"]
    widths = {name: dimension.width for name, dimension in sheet.column_dimensions.items()}
    for row in sheet.iter_rows(min_row=9):
        height = sheet.row_dimensions[row[0].row].height
        for cell in row:
            if cell.alignment.wrap_text and cell.value:
                wide = sum(2 if ord(character) > 255 else 1 for character in str(cell.value))
                lines = -(-wide * 9 // int(widths[cell.column_letter] * 10.5))
                assert lines * 9 * 1.2 <= height, cell.coordinate


def test_rows_in_no_table_are_listed_with_their_reason(stored: Workbook) -> None:
    """Every set-aside row stands there once; financial accounting is one line with its sums."""
    financial, *rows = stored["未计入"].iter_rows(min_row=4, values_only=True)
    cube = content_of().cube
    by_reason = {ROW_STATUSES[part.status]: part for part in cube.set_aside}
    parallel = by_reason.pop("财务会计科目")
    assert financial[0] == "财务会计科目"
    assert f"{parallel.rows:,} 行" in financial[1]
    assert [round(amount * 100) for amount in financial[-2:]] == [parallel.debit, parallel.credit]
    for reason, part in by_reason.items():
        found = [row for row in rows if row[0] == reason]
        assert len(found) == part.rows
        assert sum(round(row[-2] * 100) for row in found) == part.debit
        assert sum(round(row[-1] * 100) for row in found) == part.credit
    assert len(rows) == sum(part.rows for part in by_reason.values())
    used = {row[2:5] for row in stored["溯源"].iter_rows(min_row=4, values_only=True)}
    assert not used & {row[1:4] for row in rows}


def test_rows_in_no_table_are_cut_visibly(tmp_path: Path) -> None:
    """Beyond the limit the sheet says so on top, and where the whole account stands."""
    sheet = load_workbook(write_example(tmp_path / "cut.xlsx", trace_limit=10))["未计入"]
    assert "前 10 行" in sheet["A2"].value
    assert "目录" in sheet["A2"].value
    assert sheet.max_row == 14


def test_verdict_counts_notices_and_what_was_not_checked(stored: Workbook) -> None:
    """A verdict says in the same breath what it leaves open, on both sheets."""
    sheet = stored["审核"]
    notices, unchecked = sheet["E5"].value, sheet["G6"].value
    assert sheet["A2"].value == (
        "说明后可以公开：没有错误，但有警告，须逐条核实或写明原因；"
        f"提示 {notices} 条供参考，{unchecked} 条无法核对。"
    )
    assert stored["目录"]["B3"].value == sheet["A2"].value


def test_only_errors_and_warnings_are_red(book: Workbook) -> None:
    """A failed notice is yellow wherever it is counted or named."""
    for name, column in (("审核", "H"), ("核对", "G")):
        rules = [
            rule
            for area, found in book[name].conditional_formatting._cf_rules.items()
            if str(area.sqref).startswith(column)
            for rule in sorted(found, key=lambda rule: rule.priority)
        ]
        assert "提示" in rules[0].formula[0]
        assert rules[0].stopIfTrue
        assert rules[0].dxf.fill.bgColor.rgb.endswith("FFEB9C")
    reds = [
        str(area.sqref)
        for area, found in book["目录"].conditional_formatting._cf_rules.items()
        for rule in found
        if rule.dxf.fill.bgColor.rgb.endswith("FFC7CE") and rule.type == "cellIs"
    ]
    assert [red[0] for red in reds] == ["D"]
    assert [cell.value for cell in book["目录"][11][3:]] == list(say.CONTENTS_HEADS[3:])


def test_compared_amounts_are_in_yuan_as_messages_have_them(
    book: Workbook, stored: Workbook
) -> None:
    """The figures of a relation are the very figures that its message names."""
    for name in ("审核", "核对"):
        texts = [cell.value for row in stored[name].iter_rows(max_row=8) for cell in row]
        assert any("金额单位：元" in str(text) for text in texts)
    (row,) = (row for row in stored["审核"].iter_rows(min_row=9) if row[1].value == "P124")
    assert f"{row[5].value:,.2f} 元" in row[2].value
    assert [cell.value for cell in row[4:7]] == [0, row[5].value, row[5].value]
    assert row[4].number_format.startswith("#,##0.00;")
    formulas = [str(cell.value) for cell in book["核对"]["D"][3:]]
    assert any(formula.endswith("*10000,2)") for formula in formulas)


def test_rounded_figures_are_compared_in_steps_of_a_hundred_yuan(tmp_path: Path) -> None:
    """Of figures rounded on their own, sums may be off by half a step for each."""
    path = write_example(tmp_path / "rounded.xlsx", values=Values.ROUNDED)
    live, kept = (load_workbook(path, data_only=only)["核对"] for only in (False, True))
    (row,) = (
        cells[0].row
        for cells in kept.iter_rows(min_row=4)
        if "公开03“合计”行“本年支出合计” = " in cells[2].value
        and "“上缴上级支出”" in cells[2].value
    )
    assert [kept.cell(row, column).value for column in (4, 5, 6)] == [4_119_100, 4_119_000, 100]
    assert kept.cell(row, 7).value == "通过"
    assert live.cell(row, 4).value.endswith("*10000,-2)")
    assert f"ABS(F{row})<" in live.cell(row, 7).value


def test_what_was_looked_for_has_inner_quotation_marks(stored: Workbook) -> None:
    """Quotes within quotes are single ones."""
    texts = [row[2] for row in stored["审核"].iter_rows(min_row=9, values_only=True)]
    assert not any("““" in text or "””" in text for text in texts)
    assert any("“‘" in text for text in texts)


def test_the_year_stands_in_the_middle_of_each_table(book: Workbook) -> None:
    """Its own columns, and what fills it up, have their middle where the table has it."""
    for table in content_of().tables.tables:
        sheet, widths = book[table.sheet], table.widths
        (cell,) = (cell for row in sheet["A2:M3"] for cell in row if cell.value == "2024年度")
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        before, own = sum(widths[: area.min_col - 1]), sum(widths[area.min_col - 1 : area.max_col])
        filling = cell.number_format.count("\u3000")
        shift = -filling if cell.number_format.startswith("@") else filling
        assert before + own / 2 + shift == pytest.approx(sum(widths) / 2, abs=1), table


def test_names_stand_on_one_line_where_they_fit(book: Workbook) -> None:
    """A row is no higher than its neighbours when its name has room on one line."""
    for name, code in (("公开02", "2010399"), ("公开03", "2010399"), ("公开06", "30108")):
        sheet = book[name]
        (row,) = (cell.row for cell in sheet["A"] if cell.value == code)
        assert sheet.row_dimensions[row].height == sheet.row_dimensions[row + 1].height


def test_the_second_page_of_the_facts_repeats_no_piece_of_the_note(book: Workbook) -> None:
    """The first column, which is printed on both pages, holds headings and numbers only."""
    sheet = book["汇总"]
    assert sheet.print_title_cols == "$A:$A"
    assert [sheet["A1"].value, sheet["A2"].value] == [None, None]
    assert sheet["B1"].value == say.FACTS_TITLE
