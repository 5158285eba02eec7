"""Rounding tails are explained, not reported as faults."""

from __future__ import annotations

from tests.audit.units import agency
from tests.audit.units import audit
from tests.audit.units import tables_of
from xls_juesuan.audit import Verdict
from xls_juesuan.audit.rounding import PrintedWorld
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit as messages
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind


def test_tails_are_one_line_that_passes() -> None:
    """Two parts of 0.4949 万元 print as 0.49 each and as 0.99 together: no fault."""
    parts = [
        Fact(0, flow, 494_900, item, Funding.GENERAL_BUDGET, function="2010301", economic=economic)
        for flow, item, economic in (
            (Flow.INCOME, Item.APPROPRIATION, ""),
            (Flow.INCOME, Item.APPROPRIATION, ""),
            (Flow.EXPENDITURE, Item.BASIC, "30101"),
            (Flow.EXPENDITURE, Item.BASIC, "30102"),
        )
    ]
    tables = tables_of(tuple(parts), UnitKind.ADMINISTRATIVE)
    found = audit(tables, "R001", *(f"T{number}" for number in range(101, 900)))
    tails = next(line for line in found.lines if line.finding.code == "R001")

    assert tails.finding.outcome is Outcome.PASSED
    assert tails.finding.severity is Severity.NOTICE
    assert tails.finding.explained_by_rounding
    assert tails.finding.relations == len(tails.checks) == 1
    assert "公开06“301 工资福利支出”行" in tails.finding.message
    assert "印 0.99，各数相加 0.98" in tails.finding.message
    assert found.verdict is Verdict.PUBLISHABLE


def test_a_figure_that_is_rightly_larger_is_no_tail() -> None:
    """A limit that is kept with room to spare has sides that differ in fen already."""
    (limit,) = audit(agency(), "T415").findings
    (tails,) = (one for one in audit(agency(), "R001", "T415").findings if one.code == "R001")

    assert (limit.outcome, limit.relations > 1) == (Outcome.PASSED, True)
    assert tails.message == messages.NO_ROUNDING_TAILS


def test_the_tails_stand_before_what_else_passed() -> None:
    """They are information worth reading."""
    found = audit(agency())
    passed = [finding for finding in found.findings if finding.outcome is Outcome.PASSED]

    assert passed[0].code == "R001"


def test_only_cells_are_printed_rounded() -> None:
    """Facts, counts and figures of the supplement are what they are."""
    tables = agency()
    printed = PrintedWorld(tables)
    query = (("flow", ("expenditure",)),)

    assert printed.cell("income_expenditure", "L4", "amount") == 0
    assert printed.cell("income_expenditure", "L57", "amount") % 10_000 == 0
    assert printed.fact_sum(query) == tables.fact_sum(query)
    assert printed.fact_count(query) == tables.fact_count(query)
    assert printed.stated("three_public_counts.vehicles_held") == 2
    assert printed.fault_count("repeated", "income", "") == 0
    assert (printed.unit_kind, printed.has_statement("fund")) == (tables.unit_kind, False)


def test_no_tails_are_said_too() -> None:
    """Whole hundreds of yuan leave nothing to round."""
    whole = Fact(
        0,
        Flow.EXPENDITURE,
        10_000,
        Item.BASIC,
        Funding.GENERAL_BUDGET,
        function="2010301",
        economic="30101",
    )
    found = audit(tables_of((whole,), UnitKind.ADMINISTRATIVE), "R001", "T601")
    (finding,) = (finding for finding in found.findings if finding.code == "R001")

    assert not finding.explained_by_rounding
    assert finding.message == messages.NO_ROUNDING_TAILS
