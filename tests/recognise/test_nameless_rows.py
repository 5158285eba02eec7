"""Rows of figures without a name: what was printed on the second of two sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.recognise.documents import recognised
from tests.recognise.text_documents import with_tabs
from tests.recognise.text_documents import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet


def test_rows_without_names_are_told_once_and_soften_what_is_missing(
    tmp_path: Path, printed: TableSet
) -> None:
    """Three such rows are one line with its place, and a missing table may stand among them."""
    path = write_text(tmp_path / "公开.txt", printed, with_tabs)
    text = path.read_text(encoding="utf-8")
    start = text.index("收入决算表\n")
    end = text.index("支出决算表\n", start)
    head, rest = text[:start], text[end:]
    total = next(line for line in rest.split("\n") if line.startswith("合计\t"))
    rows = "\n".join(["\t\t\t12.50\t3.50\t9.00"] * 3)
    path.write_text(head + rest.replace(total, f"{total}\n{rows}", 1), encoding="utf-8")
    document = recognised(path)
    (one,) = [each for each in document.not_recognised if each.kind == "nameless"]
    assert one.text == "3"
    told = {problem.code: problem.detail for problem in document.problems}
    assert "有 3 行数没有行名" in told["F252"]
    assert "《收入决算表》；另有 3 行数没有行名" in told["F251"]
