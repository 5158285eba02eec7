"""``xlj audit`` as an accountant uses it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import EXAMPLES
from tests.cli.conftest import Ended
from tests.recognise.strict_packages import strict
from tests.stored_values import set_stored
from tests.stored_values import type_into
from xls_juesuan.accounts import FillRequest
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.content import Values

Run = Callable[..., Ended]
UNIT = "封丘县行政审批和政务信息管理局"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[Values, Path]:
    """What ``xlj fill`` makes of the example, exact and rounded."""
    folder = tmp_path_factory.mktemp("filled")
    paths = {}
    for values in Values:
        target = folder / f"{values}.xlsx"
        fill(FillRequest(EXAMPLES / "ledger.xlsx", output=target, values=values))
        paths[values] = target
    return paths


@pytest.fixture
def workbook(filled: dict[Values, Path], tmp_path: Path) -> Path:
    """A copy of the exact one that a test may spoil."""
    return Path(shutil.copy(filled[Values.EXACT], tmp_path / "公开表.xlsx"))


def test_a_filled_workbook_is_recognised_and_reviewed(xlj: Run, workbook: Path) -> None:
    """The report says what was recognised, the verdict and where the review is."""
    before = workbook.read_bytes()
    ended = xlj("audit", workbook)
    assert ended.code == 0
    for words in (
        "公开表.xlsx",
        UNIT,
        "2024 年度",
        "认出 9 张表（金额单位：万元；精确到分）",
        "审核结论：说明后可以公开",
        "P120  公开06!F26",
        "公开表_审核.xlsx（原文件没有改动）",
    ):
        assert words in ended.out
    assert ended.err == ""
    assert workbook.read_bytes() == before
    assert Path("out", "公开表_审核.xlsx").is_file()


def test_the_review_workbook_shows_the_figures_as_printed(xlj: Run, workbook: Path) -> None:
    """The tables hold the document's figures as numbers; 审核 and 核对 are live beside them."""
    xlj("audit", workbook, "-o", "review.xlsx")
    review = openpyxl.load_workbook("review.xlsx")
    source = openpyxl.load_workbook(workbook, data_only=True)
    assert review.sheetnames == [
        "目录",
        *(f"公开0{number}" for number in range(1, 10)),
        "审核",
        "核对",
        "说明附件",
        "汇总",
        "补充资料",
        "对比数",
        "阈值",
    ]
    for row in review["公开03"].iter_rows(min_row=7, min_col=3, max_col=8):
        for cell in row:
            if isinstance(cell.value, int | float):
                assert cell.value == pytest.approx(source["公开03"][cell.coordinate].value)
    assert any(
        isinstance(cell.value, str) and cell.value.startswith("=")
        for row in review["核对"].iter_rows()
        for cell in row
    )


def test_every_sheet_of_the_review_reads_and_prints(xlj: Run, workbook: Path) -> None:
    """Relations about what the document does not have name it in Chinese; pages are A4 wide."""
    book = openpyxl.load_workbook(workbook, data_only=True)
    for name in [name for name in book.sheetnames if not name.startswith("公开")]:
        del book[name]
    book.save(workbook)
    xlj("audit", workbook, "-o", "review.xlsx")
    review = openpyxl.load_workbook("review.xlsx")
    relations = [row[2].value for row in review["核对"].iter_rows(min_row=4)]

    assert any("绩效自评情况表“部门预算总额”行“全年执行数”" in str(text) for text in relations)
    assert [text for text in relations if re.search(r"[a-z]{3}", str(text))] == []
    for sheet in review.worksheets:
        assert sheet.print_area
        assert sheet.page_setup.orientation == "landscape"


def test_json_is_one_document_with_the_tables_as_printed(
    xlj: Run, filled: dict[Values, Path]
) -> None:
    """Document, tables, parts and audit; printed figures as printed, and no yuan unknown."""
    ended = xlj("audit", filled[Values.ROUNDED], "--json")
    document = json.loads(ended.out)
    judged = ["document", "outputs", "tables", "parts", "attachments", "audit"]
    assert list(document) == [*judged, "previous", "compared_with"]
    about = document["document"]
    assert (about["file"], about["unit"], about["year"]) == ("rounded.xlsx", UNIT, 2024)
    assert (about["kind"], about["amount_unit"], about["template"]) == ("workbook", "万元", "henan")
    assert len(about["tables"]) == 9
    assert about["not_recognised"] == []
    cells = {
        (cell["row"], cell["column"]): cell
        for cell in document["tables"]["basic_by_economic"]["cells"]
    }
    assert cells["30226", "amount"]["printed"] == "138.30"
    assert cells["30226", "amount"]["yuan"] is None


def test_a_json_finding_carries_everything_the_sheet_shows(xlj: Run, workbook: Path) -> None:
    """The keys are the same in both commands, and none of what the sheet shows is missing."""
    audited = json.loads(xlj("audit", workbook, "--json").out)["audit"]["findings"]
    filled = json.loads(xlj("fill", "examples/ledger.xlsx", "--json").out)["audit"]["findings"]
    wanted = {
        *("code", "severity", "outcome", "title", "message", "reason", "table", "cells"),
        *("left", "right", "difference", "explained_by_rounding", "basis", "why", "advice"),
        *("sources", "source_rows", "relations", "held", "follows", "proof", "explanations"),
        *("handling", "explanation", "fingerprint"),
    }
    assert all(wanted <= set(finding) for finding in (*audited, *filled))
    failed = next(finding for finding in audited if finding["outcome"] == "failed")
    assert failed["why"]
    assert failed["handling"] == "待处理"


def test_a_figure_changed_by_hand_is_an_error_at_that_cell(xlj: Run, workbook: Path) -> None:
    """Exit code 1, and the cell that was changed is named."""
    set_stored(workbook, "公开03", "D12", 99.5)
    ended = xlj("audit", workbook, "--json")
    assert ended.code == 1
    findings = json.loads(ended.out)["audit"]["findings"]
    errors = [one for one in findings if one["outcome"] == "failed" and one["severity"] == "error"]
    assert any(cell["ref"] == "公开03!D12" for one in errors for cell in one["cells"])


def test_formulas_without_values_are_refused(xlj: Run, workbook: Path) -> None:
    """A program that keeps formulas but no values leaves nothing to audit; it says so."""
    book = openpyxl.load_workbook(workbook)
    book["公开03"]["D12"] = 99.5
    book.save(workbook)
    ended = xlj("audit", workbook)
    assert ended.code == 2
    assert "没有保存计算结果" in ended.err
    assert not Path("out").exists()


def test_what_a_reviewer_wrote_is_kept(xlj: Run, workbook: Path) -> None:
    """处理 and 说明 come back in the next review, from the baseline or the review itself."""
    xlj("audit", workbook, "-o", "first.xlsx")
    book = openpyxl.load_workbook("first.xlsx")
    row = next(row for row in book["审核"].iter_rows(min_row=9) if row[1].value == "P120")
    row[10].value, row[11].value = "已核实", "劳务派遣人员多"
    book.save("first.xlsx")
    ended = xlj("audit", workbook, "-o", "second.xlsx", "--baseline", "first.xlsx", "--json")
    (found,) = [one for one in json.loads(ended.out)["audit"]["findings"] if one["code"] == "P120"]
    assert (found["handling"], found["explanation"]) == ("已核实", "劳务派遣人员多")
    again = next(
        row
        for row in openpyxl.load_workbook("second.xlsx")["审核"].iter_rows(min_row=9)
        if row[1].value == "P120"
    )
    assert (again[10].value, again[11].value) == ("已核实", "劳务派遣人员多")


def test_several_documents_are_audited_one_by_one(xlj: Run, filled: dict[Values, Path]) -> None:
    """One that cannot be read does not keep the others from being audited."""
    ended = xlj("audit", *filled.values(), "examples/ledger.xlsx", "--json")
    documents = json.loads(ended.out)["documents"]
    assert [one["document"]["file"] for one in documents] == [
        "exact.xlsx",
        "rounded.xlsx",
        "ledger.xlsx",
    ]
    assert "台账" in documents[2]["error"]["message"]
    assert ended.code == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("不存在.xlsx", None, "找不到文件"),
        ("公开.pdf", b"%PDF-1.7 x", "打不开"),
        ("公开.png", b"\x89PNG\r\n", "图片"),
        ("坏.xlsx", b"PK\x03\x04broken", "已损坏"),
        ("空.xlsx", b"", "空文件"),
    ],
)
def test_files_that_cannot_be_audited_are_refused_in_a_paragraph(
    xlj: Run, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    """Exit code 2, Chinese, no advice about ledgers, and nothing is written."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ended = xlj("audit", path)
    assert ended.code == 2
    assert words in ended.err
    assert "台账" not in ended.err
    assert "Traceback" not in ended.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("file", "words"), [("ledger.xlsx", "xlj fill"), ("supplement.xlsx", "补充资料")]
)
def test_a_ledger_or_supplement_is_called_by_its_name(xlj: Run, file: str, words: str) -> None:
    """What was given instead of published tables is said, and what it is for."""
    ended = xlj("audit", f"examples/{file}")
    assert ended.code == 2
    assert words in ended.err


def test_the_document_is_never_overwritten(xlj: Run, workbook: Path) -> None:
    """-o may not name the document itself."""
    before = workbook.read_bytes()
    ended = xlj("audit", workbook, "-o", workbook)
    assert ended.code == 2
    assert workbook.read_bytes() == before


def test_the_findings_fit_on_one_screen(xlj: Run, workbook: Path) -> None:
    """However many there are, at most 24 lines of 80 columns, and a last line counts the rest."""
    for line in range(8, 25):
        set_stored(workbook, "公开03", f"D{line}", 1000 + line)
        set_stored(workbook, "公开05", f"D{line}", 2000 + 7 * line)
        set_stored(workbook, "公开02", f"D{line}", 3000 + 5 * line)
    lines = xlj("audit", workbook).out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.lstrip().startswith("级别"))
    end = next(at for at, line in enumerate(lines) if line.startswith("审核结果"))
    assert end - start <= 24
    assert all(len(line.encode("gbk")) <= 80 for line in lines[start : end - 1])
    assert "见“审核”表" in lines[end - 2]
    assert lines[start + 1].lstrip().startswith("错误")


def test_a_baseline_says_what_is_new_changed_and_gone(xlj: Run, workbook: Path) -> None:
    """Findings are compared by fingerprint with those of an earlier review."""
    set_stored(workbook, "公开03", "D12", 99.5)
    xlj("audit", workbook, "-o", "first.xlsx")
    set_stored(workbook, "公开03", "D12", 88.5)
    changed = xlj("audit", workbook, "-o", "second.xlsx", "--baseline", "first.xlsx", "--json")
    baseline = json.loads(changed.out)["baseline"]
    assert (baseline["new"], baseline["gone"]) == ([], [])
    assert baseline["changed"]
    set_stored(workbook, "公开03", "D12", 0)
    set_stored(workbook, "公开06", "C8", 1.5)
    ended = xlj("audit", workbook, "-o", "third.xlsx", "--baseline", "first.xlsx")
    assert "与以前的审核相比：新增" in ended.out
    assert "新增 T601" in ended.out


@pytest.mark.parametrize("kind", ["fill", "audit"])
def test_words_of_a_baseline_of_either_command_are_kept(
    xlj: Run, workbook: Path, kind: str
) -> None:
    """The workbook of ``xlj fill`` and the review of ``xlj audit`` serve alike."""
    set_stored(workbook, "公开03", "D12", 99.5)
    earlier = Path("examples/earlier.xlsx")
    if kind == "fill":
        shutil.copy(workbook, earlier)
    else:
        xlj("audit", workbook, "-o", earlier)
    sheet = openpyxl.load_workbook(earlier, data_only=True)["审核"]
    row = next(row for row in range(9, 400) if sheet.cell(row, 2).value == "P120")
    type_into(earlier, {f"审核!K{row}": "已核实", f"审核!L{row}": "劳务费较多，已核实"})
    audited = json.loads(
        xlj("audit", workbook, "-o", "new.xlsx", "--baseline", earlier, "--json").out
    )
    kept = {one["code"]: one for one in audited["audit"]["findings"]}["P120"]
    assert (kept["handling"], kept["explanation"]) == ("已核实", "劳务费较多，已核实")
    assert audited["baseline"] == audited["audit"]["changes"]


def test_the_words_in_the_review_that_is_replaced_are_the_newest(xlj: Run, workbook: Path) -> None:
    """They win over the baseline's, the old review is kept, and its gone findings are listed."""
    set_stored(workbook, "公开03", "D12", 99.5)
    xlj("audit", workbook, "-o", "first.xlsx")
    xlj("audit", workbook, "-o", "second.xlsx", "--baseline", "first.xlsx")
    sheet = openpyxl.load_workbook("first.xlsx", data_only=True)["审核"]
    rows = {sheet.cell(row, 2).value: row for row in range(400, 8, -1)}
    type_into(Path("first.xlsx"), {f"审核!L{rows['P120']}": "旧的"})
    type_into(
        Path("second.xlsx"), {f"审核!L{rows['P120']}": "新的", f"审核!L{rows['T302']}": "会消失"}
    )
    set_stored(workbook, "公开03", "D12", 0)
    ended = xlj("audit", workbook, "-o", "second.xlsx", "--baseline", "first.xlsx", "--json")
    document = json.loads(ended.out)
    kept = {one["code"]: one for one in document["audit"]["findings"]}["P120"]
    assert kept["explanation"] == "新的"
    assert document["earlier"]["copy"].endswith("second.旧1.xlsx")
    lines = openpyxl.load_workbook("second.xlsx")["变动"].iter_rows(values_only=True)
    assert ("消失", "T302", "会消失") in {(line[0], line[1], line[8]) for line in lines}


def test_a_file_without_a_review_is_no_baseline(xlj: Run, workbook: Path) -> None:
    """It is said that the file cannot be compared with, and nothing is written."""
    ended = xlj("audit", workbook, "--baseline", "examples/supplement.xlsx")
    assert (ended.code, "没有“审核”表" in ended.err) == (2, True)
    assert not Path("out").exists()


def test_the_cells_that_are_likely_wrong_are_marked_in_a_copy(xlj: Run, workbook: Path) -> None:
    """The original stays as it is; the copy has comments where the review accuses a cell."""
    before = workbook.read_bytes()
    ended = xlj("audit", workbook, "--json")
    copy = Path(json.loads(ended.out)["outputs"]["annotated"])
    assert copy.name == "公开表_批注.xlsx"
    assert workbook.read_bytes() == before
    cell = openpyxl.load_workbook(copy)["公开06"]["F26"]
    assert cell.comment is not None
    assert "P120" in cell.comment.text


def test_a_workbook_that_comments_cannot_be_written_into_is_told(xlj: Run, workbook: Path) -> None:
    """Nobody looks in vain for the copy of a workbook in the strict form."""
    workbook.write_bytes(strict(workbook.read_bytes()))
    ended = xlj("audit", workbook)
    assert "没有写批注本" in ended.out
    assert not list(workbook.parent.rglob("*_批注*"))


def test_only_workbooks_have_an_annotated_copy(xlj: Run, tmp_path: Path, workbook: Path) -> None:
    """Of a text or an .xls there is none, and nothing is said of one."""
    rows = openpyxl.load_workbook(workbook, data_only=True)["公开08"].values
    text = tmp_path / "公开08.txt"
    lines = ("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)
    text.write_text("\n".join(lines), encoding="utf-8")
    ended = xlj("audit", text)
    assert "批注本" not in ended.out
    assert not list(tmp_path.rglob("*_批注*"))


def test_a_workbook_under_the_name_of_a_text_document_is_a_workbook(
    xlj: Run, workbook: Path
) -> None:
    """The content of a file decides, never its name."""
    path = workbook.rename(workbook.with_suffix(".docx"))
    ended = xlj("audit", path)
    assert ended.code == 0
    assert "认出 9 张表" in ended.out
