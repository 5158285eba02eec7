"""The typer application: which commands there are. Each command is a module of its own."""

from __future__ import annotations

import typer

from xls_juesuan.cli.fill_command import fill
from xls_juesuan.cli.init_command import init
from xls_juesuan.cli.trace_command import trace
from xls_juesuan.messages import cli as messages

app = typer.Typer(
    name="xlj",
    help=messages.APP_HELP,
    epilog=messages.APP_EPILOG,
    # Plain help: quicker to start, and the same in every console.
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Its suggestion is English; that of click, which it extends, is translated.
    suggest_commands=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("fill", help=messages.FILL_HELP)(fill)
app.command("trace", help=messages.TRACE_HELP)(trace)
app.command("init", help=messages.INIT_HELP)(init)


@app.callback()
def callback() -> None:
    """Commands follow; options of their own they have none in common."""
