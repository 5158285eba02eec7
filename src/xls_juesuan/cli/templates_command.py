"""``xlj templates``: the layouts there are; what else is done with them are commands below it."""

from __future__ import annotations

import typer

from xls_juesuan.cli.options import Json
from xls_juesuan.cli.templates_check_command import check
from xls_juesuan.cli.templates_export_command import export
from xls_juesuan.cli.templates_new_command import new
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import drafting as say_new
from xls_juesuan.messages import templates as say
from xls_juesuan.messages import understanding as say_check

templates = typer.Typer(
    help=say.HELP,
    epilog=say.EPILOG,
    rich_markup_mode=None,
    options_metavar=messages.OPTIONS_WORD,
    subcommand_metavar=f"[{messages.COMMAND_WORD}]",
    invoke_without_command=True,
    suggest_commands=False,
)
for name, help_text, command in (
    ("export", say.EXPORT_HELP, export),
    ("check", say_check.HELP, check),
    ("new", say_new.HELP, new),
):
    templates.command(name, help=help_text, options_metavar=messages.OPTIONS_WORD)(command)


@templates.callback()
def listed(context: typer.Context, as_json: Json = False) -> int:
    """List the layouts where no command follows."""
    if context.invoked_subcommand is not None:
        return 0
    from xls_juesuan.cli.templates_lines import listed_lines
    from xls_juesuan.declarations.profile_summary import summarise_profiles

    summaries = summarise_profiles()
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.writing.json_templates import templates_document

        print_json(templates_document(summaries))
        return 0
    for line in listed_lines(summaries):
        typer.echo(line)
    return 0
