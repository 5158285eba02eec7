"""``xlj inspect --save``: a saved mapping hides nothing, and data without headings get one to fill."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.cli.conftest import Ended

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Ended]


def _fill(xlj: Run, ledger: Path) -> dict[str, object]:
    document = json.loads(xlj("fill", ledger, "--json").out)
    del document["outputs"]
    return document


def _codes(xlj: Run, ledger: Path) -> list[str]:
    document = json.loads(xlj("inspect", ledger, "--json").out)
    return [problem["code"] for problem in document["problems"]]


# ------------------------------------------------------------------ nothing is silenced


def test_a_saved_mapping_keeps_a_hidden_sheet_a_finding(xlj: Run, tmp_path: Path) -> None:
    """L111 is about the ledger, not about how its columns are known."""
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [*SMALL_JOURNAL, *SMALL_CLOSING])
    path = write_sheets(tmp_path / "账.xlsx", {"说明": [["请看"]], "账": rows}, hidden=["账"])
    before, plain = _codes(xlj, path), _fill(xlj, path)
    assert "L111" in before
    assert xlj("inspect", path, "--save").code == 0
    assert _codes(xlj, path) == before
    assert _fill(xlj, path)["tables"] == plain["tables"]


@pytest.mark.parametrize("title", ["经济分类", "部门支出经济分类编码"])
def test_a_saved_mapping_keeps_a_refused_column_a_finding(
    xlj: Run, title: str, tmp_path: Path
) -> None:
    """L215: codes of the government stay a fault though the mapping says 不用."""
    columns = [title if "经济" in one else one for one in JOURNAL_COLUMNS]
    lines = [
        (*line[:8], "50201" if line[8:9] and line[8] else "", *line[9:])
        for line in (*SMALL_JOURNAL, *SMALL_CLOSING)
    ]
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=columns)
    before = _codes(xlj, path)
    assert "L215" in before
    xlj("inspect", path, "--save")
    assert f'"I {title}" = "不用"' in path.with_suffix(".mapping.toml").read_text("utf-8")
    assert _codes(xlj, path) == before
