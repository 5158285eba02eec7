"""What the thirteen sections say of units, years and amounts that the example does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.disclosure.accounts import part_three
from tests.disclosure.accounts import sections
from tests.disclosure.units import MOVES
from tests.disclosure.units import accounts_of
from tests.disclosure.units import spent
from tests.end_to_end.institution import FUND
from tests.end_to_end.institution import Move

if TYPE_CHECKING:
    from xls_juesuan.accounts import Accounts


def told(accounts: Accounts) -> dict[str, list[str]]:
    assert accounts.disclosure is not None
    return part_three(accounts.disclosure)


def only(paragraphs: list[str], about: str) -> str:
    (found,) = [one for one in paragraphs if about in one]
    return found


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (100_000_00, "与上年度相比，收、支总计没有变化。"),
        (100_020_00, "与上年度相比，收、支总计基本持平。"),
        (80_000_00, "与上年度相比，收、支总计各增加2.00万元，增长25.00%，主要原因是：增人。"),
        (160_000_00, "与上年度相比，收、支总计各减少6.00万元，下降37.50%，主要原因是：增人。"),
        (0, "与上年度相比，收、支总计各增加10.00万元，上年为零，不可比，主要原因是：增人。"),
        (40_00, "收、支总计各增加10.00万元，上年数额很小，不可比，主要原因是：增人。"),
        (None, "与上年度相比，收、支总计的增减为【待补：上年收、支总计】。"),
    ],
)
def test_growth_decline_and_no_change_have_their_words(before: int | None, sentence: str) -> None:
    """Of nothing there is no percentage, and what is not known is no zero."""
    fields = {"previous.grand_total": before, "reason.grand_total": "增人。"}
    (paragraph,) = told(accounts_of(fields=fields))["一"]
    assert paragraph.startswith("2024年度收、支总计均为10.00万元。")
    assert paragraph.endswith(sentence)


def test_a_change_that_no_percentage_shows_is_no_growth_of_nothing() -> None:
    """0.00 % would say that nothing has changed."""
    much = 10**12
    moves = [
        Move("6001", "财政拨款预算收入\\一般公共预算", much, "2010301"),
        spent(much, "2010301"),
    ]
    fields = {"previous.grand_total": much - 10_000, "reason.grand_total": "增人"}
    (paragraph,) = told(accounts_of(moves, fields=fields))["一"]
    assert paragraph.endswith("收、支总计各增加0.01万元，增幅很小，主要原因是：增人。")


def test_two_years_of_nothing_have_not_changed() -> None:
    """No percentage of zero, no reason asked for."""
    moves = [one for one in MOVES if one.economic != "30201"]
    (paragraph,) = told(accounts_of(moves, fields={"previous.agency_running_cost": 0}))["十"]
    assert paragraph == ("2024年度机关运行经费支出0.00万元。与2023年度相比，机关运行经费没有变化。")


def test_a_new_unit_is_compared_with_no_year_before() -> None:
    """It needs neither figures nor reasons of last year."""
    fields = dict.fromkeys(
        f"previous.{each}"
        for each in ("grand_total", "appropriation_total", "general_budget_expenditure",
                     "agency_running_cost")
    )  # fmt: skip
    accounts = accounts_of(fields=fields | {"unit.is_new": "是"})
    texts = told(accounts)
    for section in ("一", "四", "五", "十"):
        assert "我部门2024年新设立，没有上年度决算数，" in texts[section][0]
        assert "上年度相比" not in texts[section][0]
    assert "待补" not in "".join(text for each in texts.values() for text in each)


def test_refunds_beyond_spending_have_neither_completion_nor_share() -> None:
    """A negative amount stands as it is; percentages of it would say nothing."""
    moves = (*MOVES, spent(-3_000_00, "2080501", "30302"))
    budget = [
        {"function": "2010301", "amount": 100_000_00},
        {"function": "2080501", "amount": 5_000_00, "reason": "收回上年多发的补贴。"},
    ]
    texts = told(accounts_of(moves, rows={"original_budget_by_function": budget}))
    assert only(texts["五"], "行政单位离退休（项）").endswith(
        "年初预算为0.50万元，支出决算为-0.30万元，决算数为负数，不计算完成率。"
        "决算数小于年初预算数的主要原因是：收回上年多发的补贴。"
    )
    structure = only(texts["五"], "主要用于以下方面")
    assert structure.endswith("社会保障和就业（类）支出-0.30万元（有的项目是负数，不计算占比）。")
    assert "%" not in structure


@pytest.mark.parametrize(
    ("budget", "outturn", "sentence"),
    [
        (0, 1_000_00, "支出决算为0.10万元，年初预算为零，不计算完成率。决算数大于"),
        (1_000_00, 0, "支出决算为0.00万元，完成年初预算的0.00%。决算数小于"),
        (1_000_00, 1_000_00, "完成年初预算的100.00%。决算数与年初预算数一致。"),
        (1_000_00, 1_000_01, "完成年初预算的100.00%。决算数与年初预算数基本一致。"),
        (0, 49, "支出决算为0.00万元。决算数与年初预算数基本一致"),
        (50, 49, "支出决算为0.00万元。决算数与年初预算数基本一致"),
        (50, 1_000_00, "支出决算为0.10万元，年初预算数额很小，不计算完成率。决算数大于"),
    ],
)  # fmt: skip
def test_a_budget_of_nothing_is_not_completed(budget: int, outturn: int, sentence: str) -> None:
    """Neither 100 % of zero nor a percentage of what is printed as 0.00."""
    moves = (*MOVES, spent(outturn, "2010302", kind="项目支出")) if outturn else MOVES
    listed = [
        {"function": "2010301", "amount": 100_000_00},
        {"function": "2010302", "amount": budget, "reason": "年中追加"},
    ]
    texts = told(accounts_of(moves, rows={"original_budget_by_function": listed}))
    assert sentence in only(texts["五"], "一般行政管理事务（项）")


def test_a_missing_reason_is_a_gap_and_a_finding_with_its_place() -> None:
    """The program writes none of its own."""
    listed = [{"function": "2010301", "amount": 90_000_00}]
    accounts = accounts_of(rows={"original_budget_by_function": listed})
    text = only(told(accounts)["五"], "行政运行（项）")
    label = "2010301的决算数与年初预算数有差异的原因"
    assert text.endswith(f"决算数大于年初预算数的主要原因是：【待补：{label}】。")
    (finding,) = [one for one in accounts.audit.findings if one.code == "N301"]
    assert "“五、一般公共预算财政拨款支出决算情况说明”" in finding.message
    assert label in finding.message
    assert "“年初预算”表" in finding.message


def test_names_with_quotation_marks_are_quoted_once() -> None:
    """Marks within marks are single ones."""
    accounts = accounts_of((*MOVES, spent(4_000_00, "2010301", "30217")))
    found = [one.message for one in accounts.audit.findings if one.code == "N301"]
    assert any("“‘三公’经费总体有差异的原因”" in message for message in found)
    assert not any("““" in message for message in found)


def test_spending_without_an_item_is_told_so_that_the_parts_add_up() -> None:
    """What the ledger books on a 款 stands under the 款, not under one of its items."""
    moves = (*MOVES, spent(50_000_00, "20805", "30302"), spent(10_000_00, "2080501", "30302"))
    texts = told(accounts_of(moves))
    paragraphs = [text for text in texts["五"] if text[0].isdigit() and text[1] == "."]
    assert [text.partition("。")[0].partition(".")[2] for text in paragraphs] == [
        "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）",
        "社会保障和就业支出（类）行政事业单位养老支出（款）",
        "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）",
    ]
    assert "支出决算为5.00万元" in paragraphs[1]


def test_a_budget_with_its_subtotals_is_counted_once() -> None:
    """A list copied from the published budget has its 类 and 款, too."""
    listed = [
        {"function": "201", "amount": 100_000_00},
        {"function": "20103", "amount": 100_000_00},
        {"function": "2010301", "amount": 90_000_00, "reason": "增人"},
        {"function": "2010302", "amount": 10_000_00, "reason": "取消"},
    ]
    texts = told(accounts_of(rows={"original_budget_by_function": listed}))["五"]
    assert "年初预算为10.00万元，支出决算为10.00万元" in only(texts, "支出年初预算为")
    assert [text[:2] for text in texts if text[1] == "."] == ["1.", "2."]


def test_an_unknown_code_has_a_gap_for_its_name() -> None:
    """It is told and explained like the others, and nobody invents what it is called."""
    accounts = accounts_of((*MOVES, spent(1_000_00, "2019876", kind="项目支出")))
    name = "一般公共服务支出（类）20198（款）【待补：2019876的功能科目名称】（项）"
    assert only(told(accounts)["五"], "2019876").startswith(f"2.{name}。")
    assert accounts.disclosure is not None
    terms = sections(accounts.disclosure)["第四部分 名词解释"]
    assert only(terms, "2019876").partition("、")[2].startswith(f"{name}：")


def test_sides_that_do_not_balance_are_told_apart() -> None:
    """Nobody says that income and expenditure are both as large as one of them."""
    (paragraph,) = told(accounts_of((*MOVES, spent(1_000_00, "2010301"))))["一"]
    assert paragraph.startswith("2024年度收入总计为10.00万元，支出总计为10.10万元。")
    assert "收、支总计" not in paragraph


def test_three_public_gaps_name_the_budget_that_is_missing() -> None:
    """Not one of the others."""
    accounts = accounts_of(fields={"three_public_budget.vehicle_purchase": None})
    texts = told(accounts)
    assert "支出预算为【待补：公务用车购置费】万元" in only(texts["九"], "“三公”经费支出预算为")
    assert "运行费预算为【待补：公务用车购置费】万元" in only(texts["九"], "2.公务用车")


@pytest.mark.parametrize(
    ("fields", "foreign", "domestic"),
    [
        ({}, "外宾接待支出0.00万元", "国内公务接待支出0.40万元"),
        (
            {"three_public_counts.foreign_receptions": 1, "three_public_counts.foreign_amount": 1_000_00},
            "外宾接待支出0.10万元，全年接待国（境）外来访团组1个",
            "国内公务接待支出0.30万元",
        ),
        (
            {"three_public_counts.foreign_receptions": 1},
            "外宾接待支出【待补：外宾接待支出】万元",
            "国内公务接待支出【待补：外宾接待支出】万元",
        ),
    ],
)  # fmt: skip
def test_hospitality_is_parted_into_foreign_and_domestic(
    fields: dict[str, int], foreign: str, domestic: str
) -> None:
    """Without visits from abroad all of it is domestic; both add up to the whole."""
    texts = told(accounts_of((*MOVES, spent(4_000_00, "2010301", "30217")), fields=fields))["九"]
    assert [text.startswith(foreign) for text in texts[-2:]] == [True, False]
    assert texts[-1].startswith(domestic)


def test_projects_without_a_score_are_not_told_where_all_assessed_ones_have_one() -> None:
    """The number of assessed projects says whether a blank score is a gap."""
    projects = [{"name": "甲", "score": "90", "completion": "已完成。"}, {"name": "乙"}]
    fields = {"performance.assessed_projects": 1}
    texts = told(accounts_of(rows={"projects": projects}, fields=fields))["十三"]
    assert only(texts, "“甲”项目自评得分为90分").endswith("项目绩效目标完成情况：已完成。")
    assert not any("“乙”" in text for text in texts)
    texts = told(
        accounts_of(rows={"projects": projects}, fields={"performance.assessed_projects": 2})
    )["十三"]
    assert "【待补：乙的自评得分】" in only(texts, "“乙”")


@pytest.mark.parametrize(
    ("evaluated", "said"),
    [
        ("否", "我部门2024年度没有开展部门评价。"),
        ("是", "【待补：部门评价结果】。"),
        (None, "【待补：是否开展了部门评价】。"),
    ],
)
def test_an_evaluation_that_was_not_made_is_not_asked_for(evaluated: str | None, said: str) -> None:
    """Only one that was made has a result to state."""
    texts = told(accounts_of(fields={"performance.evaluated": evaluated}))["十三"]
    assert texts[-1] == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "编制范围是【待补：决算单位】。"),
        ([{"name": "某某局（本级）"}], "编制范围是某某局本级，没有下属单位。"),
        ([{"name": "某某局（本级）"}, {"name": "某某中心"}], "共2个：某某局（本级）、某某中心。"),
    ],
)
def test_units_below_are_those_that_were_stated(rows: list[dict[str, str]], said: str) -> None:
    """A list that was left blank does not say that there are none."""
    document = accounts_of(rows={"budget_units": rows}).disclosure
    assert document is not None
    assert sections(document)["二、机构设置"][-1].endswith(said)


def test_duties_have_one_number_each_and_no_departments_may_be_said() -> None:
    """The numbers that a person typed are not repeated."""
    document = accounts_of(rows={"departments": [{"name": "无"}]}).disclosure
    assert document is not None
    texts = sections(document)
    assert texts["一、部门职责"] == ["（一）管理甲事。", "（二）管理乙事。"]
    assert texts["二、机构设置"][0] == "某某局没有内设机构。"


def test_a_unit_that_states_everything_has_no_gap_in_its_texts() -> None:
    """Nothing is asked for that the unit does not have."""
    accounts = accounts_of()
    assert "待补" not in "".join(text for each in told(accounts).values() for text in each)
    (finding,) = [one for one in accounts.audit.findings if one.code == "N301"]
    assert finding.outcome == "passed"


def test_a_unit_without_general_budget_is_asked_for_the_total_of_its_budget_only() -> None:
    """There is no item to list."""
    moves = [Move("6001", "财政拨款预算收入\\政府性基金", 10_000_00, "2120803", "", FUND)]
    fields = {"original_budget.total": 0}
    texts = told(accounts_of(moves, rows={"original_budget_by_function": []}, fields=fields))["五"]
    assert any(text.startswith("2024年度没有一般公共预算财政拨款支出。") for text in texts)
    assert texts[-1] == ("2024年度一般公共预算财政拨款支出年初预算为0.00万元，支出决算为0.00万元。")
