"""``xlj templates new``: the draft of a layout from an office's workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.options import Json
from xls_juesuan.messages import drafting as say
from xls_juesuan.messages import understanding as say_check

File = Annotated[Path, typer.Argument(metavar="文件", help=say_check.FILE, show_default=False)]
OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件夹", help=say.OUTPUT)
]
Profile = Annotated[str, typer.Option("--profile", "--template", metavar="版式", help=say.PROFILE)]
Force = Annotated[bool, typer.Option("--force", help=say.FORCE)]


def new(
    file: File,
    output: OutputPath = None,
    profile: Profile = "",
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Write the draft, and say where it is and what it leaves open."""
    from xls_juesuan.declarations.layout import profile_folder
    from xls_juesuan.office.drafting.draft import draft_profile
    from xls_juesuan.office.drafting.files import choose_folder
    from xls_juesuan.office.drafting.files import write_draft
    from xls_juesuan.office.survey import survey_office

    survey = survey_office(file, profile)
    parent = profile or survey.profile.name
    folder = choose_folder(output, file, profile_folder(parent), force=force)
    draft = draft_profile(survey, parent)
    copy = write_draft(folder, draft)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json

        print_json(
            {
                "file": str(file),
                "extends": draft.parent,
                "tables": list(draft.whole),
                "changed": list(draft.tables),
                "open_points": draft.open_points,
                "outputs": {"folder": str(folder), "copy": str(copy) if copy else None},
            }
        )
        return 0
    counts = {"tables": len(draft.whole), "changed": len(draft.tables)}
    typer.echo(say.WRITTEN.format(path=folder, parent=draft.parent, **counts))
    if copy is not None:
        typer.echo(say.WRITTEN_COPY.format(path=copy))
    _open_points(draft.open_points)
    typer.echo(say.NEXT.format(path=folder))
    return 0


def _open_points(points: list[str]) -> None:
    from xls_juesuan.cli.text_table import wrapped

    typer.echo(say.OPEN_HEAD.format(count=len(points)))
    for point in points:
        for line in wrapped(say.OPEN_LINE.format(text=point)):
            typer.echo(line)
