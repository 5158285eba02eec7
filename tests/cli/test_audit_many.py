"""``xlj audit`` over folders: every document for itself, and one summary of all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.conftest import EXAMPLES
from tests.cli.conftest import Ended
from xls_juesuan.accounts import FillRequest
from xls_juesuan.audit import Audit
from xls_juesuan.audit.audit import Line
from xls_juesuan.cli import audit_each_report
from xls_juesuan.cli.audit_documents import Listed
from xls_juesuan.cli.audit_documents import expand
from xls_juesuan.cli.audit_documents import review_targets
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages.audit_summary import OWN_REVIEW
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.audit_summary import AuditedLine
from xls_juesuan.writing.audit_summary import write_audit_summary

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.document_pipeline import AuditRequest

Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``xlj fill`` makes of the example."""
    path = tmp_path_factory.mktemp("filled") / "公开表.xlsx"
    fill(FillRequest(EXAMPLES / "ledger.xlsx", output=path))
    return path


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """Two units with files of one name, and a text that holds no tables."""
    for unit in ("甲局", "乙局"):
        (tmp_path / "各单位" / unit).mkdir(parents=True)
        shutil.copy(filled, tmp_path / "各单位" / unit / "公开表.xlsx")
    (tmp_path / "各单位" / "说明.txt").write_text("今年的决算", encoding="utf-8")
    (tmp_path / "各单位" / "图.png").write_bytes(b"\x89PNG")
    (tmp_path / "各单位" / "资料").mkdir()
    (tmp_path / "各单位" / "资料" / "决算.zip").write_bytes(b"PK")
    return tmp_path / "各单位"


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """Rows of a sheet of the summary below its heads."""
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=4, values_only=True))


def test_every_document_of_a_folder_has_a_review_and_a_line(xlj: Run, folder: Path) -> None:
    """Files of one name have reviews of their own, what cannot be read says why."""
    ended = xlj("audit", folder, "-o", folder.parent / "结果")
    assert ended.code == 2
    assert "共 3 个文件，审核了 2 个，没有审核 1 个。" in ended.out
    assert "Traceback" not in ended.out + ended.err
    lines = rows(folder.parent / "结果" / "审核汇总.xlsx", "各份文件")
    *lines, sums = lines
    assert [line[1] for line in lines] == [
        "乙局/公开表.xlsx",
        "甲局/公开表.xlsx",
        "说明.txt",
        "图.png",
        "资料/决算.zip",
    ]
    assert [line[5] for line in lines[2:]] == ["没有审核"] * 3
    assert "没有认出一张决算公开表" in str(lines[2][-1])
    assert str(lines[3][-1]).startswith("图片")
    assert "请先解压" in str(lines[4][-1])
    assert str(sums[6]).startswith("=SUBTOTAL(109,")
    reviews = {str(line[11]) for line in lines if line[11]}
    assert reviews == {"乙局_公开表_审核.xlsx", "甲局_公开表_审核.xlsx"}
    assert all((folder.parent / "结果" / name).is_file() for name in reviews)
    assert "【甲局/公开表.xlsx】" in ended.out
    assert "资料/决算.zip：压缩包，请先解压再审核" in ended.out


def test_what_an_audit_wrote_is_known_by_what_is_in_it(xlj: Run, folder: Path) -> None:
    """A person's file of such a name is audited and kept; a review under another name is not."""
    document = folder / "甲局" / "公开表.xlsx"
    xlj("audit", document, "-o", folder / "甲局" / "公开表_审核.xlsx")
    (folder / "甲局" / "复核结果.xlsx").write_bytes(
        (folder / "甲局" / "公开表_审核.xlsx").read_bytes()
    )
    own = folder / "乙局" / "公开表_审核.xlsx"
    own.write_bytes(document.read_bytes())
    (folder / "乙局" / "报告_审核.docx").write_bytes(b"PK")
    documents, passed = expand([folder])
    assert [one.name for one in documents] == [
        "乙局/公开表.xlsx",
        "乙局/公开表_审核.xlsx",
        "乙局/报告_审核.docx",
        "甲局/公开表.xlsx",
        "说明.txt",
    ]
    assert ("甲局/复核结果.xlsx", OWN_REVIEW) in passed
    assert ("甲局/公开表_审核.xlsx", OWN_REVIEW) in passed
    targets = {path.name for path in review_targets(documents[:2], folder / "乙局")}
    assert own.name not in targets


def test_a_folder_that_is_meant_is_made(xlj: Run, filled: Path, tmp_path: Path) -> None:
    """For one review as for many."""
    target = tmp_path / "新" / "没有" / "复核.xlsx"
    assert xlj("audit", filled, "-o", target).code == 0
    assert target.is_file()


def test_documents_of_one_unit_are_pointed_out(xlj: Run, folder: Path) -> None:
    """Somebody has to say which of them counts."""
    xlj("audit", folder, "-o", folder.parent / "结果")
    lines = rows(folder.parent / "结果" / "审核汇总.xlsx", "各份文件")
    assert [str(line[-1])[:6] for line in lines[:2]] == ["与第 2 份", "与第 1 份"]


def test_the_summary_holds_every_finding_of_all_documents(xlj: Run, folder: Path) -> None:
    """Those of each document in the order of their severity, with place and advice."""
    xlj("audit", folder, "-o", folder.parent / "结果")
    found = rows(folder.parent / "结果" / "审核汇总.xlsx", "全部问题")
    alone = json.loads(xlj("audit", folder / "甲局" / "公开表.xlsx", "--json").out)
    failed = [one for one in alone["audit"]["findings"] if one["outcome"] == "failed"]
    assert len(found) == 2 * len(failed)
    assert {one["code"] for one in failed} == {line[3] for line in found}
    assert all(line[5] and line[6] for line in found)
    assert {line[0] for line in found} == {"甲局/公开表.xlsx", "乙局/公开表.xlsx"}


def test_a_second_run_over_the_folder_leaves_its_own_reviews_alone(xlj: Run, folder: Path) -> None:
    """What the program wrote is not audited, wherever it stands."""
    for _ in range(2):
        ended = xlj("audit", folder, "-o", folder)
    assert "共 3 个文件" in ended.out


def test_worse_documents_come_first(tmp_path: Path) -> None:
    """By errors, then by warnings; what was not audited comes last."""
    counts = {"好": (0, 0), "坏": (2, 0), "中": (0, 3)}
    lines = [AuditedLine("读不了", error="坏文件")]
    lines += [
        AuditedLine(name, audit=audit_with(*each), places=[""] * sum(each))
        for name, each in counts.items()
    ]
    write_audit_summary(tmp_path / "汇总.xlsx", lines)
    *found, sums = rows(tmp_path / "汇总.xlsx", "各份文件")
    assert [line[1] for line in found] == ["坏", "中", "好", "读不了"]
    assert [line[6:8] for line in found] == [(2, 0), (0, 3), (0, 0), (None, None)]
    values = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True)["各份文件"]
    assert [values.cell(8, place).value for place in (7, 8)] == [2, 3]
    assert sums[1] == "合计"


def audit_with(errors: int, warnings: int) -> Audit:
    """An audit that found so much."""
    found = [Severity.ERROR] * errors + [Severity.WARNING] * warnings
    lines = tuple(
        Line(Finding(f"F{number}", severity, Outcome.FAILED, "", ""))
        for number, severity in enumerate(found)
    )
    return Audit((), lines)


def test_files_of_one_name_are_told_apart_as_little_as_needed(tmp_path: Path) -> None:
    """By folder, by kind, or by both, whichever is enough."""

    def stems(*names: str) -> list[str]:
        listed = [Listed(tmp_path / name, name) for name in names]
        return [path.stem.removesuffix("_审核") for path in review_targets(listed, tmp_path)]

    assert stems("甲/表.xlsx", "乙/表.xlsx") == ["甲_表", "乙_表"]
    assert stems("甲/表.xlsx", "甲/表.docx", "甲/另.pdf") == ["表_xlsx", "表_docx", "另"]
    assert stems("甲/表.xlsx", "甲/表.docx", "乙/表.docx") == [
        "甲_表_xlsx",
        "甲_表_docx",
        "乙_表_docx",
    ]


def test_reviews_have_names_that_every_system_takes_for_different_ones(tmp_path: Path) -> None:
    """Windows knows no case, and no system takes the longest names with more behind them."""
    names = ["甲/A.xlsx", "甲/a.pdf", "乙/a.xlsx", f"甲/{'长' * 80}一.pdf", f"乙/{'长' * 80}二.pdf"]
    names += ["丙/x/表.pdf", "丁/x/表.pdf", "x_表2.pdf"]
    targets = review_targets([Listed(tmp_path / name, name) for name in names], tmp_path)
    assert len({path.name.casefold() for path in targets}) == len(names)
    assert all(len(path.name.encode()) < 240 for path in targets)


def test_a_fault_of_the_program_in_one_document_costs_no_other(
    xlj: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others are audited and the summary is written; the fault is told as one of that file."""

    def review(request: AuditRequest) -> tuple[AuditedDocument, Path]:
        if request.document.parent.name == "乙局":
            raise ZeroDivisionError("x")
        return review_document(request)

    monkeypatch.setattr(audit_each_report, "review_document", review)
    ended = xlj("audit", folder, "-o", folder.parent / "结果")
    assert ended.code == 2
    assert "共 3 个文件，审核了 1 个，没有审核 2 个。" in ended.out
    lines = rows(folder.parent / "结果" / "审核汇总.xlsx", "各份文件")
    assert [line[1] for line in lines[:2]] == ["甲局/公开表.xlsx", "乙局/公开表.xlsx"]
    assert "ZeroDivisionError" in str(lines[1][-1])


def test_a_folder_without_documents_is_refused(xlj: Run, tmp_path: Path) -> None:
    """One paragraph that says what can be audited."""
    (tmp_path / "空").mkdir()
    ended = xlj("audit", tmp_path / "空")
    assert ended.code == 2
    assert "没有可以审核的文件" in ended.err
