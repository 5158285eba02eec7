"""``--word`` and ``--pdf`` as an accountant uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from xls_juesuan.writing import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]

FILL = ("fill", "examples/ledger.xlsx")
NAME = "封丘县行政审批和政务信息管理局_2024年度部门决算"


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What LibreOffice makes of a document is seen in ``tests/office``."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)


def test_the_document_stands_beside_the_workbook_and_holds_all_five_parts(xlj: Run) -> None:
    """And the report says so, and that Word has to fill in the pages."""
    ended = xlj(*FILL, "--word")
    assert ended.code in {0, 1}
    path = Path("out") / f"{NAME}.docx"
    assert f"整份文档：{path}" in ended.out
    assert "目录的页码还没有填" in ended.out
    assert "PDF" not in ended.out
    document = docx.Document(str(path))
    parts = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [part[:4] for part in parts] == [
        "第一部分",
        "第二部分",
        "第三部分",
        "第四部分",
        "第五部分",
    ]
    assert len(document.tables) >= 9
    assert document.tables[0].rows[3].cells[2].text == "411.91"


def test_without_the_option_there_is_no_document(xlj: Run) -> None:
    """JSON says the same."""
    ended = xlj(*FILL, "--json")
    outputs = json.loads(ended.out)["outputs"]
    assert (outputs["document"], outputs["pdf"], outputs["pdf_fault"]) == (None, None, "")
    assert not list(Path().rglob("*.docx"))


def test_a_pdf_that_cannot_be_made_is_said_and_the_document_is_there(xlj: Run) -> None:
    """The rest of the work is not lost."""
    ended = xlj(*FILL, "-o", "甲.xlsx", "--pdf")
    assert ended.code in {0, 1}
    assert "没有生成 PDF：没有找到 LibreOffice" in ended.out
    assert Path("甲.docx").is_file()
    outputs = json.loads(xlj(*FILL, "-o", "甲.xlsx", "--pdf", "--json").out)["outputs"]
    assert (outputs["document"], outputs["pdf"]) == ("甲.docx", None)
    assert "没有找到 LibreOffice" in outputs["pdf_fault"]


def test_a_pdf_of_an_earlier_run_is_said_to_be_old(xlj: Run) -> None:
    """It stands beside a document that says other things, and is left as it is."""
    Path("甲.pdf").write_bytes(b"old")
    ended = xlj(*FILL, "-o", "甲.xlsx", "--pdf")
    assert "原来的 甲.pdf 还是旧的，没有更新。" in ended.out
    assert Path("甲.pdf").read_bytes() == b"old"
    assert "甲.pdf" not in xlj(*FILL, "-o", "乙.xlsx", "--pdf").out


def test_a_document_that_is_open_is_said_before_anything_is_written(xlj: Run) -> None:
    """Else there would be a new workbook beside an old document."""
    Path("甲.docx").write_bytes(b"mine")
    Path("~$甲.docx").write_bytes(b"")
    ended = xlj(*FILL, "-o", "甲.xlsx", "--word")
    assert ended.code == 2
    assert "请先关闭 甲.docx" in ended.err
    assert Path("甲.docx").read_bytes() == b"mine"
    assert not Path("甲.xlsx").exists()


def test_an_edited_document_is_kept_under_another_name(xlj: Run) -> None:
    """What the office has put right in it is not lost, and the report says where it is."""
    Path("甲.docx").write_bytes(b"mine")
    ended = xlj(*FILL, "-o", "甲.xlsx", "--word")
    (line,) = (line for line in ended.out.splitlines() if "原文档另存为" in line)
    assert line.endswith("甲.旧1.docx")
    assert Path("甲.旧1.docx").read_bytes() == b"mine"
