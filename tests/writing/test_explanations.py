"""The statement of explanations: what it lists, how it looks, and what was written last year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.stored_values import type_into
from tests.workbooks import content_of
from tests.workbooks import write_example
from xls_juesuan.audit.audit import Audit
from xls_juesuan.audit.audit import Line
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages.explaining import OFFERED
from xls_juesuan.model import CellKey
from xls_juesuan.writing.explanations import Statement
from xls_juesuan.writing.explanations import compose_statement
from xls_juesuan.writing.explanations_document import write_explanations_document
from xls_juesuan.writing.explanations_workbook import write_explanations_workbook
from xls_juesuan.writing.previous_explanations import Offers
from xls_juesuan.writing.previous_explanations import previous_explanations

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path

    from docx.document import Document

COMPARED = Finding(
    "P203",
    Severity.WARNING,
    Outcome.FAILED,
    "支出比上年增长过大",
    "增长超过三成。",
    cells=(CellKey("expenditure", "total", "total"),),
    left=71_000_000,
    right=10_000_000,
    difference=61_000_000,
)
NOTICED = replace(COMPARED, code="L214", left=None, right=None, difference=36_171_326, cells=())
OTHERS = (
    replace(COMPARED, code="T302", severity=Severity.ERROR),
    replace(COMPARED, code="P120", severity=Severity.NOTICE),
    replace(COMPARED, code="P204", outcome=Outcome.PASSED),
    replace(COMPARED, code="P205", outcome=Outcome.NOT_CHECKABLE),
)


def statement(
    *findings: Finding,
    reviews: Mapping[str, tuple[str, str]] | None = None,
    offers: Mapping[str, str] | None = None,
) -> Statement:
    return compose_statement(
        Audit((), tuple(Line(finding) for finding in findings)),
        reviews or {},
        Offers(offers or {}),
        names=("某某局", 2024),
        place=lambda finding: "公开03!C8" if finding.cells else "",
    )


def test_every_warning_that_failed_is_listed_and_nothing_else() -> None:
    """Errors have to be put right and notices need no word; what passed is no matter."""
    found = statement(*OTHERS, COMPARED, NOTICED)
    assert [(item.number, item.code) for item in found.items] == [(1, "P203"), (2, "L214")]
    assert (found.explained, found.missing) == (0, 2)


def test_an_item_says_both_sides_and_the_difference_in_yuan_and_wan() -> None:
    """What is no comparison has an amount concerned, and no two sides."""
    first, second = statement(COMPARED, NOTICED).items
    assert first.amounts == (
        "应为 100,000.00 元",
        "实为 710,000.00 元",
        "差额 610,000.00 元",
        "（61.00 万元）",
    )
    assert second.amounts == ("涉及 361,713.26 元", "（36.17 万元）")
    assert replace(second, apart=None).amounts == ("—",)
    assert replace(first, measure=Measure.COUNT, apart=3).amounts[2:] == ("差额 3",)


def test_an_explanation_counts_only_without_the_mark_of_last_year() -> None:
    """Last year's words stand there as a suggestion until somebody takes the mark away."""
    fingerprint = COMPARED.fingerprint
    (bare,) = statement(COMPARED).items
    (offered,) = statement(COMPARED, offers={fingerprint: "上年已说明"}).items
    (marked,) = statement(COMPARED, reviews={fingerprint: ("", f"{OFFERED}改了一半")}).items
    (own,) = statement(
        COMPARED, reviews={fingerprint: ("已核实", "今年的")}, offers={fingerprint: "上年"}
    ).items
    assert bare.shown == "待补充"
    assert offered.shown == f"待补充\n{OFFERED}上年已说明"
    assert marked.shown == f"待补充\n{OFFERED}改了一半"
    assert (own.shown, own.handling) == ("今年的", "已核实")
    assert {item.handling for item in (bare, offered, marked)} == {"待处理"}


def test_the_word_document_is_a4_in_chinese_fonts_with_a_repeated_heading(tmp_path: Path) -> None:
    """Every run names its Chinese font, and no theme overrides it."""
    path = tmp_path / "说明.docx"
    reviews = {COMPARED.fingerprint: ("已核实", "项目追加，\x0b已报批。")}
    write_explanations_document(path, statement(COMPARED, NOTICED, reviews=reviews))
    document = docx.Document(str(path))
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][3] == "情况说明"
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    texts = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert texts[0][3:] == ["项目追加，已报批。", "已核实"]
    assert texts[1][3:] == ["待补充", "待处理"]
    assert "位置：公开03!C8" in texts[0][1]
    body = [paragraph.text for paragraph in document.paragraphs]
    assert body[0] == "某某局\n2024年度部门决算审核说明"
    assert "警告 2 条：已写明说明 1 条，待补充 1 条" in body[3]
    assert [text[:3] for text in body[-4:]] == ["单位（", "审核人", "单位负", "日期："]
    assert _fonts(document) <= {"宋体", "黑体"}
    footer = section.footer.paragraphs[0]._p
    codes = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    assert codes == ["PAGE", "NUMPAGES"]


def _fonts(document: Document) -> set[str]:
    runs = list(document.element.body.iter(qn("w:r")))
    assert runs
    found = set()
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        found |= {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    return found


def test_the_spreadsheet_has_numbers_and_room_to_write(tmp_path: Path) -> None:
    """Amounts are numbers in yuan; what is missing is yellow."""
    path = tmp_path / "说明.xlsx"
    reviews = {COMPARED.fingerprint: ("已核实", "=项目追加")}
    write_explanations_workbook(path, statement(COMPARED, NOTICED, reviews=reviews))
    sheet = load_workbook(path)["审核说明"]
    first, second = ([cell.value for cell in sheet[row]] for row in (5, 6))
    assert first[4:] == [100_000, 710_000, 610_000, "61.00", "=项目追加", "已核实"]
    assert sheet["I5"].data_type == "s"
    assert second[4:] == [None, None, 361_713.26, "36.17", "待补充", "待处理"]
    assert sheet["I6"].fill.fgColor.rgb == "FFFFF9DB"
    assert sheet.print_title_rows == "$4:$4"
    signed = " ".join(str(cell.value) for row in sheet.iter_rows(7) for cell in row if cell.value)
    assert all(word in signed for word in ("审核人", "单位负责人", "日期"))


@pytest.mark.parametrize("write", [write_explanations_document, write_explanations_workbook])
def test_equal_statements_are_equal_bytes(
    tmp_path: Path, write: Callable[[Path, Statement], None]
) -> None:
    """Nothing of the moment goes into the file, also where there is nothing to explain."""
    for found in (statement(COMPARED), statement()):
        for name in ("a", "b"):
            write(tmp_path / name, found)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_last_year_is_read_by_fingerprint_and_by_code_and_place(tmp_path: Path) -> None:
    """Fingerprints hold no year; where they differ, the same rule at the same place will do."""
    path = write_example(tmp_path / "上年.xlsx")
    type_into(path, {"审核!L9": "上年已说明", "审核!L10": f"{OFFERED}前年的", "审核!K10": "已核实"})
    finding = content_of().audit.findings[0]
    place = load_workbook(path)["审核"]["D9"].value
    offers = Offers(previous_explanations(path))
    assert set(offers.texts.values()) == {"上年已说明"}
    assert offers.of(finding, "") == "上年已说明"
    elsewhere = replace(finding, subject="别的")
    assert offers.of(elsewhere, place) == "上年已说明"
    assert offers.of(elsewhere, "公开01!A1") == ""


def test_last_years_words_are_offered_and_never_decide() -> None:
    """They go where nothing was written this year, marked, and set no 处理."""
    offers = Offers({COMPARED.fingerprint: "上年", OTHERS[2].fingerprint: "上年"})
    joined = offers.add_to({}, (COMPARED, OTHERS[2]), lambda _: "")
    assert joined == {COMPARED.fingerprint: ("", f"{OFFERED}上年")}
    written = {COMPARED.fingerprint: ("已核实", "今年的")}
    assert offers.add_to(written, (COMPARED,), lambda _: "") == written


def test_no_file_of_last_year_offers_nothing(tmp_path: Path) -> None:
    """Neither does a file without a 审核 sheet."""
    foreign = tmp_path / "x.xlsx"
    foreign.write_bytes(b"no workbook")
    assert previous_explanations(None) == {}
    assert previous_explanations(foreign) == {}
