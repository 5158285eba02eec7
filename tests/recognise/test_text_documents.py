"""Tables in Word documents, web pages and plain text are found as those of workbooks are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import figures
from tests.recognise.documents import recognised
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

WRITERS: dict[str, tuple[str, Callable[[Path, TableSet], Path]]] = {
    "word": ("公开.docx", write_word),
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
