"""``xlj init`` with a ledger and with last year's file, as an accountant types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.a_year_earlier import write_a_year_earlier
from tests.cli.conftest import EXAMPLES
from tests.cli.conftest import refused
from tests.institution.example import write_journal
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.reading.supplement_choice import find_supplement
from xls_juesuan.recognise.previous import read_previous_lists

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]

FORM = Path("补充资料.xlsx")
LEDGER = ("--ledger", "examples/ledger.xlsx")
YELLOW, BLUE, GREY = "FFFFFBE0", "FFE3EEF9", "FFEDEDED"


@pytest.fixture
def last_year(xlj: Run, tmp_path: Path) -> Path:
    """Last year's workbook of this program, lists of the supplement included."""
    folder = tmp_path / "上年资料"
    folder.mkdir()
    ledger = write_a_year_earlier(EXAMPLES / "ledger.xlsx", folder / "ledger.xlsx")
    write_a_year_earlier(EXAMPLES / "supplement.xlsx", folder / "supplement.xlsx")
    path = folder / "上年.xlsx"
    assert xlj("fill", ledger, "-o", path).code in {0, 1}
    return path


def lines(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """Lines of a sheet of single values by the key, which stands last."""
    return {str(row[6].value): row for row in sheet.iter_rows(max_col=7) if row[6].value}


def test_the_ledger_gives_unit_year_items_and_projects(xlj: Run) -> None:
    """What the ledger says is filled in; what it does not say stays blank, not zero."""
    ended = xlj("init", *LEDGER, "-o", FORM)
    assert (ended.code, ended.err) == (0, "")
    assert "预填 3 项、清单 11 行" in ended.out
    read = read_supplement(FORM)
    assert read.problems == ()
    assert read.fields == {
        "unit.name": "封丘县行政审批和政务信息管理局",
        "unit.year": 2024,
        "unit.kind": "administrative",
    }
    budget = read.rows["original_budget_by_function"]
    assert [row["function"] for row in budget] == [
        *("2010301", "2010399", "2019999", "2080501", "2080505", "2089999", "2101101", "2210201")
    ]
    assert budget[0] == {"function": "2010301", "name": "行政运行"}
    assert {row["name"] for row in read.rows["projects"]} == {
        "2024年工作经费",
        "2024年驻村工作队经费",
        "2023年封丘县县派驻村工作队经费",
    }
    assert all(row.keys() <= {"code", "name"} for row in read.rows["projects"])


def test_last_years_workbook_gives_figures_to_the_fen_and_lists(xlj: Run, last_year: Path) -> None:
    """Each figure of last year is that of its table; duties, departments and units go on."""
    assert xlj("init", *LEDGER, "--previous", last_year, "-o", FORM).code == 0
    read = read_supplement(FORM)
    assert read.problems == ()
    previous, lists = read_previous_lists(last_year, load_profile("henan"))
    tables = {table.key: table for table in previous.comparatives.tables}
    for key, table, row, column in (
        ("previous.grand_total", "income_expenditure", "L30", "amount"),
        ("previous.agency_running_cost", "basic_by_economic", "public_use_total", "amount"),
        ("previous.project", "expenditure", "total", "project"),
        ("previous.hospitality", "three_public", "total", "outturn_hospitality"),
    ):
        found = tables[f"previous.{table}"]
        cell = found.cell(row, column) or found.cell(row)
        assert cell is not None, key
        assert read.number(key) == cell.fen, key
    assert read.number("previous.expenditure") == 411905642
    example = read_supplement(EXAMPLES / "supplement.xlsx").rows
    for key in ("duties", "departments", "budget_units"):
        assert read.rows[key] == example[key] == lists[key]
    rows = {row["name"]: row for row in read.rows["projects"]}
    assert rows["2023年封丘县县派驻村工作队经费"]["department"] == "行政政法股"
    assert "“一体化政务服务体系”建设升级项目" in rows


def test_every_filled_cell_says_where_it_comes_from(xlj: Run, last_year: Path) -> None:
    """Blue cells have a 来源 beside them, yellow ones have none, and both are open."""
    xlj("init", *LEDGER, "--previous", last_year, "-o", FORM)
    book = openpyxl.load_workbook(FORM)
    seen = set()
    for name in ("单位信息", "上年决算", "三公预算", "结转结余"):
        for key, row in lines(book[name]).items():
            value, must, source = row[1], row[3].value, row[5].value
            colour = value.fill.fgColor.rgb
            seen.add(colour)
            if key == "字段名":
                continue
            assert not value.protection.locked
            assert source_is_locked(row[5])
            assert (value.value is not None) == (colour == BLUE), key
            assert bool(source) == (colour != YELLOW), key
            assert (must == "不用填") == (colour == GREY), key
    assert {YELLOW, BLUE, GREY} <= seen
    budget = book["年初预算"]
    assert [cell.value for cell in budget[6]] == [
        *("2010301", "行政运行", None, None, "台账：全年支出 3,434,076.38 元")
    ]
    assert budget["C6"].fill.fgColor.rgb == YELLOW


def source_is_locked(cell: object) -> bool:
    """Whether the cell is closed to a person."""
    return bool(cell.protection.locked)  # type: ignore[attr-defined]  # a cell of openpyxl


def test_a_form_that_is_filled_in_further_is_read(xlj: Run, last_year: Path) -> None:
    """Amounts typed beside prefilled codes join them; rows that are still blank stay blank."""
    xlj("init", *LEDGER, "--previous", last_year, "-o", FORM)
    book = openpyxl.load_workbook(FORM)
    book["年初预算"]["C6"] = 3767289.97
    book["年初预算"]["D6"] = "部分项目未实施完"
    book["项目"]["D6"] = 480000
    book.save(FORM)
    read = read_supplement(FORM)
    assert read.problems == ()
    first, second = read.rows["original_budget_by_function"][:2]
    assert (first["amount"], first["reason"]) == (376728997, "部分项目未实施完")
    assert "amount" not in second
    assert read.rows["projects"][0]["final_budget"] == 48000000
    ended = xlj("fill", "examples/ledger.xlsx", "--supplement", FORM, "-o", "出.xlsx", "--json")
    assert ended.code in {0, 1}, ended.err
    # A budget that is not all stated yet is unknown, not zero.
    failed = [one for one in json.loads(ended.out)["audit"]["findings"] if one["code"] == "B413"]
    assert {one["outcome"] for one in failed} <= {"not_checkable"}


def test_printed_figures_of_last_year_are_said_to_be_no_exact_ones(
    xlj: Run, last_year: Path
) -> None:
    """A publication has two decimals of 万元: what is filled in from it asks for the fen."""
    book = openpyxl.load_workbook(last_year, data_only=True)
    for name in book.sheetnames:
        if not name.startswith("公开"):
            del book[name]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float):
                    cell.value, cell.number_format = round(cell.value, 2), "0.00"
    book.save("公开.xlsx")
    ended = xlj("init", "--previous", "公开.xlsx", "-o", FORM)
    assert ended.code == 0, ended.err
    filled = lines(openpyxl.load_workbook(FORM)["上年决算"])["previous.expenditure"]
    assert filled[1].value == 4119100
    assert "只精确到万元后两位" in filled[5].value


def test_last_years_supplement_gives_the_year_and_its_closings(xlj: Run) -> None:
    """Without a ledger the year is the one after, and last year's closing is what it says."""
    write_a_year_earlier(EXAMPLES / "supplement.xlsx", Path("去年.xlsx"))
    assert xlj("init", "--previous", "去年.xlsx", "-o", FORM).code == 0
    read = read_supplement(FORM)
    assert read.number("unit.year") == 2024
    assert read.number("previous.closing_general_budget") == 0
    assert read.number("previous.grand_total") is None
    assert len(read.rows["projects"]) == 5


def test_an_institution_is_not_asked_for_an_agency_running_cost(xlj: Run, tmp_path: Path) -> None:
    """The ledger of an institution shows its kind, and with it what is none of its business."""
    ledger = write_journal(tmp_path / "学校.xlsx")
    assert xlj("init", "--ledger", ledger, "-o", FORM).code == 0
    assert read_supplement(FORM).text("unit.kind") == "institution"
    book = openpyxl.load_workbook(FORM)
    line = lines(book["上年决算"])["previous.agency_running_cost"]
    assert (line[3].value, line[5].value) == ("不用填", "事业单位没有这一项")
    assert lines(book["结转结余"])["carryover.surplus_distributed"][3].value == "选填"


@pytest.mark.parametrize(
    ("ledger", "must"), [("ledger.xlsx", "必填"), ("ledger_balances.xlsx", "不用填")]
)
def test_carry_overs_are_asked_for_where_no_ledger_gives_them(
    xlj: Run, ledger: str, must: str
) -> None:
    """Vouchers of a year alone have none; a balance table has them, whatever it was closed to."""
    assert xlj("init", "--ledger", str(EXAMPLES / ledger), "-o", FORM).code == 0
    asked = lines(openpyxl.load_workbook(FORM)["结转结余"])
    assert {
        asked[f"carryover.{each}.general_budget"][3].value for each in ("opening", "closing")
    } == {must}


def test_keys_of_lists_are_out_of_sight(xlj: Run) -> None:
    """They are for the program, and cut short on paper; the form is read all the same."""
    assert xlj("init", "-o", FORM).code == 0
    sheet = openpyxl.load_workbook(FORM)["项目"]
    (line,) = {
        cell.row for row in sheet.iter_rows() for cell in row if cell.value == "projects.name"
    }
    assert sheet.row_dimensions[line].hidden


def test_a_new_unit_is_not_asked_for_last_year(xlj: Run) -> None:
    """--new-unit greys every field of last year, and says in the form that the unit is new."""
    assert xlj("init", *LEDGER, "--new-unit", "-o", FORM).code == 0
    book = openpyxl.load_workbook(FORM)
    assert lines(book["单位信息"])["unit.is_new"][1].value == "是"
    rows = lines(book["上年决算"])
    assert {row[3].value for key, row in rows.items() if key != "字段名"} == {"不用填"}


def test_the_form_stands_beside_the_ledger(xlj: Run) -> None:
    """Where nothing else is said it stands where fill looks for it."""
    shutil.copy("examples/ledger.xlsx", Path("甲").absolute().parent / "台账.xlsx")
    folder = Path("别处")
    folder.mkdir()
    shutil.move("台账.xlsx", folder / "台账.xlsx")
    assert xlj("init", "--ledger", folder / "台账.xlsx").code == 0
    assert find_supplement(folder / "台账.xlsx").path == folder / "补充资料.xlsx"


def test_what_stood_there_is_kept_under_a_number(xlj: Run) -> None:
    """--force replaces a form and keeps the old one, which is not taken for a second form."""
    FORM.write_bytes(b"filled")
    refused(xlj("init", *LEDGER, "-o", FORM), "已经存在", "--force")
    assert FORM.read_bytes() == b"filled"
    ended = xlj("init", *LEDGER, "-o", FORM, "--force")
    assert ended.code == 0
    assert Path("补充资料.旧1.xlsx").read_bytes() == b"filled"
    assert "补充资料.旧1.xlsx" in ended.out
    assert find_supplement(Path("台账.xlsx")).path == FORM


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--ledger", "没有.xlsx"), ("没有.xlsx",)),
        (("--ledger", "examples/supplement.xlsx"), ("补充资料",)),
        (("examples/ledger.xlsx",), ("examples/ledger.xlsx", "--ledger")),
        (("--previous", "没有.xlsx"), ("找不到 --previous",)),
        (("--previous", "examples/ledger.xlsx"), ("是台账",)),
        ((*LEDGER, "--previous", "examples/supplement.xlsx"), ("2023", "2024 年度的")),
        ((*LEDGER, "--previous", "examples/ledger.xlsx"), ("本年用的文件",)),
        ((*LEDGER, "--new-unit", "--previous", "examples/supplement.xlsx"), ("--new-unit",)),
        ((*LEDGER, "--year", "今年"), ("--year",)),
        ((*LEDGER, "-o", "examples/ledger.xlsx", "--force"), ("不能就是输入的文件",)),
    ],
)
def test_wrong_inputs_end_in_one_chinese_paragraph(
    xlj: Run, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """What, where and how to fix, exit code 2, and no form is written."""
    refused(xlj("init", *arguments), *words)
    assert not FORM.exists()
