"""What ``xlj fill --each-unit`` says: one report a unit, as each is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from xls_juesuan.cli import fill_report
from xls_juesuan.cli.entry import EXIT_COULD_NOT_RUN
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import cli as messages
from xls_juesuan.writing.json_report import fill_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.accounts import Accounts

    Result = tuple[str, Accounts, Path] | tuple[str, UserError]


def print_reports(results: Iterable[Result]) -> int:
    """Print the report of each unit and how many there were; give the worst exit code."""
    codes = []
    for result in results:
        typer.echo(messages.EACH_HEAD.format(unit=result[0] or messages.EACH_UNNAMED))
        codes.append(_print_one(result))
        typer.echo()
    failed = codes.count(EXIT_COULD_NOT_RUN)
    typer.echo(messages.EACH_DONE.format(units=len(codes), done=len(codes) - failed, failed=failed))
    return max(codes, default=EXIT_FINE)


def _print_one(result: Result) -> int:
    if len(result) == 2:
        typer.echo(messages.EACH_FAILED.format(message=result[1].paragraph))
        return EXIT_COULD_NOT_RUN
    _, accounts, target = result
    fill_report.print_report(accounts, target)
    return fill_report.exit_code(accounts.audit)


def print_document(results: Iterable[Result]) -> int:
    """Print one JSON document with all units; give the worst exit code."""
    documents: list[dict[str, object]] = []
    codes = []
    for result in results:
        if len(result) == 2:
            unit, error = result
            documents.append({"unit": unit, "error": {"message": error.paragraph}})
            codes.append(EXIT_COULD_NOT_RUN)
        else:
            _, accounts, target = result
            documents.append(fill_document(accounts, target))
            codes.append(fill_report.exit_code(accounts.audit))
    fill_report.print_json({"units": documents})
    return max(codes, default=EXIT_FINE)
