"""``xlj fill`` as an accountant uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Ended
from xls_juesuan import __version__

Run = Callable[..., Ended]
UNIT = "封丘县行政审批和政务信息管理局"
NAME = f"{UNIT}_2024年度部门决算公开.xlsx"


def test_the_main_job_writes_the_workbook_and_says_what_was_done(xlj: Run) -> None:
    """The workbook stands in out/ under the unit's name, and the account of rows is printed."""
    ended = xlj("fill", "examples/ledger.xlsx")
    assert ended.code == 0
    assert Path("out", NAME).is_file()
    for words in (
        UNIT,
        "凭证明细",
        "2024",
        "共 809 行",
        "计入决算表",
        "368 行",
        "财务会计",
        "年末结",
        "72 行",
        "4,119,056.42",
        "审核结论",
        "错误 0 条",
        "警告",
        "提示",
        NAME,
    ):
        assert words in ended.out
    assert ended.err == ""


def test_voucher_list_and_balance_table_fill_the_same_tables(xlj: Run) -> None:
    """Both exports of one year give the same figure in every cell."""
    journal = json.loads(xlj("fill", "examples/ledger.xlsx", "--json", "-o", "a.xlsx").out)
    balances = json.loads(
        xlj("fill", "examples/ledger_balances.xlsx", "--json", "-o", "b.xlsx").out
    )
    assert journal["tables"] == balances["tables"]


def test_json_is_the_only_thing_on_stdout_and_keeps_the_contract(xlj: Run) -> None:
    """Stable keys; amounts as strings in yuan; printed figures as printed."""
    ended = xlj("fill", "examples/ledger.xlsx", "--json")
    document = json.loads(ended.out)
    assert ended.err == ""
    made = ["unit", "year", "template", "outputs", "ledger", "tables", "parts", "audit"]
    assert list(document) == [*made, "previous", "compared_with"]
    assert (document["unit"], document["year"], document["template"]) == (UNIT, 2024, "henan")
    assert Path(document["outputs"]["workbook"]).is_file()
    ledger = document["ledger"]
    assert ledger["rows"] == ledger["used"] + sum(part["rows"] for part in ledger["set_aside"])
    assert list(document["tables"]) == [
        "income_expenditure",
        "income",
        "expenditure",
        "appropriation",
        "general_budget_expenditure",
        "basic_by_economic",
        "fund",
        "state_capital",
        "three_public",
    ]
    cells = {
        (cell["row"], cell["column"]): cell
        for cell in document["tables"]["basic_by_economic"]["cells"]
    }
    labour = cells["30226", "amount"]
    assert (labour["yuan"], labour["printed"]) == ("1382992.66", "138.30")
    assert labour["ref"].startswith("公开06!")
    audit = document["audit"]
    assert set(audit["counts"]) == {"passed", "failed", "not_checkable", "not_applicable"}
    assert audit["relations_checked"] > 500
    assert {
        "code",
        "severity",
        "outcome",
        "title",
        "message",
        "table",
        "cells",
        "left",
        "right",
        "difference",
        "explained_by_rounding",
        "advice",
        "sources",
        "fingerprint",
    } <= set(audit["findings"][0])


@pytest.mark.parametrize("rows", [0, 5])
def test_no_more_ledger_rows_are_listed_than_asked_for(xlj: Run, tmp_path: Path, rows: int) -> None:
    """--trace-rows cuts 溯源 and 未计入, says so on top, and changes no other sheet."""
    xlj("fill", "examples/ledger.xlsx", "-o", "全部.xlsx")
    xlj("fill", "examples/ledger.xlsx", "-o", "几行.xlsx", "--trace-rows", str(rows))
    whole, cut = (openpyxl.load_workbook(tmp_path / name) for name in ("全部.xlsx", "几行.xlsx"))
    assert cut["溯源"].max_row == 3 + rows
    assert cut["未计入"].max_row == 4 + rows
    word = f"列出前 {rows} 行" if rows else "要求不列出"
    assert word in cut["溯源"]["A2"].value
    for sheet in ("公开01", "公开05", "核对", "汇总"):
        ours, theirs = (
            [[cell.value for cell in row] for row in book[sheet].iter_rows()]
            for book in (whole, cut)
        )
        assert ours == theirs


def test_rounded_values_stand_in_the_cells_when_asked_for(xlj: Run) -> None:
    """--values rounded stores two decimals; exact keeps the fen."""
    xlj("fill", "examples/ledger.xlsx", "-o", "exact.xlsx")
    xlj("fill", "examples/ledger.xlsx", "-o", "rounded.xlsx", "--values", "rounded")
    stored = [
        openpyxl.load_workbook(name, data_only=True)["公开03"]["C8"].value
        for name in ("exact.xlsx", "rounded.xlsx")
    ]
    assert stored == [pytest.approx(371.839034, abs=1e-9), 371.84]


def test_unit_name_and_template_and_folder_can_be_given(xlj: Run) -> None:
    """The name on the command line wins; -o takes a folder that need not exist yet."""
    ended = xlj(
        "fill",
        "examples/ledger.xlsx",
        "--unit-name",
        "某县某局",
        "--template",
        "henan",
        "-o",
        "新/甲",
    )
    assert ended.code == 1  # the supplement names another unit, which must be put right
    assert Path("新/甲/某县某局_2024年度部门决算公开.xlsx").is_file()


def test_a_unit_name_cannot_lead_out_of_the_folder(xlj: Run) -> None:
    """Characters that a file name cannot hold are replaced."""
    xlj("fill", "examples/ledger.xlsx", "--unit-name", "../../甲:乙", "-o", "out")
    assert [file.name for file in Path("out").iterdir()] == [
        ".._.._甲_乙_2024年度部门决算公开.xlsx".lstrip(".")
    ]


def test_a_supplement_is_found_beside_the_ledger_or_taken_from_the_option(
    xlj: Run, examples: Path
) -> None:
    """Without one, budget cells stay blank and a warning says so."""
    (examples / "supplement.xlsx").rename("别处.xlsx")
    without = xlj("fill", "examples/ledger.xlsx", "--json")
    with_option = xlj("fill", "examples/ledger.xlsx", "--json", "--supplement", "别处.xlsx")

    def budget(ended: Ended) -> str:
        cells = json.loads(ended.out)["tables"]["three_public"]["cells"]
        return next(cell["printed"] for cell in cells if cell["column"] == "budget_hospitality")

    assert (budget(without), budget(with_option)) == ("", "1.00")
    assert "L226" in without.out


def test_json_tells_an_unknown_figure_from_a_zero(xlj: Run, examples: Path) -> None:
    """A budget that nobody stated is null; a figure that is nothing is 0.00."""
    (examples / "supplement.xlsx").unlink()
    tables = json.loads(xlj("fill", "examples/ledger.xlsx", "--json").out)["tables"]
    yuan = {cell["column"]: cell["yuan"] for cell in tables["three_public"]["cells"]}
    assert yuan["budget_hospitality"] is None
    assert yuan["budget_total"] is None
    assert yuan["outturn_overseas_travel"] == "0.00"


@pytest.mark.parametrize("values", ["exact", "rounded"])
def test_cells_without_their_input_are_open_and_their_totals_stay_live(
    xlj: Run, examples: Path, values: str
) -> None:
    """A budget that nobody stated is a yellow unlocked blank, and typing it in moves the total."""
    (examples / "supplement.xlsx").unlink()
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx", "--values", values)
    budget = openpyxl.load_workbook("甲.xlsx")["公开09"][8][:6]
    live = [cell.coordinate for cell in budget if str(cell.value).startswith("=ROUND(")]
    opened = [cell.coordinate for cell in budget if not cell.protection.locked]
    assert live == ["A8", "C8"]
    assert opened == ["B8", "D8", "E8", "F8"]
    assert budget[0].value.startswith("=ROUND(B8+C8+F8,")


def test_reviews_survive_a_second_run(xlj: Run) -> None:
    """What the accountant wrote under 处理 and 说明 is still there after filling again."""
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx")
    book = openpyxl.load_workbook("甲.xlsx")
    sheet = book["审核"]
    heads = {
        cell.value: cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("处理", "说明")
    }
    first = heads["处理"].row + 1
    sheet.cell(first, heads["处理"].column, "已核实")
    sheet.cell(first, heads["说明"].column, "劳务费为购买服务")
    book.save("甲.xlsx")
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx")
    again = openpyxl.load_workbook("甲.xlsx")["审核"]
    assert again.cell(first, heads["处理"].column).value == "已核实"
    assert again.cell(first, heads["说明"].column).value == "劳务费为购买服务"


def test_two_runs_give_the_same_bytes(xlj: Run) -> None:
    """Nothing of the hour or the machine gets into the workbook."""
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx")
    xlj("fill", "examples/ledger.xlsx", "-o", "乙.xlsx")
    assert Path("甲.xlsx").read_bytes() == Path("乙.xlsx").read_bytes()


def test_version_and_help_are_chinese(xlj: Run) -> None:
    """Help is in Chinese down to the framework's own words."""
    assert xlj("--version").out == f"xlj {__version__}\n"
    top = xlj("--help")
    assert top.code == 0
    for words in ("用法：", "选项", "命令", "fill", "trace", "init"):
        assert words in top.out
    assert xlj().out == top.out
    ended = xlj("fill", "--help")
    assert "台账" in ended.out
    for word in ("Usage", "Options", "Arguments", "Show this", "default:"):
        assert word not in ended.out + top.out
