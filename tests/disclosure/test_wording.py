"""What people type is put into sentences: one line, one mark at the end, one number."""

from __future__ import annotations

import pytest

from xls_juesuan.disclosure.wording import plain_reason
from xls_juesuan.disclosure.wording import plain_text
from xls_juesuan.disclosure.wording import without_number


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("人员增加。", "人员增加"),
        ("人员增加；。", "人员增加"),
        ("人员增加\n项目增加；\n", "人员增加；项目增加"),
        ("因资金紧张，\n部分项目未实施", "因资金紧张，部分项目未实施"),
        ("一是人员增加。 二是项目增加。", "一是人员增加。二是项目增加"),
        ("比上年增加 3.5 万元。", "比上年增加 3.5 万元"),
        ("  \n ", ""),
    ],
)
def test_a_text_is_one_line_without_the_mark_that_ends_it(typed: str, put: str) -> None:
    """The sentence that it goes into ends with its own; no mark stands twice."""
    assert plain_text(typed) == put


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("主要原因是：人员增加。", "人员增加"),
        ("主要原因是人员增加", "人员增加"),
        ("原因为办公费增加，", "办公费增加"),
        ("主要是压减支出", "压减支出"),
        ("主要领导调整", "主要领导调整"),
        ("因压减支出", "因压减支出"),
        ("人员增加 项目增加", "人员增加；项目增加"),
        ("1.人员增加。 2.项目增加。", "1.人员增加。2.项目增加"),
    ],
)
def test_a_reason_is_not_introduced_twice(typed: str, put: str) -> None:
    """“主要原因是” stands in the sentence already; several reasons are parted."""
    assert plain_reason(typed) == put


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("（一）管理甲事", "管理甲事"),
        ("(2) 管理甲事", "管理甲事"),
        ("三、管理甲事", "管理甲事"),
        ("4.管理甲事", "管理甲事"),
        ("十二. 管理甲事", "管理甲事"),
        ("2024年管理甲事", "2024年管理甲事"),
        ("1.5万元以上的采购", "1.5万元以上的采购"),
        ("（含）以上设备", "（含）以上设备"),
        ("三农工作", "三农工作"),
    ],
)
def test_a_text_that_is_numbered_loses_its_own_number(typed: str, put: str) -> None:
    """No duty is numbered （一）（一）; figures at the start stay."""
    assert without_number(typed) == put
