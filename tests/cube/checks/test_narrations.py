"""“三公” words in narrations: found under other codes, not where they mean something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem

CODES = ("L139", "L140", "L141", "L142")


def found(*lines: dict[str, object]) -> list[Problem]:
    cube = build_cube(ledger(*lines, received(1)), Supplement())
    return [one for one in cube.problems if one.code in CODES]


def codes(narration: str, economic: str) -> set[str]:
    line = spent(100, narration=narration, economic=economic, economic_name="")
    return {one.code for one in found(line)}


@pytest.mark.parametrize(
    ("narration", "economic", "code"),
    [
        ("付省厅调研组公务接待费", "30216", "L139"),
        ("会议期间招待烟酒", "30215", "L139"),
        ("付宴请费", "30201", "L139"),
        ("付来访客商接待用餐", "30226", "L139"),
        ("付评审专家工作餐费", "30226", "L140"),
        ("办公室盒饭", "30201", "L140"),
        ("付赴德国因公出国费用", "30211", "L141"),
        ("付出国（境）培训费", "30216", "L141"),
        ("付公务用车维修费", "30213", "L142"),
        ("付豫A12345加油费", "30299", "L142"),
        ("付购置轿车款", "31002", "L142"),
    ],
)
def test_words_under_another_code_are_told(narration: str, economic: str, code: str) -> None:
    """Each kind of word under a code it does not belong to."""
    assert codes(narration, economic) == {code}


@pytest.mark.parametrize(
    ("narration", "economic"),
    [
        ("付公务接待费", "30217"),
        ("付接待室装修费", "31001"),
        ("付接待室装修费", "30213"),
        ("来访接待中心水费", "30205"),
        ("付群众信访接待大厅电费", "30206"),
        ("付招待所住宿费", "30211"),
        ("付培训班学员用餐费", "30216"),
        ("付会议用餐费", "30215"),
        ("付出差伙食费", "30211"),
        ("付食堂职工餐费补贴", "30299"),
        ("餐饮行业油烟治理经费", "30227"),
        ("付因公出国（境）费用", "30212"),
        ("付公务用车加油费", "30231"),
        ("付购置公务用车款", "31013"),
        ("付公务用车补贴", "30239"),
        ("付公务用车租赁费", "30239"),
        ("付出差过路过桥费", "30211"),
        ("付购车票款", "30211"),
        ("付发电机汽油费", "30201"),
        ("付办公费", "30201"),
        ("付差旅费", "30211"),
        ("", "30201"),
        ("付公务接待费", ""),
        ("付公务接待费", "302"),
    ],
)
def test_words_that_belong_there_are_not(narration: str, economic: str) -> None:
    """The own code, usual codes, other meanings, and lines without a code."""
    assert codes(narration, economic) == set()


def test_hits_are_clustered_by_kind_and_code() -> None:
    """One problem a kind and economic code, with all rows and the amount."""
    lines = [spent(100, narration=f"付第{n}批来宾招待费", economic="30216") for n in range(50)]
    other = spent(7, narration="付宴请费", economic="30215", economic_name="会议费")
    many, one = sorted(found(*lines, other), key=lambda problem: -problem.rows)
    assert (many.rows, many.fen, len(many.sources)) == (50, 5000, 20)
    assert "30216 培训费 有 50 行" in many.detail
    assert "“招待”" in many.detail
    assert [source.row for source in one.sources] == [55]


def test_financial_lines_are_not_counted_twice() -> None:
    """The cost account says the same; only the budget side is looked at."""
    lines = [
        spent(100, narration="付宴请费", economic="30216"),
        spent(100, narration="付宴请费", economic="30216", account="500101"),
    ]
    (one,) = found(*lines)
    assert (one.rows, one.fen) == (1, 100)


def test_what_was_taken_back_is_no_longer_told() -> None:
    """A red entry puts the mistake right."""
    line = {"narration": "付宴请费", "economic": "30216"}
    assert found(spent(100, **line), spent(-100, **line)) == []
