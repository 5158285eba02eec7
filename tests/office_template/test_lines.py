"""Texts around tables: what a model leaves open and what last year left there."""

from __future__ import annotations

import pytest

from xls_juesuan.office.lines import Wording
from xls_juesuan.office.lines import is_name
from xls_juesuan.office.lines import without_statement

WORDS = Wording("青石县数据局", 2024, "万元", frozenset({"青石县大数据中心"}), frozenset({2023}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("部门：", "部门：青石县数据局"),
        ("部门:", "部门:青石县数据局"),
        ("编制单位：________", "编制单位：青石县数据局"),
        ("部门：XX部门", "部门：青石县数据局"),
        ("部门：青石县大数据中心", "部门：青石县数据局"),
        ("部门：青石县数据局", "部门：青石县数据局"),
        ("  单位名称：某某单位", "  单位名称：青石县数据局"),
        ("部门：            单位：万元", "部门：青石县数据局  单位：万元"),
        ("部门：青石县大数据中心    单位：万元", "部门：青石县数据局    单位：万元"),
        ("部门：　　　　2023年度", "部门：青石县数据局  2024年度"),
        ("单位：万元", "单位：万元"),
        ("金额单位：元", "金额单位：元"),
        ("金额单位：", "金额单位：万元"),
        ("金额单位：____", "金额单位：万元"),
        ("2023年度", "2024年度"),
        ("2023 年度", "2024 年度"),
        ("20XX年度", "2024年度"),
        ("XXXX年度", "2024年度"),
        ("××××年度", "2024年度"),
        ("____年度", "2024年度"),
        ("年度", "2024年度"),
        ("    年度", "2024年度"),
        ("20  年度", "2024年度"),
        ("2023年度收入支出决算总表", "2024年度收入支出决算总表"),
        ("XX部门2023年度收入决算表", "青石县数据局2024年度收入决算表"),
        ("青石县大数据中心2023年度收入决算表", "青石县数据局2024年度收入决算表"),
        ("（部门名称）收入决算表", "青石县数据局收入决算表"),
        ("公开01表", "公开01表"),
        ("收入支出决算总表", "收入支出决算总表"),
    ],
)
def test_lines_above_a_table_say_this_years_unit_and_year(old: str, new: str) -> None:
    """Blanks, a model's marks and last year's words give way; everything else stays."""
    assert WORDS.above(old) == new


def test_other_years_below_a_table_stay() -> None:
    """Notes may rightly speak of years before; only last year's own year is replaced."""
    assert WORDS.elsewhere("注：本表反映2023年度收支，2019年起执行新制度。") == (
        "注：本表反映2024年度收支，2019年起执行新制度。"
    )


def test_the_statement_leaves_its_sentence_only() -> None:
    """A note that shares its cell with the statement keeps what else it says."""
    words = ("无数据", "没有数据", "空表", "本表无")
    text = "注：本表反映基金收支。我部门没有基金收入，故本表无数据。"
    assert without_statement(text, words) == "注：本表反映基金收支。"
    assert without_statement("说明：本表为空表。", words) == ""


@pytest.mark.parametrize("text", ["20XX年度", "XX部门", "某某局", "局", "", "2023年度"])
def test_what_a_model_leaves_open_is_no_name(text: str) -> None:
    """Else every place where it stands would be taken for last year's name."""
    assert not is_name(text)
