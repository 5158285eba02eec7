"""A published workbook with mistakes, from the file to its findings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import Style
from tests.recognise.documents import exact_tables
from tests.recognise.documents import texts
from tests.recognise.documents import write_document
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.model import CellKey
from xls_juesuan.writing.likely import Likely

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.recognise.documents import Cells
    from xls_juesuan.findings import Finding
    from xls_juesuan.tables import TableSet


@cache
def tables() -> TableSet:
    return exact_tables()


def shown(key: CellKey) -> str:
    return texts(tables().table_cell(key).fen)


def errors(
    folder: Path, typed: Mapping[CellKey, str], previous: Path | None = None
) -> list[Finding]:
    """Publish the example with other figures in some cells; give the errors."""

    def change(table: str, cells: Cells) -> Cells:
        mine = {tables().table_cell(key): text for key, text in typed.items() if key.table == table}
        return cells | {(cell.line, cell.place): text for cell, text in mine.items()}

    style = Style(
        figure=texts,
        change={
            table.key: lambda cells, table=table.key: change(table, cells)
            for table in tables().tables
        },
    )
    path = write_document(folder / "公开.xlsx", tables(), style)
    audited = audit_document(AuditRequest(path, previous=previous))
    return [
        finding
        for finding in audited.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is Severity.ERROR
    ]


def only_lead(found: list[Finding]) -> Finding:
    """The finding that all others follow from."""
    (lead,) = (finding for finding in found if not finding.follows)
    assert {finding.follows for finding in found if finding is not lead} <= {lead.fingerprint}
    return lead


def test_the_example_as_published_has_no_error(tmp_path: Path) -> None:
    """Its seven rounding tails are no contradiction."""
    assert errors(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("key", "wrong", "slip"),
    [
        (CellKey("income_expenditure", "L57", "amount"), "421.91", "digit"),
        (CellKey("expenditure", "total", "total"), "419.11", "swapped"),
        (CellKey("appropriation", "L59", "total"), "4119.1", "decimal_point"),
    ],
)
def test_a_mistyped_total_is_one_finding_with_its_right_value(
    tmp_path: Path, key: CellKey, wrong: str, slip: str
) -> None:
    """The cell, what it should be and how it came about; all failures follow from it."""
    assert shown(key) == "411.91"
    lead = only_lead(errors(tmp_path, {key: wrong}))
    assert lead.code == "R002"
    assert lead.explanations[0].is_only
    (suspect,) = lead.explanations[0].suspects
    assert suspect.cell == key
    assert suspect.value == 411_910_000
    assert suspect.slip == messages.SLIPS[slip]
    assert lead.proof


def test_last_years_figure_is_recognised(tmp_path: Path) -> None:
    """With last year's file at hand, what was left standing from it is called so."""
    last_year = replace(tables(), year=tables().year - 1)
    doubled = Style(figure=lambda fen: texts(2 * fen))
    previous = write_document(tmp_path / "上年.xlsx", last_year, doubled)
    key = CellKey("expenditure", "total", "total")
    for given, slip in ((previous, "last_year"), (None, "other")):
        (suspect,) = only_lead(errors(tmp_path, {key: "823.81"}, given)).explanations[0].suspects
        assert (suspect.cell, suspect.value) == (key, 411_910_000)
        assert suspect.slip == messages.SLIPS[slip]


def test_a_wrong_number_copied_to_another_table_is_one_error(tmp_path: Path) -> None:
    """Its two places are named together, with one right value."""
    first = CellKey("appropriation", "L59", "general_budget")
    same = CellKey("general_budget_expenditure", "total", "total")
    assert shown(first) == shown(same)
    wrong = shown(first).replace(".", "9.")
    lead = only_lead(errors(tmp_path, {first: wrong, same: wrong}))
    (suspect,) = lead.explanations[0].suspects
    assert {suspect.cell, *suspect.copies} == {first, same}


def test_amounts_one_row_off_are_one_cause(tmp_path: Path) -> None:
    """Every figure of the run is named with what belongs there."""
    table = tables().table("general_budget_expenditure")
    assert table is not None
    keys = [CellKey(table.key, row.key, "total") for row in table.rows if row.code][4:9]
    moved = dict(zip(keys[1:], map(shown, keys[:-1]), strict=True)) | {keys[0]: "—"}
    lead = only_lead(errors(tmp_path, moved))
    explanation = lead.explanations[0]
    assert explanation.cause == messages.CAUSES["shifted_rows"].format(table="公开05")
    wrong = {key for key, text in moved.items() if text != shown(key)}
    assert {suspect.cell for suspect in explanation.suspects} == wrong


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("expenditure", ("2010301", "2010399")),
        ("expenditure", ("208", "210")),
        ("general_budget_expenditure", ("2010301", "2010399")),
        ("appropriation", ("L40", "L41")),
        ("income_expenditure", ("L38", "L39")),
        ("basic_by_economic", ("30101", "30201")),
    ],
)
def test_two_rows_with_each_others_figures_are_one_cause(
    tmp_path: Path, table: str, rows: tuple[str, str]
) -> None:
    """Every figure of both rows is named with what belongs there, and no other line is left."""
    found = tables().table(table)
    assert found is not None
    one, other = rows
    typed = {
        CellKey(table, row, column.key): shown(CellKey(table, beside, column.key))
        for column in found.columns
        for row, beside in ((one, other), (other, one))
        if (row, column.key) in found.cells
    }
    lead = only_lead(errors(tmp_path, typed))
    told = [explanation for explanation in lead.explanations if "互换" in explanation.cause]
    wrong = {key for key, text in typed.items() if text != shown(key)}
    assert wrong in [{suspect.cell for suspect in each.suspects} for each in told]
    # What happened is said before the one relation that shows it.
    assert not (lead.explanations[0].cause and lead.message.startswith("应有"))
    assert all(
        suspect.value != suspect.shown
        for explanation in lead.explanations
        for suspect in explanation.suspects
    )


def test_figures_that_another_table_confirms_are_not_marked(tmp_path: Path) -> None:
    """Of five salaries off by one digit, the two that 公开05 shows alike come last, unmarked."""
    wrong = CellKey("basic_by_economic", "30107", "amount")
    assert shown(wrong) == "8.98"
    found = errors(tmp_path, {wrong: "18.98"})
    lead = only_lead(found)
    close = {one.suspects[0].cell.row for one in lead.explanations if one.is_close}
    assert close == {"30102", "30103", "30107"}
    assert "公开06“30107 绩效工资”行" in lead.message
    likely = Likely(tables())
    assert {key.row for key in likely.suspects(lead)} == close
    far = {one.suspects[0].cell.row for one in lead.explanations if not one.is_close}
    assert {"30108", "30113"} <= far
