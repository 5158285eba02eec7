"""One published document, from the file to its review: the parts in their order.

Like ``pipeline``, for tables that somebody has filled already. It knows which part hands what
to which, and talks to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.audit import run_audit
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import recognising as messages
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.recognise import Recognised
    from xls_juesuan.writing.comparison import Comparison

Reviews = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What the user asks for; ``None`` or empty means: find it out or take the default.

    Attributes:
        document: the file with the tables.
        output: file or folder of the review workbook.
        profile: name of the disclosure layout.
        unit_name, year, amount_unit: what the document does not say itself.
        baseline: an earlier workbook whose 处理 and 说明 are to be kept.
        rules: the rules to judge; ``None`` takes those that come with the program.
    """

    document: Path
    output: Path | None = None
    profile: str = DEFAULT_PROFILE
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    baseline: Path | None = None
    rules: tuple[Rule, ...] | None = None


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A document, recognised and audited, its review not yet written.

    Attributes:
        reviews: 处理 and 说明 of an earlier review, by fingerprint.
        comparison: what is different from the baseline; ``None`` without one.
    """

    recognised: Recognised
    audit: Audit
    rules: tuple[Rule, ...]
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comparison: Comparison | None = None


def audit_document(request: AuditRequest) -> AuditedDocument:
    """Recognise and audit a document; nothing is written.

    Raises:
        UserError: a file cannot be used at all.
    """
    baseline = _baseline(request.baseline)
    recognised = recognise_document(
        RecognitionRequest(request.document, request.year, request.amount_unit, request.unit_name),
        load_profile(request.profile),
    )
    rules = load_rules() if request.rules is None else request.rules
    audit = run_audit(recognised.tables, rules, recognised.problems, recognised.inputs)
    reviews = {**_own_reviews(recognised), **baseline}
    return AuditedDocument(recognised, audit, rules, reviews, _comparison(request.baseline, audit))


def review_document(request: AuditRequest) -> tuple[AuditedDocument, Path]:
    """Audit a document and write its review, whole or not at all.

    Returns:
        The audited document and the path of the review workbook.

    Raises:
        UserError: a file cannot be used, or the review cannot be written.
    """
    from dataclasses import replace

    from xls_juesuan.writing.audit_content import AuditContent
    from xls_juesuan.writing.audit_workbook import write_audit_workbook
    from xls_juesuan.writing.reviews import read_reviews
    from xls_juesuan.writing.target import choose_review_target

    audited = audit_document(request)
    target = choose_review_target(request.output, request.document, request.baseline)
    audited = replace(audited, reviews={**read_reviews(target), **audited.reviews})
    recognised = audited.recognised
    content = AuditContent(
        tables=recognised.tables,
        audit=audited.audit,
        form=load_supplement_form(),
        supplement=recognised.supplement,
        files=(recognised.file,),
        missing=tuple(layout.title for layout in recognised.missing),
        not_recognised=tuple(
            messages.not_recognised(one.kind, one.sheet, one.ref, one.text)
            for one in recognised.not_recognised
        ),
        amount_unit=recognised.amount_unit,
        reviews=audited.reviews,
    )
    write_audit_workbook(target, content)
    return audited, target


def _own_reviews(recognised: Recognised) -> Reviews:
    """What a reviewer wrote into the document itself, where it is one of our workbooks."""
    from xls_juesuan.writing.reviews import read_reviews

    return read_reviews(recognised.path) if recognised.is_own else {}


def _comparison(path: Path | None, audit: Audit) -> Comparison | None:
    if path is None:
        return None
    from xls_juesuan.writing.comparison import compare_with_earlier

    return compare_with_earlier(path, audit.findings)


def _baseline(path: Path | None) -> Reviews:
    if path is None:
        return {}
    from xls_juesuan.reading.grid import read_grids
    from xls_juesuan.writing.reviews import read_reviews

    if not path.is_file():
        raise messages.no_such_file(str(path))
    if not any(grid.sheet == messages.REVIEW_SHEET for grid in read_grids(path)):
        raise messages.no_review(path.name)
    return read_reviews(path)
