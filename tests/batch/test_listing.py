"""A list of units: columns in either language, either encoding, and what is wrong with a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from xls_juesuan.batch.listing import plan_list
from xls_juesuan.batch.parcel import Parcel
from xls_juesuan.batch.planning import plan_folder
from xls_juesuan.batch.task import Settings
from xls_juesuan.errors import UserError
from xls_juesuan.messages import writing as say_sheets
from xls_juesuan.messages.audit_summary import TITLE as AUDIT_TITLE
from xls_juesuan.messages.batch import OWN_FILE
from xls_juesuan.messages.batch_summary import TITLE as SUMMARY_TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.batch.planning import Plan


def _plan(folder: Path, text: str, encoding: str = "utf-8") -> Plan:
    path = folder / "清单.csv"
    path.write_bytes(text.encode(encoding))
    return plan_list(path, folder / "out", Settings(), ".xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_columns_are_known_by_name(tmp_path: Path, encoding: str, between: str) -> None:
    """Whatever their order and language; blank rows count for nothing."""
    rows = (
        ("单位名称", "ledger", "补充资料", "输出", "年度", "金额单位", "备注"),
        ("甲县审计局", "账/甲.xlsx", "补.xlsx", "审计/甲", "2024年", "万元", "已核"),
        ("", "", "", "", "", "", ""),
        ("乙局", "乙.csv", "", "", "", "", ""),
    )
    plan = _plan(tmp_path, "\r\n".join(between.join(row) for row in rows), encoding)
    first, second = plan.jobs
    assert first.name == first.settings.unit_name == "甲县审计局"
    assert first.ledgers == (tmp_path / "账" / "甲.xlsx",)
    assert first.supplement == tmp_path / "补.xlsx"
    assert first.target == tmp_path / "out" / "审计" / "甲.xlsx"
    assert (first.settings.year, first.settings.amount_unit) == (2024, "万元")
    assert second.target == tmp_path / "out" / "乙局_部门决算公开.xlsx"
    assert plan.remarks == ("清单里没有用到的栏：备注",)
    assert not first.error


def test_a_ledger_may_be_several_files_and_several_units(tmp_path: Path) -> None:
    """Files of one ledger stand between semicolons; units of one file are told apart."""
    plan = _plan(tmp_path, "ledger,unit\n1月.xlsx；2月.xlsx,\n总账.xlsx,001\n总账.xlsx,002\n")
    assert [len(job.ledgers) for job in plan.jobs] == [2, 1, 1]
    assert [job.target.name for job in plan.jobs] == [
        "1月_部门决算公开.xlsx",
        "总账 001_部门决算公开.xlsx",
        "总账 002_部门决算公开.xlsx",
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",甲局,,", "没有写台账"),
        ("甲.xlsx,甲局,24,", "年度“24”不对"),
        ("甲.xlsx,甲局,,千元", "金额单位“千元”不对"),
        (f"{'县' * 100}.xlsx,甲局,,", "名称或路径过长"),
    ],
)
def test_a_row_that_cannot_be_done_is_said_and_costs_itself_alone(
    tmp_path: Path, row: str, words: str
) -> None:
    """With the number of its line."""
    plan = _plan(tmp_path, f"台账,单位名称,年度,金额单位\n{row}\n乙.xlsx,乙局,,\n")
    assert words in plan.jobs[0].error
    assert "第 2 行" in plan.jobs[0].error
    assert not plan.jobs[1].error


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有单位"),
        ("台账\n", "没有单位"),
        ("单位名称,补充资料\n甲,乙\n", "没有“台账”"),
        ("台账,ledger\n甲,乙\n", "两栏"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str, words: str) -> None:
    """One sentence says what it should be."""
    with pytest.raises(UserError, match=words):
        _plan(tmp_path, text)


@pytest.mark.parametrize(
    ("output", "target"),
    [
        ("甲", "甲.xlsx"),
        ("甲.2024", "甲.2024.xlsx"),
        ("甲.XLSX", "甲.XLSX"),
        ("局/甲", "局/甲.xlsx"),
        ("局\\甲", "局/甲.xlsx"),
        ("../丙", "../丙.xlsx"),
        (".", ""),
        ("..", ""),
        ("局/", ""),
        ("a?b", ""),
        ("a:b/甲.xlsx", ""),
        ("甲.xls", ""),
        ("甲.docx", ""),
        ("县" * 80, ""),
    ],
)
def test_an_output_is_a_name_that_a_file_can_have(tmp_path: Path, output: str, target: str) -> None:
    """What is none costs its row alone, with the number of its line."""
    first, second = _plan(tmp_path, f"台账,输出\n甲.xlsx,{output}\n乙.xlsx,\n").jobs
    assert bool(first.error) is not bool(target)
    if target:
        assert first.target == tmp_path / "out" / target
    else:
        assert "第 2 行" in first.error
        assert "文件名" in first.error
    assert not second.error


def test_long_names_of_units_and_ledgers_are_shortened_for_their_workbooks(tmp_path: Path) -> None:
    """They lose their beginning, as they do in ``xlj fill``."""
    long = "县" * 82
    _touch(tmp_path, f"台账/{long}.xlsx")
    listed = _plan(tmp_path, f"台账,单位名称\n甲.xlsx,{long}\n")
    for plan in plan_folder(tmp_path / "台账", tmp_path / "out", Settings(), ".xlsx"), listed:
        (job,) = plan.jobs
        assert not job.error
        assert job.target.name.endswith("县_部门决算公开.xlsx")
        assert len(job.target.name.encode()) < 240


def test_nothing_is_written_over_inputs_or_twice(tmp_path: Path) -> None:
    """An output that is a ledger, and the second of two alike, are refused."""
    (tmp_path / "out").mkdir()
    text = "台账,输出\nout/甲.xlsx,乙.xlsx\n乙.xlsx,甲.xlsx\n丙.xlsx,乙\n丁.xlsx,丁\n"
    plan = _plan(tmp_path, text)
    assert [bool(job.error) for job in plan.jobs] == [False, True, True, False]
    assert "输入的文件" in plan.jobs[1].error
    assert "同一个文件" in plan.jobs[2].error


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("批量汇总", "批量汇总的文件"),
        ("批量汇总.XLSX", "批量汇总的文件"),
        ("丙", "同一个文件"),
        ("../清单.csv", "输入的文件"),
        ("../空表", "输入的文件"),
        ("../乙", "输入的文件"),
        ("../../年初", "输入的文件"),
        ("../一家/1月", "输入的文件"),
        ("../补", "输入的文件"),
    ],
)
def test_an_output_spares_everything_that_is_read_or_written(
    tmp_path: Path, output: str, words: str
) -> None:
    """Roll-up, list, template, folders of ledgers, files of rows that are faulty, other case."""
    folder = tmp_path / "清单"
    _touch(folder, "乙.xlsx", "一家/1月.xlsx", "空表.xlsx", "补.xlsx", "../年初.xlsx")
    settings = Settings(template=Parcel(folder / "空表.xlsx"))
    rows = (
        "台账,输出,补充资料,上年文件,年度",
        "乙.xlsx,丙,,../年初.xlsx,",
        "一家,,,,",
        "坏.xlsx,,补.xlsx,,24",
        f"甲.xlsx,{output},,,",
    )
    path = folder / "清单.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    suffix = ".csv" if output.endswith(".csv") else ".xlsx"
    job = plan_list(path, folder / "out", settings, suffix).jobs[-1]
    assert words in job.error


def test_documents_of_units_do_not_meet(tmp_path: Path) -> None:
    """The document of a workbook of the usual name bears another name than the workbook."""
    path = tmp_path / "清单.csv"
    text = "台账,输出\n甲.xlsx,甲_2024年度部门决算公开\n乙.xlsx,甲_2024年度部门决算\n"
    path.write_text(text, encoding="utf-8")
    for settings, is_refused in (Settings(), False), (Settings(word=True), True):
        job = plan_list(path, tmp_path / "out", settings, ".xlsx").jobs[1]
        assert ("同一个文件" in job.error) is is_refused


def test_the_roll_up_is_not_written_over_a_ledger(tmp_path: Path) -> None:
    """The whole batch is refused: it could end in nothing else."""
    _touch(tmp_path, "批量汇总.xlsx")
    with pytest.raises(UserError, match="批量汇总要写的文件是输入"):
        _plan_into(tmp_path, "台账\n批量汇总.xlsx\n")


def _plan_into(folder: Path, text: str) -> Plan:
    path = folder / "清单.csv"
    path.write_text(text, encoding="utf-8")
    return plan_list(path, folder, Settings(), ".xlsx")


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_a_supplement_belongs_to_the_ledger_that_it_is_named_after(tmp_path: Path) -> None:
    """The rest are candidates; the only ledger of its folder takes what is not another's."""
    _touch(
        tmp_path,
        "一家/台账.xlsx", "一家/supplement.xlsx",
        "几家/甲局.xlsx", "几家/甲局_补充资料.xlsx", "几家/乙局2024台账.xls", "几家/补充资料（乙局）.xlsx",
        "几家/丙局.csv", "几家/补充资料.xlsx",
        "几家/甲局.mapping.toml", "几家/mapping.toml", "几家/~$甲局.xlsx", "几家/说明.docx",
        "齐全/丁局.xlsx", "齐全/丁局补充资料.xlsx", "齐全/补充资料.xlsx",
    )  # fmt: skip
    plan = plan_folder(tmp_path, tmp_path / "out", Settings(), ".xlsx")
    found = {job.name: job.supplement and job.supplement.name for job in plan.jobs}
    assert found == {
        "一家/台账.xlsx": None,
        "几家/甲局.xlsx": "甲局_补充资料.xlsx",
        "几家/乙局2024台账.xls": "补充资料（乙局）.xlsx",
        "几家/丙局.csv": None,
        "齐全/丁局.xlsx": "丁局补充资料.xlsx",
    }
    candidates = {job.name: [path.name for path in job.candidates] for job in plan.jobs}
    assert candidates.pop("几家/丙局.csv") == ["补充资料.xlsx"]
    assert candidates.pop("一家/台账.xlsx") == ["supplement.xlsx"]
    assert [job.name for job in plan.jobs if job.is_alone] == ["一家/台账.xlsx", "齐全/丁局.xlsx"]
    assert not any(candidates.values())
    assert {one.name for one in plan.passed_over} == {"几家/说明.docx", "齐全/补充资料.xlsx"}
    beside = {job.name: job.beside and job.beside.name for job in plan.jobs}
    assert beside["几家/甲局.xlsx"] == "甲局.mapping.toml"
    assert beside["几家/丙局.csv"] == "mapping.toml"


def test_ledgers_of_one_name_have_workbooks_of_their_own(tmp_path: Path) -> None:
    """In two folders, or in two formats."""
    _touch(tmp_path, "甲/账.xlsx", "乙/账.xlsx", "丙/账.xlsx", "丙/账.csv")
    plan = plan_folder(tmp_path, tmp_path / "out", Settings(), ".xlsx")
    targets = {job.name: job.target.relative_to(tmp_path / "out").as_posix() for job in plan.jobs}
    assert targets == {
        "甲/账.xlsx": "甲/账_部门决算公开.xlsx",
        "乙/账.xlsx": "乙/账_部门决算公开.xlsx",
        "丙/账.xlsx": "丙/账.xlsx_部门决算公开.xlsx",
        "丙/账.csv": "丙/账.csv_部门决算公开.xlsx",
    }


@pytest.mark.parametrize("rows", ["台账\n甲.xlsx\n", "台账,年度\n甲.xlsx,\n乙.xlsx,二四\n"])
def test_a_list_leaves_a_supplement_to_the_ledger_it_is_named_after(
    tmp_path: Path, rows: str
) -> None:
    """Also where that is not listed, or cannot be done; what is left over is said."""
    _touch(tmp_path, "甲.xlsx", "乙.xlsx", "乙补充资料.xlsx")
    plan = _plan(tmp_path, rows)
    job = plan.jobs[0]
    assert (job.supplement, job.candidates, job.is_alone) == (None, (), False)
    assert [one.name for one in plan.passed_over] == ["乙补充资料.xlsx"]
    assert "乙.xlsx" in plan.passed_over[0].reason


def test_the_list_itself_is_no_ledger_beside_the_only_one(tmp_path: Path) -> None:
    """A supplement of any name then belongs to the one ledger."""
    _touch(tmp_path, "甲.xlsx", "补充资料.xlsx")
    (job,) = _plan(tmp_path, "台账\n甲.xlsx\n").jobs
    assert job.is_alone
    assert [path.name for path in job.candidates] == ["补充资料.xlsx"]


def test_what_this_program_wrote_is_known_by_what_is_in_it_and_said(tmp_path: Path) -> None:
    """A ledger with such a name is a unit; a review and a roll-up are none under any name."""
    names = ("县一中批量汇总.xlsx", "甲局_2024年度部门决算公开.xlsx", "乙局_部门决算公开.csv")
    _touch(tmp_path, *names)
    for name, title in (("复核.xlsx", SUMMARY_TITLE), ("审核汇总.xlsx", AUDIT_TITLE)):
        with xlsxwriter.Workbook(tmp_path / name) as book:
            book.set_properties({"title": title})
    with xlsxwriter.Workbook(tmp_path / "丙局.xlsx") as book:
        for sheet in (say_sheets.REVIEW, say_sheets.CHECKS, say_sheets.FACTS):
            book.add_worksheet(sheet)
    plan = plan_folder(tmp_path, tmp_path / "out", Settings(), ".xlsx")
    assert {job.name for job in plan.jobs} == set(names)
    assert {tuple(one) for one in plan.passed_over} == {
        (name, OWN_FILE) for name in ("复核.xlsx", "审核汇总.xlsx", "丙局.xlsx")
    }
