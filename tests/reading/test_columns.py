"""Heading words and what they mean."""

from __future__ import annotations

from typing import Any

import pytest

from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading.columns import build_vocabulary
from xls_juesuan.reading.columns import load_vocabulary

#: Headings of the journal layouts and the role each plays.
ROLES = {
    "date": "凭证日期 日期 记账日期 制单日期 业务日期 记账凭证日期 制表日期",
    "voucher_no": "凭证号 凭证编号 凭证字号 凭证号数 记账凭证编号",
    "account": "科目编码 科目代码 科目编号 会计科目编码 科目号 编码 编号 科目",
    "account_name": "科目名称 会计科目名称",
    "function": "支出功能分类编码 功能分类编码 功能科目代码 功能分类 支出功能分类",
    "economic": "部门支出经济分类（账务）编码 部门支出经济分类 经济分类编码 经济科目代码 经济分类",
    "fund": "资金性质编码 资金性质代码 资金性质 资金来源",
    "project": "预算项目编码 预算项目代码 项目代码 项目编码 单位核算自建项目编码",
    "project_class": "项目类别编码 项目分类代码",
    "spend_kind": "支出类型编码 支出类型码",
    "ignored": "政府支出经济分类 政府支出经济分类（账务）编码 政府经济科目编码 对方科目编码 附件数",
}
AMOUNTS = {
    ("", "debit"): "借方金额 借方发生额 借方 借方本位币 借方金额（元） 借方\n金额(万元)",
    ("", "credit"): "贷方金额 贷方发生额 贷方",
    ("cumulative", "debit"): "借方累计 本年借方 借方累计发生额 本年累计发生额(借方) 本年累计借方",
    ("opening", "credit"): "期初余额贷方 期初贷方 期初贷方余额 期初余额（贷方）",
    ("year_opening", "debit"): "年初借方余额 年初余额借方",
    ("closing", "debit"): "期末借方 期末余额借方 期末借方余额 年末借方余额 借方余额",
    ("opening", ""): "期初余额 期初",
    ("running", ""): "余额 余额（元）",
}


@pytest.mark.parametrize(
    ("role", "heading"),
    [(role, word) for role, words in ROLES.items() for word in words.split(" ")],
)
def test_headings_seen_in_exports_are_known(role: str, heading: str) -> None:
    """Every heading of the collection plays its part, blanks and full-width marks aside."""
    meaning = load_vocabulary().find_meaning(heading)
    assert meaning is not None
    assert meaning.role == role
    spaced = load_vocabulary().find_meaning(" " + "\n".join(heading) + "　")
    assert spaced is not None
    assert spaced.role == role


@pytest.mark.parametrize(
    ("place", "heading"),
    [(place, word) for place, words in AMOUNTS.items() for word in words.split(" ")],
)
def test_amount_headings_are_read_word_by_word(place: tuple[str, str], heading: str) -> None:
    """Group and side are found in whatever order they are printed."""
    meaning = load_vocabulary().find_meaning(heading)
    assert meaning is not None
    assert (meaning.role, meaning.group, meaning.side) == ("amount", *place)


def test_headings_state_unit_and_currency() -> None:
    """(元), （万元） and /元 are taken off and kept; 原币 is the poorer column."""
    find = load_vocabulary().find_meaning
    units = [
        meaning.unit
        for text in ("借方金额（元）", "贷方(万元)", "借方发生额/元", "借方")
        if (meaning := find(text))
    ]
    assert units == ["元", "万元", "元", ""]
    foreign = [meaning.foreign for text in ("借方原币", "借方本位币") if (meaning := find(text))]
    assert foreign == [True, False]


@pytest.mark.parametrize(
    "text", ["", "2024-01-05", "支付本月借方余额", "行政支出", "借方贷方", "710101"]
)
def test_other_texts_mean_nothing(text: str) -> None:
    """Only whole matches count."""
    assert load_vocabulary().find_meaning(text) is None


def product(**content: object) -> dict[str, Any]:
    return {"name": "某产品", "source": "某处", **content}


def test_a_product_adds_words_by_one_file() -> None:
    """Words of a second declaration are known beside those of the first."""
    common = product(
        suffixes={"code": ["编码"]}, dimensions={"fund": ["资金性质"]}, amounts={"debit": ["借方"]}
    )
    words = build_vocabulary(
        [("common.toml", common), ("new.toml", product(dimensions={"fund": ["钱袋"]}))]
    )
    meaning = words.find_meaning("钱袋编码")
    assert meaning is not None
    assert meaning.role == "fund"


def test_contradicting_declarations_are_refused() -> None:
    """One word cannot mean two columns, and a file must name its source."""
    one = product(texts={"date": ["日期"]}, amounts={"debit": ["借方"]})
    with pytest.raises(DeclarationError, match=r"other\.toml"):
        build_vocabulary(
            [("common.toml", one), ("other.toml", product(texts={"period": ["日期"]}))]
        )
    with pytest.raises(DeclarationError, match="source"):
        build_vocabulary([("common.toml", {"name": "x"})])
