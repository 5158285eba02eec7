"""The program as a user runs it, in this process: arguments in, exit code and JSON out."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import openpyxl

from xls_juesuan.cli.entry import main

if TYPE_CHECKING:
    from pathlib import Path

#: Findings that are right for every ledger without a supplement.
NO_SUPPLEMENT = "L226"


@dataclass(frozen=True)
class Run:
    """How a run of ``xlj`` ended."""

    code: int
    out: str
    err: str
    workbook: Path | None = None
    document: dict[str, Any] = field(default_factory=dict)

    @property
    def figures(self) -> dict[tuple[str, str, str], int]:
        """Every figure that is not zero, in fen, by (table, row, column)."""
        return {
            (table, cell["row"], cell["column"]): fen
            for table, content in self.document["tables"].items()
            for cell in content["cells"]
            if (fen := fen_of(cell["yuan"]))
        }

    @property
    def failed(self) -> list[dict[str, Any]]:
        """Findings that failed."""
        return [one for one in self.document["audit"]["findings"] if one["outcome"] == "failed"]

    @property
    def failed_codes(self) -> set[str]:
        """Codes of the rules that failed."""
        return {one["code"] for one in self.failed}

    def rows_of(self, code: str) -> set[int]:
        """Ledger rows named by the failed findings of a rule."""
        return {
            source["row"] for one in self.failed if one["code"] == code for source in one["sources"]
        }


def fen_of(yuan: str | None) -> int:
    """Read an amount of the JSON contract; none where it is not known."""
    return int(yuan.replace(".", "")) if yuan else 0


def xlj(*arguments: str | Path) -> Run:
    """Run any command."""
    out, err = io.BytesIO(), io.StringIO()
    stdout = io.TextIOWrapper(out, encoding="utf-8")
    with redirect_stdout(stdout), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
        stdout.flush()
    return Run(code, out.getvalue().decode(), err.getvalue())


def fill(ledger: Path, *options: str | Path) -> Run:
    """Fill a ledger with ``--json`` into a workbook in its own folder."""
    workbook = ledger.with_name("filled.xlsx")
    run = xlj("fill", ledger, "--json", "-o", workbook, *options)
    assert run.code in {0, 1}, run.err
    return Run(run.code, run.out, run.err, workbook, json.loads(run.out))


def fill_form(path: Path, values: dict[str, object]) -> Path:
    """Write a blank supplement with ``xlj init`` and fill fields in, by their keys."""
    run = xlj("init", "-o", path)
    assert run.code == 0, run.err
    book = openpyxl.load_workbook(path)
    left = dict(values)
    for sheet in book.worksheets:
        head = next(
            (row for row in sheet.iter_rows() if "字段名" in [cell.value for cell in row]), None
        )
        if head is None:
            continue
        titles = {str(cell.value): cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            key = sheet.cell(row, titles["字段名"]).value
            if key in left:
                sheet.cell(row, titles["填写"]).value = left.pop(key)
    assert not left, f"the form has no field for {left}"
    book.save(path)
    return path
