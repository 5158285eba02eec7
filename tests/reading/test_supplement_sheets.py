from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.reading.supplement_forms import edited
from tests.reading.supplement_forms import faults
from tests.reading.supplement_forms import row_of
from xls_juesuan.reading import supplement as reading
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from pathlib import Path


def read_supplement(path: Path) -> Supplement:
    """Read a form; that the amounts of these examples are small is beside the point."""
    read = reading.read_supplement(path)
    return replace(read, problems=tuple(each for each in read.problems if each.code != "F205"))


# -------------------------------------------------------------- what people do to forms


def test_lines_and_columns_may_be_moved(tmp_path: Path) -> None:
    """Reading goes by the keys, wherever the line and the column stand."""
    path = edited(tmp_path)
    book = openpyxl.load_workbook(path)
    book.remove(book["三公预算"])
    moved = book.create_sheet("另一张表")
    moved.append(["字段名", "序号", "项目", "填写"])
    moved.append(["three_public_budget.hospitality", 1, "接待费", 10000])
    moved.append(["three_public_budget.vehicle_running", 2, "车辆", "1,234.50"])
    projects = book["项目"]
    projects.insert_cols(1)
    projects.insert_rows(1)
    projects["C7"], projects["F7"] = "甲项目", 91.5
    book.save(path)
    read = read_supplement(path)
    assert read.problems == ()
    assert read.fields == {
        "three_public_budget.hospitality": 1000000,
        "three_public_budget.vehicle_running": 123450,
    }
    assert read.rows == {"projects": ({"name": "甲项目", "score": "91.5"},)}


def test_labels_do_where_the_keys_were_deleted(tmp_path: Path) -> None:
    """Without keys the label on the declared sheet decides, in lists the heading."""
    path = edited(tmp_path, ("三公预算", "B7", 10000), ("项目", "B6", "甲项目"), ("项目", "C6", 5))
    book = openpyxl.load_workbook(path)
    book["三公预算"].delete_cols(6)
    book["项目"].delete_rows(5)
    book.save(path)
    read = read_supplement(path)
    assert read.problems == ()
    assert read.fields == {"three_public_budget.hospitality": 1000000}
    assert read.rows == {"projects": ({"name": "甲项目", "original_budget": 500},)}


def test_amounts_are_read_as_people_type_them(tmp_path: Path) -> None:
    """Separators, full-width digits, currency words; a dash is a blank."""
    edits = [
        ("政府采购", f"B{row}", value)
        for row, value in (
            (5, "１，２３４.５０"),
            (6, "￥5元"),
            (7, "—"),
            (9, "411.91"),
            (10, 0.1 + 0.2),
        )
    ]
    read = read_supplement(edited(tmp_path, *edits))
    assert read.problems == ()
    assert read.fields == {
        "procurement.goods": 123450,
        "procurement.works": 500,
        "procurement.sme_contracts": 41191,
        "procurement.small_micro_contracts": 30,
    }


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        ("2025年9月", "2025年09月"),
        ("2025-09", "2025年09月"),
        (202509, "2025年09月"),
        (dt.date(2025, 9, 1), "2025年09月"),
    ],
)
def test_a_month_is_read_in_any_usual_form(tmp_path: Path, value: object, stated: str) -> None:
    """Excel likes to turn months into dates; both mean the same."""
    read = read_supplement(edited(tmp_path, ("单位信息", "B8", value)))
    assert read.text("unit.published_month") == stated


def test_counts_may_carry_their_unit(tmp_path: Path) -> None:
    """3辆 is three vehicles where the form asks for 辆."""
    row = row_of("国有资产", "assets.vehicles")
    read = read_supplement(edited(tmp_path, ("国有资产", f"B{row}", "3 辆")))
    assert read.number("assets.vehicles") == 3


# ------------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("sheet", "address", "value", "code"),
    [
        ("三公预算", "B4", "约一万", "F201"),
        ("三公预算", "B4", "1万元", "F201"),
        ("三公预算", "B4", 0.005, "F201"),
        ("三公预算", "B4", 1e300, "F201"),
        ("三公预算", "B4", True, "F201"),
        ("三公预算", "B4", dt.date(2024, 1, 1), "F201"),
        ("三公预算", "B4", "=1/0", "F201"),
        ("三公预算", "B4", "#REF!", "F201"),
        ("三公预算", "B4", -1, "F204"),
        ("国有资产", "B5", 1.5, "F201"),
        ("国有资产", "B5", -1, "F204"),
        ("国有资产", "B5", "3人", "F201"),
        ("单位信息", "B5", "机关", "F203"),
        ("单位信息", "B6", 24, "F201"),
        ("单位信息", "B6", "今年", "F201"),
        ("单位信息", "B8", "2025年13月", "F201"),
        ("单位信息", "B8", 2025.1, "F201"),
        ("单位信息", "B4", dt.date(2024, 1, 1), "F201"),
        ("项目", "E6", 101, "F201"),
        ("项目", "E6", "优", "F201"),
        ("项目", "E6", -1, "F204"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_out_and_said(
    tmp_path: Path, sheet: str, address: str, value: object, code: str
) -> None:
    """The fault names sheet and row; nothing is guessed, and other cells stay in."""
    edits = [(sheet, address, value), ("项目", "B6", "甲"), ("上年决算", "B4", 7)]
    read = read_supplement(edited(tmp_path, *edits))
    assert faults(read) == [(code, int(address[1:]))]
    assert read.problems[0].sources[0].sheet == sheet
    assert read.fields == {"previous.grand_total": 700}
    assert read.rows == {"projects": ({"name": "甲"},)}


@pytest.mark.parametrize(
    ("amounts", "asked"),
    [
        # 1 万元 in the place of 10,000 yuan, and a sheet that is 万元 throughout.
        ({"B4": 0, "B7": 1}, ["B7"]),
        ({"B4": 138.3, "B7": 524.19}, ["B4", "B7"]),
        # A small amount among others, and one that stands alone.
        ({"B4": 20000, "B7": 524.19}, []),
        ({"B4": 0, "B7": 898.21}, []),
    ],
)
def test_amounts_that_look_like_wan_are_asked_about_and_taken(
    tmp_path: Path, amounts: dict[str, float], asked: list[str]
) -> None:
    """What is a factor of ten thousand too small would be published without anybody seeing it."""
    path = edited(tmp_path, *(("三公预算", cell, yuan) for cell, yuan in amounts.items()))
    read = reading.read_supplement(path)
    (text,) = [each.detail for each in read.problems] or [""]
    assert [cell for cell in amounts if f"三公预算!{cell}“" in text] == asked
    assert len(read.fields) == len(amounts)


def test_negative_carryovers_are_allowed(tmp_path: Path) -> None:
    """A carry-over may be below zero where the ledger is wrong; that is for the audit to say."""
    row = row_of("结转结余", "carryover.opening.general_budget")
    read = read_supplement(edited(tmp_path, ("结转结余", f"B{row}", -19.81)))
    assert read.number("carryover.opening.general_budget") == -1981
    assert read.problems == ()


def test_fields_columns_and_sheets_that_the_form_lacks_are_said(tmp_path: Path) -> None:
    """Nobody believes that what they added was used."""
    path = edited(
        tmp_path,
        ("三公预算", "A20", "会议费"),
        ("三公预算", "B20", 5),
        ("项目", "Z3", "负责人"),
        ("项目", "Z6", "张三"),
        ("项目", "B6", "甲"),
    )
    book = openpyxl.load_workbook(path)
    book.create_sheet("备查")["B2"] = "随手记"
    book.create_sheet("空表")
    book.save(path)
    read = read_supplement(path)
    assert {(each.code, each.subject) for each in read.problems} == {
        ("F202", "会议费"),
        ("F202", "负责人"),
        ("F202", "备查"),
    }
    assert read.rows == {"projects": ({"name": "甲"},)}


def test_an_amount_in_another_unit_is_not_taken(tmp_path: Path) -> None:
    """Whoever changes 元 to 万元 beside an amount must not be off by ten thousand."""
    path = edited(
        tmp_path,
        ("三公预算", "B4", 1),
        ("三公预算", "C4", "万元"),
        ("年初预算", "A6", "2010301"),
        ("年初预算", "C6", 376.73),
        ("年初预算", "C3", "年初预算数（万元）"),
    )
    read = read_supplement(path)
    assert read.fields == {}
    assert read.rows == {"original_budget_by_function": ({"function": "2010301"},)}
    assert {(each.code, each.subject) for each in read.problems} == {
        ("F201", "因公出国（境）费"),
        ("F201", "年初预算数"),
    }


def test_totals_in_lists_are_left_out(tmp_path: Path) -> None:
    """A total that somebody added would count everything twice."""
    rows = ({"function": "2010301", "amount": 100}, {"function": "2010399", "amount": 200})
    given = Supplement(rows={"original_budget_by_function": rows})
    edits = [("年初预算", "B8", "合 计"), ("年初预算", "C8", 3)]
    read = read_supplement(edited(tmp_path, *edits, values=given))
    assert read.rows == {"original_budget_by_function": rows}
    assert faults(read) == [("F202", 8)]


def test_a_row_without_what_it_is_about_is_left_out(tmp_path: Path) -> None:
    """An amount without a code belongs nowhere; a bad code takes the row with it.

    A code that still waits for its amount stays: left out, it would pass for a zero budget.
    """
    read = read_supplement(
        edited(
            tmp_path,
            ("年初预算", "C6", 100),
            ("年初预算", "A7", "20103"),
            ("年初预算", "A9", "行政运行"),
            ("年初预算", "C9", 5),
            ("年初预算", "A10", 2010301),
            ("年初预算", "C10", 0),
        )
    )
    waiting, stated = {"function": "20103"}, {"function": "2010301", "amount": 0}
    assert read.rows == {"original_budget_by_function": (waiting, stated)}
    assert faults(read) == [("F201", 6), ("F201", 9)]


def test_two_rows_about_the_same_thing_are_both_left_out(tmp_path: Path) -> None:
    """Whether two rows of one code add up or replace each other is not for us to guess."""
    rows = ({"function": "2010301", "amount": 100}, {"function": "2010399", "amount": 200})
    given = Supplement(rows={"original_budget_by_function": rows})
    edits = [("年初预算", "A8", "2010301"), ("年初预算", "C8", 3)]
    read = read_supplement(edited(tmp_path, *edits, values=given))
    assert read.rows == {"original_budget_by_function": rows[1:]}
    assert [(each.code, [source.row for source in each.sources]) for each in read.problems] == [
        ("F201", [6, 8])
    ]


def test_a_copied_sheet_with_other_values_is_a_contradiction(tmp_path: Path) -> None:
    """Equal copies do no harm; where they differ neither is taken."""
    given = Supplement(
        fields={"previous.grand_total": 100, "previous.agency_running_cost": 200},
        rows={"projects": ({"name": "甲"},), "opening_by_function": ()},
    )
    path = edited(tmp_path, values=given)
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book["上年决算"])
    copy["B4"] = 5
    book.copy_worksheet(book["上年决算"])
    book.copy_worksheet(book["项目"])["B6"] = "乙"
    book.save(path)
    read = read_supplement(path)
    assert read.fields == {"previous.agency_running_cost": 200}
    assert read.rows == {}
    assert {(each.code, each.subject) for each in read.problems} == {
        ("F201", "上年收、支总计"),
        ("F201", "projects"),
    }
    assert set(read.sources) == {"previous.agency_running_cost"}


def test_every_sentence_can_be_encoded_as_gbk(tmp_path: Path) -> None:
    """Problems are shown on consoles that know GBK alone."""
    edits = [("三公预算", "B4", "x"), ("三公预算", "B5", -1), ("单位信息", "B5", "机关")]
    for problem in read_supplement(edited(tmp_path, *edits)).problems:
        problem.detail.encode("gbk")


def test_dashes_are_blanks_in_every_kind_of_number(tmp_path: Path) -> None:
    """A dash says that nothing was filled in; it is no zero and no fault."""
    edits = [
        ("三公预算", "B4", "—"),
        ("国有资产", "B5", "-"),
        ("项目", "B6", "甲"),
        ("项目", "E6", "/"),
    ]
    read = read_supplement(edited(tmp_path, *edits))
    assert (read.fields, read.problems) == ({}, ())
    assert read.rows == {"projects": ({"name": "甲"},)}


def test_a_score_keeps_its_decimals(tmp_path: Path) -> None:
    """A score is text as written: 91.50 stays 91.50."""
    given = Supplement(rows={"projects": ({"name": "甲", "score": "91.50"},)})
    assert read_supplement(edited(tmp_path, values=given)).rows == given.rows


def test_a_list_without_keys_and_headings_is_no_list(tmp_path: Path) -> None:
    """Where nothing says which column is which, nothing is taken."""
    path = edited(tmp_path, ("项目", "B6", "甲"))
    book = openpyxl.load_workbook(path)
    book["项目"].delete_rows(3, 3)
    book.save(path)
    assert read_supplement(path).rows == {}


def test_notes_above_a_list_of_texts_are_no_row(tmp_path: Path) -> None:
    """Where the keys are deleted the line of notes is known by all of its cells."""
    given = Supplement(rows={"departments": ({"name": "办公室", "duty": "文电"},)})
    path = edited(tmp_path, values=given)
    book = openpyxl.load_workbook(path)
    book["机构设置"].delete_rows(5)
    book.save(path)
    assert read_supplement(path).rows == given.rows
