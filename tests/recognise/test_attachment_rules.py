"""Rules about the self-assessment on published documents, with the places of their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.test_attachments import OVERALL
from tests.recognise.test_attachments import STRAIGHT
from tests.recognise.text_documents import with_tabs
from tests.recognise.text_documents import write_text
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.recognising import forms_found
from xls_juesuan.writing.spots import DocumentSpots

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.tables import TableSet

#: Executed amounts of the other projects, so that all of them make up the tables' 28.43.
OTHERS = ("6.58", "1")


def _other(executed: str) -> str:
    return f"""
项目支出绩效自评情况表
2025年04月
项目名称|驻村经费{executed}
项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
|年度资金总额：|9|9|{executed}|||
"""


@pytest.fixture
def audited(tmp_path: Path, printed: TableSet) -> AuditedDocument:
    """The example's tables with a form of the unit and three projects."""
    return _audited(tmp_path, printed, (OVERALL, STRAIGHT, *map(_other, OTHERS)))


def _audited(
    folder: Path, printed: TableSet, forms: tuple[str, ...], cover: str = "公开文本"
) -> AuditedDocument:
    path = write_text(folder / "公开.txt", printed, with_tabs)
    lines = "\n".join(forms).replace("|", "\t")
    path.write_text(f"{cover}\n{path.read_text(encoding='utf-8')}\n{lines}", encoding="utf-8")
    return audit_document(AuditRequest(path))


def _line_of(place: str) -> int:
    """The line of the file that a place names."""
    return int(place.partition("行")[0].rpartition("第")[2])


def _outcomes(audited: AuditedDocument) -> dict[str, Outcome]:
    return {finding.code: finding.outcome for finding in audited.audit.findings}


def test_money_that_is_in_no_table_is_found_with_its_place(audited: AuditedDocument) -> None:
    """Unit funds beside tables that know of appropriations only are a warning."""
    finding = next(each for each in audited.audit.findings if each.code == "A007")
    assert finding.outcome is Outcome.FAILED
    place = DocumentSpots(audited.recognised.tables).of(finding).text
    line = audited.recognised.path.read_text(encoding="utf-8").split("\n")[_line_of(place) - 1]
    assert "单位资金" in line
    assert place.endswith("行第5列")
    assert "现为 0.71 万元" in finding.message


def test_projects_are_held_against_the_tables(audited: AuditedDocument) -> None:
    """What all projects spent is no more than the project expenditure of the tables."""
    assert _outcomes(audited)["A011"] is Outcome.PASSED
    assert _outcomes(audited)["A001"] is Outcome.PASSED
    assert _outcomes(audited)["A013"] is Outcome.PASSED


def test_projects_without_a_form_are_no_fault(tmp_path: Path, printed: TableSet) -> None:
    """A document attaches the forms of some projects; only more than was spent contradicts it."""
    audited = _audited(tmp_path, printed, (OVERALL, STRAIGHT, _other("1")))
    assert _outcomes(audited)["A011"] is Outcome.PASSED
    assert _outcomes(audited)["A054"] is Outcome.NOT_CHECKABLE
    more = _audited(tmp_path, printed, (OVERALL, STRAIGHT, _other("8.58")))
    assert _outcomes(more)["A011"] is Outcome.FAILED


def test_a_project_whose_amount_is_not_known_leaves_the_sum_unchecked(
    tmp_path: Path, printed: TableSet
) -> None:
    """A blank is not nothing: the sum of all projects is then not judged."""
    audited = _audited(tmp_path, printed, (OVERALL, STRAIGHT, _other("")))
    assert _outcomes(audited)["A011"] is Outcome.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("A001", "|部门预算总额|477.24", "|部门预算总额|474.72"),
        ("A002", "|524.19|411.91|-|78.58 %", "|411.19|411.91|-|100.18 %"),
        ("A003", "78.58 %", "78.85 %"),
        ("A012", "|48|48|20.85", "|48|20|20.85"),
        ("A013", "43.44 %|4.34", "44.43 %|4.34"),
        ("A021", "36个|30|30", "36个|20|20"),
        ("A022", "|100|90.34", "|100|93.04"),
        ("A023", "95%|20|20|0.00", "95%|20|21|0.00"),
        ("A024", "43.44 %|4.34", "43.44 %|4.43"),
        ("A025", "-10.00 系统", "10.00 系统"),
        ("A026", "-10.00 系统", "-9.00 系统"),
        ("A028", "|81%|20|18", "|81%|20|20"),
        ("A029", "按办法安排|||10|10", "按办法安排|||15|10"),
        ("A030", "2025年04月", "2024年04月"),
        ("A051", "年度资金总额：|48|48|20.85", "年度资金总额：|49|48|20.85"),
        ("A052", "年度资金总额：|48|48|20.85", "年度资金总额：|48|49|20.85"),
        ("A053", "年度资金总额：|48|48|20.85", "年度资金总额：|48|48|20.95"),
    ],
)
def test_a_slip_in_a_form_breaks_its_rule(
    tmp_path: Path, printed: TableSet, code: str, before: str, after: str
) -> None:
    """Each rule about forms judges what a document prints."""
    forms = tuple(form.replace(before, after) for form in (OVERALL, STRAIGHT))
    assert forms != (OVERALL, STRAIGHT)
    audited = _audited(tmp_path, printed, forms)
    assert _outcomes(audited)[code] is Outcome.FAILED


NARRATIVE = (
    "第三部分 2024年度部门决算情况说明",
    "十三、预算绩效情况说明",
    "组织对2024年度1个项目支出全面开展绩效自评，涉及资金48万元。",
    "部门整体支出绩效自评得分97.73分。",
    "1.窗口服务经费项目绩效自评得分90.34分，全年预算数48万元，执行数20.85万元。",
)


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("A045", "执行数20.85", "执行数20.58"),
        ("A046", "预算数48万", "预算数84万"),
        ("A047", "得分90.34", "得分94.30"),
        ("A048", "得分97.73", "得分93.77"),
        ("A049", "1个项目支出", "2个项目支出"),
        ("A050", "资金48万", "资金58万"),
    ],
)
def test_forms_are_held_against_the_explanation(
    tmp_path: Path, printed: TableSet, code: str, before: str, after: str
) -> None:
    """What both say of the unit and of a project is one number."""
    text = "\n".join(NARRATIVE)
    right = _outcomes(_audited(tmp_path, printed, (text, OVERALL, STRAIGHT)))
    assert right[code] is Outcome.PASSED
    wrong = _outcomes(_audited(tmp_path, printed, (text.replace(before, after), OVERALL, STRAIGHT)))
    assert wrong[code] is Outcome.FAILED


def test_scores_that_contradict_one_another_are_told_in_points(
    tmp_path: Path, printed: TableSet
) -> None:
    """What is printed and what it should be are scores, not amounts of money."""
    text = "\n".join(NARRATIVE).replace("得分90.34", "得分94.30")
    audited = _audited(tmp_path, printed, (text, OVERALL, STRAIGHT))
    (said,) = [
        one.message
        for one in audited.audit.findings
        if one.code == "A047" and one.outcome is Outcome.FAILED
    ]
    assert "印的是 94.3 分" in said
    assert " 元" not in said


def test_the_sources_of_a_project_make_up_its_total(tmp_path: Path, printed: TableSet) -> None:
    """A source that is blank leaves it open, and so does a part of another source."""
    codes = ("A051", "A052", "A053")
    right = _outcomes(_audited(tmp_path, printed, (OVERALL, STRAIGHT)))
    assert {right[code] for code in codes} == {Outcome.PASSED}
    blank = STRAIGHT.replace("|单位资金|0|0|0|", "|单位资金||||")
    within = STRAIGHT.replace("|单位资金|0|0|0|", "|其中：当年财政拨款|40|40|20|")
    for form in (blank, within):
        assert form != STRAIGHT
        found = _outcomes(_audited(tmp_path, printed, (OVERALL, form)))
        assert not {found[code] for code in codes} & {Outcome.PASSED, Outcome.FAILED}


def test_the_report_counts_the_forms(audited: AuditedDocument) -> None:
    """How many forms of the unit and of projects were read is said."""
    are_overall = [form.is_overall for form in audited.recognised.forms]
    assert forms_found(are_overall) == "认出绩效自评表：部门整体 1 张、项目 3 个"


def test_a_form_is_not_filled_in_after_publication(tmp_path: Path, printed: TableSet) -> None:
    """The month on the cover is held against the months of the forms."""
    early = _audited(tmp_path, printed, (OVERALL, STRAIGHT), "二〇二五年三月")
    assert _outcomes(early)["A032"] is Outcome.FAILED
    late = _audited(tmp_path, printed, (OVERALL, STRAIGHT), "二〇二五年九月")
    assert _outcomes(late)["A032"] is Outcome.PASSED
