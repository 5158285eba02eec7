"""The JSON of a finding against its line on the 审核 sheet, column by column."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Ended
from tests.folded import spoiled
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES

Run = Callable[..., Ended]
HEAD_ROW = 8
#: The sheet rounds both sides of a share to the fen, the program their difference.
ONE_FEN = 0.0101
FIGURES = {"应为": "right", "实为": "left", "差额": "difference"}


def lines_of(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """The lines by code and fingerprint; lines for the rest of a rule are no findings."""
    rows = openpyxl.load_workbook(path, data_only=True)["审核"].iter_rows(min_row=HEAD_ROW)
    heads = [cell.value for cell in next(rows)]
    lines = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in rows]
    return {
        (line["编号"], line["识别码"]): line
        for line in lines
        if line["编号"] and "（其余 " not in line["问题"].partition("。")[0]
    }


def texts_of(finding: dict[str, Any]) -> dict[str, Any]:
    """What the finding says, by heading of the sheet."""
    return {
        "级别": SEVERITIES[finding["severity"]],
        "编号": finding["code"],
        "位置": finding["place"],
        "结果": OUTCOMES[finding["outcome"]],
        "依据": finding["basis"],
        "怎么改": "\n".join([*finding["likely"], finding["advice"]]),
        "处理": finding["handling"],
        "说明": finding["explanation"],
        "识别码": finding["fingerprint"],
        "起因": finding["follows"] or "",
    }


def unlike(line: dict[str, Any], finding: dict[str, Any]) -> list[str]:
    """Headings under which the sheet shows something that the finding does not carry."""
    texts = texts_of(finding)
    found = [head for head, text in texts.items() if (line[head] or "") != text]
    title = finding["title"].translate(str.maketrans("“”", "‘’"))
    pieces = (title, finding["reason"] or finding["message"], *finding["proof"])
    shown = line["问题"].translate(str.maketrans("“”", "‘’"))
    if not all(piece.translate(str.maketrans("“”", "‘’")) in shown for piece in pieces):
        found.append("问题")
    for head, key in FIGURES.items():
        value = line[head]
        if isinstance(value, int | float) and (
            finding[key] is None or abs(float(finding[key]) - value) > ONE_FEN
        ):
            found.append(head)
    return found


@pytest.mark.parametrize("command", ["fill", "audit"])
def test_every_text_and_figure_of_the_sheet_is_in_the_json(
    xlj: Run, tmp_path: Path, command: str
) -> None:
    """Of each line: severity, place, problem, figures, result, basis, advice, handling, cause."""
    document = spoiled(tmp_path / "bad.xlsx") if command == "audit" else "examples/ledger.xlsx"
    ended = xlj(command, document, "-o", "book.xlsx", "--json")
    findings = json.loads(ended.out)["audit"]["findings"]
    lines = lines_of(Path("book.xlsx"))
    assert len(lines) == len(findings)
    wrong = [
        (finding["code"], heads)
        for finding in findings
        if (heads := unlike(lines[finding["code"], finding["fingerprint"]], finding))
    ]
    assert not wrong


def test_counts_are_no_amounts(xlj: Run) -> None:
    """A relation between counts gives them as they are, not as hundredths of a yuan."""
    ended = xlj("fill", "examples/ledger.xlsx", "-o", "book.xlsx", "--json")
    findings = json.loads(ended.out)["audit"]["findings"]
    measures = {finding["measure"] for finding in findings if finding["left"] is not None}
    assert measures == {"amount", "count"}
    for finding in findings:
        if finding["measure"] == "count" and finding["left"] is not None:
            assert finding["left"].isdigit()
