"""The self-assessment's forms: figures of a published disclosure, gaps, and what is never made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests import self_assessments
from tests.tables.samples import ALL_INPUTS
from tests.tables.samples import fill
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.disclosure.assessment_problems import project_problems
from xls_juesuan.disclosure.attachment_cells import LINES_ABOVE
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.disclosure.gaps import find_gaps
from xls_juesuan.disclosure.lacking import Lack
from xls_juesuan.disclosure.lacking import find_lacks
from xls_juesuan.disclosure.lacking import lack_problems
from xls_juesuan.model import Funding
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.disclosure.attachments import Attachments
    from xls_juesuan.disclosure.document import AttachmentTable
    from xls_juesuan.model import Fact

THREE_PUBLIC = ("overseas_travel", "vehicle_purchase", "vehicle_running", "hospitality")


def attachments(
    supplement: Supplement | None = None, facts: Sequence[Fact] | None = None
) -> Attachments:
    stated = self_assessments.supplement() if supplement is None else supplement
    spent = self_assessments.facts() if facts is None else facts
    return build_attachments(stated, spent, load_profile(), self_assessments.UNIT, 2024)


def tables(
    supplement: Supplement | None = None, facts: Sequence[Fact] | None = None
) -> tuple[AttachmentTable, ...]:
    return attachments(supplement, facts).tables


def lacks(supplement: Supplement) -> tuple[Lack, ...]:
    """What the forms lack; the tables lack nothing."""
    budgets = frozenset(f"three_public_budget.{item}" for item in THREE_PUBLIC)
    tables = fill(inputs=ALL_INPUTS | budgets)
    label = Labels(load_supplement_form())
    return find_lacks(None, attachments(supplement).forms, tables, supplement, label)


def gaps(supplement: Supplement | None = None) -> list[str]:
    return [gap.key for gap in find_gaps(tables(supplement), str)]


def line_of(table: AttachmentTable, name: str) -> list[str]:
    """What stands right of a heading, in its line."""
    head = next(cell for cell in table.cells if cell.text == name)
    found = [cell for cell in table.cells if cell.line == head.line and cell.place > head.place]
    return [cell.text for cell in sorted(found, key=lambda cell: cell.place)]


def test_the_overall_form_gives_the_published_figures() -> None:
    """Rates and scores come from exact amounts, rounded once: 8.73 is 10 × rate ÷ 90 %."""
    overall = tables()[0]

    assert overall.key == "overall"
    assert overall.title == "部门整体支出绩效自评情况表"
    assert overall.note == "2025年04月"
    total = ["477.24", "524.90", "412.62", "10", "78.61%", "8.73"]
    assert line_of(overall, "部门预算总额") == total
    appropriation = ["477.24", "524.19", "411.91", "—", "78.58%", "—"]
    assert line_of(overall, "（1）财政拨款") == appropriation
    special = ["0.00", "0.00", "0.00", "—", "0.00%", "—"]
    assert line_of(overall, "（2）财政专户管理资金") == special
    assert line_of(overall, "（3）单位资金") == ["0.00", "0.71", "0.71", "—", "100.00%", "—"]
    assert line_of(overall, "总分") == ["100", "97.73", ""]
    assert line_of(overall, "结转结余率") == ["≤5%", "21.39%", "1", "0", "327.80"]
    assert line_of(overall, "预算调整率") == ["≤10%", "9.99%", "2", "2", "0.00"]


@pytest.mark.parametrize(
    ("number", "money", "score"),
    [
        (1, ["48.00", "48.00", "20.85", "10", "43.44%", "4.34"], "91.51"),
        (2, ["6.58", "6.58", "6.58", "10", "100.00%", "10.00"], "100"),
        (3, ["1.62", "1.62", "0.00", "10", "0.00%", "0.00"], "64"),
        (4, ["0.00", "1.00", "1.00", "10", "100.00%", "10.00"], "100"),
        (5, ["0.00", "49.80", "0.00", "10", "0.00%", "0.00"], "75"),
    ],
)
def test_the_forms_of_projects_give_the_published_figures(
    number: int, money: list[str], score: str
) -> None:
    """What a project spent comes from the ledger; its score is ten times its rate."""
    project = tables()[number]

    assert project.key == f"project-{number}"
    assert line_of(project, "年度资金总额") == money
    assert line_of(project, "总分") == ["100", score, ""]


def test_a_deviation_is_followed_by_its_reason() -> None:
    """A target in words or a date is met by 100 %; what is short of that is the deviation."""
    wages = line_of(tables()[1], "大厅保洁、保安、派遣人员工资发放时间")
    assert wages == ["每月30日前", "43.44%", "5", "2.17", "-56.56 部分资金暂未支付"]


def test_cells_cover_the_rectangle_and_none_twice() -> None:
    """A Word table and a sheet can both be made of them."""
    for table in tables():
        covered = [
            (line, place)
            for cell in table.cells
            for line in range(cell.line, cell.line + cell.lines)
            for place in range(cell.place, cell.place + cell.places)
        ]
        lines = max(line for line, _ in covered) + 1
        expected = [(line, place) for line in range(lines) for place in range(len(table.widths))]
        assert sorted(covered) == expected


def test_a_complete_self_assessment_has_no_gap() -> None:
    """Optional fields that are blank are none."""
    assert gaps() == []
    assert lacks(self_assessments.supplement()) == ()


def test_nothing_is_made_up_for_what_is_missing() -> None:
    """Missing fields are marked in their cells and listed once with what waits for them."""
    whole = self_assessments.supplement()
    first, *others = whole.rows["projects"]
    kept = {key: value for key, value in first.items() if key not in {"month", "final_budget"}}
    fields = {key: value for key, value in whole.fields.items() if "fiscal_special" not in key}
    rows = {**whole.rows, "projects": (kept, *others), "overall_goals": ()}
    partial = replace(whole, fields=fields, rows=rows)

    found = gaps(partial)

    assert found == [
        "original_budget.fiscal_special",
        "final_budget.fiscal_special",
        "overall_goals",
        "projects[2024年工作经费].month",
        "projects[2024年工作经费].final_budget",
    ]
    overall, work, *_ = tables(partial)
    assert line_of(overall, "部门预算总额") == ["", "", "412.62", "10", "", ""]
    assert line_of(overall, "总分")[1] == "97.73"
    assert work.note == "待补"
    assert line_of(work, "财政拨款") == ["48.00", "待补", "20.85", "—", "", "—"]
    marked = {cell.gap for cell in (*overall.cells, *work.cells) if cell.text == "待补"}
    assert marked == set(found) - {work.note_gap}
    assert {lack.key: [spot.text for spot in lack.cells] for lack in lacks(partial)} == {
        "original_budget.fiscal_special": ["附件1!C7"],
        "final_budget.fiscal_special": ["附件1!D7"],
        "projects[2024年工作经费].month": ["附件2!A2"],
        "projects[2024年工作经费].final_budget": ["附件2!D7"],
        "overall_goals": ["附件1!B10", "附件1!F10"],
    }
    assert [(each.code, each.subject) for each in lack_problems(lacks(partial))] == [
        ("A041", "全年预算与执行"),
        ("A041", "项目"),
        ("A041", "整体目标"),
    ]


def test_money_spent_without_a_budget_has_no_rate() -> None:
    """Nothing of nothing is 0.00 %, something of nothing is no percentage."""
    whole = self_assessments.supplement()
    first, *others = whole.rows["projects"]
    rows = {**whole.rows, "projects": ({**first, "final_budget": 0}, *others)}

    work = tables(replace(whole, rows=rows))[1]

    assert line_of(work, "财政拨款") == ["48.00", "0.00", "20.85", "—", "—", "—"]
    assert line_of(work, "年度资金总额") == ["48.00", "0.00", "20.85", "10", "—", "—"]
    assert line_of(work, "单位资金") == ["0.00", "0.00", "0.00", "—", "0.00%", "—"]


def test_a_ledger_without_projects_leaves_what_they_spent_open() -> None:
    """Nobody said that they spent nothing."""
    facts = [replace(fact, project_name="") for fact in self_assessments.facts()]
    work = tables(facts=facts)[1]
    assert line_of(work, "财政拨款") == ["48.00", "48.00", "待补", "—", "", "—"]
    assert line_of(work, "总分") == ["100", "91.51", ""]


def test_money_of_a_project_by_source() -> None:
    """What a project spent of its unit's funds adds up with the appropriation."""
    whole = self_assessments.supplement()
    first, *others = whole.rows["projects"]
    more = {"final_budget_unit_funds": 2_000_000, "executed_unit_funds": 500_000}
    rows = {**whole.rows, "projects": ({**first, **more}, *others)}
    work = tables(replace(whole, rows=rows))[1]
    assert line_of(work, "单位资金") == ["0.00", "2.00", "0.50", "—", "25.00%", "—"]
    assert line_of(work, "年度资金总额") == ["48.00", "50.00", "21.35", "10", "42.70%", "4.27"]


def test_a_supplement_that_says_nothing_of_them_has_no_attachments() -> None:
    """Blank forms tell nobody anything."""
    assert tables(Supplement("补充资料.xlsx", fields={"unit.name": "某某局"})) == ()


def test_a_supplement_without_projects_has_the_overall_form_alone() -> None:
    """And one of projects alone has no overall form."""
    whole = self_assessments.supplement()
    assert [each.key for each in tables(replace(whole, rows={}))] == ["overall"]
    alone = replace(whole, fields={}, rows={"projects": whole.rows["projects"][:2]})
    assert [each.key for each in tables(alone)] == ["project-1", "project-2"]


def test_lines_of_no_project_are_said_once() -> None:
    """They would be in no form, and nobody would miss them."""
    whole = self_assessments.supplement()
    first, second, *others = whole.rows["project_indicators"]
    wrong = ({**line, "project": "2025年工作经费"} for line in (first, second))
    rows = {**whole.rows, "project_indicators": (*wrong, *others)}

    label = Labels(load_supplement_form())
    (problem,) = project_problems(replace(whole, rows=rows), label)

    assert (problem.code, problem.subject) == ("A042", "project_indicators[2025年工作经费]")
    assert "“项目指标”表有 2 行的项目名称“2025年工作经费”" in problem.detail


def test_lines_of_a_list_are_named_in_the_keys_of_their_gaps() -> None:
    """By their project and what they are called, else by their number."""
    whole = self_assessments.supplement()
    first, *others = whole.rows["project_indicators"]
    short = {key: value for key, value in first.items() if key != "target"}
    goal = {"expected": "规范事项管理。"}
    rows = {
        **whole.rows,
        "project_indicators": (short, *others),
        "overall_goals": (goal,),
    }
    assert gaps(replace(whole, rows=rows)) == [
        "overall_goals[第1行].actual",
        "project_indicators[2024年工作经费 工作总成本].target",
    ]


def test_money_of_an_undecided_source_is_in_the_total_alone() -> None:
    """Which source it belongs to is not guessed; the total is known all the same."""
    first, *others = self_assessments.facts()
    facts = [replace(first, funding=Funding.UNDECIDED), *others]
    work = tables(facts=facts)[1]
    assert line_of(work, "年度资金总额")[:3] == ["48.00", "48.00", "20.85"]
    assert line_of(work, "财政拨款")[2] == "待补"


def test_findings_lead_to_the_cells_that_have_their_figures() -> None:
    """Each figure that rules judge is that of the cell on its sheet."""
    made = attachments()
    shown = {
        f"{form.sheet}!{column_letters(cell.place)}{LINES_ABOVE + cell.line + 1}": cell.value
        for form in made.forms
        for cell in form.cells
    }
    judged = ("weight", "score", "weights", "scores", "original_budget", "final_budget", "executed")
    found = [
        (part.refs[row, column], cell.fen)
        for part in made.parts
        for (row, column), cell in part.cells.items()
        if column in judged and (row, column) in part.refs
    ]
    assert len(found) > 200
    assert [(ref, fen) for ref, fen in found if shown[ref] != fen] == []
    (overall,) = (part for part in made.parts if part.key == "attachments")
    assert overall.refs["unit_funds", "executed"] == "附件1!E8"
