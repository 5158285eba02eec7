"""Explanations worded as other places word them: apart, in 元, turned round, left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.narrative.documents import explained
from tests.recognise.narrative.documents import figures
from tests.recognise.narrative.documents import recognised
from xls_juesuan.recognise.narrative.passages import passages
from xls_juesuan.recognise.narrative.sections import place_passages
from xls_juesuan.recognise.page import PrintedPage

if TYPE_CHECKING:
    from pathlib import Path


def _left_over(folder: Path, explanation: str) -> list[str]:
    document = recognised(explained(folder, explanation))
    return [one.text for one in document.not_recognised if one.kind == "sentence"]


def _check(folder: Path, explanation: str, expected: dict[str, str]) -> None:
    document = recognised(explained(folder, explanation))
    assert figures(document) == expected
    assert [one.text for one in document.not_recognised if one.kind == "sentence"] == []


TOTALS = "一、收入支出决算总体情况说明\n"
TOTAL_FIGURES = {
    "narrative[totals].amount": "411.91",
    "narrative[totals].change": "-42.28",
    "narrative[totals].growth": "-9.31",
}


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度收、支总计均为411.91万元。与上年度相比，收、支总计各减少42.28万元，下降9.31%。",
        "2024年度收入总计411.91万元，支出总计411.91万元。与2023年度相比，收、支总计各减少42.28万元，下降9.31％。",
        "2024年度收支总计411.91万元，较上年减少42.28万元，降低9.31%。",
        "2024 年度收入、支出总计 411.91 万元，比 2023 年下降 9.31%，减少 42.28 万元。",
        "本单位2024年度收支总计411.91万元，同比减少42.28万元，降幅9.31%。",
        "2024年度收入总计4,119,100.00元、支出总计4,119,100.00元，同比减少422,800元，降幅为9.31%。",
        "2024年度收、支总计均为4 119 100.00元，比上年度减少42.28万元，减幅为9.31%。",
        "2024年度收、支总计均为411.91万元，比上年增加-42.28万元，增长-9.31%。",
        "2024年度收、支总计411.91万元，与上年相比增减变动-42.28万元，增减率-9.31%。",
        "2024年度收、支总计均为411.91万元。\n与上年度相比，减少42.28万元，下降9.31%。",
    ],
)
def test_amount_change_and_growth_are_read_however_they_are_worded(
    tmp_path: Path, sentence: str
) -> None:
    """Apart or together, in 元 or 万元, percentage first or last, with a sign or a word."""
    found = figures(recognised(explained(tmp_path, TOTALS + sentence)))
    # What is said apart is told apart; both share one change.
    assert found.pop("narrative[expenditure_totals].amount", "411.91") == "411.91"
    assert found == TOTAL_FIGURES
    assert _left_over(tmp_path, TOTALS + sentence) == []


def test_last_years_amount_is_none_of_this_year(tmp_path: Path) -> None:
    """上年决算数 454.19 万元 is last year's, in whatever order the three amounts stand."""
    expected = {
        "narrative[totals].amount": "411.91",
        "narrative[totals].previous": "454.19",
        "narrative[totals].change": "-42.28",
    }
    for sentence in (
        "2024年度收、支总计均为411.91万元，与上年决算数454.19万元相比减少42.28万元。",
        "2024年度收、支总计均为411.91万元，上年决算数为454.19万元，减少42.28万元。",
        "2024年度收、支总计均为411.91万元，比2023年决算数454.19万元减少42.28万元。",
    ):
        _check(tmp_path, TOTALS + sentence, expected)


@pytest.mark.parametrize("words", ["与上年持平", "与2023年度相比无变化", "较上年没有增减变化"])
def test_nothing_changed_is_a_change_of_nothing(tmp_path: Path, words: str) -> None:
    """持平 and 无变化 say that the change is nothing."""
    _check(
        tmp_path,
        f"{TOTALS}2024年度收、支总计均为411.91万元，{words}。",
        {"narrative[totals].amount": "411.91", "narrative[totals].change": "0.00"},
    )


def test_like_the_budget_is_not_like_last_year(tmp_path: Path) -> None:
    """决算数与预算数持平 says nothing of last year."""
    found = figures(
        recognised(
            explained(
                tmp_path,
                "九、“三公”经费支出决算情况说明\n1.公务接待费预算为1.00万元，"
                "支出决算为1.00万元，决算数与预算数持平。",
            )
        )
    )
    assert found == {
        "narrative[hospitality].original_budget": "1.00",
        "narrative[hospitality].amount": "1.00",
    }


def test_parts_of_income_and_expenditure_are_known_by_name(tmp_path: Path) -> None:
    """Shares in brackets or behind a comma, parts that are nothing, numbers with blanks."""
    _check(
        tmp_path,
        """二、收入决算情况说明
本年收入合计411.91万元，其中：财政拨款收入400.00万元，占97.11%；事业收入10.00万元（占比2.43%）；
其他收入1.91万元，占本年收入合计的0.46%；经营收入0万元，占0%。
三、支出决算情况说明
本年支出合计 411. 91 万元，其中：基本支出383.47万元，占93.10％；项目支出 28.43万元，占本年支出的6.90％。
""",
        {
            "narrative[income].amount": "411.91",
            "narrative[income_appropriation].amount": "400.00",
            "narrative[income_appropriation].share": "97.11",
            "narrative[income_service].amount": "10.00",
            "narrative[income_service].share": "2.43",
            "narrative[income_business].amount": "0.00",
            "narrative[income_business].share": "0.00",
            "narrative[income_other].amount": "1.91",
            "narrative[income_other].share": "0.46",
            "narrative[expenditure].amount": "411.91",
            "narrative[expenditure_basic].amount": "383.47",
            "narrative[expenditure_basic].share": "93.10",
            "narrative[expenditure_project].amount": "28.43",
            "narrative[expenditure_project].share": "6.90",
        },
    )


ITEMS = "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况。\n"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。", "2010301"),
        ("1．一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）", "2010301"),
        ("（1）行政运行（项）：", "2010301"),
        ("行政运行", "2010301"),
        ("2010301行政运行", "2010301"),
        ("1、一般公共服务支出-政府办公厅（室）及相关机构事务-行政运行，", "2010301"),
        ("2.其他社会保障和就业支出（款）其他社会保障和就业支出（项）。", "2089999"),
        ("3.教育支出（类）普通教育（款）小学教育（项）。", "2050202"),
    ],
)
def test_items_are_known_with_and_without_their_levels(
    tmp_path: Path, sentence: str, code: str
) -> None:
    """By the names of all levels, the item's alone, or its code; also items no table has."""
    _check(
        tmp_path,
        f"{ITEMS}{sentence}年初预算为2.00万元，支出决算为1.00万元，完成年初预算的50.00%。",
        {
            f"narrative_items[{code}].original_budget": "2.00",
            f"narrative_items[{code}].amount": "1.00",
            f"narrative_items[{code}].completion": "50.00",
        },
    )


def test_a_short_class_name_is_read_where_it_stands_by_itself(tmp_path: Path) -> None:
    """教育支出 of the document's own table is an item without （类）; 职业教育支出 is another one."""
    path = explained(tmp_path, f"{ITEMS}其中：教育支出12.52万元，职业教育支出3.00万元。")
    text = path.read_text(encoding="utf-8").replace("221\t住房保障支出", "205\t教育支出")
    path.write_text(text, encoding="utf-8")
    assert figures(recognised(path)) == {"narrative_items[205].amount": "12.52"}


def test_a_name_that_many_items_bear_is_not_guessed(tmp_path: Path) -> None:
    """一般行政管理事务 stands in every category: without one, and in no table, it stays open."""
    sentence = "1.一般行政管理事务（项）。年初预算为2.00万元，支出决算为1.00万元。"
    assert figures(recognised(explained(tmp_path, ITEMS + sentence))) == {}
    assert _left_over(tmp_path, TOTALS + "收、支总计均为1.00万元。\n" + ITEMS + sentence) != []


def test_what_stands_in_a_reason_is_no_figure_of_the_row(tmp_path: Path) -> None:
    """Amounts within reasons and of things without a row are listed with their sentence."""
    explanation = (
        f"{TOTALS}2024年度收、支总计均为411.91万元，比上年减少42.28万元，主要原因是：一是人员经费减少10.00万元；"
        "二是项目减少32.28万元。其中：教育收费5.00万元，增长3.00%。"
    )
    document = recognised(explained(tmp_path, explanation))
    assert figures(document) == {
        "narrative[totals].amount": "411.91",
        "narrative[totals].change": "-42.28",
    }
    left = _left_over(tmp_path, explanation)
    assert any("教育收费5.00万元" in one for one in left)
    assert any("项目减少32.28万元" in one for one in left)


def test_shares_of_something_else_are_not_taken_for_ours(tmp_path: Path) -> None:
    """A share says what it is a share of; one of another whole belongs to another figure."""
    explanation = """十一、政府采购支出情况说明
2024年度政府采购支出总额100.00万元，其中：货物支出20.00万元、工程支出0万元、服务支出80.00万元。授予中小企业合同金额
60.00万元，占政府采购支出总额的60%，其中：授予小微企业合同金额30.00万元，占政府采购支出总额的30%；
货物采购授予中小企业合同金额占货物支出金额的90%。
"""
    document = recognised(explained(tmp_path, explanation))
    found = figures(document)
    assert found["narrative[procurement_sme].share"] == "60.00"
    assert found["narrative[procurement_small_micro].share_of_total"] == "30.00"
    assert "narrative[procurement_small_micro].share" not in found
    assert len(_left_over(tmp_path, explanation)) == 1


def test_three_public_expenses_and_their_counts(tmp_path: Path) -> None:
    """Names with and without 维护, groups and people named once or each, parts of their own."""
    _check(
        tmp_path,
        """七、“三公”经费支出决算情况说明
2024年度“三公”经费财政拨款支出预算为5.00万元，支出决算为3.20万元，完成预算的64.00%，比上年减少0.80万元，下降20.00%。
1.因公出国（境）费支出0万元。全年安排因公出国（境）团组0个，累计0人次。
2.公务用车购置及运行维护费支出3.00万元，完成预算的75.00%。其中：
公务用车购置支出0.00万元，更新公务用车0辆。
公务用车运行维护费支出3.00万元。截至2024年12月31日，开支财政拨款的公务用车保有量为1辆。
3.公务接待费支出0.20万元，占“三公”经费支出的6.25%。其中：
国内接待费0.20万元，国内公务接待2批次、15人次。
外事接待费0.00万元，外事接待0批次、0人次。
""",
        {
            "narrative[three_public].amount": "3.20",
            "narrative[three_public].original_budget": "5.00",
            "narrative[three_public].change": "-0.80",
            "narrative[three_public].growth": "-20.00",
            "narrative[three_public].completion": "64.00",
            "narrative[overseas_travel].amount": "0.00",
            "narrative[vehicles].amount": "3.00",
            "narrative[vehicles].completion": "75.00",
            "narrative[vehicle_purchase].amount": "0.00",
            "narrative[vehicle_running].amount": "3.00",
            "narrative[hospitality].amount": "0.20",
            "narrative[hospitality].share": "6.25",
            "narrative[foreign_hospitality].amount": "0.00",
            "narrative[domestic_hospitality].amount": "0.20",
            "narrative_counts[overseas_groups].count": "0",
            "narrative_counts[overseas_persons].count": "0",
            "narrative_counts[vehicles_purchased].count": "0",
            "narrative_counts[vehicles_held].count": "1",
            "narrative_counts[foreign_receptions].count": "0",
            "narrative_counts[foreign_persons].count": "0",
            "narrative_counts[domestic_receptions].count": "2",
            "narrative_counts[domestic_persons].count": "15",
        },
    )


def test_sections_are_known_by_their_headings_not_by_their_numbers(tmp_path: Path) -> None:
    """Another order, other numbers, one level deeper, or no number at all."""
    _check(
        tmp_path,
        """（一）机关运行经费支出情况
2024年度机关运行经费支出192.09万元，与2023年度相比增长3033.57%，增加185.96万元。
（二）国有资产占有使用情况
截至2024年12月31日，共有车辆2辆，其中，主要负责人用车1辆、机要通信用车1辆、其他用车0辆。单位价值100万元（含）以上设备（不含车辆）2台（套）。
财政拨款收入支出决算总体情况说明
2024年度财政拨款收入总计411.91万元，支出总计411.91万元。
政府性基金预算财政拨款收入支出决算情况说明
2024年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入10.00万元，本年支出10.00万元，年末结转和结余0万元。
""",
        {
            "narrative[agency_running_cost].amount": "192.09",
            "narrative[agency_running_cost].change": "185.96",
            "narrative[agency_running_cost].growth": "3033.57",
            "narrative[appropriation_totals].amount": "411.91",
            "narrative[appropriation_expenditure_totals].amount": "411.91",
            "narrative[fund_opening].amount": "0.00",
            "narrative[fund_income].amount": "10.00",
            "narrative[fund_expenditure].amount": "10.00",
            "narrative[fund_closing].amount": "0.00",
            "narrative_counts[vehicles].count": "2",
            "narrative_counts[principal_leader_vehicles].count": "1",
            "narrative_counts[confidential_communication_vehicles].count": "1",
            "narrative_counts[other_vehicles].count": "0",
            "narrative_counts[equipment_over_million].count": "2",
        },
    )


def test_economic_items_with_amounts_are_read(tmp_path: Path) -> None:
    """A list that gives each item its amount is one of the table of basic expenditure."""
    _check(
        tmp_path,
        """六、一般公共预算财政拨款基本支出决算情况说明
2024年度一般公共预算财政拨款基本支出383.47万元，其中：
人员经费191.39万元，主要包括：基本工资106.89万元、津贴补贴25.09万元；
公用经费192.09万元，主要包括：维修（护）费1.06万元，劳务费138.30万元。
""",
        {
            "narrative[basic].amount": "383.47",
            "narrative[personnel].amount": "191.39",
            "narrative[public_use].amount": "192.09",
            "narrative_economic[30101].amount": "106.89",
            "narrative_economic[30102].amount": "25.09",
            "narrative_economic[30213].amount": "1.06",
            "narrative_economic[30226].amount": "138.30",
        },
    )


@pytest.mark.parametrize(
    ("explanation", "expected"),
    [
        # Per head, not in all.
        (
            "九、“三公”经费支出决算情况说明\n公务接待费支出0.20万元，人均公务接待费100元。",
            {"narrative[hospitality].amount": "0.20"},
        ),
        # More than the budget, not more than last year.
        (
            "十、机关运行经费支出情况说明\n机关运行经费支出192.09万元，比年初预算增加10.00万元，增长5.49%。",
            {"narrative[agency_running_cost].amount": "192.09"},
        ),
        # The budget as it was changed is another one than that of the beginning of the year.
        (
            (
                f"{ITEMS}1.行政运行（项）。年初预算为2.00万元，调整预算为4.00万元，支出决算为1.00万元，"
                "完成调整预算的25.00%。"
            ),
            {
                "narrative_items[2010301].original_budget": "2.00",
                "narrative_items[2010301].amount": "1.00",
            },
        ),
        # Which of two amounts is which, only the order tells.
        (
            "三、支出决算情况说明\n支出合计411.91万元，基本支出、项目支出分别为383.47万元和28.43万元。",
            {"narrative[expenditure].amount": "411.91"},
        ),
        # Half of the sentence is about the year before.
        (
            f"{TOTALS}2024年度收、支总计均为411.91万元，2023年度收、支总计均为454.19万元。",
            {"narrative[totals].amount": "411.91"},
        ),
    ],
)
def test_what_looks_like_a_figure_of_the_row_and_is_none(
    tmp_path: Path, explanation: str, expected: dict[str, str]
) -> None:
    """What could be taken for another figure is listed with its sentence."""
    assert figures(recognised(explained(tmp_path, explanation))) == expected
    assert _left_over(tmp_path, explanation) != []


def test_the_budget_of_the_three_public_expenses_is_that_of_the_whole_year(tmp_path: Path) -> None:
    """公开09 prints 全年预算数, which texts call 预算 or 全年预算."""
    _check(
        tmp_path,
        "九、“三公”经费支出决算情况说明\n2024年度“三公”经费全年预算数为1.00万元，支出决算为0.50万元，完成全年预算的50.00%。",
        {
            "narrative[three_public].original_budget": "1.00",
            "narrative[three_public].amount": "0.50",
            "narrative[three_public].completion": "50.00",
        },
    )


def test_income_is_told_of_by_fund(tmp_path: Path) -> None:
    """Some places part appropriations into the three funds that they come from."""
    _check(
        tmp_path,
        """二、收入决算情况说明
2024年度收入合计411.91万元，其中：一般公共预算财政拨款收入400.00万元，占97.11%；政府性基金预算财政拨款收入10.00万元，占2.43%；
国有资本经营预算财政拨款收入1.91万元，占0.46%。
""",
        {
            "narrative[income].amount": "411.91",
            "narrative[income_general_budget].amount": "400.00",
            "narrative[income_general_budget].share": "97.11",
            "narrative[income_fund_budget].amount": "10.00",
            "narrative[income_fund_budget].share": "2.43",
            "narrative[income_state_capital].amount": "1.91",
            "narrative[income_state_capital].share": "0.46",
        },
    )


def test_a_unit_named_after_a_section_heads_none() -> None:
    """某市政府采购中心2024年度收入决算情况 is about income."""
    found = passages(
        PrintedPage(
            "text",
            [
                ("第三部分 2024年度部门决算情况说明",),
                ("一、某市政府采购中心2024年度收入决算情况说明",),
                ("收入合计1.00万元。",),
            ],
            line_places=["", "", ""],
            line_tables=[0, 0, 0],
        )
    )
    placed = list(place_passages(found, "某市政府采购中心"))
    assert [one.section for one in placed] == ["", "income", "income"]


def test_what_a_waiting_place_says_of_itself_names_nothing(tmp_path: Path) -> None:
    """A code within 【待补：…】 is not what the figures behind it are of."""
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n"
        "2024年度一般公共预算财政拨款支出年初预算为【待补：2010301的年初预算数】万元，"
        "支出决算为411.91万元。"
    )
    document = recognised(explained(tmp_path, text))
    items = document.tables.table("narrative_items")
    assert items is None or not items.cells


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("2024年度上级补助收入为零。", "income_superior_subsidy"),
        ("本年未发生上级补助收入。", "income_superior_subsidy"),
        ("上级补助收入无，其他收入 0 万元。", "income_superior_subsidy"),
        ("我单位没有上级补助收入、事业收入和经营收入。", "income_business"),
    ],
)
def test_words_that_say_that_there_was_none_are_an_amount(
    tmp_path: Path, sentence: str, row: str
) -> None:
    """零, 无 and 未发生 are 0.00, also in a list."""
    path = explained(tmp_path, f"二、收入决算情况说明\n{sentence}")
    assert figures(recognised(path))[f"narrative[{row}].amount"] == "0.00"


@pytest.mark.parametrize(
    "sentence",
    [
        "上年未发生上级补助收入。",
        "2023年没有上级补助收入。",
        "上级补助收入无变化。",
        "收入增加的主要原因是未发生上级补助收入。",
        "没有上级补助收入的增加。",
    ],
)
def test_words_about_another_year_or_matter_are_no_amount(tmp_path: Path, sentence: str) -> None:
    """Only what says of this year that there was none."""
    path = explained(tmp_path, f"二、收入决算情况说明\n{sentence}")
    assert "narrative[income_superior_subsidy].amount" not in figures(recognised(path))


def test_an_amount_whose_unit_is_cut_short_is_read(tmp_path: Path) -> None:
    """万 and 亿 alone are money; 万人次 and 个百分点 are not."""
    path = explained(
        tmp_path,
        "二、收入决算情况说明\n2024年度收入合计 411.91 万，其中：财政拨款收入 0.041191亿，占100%，"
        "提高 2 个百分点，服务群众 3.5 万人次。",
    )
    found = figures(recognised(path))
    assert found["narrative[income].amount"] == "411.91"
    assert found["narrative[income_appropriation].amount"] == "411.91"
    assert found["narrative[income_appropriation].share"] == "100.00"


RECEPTIONS = {
    "narrative[domestic_hospitality].amount": "1.85",
    "narrative_counts[domestic_receptions].count": "23",
    "narrative_counts[domestic_persons].count": "186",
}


@pytest.mark.parametrize(
    "sentence",
    [
        "国内公务接待支出1.85万元，国内公务接待23批次，186人次（不包括陪同人员），共计支出1.85万元。",
        "国内公务接待23批次、186人次，支出1.85万元。",
        "国内公务接待累计23批次、186人、1.85万元，主要用于上级检查。",
        "国（境）内公务接待累计23批次，186人次，金额1.85万元。",
        "国内公务接待费支出1.85万元，接待23批次，186人次。",
        "国内接待费1.85万元，全年共接待23批次186人次。",
        "国内公务接待23团组、186人次（不含陪同人员），共计支出1.85万元。",
        "国内公务接待支出1.85万元，共安排国内公务接待23批次（其中有下级单位3批次），接待人次186人。",
        "国内公务接待支出1.85万元，累计接待国内公务团组23个、来宾186人次。",
    ],
)
def test_receptions_and_what_they_cost_are_read_however_they_are_worded(
    tmp_path: Path, sentence: str
) -> None:
    """Batches, persons and amount in any order, with or without their name before each."""
    _check(tmp_path, "九、“三公”经费支出决算情况说明\n其中：" + sentence, RECEPTIONS)


def test_foreign_receptions_are_not_taken_for_domestic_ones(tmp_path: Path) -> None:
    """What a bracket or 其中 counts of foreign guests is theirs, and what follows is not."""
    heading = "九、“三公”经费支出决算情况说明\n"
    foreign = {
        "narrative_counts[foreign_receptions].count": "2",
        "narrative_counts[foreign_persons].count": "9",
    }
    counts = {key: value for key, value in RECEPTIONS.items() if "counts" in key}
    for sentence in (
        "安排国内公务接待23批次（其中：外事接待2批次），接待人次186人（其中：外事接待人次9人）。",
        "国内公务接待23批次186人，其中：国内外事接待2批次，9人。",
        "全年国内公务接待23批，累计接待186人次，其中外事接待2批，累计接待9人次。",
    ):
        _check(tmp_path, heading + sentence, {**counts, **foreign})


def test_receptions_of_no_named_kind_stay_open(tmp_path: Path) -> None:
    """Behind the total of 三公 nobody can tell whose cost and whose guests are meant."""
    sentence = "“三公”经费支出7.25万元。全年接待23批次，186人次，共计支出1.85万元。"
    explanation = "九、“三公”经费支出决算情况说明\n" + sentence
    assert figures(recognised(explained(tmp_path, explanation))) == {
        "narrative[three_public].amount": "7.25"
    }
    assert len(_left_over(tmp_path, explanation)) == 1
