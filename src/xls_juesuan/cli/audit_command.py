"""``xlj audit``: check tables that somebody has filled or published already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.audit_documents import expand
from xls_juesuan.cli.audit_documents import review_targets
from xls_juesuan.cli.options import ExplanationsPath
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import PreviousPath
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import Thresholds
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_thresholds
from xls_juesuan.cli.options import checked_year
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import auditing as messages
from xls_juesuan.messages import explaining as say_explaining

Documents = Annotated[
    list[Path], typer.Argument(metavar="公开表...", help=messages.DOCUMENTS, show_default=False)
]
ReviewPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件或文件夹", help=messages.OUTPUT)
]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="文件", help=messages.BASELINE)
]
DocumentProfile = Annotated[
    str,
    typer.Option(
        "--template", "--profile", metavar="版式", help=messages.TEMPLATE, show_default=False
    ),
]
UnitName = Annotated[str, typer.Option("--unit-name", metavar="名称", help=messages.UNIT_NAME)]
Year = Annotated[str, typer.Option("--year", metavar="年度", help=messages.YEAR)]
AmountUnit = Annotated[
    str, typer.Option("--amount-unit", metavar="元|万元", help=messages.AMOUNT_UNIT)
]


def audit(
    documents: Documents,
    output: ReviewPath = None,
    template: DocumentProfile = "",
    baseline: Baseline = None,
    previous: PreviousPath = None,
    thresholds: Thresholds = None,
    unit_name: UnitName = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    own: RulesFolder = None,
    explanations: ExplanationsPath = None,
    as_json: Json = False,
) -> int:
    """Audit each document, then say in Chinese (or as JSON) what was found."""
    from xls_juesuan.cli import audit_each_report
    from xls_juesuan.cli import audit_report
    from xls_juesuan.document_pipeline import AuditRequest

    is_many = len(documents) > 1 or documents[0].is_dir()
    if is_many:
        _refuse_for_several(output, baseline, previous)
        if explanations is not None:
            raise UserError(say_explaining.ONE_ONLY, how=say_explaining.ONE_ONLY_HOW)
    own_rules = loaded_rules(own, template or DEFAULT_PROFILE) if own else None
    chosen = checked_thresholds(thresholds, own)
    expanded, passed = expand(documents)
    outputs = review_targets(expanded, output) if is_many else [output]
    usual = AuditRequest(
        document=expanded[0].path,
        profile=template,
        unit_name=unit_name.strip(),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        baseline=baseline,
        rules=own_rules,
        previous=previous,
        thresholds=chosen,
    )
    requests = [
        replace(usual, document=document.path, output=target)
        for document, target in zip(expanded, outputs, strict=True)
    ]
    if is_many:
        names = [document.name for document in expanded]
        return audit_each_report.report_each(requests, names, passed, output, as_json=as_json)
    return audit_report.report_one(requests[0], explanations, as_json=as_json)


def _refuse_for_several(output: Path | None, baseline: Path | None, previous: Path | None) -> None:
    """Refuse what can only be meant for one document.

    Raises:
        UserError: a single file was named for several reviews.
    """
    if output is not None and output.suffix and not output.is_dir():
        raise UserError(messages.ONE_OUTPUT, where=str(output), how=messages.ONE_OUTPUT_HOW)
    if baseline is not None:
        raise UserError(messages.ONE_BASELINE, where=str(baseline), how=messages.ONE_BASELINE_HOW)
    if previous is not None:
        raise UserError(messages.ONE_PREVIOUS, where=str(previous), how=messages.ONE_PREVIOUS_HOW)
