"""Tables in Word documents, web pages and plain text are found as those of workbooks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import figures
from tests.recognise.documents import recognised
from tests.recognise.strict_packages import strict
from tests.recognise.text_documents import with_bars
from tests.recognise.text_documents import with_gaps
from tests.recognise.text_documents import with_tabs
from tests.recognise.text_documents import write_page
from tests.recognise.text_documents import write_text
from tests.recognise.text_documents import write_word
from xls_juesuan.money import FEN_PER_PRINTED_STEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.tables import TableSet


def write_strict_word(path: Path, tables: TableSet) -> Path:
    """Write a Word document in the strict form."""
    path.write_bytes(strict(write_word(path, tables).read_bytes()))
    return path


WRITERS: dict[str, tuple[str, Callable[[Path, TableSet], Path]]] = {
    "word": ("公开.docx", write_word),
    "strict word": ("公开.docx", write_strict_word),
    "html": ("公开.html", write_page),
    "text": ("公开.txt", lambda path, tables: write_text(path, tables, with_tabs)),
    "bars": ("公开.md", lambda path, tables: write_text(path, tables, with_bars)),
    "gaps": ("公开.txt", lambda path, tables: write_text(path, tables, with_gaps)),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_every_figure_of_a_text_document_is_found(
    tmp_path: Path, printed: TableSet, kind: str
) -> None:
    """All nine tables, each figure in its row and column, nothing left over."""
    name, write = WRITERS[kind]
    document = recognised(write(tmp_path / name, printed))
    assert figures(document.tables) == figures(printed)
    assert not document.missing
    assert not document.not_recognised
    assert (document.year, document.unit_name) == (printed.year, printed.unit_name)
    steps = {cell.step for table in document.tables.tables for cell in table.cells.values()}
    assert steps == {FEN_PER_PRINTED_STEP}


def test_a_cell_that_is_no_number_is_named_and_the_rest_is_audited(
    tmp_path: Path, printed: TableSet
) -> None:
    """A slip of a scan hides one figure, which is not taken for nothing."""
    path = write_text(tmp_path / "公开.txt", printed, with_tabs)
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("\t27.43\t", "\t2７.4B\t", 1), encoding="utf-8")
    document = recognised(path)
    (one,) = document.not_recognised
    assert (one.kind, one.text) == ("cell", "2７.4B")
    assert len(figures(document.tables)) == len(figures(printed)) - 1
    assert [problem.code for problem in document.problems] == ["F252"]


def test_a_figure_that_is_still_waited_for_is_unknown(tmp_path: Path, printed: TableSet) -> None:
    """What says 待补 is a blank that is said, not a nothing and not a fault of the file."""
    path = write_text(tmp_path / "公开.txt", printed, with_tabs)
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("\t27.43\t", "\t【待补】\t", 1), encoding="utf-8")
    document = recognised(path)
    assert not document.not_recognised
    assert len(figures(document.tables)) == len(figures(printed)) - 1
    assert "F307" in {problem.code for problem in document.problems}


#: Letters of a name that stand on its first line.
WIDTHS = (9, 12)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("row", [with_tabs, with_bars], ids=["tabs", "bars"])
def test_names_over_several_lines_are_read_whole(
    tmp_path: Path, printed: TableSet, row: Callable[[list[str]], str], width: int
) -> None:
    """A name goes on below itself in every block of a table at once, and no row moves."""

    def wrapped(cells: list[str]) -> str:
        is_body = any(map(str.isdigit, "".join(cells)))
        lines = [
            [cell[at : at + width] if _is_name(cell) else cell * (at == 0) for cell in cells]
            for at in range(0, 60, width)
        ]
        if not is_body:
            return row(cells)
        return "\n".join(row(line) for number, line in enumerate(lines) if not number or any(line))

    def _is_name(cell: str) -> bool:
        return cell in names and len(cell) > width

    names = {row.name for table in printed.tables for row in table.rows}
    document = recognised(write_text(tmp_path / "公开.txt", printed, wrapped))

    assert figures(document.tables) == figures(printed)
    assert not document.not_recognised
    for table in document.tables.tables:
        whole = {each.key: each.name for each in printed.table(table.key).rows}  # type: ignore[union-attr]  # read from it
        assert {each.key: each.name for each in table.rows if each.name} == {
            key: name for key, name in whole.items() if name and key in table.row_by_key
        }


@pytest.mark.parametrize(
    "line", ["2023年度", "部门：某县档案馆        2023年度        金额单位：万元"]
)
def test_the_year_of_the_first_table_is_its_own_not_that_of_the_part(
    tmp_path: Path, printed: TableSet, line: str
) -> None:
    """The heading of the part above the first table names a year too; the table's line counts."""
    path = write_text(tmp_path / "决算.txt", printed, with_tabs)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n2024年度\n", f"\n{line}\n", 1), encoding="utf-8")
    said = [one for one in recognised(path).problems if one.code == "F254"]
    assert [one.subject for one in said] == ["income_expenditure"]
