"""Tables of a PDF are read however a printer sets them: rules, columns, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.documents.printing import Setting
from tests.documents.printing import print_tables
from tests.recognise.documents import exact_tables
from tests.recognise.documents import figures
from tests.recognise.documents import recognised
from xls_juesuan.tables.printed import as_printed

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet

SETTINGS = {
    "all rules": Setting(rules="all"),
    "all rules, no heading on later pages": Setting(rules="all", heads=False, lines=9),
    "rules across only": Setting(rules="across"),
    "rules across only, nothing is blank": Setting(rules="across", dash=""),
    "no rules": Setting(),
    "no rules, nothing is blank": Setting(dash=""),
    "no rules, no heading on later pages": Setting(heads=False, lines=11),
    "no rules, blank, no heading on later pages": Setting(heads=False, lines=11, dash=""),
    "no rules, a page of one row": Setting(heads=False, lines=18),
    "no rules, names of three lines": Setting(narrow=7),
    "no rules, large": Setting(size=11, gap=14),
}


@pytest.fixture(scope="module")
def published() -> TableSet:
    """The example's tables in 万元 with two decimals."""
    return as_printed(exact_tables())


@pytest.mark.parametrize("name", SETTINGS)
def test_every_figure_is_found_in_its_row_and_column(
    tmp_path: Path, published: TableSet, name: str
) -> None:
    """Right-aligned numbers, wrapped names, blank columns, headings of three levels, pages."""
    document = recognised(print_tables(tmp_path / "公开.pdf", published, SETTINGS[name]))
    assert figures(document.tables) == figures(published)
    assert not document.missing


def test_columns_that_run_together_give_no_figure_rather_than_a_wrong_one(
    tmp_path: Path, published: TableSet
) -> None:
    """Where a person could not part two columns either, cells are named and none is guessed."""
    setting = Setting(gap=4.5)
    document = recognised(print_tables(tmp_path / "公开.pdf", published, setting))
    wanted, found = figures(published), figures(document.tables)
    assert found.items() <= wanted.items()
    assert len(found) < len(wanted)
    assert any(one.kind == "cell" for one in document.not_recognised)
