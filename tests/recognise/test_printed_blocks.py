"""Tables as different places print them: blocks, sides and pairs of columns are read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.recognise.printed_forms import BASIC
from tests.recognise.printed_forms import SUMMARY
from tests.recognise.printed_forms import THREE_PUBLIC
from tests.recognise.printed_forms import Found
from tests.recognise.printed_forms import Rows
from tests.recognise.printed_forms import read
from tests.recognise.printed_forms import shown
from xls_juesuan.declarations.relation.nodes import Span

if TYPE_CHECKING:
    from pathlib import Path

# ---------------------------------------------------------------------- 公开06 in blocks

#: Economic codes with their figures, in hundredths of a 万元.
ECONOMIC = {
    "301": ("工资福利支出", 300),
    "30101": ("基本工资", 200),
    "30113": ("住房公积金", 100),
    "302": ("商品和服务支出", 60),
    "30201": ("办公费", 60),
    "310": ("资本性支出", 40),
    "31002": ("办公设备购置", 40),
}
BY_CODE: Found = {
    **{(code, "amount"): fen for code, (_, fen) in ECONOMIC.items()},
    ("personnel_total", "amount"): 300,
    ("public_use_total", "amount"): 100,
}
BLOCK = ["经济分类科目编码", "科目名称", "决算数"]


def economic(*codes: str, in_two: bool = False) -> Rows:
    """Lines of a block."""
    return [
        [*([code[:3], code[3:]] if in_two else [code]), ECONOMIC[code][0], ECONOMIC[code][1] / 100]
        for code in codes
    ]


def beside(*blocks: Rows) -> Rows:
    """Blocks beside one another, the shorter ones filled up with blanks."""
    height = max(map(len, blocks))
    filled = [[*block, *[[""] * len(block[0])] * (height - len(block))] for block in blocks]
    return [[cell for part in line for cell in part] for line in zip(*filled, strict=True)]


PERSONNEL, GOODS, CAPITAL = ("301", "30101", "30113"), ("302", "30201"), ("310", "31002")
TOTALS: Rows = [["人员经费合计", "", 3.0, "公用经费合计", "", 1.0]]
BLOCKS: dict[str, Rows] = {
    "three blocks": [
        ["人员经费", "", "", "公用经费", "", "", "", "", ""],
        BLOCK * 3,
        *beside(economic(*PERSONNEL), economic(*GOODS), economic(*CAPITAL)),
        ["人员经费合计", "", 3.0, "公用经费合计", "", "", "", "", 1.0],
    ],
    "two blocks": [
        BLOCK * 2,
        *beside(economic(*PERSONNEL), economic(*GOODS, *CAPITAL)),
        *TOTALS,
    ],
    "two blocks with other borders": [
        BLOCK * 2,
        *beside(economic(*PERSONNEL, *GOODS), economic(*CAPITAL)),
        *TOTALS,
    ],
    "one long list": [
        BLOCK,
        *economic(*PERSONNEL, *GOODS, *CAPITAL),
        ["人员经费合计", "", 3.0],
        ["公用经费合计", "", 1.0],
    ],
    "names without codes": [
        ["科目名称", "决算数"] * 2,
        *beside(
            [line[1:] for line in economic(*PERSONNEL)],
            [line[1:] for line in economic(*GOODS, *CAPITAL)],
        ),
        ["人员经费合计", 3.0, "公用经费合计", 1.0],
    ],
    "code and name in one cell": [
        ["科目", "决算数"] * 2,
        *beside(
            [[f"{line[0]}{line[1]}", line[2]] for line in economic(*PERSONNEL)],
            [[f"{line[0]} {line[1]}", line[2]] for line in economic(*GOODS, *CAPITAL)],
        ),
        ["人员经费合计", 3.0, "公用经费合计", 1.0],
    ],
    "totals on top": [
        BLOCK,
        ["", "人员经费合计", 3.0],
        ["", "公用经费合计", 1.0],
        *economic(*PERSONNEL, *GOODS, *CAPITAL),
    ],
    "codes in two columns": [
        ["科目编码", "", "科目名称", "决算数"] * 2,
        ["类", "款", "", ""] * 2,
        *beside(economic(*PERSONNEL, in_two=True), economic(*GOODS, *CAPITAL, in_two=True)),
        ["人员经费合计", "", "", 3.0, "公用经费合计", "", "", 1.0],
    ],
    "codes in two columns below one head": [
        ["经济分类科目编码", "", "科目名称", "决算数"] * 2,
        *beside(economic(*PERSONNEL, in_two=True), economic(*GOODS, *CAPITAL, in_two=True)),
        ["人员经费合计", "", "", 3.0, "公用经费合计", "", "", 1.0],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", BLOCKS.values(), ids=BLOCKS)
def test_economic_codes_are_read_in_any_number_of_blocks(tmp_path: Path, rows: Rows) -> None:
    """Two or three blocks beside one another, or one list: each code has its figure."""
    document = read(tmp_path, BASIC, rows)

    assert shown(document) == BY_CODE
    assert not document.not_recognised


def test_a_code_that_no_place_prints_keeps_its_figure(tmp_path: Path) -> None:
    """312 and 39906 of former years stand beside the codes that are still printed."""
    old: Rows = [["312", "对企业补助", 0.5], ["31204", "费用补贴", 0.5], ["39906", "赠与", 0.25]]

    found = shown(read(tmp_path, BASIC, [BLOCK, *economic(*GOODS), *old]))

    assert found["31204", "amount"] == 50
    assert found["39906", "amount"] == 25


# ---------------------------------------------------------------------- 公开01

INCOME = ["一、一般公共预算财政拨款收入", "二、政府性基金预算财政拨款收入", "三、事业收入"]
SPENT = ["一、一般公共服务支出", "二、债务还本支出", "三、债务付息支出", "四、抗疫特别国债支出"]
SPENT_KEYS = ("L31", "L54", "L55", "L56")


def summary(head: Rows, left: list[Any], right: list[Any]) -> Rows:
    """A summary with what stands before the figure on either side."""
    figures = [(6.0, 4.0), (1.0, 1.0), ("", 1.5), ("", 0.5)]
    rows: Rows = [
        [*one, a, *other, b]
        for one, other, (a, b) in zip([*left, [""] * len(left[0])], right, figures, strict=True)
    ]
    pad = [""] * (len(left[0]) - 1)
    return [
        *head,
        *rows,
        ["本年收入合计", *pad, 7.0, "本年支出合计", *pad, 7.0],
        ["年初结转和结余", *pad, 1.0, "年末结转和结余", *pad, 1.0],
        ["总计", *pad, 8.0, "总计", *pad, 8.0],
    ]


SUMMED: Found = {
    ("L1", "amount"): 600,
    ("L2", "amount"): 100,
    ("L27", "amount"): 700,
    ("L29", "amount"): 100,
    ("L30", "amount"): 800,
    ("L57", "amount"): 700,
    ("L59", "amount"): 100,
    ("L60", "amount"): 800,
    **dict(zip([(key, "amount") for key in SPENT_KEYS], (400, 100, 150, 50), strict=True)),
}
PLAIN = summary(
    [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]],
    [[one] for one in INCOME],
    [[one] for one in SPENT],
)
SUMMARIES = {
    "a single line of heads": PLAIN[1:],
    "a blank line below the first heads": [PLAIN[0], [], *PLAIN[1:]],
    "no line numbers": PLAIN,
    "other line numbers": summary(
        [["收入", "", "", "支出", "", ""], ["项目", "行次", "金额", "项目", "行次", "金额"]],
        [[one, at] for at, one in enumerate(INCOME, 1)],
        [[one, at] for at, one in enumerate(SPENT, 28)],
    ),
    "no ordinals": summary(
        [["收入", "", "支出", ""], ["项目", "金额", "项目", "金额"]],
        [[one[2:]] for one in INCOME],
        [[one[2:]] for one in SPENT],
    ),
}


@pytest.mark.parametrize("rows", SUMMARIES.values(), ids=SUMMARIES)
def test_rows_of_a_summary_are_known_by_their_names(tmp_path: Path, rows: Rows) -> None:
    """Debts and bonds, few rows or many, with or without 行次: a row is what it is called."""
    document = read(tmp_path, SUMMARY, rows)

    assert shown(document) == SUMMED
    assert not [one for one in document.not_recognised if one.kind != "renamed"]


def test_a_category_that_no_place_prints_belongs_to_the_sum(tmp_path: Path) -> None:
    """A row 债务发行费用支出 is read, by the list of categories, and counted with the others."""
    rows = [["一、债务发行费用支出" if cell == SPENT[0] else cell for cell in line]
            for line in PLAIN]  # fmt: skip
    document = read(tmp_path, SUMMARY, rows)

    assert document.tables.cell("income_expenditure", "233", "amount") == 4 * 10**6
    every = document.tables.rows("income_expenditure", Span("L31", "L56"))
    assert sum(document.tables.cell("income_expenditure", row, "amount") for row in every) == (
        7 * 10**6
    )


@pytest.mark.parametrize(
    "head",
    [
        ["项目", "2023年决算数", "2024年决算数", "项目", "2023年决算数", "2024年决算数"],
        ["项目", "上年决算数", "本年决算数", "项目", "上年决算数", "本年决算数"],
        ["项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"],
    ],
)
def test_figures_of_another_kind_beside_the_outturn_are_left_alone(
    tmp_path: Path, head: list[Any]
) -> None:
    """Columns of last year or of the budget are named as not recognised, and change nothing."""
    wider = [[*line[:1], 9.99, *line[1:3], 9.99, line[3]] for line in PLAIN[2:]]
    above = ["收入", "", "", "支出", "", ""]
    document = read(tmp_path, SUMMARY, [above, head, *wider])

    assert shown(document) == SUMMED
    assert [(one.kind, one.text) for one in document.not_recognised] == [
        ("column", f"收入·{head[1]}"),
        ("column", f"支出·{head[1]}"),
    ]


# ---------------------------------------------------------------------- three public expenses

BUDGET, OUTTURN = [10, 1, 5, 2, 3, 4], [9, 1, 5, 2, 3, 3]
KEYS = (
    *("total", "overseas_travel", "vehicles"),
    *("vehicle_purchase", "vehicle_running", "hospitality"),
)
THREE: Found = {
    **{("total", f"budget_{key}"): one * 100 for key, one in zip(KEYS, BUDGET, strict=True)},
    **{("total", f"outturn_{key}"): one * 100 for key, one in zip(KEYS, OUTTURN, strict=True)},
}
_CAR = "公务用车购置及运行费"
PUBLIC: dict[str, Rows] = {
    "six and six": [
        ["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""],
        ["合计", "因公出国（境）费", _CAR, "", "", "公务接待费"] * 2,
        ["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2,
        [*BUDGET, *OUTTURN],
    ],
    "below one another": [
        ["项目", "预算数", "决算数"],
        ["合计", BUDGET[0], OUTTURN[0]],
        ["1.因公出国（境）费用", BUDGET[1], OUTTURN[1]],
        ["2.公务接待费", BUDGET[5], OUTTURN[5]],
        ["3.公务用车购置及运行费", BUDGET[2], OUTTURN[2]],
        ["其中：（1）公务用车购置费", BUDGET[3], OUTTURN[3]],
        ["（2）公务用车运行维护费", BUDGET[4], OUTTURN[4]],
    ],
    "in pairs": [
        ["合计", "", "因公出国（境）费", "", _CAR, "", "", "", "", "", "公务接待费", ""],
        ["", "", "", "", "小计", "", "公务用车购置费", "", "公务用车运行费", "", "", ""],
        ["预算数", "决算数"] * 6,
        [one for pair in zip(BUDGET, OUTTURN, strict=True) for one in pair],
    ],
}


@pytest.mark.parametrize("rows", PUBLIC.values(), ids=PUBLIC)
def test_budget_and_outturn_are_told_apart_in_either_order(tmp_path: Path, rows: Rows) -> None:
    """Six budget columns before six of outturn, or both side by side below each kind."""
    assert shown(read(tmp_path, THREE_PUBLIC, rows)) == THREE


def test_a_heading_that_the_next_page_repeats_is_no_row(tmp_path: Path) -> None:
    """Two blocks that go on over a page repeat their heading: nothing of it is left over."""
    first, second = beside(economic(*PERSONNEL), economic(*GOODS)), economic(*CAPITAL)
    rows = [
        *[["人员经费", "", "", "公用经费", "", ""], BLOCK * 2, *first],
        *[["人员经费", "", "", "公用经费", "", ""], BLOCK * 2],
        *beside([["", "", ""]], second),
        *TOTALS,
    ]
    document = read(tmp_path, BASIC, rows)

    assert shown(document) == BY_CODE
    assert not document.not_recognised


@pytest.mark.parametrize("word", ["金额", "决算数", "金额（万元）", "本年决算数"])
def test_a_column_is_known_by_any_of_its_names(tmp_path: Path, word: str) -> None:
    """金额 or 决算数, with a unit beside it or not."""
    rows = [[word if cell == "决算数" else cell for cell in line]
            for line in PLAIN]  # fmt: skip

    assert shown(read(tmp_path, SUMMARY, rows)) == SUMMED


def test_codes_among_budget_and_outturn_are_not_amounts(tmp_path: Path) -> None:
    """Whole numbers of a budget column that look like codes make no rows."""
    rows: Rows = [
        ["科目编码", "科目名称", "预算数", "决算数"],
        *([*line[:2], 302, line[2]] for line in economic(*PERSONNEL)),
        ["人员经费合计", "", 303, 3.0],
    ]

    assert shown(read(tmp_path, BASIC, rows)) == {
        place: fen
        for place, fen in BY_CODE.items()
        if place[0].startswith("301") or place[0] == "personnel_total"
    }
