"""One published document, from the file to its review: the parts in their order.

Like ``pipeline``, for tables that somebody has filled already. It knows which part hands what
to which, and talks to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.carrying import place_of
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.declarations.thresholds import with_thresholds
from xls_juesuan.messages import recognising as messages
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document
from xls_juesuan.recognise.previous import read_previous
from xls_juesuan.recognise.previous import refuse_previous
from xls_juesuan.tables.previous_year import compare_years
from xls_juesuan.tables.previous_year import is_stated
from xls_juesuan.writing.previous_explanations import Offers
from xls_juesuan.writing.previous_explanations import previous_explanations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.recognise import Recognised
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.previous_year import PreviousYear
    from xls_juesuan.writing.changes import Changes
    from xls_juesuan.writing.comparison import Comparison

Reviews = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What the user asks for; ``None`` or empty means: find it out or take the default.

    Attributes:
        document: the file with the tables.
        output: file or folder of the review workbook.
        profile: name of the disclosure layout; empty takes the one that fits best.
        unit_name, year, amount_unit: what the document does not say itself.
        baseline: an earlier workbook whose 处理 and 说明 are to be kept.
        rules: the rules to judge; ``None`` takes those that come with the program.
        previous: last year's file: a workbook of the program, whose 说明 are offered for this
            year's findings, a publication, or a supplement.
        thresholds: values of thresholds that the user chose, by key.
    """

    document: Path
    output: Path | None = None
    profile: str = ""
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    baseline: Path | None = None
    rules: tuple[Rule, ...] | None = None
    previous: Path | None = None
    thresholds: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A document, recognised and audited, its review not yet written.

    Attributes:
        reviews: 处理 and 说明 of an earlier review, by fingerprint.
        comparison: what is different from the baseline; ``None`` without one.
        changes: what is different from it, or else from the review that stood at the place of
            the new one; ``None`` without either.
        annotated: the copy of the workbook with comments on its cells; ``None`` without one.
        is_left_bare: whether there is none because nothing can be written into the workbook.
    """

    recognised: Recognised
    audit: Audit
    rules: tuple[Rule, ...]
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comparison: Comparison | None = None
    changes: Changes | None = None
    offers: Offers = field(default_factory=Offers)
    previous: PreviousYear | None = None
    annotated: Path | None = None
    is_left_bare: bool = False

    @property
    def compared(self) -> tuple[str, ...]:
        """Names of the files that last year's figures and the budget come from."""
        tables, last = self.recognised.tables, self.previous
        if not tables.comparatives:
            return ()
        own = self.recognised.file if is_stated(tables, last) else ""
        return tuple(filter(None, (last.file if last else "", own)))


def audit_document(request: AuditRequest) -> AuditedDocument:
    """Recognise and audit a document; nothing is written.

    Raises:
        UserError: a file cannot be used at all.
    """
    refuse_previous(request.previous, (request.document,))
    baseline = _baseline(request.baseline)
    profile = load_profile(request.profile) if request.profile else None
    recognised = recognise_document(
        RecognitionRequest(request.document, request.year, request.amount_unit, request.unit_name),
        profile,
    )
    year = recognised.year
    place = recognised.tables.profile
    previous = read_previous(request.previous, place, year) if request.previous else None
    compared = compare_years(recognised.tables, recognised.supplement, previous)
    recognised = replace(
        recognised,
        tables=compared.tables,
        supplement=compared.supplement,
        problems=(*recognised.problems, *compared.problems),
        inputs=recognised.inputs | compared.inputs,
    )
    rules = load_rules() if request.rules is None else request.rules
    rules = with_thresholds(rules, request.thresholds)
    audit = run_audit(
        recognised.tables, rules, recognised.problems, recognised.inputs, localise=localise
    )
    reviews = {**_own_reviews(recognised), **baseline}
    comparison = _comparison(request.baseline, audit)
    return AuditedDocument(recognised, audit, rules, reviews, comparison, previous=previous)


def review_document(request: AuditRequest) -> tuple[AuditedDocument, Path]:
    """Audit a document and write its review, whole or not at all.

    Returns:
        The audited document and the path of the review workbook.

    Raises:
        UserError: a file cannot be used, or the review cannot be written.
    """
    from xls_juesuan.writing.audit_content import AuditContent
    from xls_juesuan.writing.audit_workbook import write_audit_workbook
    from xls_juesuan.writing.changes import Changes
    from xls_juesuan.writing.target import choose_review_target

    audited = audit_document(request)
    target = choose_review_target(
        request.output, request.document, request.baseline, request.previous
    )
    recognised = audited.recognised
    changes = _changes(target, request.baseline, recognised.tables, audited.audit)
    if changes is not None:
        # The words in the review that is being replaced are the newest.
        audited = replace(audited, reviews={**audited.reviews, **changes.reviews})
    offers = Offers(previous_explanations(request.previous))
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
        reviews=offers.add_to(
            audited.reviews,
            audited.audit.findings,
            lambda finding: place_of(finding, recognised.tables),
        ),
        changes=changes or Changes(),
        compared=audited.compared,
    )
    copy = write_audit_workbook(target, content)
    changes = replace(changes, copy=copy) if changes else None
    audited = replace(audited, changes=changes, offers=offers)
    return _with_copy(request, audited, target), target


def _with_copy(request: AuditRequest, audited: AuditedDocument, review: Path) -> AuditedDocument:
    """Write what was found beside the cells of a copy; only an .xlsx has one."""
    from xls_juesuan.writing.annotated_copy import Annotation
    from xls_juesuan.writing.annotated_copy import copy_suffix
    from xls_juesuan.writing.annotated_copy import write_annotated_copy
    from xls_juesuan.writing.target import choose_annotated_target

    package = audited.recognised.package
    if not package:
        return audited
    inputs = (request.document, request.baseline, request.previous)
    target = choose_annotated_target(review, *inputs, suffix=copy_suffix(package))
    tables = audited.recognised.tables
    is_own = audited.recognised.is_own
    annotation = write_annotated_copy(package, target, audited.audit, tables, is_own=is_own)
    return replace(
        audited,
        annotated=target if annotation is Annotation.WRITTEN else None,
        is_left_bare=annotation is Annotation.NOT_POSSIBLE,
    )


def _changes(target: Path, baseline: Path | None, tables: TableSet, audit: Audit) -> Changes | None:
    """Compare with the baseline, and with the review that stands at the place of the new one."""
    from xls_juesuan.reading.earlier_workbook import read_earlier
    from xls_juesuan.writing.changes import compose_changes
    from xls_juesuan.writing.reviews import join_lines
    from xls_juesuan.writing.reviews import read_change_lines
    from xls_juesuan.writing.reviews import read_review_lines

    earlier = read_earlier(target)
    if baseline is None and earlier is None:
        return None
    older = read_review_lines(baseline) if baseline else []
    lines = join_lines(older, earlier.reviews if earlier else (), only_written=bool(baseline))
    gone = read_change_lines(baseline) if baseline else []
    changes = compose_changes(
        lines,
        (*gone, *(earlier.changes if earlier else ())),
        audit.findings,
        place=lambda finding: place_of(finding, tables),
    )
    is_foreign = earlier is not None and not earlier.reviews
    return replace(changes, problem=earlier.problem if earlier and is_foreign else "")


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
