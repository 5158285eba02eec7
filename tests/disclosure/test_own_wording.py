"""A place's wording is one file: another one is used, and a wrong one is explained."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.disclosure.accounts import part_three
from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL
from xls_juesuan.accounts import FillRequest
from xls_juesuan.cli.entry import main
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A folder of one's own beside the program's."""
    return shutil.copytree(templates_folder() / "henan", tmp_path / "某省")


def change(profile: Path, old: str, new: str) -> None:
    path = profile / "narrative.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_wording_of_a_place_is_used(profile: Path) -> None:
    """Nothing but its file changes; terms and items have its words, too."""
    change(profile, "{{ year }}年度支出合计{{ whole }}万元", "全年共支出{{ whole }}万元")
    change(profile, "行政单位（含参照公务员法管理的事业单位）保证机构", "保证本省机构")
    rules = load_rules()[:1]
    supplement = EXAMPLES / "supplement.xlsx"
    request = FillRequest(JOURNAL, supplement=supplement, profile=str(profile), rules=rules)
    disclosure = compute(request).disclosure
    assert disclosure is not None
    assert part_three(disclosure)["三"] == [
        "全年共支出411.91万元，其中：基本支出383.47万元，占93.10%；项目支出28.43万元，占6.90%。"
    ]
    assert any("行政运行（项）：保证本省机构" in block.text for block in disclosure.blocks
               if hasattr(block, "text"))  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("收入合计{{ whole }}", "收入合计{{ hole }}", ("没有的名字“hole”", "收入合计{{ hole }}万元")),
        ("{% set now = figure", "{% set now = figur", ("没有的名字“figur”", "set now")),
        ("reason.grand_total", "reason.grand", ("补充资料没有“reason.grand”这一项",)),
        ("income[total].total", "income[total].totl", ("没有“income.totl”这一栏",)),
        ("income_expenditure[L30]", "income_expenditure[L300]", ("没有“income_expenditure[L300]”这一行",)),
        ("income[total].total", "incom[total].total", ("没有“incom”这张表",)),
        ("{% endfor %}", "{% endfr %}", ("不认识的语句“endfr”",)),
        ("{{ numeral(loop.index) }}", "{{ numeral(loop.index) }", ("语句没有写完整",)),
        ("| stem", "| stam", ("没有名为“stam”的处理方法",)),
        ("| stem", "| stem + 1", ("写得不对",)),
        ("title = ", "titel = ", ("缺少字段 title",)),
        ("term = ", "tern = ", ("缺少字段 term",)),
        ('content = "tables"', 'content = "table"', ("content 写的 'table' 不对", "tables、glossary")),
        ("[[parts]]", "[[parts]", ("文件不合 TOML 的写法", "行第")),
    ],
)  # fmt: skip
def test_a_wrong_file_is_explained_in_one_paragraph(
    profile: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    said: tuple[str, ...],
) -> None:
    """It names the file, the place and the fault; it is no fault of the program or the ledger."""
    change(profile, old, new)
    target = tmp_path / "甲.xlsx"
    code = main(["fill", str(JOURNAL), "--template", str(profile), "-o", str(target)])
    paragraph = capsys.readouterr().err.strip()
    assert code == 2
    assert "程序内部出错" not in paragraph
    assert "narrative.toml" in paragraph
    assert "\n" not in paragraph
    assert all(words in paragraph for words in said), paragraph
    assert not target.exists()


def test_a_wrong_layout_beside_it_is_no_fault_of_the_program(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file of a table is named, too."""
    path = profile / "three_public.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("feed", "food"), encoding="utf-8")
    assert main(["fill", str(JOURNAL), "--template", str(profile)]) == 2
    paragraph = capsys.readouterr().err.strip()
    assert "three_public.toml" in paragraph
    assert "声明文件写错了" in paragraph
    assert "程序内部出错" not in paragraph


def test_a_file_in_another_encoding_is_explained(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Editors on Windows save in GBK."""
    path = profile / "narrative.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    assert main(["fill", str(JOURNAL), "--template", str(profile)]) == 2
    assert "不是 UTF-8 编码" in capsys.readouterr().err
