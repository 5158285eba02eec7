"""``xlj batch``: every ledger to its workbook, whatever is wrong with the others."""

from __future__ import annotations

import json
import os
import pty
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import polars as pl
import pytest

from tests.batch.units import digests
from tests.batch.units import ledger
from tests.batch.units import ledgers
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.cli.conftest import EXAMPLES
from tests.cli.conftest import Ended

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Ended]


@pytest.fixture
def xlj(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line and catch what it says."""
    from xls_juesuan.cli.entry import main

    def run(*arguments: object) -> Ended:
        code = main([str(argument) for argument in arguments])
        caught = capfd.readouterr()
        return Ended(code, caught.out, caught.err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example with its supplement, two small units, one of them damaged, and a picture."""
    folder = tmp_path / "各单位"
    (folder / "示例").mkdir(parents=True)
    for name in ("ledger.xlsx", "supplement.xlsx"):
        shutil.copy(EXAMPLES / name, folder / "示例" / name)
    ledger(folder / "甲局.xlsx")
    (folder / "坏[1].xlsx").write_bytes(b"PK\x03\x04 damaged")
    (folder / "图.png").write_bytes(b"\x89PNG")
    return folder


def test_one_bad_file_does_not_stop_the_others(xlj: Run, folder: Path, tmp_path: Path) -> None:
    """Each ledger has its workbook in the same folder; the bad one is named with its reason."""
    before = digests(folder, "*")
    ended = xlj("batch", folder, "-o", tmp_path / "out")
    assert ended.code == 2
    assert "共 3 个单位：生成 2 个，跳过 0 个（没有变化），没有生成 1 个" in ended.out
    assert "坏[1].xlsx：" in ended.out
    assert "图.png" in ended.out
    assert set(digests(tmp_path / "out")) == {
        "甲局_部门决算公开.xlsx",
        "示例/ledger_部门决算公开.xlsx",
    }
    lines = ended.err.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["1/3", "2/3", "3/3"]
    assert digests(folder, "*") == before


def test_the_workbook_is_that_of_fill(xlj: Run, folder: Path, tmp_path: Path) -> None:
    """Supplement and all, byte for byte, also where files are sent along."""
    xlj(
        "fill",
        folder / "示例" / "ledger.xlsx",
        "-o",
        tmp_path / "fill" / "ledger_部门决算公开.xlsx",
    )
    wanted = digests(tmp_path / "fill")["ledger_部门决算公开.xlsx"]
    for options in ([], ["--by-bytes"]):
        output = tmp_path / f"out{len(options)}"
        xlj("batch", folder, "-o", output, "--jobs", "1", *options)
        assert digests(output)["示例/ledger_部门决算公开.xlsx"] == wanted


def test_what_is_done_and_unchanged_is_skipped(xlj: Run, tmp_path: Path) -> None:
    """By content: a ledger, a supplement, an option or a missing output makes a unit due."""
    folder, output = tmp_path / "台账", tmp_path / "out"
    ledgers(folder, 2)

    def states(*options: str) -> list[str]:
        document = json.loads(xlj("batch", folder, "-o", output, "--json", *options).out)
        return [one["state"] for one in document["units"]]

    assert states() == ["done", "done"]
    (folder / "单位00.xlsx").touch()
    assert states() == ["skipped", "skipped"]
    ledger(folder / "单位01.xlsx", 7)
    assert states() == ["skipped", "done"]
    shutil.copy(EXAMPLES / "supplement.xlsx", folder / "单位00补充资料.xlsx")
    assert states() == ["done", "skipped"]
    (output / "单位01_部门决算公开.xlsx").unlink()
    assert states() == ["skipped", "done"]
    assert states("--values", "rounded") == ["done", "done"]
    assert states("--values", "rounded", "--redo") == ["done", "done"]
    assert states("--values", "rounded") == ["skipped", "skipped"]


def test_what_a_person_typed_is_carried_over(xlj: Run, tmp_path: Path) -> None:
    """As ``xlj fill`` does; the workbook that stood there is kept."""
    folder, output = tmp_path / "台账", tmp_path / "out"
    ledger(folder / "甲局.xlsx")
    xlj("batch", folder, "-o", output)
    path = output / "甲局_部门决算公开.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["审核"]
    head = next(row for row in sheet.iter_rows() if "说明" in [cell.value for cell in row])
    column = next(cell.column for cell in head if cell.value == "说明")
    sheet.cell(head[0].row + 1, column).value = "已向主管部门说明"
    book.save(path)
    # Nothing but the workbook has changed, then the ledger, then nothing.
    for factor, options in (1, []), (2, []), (2, ["--by-bytes", "--redo"]):
        if factor != 1:
            ledger(folder / "甲局.xlsx", factor)
        document = json.loads(xlj("batch", folder, "-o", output, "--json", *options).out)
        assert document["units"][0]["state"] == "done"
        cells = [cell.value for row in openpyxl.load_workbook(path)["审核"] for cell in row]
        assert "已向主管部门说明" in cells
    assert (output / "甲局_部门决算公开.旧1.xlsx").is_file()
    document = json.loads(xlj("batch", folder, "-o", output, "--json").out)
    assert document["units"][0]["state"] == "skipped"


def test_the_document_is_written_and_linked(xlj: Run, tmp_path: Path) -> None:
    """``--word`` writes it beside each workbook; the roll-up links both."""
    ledger(tmp_path / "台账" / "下级" / "甲局.xlsx")
    assert xlj("batch", tmp_path / "台账", "-o", tmp_path / "out", "--word").code == 0
    names = set(digests(tmp_path / "out", "*甲局*"))
    assert names == {"下级/甲局_部门决算公开.xlsx", "下级/甲局_部门决算公开.docx"}
    sheet = openpyxl.load_workbook(tmp_path / "out" / "批量汇总.xlsx")["各单位"]
    assert {cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink} == names


def test_the_roll_up_counts_findings_and_lists_them(xlj: Run, folder: Path, tmp_path: Path) -> None:
    """Units by verdict and severity with filters, all findings, and the same in Parquet."""
    document = json.loads(xlj("batch", folder, "-o", tmp_path / "out", "--json").out)
    book = openpyxl.load_workbook(tmp_path / "out" / "批量汇总.xlsx")
    assert book.sheetnames == ["各单位", "全部问题", "同类比较", "比较图"]
    units = list(book["各单位"].iter_rows(min_row=4, values_only=True))[:3]
    assert units[0][1] == "坏[1].xlsx"
    assert units[0][4] == "没有生成"
    counted = {row[1]: row[5:9] for row in units[1:]}
    for one in document["units"]:
        if one["state"] == "done":
            assert counted[one["ledger"]] == tuple(one["counts"].values())
    findings = list(book["全部问题"].iter_rows(min_row=4, values_only=True))
    listed = sorted((row[0], row[2], row[3]) for row in findings if row[0])
    assert len(listed) > 10
    for sheet in ("各单位", "全部问题", "同类比较"):
        assert book[sheet].auto_filter.ref
    frame = pl.read_parquet(tmp_path / "out" / "批量汇总_全部问题.parquet")
    words = {"error": "错误", "warning": "警告", "notice": "提示"}
    rows = frame.select("ledger", "severity", "code").rows()
    assert sorted((name, words[severity], code) for name, severity, code in rows) == listed


def test_units_are_ranked_with_charts(xlj: Run, folder: Path, tmp_path: Path) -> None:
    """Per head, three public and 其他 as formulas of the table's cells; charts of the workbook."""
    xlj("batch", folder, "-o", tmp_path / "out")
    path = tmp_path / "out" / "批量汇总.xlsx"
    sheet = openpyxl.load_workbook(path)["同类比较"]
    heads = [cell.value for cell in sheet[3]]
    assert {"人均工资福利", "人均公用经费", "“三公”占支出", "“其他”占商品服务"} <= set(heads)
    values = openpyxl.load_workbook(path, data_only=True)["同类比较"]
    rows = [
        dict(zip(heads, row, strict=True)) for row in values.iter_rows(min_row=4, values_only=True)
    ]
    example = next(row for row in rows if row["单位"].startswith("封丘县"))
    assert example["支出合计"] == 4119056.42
    assert example["“三公”占支出"] == pytest.approx(
        example["“三公”经费决算数"] / example["支出合计"]
    )
    charts = openpyxl.load_workbook(path)["比较图"]
    assert len(charts._charts) >= 2
    # Whatever is on the sheet is on one page across, the charts below the table, too.
    assert charts.page_setup.orientation == "landscape"
    assert charts.sheet_properties.pageSetUpPr.fitToPage
    assert charts.print_area


def test_without_the_library_for_parquet_one_sentence_says_so(
    xlj: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The roll-up is written all the same, and the extra is named."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    ledgers(tmp_path / "台账", 1)
    ended = xlj("batch", tmp_path / "台账", "-o", tmp_path / "out")
    assert ended.code == 0
    assert "xls-juesuan[parquet]" in ended.out
    assert not list((tmp_path / "out").glob("*.parquet"))
    assert (tmp_path / "out" / "批量汇总.xlsx").is_file()


def test_a_supplement_beside_several_ledgers_is_used_for_the_unit_that_it_states(
    xlj: Run, tmp_path: Path
) -> None:
    """Both ledgers of the example's unit take it; another unit's does not, which is said."""
    folder = tmp_path / "台账"
    folder.mkdir()
    for name in ("ledger.xlsx", "ledger_balances.xlsx", "supplement.xlsx"):
        shutil.copy(EXAMPLES / name, folder / name)
    ledger(folder / "甲局.xlsx")
    for options in ([], ["--by-bytes"]):
        output = tmp_path / f"out{len(options)}"
        xlj("batch", folder, "-o", output, *options)
        frame = pl.read_parquet(output / "批量汇总_全部问题.parquet")
        lacking = set(frame.filter(pl.col("code") == "L226")["ledger"])
        assert lacking == {"甲局.xlsx"}
        sheet = openpyxl.load_workbook(output / "批量汇总.xlsx")["各单位"]
        remarks = {row[1]: row[-1] for row in sheet.iter_rows(min_row=4, values_only=True)}
        assert "supplement.xlsx 写的单位是" in remarks["甲局.xlsx"]


def test_a_ledger_of_several_units_says_how_each_is_asked_for(xlj: Run, tmp_path: Path) -> None:
    """In a folder it fails with that advice; a list names the units, a row each."""
    rows = [
        (code, f"{code}局", *line)
        for code in ("001", "002")
        for line in SMALL_JOURNAL + SMALL_CLOSING
    ]
    above = (("序时账",), ("会计年度：2024", "", "金额单位：元"))
    columns = ("单位编码", "单位名称", *JOURNAL_COLUMNS)
    (tmp_path / "台账").mkdir()
    path = journal_workbook(tmp_path / "台账" / "全部.xlsx", rows, columns=columns, above=above)
    ended = xlj("batch", tmp_path / "台账", "-o", tmp_path / "out")
    assert ended.code == 2
    assert "“单位”一栏写代码或名称" in ended.out
    text = "台账,单位\n台账/全部.xlsx,001\n台账/全部.xlsx,002\n"
    (tmp_path / "清单.csv").write_text(text, encoding="gb18030")
    assert xlj("batch", tmp_path / "清单.csv", "-o", tmp_path / "out").code == 0
    assert set(digests(tmp_path / "out")) == {
        f"{path.stem} {code}_部门决算公开.xlsx" for code in ("001", "002")
    }


def test_outputs_within_the_folder_are_no_ledgers(xlj: Run, tmp_path: Path) -> None:
    """Where the outputs go into the folder of the ledgers, or below it, a rerun has no more units."""
    ledgers(tmp_path, 2)
    for output in (tmp_path, tmp_path / "out"):
        for _ in range(2):
            document = json.loads(xlj("batch", tmp_path, "-o", output, "--json").out)
            assert len(document["units"]) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有"], ["找不到文件夹或清单", "没有"]),
        (["空"], ["没有台账", "xlsx"]),
        (["甲局.xlsx"], ["清单要是 .csv"]),
        (["台账", "-o", "一本.xlsx"], ["-o 要写文件夹"]),
        (["台账", "--jobs", "0"], ["--jobs", "1 或更大"]),
        (["台账", "--values", "x"], ["--values"]),
        (["台账", "--template", "没有的"], ["没有的"]),
    ],
)
def test_what_cannot_be_meant_is_refused(
    xlj: Run,
    arguments: list[str],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One paragraph, exit code 2, nothing written."""
    monkeypatch.chdir(tmp_path)
    ledgers(tmp_path / "台账", 1)
    ledger(tmp_path / "甲局.xlsx")
    (tmp_path / "空").mkdir()
    ended = xlj("batch", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.strip().splitlines()) == 1
    for word in words:
        assert word in ended.err
    assert not (tmp_path / "out").exists()


def test_a_terminal_shows_counts_and_names(tmp_path: Path) -> None:
    """A bar that says how many are done and which are being worked on."""
    import subprocess

    ledgers(tmp_path / "台账", 2)
    outer, inner = pty.openpty()
    code = "from xls_juesuan.cli import run; run()"
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, "batch", str(tmp_path / "台账"), "-o", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=inner, env=environment,
    )  # fmt: skip
    os.close(inner)
    shown = b""
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(outer)
    process.communicate()
    assert process.returncode == 0
    text = shown.decode()
    for words in ("0/2", "2/2", "正在处理：单位00.xlsx", "完成 2，没有生成 0"):
        assert words in text
