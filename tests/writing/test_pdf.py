"""Printing by LibreOffice: what is said where it is not there, fails or hangs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.writing import pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stands in with shell scripts")


def stand_in(folder: Path, script: str) -> Path:
    """A program that is started instead of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "决算.docx"
    path.write_bytes(b"content")
    return path


def use(monkeypatch: pytest.MonkeyPatch, program: Path | None) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: str(program) if program else None)


def test_the_pdf_file_stands_beside_the_document(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice gets a copy and a profile of its own, and nothing else is left."""
    script = (
        'for last; do :; done; echo "$1" > profile; cp "$last" "$(dirname "$last")/document.pdf"'
    )
    use(monkeypatch, stand_in(tmp_path, f"cd {tmp_path}; {script}"))
    assert pdf.convert_to_pdf(document) == tmp_path / "决算.pdf"
    assert (tmp_path / "决算.pdf").read_bytes() == b"content"
    assert (tmp_path / "profile").read_text().startswith("-env:UserInstallation=file://")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"决算.docx", "决算.pdf", "soffice", "profile"}


@pytest.mark.parametrize(
    ("script", "word"),
    [(None, "没有找到 LibreOffice"), ("exit 0", "Writer"), ("exit 7", "没有转出 PDF")],
)
def test_no_pdf_is_one_paragraph_that_says_what_to_do(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, word: str
) -> None:
    """It ends with 0 even where it could not read the document."""
    use(monkeypatch, stand_in(tmp_path, script) if script else None)
    (tmp_path / "决算.pdf").write_bytes(b"old")
    with pytest.raises(UserError) as raised:
        pdf.convert_to_pdf(document)
    assert word in raised.value.paragraph
    assert "另存为 PDF" in raised.value.paragraph
    assert str(document) in raised.value.paragraph
    assert (tmp_path / "决算.pdf").read_bytes() == b"old"


def test_a_program_that_cannot_be_started_is_said(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file may be damaged."""
    use(monkeypatch, tmp_path / "gone")
    with pytest.raises(UserError, match="启动不了"):
        pdf.convert_to_pdf(document)


def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would hold its profile for ever."""
    script = f"sleep 60 & echo $! > {tmp_path / 'child'}; wait"
    use(monkeypatch, stand_in(tmp_path, script))
    with pytest.raises(UserError, match="已经停止"):
        pdf.print_pdf(b"content", seconds=1.0)
    assert _is_gone(int((tmp_path / "child").read_text()))


def _is_gone(process: int) -> bool:
    for _ in range(50):
        try:
            # A process that ended but that nobody has asked about yet is gone as well.
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
            if state.split()[0] == "Z":
                return True
            os.kill(process, 0)
        except (OSError, IndexError):
            return True
        time.sleep(0.1)
    return False


def test_libreoffice_is_found_on_the_path_or_where_installers_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Installers for Windows leave the path alone."""
    program = stand_in(tmp_path, "exit 0")
    monkeypatch.setattr(pdf, "_USUAL_PLACES", (tmp_path / "no", program))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert pdf.find_libreoffice() == str(program)
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    assert pdf.find_libreoffice() is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.find_libreoffice() == str(program)
