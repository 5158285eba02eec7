"""The JSON contract: one document with stable keys; amounts are strings in yuan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import format_yuan
from xls_juesuan.writing.json_changes import changes_document
from xls_juesuan.writing.json_changes import comparison_document
from xls_juesuan.writing.json_changes import earlier_document
from xls_juesuan.writing.json_department import department_document
from xls_juesuan.writing.json_findings import Findings
from xls_juesuan.writing.json_findings import Json
from xls_juesuan.writing.json_findings import source_document
from xls_juesuan.writing.json_office import office_document
from xls_juesuan.writing.json_parts import attachments_document
from xls_juesuan.writing.json_parts import parts_document
from xls_juesuan.writing.json_years import thresholds_document
from xls_juesuan.writing.json_years import years_document
from xls_juesuan.writing.reviews import read_reviews
from xls_juesuan.writing.spots import DocumentSpots
from xls_juesuan.writing.spots import OfficeSpots
from xls_juesuan.writing.spots import WorkbookSpots

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Protocol

    from xls_juesuan.audit import Audit
    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Layout
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.stated_forms import StatedForm
    from xls_juesuan.writing.changes import Changes
    from xls_juesuan.writing.comparison import Comparison
    from xls_juesuan.writing.json_office import Office
    from xls_juesuan.writing.json_years import Run

    class Accounts(Run, Protocol):
        """What the document is made from: one unit's computed accounts."""

        @property
        def ledger(self) -> Ledger:
            """The ledger."""
            ...

        @property
        def cube(self) -> Cube:
            """Facts and account of lines."""
            ...

        @property
        def profile(self) -> Profile:
            """The layout."""
            ...

        @property
        def tables(self) -> TableSet:
            """The statutory tables."""
            ...

        @property
        def audit(self) -> Audit:
            """What the rules found."""
            ...

        @property
        def unit_name(self) -> str:
            """Whose accounts."""
            ...

        @property
        def year(self) -> int:
            """Of which year."""
            ...

        @property
        def rules(self) -> tuple[Rule, ...]:
            """The rules that were judged."""
            ...

        @property
        def changes(self) -> Changes | None:
            """What is different from the workbook that stood there; ``None`` without one."""
            ...

        @property
        def office(self) -> Office | None:
            """The office's own workbook, filled; ``None`` where there is none."""
            ...

        @property
        def department(self) -> Department | None:
            """The units, where these are the accounts of a department."""
            ...

        @property
        def published(self) -> Published | None:
            """The Word document; ``None`` where none was wanted."""
            ...

    class Published(Protocol):
        """The whole disclosure as files."""

        @property
        def document(self) -> Path:
            """The Word document."""
            ...

        @property
        def pdf(self) -> Path | None:
            """The PDF file; ``None`` without one."""
            ...

        @property
        def fault(self) -> str:
            """Why there is no PDF file although one was wanted."""
            ...

    class LeftOver(Protocol):
        """Something in a document that belongs to none of its tables."""

        @property
        def kind(self) -> str:
            """Key of what it is."""
            ...

        @property
        def sheet(self) -> str:
            """The sheet it stands on."""
            ...

        @property
        def ref(self) -> str:
            """Sheet and cell; empty for a whole sheet."""
            ...

        @property
        def text(self) -> str:
            """What stands there."""
            ...

    class Recognised(Protocol):
        """A published document with its tables."""

        @property
        def file(self) -> str:
            """Name of the file."""
            ...

        @property
        def kind(self) -> str:
            """Kind of the file."""
            ...

        @property
        def tables(self) -> TableSet:
            """The tables."""
            ...

        @property
        def missing(self) -> Sequence[Layout]:
            """Tables it does not have."""
            ...

        @property
        def not_recognised(self) -> Sequence[LeftOver]:
            """What belongs to none of them."""
            ...

        @property
        def amount_unit(self) -> str:
            """元 or 万元."""
            ...

        @property
        def fen_per_unit(self) -> Mapping[str, int]:
            """Fen in the unit of amount of each table."""
            ...

        @property
        def unit_name(self) -> str:
            """Whose accounts."""
            ...

        @property
        def year(self) -> int:
            """Of which year."""
            ...

        @property
        def forms(self) -> Sequence[StatedForm]:
            """Forms of the self-assessment, as printed."""
            ...

        @property
        def is_exact(self) -> bool:
            """Whether every figure is known to the fen."""
            ...

    class Audited(Run, Protocol):
        """A published document and what the audit found."""

        @property
        def recognised(self) -> Recognised:
            """The document."""
            ...

        @property
        def audit(self) -> Audit:
            """What the rules found."""
            ...

        @property
        def rules(self) -> Sequence[Rule]:
            """The rules that were judged."""
            ...

        @property
        def reviews(self) -> Mapping[str, tuple[str, str]]:
            """处理 and 说明 of an earlier review, by fingerprint."""
            ...

        @property
        def comparison(self) -> Comparison | None:
            """What is different from the baseline; ``None`` without one."""
            ...

        @property
        def annotated(self) -> Path | None:
            """The copy of the workbook with comments on its cells."""
            ...

        @property
        def changes(self) -> Changes | None:
            """What is different from it, or from the review that stood there."""
            ...


def fill_document(accounts: Accounts, workbook: Path) -> Json:
    """Compose the document of ``xlj fill --json``."""
    spots = WorkbookSpots(accounts.tables, accounts.ledger.files, {})
    # What a reviewer wrote was carried over into the workbook.
    findings = Findings(
        accounts.tables,
        OfficeSpots(accounts.tables, spots) if accounts.office else spots,
        accounts.rules,
        read_reviews(workbook),
    )
    return {
        "unit": accounts.unit_name,
        "year": accounts.year,
        "template": accounts.profile.name,
        "outputs": {"workbook": str(workbook), **_published(accounts.published)},
        "ledger": _ledger_document(accounts.ledger, accounts.cube),
        **_figures_document(findings),
        "audit": _audit_document(findings, accounts.audit, accounts.changes),
        **years_document(accounts),
        **earlier_document(accounts.changes),
        **office_document(accounts.office),
        **department_document(accounts.department, accounts.tables),
    }


def _ledger_document(ledger: Ledger, cube: Cube) -> Json:
    """Compose the account of every line of the ledger."""
    return {
        "files": list(ledger.files),
        "rows": sum(part.rows for part in (cube.used, *cube.set_aside)),
        "used": cube.used.rows,
        "set_aside": [
            {
                "reason": str(part.status),
                "rows": part.rows,
                "debit": format_yuan(part.debit),
                "credit": format_yuan(part.credit),
            }
            for part in cube.set_aside
        ],
        "problems": [problem_document(problem) for problem in (*ledger.problems, *cube.problems)],
    }


def _figures_document(findings: Findings) -> Json:
    """Compose the parts that give every figure of the tables and of what stands beside them."""
    tables = findings.tables
    return {
        "tables": {table.key: findings.table(table) for table in tables.tables},
        "parts": parts_document(tables.parts),
    }


def _audit_document(findings: Findings, audit: Audit, changes: Changes | None) -> Json:
    return {
        **findings.audit(audit),
        **thresholds_document(audit),
        **changes_document(changes),
    }


def _published(published: Published | None) -> dict[str, object]:
    """Give the paths of the Word document and the PDF file, and why there is no such file."""
    if published is None:
        return {"document": None, "pdf": None, "pdf_fault": ""}
    pdf = str(published.pdf) if published.pdf else None
    return {"document": str(published.document), "pdf": pdf, "pdf_fault": published.fault}


def audit_document_report(audited: Audited, review: Path) -> Json:
    """Compose the document of ``xlj audit --json`` for one file."""
    recognised = audited.recognised
    tables = recognised.tables
    findings = Findings(
        tables,
        DocumentSpots(tables),
        audited.rules,
        audited.reviews,
        recognised.fen_per_unit,
    )
    return {
        "document": _recognised_document(recognised),
        "outputs": {
            "workbook": str(review),
            "annotated": str(audited.annotated) if audited.annotated else None,
        },
        **_figures_document(findings),
        "attachments": attachments_document(recognised.forms),
        "audit": _audit_document(findings, audited.audit, audited.changes),
        **years_document(audited),
        **earlier_document(audited.changes),
        **({"baseline": comparison_document(audited.comparison)} if audited.comparison else {}),
    }


def _recognised_document(recognised: Recognised) -> Json:
    """Compose the part about what a file is and what of it was understood."""
    tables = recognised.tables
    return {
        "file": recognised.file,
        "kind": recognised.kind,
        "unit": recognised.unit_name,
        "year": recognised.year,
        "amount_unit": recognised.amount_unit,
        "template": tables.profile.name,
        "is_exact": recognised.is_exact,
        "tables": [table.key for table in tables.tables],
        "missing": [layout.key for layout in recognised.missing],
        "not_recognised": [
            {"kind": one.kind, "sheet": one.sheet, "ref": one.ref, "text": one.text}
            for one in recognised.not_recognised
        ],
    }


def problem_document(problem: Problem) -> Json:
    """Compose the part about one problem."""
    return {
        "code": problem.code,
        "subject": problem.subject,
        "detail": problem.detail,
        "yuan": None if problem.fen is None else format_yuan(problem.fen),
        "rows": problem.rows,
        "sources": [source_document(source) for source in problem.sources],
    }
