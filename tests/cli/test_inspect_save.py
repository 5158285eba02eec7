"""``xlj inspect --save``: a saved mapping hides nothing, and data without headings get one to fill."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.cli.conftest import Ended
from tests.cli.conftest import computed
from tests.layouts.test_other_layouts import BACKUP_ROLES
from tests.layouts.test_other_layouts import backup
from tests.layouts.truth import check_layout

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Ended]


def _codes(xlj: Run, ledger: Path) -> list[str]:
    document = json.loads(xlj("inspect", ledger, "--json").out)
    return [problem["code"] for problem in document["problems"]]


# ------------------------------------------------------------------ nothing is silenced


def test_a_saved_mapping_keeps_a_hidden_sheet_a_finding(xlj: Run, tmp_path: Path) -> None:
    """L111 is about the ledger, not about how its columns are known."""
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [*SMALL_JOURNAL, *SMALL_CLOSING])
    path = write_sheets(tmp_path / "账.xlsx", {"说明": [["请看"]], "账": rows}, hidden=["账"])
    before, plain = _codes(xlj, path), computed(path)
    assert "L111" in before
    assert xlj("inspect", path, "--save").code == 0
    assert _codes(xlj, path) == before
    assert computed(path)["tables"] == plain["tables"]


@pytest.mark.parametrize("title", ["经济分类", "部门支出经济分类编码"])
def test_a_saved_mapping_keeps_a_refused_column_a_finding(
    xlj: Run, title: str, tmp_path: Path
) -> None:
    """L215: codes of the government stay a fault though the mapping says 不用."""
    columns = [title if "经济" in one else one for one in JOURNAL_COLUMNS]
    lines = [
        (*line[:8], "50201" if line[8:9] and line[8] else "", *line[9:])
        for line in (*SMALL_JOURNAL, *SMALL_CLOSING)
    ]
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=columns)
    before = _codes(xlj, path)
    assert "L215" in before
    xlj("inspect", path, "--save")
    assert f'"I {title}" = "不用"' in path.with_suffix(".mapping.toml").read_text("utf-8")
    assert _codes(xlj, path) == before


# ------------------------------------------------------------------ columns to be named

#: What the columns of ``JOURNAL_COLUMNS`` are, in the words of a mapping.
ROLES = (
    "日期", "凭证号", "摘要", "会计科目编码", "会计科目名称", "借方金额", "贷方金额",
    "功能分类编码", "部门经济分类编码", "资金性质编码", "项目类别名称",
)  # fmt: skip
LINES = (*SMALL_JOURNAL, *SMALL_CLOSING)


def _name_columns(template: Path, roles: tuple[str, ...]) -> None:
    """Do what an accountant does: replace 不用 by words, say unit, year and 元."""
    text = template.read_text("utf-8")
    for at, role in enumerate(roles):
        letter = chr(65 + at)
        text = re.sub(
            rf'^("?{letter}\b[^=]*) = "不用"$', rf'\1 = "{role}"', text, flags=re.MULTILINE
        )
    for key in ('"年度" = 2024', '"金额单位" = "元"'):
        text = text.replace(f"# {key}", key)
    text = text.replace('# "单位名称" = "单位全称"', '"单位名称" = "某某局"')
    template.write_text(text, "utf-8")


def test_a_backup_without_headings_is_read_by_its_filled_template(xlj: Run, tmp_path: Path) -> None:
    """L22: shown by example, guessed only where beyond doubt, read once words are filled in."""
    path = backup(tmp_path / "账套.dat")
    ended = xlj("inspect", path, "--save")
    template = tmp_path / "账套.mapping.toml"
    assert ended.code == 1
    for words in ("没有认出表头", "2024-01-05", "还缺：借方金额和贷方金额", str(template)):
        assert words in ended.out
    known = tomllib.loads(template.read_text("utf-8"))["工作表"][0]
    assert known["表头行"] == []
    assert len(known["列"]) == len(BACKUP_ROLES)
    guessed = set(zip(known["列"].values(), BACKUP_ROLES, strict=True))
    assert {right for said, right in guessed if said != "不用"} == {
        "日期", "会计科目编码", "功能分类编码", "部门经济分类编码",
    }  # fmt: skip
    assert all(said in {right, "不用"} for said, right in guessed)
    assert "# 例如：记-1、记-2、记-3" in template.read_text("utf-8")

    _name_columns(template, BACKUP_ROLES)
    check_layout(path)


def test_a_csv_without_headings_is_read_by_its_filled_template(xlj: Run, tmp_path: Path) -> None:
    """The same tables as with headings."""
    rows = [(*line, *[""] * (len(ROLES) - len(line))) for line in LINES]
    path = csv_file(tmp_path / "账.csv", rows)
    assert xlj("inspect", path, "--save").code == 1
    _name_columns(tmp_path / "账.mapping.toml", ROLES)
    usual = journal_workbook(tmp_path / "乙.xlsx", LINES)
    assert computed(path)["tables"] == computed(usual)["tables"]


def test_headings_of_unknown_words_are_kept_in_the_template(xlj: Run, tmp_path: Path) -> None:
    """The row that looks like a heading is proposed, its words stand beside the letters."""
    titles = [f"栏目{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子"]
    path = journal_workbook(tmp_path / "账.xlsx", LINES, columns=titles)
    ended = xlj("inspect", path, "--save")
    assert ended.code == 1
    assert "第 3 行像是表头" in ended.out
    template = tmp_path / "账.mapping.toml"
    known = tomllib.loads(template.read_text("utf-8"))["工作表"][0]
    assert known["表头行"] == [3]
    assert known["列"]["B 栏目乙"] == "不用"
    _name_columns(template, ROLES)
    usual = journal_workbook(tmp_path / "乙.xlsx", LINES)
    assert computed(path)["tables"] == computed(usual)["tables"]


def test_a_template_that_nobody_filled_in_is_asked_about_again(xlj: Run, tmp_path: Path) -> None:
    """It decides nothing: fill still asks, and inspect writes the same once more."""
    path = csv_file(tmp_path / "账.csv", [line[:7] for line in LINES])
    xlj("inspect", path, "--save")
    ended = xlj("fill", path)
    assert ended.code == 2
    assert "金额" in ended.err
    again = xlj("inspect", path, "--save")
    assert again.code == 1
    assert "没有变化" in again.out


def test_a_heading_without_accounts_is_shown_with_what_is_missing(xlj: Run, tmp_path: Path) -> None:
    """What is known stands in the template; the rest is to be named."""
    columns = ["编制说明" if one in {"科目编码", "科目名称"} else one for one in JOURNAL_COLUMNS]
    lines = [(*line[:3], "甲", "乙", *line[5:]) for line in LINES]
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=columns)
    ended = xlj("inspect", path, "--save")
    assert ended.code == 1
    assert "还缺：会计科目编码" in ended.out
    text = (tmp_path / "账.mapping.toml").read_text("utf-8")
    assert '"F 借方金额" = "借方"' in text
    document = json.loads(xlj("inspect", path, "--json").out)
    assert document["open_sheets"][0]["missing"] == ["account"]
    assert document["questions"]


def test_an_open_sheet_beside_a_ledger_is_a_template_to_uncomment(xlj: Run, tmp_path: Path) -> None:
    """It changes nothing as it stands, and is read once its marks are taken away."""
    good = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], LINES[:2])
    rows = [[*line, *[""] * (len(ROLES) - len(line))] for line in LINES[2:]]
    path = write_sheets(tmp_path / "账.xlsx", {"1月": good, "2月": rows})
    ended = xlj("inspect", path, "--save")
    assert "开头是：2024-02-06" in ended.out
    template = tmp_path / "账.mapping.toml"
    text = template.read_text("utf-8")
    assert len(tomllib.loads(text)["工作表"]) == 1
    head, _, tail = text.partition('# [["工作表"]]')
    template.write_text(head + '[["工作表"]]' + tail.replace("\n# ", "\n"), "utf-8")
    _name_columns(template, ROLES)
    usual = journal_workbook(tmp_path / "乙.xlsx", LINES)
    assert computed(path)["tables"] == computed(usual)["tables"]
