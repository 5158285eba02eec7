"""A department of three units: its tables are those of plain addition, whatever it is read from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.departments import town
from tests.end_to_end.running import Run
from tests.end_to_end.running import fen_of
from tests.end_to_end.running import fill_form
from tests.end_to_end.running import xlj
from xls_juesuan.departments.members import own_level


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledgers of the units, each with its supplement."""
    path = tmp_path_factory.mktemp("town") / "各单位"
    town.write_ledgers(path)
    for unit in town.UNITS:
        fill_form(path / f"{unit}补充资料.xlsx", town.stated(unit))
    return path


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    """The department of that folder."""
    return consolidate(folder.parent / "out", folder, "--word")


def consolidate(out: Path, *arguments: str | Path) -> Run:
    """Put a department together with ``--json``."""
    run = xlj("department", *arguments, "--name", town.DEPARTMENT, "-o", out, "--json")
    document: dict[str, Any] = json.loads(run.out)
    assert "error" not in document, document
    return Run(run.code, run.out, run.err, Path(document["outputs"]["workbook"]), document)


def refused(*arguments: str | Path) -> str:
    """What is said of units that cannot be put together."""
    run = xlj("department", *arguments, "--name", town.DEPARTMENT)
    assert run.code == 2
    assert "Traceback" not in run.err
    return run.err


# ------------------------------------------------------------------ the figures


def test_every_figure_is_that_of_plain_addition(run: Run) -> None:
    """All that units got and spent, less what they gave each other, and nothing else."""
    assert run.figures == town.expected()


def test_what_units_gave_each_other_is_named_with_its_rows(run: Run) -> None:
    """Each elimination names who paid, who got, the amount, and the rows of both."""
    found = [
        (
            one["payers"],
            one["receivers"],
            fen_of(one["yuan"]),
            len(one["paid"]),
            len(one["received"]),
        )
        for one in run.document["department"]["eliminations"]
    ]
    assert found == [
        ([town.OWN], [town.CENTRE], 300_50, 1, 2),
        ([town.OWN], [town.OFFICE], 100_00, 1, 1),
        ([town.OFFICE], [town.OWN], 77_77, 1, 1),
    ]
    paid = run.document["department"]["eliminations"][0]["paid"][0]
    assert paid["source"]["file"] == f"{town.OWN}：{town.OWN}.xlsx"


def test_what_comes_from_outside_is_left_and_no_finding(run: Run) -> None:
    """The own level's subsidy from above has no counterpart in the department, and needs none."""
    left = run.document["department"]["not_eliminated"]
    assert [(one["unit"], fen_of(one["yuan"])) for one in left] == [(town.OWN, 700_00)]
    assert not {code for code in run.failed_codes if code.startswith("L")}


def test_the_parts_of_units_add_up_to_every_figure(run: Run) -> None:
    """Units and eliminations together are the figure, cell by cell, to the fen."""
    parts = {
        (table, one["row"], one["column"]): sum(map(fen_of, one["yuan"].values()))
        for table, cells in run.document["department"]["by_unit"].items()
        for one in cells
    }
    assert {place: fen for place, fen in parts.items() if fen} == run.figures


def test_each_unit_has_its_own_part(run: Run) -> None:
    """A unit's part is what the unit alone would print."""
    (line,) = [
        one
        for one in run.document["department"]["by_unit"]["income_expenditure"]
        if one["row"] == "L4"
    ]
    assert line["yuan"] == {
        town.OWN: "700.00",
        town.CENTRE: "300.50",
        town.OFFICE: "100.00",
        "抵销": "-400.50",
    }


def test_supplements_add_up(run: Run) -> None:
    """Vehicles and headcount of the department are those of its units together."""
    assert run.workbook
    sheet = openpyxl.load_workbook(run.workbook, data_only=True)["补充资料"]
    stated = {row[5]: row[2] for row in sheet.iter_rows(values_only=True) if row[5]}
    assert stated["assets.vehicles"] == 3
    assert stated["headcount.staff"] == 33
    assert stated["three_public_budget.hospitality"] == 41_000


def test_the_document_lists_the_units(run: Run) -> None:
    """The explanation names every unit of the department, the own level first."""
    from docx import Document

    text = "\n".join(
        paragraph.text for paragraph in Document(run.document["outputs"]["document"]).paragraphs
    )
    listed = "、".join(town.UNITS)
    assert f"纳入本部门2024年度部门决算编制范围的单位共3个：{listed}。" in text


def test_running_costs_of_agencies_are_those_of_agencies_alone(run: Run) -> None:
    """Institutions of the department spend on their running, too, and it is none of an agency's."""
    from docx import Document

    text = "\n".join(
        paragraph.text for paragraph in Document(run.document["outputs"]["document"]).paragraphs
    )
    assert "2024年度机关运行经费支出0.01万元。" in text
    assert run.figures["basic_by_economic", "public_use_total", "amount"] == 550_77


def test_rows_behind_figures_name_their_unit(run: Run) -> None:
    """On 溯源 and 汇总 every line says whose it is."""
    assert run.workbook
    book = openpyxl.load_workbook(run.workbook, data_only=True)
    files = {
        row[2].partition("：")[0] for row in book["溯源"].iter_rows(min_row=4, values_only=True)
    }
    assert files == set(town.UNITS)
    heads = [cell.value for cell in book["汇总"][4]]
    place = heads.index("单位")
    units = {row[place] for row in book["汇总"].iter_rows(min_row=5, values_only=True)}
    assert set(town.UNITS) | {"抵销"} <= units


def test_a_second_run_changes_nothing(run: Run, folder: Path) -> None:
    """The same units give the same bytes."""
    assert run.workbook
    before = run.workbook.read_bytes()
    again = consolidate(run.workbook.parent, folder)
    assert again.workbook == run.workbook
    assert run.workbook.read_bytes() == before


# ------------------------------------------------------------------ what it is read from


def test_filled_workbooks_of_units_give_the_same(folder: Path, tmp_path: Path) -> None:
    """Facts of finished workbooks are exact: the department is that of the ledgers."""
    for unit in town.UNITS:
        done = xlj("fill", folder / f"{unit}.xlsx", "-o", tmp_path / "单位" / f"{unit}.xlsx",
                   "--supplement", folder / f"{unit}补充资料.xlsx")  # fmt: skip
        assert done.code in {0, 1}, done.err
    found = consolidate(tmp_path / "out", tmp_path / "单位")
    assert found.figures == town.expected()
    assert len(found.document["department"]["eliminations"]) == 3


def test_one_ledger_of_all_units_gives_the_same(folder: Path, tmp_path: Path) -> None:
    """Units in one file are told apart by its column, and no row counts twice."""
    lines = [
        (unit, *line) for unit in town.UNITS for line in town.ledger_lines(unit, town.BOOKINGS)
    ]
    above = (("序时账",), ("会计年度：2024", "", "金额单位：元"))
    columns = ("单位名称", *JOURNAL_COLUMNS)
    path = journal_workbook(tmp_path / "全部.xlsx", lines, columns=columns, above=above)
    for unit in town.UNITS:
        source = folder / f"{unit}补充资料.xlsx"
        (tmp_path / source.name).write_bytes(source.read_bytes())
    found = consolidate(tmp_path / "out", path)
    assert found.figures == town.expected()
    assert found.document["ledger"]["rows"] == len(lines)


def test_a_list_of_units_gives_the_same(folder: Path, tmp_path: Path) -> None:
    """A list names each unit, its files and its level."""
    rows = [("单位", "台账", "补充资料", "级次")]
    for unit in town.UNITS:
        level = "本级" if unit == town.OWN else "所属单位"
        rows.append((unit, f"{folder / unit}.xlsx", f"{folder / unit}补充资料.xlsx", level))
    path = csv_file(tmp_path / "单位清单.csv", rows, encoding="gb18030")
    assert consolidate(tmp_path / "out", path).figures == town.expected()


# ------------------------------------------------------------------ what does not agree


def test_amounts_that_differ_are_not_eliminated(tmp_path: Path) -> None:
    """What two units book differently stays in the sums, and the finding names both rows."""
    bookings = [
        one._replace(fen=90_00) if one.unit == town.OFFICE and one.account == "6201" else one
        for one in town.BOOKINGS
    ]
    town.write_ledgers(tmp_path / "in", bookings)
    found = consolidate(tmp_path / "out", tmp_path / "in")
    assert "L501" in found.failed_codes
    assert len(found.rows_of("L501")) == 2
    assert found.figures["income_expenditure", "L4", "amount"] == 700_00 + 90_00
    assert "L505" not in found.failed_codes


def test_the_report_names_units_and_eliminations(folder: Path, tmp_path: Path) -> None:
    """Whoever runs it sees which units were added up and what was taken out."""
    run = xlj("department", folder, "--name", town.DEPARTMENT, "-o", tmp_path / "out")
    assert "汇总 3 个单位：" in run.out
    # A level that the name says already, and the unit before its own file, are not said twice.
    assert f"  {town.OWN}：{town.OWN}.xlsx" in run.out
    assert f"  {town.CENTRE}（所属单位）：{town.CENTRE}.xlsx" in run.out
    assert "抵销单位之间的拨付 3 笔，478.27 元" in run.out


@pytest.mark.parametrize(
    ("names", "own"),
    [
        (["青石县数据局", "青石县信息中心"], "青石县数据局"),
        (["青石县数据局（本级）", "青石县执法队（本级）"], "青石县数据局（本级）"),
        (["局本级", "青石县信息中心"], "局本级"),
        (["甲局（本级）", "乙局（本级）"], ""),
        (["甲中心", "乙中心"], ""),
    ],
)
def test_the_own_level_is_known_by_its_name_or_not_at_all(names: list[str], own: str) -> None:
    """The department's namesake, or the only unit that is called 本级."""
    assert own_level(names, town.DEPARTMENT) == own


# ------------------------------------------------------------------ an office's workbook


def test_an_offices_workbook_takes_the_figures_of_the_department(
    folder: Path, tmp_path: Path
) -> None:
    """A blank workbook of the finance bureau is filled as for a single unit."""
    blank = tmp_path / "空表.xlsx"
    assert xlj("templates", "export", "henan", "-o", blank).code == 0
    found = consolidate(tmp_path / "部门.xlsx", folder, "--template", blank)
    assert found.figures == town.expected()
    assert found.workbook
    sheet = openpyxl.load_workbook(found.workbook)["公开01"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any(town.DEPARTMENT in text for text in texts)


# ------------------------------------------------------------------ bad input


def test_explanations_are_not_written_over_the_offices_workbook(
    folder: Path, tmp_path: Path
) -> None:
    """The template is an input of a department as it is of a unit."""
    blank = tmp_path / "空表.xlsx"
    assert xlj("templates", "export", "henan", "-o", blank).code == 0
    before = blank.read_bytes()
    name = ("--name", town.DEPARTMENT, "-o", tmp_path / "部门.xlsx")
    done = xlj("department", folder, *name, "--template", blank, "--explanations", blank)
    assert done.code == 2
    assert blank.read_bytes() == before


def test_one_unit_is_no_department(folder: Path) -> None:
    """A single ledger is told to use the other command."""
    assert "xlj fill" in refused(folder / f"{town.OWN}.xlsx")


def test_two_units_of_one_name_are_refused(folder: Path, tmp_path: Path) -> None:
    """The same unit twice would count twice."""
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes((folder / f"{town.OWN}.xlsx").read_bytes())
    assert "有两个单位都叫" in refused(folder / f"{town.OWN}.xlsx", copy)


def test_units_of_two_years_are_refused(folder: Path, tmp_path: Path) -> None:
    """A department has one year."""
    line = ("2023-01-05", "记-1", "拨款", "600101", "财政拨款预算收入", 0, 5, "2010301", "", "111")
    above = (("序时账",), ("单位：青石县旧所", "", "会计年度：2023", "", "金额单位：元"))
    old = journal_workbook(tmp_path / "旧.xlsx", [line], above=above)
    assert "年度不一样" in refused(folder / f"{town.OWN}.xlsx", old)


def test_a_department_is_no_unit_of_itself(run: Run, folder: Path, tmp_path: Path) -> None:
    """Its workbook is refused as a unit, and passed over where it lies beside the ledgers."""
    assert run.workbook
    assert "汇总过的部门工作簿" in refused(folder / f"{town.OWN}.xlsx", run.workbook)
    beside = tmp_path / "各单位"
    town.write_ledgers(beside)
    (beside / "部门.xlsx").write_bytes(run.workbook.read_bytes())
    found = consolidate(tmp_path / "out", beside)
    assert len(found.document["department"]["units"]) == 3


def test_a_folder_without_ledgers_is_refused(tmp_path: Path) -> None:
    """An empty folder is said to be one."""
    assert "文件夹里没有台账" in refused(tmp_path)


def test_a_level_that_is_none_is_refused(tmp_path: Path) -> None:
    """A list may say 本级 or 所属单位 and nothing else."""
    rows = [("单位", "台账", "级次"), ("甲单位", "甲.xlsx", "三级")]
    assert "级次" in refused(csv_file(tmp_path / "清单.csv", rows))


def test_a_department_needs_a_name(folder: Path) -> None:
    """No name is guessed for it."""
    run = xlj("department", folder)
    assert run.code == 2
    assert "--name" in run.err


def test_a_unit_named_within_another_keeps_its_own_supplement(tmp_path: Path) -> None:
    """A bureau with a centre named after it: each counts what it stated, nobody's counts twice."""
    folder = tmp_path / "各单位"
    town.write_ledgers(folder)
    short, long = town.UNITS[:2]
    (folder / f"{long}.xlsx").rename(folder / f"{short}服务中心.xlsx")
    stated = {**town.stated(long), "headcount.staff": 8, "unit.name": long}
    fill_form(folder / f"{short}服务中心补充资料.xlsx", stated)
    run = consolidate(tmp_path / "out", folder)
    said = [one["message"] for one in run.document["audit"]["findings"] if one["code"] == "L226"]
    assert any(short in each and "服务中心补充资料.xlsx 是" in each for each in said)


def test_one_supplement_for_two_units_is_refused(tmp_path: Path) -> None:
    """What it states would count twice."""
    folder = tmp_path / "各单位"
    town.write_ledgers(folder)
    fill_form(folder / "补充资料.xlsx", town.stated(town.OWN))
    rows = [f"{unit},{unit}.xlsx,补充资料.xlsx" for unit in town.UNITS]
    (folder / "清单.csv").write_text("\n".join(["单位,台账,补充资料", *rows]), "utf-8")
    assert "同一份补充资料" in refused(folder)
