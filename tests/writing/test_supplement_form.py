from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.supplement import FormMarks
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.supplement_form import write_supplement_form
from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.widths import line_count

if TYPE_CHECKING:
    from types import ModuleType

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def make_supplement() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", EXAMPLES / "make_supplement.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("form") / "补充资料.xlsx"
    write_supplement_form(path)
    return openpyxl.load_workbook(path)


def input_cells(sheet: Worksheet) -> list[Cell]:
    return [cell for row in sheet.iter_rows() for cell in row if is_yellow(cell)]


def is_yellow(cell: Cell) -> bool:
    return cell.fill.fgColor.rgb == "FFFFFBE0"


def test_there_is_a_sheet_for_every_subject_after_the_guide(blank: Workbook) -> None:
    """The guide comes first, then the sheets in the order declared, each linked from the guide."""
    form = load_supplement_form()
    names = [sheet.name for sheet in form.sheets]
    assert blank.sheetnames == [form.guide_sheet, *names]
    cells = [cell for row in blank[form.guide_sheet].iter_rows() for cell in row]
    links = {cell.hyperlink.location for cell in cells if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in names}


def test_inputs_are_blank_yellow_and_unlocked_and_all_else_is_locked(blank: Workbook) -> None:
    """A person may fill in what is pale yellow, and no password is asked."""
    for sheet in blank.worksheets[1:]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        inputs = input_cells(sheet)
        assert inputs
        assert all(cell.value is None and not cell.protection.locked for cell in inputs)
        written = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.protection.locked for cell in written)


def test_each_field_stands_with_label_unit_note_and_key(blank: Workbook) -> None:
    """A line says what is asked, in which unit, whether it must be, and how the program names it."""
    for sheet in load_supplement_form().sheets:
        lines = {row[5]: row for row in blank[sheet.name].values if len(row) > 5}
        for each in sheet.fields:
            label, _, unit, must, note, _ = lines[each.key]
            assert (label, unit or "", note) == (each.label, each.unit, each.note)
            assert must == ("必填" if each.required else "选填")


def test_each_sheet_says_that_blank_is_not_zero(blank: Workbook) -> None:
    """The difference decides what is checked, so it is said everywhere."""
    for sheet in blank.worksheets[1:]:
        assert "空白表示未填，零请写 0" in sheet["A2"].value


def test_all_inputs_but_texts_are_validated(blank: Workbook) -> None:
    """Drop-downs offer the declared choices; amounts must be numbers, counts whole."""
    kinds = blank["单位信息"].data_validations.dataValidation
    assert kinds[0].formula1 == '"行政单位,参照公务员法管理事业单位,事业单位"'
    counts = blank["三公实物量"].data_validations.dataValidation
    # Eight counts, and how much was spent on guests from abroad.
    assert sorted(rule.type for rule in counts) == ["decimal", *["whole"] * 8]
    amounts = blank["三公预算"].data_validations.dataValidation
    assert {(rule.type, rule.formula1) for rule in amounts} == {("decimal", "0")}
    carried = blank["结转结余"].data_validations.dataValidation
    assert "-1000000000000" in {rule.formula1 for rule in carried}
    months = blank["绩效评价"].data_validations.dataValidation
    assert "textLength" in {rule.type for rule in months}
    columns = {str(rule.sqref) for rule in blank["年初预算"].data_validations.dataValidation}
    assert columns == {"A6:A29", "C6:C29"}


def test_indicators_choose_their_project_from_the_list_of_projects(blank: Workbook) -> None:
    """A drop-down by a name, which Excel 2007 asks for; a name that is not there is a question."""
    rules = blank["项目指标"].data_validations.dataValidation
    (rule,) = [rule for rule in rules if "A6" in str(rule.sqref)]
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", "projects.name", "warning")
    assert blank.defined_names["projects.name"].attr_text == "'项目'!$B$6:$B$25"


def test_no_text_is_cut_off(blank: Workbook, tmp_path: Path) -> None:
    """Wrapped texts have rows high enough, others fit into their column or overflow into nothing."""
    name = "封丘县行政审批和政务信息管理局" * 4
    write_supplement_form(
        tmp_path / "a.xlsx",
        Supplement(fields={"unit.name": name}, rows={"projects": ({"name": name},)}),
    )
    filled = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet in [*blank.worksheets, *filled.worksheets]:
        widths = {
            number: sheet.column_dimensions[get_column_letter(number)].width
            for number in range(1, sheet.max_column + 1)
        }
        merged = {str(area).split(":")[0]: area for area in sheet.merged_cells.ranges}
        for row in sheet.iter_rows():
            for cell in row:
                if not isinstance(cell.value, str) or cell.coordinate.startswith("F"):
                    continue
                area = merged.get(cell.coordinate)
                columns = range(area.min_col, area.max_col + 1) if area else [cell.column]
                width = sum(widths[number] for number in columns)
                if cell.alignment.wrap_text:
                    lines = line_count(cell.value, width, cell.font.size)
                    assert sheet.row_dimensions[cell.row].height >= lines * cell.font.size * 1.2
                elif area is None and cell.column < sheet.max_column and cell.font.size > 7:
                    assert display_width(cell.value) * cell.font.size / 10.5 <= width


def test_sheets_print_on_a4_with_headings_kept(blank: Workbook) -> None:
    """Paper and screen: landscape A4, frozen and repeated headings, keys left off the print.

    What would be too small to read on one page goes on two, with the names on each of them.
    """
    for sheet in blank.worksheets[1:]:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None
        printed = str(sheet.print_area).replace("$", "").rpartition(":")[2]
        columns = range(1, sheet[printed].column + 1)
        widths = [sheet.column_dimensions[get_column_letter(number)].width for number in columns]
        assert sum(widths) <= 200 * (setup.fitToWidth or 1)
        assert (setup.fitToWidth in {None, 1}) or sheet.print_title_cols == "$A:$B"


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the day or the machine is in the file."""
    write_supplement_form(tmp_path / "a.xlsx")
    write_supplement_form(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_zero_is_written_and_shown(tmp_path: Path) -> None:
    """A stated zero is a number on the sheet, and its format shows it."""
    path = tmp_path / "a.xlsx"
    write_supplement_form(path, Supplement(fields={"three_public_budget.hospitality": 0}))
    sheet = openpyxl.load_workbook(path)["三公预算"]
    filled = [cell for cell in input_cells(sheet) if cell.value is not None]
    assert [(cell.value, cell.number_format) for cell in filled] == [(0, "#,##0.00")]


def test_codes_and_months_are_written_as_text(tmp_path: Path) -> None:
    """Excel must not turn a code into a number or a month into a date."""
    path = tmp_path / "a.xlsx"
    row = {"function": "2010301", "amount": 100}
    values = Supplement(
        fields={"unit.published_month": "2025年09月"}, rows={"original_budget_by_function": (row,)}
    )
    write_supplement_form(path, values)
    book = openpyxl.load_workbook(path)
    assert (book["年初预算"]["A6"].value, book["年初预算"]["A6"].number_format) == ("2010301", "@")
    assert book["单位信息"]["B8"].value == "2025年09月"
    with zipfile.ZipFile(path) as archive:
        place = book.sheetnames.index("年初预算") + 1
        assert b"numberStoredAsText" in archive.read(f"xl/worksheets/sheet{place}.xml")


def test_a_list_longer_than_the_form_keeps_spare_rows(tmp_path: Path) -> None:
    """All given rows are written and there is room for more."""
    path = tmp_path / "a.xlsx"
    rows = tuple({"name": f"项目{number}"} for number in range(60))
    write_supplement_form(path, Supplement(rows={"projects": rows}))
    sheet = openpyxl.load_workbook(path)["项目"]
    assert sheet["B65"].value == "项目59"
    assert is_yellow(sheet["B66"])


def test_marks_say_where_values_come_from_and_what_is_not_needed(tmp_path: Path) -> None:
    """Filled cells are blue with their origin, unneeded ones grey with the reason, all open."""
    path = tmp_path / "a.xlsx"
    values = Supplement(
        fields={"unit.year": 2024}, rows={"projects": ({"name": "甲"}, {"name": "乙"})}
    )
    marks = FormMarks(
        origins={"unit.year": "台账", "projects[0]": "台账", "projects[1]": "上年资料"},
        unneeded={"carryover.surplus_used": "没有这一项", "opening_by_function": "没有基金"},
    )
    write_supplement_form(path, values, marks)
    book = openpyxl.load_workbook(path)
    unit, carried, projects = (book[name] for name in ("单位信息", "结转结余", "项目"))
    year = next(row for row in unit.iter_rows() if row[6].value == "unit.year")
    used = next(row for row in carried.iter_rows() if row[6].value == "carryover.surplus_used")
    assert (year[1].fill.fgColor.rgb, year[5].value) == ("FFE3EEF9", "台账")
    assert (used[1].fill.fgColor.rgb, used[3].value) == ("FFEDEDED", "不用填")
    assert used[5].value == "没有这一项"
    assert not year[1].protection.locked
    assert not used[1].protection.locked
    assert year[5].protection.locked
    last = projects.max_column
    assert [projects.cell(row, last).value for row in (3, 6, 7)] == ["来源", "台账", "上年资料"]
    assert book["结转结余明细"]["A2"].value.startswith("本单位一般不用填：没有基金。")
    guide = {row[0]: row[2] for row in book["说明"].values if len(row) > 2}
    assert guide["项目"] == "已预填 2 行"
    assert guide["结转结余明细"] == "不用填"
    assert guide["单位信息"] == "6 项，已预填 1 项"
    assert read_supplement(path).problems == ()


def test_unknown_keys_are_a_defect_of_the_caller(tmp_path: Path) -> None:
    """A value that the form has no place for is never dropped silently."""
    for values in (
        Supplement(fields={"unit.colour": "红"}),
        Supplement(rows={"projects": ({"colour": "红"},)}),
        Supplement(rows={"colours": ()}),
    ):
        with pytest.raises(ValueError, match="colour"):
            write_supplement_form(tmp_path / "a.xlsx", values)
    assert list(tmp_path.iterdir()) == []


def test_the_committed_example_is_what_its_script_makes(tmp_path: Path) -> None:
    """examples/supplement.xlsx was not edited by hand and has not gone stale."""
    script = make_supplement()
    filled = script.build_supplement(script.read_figures(), script.read_texts())
    write_supplement_form(tmp_path / "a.xlsx", filled)
    fresh, committed = (tmp_path / "a.xlsx"), (EXAMPLES / "supplement.xlsx")
    with zipfile.ZipFile(fresh) as one, zipfile.ZipFile(committed) as other:
        assert one.namelist() == other.namelist()
        assert all(one.read(name) == other.read(name) for name in one.namelist())
