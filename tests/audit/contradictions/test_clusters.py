"""One cause is one finding; what follows from it stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.audit.contradictions.documents import SPENDING
from tests.audit.contradictions.documents import THREE_PUBLIC
from tests.audit.contradictions.documents import accusing
from tests.audit.contradictions.documents import audit
from tests.audit.contradictions.documents import consistent
from tests.audit.contradictions.documents import misprint
from tests.audit.contradictions.documents import published
from xls_juesuan.audit.joint.localisation import Localisation
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from xls_juesuan.audit import Audit
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.findings import Finding


def failed(found: Audit) -> list[Finding]:
    """Errors and warnings: random units have unusual shares, which notices tell."""
    return [
        one
        for one in found.findings
        if one.outcome is Outcome.FAILED and one.severity is not Severity.NOTICE
    ]


def by_code(found: Audit, code: str) -> Finding:
    (finding,) = (one for one in found.findings if one.code == code)
    return finding


def test_relations_that_fail_by_one_figure_follow_one_finding() -> None:
    """R002 names the figure, its right value and how sure that is; the others point to it."""
    tables = published()
    right = tables.table_cell(SPENDING).fen
    found = audit(misprint(tables, SPENDING), accusing({SPENDING: right}))
    lead = by_code(found, "R002")
    others = [one for one in failed(found) if one is not lead]
    assert len(others) >= 3
    assert {one.follows for one in others} == {lead.fingerprint}
    assert not lead.follows
    assert lead.cells == (SPENDING,)
    assert lead.suggested == right
    (explanation,) = lead.explanations
    assert explanation.is_only
    (suspect,) = explanation.suspects
    assert (suspect.value, suspect.shown) == (right, right + 10**8)
    assert suspect.slip == messages.SLIPS["digit"]
    assert "只有一种" in lead.message
    assert "公开04第59行" in lead.message


def test_a_cluster_with_one_failing_relation_enriches_its_finding() -> None:
    """The reader gets one line, not two; R002 then says where the reason stands."""
    tables = misprint(published(), THREE_PUBLIC)
    right = tables.table_cell(THREE_PUBLIC).fen - 10**8
    part = CellKey("three_public", "total", "outturn_hospitality")
    other = tables.table_cell(part).fen + 10**8
    found = audit(tables, accusing({THREE_PUBLIC: right, part: other}, is_only=False))
    finding = by_code(found, "T903")
    assert finding.cells[0] == THREE_PUBLIC
    assert not finding.follows
    assert [one.is_only for one in finding.explanations] == [False, False]
    assert finding.proof
    assert "有 2 种差不多可能的解释" in finding.message
    assert by_code(found, "R002").reason == messages.ONLY_SINGLE


def test_what_the_correction_does_not_settle_stands_alone() -> None:
    """A second error elsewhere is not hidden under the first."""
    tables = misprint(published(), SPENDING)
    right = tables.table_cell(SPENDING).fen - 10**8
    tables = misprint(tables, THREE_PUBLIC)
    found = audit(tables, accusing({SPENDING: right}))
    assert not by_code(found, "T903").follows
    lead = by_code(found, "R002")
    assert all(one.follows == lead.fingerprint for one in failed(found) if one.code == "T406")


def test_a_warning_that_the_correction_settles_follows_too() -> None:
    """P001 compares the wrong outturn with the budget; it is no second cause."""
    tables = misprint(published(), THREE_PUBLIC)
    right = tables.table_cell(THREE_PUBLIC).fen - 10**8
    found = audit(tables, accusing({THREE_PUBLIC: right}))
    lead = by_code(found, "T903")
    assert by_code(found, "P001").follows == lead.fingerprint


def test_fingerprints_hold_no_amounts() -> None:
    """The same cell wrong by another amount is the same finding."""
    tables = published()
    right = tables.table_cell(SPENDING).fen
    prints = {
        by_code(
            audit(misprint(tables, SPENDING, by), accusing({SPENDING: right})), "R002"
        ).fingerprint
        for by in (10**8, 3 * 10**8)
    }
    assert len(prints) == 1


def test_copies_of_a_wrong_number_are_named_with_it() -> None:
    """They are one error in several places."""
    tables = published()
    right = tables.table_cell(SPENDING).fen
    copy = CellKey("appropriation", "L64", "total")
    found = audit(misprint(tables, SPENDING), accusing({SPENDING: right}, copies=(copy,)))
    lead = by_code(found, "R002")
    assert lead.cells == (SPENDING, copy)
    assert lead.explanations[0].suspects[0].copies == (copy,)
    assert "公开04第64行（总计）“合计” 也照抄了这个数" in lead.message


def test_figures_that_can_all_be_true_pass() -> None:
    """R002 says how many figures and relations were looked at; nothing fails."""
    found = audit(published(), consistent)
    assert failed(found) == []
    assert by_code(found, "R002").outcome is Outcome.PASSED
    assert "条关系放在一起核对" in by_code(found, "R002").message


def test_without_proof_nothing_is_accused() -> None:
    """Failures that the joint check does not explain keep their own words."""

    def silent(_: Document) -> Localisation:
        return Localisation()

    found = audit(misprint(published(), SPENDING), silent)
    assert all(not one.explanations and not one.follows for one in failed(found))


def test_a_ledger_has_no_joint_check() -> None:
    """Exact tables are judged one relation at a time: the rules do not apply."""
    from benchmarks.generating.units import random_unit
    from tests.audit.units import rules
    from xls_juesuan.audit import run_audit

    found = run_audit(random_unit(5), rules(), (), frozenset())
    outcomes = {by_code(found, code).outcome for code in ("R002", "R003", "R004")}
    assert outcomes == {Outcome.NOT_APPLICABLE}
