"""What a command imports: each library costs every start, whether or not it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
_RUN = """
import sys
from xls_juesuan.cli.entry import main

main(sys.argv[2:])
with open(sys.argv[1], "w", encoding="utf-8") as file:
    print(*sys.modules, sep="\\n", file=file)
"""
#: Libraries that no ledger in .xlsx and no workbook needs.
_OTHER_FORMATS = {
    "distributed",
    "docx",
    "highspy",
    "openpyxl",
    "pdfplumber",
    "polars",
    "pyarrow",
    "scipy",
    "tomlkit",
    "tomllib",
    "xlrd",
}
#: Libraries that compute, read or write, and nothing of which a help page shows.
_WORK = {"jinja2", "lxml", "numpy", "pandas", "python_calamine", "rtoml", "xlsxwriter"}
#: Parts of the program that read and write what nobody asked for.
_OTHER_JOBS = {
    "multiprocessing.connection",
    "rich.progress",
    "xls_juesuan.batch",
    "xls_juesuan.document_pipeline",
    "xls_juesuan.documents",
    "xls_juesuan.form_pipeline",
    "xls_juesuan.office",
    "xls_juesuan.publishing",
    "xls_juesuan.recognise",
    "xls_juesuan.trials",
    "xls_juesuan.writing.patching",
    "xls_juesuan.writing.word",
}


def _imported(folder: Path, *arguments: str) -> set[str]:
    """Run a command in a process of its own and give the modules that it imported."""
    listed = folder / "modules.txt"
    command = [sys.executable, "-c", _RUN, str(listed), *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return set(listed.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("command", [[], ["fill"]])
def test_help_imports_no_library_that_works(tmp_path: Path, command: list[str]) -> None:
    """Help is there at once: it imports neither libraries that work nor the parts that do."""
    found = _imported(tmp_path, *command, "--help")
    assert "typer" in found
    assert not found & (_WORK | _OTHER_FORMATS | _OTHER_JOBS | {"xls_juesuan.pipeline"})


def test_filling_imports_only_what_the_ledger_needs(tmp_path: Path) -> None:
    """A ledger in .xlsx is filled without libraries and parts for other files and jobs."""
    ledger = str(EXAMPLES / "ledger.xlsx")
    found = _imported(tmp_path, "fill", ledger, "-o", str(tmp_path / "filled.xlsx"))
    assert (tmp_path / "filled.xlsx").exists()
    assert not found & (_OTHER_FORMATS | _OTHER_JOBS)
