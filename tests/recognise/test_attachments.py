"""Forms of the self-assessment in published documents: where they stand and what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests import self_assessments
from tests.attachment_books import write_forms
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.recognise.attachments import Attachments
from xls_juesuan.recognise.attachments import Surroundings
from xls_juesuan.recognise.attachments import read_attachments
from xls_juesuan.recognise.attachments.publication import published_month
from xls_juesuan.recognise.finding import NotRecognised
from xls_juesuan.recognise.page import PrintedPage
from xls_juesuan.recognise.source import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.tables.table import Table

UNIT = "青石县数据局"

#: A form as its model wants it: title, month, names, money, management, goals, indicators.
STRAIGHT = """
项目支出绩效自评情况表
2025年04月
项目名称|窗口服务经费
主管部门|青石县财政局|||实施单位|青石县数据局
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额：|48|48|20.85|10|43.44 %|4.34
|财政拨款|48|48|20.85|-|43.44 %|-
|财政专户管理资金|0|0|0|-|0.00%|-
|单位资金|0|0|0|-|0.00%|-
资金管理情况|方面|情况说明|||分值（20）|得分|存在问题
|安排科学性|按办法安排|||10|10|
|使用规范性|按预算使用|||10|8|票据不全
年度总体目标|预期目标||||实际完成情况
|窗口全年开放||||已开放
绩效指标
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差度
产出指标|数量指标|窗口数量|≥36个|36个|30|30|0.00
|质量指标|办件合格率|≥95%|95%|20|20|0.00
||办件满意率|≥90%|81%|20|18|-10.00 系统故障
总分|||||100|90.34
"""


def _page(text: str, *, is_text: bool = True, name: str = "附件") -> PrintedPage:
    rows = [line.split("|") for line in text.strip().split("\n")]
    if not is_text:
        return PrintedPage(name, rows)
    places = [f"第{number}行" for number in range(1, len(rows) + 1)]
    tables = [1 if len(row) > 1 else 0 for row in rows]
    return PrintedPage(name, rows, line_places=places, line_tables=tables)


def _read(*texts: str, year: int = 2024) -> Attachments:
    return _of([_page(text) for text in texts], year=year)


def _of(pages: Sequence[PrintedPage], year: int = 2024) -> Attachments:
    return read_attachments(pages, _around(year))


def _around(year: int = 2024, *, is_exact: bool = False) -> Surroundings:
    return Surroundings(
        "公开.txt",
        load_profile("henan").attachments,
        unit_name=UNIT,
        year=year,
        usual_unit="万元",
        is_exact=is_exact,
    )


def _part(read: Attachments, key: str) -> Table:
    return next(part for part in read.parts if part.key == key)


def _values(read: Attachments, part: str, row: str) -> dict[str, int]:
    table = _part(read, part)
    return {column: cell.fen for (at, column), cell in table.cells.items() if at == row}


def _wan(read: Attachments, row: str = "1", part: str = "attachment_projects") -> dict[str, float]:
    values = _values(read, part, row)
    keys = ("original_budget", "final_budget", "executed")
    return {key: values[key] / FEN_PER_WAN for key in keys if key in values}


def _doubts(read: Attachments) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in read.not_recognised]


def test_a_form_gives_money_scores_and_indicators() -> None:
    """Every figure of a form that follows its model is read, and nothing is left open."""
    read = _read(STRAIGHT)
    assert _wan(read) == {"original_budget": 48, "final_budget": 48, "executed": 20.85}
    scores = _values(read, "attachment_scores", "1")
    assert scores == {
        "weights": 100_00,
        "full_marks": 100_00,
        "scores": 90_34,
        "stated": 90_34,
        "execution_score": 4_34,
        "due_score": 4_34,
        "aspects": 20_00,
        "due_aspects": 20_00,
        "month": 202504,
        "first_month": 202504,
        "year_end": 202412,
    }
    last = _values(read, "attachment_indicators", "1005")
    assert last == {
        "weight": 20_00,
        "score": 18_00,
        "deviation": -100_000,
        "due_deviation": -100_000,
    }
    assert _doubts(read) == []


def test_every_figure_has_the_place_where_it_stands() -> None:
    """Places are those of the cells, of sums those of the printed whole."""
    read = _read(STRAIGHT)
    for part in read.parts:
        assert part.refs.keys() == part.cells.keys()
    assert _part(read, "attachment_projects").refs["1", "executed"] == "第6行第5列"
    assert _part(read, "attachment_scores").refs["1", "scores"] == "第20行第7列"
    assert _part(read, "attachment_indicators").refs["1005", "due_deviation"] == "第19行第8列"


def test_a_place_in_a_numbered_table_names_the_form_and_the_row() -> None:
    """Word counts neither tables nor rows for whoever looks: 表10第73行 alone is no place."""
    page = _page(STRAIGHT)
    numbered = replace(
        page,
        line_places=[f"表10第{line}行" for line in range(1, page.lines + 1)],
        line_tables=[10] * page.lines,
    )
    read = _of([numbered])

    (project,) = (row.name for row in _part(read, "attachment_projects").rows)
    indicators = _part(read, "attachment_indicators")
    for (row, _), ref in indicators.refs.items():
        name = indicators.row_by_key[row].name.removeprefix(project).strip()
        assert ref.endswith(f"（{project}，“{name}”行）")
    refs = _part(read, "attachment_projects").refs.values()
    assert all(ref.startswith("表10第") and f"（{project}，“" in ref for ref in refs)


def test_names_goals_and_levels_are_read() -> None:
    """Names stand beside their headings; levels are carried down to the lines below."""
    form = _read(STRAIGHT).forms[0]
    assert form.name == "窗口服务经费"
    assert form.texts["department"].text == "青石县财政局"
    assert form.texts["implementer"].text == UNIT
    assert form.goals == (("窗口全年开放", "已开放"),)
    texts = form.marks.indicators[2].texts
    assert (texts["level1"], texts["level2"]) == ("产出指标", "质量指标")


OVERALL = """
部门整体支出绩效自评情况表
2025年04月
部门整体支出情况(万元)|部门(单位)名称|年初预算数|全年预算数|全年执行数|分值|执行率|得分
|部门预算总额|477.24|524.9|412.62|10|78.61 %|8.73
|资金来源：(1) 财政拨款|477.24|524.19|411.91|-|78.58 %|-
|(2) 财政专户管理资金|0|0|0|-|0.00 %|-
|(3) 单位资金|0|0.71|0.71|-|100.0 %|-
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差度
效益指标|满意度|服务对象满意度|≥95%|95%|90|89|0.00
总分|||||100|97.73
"""


def test_the_form_of_the_unit_comes_first_whatever_its_place() -> None:
    """Forms are numbered as filling numbers them: the unit as a whole, then the projects."""
    read = _read(STRAIGHT, OVERALL)
    assert [form.is_overall for form in read.forms] == [True, False]
    assert _wan(read, "unit_funds", "attachments") == {
        "original_budget": 0,
        "final_budget": 0.71,
        "executed": 0.71,
    }
    assert _values(read, "attachments", "total")["rate"] == 786_100
    # 90 % is enough for full marks there: 78.61 ÷ 90 × 10.
    assert _values(read, "attachment_scores", "1")["due_score"] == 8_73


def test_a_form_without_its_title_begins_at_the_name_of_its_project() -> None:
    """Titles that were lost where a page ends do not join two forms; the month goes along."""
    untitled = STRAIGHT.replace("项目支出绩效自评情况表\n", "").replace("窗口服务", "大厅维修")
    read = _read(STRAIGHT + untitled.replace("2025年04月", "2025年06月"))
    assert [form.name for form in read.forms] == ["窗口服务经费", "大厅维修经费"]
    assert _values(read, "attachment_scores", "2")["month"] == 202506


def test_a_list_of_contents_is_no_form() -> None:
    """A title with nothing of a form below it says nothing."""
    assert _read("附件\n部门整体支出绩效自评情况表\n项目支出绩效自评情况表").forms == ()


def test_headings_that_are_printed_again_on_the_next_page_are_no_line() -> None:
    """A form goes on below repeated headings of its indicators."""
    heading = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差度\n"
    read = _read(STRAIGHT.replace("||办件满意率", heading + "||办件满意率"))
    assert len(read.forms[0].marks.indicators) == 3
    assert read.forms[0].marks.indicators[2].texts["level1"] == "产出指标"


def test_names_that_slipped_beside_their_headings_leave_sources_open() -> None:
    """The whole is certain by count and by its weight; of single sources the sum decides."""
    read = _read(
        """
项目支出绩效自评情况表
项目名称|平台建设
主管部门|青石县数据局|年初预算数|实施单位|青石县数据局
项目资金 (万元)|年度资金总额：|0|全年预算数|全年执行数|分值|执行率|得分
|财政拨款|0|49.8|0|10|0.0 %|0.00
|财政专户管理资金|0|0|0|-|0.0 %|-
|单位资金|0|0|0|-|0.00%|-
"""
    )
    assert _wan(read) == {"original_budget": 0, "final_budget": 49.8, "executed": 0}
    assert read.forms[0].budget.get("total", "score") is not None
    assert ("attachment_row", "全年预算数") in _doubts(read)
    assert read.forms[0].budget.get("appropriation", "final_budget") is None


@pytest.mark.parametrize(
    ("heads", "row", "sources", "amounts", "blank"),
    [
        # A heading above the names: dashes, percent sign and rate leave one reading.
        (
            "年初预算数||全年预算数|全年执行数|分值|执行率|得分",
            "年度资金总额:||0|1|10|100.0 %|10.00",
            "财政拨款||0|1|—|100.0 %|—",
            {"original_budget": 0, "executed": 1},
            "全年预算数",
        ),
        # As many figures as headings: they come in order.
        (
            "年初预算数||全年预算数|全年执行数|分值|执行率|得分",
            "年度资金总额:|48|48|20.85|10|43.44 %|4.34",
            "财政拨款|48|48|20.85|-|43.44 %|-",
            {"original_budget": 48, "final_budget": 48, "executed": 20.85},
            None,
        ),
        # The weight is missing in every line: three amounts stand before the rate.
        (
            "年初预算数|全年预算数|全年执行数|分值|执行率|得分",
            "年度资金总额：|1.62|1.62|0|0.0 %|0.00",
            "财政拨款|1.62|1.62|0|0.0 %|—",
            {"original_budget": 1.62, "final_budget": 1.62, "executed": 0},
            "分值",
        ),
    ],
)
def test_figures_beside_their_headings_are_told_by_what_is_certain(
    heads: str, row: str, sources: str, amounts: dict[str, float], blank: str | None
) -> None:
    """Order, dashes, percent signs and rates decide; a column without figures is listed."""
    read = _read(
        f"项目支出绩效自评情况表\n项目名称|驻村经费\n项目资金 (万元)|{heads}\n|{row}\n|{sources}"
    )
    assert _wan(read) == amounts
    expected = [("attachment_blank", blank)] if blank else []
    assert _doubts(read) == expected


def test_figures_that_could_be_of_two_columns_are_left_out_and_listed() -> None:
    """Two amounts for three headings without a rate are not guessed."""
    read = _read(
        """
项目支出绩效自评情况表
项目名称|驻村经费
项目资金(万元)|年初预算数|全年预算数|全年执行数
|年度资金总额|||||5|5
"""
    )
    assert "attachment_projects" not in {part.key for part in read.parts}
    assert _doubts(read) == [("attachment_column", "5"), ("attachment_column", "5")]


def test_weights_and_scores_of_the_management_come_in_order() -> None:
    """Two numbers behind the texts are weight and score wherever they stand."""
    shifted = STRAIGHT.replace("按办法安排|||10|10|", "||按办法安排|10|10")
    assert _values(_read(shifted), "attachment_scores", "1")["aspects"] == 20_00


def test_a_line_that_slipped_by_one_cell_is_read_and_listed() -> None:
    """Weight and score are told by what stands in their places; the line is named."""
    shifted = STRAIGHT.replace("|质量指标|办件合格率", "||质量指标|办件合格率")
    read = _read(shifted)
    assert _values(read, "attachment_indicators", "1004")["weight"] == 20_00
    assert _doubts(read) == [("attachment_shifted", "办件合格率")]


def test_a_line_that_cannot_be_read_leaves_the_sums_open() -> None:
    """Where a weight is no number nothing is said of the sum of the form."""
    read = _read(STRAIGHT.replace("95%|20|20|0.00", "95%|二十|20|0.00"))
    assert _doubts(read) == [("attachment_line", "质量指标")]
    assert "weights" not in _values(read, "attachment_scores", "1")


def test_where_a_unit_stands_for_the_project_the_text_above_is_its_name() -> None:
    """A project is not called as the unit that carries it out; what was done is listed."""
    read = _read(STRAIGHT.replace("项目名称|窗口服务经费", f"2023年窗口服务经费\n项目名称|{UNIT}"))
    assert read.forms[0].name == "2023年窗口服务经费"
    assert _doubts(read) == [("attachment_name", "2023年窗口服务经费")]


def test_whole_numbers_are_as_fine_as_the_figures_of_other_forms() -> None:
    """A form with 0 and 1 only shows 0.00 and 1.00 without their noughts."""
    whole = STRAIGHT.replace("48|48|20.85", "1|1|1").replace("43.44", "100.0")
    read = _read(STRAIGHT, whole)
    cell = _part(read, "attachment_projects").cells["2", "executed"]
    assert (cell.fen, cell.step) == (FEN_PER_WAN, FEN_PER_WAN // 100)


def test_everything_that_a_form_prints_is_given_once() -> None:
    """JSON gets every figure and mark with its block, line, column and place."""
    form = _read(STRAIGHT).stated[0]
    places = [figure.ref for figure in form.figures]
    assert len(places) == len(set(places))
    printed = {(one.block, one.row, one.column): one.printed for one in form.figures}
    assert printed["budget", "appropriation", "rate"] == "43.44 %"
    assert printed["management", "使用规范性", "problem"] == "票据不全"
    assert printed["indicators", "办件满意率", "deviation"] == "-10.00 系统故障"
    assert printed["total", "", "score"] == "90.34"


def test_own_forms_are_read_back_as_they_were_filled_in(tmp_path: Path) -> None:
    """Parts that are read from the sheets of the program are those that filled them."""
    supplement, facts = self_assessments.supplement(), self_assessments.facts()
    filled = build_attachments(supplement, facts, load_profile("henan"), UNIT, 2024)
    path = write_forms(tmp_path / "附件.xlsx", supplement, facts)
    read = read_attachments(read_source(path).pages, _around(is_exact=True))
    assert read.not_recognised == ()
    # A rate and a deviation are printed rounded, the latter as it follows; no form says what the
    # ledger spent.
    others = {"rate", "deviation", "spent"}
    for part in filled.parts:
        found = _part(read, part.key)
        known = {spot: cell.fen for spot, cell in part.cells.items() if spot[1] not in others}
        assert {spot: cell.fen for spot, cell in found.cells.items() if spot in known} == known
        assert [row.name for row in found.rows] == [row.name for row in part.rows]


MINISTRY = """
附件2
项目支出绩效自评表
（2023年度）
项目名称|乡村道路养护补助|||||||
主管部门及代码|[205]某县交通运输局|||实施单位|某县公路管理站|||
项目资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分|
|年度资金总额：|120.00|150.00|135.00|10|90.00%|9|
|其中：本年财政拨款|120.00|130.00|115.00|—|88.46%|—|
|上年结转资金|0.00|20.00|20.00|—|100.00%|—|
|其他资金|0.00|0.00|0.00|—|0.00%|—|
年度总体目标|年初设定目标||||全年实际完成情况||||
|养护农村道路60公里||||养护农村道路57公里||||
绩效指标|一级指标|二级指标|三级指标|年度指标值|全年实际值|分值|得分|未完成原因分析
|产出指标（50分）|数量指标|养护里程|≥60公里|57公里|30|28|连日降雨
||质量指标|验收合格率|≥98%|98%|20|20|
|效益指标（30分）|社会效益|行车时间缩短|有所缩短|有所缩短|30|28|
|满意度指标（10分）|群众满意度|沿线村民满意度|≥90%|93%|10|10|
总分||||||100|95|
自评等级：优
"""


def test_the_form_of_the_ministry_is_read_without_its_method_of_scoring() -> None:
    """Other sources, columns and words are understood; how a rate is scored there is not known."""
    read = _read(MINISTRY, year=2023)
    assert _doubts(read) == []
    assert _wan(read) == {"original_budget": 120, "final_budget": 150, "executed": 135}
    scores = _values(read, "attachment_scores", "1")
    assert (scores["weights"], scores["scores"], scores["stated"]) == (100_00, 95_00, 95_00)
    assert "due_score" not in scores
    assert "deviation" not in _values(read, "attachment_indicators", "1001")
    assert read.forms[0].goals == (("养护农村道路60公里", "养护农村道路57公里"),)


def test_money_carried_over_leaves_the_appropriation_open() -> None:
    """This year's appropriation alone is not what was spent of appropriations."""
    overall = OVERALL.replace("资金来源：(1) 财政拨款", "当年财政拨款").replace(
        "(2) 财政专户管理资金|0|0|0|-|0.00 %", "上年结转资金|0|3|3|-|100.00 %"
    )
    attachments = _part(_read(overall), "attachments")
    assert {row for row, _ in attachments.cells} == {"total", "unit_funds"}


def test_amounts_beside_their_names_are_read_in_their_own_unit() -> None:
    """Names and amounts may stand side by side, in one cell or in two, and in 元."""
    read = _read(
        """
项目支出绩效自评表
项目名称：体育设施更新
主管部门：某县教育局
金额单位：元
预算执行情况|预算数：|300000.00|执行数：|285000.00
|其中：财政拨款|300000.00|其中：财政拨款|285000.00
执行率|95%
一级指标|二级指标|三级指标|指标值|完成值|分值|自评得分
产出指标|数量指标|更新器材|20套|20套|50|50
效益指标|社会效益指标|学生体测合格率|≥90%|92%|50|48
自评得分|98
"""
    )
    assert _doubts(read) == []
    assert read.forms[0].name == "体育设施更新"
    assert _wan(read) == {"final_budget": 30, "executed": 28.5}
    assert _values(read, "attachment_projects", "1")["score"] == 98_00
    assert _values(read, "attachment_scores", "1")["weights"] == 100_00


LISTED = """
2024年度项目支出绩效自评情况汇总表
单位：万元
序号|项目名称|实施单位|年初预算数|全年预算数|全年执行数|执行率|自评得分|自评等级
1|窗口服务经费|某局|10.00|10.00|9.50|95.00%|96.5|优
2|设备购置|某局|20.00|25.00|25.00|100.00%|88|良
|合计||30.00|35.00|34.50|98.57%||
"""


def test_a_table_of_several_projects_gives_each_of_them() -> None:
    """Every line is a project, and the last line none; a form of its own says more of it."""
    read = _read(LISTED)
    assert [form.name for form in read.forms] == ["窗口服务经费", "设备购置"]
    assert _wan(read, "2") == {"original_budget": 20, "final_budget": 25, "executed": 25}
    assert _values(read, "attachment_scores", "1")["stated"] == 96_50
    assert _doubts(read) == []
    both = _read(STRAIGHT, LISTED)
    assert [form.name for form in both.forms] == ["窗口服务经费", "设备购置"]
    assert _wan(both, "1")["executed"] == 20.85


def test_indicators_may_be_the_whole_without_the_budget() -> None:
    """Where lines alone have full marks, the score of the execution is none of theirs."""
    apart = STRAIGHT.replace("|30|30|", "|40|40|").replace("|100|90.34", "|100|96")
    scores = _values(_read(apart), "attachment_scores", "1")
    assert (scores["weights"], scores["scores"], scores["stated"]) == (100_00, 96_00, 96_00)


def test_two_kinds_of_money_side_by_side_are_listed() -> None:
    """Amounts that keep to no heading are not taken for budgets."""
    read = _read(
        OVERALL.replace(
            "|(3) 单位资金|0|0.71|0.71|-|100.0 %|-",
            "|其中：一般公共预算：|1100.00||其中：基本支出：|900",
        )
    )
    assert ("attachment_line", "其中：一般公共预算：") in _doubts(read)


@pytest.mark.parametrize(
    ("name", "target", "is_due"),
    [("维修成本", "50万元", False), ("维修次数", "50万元", True), ("维修成本", "=50万元", True)],
)
def test_less_may_be_better_where_the_target_does_not_say(
    name: str, target: str, is_due: bool
) -> None:
    """A cost below its target has not missed it, unless the target has a sign."""
    changed = STRAIGHT.replace("窗口数量|≥36个|36个", f"{name}|{target}|45万元")
    values = _values(_read(changed), "attachment_indicators", "1003")
    assert ("due_deviation" in values) == is_due


@pytest.mark.parametrize(
    ("text", "month"),
    [("填报日期：2025年4月15日", 202504), ("2025-04-15", 202504), ("2024年1月—12月", None)],
)
def test_the_month_is_the_one_in_which_the_form_was_filled_in(text: str, month: int | None) -> None:
    """Dates are months; a period is not."""
    read = _read(STRAIGHT.replace("2025年04月", text))
    assert _values(read, "attachment_scores", "1").get("month") == month


@pytest.mark.parametrize(
    ("text", "before", "after", "code"),
    [
        (STRAIGHT + "自评等级|优", "优", "良", "A036"),
        (LISTED, "88|良", "88|优", "A036"),
        (STRAIGHT, "≥36个|36个", "2024年12月31日前|2024年11月31日", "A037"),
        (STRAIGHT, "≥36个|36个", "2023年12月31日前|100%", "A038"),
        (LISTED, "设备购置", "窗口服务 经费", "A043"),
    ],
)
def test_grades_dates_and_names_are_judged(text: str, before: str, after: str, code: str) -> None:
    """What is wrong beside the figures is a problem with its row."""
    assert _read(text).problems == ()
    (problem,) = _read(text.replace(before, after)).problems
    assert problem.code == code
    assert problem.sources


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("二〇二五年九月", 202509),
        ("二○二五年十一月", 202511),
        ("2025 年 9 月 30 日", 202509),
        ("２０２５年８月", 202508),
        ("2024年度", None),
        ("截至2025年9月", None),
    ],
)
def test_a_cover_states_the_month_of_publication(text: str, month: int | None) -> None:
    """Months are written in numerals of either kind, with a day or without."""
    cover = PrintedPage("公开", [["某县某局"], ["部门决算"], [text], ["目录"]])
    assert published_month([cover]) == month


@pytest.mark.parametrize("text", [STRAIGHT, OVERALL, MINISTRY], ids=["project", "unit", "ministry"])
def test_a_cell_that_is_lost_or_added_is_never_passed_over(text: str) -> None:
    """Whichever single cell moves the rest of its line: figures stay as they are, or it is said."""
    rows = [line.split("|") for line in text.strip().split("\n")]
    right = _every_figure(_read(text))
    for line, place in ((at, n) for at, row in enumerate(rows) for n in range(len(row))):
        row = rows[line]
        moved = [[*row[:place], *row[place + 1 :]], [*row[:place], "", *row[place:]]]
        for changed in moved:
            read = _read(
                "\n".join("|".join(one) for one in (*rows[:line], changed, *rows[line + 1 :]))
            )
            found = _every_figure(read)
            assert read.not_recognised or found.items() <= right.items(), (line, place)


def _every_figure(read: Attachments) -> dict[tuple[str, str, str], int]:
    return {(part.key, *spot): cell.fen for part in read.parts for spot, cell in part.cells.items()}


def test_a_sheet_with_a_form_is_not_left_over() -> None:
    """Sheets that hold forms are read; those that hold nothing known stay listed."""
    read = _of([_page(STRAIGHT, is_text=False, name="附件1")])
    left_over = [NotRecognised("sheet", "附件1"), NotRecognised("sheet", "封面")]
    assert [one.sheet for one in read.added_to(left_over)] == ["封面"]
    assert _part(read, "attachment_projects").refs["1", "executed"] == "附件1!E6"
