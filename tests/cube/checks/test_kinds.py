"""Personnel cost and 行政运行 in project expenditure."""

from __future__ import annotations

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.findings import Problem
from xls_juesuan.findings import Severity
from xls_juesuan.model import CellKey
from xls_juesuan.supplement import Supplement

PROJECT = {"account": "710102", "account_name": "行政支出/项目支出"}


def found(*lines: dict[str, object], code: str) -> list[Problem]:
    cube = build_cube(ledger(*lines, received(1)), Supplement())
    return [one for one in cube.problems if one.code == code]


def test_personnel_cost_of_projects_is_told_by_code() -> None:
    """Staff's own pay weighs more than that of people hired for the project."""
    lines = [
        spent(5, economic="30101", **PROJECT),
        spent(7, economic="30199", **PROJECT),
        spent(9, economic="30101"),
        spent(9, economic="30226", **PROJECT),
    ]
    own, hired = found(*lines, code="L143")
    assert [(one.subject, one.fen, one.rows) for one in (own, hired)] == [
        ("30101", 5, 1),
        ("30199", 7, 1),
    ]
    (rule,) = [rule for rule in load_rules() if rule.code == "L143"]
    assert rule.severity_of(own.subject) is Severity.WARNING
    assert rule.severity_of(hired.subject) is Severity.NOTICE


def test_a_project_under_the_running_of_the_administration_is_told() -> None:
    """The code decides, whatever name the ledger prints; 事业运行 is another item."""
    lines = [
        spent(5, function="2010301", function_name="", **PROJECT),
        spent(7, function="2010350", **PROJECT),
        spent(9, function="2010301"),
    ]
    (one,) = found(*lines, code="L144")
    assert (one.subject, one.fen) == ("2010301", 5)
    assert [source.row for source in one.sources] == [5]
    assert one.cells == (CellKey("expenditure", "2010301", "project"),)


def test_what_was_taken_back_is_no_longer_told() -> None:
    """A project that was moved to another item leaves nothing behind."""
    assert found(spent(5, **PROJECT), spent(-5, **PROJECT), code="L144") == []
