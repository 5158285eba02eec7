"""One mistake is one line of the review; what follows from it stands folded below."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.folded import CODE
from tests.folded import PROOF
from tests.folded import REF
from tests.folded import SHEET
from tests.folded import folded_content
from tests.folded import spoiled
from xls_juesuan.findings import Outcome
from xls_juesuan.writing.audit_workbook import write_audit_workbook
from xls_juesuan.writing.likely import Likely

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from xls_juesuan.writing.audit_content import AuditContent

FIRST_ROW, FOLLOWERS = 9, 2
#: A cell that a warning of its own points to.
OTHER = "D15"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("folded")


@pytest.fixture(scope="module")
def content(folder: Path) -> AuditContent:
    return folded_content(spoiled(folder / "bad.xlsx"))


@pytest.fixture(scope="module")
def book(folder: Path, content: AuditContent) -> Workbook:
    write_audit_workbook(folder / "review.xlsx", content)
    return load_workbook(folder / "review.xlsx", data_only=True)


def row(book: Workbook, number: int) -> dict[str, Any]:
    sheet = book["审核"]
    heads = [cell.value for cell in sheet[FIRST_ROW - 1]]
    return dict(zip(heads, (cell.value for cell in sheet[number]), strict=True))


def test_consequences_stand_folded_directly_below_their_cause(book: Workbook) -> None:
    """They are rows of the first outline level, closed, marked, and name their cause."""
    sheet = book["审核"]
    lead = row(book, FIRST_ROW)
    assert (lead["编号"], lead["结果"], lead["处理"]) == (CODE, "不通过", "待处理")
    assert not lead["起因"]
    assert sheet.row_dimensions[FIRST_ROW].collapsed
    assert not sheet.row_dimensions[FIRST_ROW].hidden
    for number in range(FIRST_ROW + 1, FIRST_ROW + 1 + FOLLOWERS):
        dimension = sheet.row_dimensions[number]
        assert (dimension.outlineLevel, dimension.hidden) == (1, True)
        follower = row(book, number)
        assert follower["起因"] == lead["识别码"]
        assert (follower["结果"], follower["处理"]) == ("不通过", None)
        assert sheet.cell(number, 2).number_format == '"└ "@'
    after = sheet.row_dimensions[FIRST_ROW + 1 + FOLLOWERS]
    assert not after.outlineLevel
    assert not sheet.sheet_properties.outlinePr.summaryBelow


def test_a_cause_counts_once_with_all_that_follows_from_it(
    book: Workbook, content: AuditContent
) -> None:
    """The counts of the sheet, of the front page and of the audit are the same."""
    sheet = book["审核"]
    assert [sheet[f"{column}3"].value for column in "DEF"] == ["错误", 1, 1]
    assert sheet["E6"].value == content.audit.counts[Outcome.FAILED]
    results = [line[7] for line in sheet.iter_rows(min_row=FIRST_ROW, values_only=True)]
    assert results.count("不通过") == content.audit.counts[Outcome.FAILED] + FOLLOWERS


def test_the_cause_says_what_is_likely_wrong_and_how_it_is_known(book: Workbook) -> None:
    """Printed and right value, range, slip and trust; the identity that proves it."""
    lead = row(book, FIRST_ROW)
    assert lead["问题"].splitlines()[1] == "另有 2 条由此引起，折叠在下面。"
    assert all(step in lead["问题"] for step in PROOF)
    assert lead["怎么改"].splitlines()[0] == (
        f"唯一解释：{SHEET}!{REF} 印 18.40 万元，可能应为 1.84 万元（小数点错位，应在 1.84 万元 至 1.85 万元 之间）。"
    )


def test_what_is_likely_wrong_is_told_in_the_unit_of_the_file(content: AuditContent) -> None:
    """A file in 元 shows 184,000.00, and so does what the review says of its cells."""
    lead = next(one for one in content.audit.findings if one.explanations)
    in_yuan = {table.key: 100 for table in content.tables.tables}
    told = Likely(replace(content.tables, fen_per_unit=in_yuan)).texts(lead)[0]
    assert "印 184,000.00 元，可能应为 18,400.00 元" in told


def test_of_several_explanations_three_are_told_and_the_rest_is_counted(
    folder: Path,
) -> None:
    """None of them is called certain, and every cell that they name is marked."""
    content = folded_content(folder / "bad.xlsx", is_only=False)
    write_audit_workbook(folder / "several.xlsx", content)
    book = load_workbook(folder / "several.xlsx")
    told = row(book, FIRST_ROW)["怎么改"].splitlines()
    assert [text.partition("：")[0] for text in told[:3]] == ["几种可能之一"] * 3
    assert told[3] == "另有 2 种可能，从略。"
    assert f"错误 {CODE}" in book[SHEET][OTHER].comment.text


def test_the_likely_wrong_cell_carries_a_comment_and_a_live_tint(book: Workbook) -> None:
    """Not the cells of all broken relations; the tint asks the review by fingerprint."""
    sheet = book[SHEET]
    commented = {
        cell.coordinate for line in sheet.iter_rows() for cell in line if cell.comment is not None
    }
    assert commented == {REF, OTHER}
    assert CODE not in sheet[OTHER].comment.text
    comment = sheet[REF].comment
    assert comment.author == "审核"
    assert comment.text.startswith(f"错误 {CODE} 几条关系不能同时成立\n")
    assert "可能应为 1.84" in comment.text
    assert "另有 2 条由此引起" in comment.text
    (rules,) = [
        rules
        for area, rules in sheet.conditional_formatting._cf_rules.items()
        if str(area.sqref) == REF
    ]
    lead = row(book, FIRST_ROW)
    assert f'COUNTIFS(审核_识别码,"{lead["识别码"]}"' in rules[0].formula[0]
    assert "!" not in rules[0].formula[0]
    assert {"审核_识别码", "审核_结果", "审核_处理"} <= set(book.defined_names)


def test_figures_of_a_review_can_be_changed(book: Workbook) -> None:
    """To try a correction no protection has to be lifted; all else stays locked."""
    sheet = book[SHEET]
    assert not sheet[REF].protection.locked
    assert sheet["A8"].protection.locked


def test_no_row_is_too_high_for_a_sheet(folder: Path, content: AuditContent) -> None:
    """Of a long proof the cell shows the end, and a comment the whole."""
    from dataclasses import replace

    steps = tuple(
        f"（{number}）T303 很长的一步：某某合计 = 所属各行之和，印出的数相差 1.00" * 2
        for number in range(20)
    )
    lines = list(content.audit.lines)
    lines[0] = replace(lines[0], finding=replace(lines[0].finding, proof=steps))
    long = replace(content, audit=replace(content.audit, lines=tuple(lines)))
    write_audit_workbook(folder / "long.xlsx", long)
    sheet = load_workbook(folder / "long.xlsx")["审核"]
    assert sheet.row_dimensions[FIRST_ROW].height < 409
    assert steps[-1] in sheet.cell(FIRST_ROW, 3).value
    assert steps[0] not in sheet.cell(FIRST_ROW, 3).value
    assert steps[0] in sheet.cell(FIRST_ROW, 3).comment.text


def test_what_lacks_one_and_the_same_input_stands_folded_below_the_first(book: Workbook) -> None:
    """So many lines that say nothing new would hide the others; each still counts."""
    sheet = book["审核"]
    lines = range(FIRST_ROW, sheet.max_row + 1)
    unchecked = [number for number in lines if row(book, number)["结果"] == "无法核对"]
    shown = [number for number in unchecked if not sheet.row_dimensions[number].hidden]
    told = [str(row(book, number)["问题"]).partition("。")[2].splitlines()[0] for number in shown]
    # What rounding leaves open may be decided yet, by another figure: that stays in sight.
    told = [text for text in told if "四舍五入" not in text]
    assert len(set(told)) == len(told) < len(unchecked)
    folded = sum(
        int(found[1])
        for number in shown
        if (found := re.search(r"另有 (\d+) 条也因此无法核对", str(row(book, number)["问题"])))
    )
    assert len(shown) + folded == len(unchecked)


def test_what_failed_goes_on_paper_and_what_only_the_program_reads_is_out_of_sight(
    book: Workbook, content: AuditContent
) -> None:
    """An audit is printed on a few pages; keys and empty columns are not for readers."""
    failed = content.audit.counts[Outcome.FAILED] + FOLLOWERS
    printed = str(book["审核"].print_area).replace("$", "")
    assert printed == f"'审核'!A1:L{FIRST_ROW + failed - 1}"
    assert str(book["核对"].print_area).endswith("$4")
    assert book["阈值"].column_dimensions["F"].hidden
    assert book["汇总"].column_dimensions["A"].hidden
    stated = book["补充资料"].iter_rows(values_only=True)
    assert not any(re.fullmatch(r"[a-z_]+\.[a-z_]+", str(line[5])) for line in stated)
