"""Advice in an audit of what somebody else has published."""

from __future__ import annotations

import pytest

from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.published_advice import advise_readers
from xls_juesuan.declarations.rules import INPUTS as EVERY_INPUT
from xls_juesuan.declarations.rules import NO_FACTS
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.published_advice import MISSING_INPUTS
from xls_juesuan.messages.published_advice import OF_BOOKS


def _advice(code: str) -> str:
    return next(rule.fix for rule in advise_readers(rules()) if rule.code == code)


def test_no_advice_speaks_of_a_ledger_that_the_reader_has_not() -> None:
    """Whoever audits a publication can neither change a ledger nor fill in again."""
    found = run_audit(random_unit(5), rules(), (), INPUTS | {PUBLISHED, NO_FACTS})
    assert not [one.advice for one in found.findings if OF_BOOKS.search(one.advice)]
    filled = run_audit(random_unit(5), rules(), (), INPUTS)
    assert any("台账" in one.advice for one in filled.findings)


@pytest.mark.parametrize(
    ("code", "beginning"),
    [("T601", "请单位把各行重新相加"), ("T201", "请单位核对几处的数"), ("B401", "请单位对照账簿")],
)
def test_what_to_compare_follows_from_the_relation(code: str, beginning: str) -> None:
    """Totals are added again, tables compared with one another, the rest with the books."""
    assert _advice(code).startswith(beginning)


def test_what_a_reader_can_do_is_kept() -> None:
    """Clauses that speak of no ledger stand behind; advice without one stays as it is."""
    assert _advice("T001").endswith("；当地口径如此的，在“说明”里写明。")
    same = {rule.code: rule.fix for rule in rules()}
    assert _advice("F254") == same["F254"]


def test_what_is_missing_is_missing_in_the_publication() -> None:
    """Whoever has no ledger is told of none that lacks something, and of no form to fill in."""
    found = run_audit(random_unit(5), rules(), (), frozenset({PUBLISHED, NO_FACTS}))
    unchecked = {one.reason for one in found.findings if one.outcome is Outcome.NOT_CHECKABLE}
    assert not [reason for reason in unchecked if "补充资料" in reason or "余额表" in reason]
    assert [reason for reason in unchecked if "台账" in reason] == [MISSING_INPUTS["journal"]]
    assert set(MISSING_INPUTS) <= set(EVERY_INPUT)
