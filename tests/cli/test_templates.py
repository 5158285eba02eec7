"""``xlj templates``: the layouts there are, and their blank workbooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended
from tests.cli.conftest import refused

Run = Callable[..., Ended]


def test_layouts_are_listed_with_source_and_certainty(xlj: Run) -> None:
    """Each says what it is, where it is from, how sure that is, and what nobody verified."""
    ended = xlj("templates")

    assert ended.code == 0
    for text in ("【henan】河南", "功能分类 24 行", "“三公”经费表是第七张", "来源：封丘县"):
        assert text in ended.out
    assert "逐格对过公开的文件" in ended.out
    assert "凭了解整理" in ended.out
    assert "- 说明文字和绩效自评情况表照河南的写法" in ended.out


def test_layouts_are_listed_for_programs(xlj: Run) -> None:
    """The JSON has each layout's tables with their columns and rows."""
    found = {one["name"]: one for one in json.loads(xlj("templates", "--json").out)["templates"]}

    assert found["henan"]["three_public_position"] == 9
    assert found["shanghai"]["functional_rows"] == 24
    assert found["shanghai_26"]["extends"] == "shanghai"
    assert found["national"]["certainty"] == "knowledge, unverified"
    assert [len(one["tables"]) for one in found.values()] == [9, 9, 9, 9]


def test_a_blank_workbook_is_written_and_filled(xlj: Run) -> None:
    """What is exported is filled from a ledger as the layout itself is."""
    ended = xlj("templates", "export", "henan", "-o", "blank.xlsx")
    filled = xlj(
        "fill", "examples/ledger.xlsx", "--template", "blank.xlsx", "-o", "甲.xlsx", "--json"
    )

    assert ended.code == 0
    assert "已写出空表：blank.xlsx（河南：" in ended.out
    assert json.loads(filled.out)["template"] == "henan"


def test_nothing_is_replaced_unasked(xlj: Run) -> None:
    """A file that is there stays, unless --force is given, and then a copy does."""
    xlj("templates", "export", "henan", "-o", "blank.xlsx")
    before = Path("blank.xlsx").read_bytes()
    refused(xlj("templates", "export", "shanghai", "-o", "blank.xlsx"), "已经存在", "--force")
    assert Path("blank.xlsx").read_bytes() == before

    ended = xlj("templates", "export", "shanghai", "-o", "blank.xlsx", "--force")
    assert "blank.旧1.xlsx" in ended.out
    assert Path("blank.旧1.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["北京"], ["没有名为“北京”的版式", "shanghai_26（上海26行）"]),
        (["henan", "-o", "空表.xls"], ["只能存为 xlsx"]),
        (["henan", "-o", "没有/空表.xlsx"], ["没有"]),
        (["henan", "--year", "二四"], ["--year"]),
        (["henan", "--amount-unit", "角"], ["--amount-unit"]),
        (["henan", "--rows", "0"], ["--rows", "1 到 500"]),
    ],
)
def test_bad_input_of_export(xlj: Run, arguments: list[str], words: list[str]) -> None:
    """Each is one paragraph, and no file is written."""
    refused(xlj("templates", "export", *arguments), *words)
    assert not list(Path().glob("*空表*"))
