"""Heading words and what they mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading.columns import build_vocabulary
from xls_juesuan.reading.columns import load_vocabulary

#: Headings of the layouts and the role each plays.
ROLES = {
    "date": "凭证日期 日期 记账日期 制单日期 业务日期 记账凭证日期 制表日期",
    "voucher_no": "凭证号 凭证编号 凭证字号 凭证号数 记账凭证编号 凭证字号(记-0001) 凭证号(记0001)",
    "voucher_word": "凭证字",
    "voucher_type": "凭证类别 凭证类型 记账凭证种类 记账类型名称",
    "period": "会计月份 会计期间 月份 期间 会计月度",
    "year": "会计年度 预算年度",
    "narration": "摘要 (单据体)摘要 分录.摘要 记账凭证摘要",
    "account": "科目编码 科目代码 科目编号 会计科目编码 科目号 编码 编号 科目 *科目编码 科目编码* 科目编码(必填) "
    "02科目编码 3.科目编码 用友_科目编码 U8.科目编码 【金蝶】科目编码 科目编码#编码 科目(编码) 科目编码/名称 科目代码及名称",
    "account_name": "科目名称 会计科目名称 科目（名称） 科目编码#名称",
    "account_path": "科目全称",
    "function": "支出功能分类编码 功能分类编码 功能科目代码 功能分类 支出功能分类",
    "function_name": "支出功能分类名称 功能科目名称",
    "economic": "部门支出经济分类（账务）编码 部门支出经济分类 经济分类编码 经济科目代码 经济分类 经济分类（部门）",
    "economic_name": "部门支出经济分类（账务）名称 经济科目名称",
    "government_economic": "政府支出经济分类 政府支出经济分类（账务）编码 政府经济科目编码 经济分类（政府） "
    "支出经济分类（政府预算）编码",
    "income_function": "收入功能分类（账务）编码 收入分类科目编码 功能分类（收入）",
    "income_function_name": "收入功能分类（账务）名称",
    "fund": "资金性质编码 资金性质代码 资金性质 资金来源",
    "budget_type": "预算类型",
    "project": "预算项目编码 预算项目代码 项目代码 项目编码 单位核算自建项目编码 财政预算项目代码",
    "project_class": "项目类别编码 项目分类代码",
    "project_class_name": "项目类别名称 项目分类名称",
    "spend_kind": "支出类型编码 支出类型码",
    "unit": "单位代码 基层预算单位编码",
    "unit_name": "单位名称 基层预算单位名称",
    "auxiliary": "辅助项 辅助核算 核算维度 辅助账核算项目 辅助核算组 辅助核算1 辅助项二",
    "auxiliary_type": "自定义辅助核算类别 辅助类型 自定义辅助核算类别1",
    "auxiliary_code": "自定义辅助核算编码 辅助编码",
    "auxiliary_name": "辅助名称",
    "accounting_system": "会计体系",
    "is_budget_book": "是否为预算账",
    "ledger_book": "电子账簿编号 账套",
    "ledger_book_name": "电子账簿名称",
    "counter_account": "对方科目编码 科目编码（对方）",
    "counter_account_name": "对方科目名称",
    "parent_account": "上级科目编码",
    "account_level": "会计科目级别 科目级次",
    "is_leaf": "是否最底级科目",
    "line_no": "记账凭证行号 分录序号",
    "currency": "币种 币别",
    "department": "部门编码",
    "is_closing": "是否结转",
    "is_settled": "结账标志",
    "is_void": "作废标志",
    "is_posted": "记账标志",
    "voucher_state": "凭证状态 记账状态 状态",
    "direction": "余额方向 方向 借贷方向 借/贷 期末方向 期初余额方向 年初余额方向",
    "day": "2024年日 日",
    "payment_amount": "支付金额",
    "quota_amount": "指标金额 指标金额（万元）",
    "quota_balance": "指标余额",
    "outturn": "决算数",
    "function_item": "功能分类编码项 功能分类编码（项）",
    "ignored": "附件数 源凭证号 结算号 辅助摘要 往来编码 差异项 一级预算单位编码 收支管理编码 本级指标文号 数量 借方数量 期初数量",
}
AMOUNTS = {
    (
        "",
        "debit",
    ): "借方金额 借方发生额 借方 借方本位币 借方金额（元） 借方\n金额(万元) 分录.借方金额 借方金额(必填)",
    ("", "credit"): "贷方金额 贷方发生额 贷方 贷方原币金额 贷方(人民币)",
    ("", ""): "本位币金额 原币金额 金额",
    ("current", "debit"): "本期借方 本期发生借方 本期发生额借方 本月借方",
    (
        "cumulative",
        "debit",
    ): "借方累计 本年借方 借方累计发生额 本年累计发生额(借方) 本年累计借方 本期累计借方 累计借方发生额",
    ("cumulative", "credit"): "贷方累计 本年贷方 本年累计贷方",
    ("cumulative", ""): "本年累计 本年累计数",
    (
        "opening",
        "debit",
    ): "期初余额借方 期初借方 期初借方余额 期初余额(借方) 本币期初借方余额 本期期初借方",
    ("opening", "credit"): "期初余额贷方 期初贷方 期初贷方余额 期初余额（贷方）",
    ("year_opening", "debit"): "年初借方余额 年初余额借方 本年年初借方",
    ("year_opening", ""): "年初余额 年初数",
    ("closing", "debit"): "期末借方 期末余额借方 期末借方余额 年末借方余额 借方余额 本期期末借方",
    ("opening", ""): "期初余额 期初 本币期初余额 期初外币余额",
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
    texts = {
        "借方金额（元）": "元",
        "贷方(万元)": "万元",
        "借方发生额/元": "元",
        "借方金额万元": "万元",
        "期末余额(单位：元)借方": "元",
        "金额【万】": "万元",
        "借方（百元）": "百元",
        "指标金额（万元）": "万元",
        "借方": "",
        "借方金额(美元)": "",
    }
    assert {text: meaning.unit for text in texts if (meaning := find(text))} == texts
    foreign = [
        meaning.foreign
        for text in ("借方原币", "借方本位币", "借方金额(美元)", "期初外币余额")
        if (meaning := find(text))
    ]
    assert foreign == [True, False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-01-05",
        "支付本月借方余额",
        "行政支出",
        "借方贷方",
        "710101",
        "30201 办公费",
        "借方科目",
        "科目编码(借方)",
        "期初累计借方",
        "借贷发生额",
        "借方金额(财务会计)",
        "上年发生额",
        "12月",
        "1月份",
        "年" * 50_000,
    ],
)
def test_other_texts_mean_nothing(text: str) -> None:
    """Only whole matches count."""
    assert load_vocabulary().find_meaning(text) is None


def product(**content: object) -> dict[str, Any]:
    return {"name": "某产品", "source": "某处", "certainty": "seen", **content}


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
    with pytest.raises(DeclarationError, match="借方 is credit and debit"):
        build_vocabulary(
            [("common.toml", one), ("other.toml", product(amounts={"credit": ["借方"]}))]
        )
    with pytest.raises(DeclarationError, match="source"):
        build_vocabulary([("common.toml", {"name": "x"})])
    with pytest.raises(DeclarationError, match="certainty"):
        build_vocabulary([("common.toml", product(certainty="sure"))])


def test_a_word_of_one_product_means_it_only_there() -> None:
    """核算项目 is any dimension in one product and the project elsewhere."""
    find = load_vocabulary().find_meaning
    roles = [
        [meaning.role for product in ("", "kingdee") if (meaning := find(text, product))]
        for text in ("核算项目", "核算项目代码", "科目代码")
    ]
    assert roles == [["project", "auxiliary"], ["project", "auxiliary_code"], ["account"] * 2]


def test_every_role_can_be_listed() -> None:
    """A mapping may name any role that a heading can be given."""
    roles = load_vocabulary().roles()
    assert {"account", "function_name", "amount", "direction", "quota_amount"} <= roles
    assert "借方" not in roles


HEADINGS = [word for words in (*ROLES.values(), *AMOUNTS.values()) for word in words.split(" ")]


@given(st.sampled_from(HEADINGS), st.sampled_from(["\n", " ", "　", "\r\n"]), st.data())
def test_marks_and_blanks_change_no_meaning(heading: str, blank: str, data: st.DataObject) -> None:
    """Full-width brackets, stars and blanks anywhere leave every heading what it is."""
    find = load_vocabulary().find_meaning
    place = data.draw(st.integers(0, len(heading)))
    dressed = "*" + heading[:place] + blank + heading[place:]
    wide = dressed.translate(str.maketrans("()", "（）"))
    assert find(wide) == find(heading)


@given(st.text(max_size=30))
def test_any_text_has_a_meaning_or_none(text: str) -> None:
    """Whatever stands in a cell, the answer is a known role or none."""
    meaning = load_vocabulary().find_meaning(text)
    assert meaning is None or meaning.role in load_vocabulary().roles()
