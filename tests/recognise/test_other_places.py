"""Documents of places that print other columns, more tables, or tables of other units and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import write_sheets
from tests.recognise.printed_forms import FIGURES
from tests.recognise.printed_forms import ITEMS
from tests.recognise.printed_forms import NAMES
from tests.recognise.printed_forms import ONE_HEAD
from tests.recognise.printed_forms import SPENDING
from tests.recognise.printed_forms import THREE_PUBLIC
from tests.recognise.printed_forms import TOTAL
from tests.recognise.printed_forms import Rows
from tests.recognise.printed_forms import read
from tests.recognise.printed_forms import shown
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.recognise import Recognised

CARRIED_HEADS: dict[str, Rows] = {
    "one line": [
        ["科目编码", "科目名称", "年初结转和结余", "本年收入", "合计", "基本支出", "项目支出",
         "年末结转和结余"],
    ],
    "two lines": [
        ["项目", "", "上年结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
        ["科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
        ["栏次", "", "1", "2", "3", "4", "5", "6"],
    ],
}  # fmt: skip
CARRIED = [
    ["合计", "", "2.00", "14.00", *TOTAL, "1.00"],
    ["201", NAMES["201"], "2.00", "14.00", *TOTAL, "1.00"],
    ["20103", NAMES["20103"], "2.00", "14.00", *TOTAL, "1.00"],
    ["2010301", NAMES["2010301"], "2.00", "9.00", *FIGURES[2], "1.00"],
    ["2010302", NAMES["2010302"], "", "5.00", *FIGURES[3], ""],
]
INCOME_AND_SPENDING = "一般公共预算财政拨款收入支出决算表"


def plain_table(title: str, above: list[str], rows: Rows) -> Rows:
    """A sheet with one table."""
    return [[title], above, *rows]


def spending(total: list[str] = TOTAL) -> Rows:
    """The table of the general public budget."""
    body = [[code, name, *line] for (code, name), line in zip(NAMES.items(), FIGURES, strict=True)]
    return [*ONE_HEAD, ["合计", "", *total], *body]


def recognised(path: Path, sheets: dict[str, Rows]) -> Recognised:
    """Recognise a workbook of several sheets."""
    return recognise_document(RecognitionRequest(write_sheets(path / "公开表.xlsx", sheets)))


@pytest.mark.parametrize("head", CARRIED_HEADS.values(), ids=CARRIED_HEADS)
def test_carry_overs_beside_the_spending_of_the_general_budget(tmp_path: Path, head: Rows) -> None:
    """收入支出决算表 of the general budget: the columns of other places are read as what they are."""
    document = read(tmp_path, INCOME_AND_SPENDING, [*head, *CARRIED])

    figures = shown(document)
    carried = {"opening", "income", "closing"}
    assert {key: fen for key, fen in figures.items() if key[1] not in carried} == ITEMS
    assert (figures["2010301", "opening"], figures["total", "income"]) == (200, 1400)
    assert figures["201", "closing"] == 100
    assert not document.not_recognised


def test_a_row_whose_carry_overs_do_not_balance_is_found(tmp_path: Path) -> None:
    """Opening and income make up spending and closing in each row, where all are printed."""
    wrong = [list(row) for row in CARRIED]
    wrong[3][3] = "9.90"
    rows: Rows = [[INCOME_AND_SPENDING], ["部门：某某局", "2024年度", "单位：万元"]]
    path = write_sheets(
        tmp_path / "公开表.xlsx", {"Sheet1": [*rows, *CARRIED_HEADS["one line"], *wrong]}
    )

    audit = audit_document(AuditRequest(path)).audit

    failed = {one.rule.code: one.row for one in audit.checks if one.outcome is Outcome.FAILED}
    assert failed["T511"] == "2010301"


@pytest.mark.parametrize(("printed", "count"), [("15.00", 0), ("15.20", 1)])
@pytest.mark.parametrize("is_first", [False, True], ids=["behind", "before"])
def test_the_same_table_in_two_forms_is_read_once_and_compared(
    tmp_path: Path, printed: str, count: int, *, is_first: bool
) -> None:
    """收入支出决算表 and 支出决算表 of the same money: the wider one is read, both must agree."""
    above = ["部门：某某局", "2024年度", "单位：万元"]
    wide = plain_table(INCOME_AND_SPENDING, above, [*CARRIED_HEADS["one line"], *CARRIED])
    narrow = plain_table(SPENDING, above, spending([printed, *TOTAL[1:]]))
    sheets = {"表5": wide, "表6": narrow} if is_first else {"表5": narrow, "表6": wide}

    document = recognised(tmp_path, sheets)

    assert shown(document)["total", "income"] == 1400
    assert not document.not_recognised
    assert len([one for one in document.problems if one.code == "F256"]) == count


def test_last_years_columns_are_named_with_what_stands_above_them(tmp_path: Path) -> None:
    """上年决算数 beside 决算数: this year's are read, and of each other column it is said whose."""
    groups = ["预算数", "决算数", "上年决算数"]
    kinds = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    below = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
    rows: Rows = [
        [text for group in groups for text in (group, *[""] * 5)],
        kinds * 3,
        below * 3,
        [str(number) for number in range(1, 19)],
        ["3.00", "", "2.00", "", "2.00", "1.00", "2.50", "", "1.80", "", "1.80", "0.70",
         "2.90", "", "2.00", "", "2.00", "0.90"],
    ]  # fmt: skip

    document = read(tmp_path, THREE_PUBLIC, rows)

    assert shown(document)["total", "outturn_total"] == 250
    assert [one.text for one in document.not_recognised] == [
        "上年决算数·合计",
        "上年决算数·公务用车购置及运行维护费·小计",
        "上年决算数·公务用车购置及运行维护费·公务用车运行维护费",
        "上年决算数·公务接待费",
    ]


def test_last_years_column_beside_lines_is_named(tmp_path: Path) -> None:
    """The same where the kinds stand below one another, and a line nobody knows is named."""
    rows: Rows = [
        ["项目", "预算数", "2024年决算数", "2023年决算数"],
        ["合计", "3.00", "2.50", "2.90"],
        ["1.因公出国（境）费", "", "", ""],
        ["2.公务用车购置及运行维护费", "2.00", "1.80", "2.00"],
        ["（1）公务用车购置费", "", "", ""],
        ["（2）公务用车运行维护费", "2.00", "1.80", "2.00"],
        ["3.公务接待费", "1.00", "0.70", "0.90"],
        ["4.外宾接待费", "", "0.10", ""],
    ]

    document = read(tmp_path, THREE_PUBLIC, rows)

    assert shown(document)["total", "outturn_total"] == 250
    assert [(one.kind, one.text) for one in document.not_recognised] == [
        ("column", "2023年决算数"),
        ("row", "4.外宾接待费"),
    ]


@pytest.mark.parametrize("is_first", [False, True], ids=["behind", "before"])
@pytest.mark.parametrize(
    ("above", "kind", "is_problem"),
    [
        (["部门：某某普查中心", "2024年度", "单位：万元"], "other_unit", False),
        (["部门：某某局", "2023年度", "单位：万元"], "other_year", True),
    ],
    ids=["of a unit below", "of last year"],
)
def test_tables_of_other_units_and_years_are_told_apart(
    tmp_path: Path, above: list[str], kind: str, *, is_problem: bool, is_first: bool
) -> None:
    """A unit's own tables are read wherever they stand; last year's are a leftover."""
    usual = ["部门：某某局", "2024年度", "单位：万元"]
    own = {
        "支出": plain_table(SPENDING, usual, spending()),
        "三公": plain_table(THREE_PUBLIC, usual, [["项目", "预算数", "决算数"],
            ["合计", "3.00", "2.50"], ["1.因公出国（境）费"], ["3.公务接待费", "3.00", "2.50"]]),
    }  # fmt: skip
    other = {"另": plain_table(SPENDING, above, spending(["99.00", *TOTAL[1:]]))}

    document = recognised(tmp_path, {**other, **own} if is_first else {**own, **other})

    (table,) = [one for one in document.tables.tables if one.key == "general_budget_expenditure"]
    assert table.cells["total", "total"].fen == 15_0000_00
    assert (document.unit_name, document.year) == ("某某局", 2024)
    assert [one.kind for one in document.not_recognised] == [kind]
    assert any(one.code == "F301" for one in document.problems) == is_problem


GROUPS = {
    "years": ("上年数", "本年数"),
    "outturns": ("上年决算数", "本年决算数"),
    "years in figures": ("2023年决算数", "2024年决算数"),
    "funds": ("政府性基金预算财政拨款", "一般公共预算财政拨款"),
}


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
@pytest.mark.parametrize("is_last", [False, True], ids=["own first", "own last"])
def test_of_two_groups_of_columns_the_tables_own_is_read(
    tmp_path: Path, groups: tuple[str, str], *, is_last: bool
) -> None:
    """This year's figures, or those of the table's money, wherever they stand; others are named."""
    other, own = groups
    order = [other, own] if is_last else [own, other]
    ninety = ["99.00", "66.00", "33.00"]

    def both(line: list[str]) -> list[str]:
        return [*ninety, *line] if is_last else [*line, *ninety]

    body = [
        [code, name, *both(line)] for (code, name), line in zip(NAMES.items(), FIGURES, strict=True)
    ]
    rows: Rows = [
        ["项目", "", order[0], "", "", order[1], "", ""],
        ["科目编码", "科目名称", *["小计", "基本支出", "项目支出"] * 2],
        ["合计", "", *both(TOTAL)],
        *body,
    ]

    document = read(tmp_path, SPENDING, rows)

    assert shown(document) == ITEMS
    assert [one.text for one in document.not_recognised] == [
        f"{other}·{kind}" for kind in ("小计", "基本支出", "项目支出")
    ]


@pytest.mark.parametrize("is_first", [False, True], ids=["behind", "before"])
def test_a_table_by_unit_is_not_taken_for_that_by_code(tmp_path: Path, *, is_first: bool) -> None:
    """Where a table is printed once by code and once by unit, that by code is read."""
    above = ["部门：某某局", "2024年度", "单位：万元"]
    by_unit = plain_table(SPENDING, above, [["单位名称", "", "合计", "基本支出", "项目支出"],
        ["合计", "", *TOTAL], ["局本级", "", *TOTAL]])  # fmt: skip
    by_code = plain_table(SPENDING, above, spending())
    sheets = {"一": by_unit, "二": by_code} if is_first else {"二": by_code, "一": by_unit}

    document = recognised(tmp_path, sheets)

    assert shown(document) == ITEMS
    assert [one.kind for one in document.not_recognised] == ["variant"]
    assert "F301" not in {one.code for one in document.problems}
