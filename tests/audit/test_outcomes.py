"""Whatever is given to the program, every rule says how it came out, and of how many relations."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.audit.units import agency
from tests.audit.units import audit
from tests.audit.units import rules
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.institution.example import write_balances
from tests.institution.example import write_journal
from tests.institution.example import write_supplement
from tests.recognise.documents import EXAMPLES
from tests.recognise.documents import Cells
from tests.recognise.documents import Style
from tests.recognise.documents import exact_tables
from tests.recognise.documents import write_document
from xls_juesuan.accounts import FillRequest
from xls_juesuan.audit.reporting import report_checks
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import compute
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.audit import Audit
    from xls_juesuan.findings import Finding

JUDGED = (Outcome.PASSED, Outcome.FAILED)
UNJUDGED = (Outcome.NOT_CHECKABLE, Outcome.NOT_APPLICABLE)


def _of_ledger(path: Path) -> Audit:
    return compute(FillRequest(path)).audit


def _of_document(path: Path) -> Audit:
    return audit_document(AuditRequest(path)).audit


def _institution(folder: Path, write: Callable[[Path], Path]) -> Audit:
    write_supplement(folder / "补充资料.xlsx")
    return _of_ledger(write(folder / "台账.xlsx"))


def _with_slip(cells: Cells) -> Cells:
    """The same table with ten million yuan more in its last figure."""
    last = max(place for place, value in cells.items() if isinstance(value, float))
    return {**cells, last: cells[last] + 1000}


_SLIP = Style(change={"income": _with_slip, "expenditure": _with_slip})
INPUTS: dict[str, Callable[[Path], Audit]] = {
    "journal": lambda _: _of_ledger(EXAMPLES / "ledger.xlsx"),
    "balances": lambda _: _of_ledger(EXAMPLES / "ledger_balances.xlsx"),
    "no supplement": lambda folder: _of_ledger(Path(shutil.copy(EXAMPLES / "ledger.xlsx", folder))),
    "institution": lambda folder: _institution(folder, write_journal),
    "institution, balances": lambda folder: _institution(folder, write_balances),
    "one voucher": lambda folder: _of_ledger(
        journal_workbook(folder / "台账.xlsx", SMALL_JOURNAL[:2])
    ),
    "published": lambda folder: _of_document(
        write_document(folder / "公开表.xlsx", exact_tables())
    ),
    "published with a slip": lambda folder: _of_document(
        write_document(folder / "公开表.xlsx", exact_tables(), _SLIP)
    ),
    "own workbook": lambda folder: _of_document(
        fill(FillRequest(EXAMPLES / "ledger.xlsx", output=folder / "公开表.xlsx"))[1]
    ),
}


@pytest.fixture(scope="module", params=INPUTS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """What the audit of an input found."""
    return INPUTS[request.param](tmp_path_factory.mktemp("input"))


def _by_rule(audit: Audit) -> dict[str, list[Finding]]:
    lines = defaultdict(list)
    for finding in audit.findings:
        lines[finding.code].append(finding)
    return lines


def test_every_rule_has_one_outcome(found: Audit) -> None:
    """A rule fails, in a line for each failure, or says in a single line how it came out."""
    lines = _by_rule(found)

    assert lines.keys() == {rule.code for rule in load_rules()}
    for code, own in lines.items():
        outcomes = [finding.outcome for finding in own]
        assert set(outcomes) == {Outcome.FAILED} or len(outcomes) == 1, code


def test_what_was_not_judged_says_why(found: Audit) -> None:
    """Not checkable and not applicable have a reason, a Chinese sentence; the others have none."""
    for finding in found.findings:
        has_reason = bool(re.fullmatch(r".*[\u4e00-\u9fff].*。", finding.reason))
        assert has_reason is (finding.outcome in UNJUDGED), finding.code


def test_relations_add_up_to_the_checks_that_were_judged(found: Audit) -> None:
    """The lines of a rule count each of its judged relations: failed, or held beside them."""
    judged = {rule.code: 0 for rule in load_rules() if rule.relation is not None}
    for check in found.checks:
        judged[check.rule.code] += check.outcome in JUDGED

    lines = _by_rule(found)
    told = {
        code: sum(finding.relations for finding in lines[code]) + lines[code][0].held
        for code in judged
    }
    assert told == judged


def test_rules_of_rows_judge_more_than_one_relation() -> None:
    """The count is that of the rows, so a rule over a whole table cannot pass on one of them."""
    (finding,) = audit(agency(), "L329").findings

    assert finding.outcome is Outcome.PASSED
    assert finding.relations > 50


def test_a_rule_that_could_not_be_judged_in_a_row_has_not_passed() -> None:
    """The rows that hold are counted, and the reasons of the others are all given."""
    (rule,) = rules("L329")
    checks = list(audit(agency(), "L329").checks)
    for place, reason in ((0, "看不出。"), (1, "太粗。"), (2, "看不出。")):
        checks[place] = replace(checks[place], outcome=Outcome.NOT_CHECKABLE, reason=reason)
    (line,) = report_checks(rule, checks)

    assert line.finding.outcome is Outcome.NOT_CHECKABLE
    assert line.finding.reason == "看不出。太粗。"
    assert line.finding.relations == len(checks) - 3
