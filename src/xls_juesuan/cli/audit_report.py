"""What ``xlj audit`` says: what was recognised, the verdict, the findings, where the review is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from xls_juesuan.cli.changes_lines import changes_lines
from xls_juesuan.cli.explanations import explain
from xls_juesuan.cli.explanations import explained_document
from xls_juesuan.cli.explanations import explained_lines
from xls_juesuan.cli.fill_report import exit_code
from xls_juesuan.cli.fill_report import finding_lines
from xls_juesuan.cli.fill_report import previous_lines
from xls_juesuan.cli.fill_report import print_json
from xls_juesuan.cli.fill_report import verdict_lines
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.explaining import refuse_target
from xls_juesuan.messages import auditing as messages
from xls_juesuan.messages import recognising as say
from xls_juesuan.messages.templates import certainty_of
from xls_juesuan.writing.json_report import audit_document_report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.document_pipeline import AuditRequest
    from xls_juesuan.recognise import Recognised

#: Things that were not recognised, named one by one.
_MOST_LEFT = 6


def report_one(request: AuditRequest, explanations: Path | None, *, as_json: bool) -> int:
    """Audit one document and print the report; give the exit code.

    Args:
        request: what to audit.
        explanations: where the statement of explanations goes; ``None`` where none is wanted.
        as_json: print one JSON document.

    Raises:
        UserError: it cannot be audited.
    """
    inputs = (request.document, request.baseline, request.previous)
    refuse_target(explanations, (*inputs, request.output))
    audited, target = review_document(request)
    explained = explain(explanations, audited, audited.recognised.tables, target)
    if as_json:
        document = audit_document_report(audited, target)
        print_json({**document, **explained_document(explained)})
    else:
        print_lines([*audited_lines(audited, target), *explained_lines(explained)])
    return exit_code(audited.audit)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        typer.echo(line)


def audited_lines(audited: AuditedDocument, target: Path) -> Iterator[str]:
    """Say what was recognised and found, and where it was written."""
    yield from _recognised_lines(audited.recognised)
    yield from previous_lines(audited.previous)
    yield ""
    yield from verdict_lines(audited.audit)
    yield from finding_lines(audited.audit, audited.recognised.tables)
    yield from changes_lines(audited.changes, is_named=audited.comparison is not None)
    yield ""
    yield messages.WRITTEN.format(path=target)
    if audited.annotated:
        yield messages.ANNOTATED.format(path=audited.annotated)
    if audited.is_left_bare:
        yield messages.LEFT_BARE.format(file=audited.recognised.file)


def _recognised_lines(recognised: Recognised) -> Iterator[str]:
    yield say.READ.format(file=recognised.file, year=recognised.year)
    yield f"  {say.UNIT.format(name=recognised.unit_name or say.NO_UNIT)}"
    how = say.HOW_CHOSEN[recognised.is_profile_found]
    profile = recognised.tables.profile
    certainty = certainty_of(profile.certainty, len(profile.unverified))
    yield from wrapped(say.TEMPLATE.format(title=profile.title, how=how, certainty=certainty))
    found = say.TABLES_FOUND.format(
        count=len(recognised.found),
        unit=recognised.amount_unit,
        precision=say.PRECISIONS[recognised.is_exact],
        tables="、".join(one.parts.layout.title for one in recognised.found),
    )
    yield from wrapped(found)
    if recognised.missing:
        titles = "、".join(layout.title for layout in recognised.missing)
        missing = say.TABLES_MISSING.format(count=len(recognised.missing), tables=titles)
        yield from wrapped(missing)
    if recognised.forms:
        yield f"  {say.forms_found([form.is_overall for form in recognised.forms])}"
    left = recognised.not_recognised
    if left:
        yield f"  {say.NOT_RECOGNISED_HEAD.format(count=len(left))}"
    # Rows and columns first: sheets are often only covers and notes.
    order = Counter(
        {"pages": 4, "cell": 3, "row": 3, "nameless": 3, "column": 2, "repeated": 2, "renamed": 1}
    )
    for one in sorted(left, key=lambda one: -order[one.kind])[:_MOST_LEFT]:
        text = say.not_recognised(one.kind, one.sheet, one.ref, one.text)
        yield from wrapped(text, indent="    ")
    if len(left) > _MOST_LEFT:
        yield f"    {say.MORE_NOT_RECOGNISED.format(count=len(left) - _MOST_LEFT)}"
