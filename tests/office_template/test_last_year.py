"""Last year's workbook of an office, and other places' workbooks, filled with this year's figures."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.office_books import Office
from tests.office_books import last_years_codes
from tests.office_books import office_book
from tests.office_books import stacked_book
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as sheets
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import Accounts
from xls_juesuan.pipeline import FillRequest
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.patching.notes import Note
from xls_juesuan.writing.patching.notes import annotate

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LAST_YEAR = {
    "codes": last_years_codes(),
    "period": "2023年度",
    "department": "部门：青石县大数据中心",
}


def _filled(folder: Path, office: Office, change: object = None) -> tuple[Accounts, Path]:
    path = office_book(folder / "模板.xlsx", office)
    if callable(change):
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    template = read_template(path)
    return fill(FillRequest(EXAMPLES / "ledger.xlsx", office=template, output=folder / "o.xlsx"))


@pytest.mark.parametrize(
    "office",
    [
        Office(**LAST_YEAR, figures=3.21, formulas=False, extras=False),
        Office(profile="shanghai", period="    年度", samples=1, extras=False),
        Office(profile="shanghai_26", unit="元", splits_codes=True, samples=0, extras=False),
    ],
    ids=["last_year", "shanghai", "shanghai_yuan"],
)
def test_the_filled_workbook_audits_clean(office: Office, tmp_path: Path) -> None:
    """Read back like any published document it has no error and no warning."""
    accounts, target = _filled(tmp_path, office)
    assert accounts.profile.name == office.profile
    audited = audit_document(AuditRequest(target))
    worst = [
        (finding.code, finding.message)
        for finding in audited.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is not Severity.NOTICE
    ]
    assert worst == []
    assert {each.kind for each in audited.recognised.not_recognised} == {"sheet"}


def test_nothing_of_last_year_is_left(tmp_path: Path) -> None:
    """Neither last year's figures nor its codes, name and year stand anywhere in the tables."""
    office = Office(**LAST_YEAR, figures=3.21, formulas=False, extras=False)
    _, target = _filled(tmp_path, office)
    book = openpyxl.load_workbook(target)
    for number in range(1, 10):
        for row in book[f"附表{number}"].iter_rows():
            for cell in row:
                assert cell.value not in {3.21, 1.11, 2.11}, cell
                assert "2023" not in str(cell.value), cell
                assert "大数据中心" not in str(cell.value), cell
                assert str(cell.value) not in {"2010350", "213", "21208"}, cell


def test_rows_that_come_again_keep_their_places_and_looks(tmp_path: Path) -> None:
    """New codes come in between, in order, as the rows of their level are written."""
    office = Office(**LAST_YEAR, formulas=False, extras=False)
    accounts, target = _filled(tmp_path, office)
    sheet = openpyxl.load_workbook(target)["附表3"]
    table = accounts.tables.table("expenditure")
    assert table is not None
    wanted = [row.code for row in table.rows if row.code]
    assert [sheet[f"B{row}"].value for row in range(9, 9 + len(wanted))] == wanted
    assert sheet["C12"].value == "  其他政府办公厅（室）及相关机构事务支出"
    assert sheet["B12"].border.left.style == "thin"
    assert accounts.office is not None
    assert accounts.office.rows_gone > 0


@pytest.mark.parametrize(
    ("rows", "beside"),
    [
        ({}, (None, None)),
        (last_years_codes(), (None, None)),
        (last_years_codes(), ("款", "项")),
    ],
    ids=["no_rows", "blank", "levels"],
)
def test_codes_in_pieces_are_written_in_pieces_however_their_columns_are_headed(
    rows: dict[str, list[tuple[object, ...]]],
    beside: tuple[str | None, str | None],
    tmp_path: Path,
) -> None:
    """No code of this year stands beside pieces of last year's."""

    def head_apart(book: openpyxl.Workbook) -> None:
        sheet = book["附表3"]
        spots = [area for area in sheet.merged_cells.ranges if area.min_col == 2 < area.max_col]
        for area in spots:
            if area.max_col == 4 and area.min_row > 3:
                sheet.unmerge_cells(area.coord)
                sheet.cell(area.max_row, 3, beside[0])
                sheet.cell(area.max_row, 4, beside[1])

    office = Office(splits_codes=True, codes=rows, formulas=False, extras=False)
    accounts, target = _filled(tmp_path, office, head_apart)
    table = accounts.tables.table("expenditure")
    assert table is not None
    wanted = [row.code for row in table.rows if row.code]
    sheet = openpyxl.load_workbook(target)["附表3"]
    pieces = [[sheet[f"{name}{row}"].value for name in "BCD"] for row in range(9, 9 + len(wanted))]
    assert pieces == [[code[:3], code[3:5] or None, code[5:] or None] for code in wanted]


def _add_sums(book: openpyxl.Workbook) -> None:
    """Sums by level, as last year's accountant might have typed them."""
    sheet = book["附表3"]
    for column in "DEF":
        sheet[f"{column}8"] = f"={column}9+{column}13+{column}17"
        sheet[f"{column}9"] = f"={column}10"
        sheet[f"{column}10"] = f"=SUM({column}11:{column}12)"
        sheet[f"{column}17"] = f"={column}18"


def test_the_offices_sums_are_kept_and_held_against_the_ledger(tmp_path: Path) -> None:
    """A sum takes in new rows of its own kind; one that misses a category is a finding."""
    office = Office(**LAST_YEAR, formulas=False, extras=False)
    accounts, target = _filled(tmp_path, office, _add_sums)
    sheet = openpyxl.load_workbook(target)["附表3"]
    assert sheet["D10"].value == "=SUM(D11:D12)"
    assert sheet["B12"].value == "2010399"
    total = str(sheet["D8"].value)
    assert total.startswith("=D9+D15+D")
    gone = total.rpartition("D")[2]
    assert sheet[f"B{gone}"].value is None, "a row that the total names is emptied, not deleted"
    assert sheet[f"D{gone}"].value is None
    assert accounts.office is not None
    places = {odd.place for odd in accounts.office.notes.odd_formulas}
    assert {"附表3!D8", "附表3!D9"} <= places
    assert "附表3!D10" not in places
    failed = {f.code for f in accounts.audit.findings if f.outcome is Outcome.FAILED}
    assert "F401" in failed


def test_unknown_rows_and_columns_are_emptied_and_named(tmp_path: Path) -> None:
    """A figure that nobody understands is last year's: it goes, and F403 says from where."""

    def change(book: openpyxl.Workbook) -> None:
        book["附表1"]["B20"] = "其中：不知道什么"
        book["附表1"]["C20"] = None
        book["附表1"]["D20"] = 99.5

    office = Office(**LAST_YEAR, formulas=False, extras=False)
    accounts, target = _filled(tmp_path, office, change)
    assert openpyxl.load_workbook(target)["附表1"]["D20"].value is None
    assert accounts.office is not None
    told = [remark.sentence for remark in accounts.office.notes.remarks if remark.kind == "row"]
    assert any("其中：不知道什么" in sentence for sentence in told)


def test_sheets_that_were_not_touched_are_named_where_they_speak_of_last_year(
    tmp_path: Path,
) -> None:
    """A cover that still says last year's name and year becomes a finding."""

    def change(book: openpyxl.Workbook) -> None:
        book["封面"]["B6"] = "青石县大数据中心2023年度部门决算"

    office = Office(**LAST_YEAR, formulas=False, extras=False)
    accounts, _ = _filled(tmp_path, office, change)
    assert accounts.office is not None
    (remark,) = [each for each in accounts.office.notes.remarks if each.sheet == "封面"]
    assert remark.kind == "sheet_last_year"
    assert "B6" in remark.sentence


def test_zeros_are_printed_where_the_office_prints_them(tmp_path: Path) -> None:
    """Where last year's table shows 0.00, so does this year's; elsewhere nothing stays blank."""
    for zero, wanted in ((0.0, 0), (None, None)):
        folder = tmp_path / str(zero)
        folder.mkdir()
        office = Office(period="2023年度", figures=zero, formulas=False, extras=False)
        _, target = _filled(folder, office)
        assert openpyxl.load_workbook(target)["附表1"]["D9"].value == wanted


def test_a_second_run_keeps_what_the_reviewer_wrote(tmp_path: Path) -> None:
    """处理 and 说明 of the workbook that stood there are carried over."""
    office = Office(formulas=False, extras=False)
    _, target = _filled(tmp_path, office)
    book = openpyxl.load_workbook(target)
    review = book[sheets.REVIEW]
    head = next(row for row in review.iter_rows() if row[0].value == sheets.REVIEW_HEADS[0])
    line = head[0].row + 1
    review.cell(line, 11).value = sheets.VERIFIED
    review.cell(line, 12).value = "已逐笔核实"
    book.save(target)
    accounts, _ = _filled(tmp_path, office)
    assert ("已核实", "已逐笔核实") in set(accounts.reviews.values())
    again = openpyxl.load_workbook(target)[sheets.REVIEW]
    assert again.cell(line, 12).value == "已逐笔核实"


def test_a_filled_workbook_can_be_filled_again(tmp_path: Path) -> None:
    """Next year it is last year's workbook: 审核 and 溯源 are replaced, nothing piles up."""
    _, target = _filled(tmp_path, Office())
    template = read_template(target)
    request = FillRequest(EXAMPLES / "ledger.xlsx", office=template, output=tmp_path / "2.xlsx")
    accounts, second = fill(request)
    first, again = openpyxl.load_workbook(target), openpyxl.load_workbook(second)
    assert again.sheetnames == first.sheetnames
    assert accounts.office is not None
    assert (accounts.office.rows_added, accounts.office.rows_gone) == (0, 0)
    for name in first.sheetnames[:10]:
        cells = [[cell.value for cell in row] for row in first[name].iter_rows()]
        assert cells == [[cell.value for cell in row] for row in again[name].iter_rows()], name


def test_no_sheet_is_named_that_the_workbook_does_not_have(tmp_path: Path) -> None:
    """Findings on self-assessments name the form, not a sheet 附件1 that only our own have."""
    template = read_template(office_book(tmp_path / "模板.xlsx", Office()))
    supplement = EXAMPLES / "supplement.xlsx"
    request = FillRequest(
        EXAMPLES / "ledger.xlsx", supplement, office=template, output=tmp_path / "o.xlsx"
    )
    accounts, target = fill(request)
    names = openpyxl.load_workbook(target).sheetnames
    parts = {part.key for part in accounts.tables.parts}
    cells = {cell for finding in accounts.audit.leading for cell in finding.cells}
    places = {accounts.tables.a1(cell) for cell in cells if cell.table in parts}
    assert places
    assert not [place for place in places if "!" in place and place.split("!")[0] not in names]


def test_a_row_of_last_year_goes_with_its_comment(tmp_path: Path) -> None:
    """A remark on a code that does not come again hinders nothing; others stay on their rows."""

    def change(book: openpyxl.Workbook) -> None:
        for row in book["附表3"].iter_rows():
            for cell in row:
                if cell.value in {"2010350", "2010301"}:
                    cell.comment = Comment(f"去年的 {cell.value}", "王会计")

    office = Office(**LAST_YEAR, formulas=False, extras=False)
    accounts, target = _filled(tmp_path, office, change)
    assert accounts.office is not None
    assert not [each for each in accounts.office.notes.remarks if "emptied" in each.kind]
    sheet = openpyxl.load_workbook(target)["附表3"]
    told = {cell.value: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert told == {"2010301": "去年的 2010301"}


def test_notes_of_last_years_audit_go(tmp_path: Path) -> None:
    """The annotated copy as a template: its notes and tints go, a person's own notes stay."""
    office = Office(**LAST_YEAR, formulas=False, extras=False)
    path = office_book(tmp_path / "模板.xlsx", office)
    book = openpyxl.load_workbook(path)
    book["附表1"]["B9"].comment = Comment("按上年口径", "王会计")
    book.save(path)
    look = book["附表1"]["D10"].fill.fgColor.rgb
    notes = [Note("附表1", 9, 3, "错误 T101", "FFC7CE"), Note("附表1", 10, 3, "警告 B1", "FBD9B5")]
    annotated = annotate(path.read_bytes(), notes, sheets.REVIEW)
    assert annotated is not None
    path.write_bytes(annotated)
    template = read_template(path)
    _, target = fill(
        FillRequest(EXAMPLES / "ledger.xlsx", office=template, output=tmp_path / "o.xlsx")
    )
    sheet = openpyxl.load_workbook(target)["附表1"]
    told = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert told == {"B9": "按上年口径"}
    assert sheet["D9"].fill.fgColor.rgb == sheet["D10"].fill.fgColor.rgb == look


def test_tables_below_one_another_on_one_sheet_are_filled(tmp_path: Path) -> None:
    """Rows of one table do not run into the next, and empty tables get their sentence."""
    template = read_template(stacked_book(tmp_path / "模板.xlsx"))
    request = FillRequest(EXAMPLES / "ledger.xlsx", office=template, output=tmp_path / "o.xlsx")
    accounts, target = fill(request)
    assert accounts.office is not None
    assert not accounts.office.notes.not_placed
    audited = audit_document(AuditRequest(target))
    worst = [
        finding.message
        for finding in audited.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is not Severity.NOTICE
    ]
    assert worst == []
