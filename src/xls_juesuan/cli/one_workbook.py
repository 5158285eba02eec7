"""One workbook written and told of, with the statement of explanations where one is asked for.

It knows what is said and when; it refuses to know whether a unit or a department was filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.accounts import FillRequest


def write_one(
    request: FillRequest,
    sources: Iterable[Path],
    explanations: Path | None,
    run: Callable[[], tuple[Accounts, Path]],
    *,
    as_json: bool,
) -> int:
    """Write the workbook, then say in Chinese (or as JSON) what was done.

    Args:
        request: what the user asks for.
        sources: where the ledgers are.
        explanations: where the statement of explanations goes; ``None`` where none is wanted.
        run: writes the workbook.
        as_json: print one JSON document.

    Returns:
        The exit code.

    Raises:
        UserError: an input cannot be used, an output cannot be written, or one would be written
            over an input.
    """
    from xls_juesuan.cli import fill_report
    from xls_juesuan.cli.explanations import explain
    from xls_juesuan.cli.explanations import explained_document
    from xls_juesuan.cli.explanations import explained_lines

    if explanations is not None:
        from xls_juesuan.explaining import refuse_target

        template = request.office.path if request.office else None
        others = (request.supplement, request.mapping, request.previous, template, request.output)
        refuse_target(explanations, (*sources, *others))
    accounts, target = run()
    explained = explain(explanations, accounts, accounts.tables, target)
    if as_json:
        from xls_juesuan.writing.json_report import fill_document

        document = fill_document(accounts, target)
        fill_report.print_json({**document, **explained_document(explained)})
    else:
        fill_report.print_report(accounts, target)
        for line in explained_lines(explained):
            typer.echo(line)
    return fill_report.exit_code(accounts.audit)
