"""The typer application: which commands there are. Each command is a module of its own."""

from __future__ import annotations

import typer

from xls_juesuan.cli.audit_command import audit
from xls_juesuan.cli.batch_command import batch
from xls_juesuan.cli.department_command import department
from xls_juesuan.cli.explain_command import explain
from xls_juesuan.cli.fill_command import fill
from xls_juesuan.cli.init_command import init
from xls_juesuan.cli.inspect_command import inspect
from xls_juesuan.cli.rules_command import rules
from xls_juesuan.cli.templates_command import templates
from xls_juesuan.cli.trace_command import trace
from xls_juesuan.messages import auditing as say_auditing
from xls_juesuan.messages import batch as say_batch
from xls_juesuan.messages import catalogue as say_catalogue
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import department as say_department
from xls_juesuan.messages import inspection as say_inspection

app = typer.Typer(
    name="xlj",
    help=messages.APP_HELP,
    epilog=messages.APP_EPILOG,
    # Plain help: quicker to start, and the same in every console.
    rich_markup_mode=None,
    add_completion=False,
    options_metavar=messages.OPTIONS_WORD,
    subcommand_metavar=messages.COMMAND_WORD,
    pretty_exceptions_enable=False,
    # Its suggestion is English; that of click, which it extends, is translated.
    suggest_commands=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for name, help_text, command in (
    ("fill", messages.FILL_HELP, fill),
    ("department", say_department.COMMAND_HELP, department),
    ("audit", say_auditing.AUDIT_HELP, audit),
    ("inspect", say_inspection.INSPECT_HELP, inspect),
    ("trace", messages.TRACE_HELP, trace),
    ("init", messages.INIT_HELP, init),
    ("rules", say_catalogue.RULES_HELP, rules),
    ("explain", say_catalogue.EXPLAIN_HELP, explain),
):
    app.command(name, help=help_text, options_metavar=messages.OPTIONS_WORD)(command)
app.command(
    "batch",
    help=say_batch.HELP,
    epilog=say_batch.EPILOG,
    options_metavar=messages.OPTIONS_WORD,
)(batch)
app.add_typer(templates, name="templates")


@app.callback()
def callback() -> None:
    """Commands follow; options of their own they have none in common."""
