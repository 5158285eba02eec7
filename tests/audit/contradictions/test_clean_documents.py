"""Ledgers that are right to the fen, published in 万元: the audit raises no error and no warning.

The variable XLJ_DOCUMENTS gives the number of ledgers, each published with both habits of
rounding; the largest documents have two thousand cells.
"""

from __future__ import annotations

import os

import pytest

from benchmarks.generating.printing import publish
from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity

LEDGERS = int(os.environ.get("XLJ_DOCUMENTS", "20"))
#: Ledgers that one test goes through.
BATCH = 10


@pytest.mark.parametrize("habit", [Habit.OWN, Habit.ADDED])
@pytest.mark.parametrize("first", range(0, LEDGERS, BATCH))
def test_rounding_alone_is_neither_error_nor_warning(first: int, habit: Habit) -> None:
    """Whether each figure was rounded on its own or totals add up rounded parts."""
    alarms = {
        (seed, finding.code, finding.message)
        for seed in range(first, min(first + BATCH, LEDGERS))
        for finding in run_audit(
            publish(random_unit(seed), habit),
            rules(),
            (),
            INPUTS | {PUBLISHED},
            localise=localise,
        ).findings
        if finding.outcome is Outcome.FAILED and finding.severity is not Severity.NOTICE
    }
    assert alarms == set()
