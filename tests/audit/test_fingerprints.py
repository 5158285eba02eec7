"""Fingerprints: no two lines of a run share one, and unrelated changes leave them alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.workbooks import content_of
from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.engine import run_audit
from xls_juesuan.audit.examples import profile_of
from xls_juesuan.audit.examples import tables_of
from xls_juesuan.audit.fingerprints import tell_apart
from xls_juesuan.declarations.examples import TableExample
from xls_juesuan.declarations.rules import INPUTS
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import CellKey
from xls_juesuan.writing.review_lines import review_lines

FINDING = Finding(
    "T302",
    Severity.ERROR,
    Outcome.FAILED,
    "标题",
    "说明",
    cells=(CellKey("expenditure", "2010301", "total"),),
    subject="2010301",
)


def _shared(audit: object) -> list[str]:
    judge = SimpleNamespace(live=lambda _: SimpleNamespace(is_live=True))
    lines = review_lines(audit, judge)  # type: ignore[arg-type]  # only findings are looked at
    counts = Counter(line.finding.fingerprint for line in lines)
    return [line.finding.code for line in lines if counts[line.finding.fingerprint] > 1]


def test_no_two_lines_of_the_example_share_a_fingerprint() -> None:
    """The lines for the rest of a rule included."""
    assert _shared(content_of().audit) == []


@pytest.mark.parametrize("family", sorted({rule.code[0] for rule in load_rules()}))
def test_no_two_lines_share_a_fingerprint_whatever_is_wrong(family: str) -> None:
    """All rules judge every example of every rule."""
    rules = load_rules()
    for rule in rules:
        for example in rule.examples if rule.code.startswith(family) else ():
            if isinstance(example.content, TableExample):
                tables = tables_of(example.content, rule.elsewhere, profile_of(rule))
                assert _shared(run_audit(tables, rules, (), frozenset(INPUTS))) == [], rule.code


def test_lines_that_would_share_one_are_numbered() -> None:
    """The first keeps its own, so that what was written about it stays with it."""
    first, second, third = tell_apart([Line(FINDING)] * 3)
    assert first.finding == FINDING
    assert len({line.finding.fingerprint for line in (first, second, third)}) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"left": 5, "right": 6, "difference": -1},
        {"title": "另一个标题", "message": "另外的话", "basis": "依据", "advice": "改法"},
        {"severity": Severity.WARNING},
        {"cells": (*FINDING.cells, CellKey("expenditure", "total", "total"))},
        {"follows": "0123456789ab"},
    ],
)
def test_a_fingerprint_survives_what_is_not_the_finding_itself(changed: dict[str, object]) -> None:
    """Amounts, wording, severity and further cells leave it alone."""
    assert replace(FINDING, **changed).fingerprint == FINDING.fingerprint


def test_the_line_of_a_rule_that_did_not_fail_is_the_same_whichever_row_comes_first() -> None:
    """What a reviewer wrote about a rule that cannot be checked stays there."""
    other = (CellKey("expenditure", "20805", "total"),)
    passed = replace(FINDING, outcome=Outcome.NOT_CHECKABLE, subject="")
    assert replace(passed, cells=other).fingerprint == passed.fingerprint
    assert replace(FINDING, cells=other).fingerprint != FINDING.fingerprint
