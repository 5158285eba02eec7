"""``xlj templates check``: how an office's workbook would be understood."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.entry import EXIT_ERRORS_FOUND
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.options import Json
from xls_juesuan.messages import understanding as say

File = Annotated[Path, typer.Argument(metavar="文件", help=say.FILE, show_default=False)]
Profile = Annotated[str, typer.Option("--profile", "--template", metavar="版式", help=say.PROFILE)]


def check(file: File, profile: Profile = "", as_json: Json = False) -> int:
    """Say how it is understood; 1 when it cannot be filled or something was not understood."""
    from xls_juesuan.office.survey import survey_office

    survey = survey_office(file, profile)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.cli.templates_check_json import check_document

        print_json(check_document(survey))
    else:
        from xls_juesuan.cli.templates_check_lines import check_lines

        for line in check_lines(survey):
            typer.echo(line)
    return EXIT_ERRORS_FOUND if survey.has_open_points else EXIT_FINE
