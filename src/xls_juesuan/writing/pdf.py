"""Printing a Word document as PDF with LibreOffice, where it is installed.

It knows where the program may stand and how it is started; it refuses to know what is printed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from xls_juesuan.errors import UserError
from xls_juesuan.messages import pdf as say
from xls_juesuan.writing.files import write_bytes_whole

_NAMES = ("soffice", "libreoffice")
#: Where installers for Windows and macOS put it, which is on nobody's path.
_USUAL_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
#: Longest wait; an ordinary document takes some seconds.
SECONDS = 180.0
PDF_SUFFIX = ".pdf"
_DOCUMENT, _PRINTED = "document.docx", "document.pdf"


def find_libreoffice() -> str | None:
    """Give the path of LibreOffice; ``None`` where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(place) for place in _USUAL_PLACES if place.is_file()), None)


def convert_to_pdf(docx: Path) -> Path:
    """Print a Word document to a PDF file beside it, whole or not at all.

    Returns:
        The path of the PDF file.

    Raises:
        UserError: LibreOffice is not there or cannot print it, or the file cannot be written.
    """
    target = docx.with_suffix(PDF_SUFFIX)
    try:
        printed = print_pdf(docx.read_bytes())
    except UserError as error:
        raise UserError(error.what, where=str(docx), how=error.how) from error
    write_bytes_whole(target, printed)
    return target


def print_pdf(content: bytes, *, seconds: float = SECONDS) -> bytes:
    """Print the content of a Word document.

    Args:
        content: of a .docx file.
        seconds: longest wait.

    Returns:
        The content of the PDF file.

    Raises:
        UserError: LibreOffice is not there, takes too long, or cannot print it.
    """
    program = find_libreoffice()
    if program is None:
        raise UserError(say.NO_LIBREOFFICE, how=say.NO_LIBREOFFICE_HOW)
    # A profile of its own: one that is open elsewhere would be asked to do it, and say nothing.
    with TemporaryDirectory(prefix="xlj-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        (place / _DOCUMENT).write_bytes(content)
        _run(program, place, seconds)
        printed = place / _PRINTED
        # It ends with 0 even where it could not read the document.
        if not printed.is_file() or not printed.stat().st_size:
            raise UserError(say.NOT_PRINTED, how=say.NOT_PRINTED_HOW)
        return printed.read_bytes()


def _run(program: str, folder: Path, seconds: float) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf"),
        *("--outdir", str(folder), str(folder / _DOCUMENT)),
    ]
    try:
        process = subprocess.Popen(  # noqa: S603 - the program found above, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UserError(say.NOT_STARTED, where=program, how=say.NOT_STARTED_HOW) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise UserError(say.TOO_LONG, how=say.TOO_LONG_HOW) from error
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, where it still runs."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # pragma: no cover - Windows
        process.kill()
    process.wait()
