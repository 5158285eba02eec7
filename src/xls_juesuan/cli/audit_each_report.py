"""What ``xlj audit`` says of many documents: each for itself, then all in one summary."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.cli.audit_report import audited_lines
from xls_juesuan.cli.audit_report import print_lines
from xls_juesuan.cli.entry import EXIT_COULD_NOT_RUN
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.entry import internal_fault
from xls_juesuan.cli.entry import is_traceback_wanted
from xls_juesuan.cli.fill_report import exit_code
from xls_juesuan.cli.fill_report import print_json
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.messages import audit_summary as say
from xls_juesuan.messages import auditing as messages
from xls_juesuan.writing.audit_summary import AuditedLine
from xls_juesuan.writing.audit_summary import write_audit_summary
from xls_juesuan.writing.json_report import audit_document_report
from xls_juesuan.writing.spots import DocumentSpots
from xls_juesuan.writing.target import choose_summary_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.document_pipeline import AuditRequest
    from xls_juesuan.folders import PassedOver

#: Files that were passed over, named one by one.
_MOST_PASSED = 10


def report_each(
    requests: Sequence[AuditRequest],
    names: Sequence[str],
    passed: Sequence[PassedOver],
    output: Path | None,
    *,
    as_json: bool,
) -> int:
    """Audit several documents, each for itself, and write their summary.

    Args:
        requests: what to audit, each with the place of its review.
        names: what each is called, folders and all.
        passed: files beside them that cannot be audited.
        output: the folder of the reviews; ``None`` for the usual one.
        as_json: print one JSON document.

    Returns:
        The worst exit code.

    Raises:
        UserError: the summary cannot be written.
    """
    told = []
    for request, name in zip(requests, names, strict=True):
        told.append(_tell(request, name))
        if not as_json:
            print_lines([messages.EACH_HEAD.format(file=name), *told[-1].lines, ""])
    path = choose_summary_target(output)
    others = (AuditedLine(one.name, error=one.reason) for one in passed)
    write_audit_summary(path, [*(one.summary for one in told), *others])
    codes = [one.code for one in told]
    if as_json:
        documents = [one.document for one in told]
        left = [one._asdict() for one in passed]
        print_json({"documents": documents, "passed_over": left, "outputs": {"summary": str(path)}})
    else:
        print_lines(_closing_lines(codes, passed, path))
    return max(codes, default=EXIT_FINE)


class _Told(NamedTuple):
    """What is told of one document: to the caller, on the screen, as JSON, in the summary."""

    code: int
    lines: Sequence[str]
    document: dict[str, object]
    summary: AuditedLine


def _tell(request: AuditRequest, name: str) -> _Told:
    """Audit one document; whatever is wrong with it, the others are audited as well."""
    try:
        audited, target = review_document(request)
        return _Told(
            exit_code(audited.audit),
            list(audited_lines(audited, target)),
            {"path": name, **audit_document_report(audited, target)},
            _summary_line(name, audited, target),
        )
    except UserError as error:
        fault = error.paragraph
    except DeclarationError:
        # It is not of this document, and nothing can be audited.
        raise
    except Exception as error:
        # What nobody foresaw of one file must not cost the reviews of all others.
        if is_traceback_wanted():
            raise
        fault = internal_fault(error)
    return _Told(
        EXIT_COULD_NOT_RUN,
        [messages.EACH_FAILED.format(message=fault)],
        {"path": name, "document": {"file": request.document.name}, "error": {"message": fault}},
        AuditedLine(name, error=fault),
    )


def _closing_lines(codes: Sequence[int], passed: Sequence[PassedOver], path: Path) -> Iterator[str]:
    failed = codes.count(EXIT_COULD_NOT_RUN)
    yield messages.EACH_DONE.format(files=len(codes), done=len(codes) - failed, failed=failed)
    if passed:
        yield say.PASSED_OVER.format(count=len(passed))
        for one in passed[:_MOST_PASSED]:
            yield say.PASSED_OVER_LINE.format(name=one.name, reason=one.reason)
        if len(passed) > _MOST_PASSED:
            yield say.PASSED_OVER_MORE.format(count=len(passed) - _MOST_PASSED)
    yield say.WRITTEN.format(path=path)


def _summary_line(name: str, audited: AuditedDocument, target: Path) -> AuditedLine:
    recognised = audited.recognised
    spots = DocumentSpots(recognised.tables)
    return AuditedLine(
        file=name,
        unit_name=recognised.unit_name,
        year=recognised.year,
        tables=len(recognised.found),
        audit=audited.audit,
        places=tuple(spots.of(finding).text for finding in audited.audit.findings),
        not_recognised=len(recognised.not_recognised),
        review=target,
    )
