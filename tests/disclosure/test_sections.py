"""The sections of units that are not like the example, and what is missing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import journal_workbook
from tests.disclosure.accounts import disclosure_of
from tests.disclosure.accounts import section
from tests.disclosure.accounts import sections
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import voucher_lines
from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL

if TYPE_CHECKING:
    from xls_juesuan.disclosure.document import Disclosure


@pytest.fixture(scope="module")
def institution(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    """Every kind of income and spending, three funds, no supplement."""
    path = tmp_path_factory.mktemp("单位") / "台账.xlsx"
    return disclosure_of(journal_workbook(path, voucher_lines(MOVES)))


def test_every_income_and_expenditure_has_its_share(institution: Disclosure) -> None:
    """Business and affiliate items are told for institutions."""
    (income,) = section(institution, "二、", "收入决算")
    (spending,) = section(institution, "三、", "支出决算")
    for word in ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"):
        assert f"{word}" in income
    for word in ("上缴上级支出", "经营支出", "对附属单位补助支出"):
        assert f"{word}" in spending


def test_funds_tell_opening_income_spending_and_closing(institution: Disclosure) -> None:
    """Government funds and state capital have figures where there are any."""
    (fund,) = section(institution, "七、")
    assert "年初结转和结余11.92万元，本年收入40.00万元，本年支出38.89万元" in fund
    assert "年末结转和结余13.03万元" in fund
    (capital,) = section(institution, "八、")
    assert "支出5.00万元，其中：基本支出0.00万元，项目支出5.00万元" in capital


def test_an_institution_has_no_running_costs_of_an_agency(institution: Disclosure) -> None:
    """It says so instead of giving a figure."""
    assert section(institution, "十、") == [
        "我部门不是行政单位，也不是参照公务员法管理的事业单位，机关运行经费不适用。"
    ]


def test_last_year_unknown_is_a_gap_and_no_zero(institution: Disclosure) -> None:
    """Nothing is said to have grown from nothing."""
    (totals,) = section(institution, "一、", "总体")
    assert "【待补：上年收、支总计】" in totals
    assert "不可比" not in totals


def test_terms_are_explained_that_occur_and_no_others(institution: Disclosure) -> None:
    """Each 项 of 公开05 has an entry, and only kinds of money that the document has."""
    terms = sections(institution)["第四部分 名词解释"]
    assert any("事业收入：" in term for term in terms)
    assert any("农业农村（款）事业运行（项）：" in term for term in terms)
    example = sections(disclosure_of(JOURNAL, EXAMPLES / "supplement.xlsx"))["第四部分 名词解释"]
    assert not any("事业收入：" in term for term in example)
    assert [term.split("、")[0] for term in example][:3] == ["一", "二", "三"]


def test_a_missing_field_is_listed_once_with_all_its_sentences(institution: Disclosure) -> None:
    """The list of the original budget is missing in the total and in every item."""
    keys = [gap.key for gap in institution.gaps]
    assert len(keys) == len(set(keys))
    gap = next(one for one in institution.gaps if one.key == "original_budget_by_function")
    assert len(gap.blocked) == 6
    assert gap.label == "年初预算"
