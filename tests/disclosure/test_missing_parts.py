"""What a document says where the supplement gives nothing: it waits, and invents nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.disclosure.accounts import sections
from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.narrative import load_narrative
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.disclosure.compose import compose
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.disclosure.lacking import find_lacks
from xls_juesuan.pipeline import compute
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.accounts import Accounts
    from xls_juesuan.disclosure.document import Disclosure

PART = "第五部分 附件"


@pytest.fixture(scope="module")
def example() -> Accounts:
    return compute(FillRequest(JOURNAL, supplement=EXAMPLES / "supplement.xlsx"))


def composed(example: Accounts, supplement: Supplement) -> Disclosure:
    """The example's document with another supplement."""
    found = build_attachments(
        supplement, example.cube.facts, example.profile, example.unit_name, example.year
    )
    form = load_supplement_form()
    return compose(load_narrative(), example.tables, supplement, form, found.tables)


def keys(document: Disclosure) -> list[str]:
    return [gap.key for gap in document.gaps]


def sections_waiting(example: Accounts, document: Disclosure, name: str) -> list[str]:
    """Sections with sentences that wait for a field."""
    label = Labels(load_supplement_form())
    lacks = find_lacks(document, (), example.tables, Supplement(), label)
    (lack,) = (each for each in lacks if each.label == name)
    return [section for section, _ in lack.sentences]


def test_attachments_are_listed_by_title_and_project(example: Accounts) -> None:
    """Five tables of the same title are told apart in the contents."""
    document = composed(example, example.supplement)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    listed = headings[headings.index(PART) + 1 :]
    assert listed[:2] == [
        "一、部门整体支出绩效自评情况表",
        "二、“2024年工作经费”项目支出绩效自评情况表",
    ]
    assert len(listed) == len(set(listed)) == 6
    assert PART not in sections(document)


def test_without_a_self_assessment_the_attachments_wait_for_it(example: Accounts) -> None:
    """A part without anything would look finished."""
    document = composed(example, Supplement())
    assert sections(document)[PART] == [
        "部门整体支出绩效自评情况表：【待补：整体指标】",
        "项目支出绩效自评情况表：【待补：项目】",
    ]
    assert {"overall_indicators", "projects"} <= set(keys(document))
    assert PART in sections_waiting(example, document, "整体指标")


def test_what_is_there_is_not_waited_for(example: Accounts) -> None:
    """Half of the attachments leave a gap for the other half."""
    whole = example.supplement
    rows = {key: value for key, value in whole.rows.items() if "project" not in key}
    assert sections(composed(example, replace(whole, rows=rows)))[PART] == [
        "项目支出绩效自评情况表：【待补：项目】"
    ]


def test_a_unit_without_projects_says_so_where_it_stated_it(example: Accounts) -> None:
    """Only a zero that somebody wrote is one."""
    stated = Supplement(fields={"performance.assessed_projects": 0})
    found = sections(composed(example, stated))
    assert (
        f"{example.unit_name}2024年度没有开展绩效自评的项目，没有项目支出绩效自评情况表。"
        in (found[PART])
    )
    assert "我部门2024年度没有项目绩效自评结果。" in found["十三、预算绩效情况说明"]
    unknown = sections(composed(example, Supplement()))["十三、预算绩效情况说明"]
    assert any("【待补：项目】" in text for text in unknown)


def test_which_units_are_covered_is_not_made_up(example: Accounts) -> None:
    """A list left blank says nothing; one with the unit alone says that there are no others."""
    found = sections(composed(example, Supplement()))["二、机构设置"]
    assert found[-1] == "本部门2024年度部门决算的编制范围是【待补：决算单位】。"
    given = sections(composed(example, example.supplement))["二、机构设置"]
    assert given[-1].endswith("本级，没有下属单位。")


def test_the_month_on_the_cover_is_waited_for(example: Accounts) -> None:
    """The cover is part of the document like any other."""
    assert composed(example, example.supplement).published.text == "二〇二五年九月"
    document = composed(example, Supplement())
    assert document.published.text == "【待补：公开年月】"
    assert keys(document)[0] == "unit.published_month"
    assert sections_waiting(example, document, "公开年月") == ["封面"]
