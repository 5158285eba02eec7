"""Which product a heading comes from."""

from __future__ import annotations

from typing import Any

import pytest

from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading.columns import CERTAINTIES
from xls_juesuan.reading.columns import load_vocabulary
from xls_juesuan.reading.products import build_editions
from xls_juesuan.reading.products import load_editions
from xls_juesuan.reading.products import recognise_product

HEADINGS = {
    "integrated_budget": "凭证日期 凭证类型 凭证号 会计科目编码 会计科目名称 借方金额 贷方金额 摘要 部门编码 支出功能分类编码 "
    "收入功能分类（账务）编码 资金性质编码 差异项编码 部门支出经济分类（账务）编码",
    "audit_warehouse": "单位名称 会计年度 会计月份 科目编码 科目名称 年初借方余额 年初贷方余额 年初余额方向 借方发生额 "
    "借方累计发生额 贷方发生额 贷方累计发生额 是否最底级科目 电子账簿编号",
    "jingdouyun": "日期 凭证字 凭证号 分录序号 摘要 科目代码 科目名称 借方金额 贷方金额 存货 自定义辅助核算类别 自定义辅助核算编码",
    "yongyou": "日期 凭证字号(记-0001) 摘要 科目编码 科目名称 币种 汇率 借方原币 贷方原币 借方本位币 贷方本位币 余额方向 余额",
    "kingdee": "账簿 日期 凭证字 凭证号 摘要 科目编码 科目名称 核算维度 币别 借贷方向 原币金额 本位币金额",
    "langchao": "凭证日期 凭证号 凭证类型 摘要 科目代码 科目名称 币种 汇率 借方原币金额 贷方原币金额 借方本币金额 贷方本币金额",
    "xinzhongda": "凭证日期 凭证字号(记-n) 摘要 借方金额(元) 贷方金额(元) 借/贷 余额（元）",
    "gbt_24589": "科目编号 币种 辅助核算组 会计月度 期初数量 期初余额 借方数量 借方发生额 贷方数量 贷方发生额 期末数量 期末余额",
    "treasury": "资金性质编码 资金性质名称 预算类型 一级预算单位编码 基层预算单位编码 功能分类编码 经济分类编码 收支管理编码",
    "budget_quota": "预算指标代码 预算年度 财政预算项目代码 政府支出经济分类 部门支出经济分类 本级指标文号 资金性质代码 指标金额 指标余额",
    "final_accounts": "收入项目 收入行次 收入决算数 支出项目 支出行次 支出决算数",
}


@pytest.mark.parametrize(("product", "headings"), list(HEADINGS.items()))
def test_a_product_is_told_by_the_headings_only_it_has(product: str, headings: str) -> None:
    """Each known export is recognised, and the answer can be explained by its headings."""
    found = recognise_product(headings.split(" "))
    assert found is not None
    assert found.product == product
    assert found.certainty in CERTAINTIES
    assert found.count >= 3
    assert set(found.telling) <= set(found.matched) <= set(headings.split(" "))


@pytest.mark.parametrize(
    "headings",
    [
        "",
        "凭证日期 凭证号 摘要 科目编码 科目名称 借方金额 贷方金额 支出功能分类编码 部门支出经济分类编码 资金性质编码",
        "科目编码 科目名称 期初余额 借方 贷方 期末余额",
        "日期 凭证号 摘要 科目代码 科目名称 借方金额 贷方金额",
        "辅助项",
        "甲 乙 丙 丁 戊 己 庚 核算维度 本位币金额 原币金额",
    ],
)
def test_headings_that_anybody_has_tell_no_product(headings: str) -> None:
    """Where nothing stands out the answer is none, not the likeliest."""
    assert recognise_product(headings.split(" ")) is None


def test_two_products_that_match_alike_are_neither() -> None:
    """A tie is no recognition."""
    entry = {"name": "某导出", "certainty": "seen", "telling": ["甲"], "headings": ["乙", "丙"]}
    twins: list[tuple[str, dict[str, Any]]] = [
        ("one.toml", {"editions": [entry]}),
        ("two.toml", {"editions": [entry]}),
    ]
    assert recognise_product(["甲", "乙", "丙"], build_editions(twins)) is None
    found = recognise_product(["甲", "乙", "丙"], build_editions(twins[:1]))
    assert found is not None
    assert found.name == "某导出"
    assert recognise_product(["甲", "乙", "丙"], ()) is None


def test_headings_of_every_declared_export_are_known() -> None:
    """What a product is told by is also understood: no declared heading is a stranger."""
    find = load_vocabulary().find_meaning
    unknown = [
        (edition.name, heading)
        for edition in load_editions()
        for heading in edition.headings
        if find(heading, edition.product) is None
    ]
    assert unknown == []


def test_an_export_without_certainty_or_headings_is_refused() -> None:
    """A declaration says how sure it is and has enough to be told by."""
    entry: dict[str, Any] = {"name": "某导出", "telling": ["甲"], "headings": ["乙", "丙"]}
    with pytest.raises(DeclarationError, match=r"new\.toml"):
        build_editions([("new.toml", {"editions": [entry]})])
    with pytest.raises(DeclarationError, match="too few"):
        build_editions(
            [("new.toml", {"editions": [entry | {"certainty": "seen", "headings": []}]})]
        )
