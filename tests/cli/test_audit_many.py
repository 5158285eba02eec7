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
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from pathlib import Path

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
    assert [line[1] for line in lines] == ["公开表.xlsx", "公开表.xlsx", "说明.txt"]
    assert [line[5] for line in lines][-1] == "没有审核"
    assert "没有认出一张决算公开表" in str(lines[-1][-1])
    reviews = {str(line[11]) for line in lines if line[11]}
    assert len(reviews) == 2
    assert all((folder.parent / "结果" / name).is_file() for name in reviews)


def test_the_summary_holds_every_finding_of_all_documents(xlj: Run, folder: Path) -> None:
    """Those of each document in the order of their severity, with place and advice."""
    xlj("audit", folder, "-o", folder.parent / "结果")
    found = rows(folder.parent / "结果" / "审核汇总.xlsx", "全部问题")
    alone = json.loads(xlj("audit", folder / "甲局" / "公开表.xlsx", "--json").out)
    failed = [one for one in alone["audit"]["findings"] if one["outcome"] == "failed"]
    assert len(found) == 2 * len(failed)
    assert {one["code"] for one in failed} == {line[3] for line in found}
    assert all(line[5] and line[6] for line in found)


def test_a_second_run_over_the_folder_leaves_its_own_reviews_alone(xlj: Run, folder: Path) -> None:
    """What the program wrote is not audited, wherever it stands."""
    for _ in range(2):
        ended = xlj("audit", folder, "-o", folder)
    assert "共 3 个文件" in ended.out


def test_a_folder_without_documents_is_refused(xlj: Run, tmp_path: Path) -> None:
    """One paragraph that says what can be audited."""
    (tmp_path / "空").mkdir()
    ended = xlj("audit", tmp_path / "空")
    assert ended.code == 2
    assert "没有可以审核的文件" in ended.err
