"""From arguments to exit code: every fault ends in one Chinese paragraph, never a traceback.

Exit codes: 0 no errors, 1 findings at 错误, 2 could not run.
"""

from __future__ import annotations

import os
import sys

from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.messages import cli as messages

EXIT_FINE = 0
EXIT_ERRORS_FOUND = 1
EXIT_COULD_NOT_RUN = 2
#: What the framework makes of Ctrl-C.
_INTERRUPTED = 130
#: Set this to see the traceback of an internal fault.
DEBUG_VARIABLE = "XLJ_DEBUG"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give the exit code.

    Args:
        arguments: what stands after ``xlj``; ``None`` takes those of the process.
    """
    _survive_narrow_encodings()
    given = sys.argv[1:] if arguments is None else arguments
    if given in (["--version"], ["-V"]):
        from xls_juesuan import __version__

        sys.stdout.write(f"xlj {__version__}\n")
        return EXIT_FINE
    from xls_juesuan.cli.chinese import speak_chinese

    speak_chinese()
    try:
        return _run(given)
    except UserError as error:
        _report(error.paragraph, given)
    except DeclarationError as error:
        if is_traceback_wanted():
            raise
        _report(messages.DECLARATION.format(detail=" ".join(str(error).split())), given)
    except KeyboardInterrupt:
        _report(messages.INTERRUPTED, given)
    except BrokenPipeError:
        # Whoever read our output has gone away; nothing is left to say to them.
        sys.stdout = None
    except Exception as error:
        # The last line of defence before the user's eyes.
        if is_traceback_wanted():
            raise
        _report(internal_fault(error), given)
    return EXIT_COULD_NOT_RUN


def is_traceback_wanted() -> bool:
    """Whether somebody asks for the traceback of a fault of the program itself."""
    return bool(os.environ.get(DEBUG_VARIABLE))


def internal_fault(error: Exception) -> str:
    """What is said of a fault of the program itself."""
    return messages.INTERNAL.format(kind=type(error).__name__, detail=error)


def _run(arguments: list[str]) -> int:
    from click.exceptions import ClickException
    from click.exceptions import Exit
    from typer.main import get_command

    from xls_juesuan.cli.app import app
    from xls_juesuan.cli.optional_values import complete_values

    given = complete_values(arguments) or ["--help"]
    try:
        code = get_command(app).main(args=given, prog_name="xlj", standalone_mode=False)
    except Exit as ended:
        return ended.exit_code
    except ClickException as error:
        _print_fault(error.format_message(), arguments)
        error.show()
        return EXIT_COULD_NOT_RUN
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else EXIT_FINE


def _report(paragraph: str, arguments: list[str]) -> None:
    """Say what went wrong on stderr, and as the one JSON document when that was asked for."""
    _print_fault(paragraph, arguments)
    sys.stderr.write(f"{messages.FAILED}{paragraph}\n")


def _print_fault(paragraph: str, arguments: list[str]) -> None:
    if "--json" in arguments:
        from xls_juesuan.cli.fill_report import print_json

        print_json({"error": {"message": paragraph}})


def _survive_narrow_encodings() -> None:
    """Windows redirects output in GBK: show what it lacks as ``?`` rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
