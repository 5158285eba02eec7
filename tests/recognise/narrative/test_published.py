"""The explanation that was published for 2024, read from its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.narrative.documents import PUBLISHED
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import expected_figures
from tests.recognise.narrative.documents import failed
from tests.recognise.narrative.documents import figures
from tests.recognise.narrative.documents import printed
from tests.recognise.narrative.documents import published_text
from tests.recognise.narrative.documents import recognised
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.recognise.narrative.passages import compact
from xls_juesuan.recognise.narrative.passages import passages
from xls_juesuan.recognise.narrative.reader import NarrativeReader
from xls_juesuan.recognise.narrative.sections import place_passages
from xls_juesuan.recognise.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.recognise import Recognised
    from xls_juesuan.recognise.narrative.narrative import Sayings


@pytest.fixture(scope="module")
def document() -> Recognised:
    """The published document."""
    return recognised(PUBLISHED)


@pytest.fixture(scope="module")
def sayings(document: Recognised) -> Sayings:
    """Everything its explanation says."""
    page = read_source(PUBLISHED).pages[0]
    tables = document.tables
    reader = NarrativeReader(tables.names, tables.tables, tables.unit_name, tables.year)
    return reader.read(place_passages(passages(page)))


def test_every_figure_is_found_in_its_paragraph(sayings: Sayings) -> None:
    """All 129 figures have their row and column, and the paragraph that says them."""
    page = read_source(PUBLISHED).pages[0]
    found = list(passages(page))
    lines = {
        each["words"]: next(set(one.lines) for one in found if compact(each["words"]) in one.text)
        for each in expected_figures()
    }
    missing = [
        each
        for each in expected_figures()
        if not any(
            one.place == (each["part"], each["row"], each["column"])
            and one.line in lines[each["words"]]
            and float(printed(one.part, one.column, one.figure.value)) == float(each["printed"])
            for one in sayings.said
        )
    ]
    assert len(expected_figures()) == 129
    assert missing == []


def test_nothing_is_left_over_and_nothing_is_made_up(sayings: Sayings) -> None:
    """Every sentence with an amount was read, and each figure is one that is expected."""
    expected = {(each["part"], each["row"], each["column"]) for each in expected_figures()}
    assert sayings.unread == []
    others = {one.place for one in sayings.said} - expected
    assert {part for part, _, _ in others} == {"narrative_counts", "narrative"}
    # What figures_2024 leaves out: vehicles and guests, their parts, groups and people, projects.
    assert {row for _, row, _ in others} == {
        *("vehicle_purchase", "vehicle_running", "foreign_hospitality", "domestic_hospitality"),
        *("overseas_groups", "overseas_persons", "vehicles_purchased", "vehicles_held"),
        *("foreign_receptions", "foreign_persons", "domestic_receptions", "domestic_persons"),
        *("equipment_over_million", "listed_projects"),
    }


def test_a_figure_names_the_line_it_stands_on(document: Recognised) -> None:
    """The place of a figure is that of its words, not of the heading above."""
    part = document.tables.table("narrative")
    assert part is not None
    page = read_source(PUBLISHED).pages[0]
    line = next(
        line
        for line in range(page.lines)
        if any("机关运行经费支出 192.09" in text for _, text in page.filled(line))
    )
    assert part.refs["agency_running_cost", "amount"] == page.ref(line, 0)
    assert part.refs["totals", "amount"] != part.refs["income", "amount"]


@pytest.fixture(scope="module")
def review() -> AuditedDocument:
    """The published document, judged."""
    return audited(PUBLISHED)


def test_only_percentages_of_nothing_are_wrong_among_its_figures(review: AuditedDocument) -> None:
    """Budgets of nothing have no completion, a total of nothing has no shares; all else holds."""
    codes = [rule.code for rule in load_rules() if rule.code.startswith("N") and rule.relation]
    found = failed(review, *codes)
    cells = sorted((one.code, one.subject or one.cells[0].row) for one in found)
    assert cells == [
        ("N115", "hospitality"),
        ("N115", "overseas_travel"),
        ("N115", "vehicles"),
        ("N122", "2019999"),
        ("N122", "2101102"),
        ("N124", "overseas_travel"),
        ("N124", "vehicles"),
    ]


def test_only_the_real_flaws_of_its_texts_are_found(review: AuditedDocument) -> None:
    """A heading worded otherwise, an evaluation without result, 反应 for 反映: nothing more."""
    codes = [rule.code for rule in load_rules() if rule.code.startswith(("N4", "F252"))]
    messages = {one.code: one.message for one in failed(review, *codes)}
    assert messages.keys() == {"N422", "N442", "N451"}
    assert "开展了部门评价" in messages["N422"]
    assert "没有部门评价" in messages["N422"]
    assert "“预算绩效评价情况说明”" in messages["N442"]
    assert "共 5 处" in messages["N451"]


@pytest.mark.parametrize("width", [28, 33, 38, 44])
def test_lines_that_only_the_margin_ends_are_joined(
    tmp_path: Path, document: Recognised, width: int
) -> None:
    """Wherever a line breaks, in a name, in a number, behind a full stop: the figures stay."""
    text = published_text()
    start = text.index("第三部分 2024 年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n\n2024")
    end = text.index("第四部分 名词解释\n\n一、财政")
    lines = [
        line[at : at + width]
        for line in text[start:end].split("\n")
        for at in range(0, len(line), width)
    ]
    path = tmp_path / "document.txt"
    path.write_text(text[:start] + "\n".join(lines) + "\n\n" + text[end:], encoding="utf-8")
    wrapped = recognised(path)
    assert figures(wrapped) == figures(document)
    assert [one for one in wrapped.not_recognised if one.kind == "sentence"] == []
