"""A document is read in the layouts of the place that explains most of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.institution.example import write_journal
from tests.recognise.documents import EXAMPLES
from tests.recognise.documents import Cells
from tests.recognise.documents import Style
from tests.recognise.documents import figures
from tests.recognise.documents import numbers
from tests.recognise.documents import write_document
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.pipeline import compute
from xls_juesuan.recognise import Recognised
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document
from xls_juesuan.tables.printed import as_printed

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet


@cache
def printed_in(profile: str) -> TableSet:
    """The example as a place publishes it."""
    return as_printed(compute(FillRequest(EXAMPLES / "ledger.xlsx", profile=profile)).tables)


def read(path: Path, profile: str = "") -> Recognised:
    """Recognise a document, in the layouts that fit best unless others are named."""
    return recognise_document(RecognitionRequest(path), load_profile(profile) if profile else None)


@pytest.mark.parametrize("profile", available_profiles())
def test_the_layouts_are_those_that_the_document_follows(tmp_path: Path, profile: str) -> None:
    """Titles, order, columns and rows tell the place, and every figure is found in it."""
    document = read(write_document(tmp_path / "公开表.xlsx", printed_in(profile)))

    assert document.tables.profile.name == profile
    assert document.is_profile_found
    assert figures(document.tables) == figures(printed_in(profile))
    assert not document.missing
    assert not document.not_recognised


def test_layouts_that_are_named_are_taken(tmp_path: Path) -> None:
    """Whoever knows better than the program says so."""
    document = read(write_document(tmp_path / "公开表.xlsx", printed_in("shanghai")), "henan")

    assert document.tables.profile.name == "henan"
    assert not document.is_profile_found


def test_carry_overs_of_state_capital_make_the_difference(tmp_path: Path) -> None:
    """One table with other columns and another title is read in the layout that has them."""
    tables = compute(FillRequest(write_journal(tmp_path / "台账.xlsx"), profile="shanghai")).tables
    path = write_document(tmp_path / "公开表.xlsx", as_printed(tables))
    document = read(path)
    table = document.tables.table("state_capital")

    assert table is not None
    assert table.cells["total", "closing"].fen == as_printed(tables).cell(
        "state_capital", "total", "closing"
    )
    assert table.cells["total", "closing"].fen


def test_a_table_more_or_less_does_not_change_the_place(tmp_path: Path) -> None:
    """A sheet of something else, and a table left out, are no reason to read all others wrongly."""

    def nothing(_: Cells) -> Cells:
        return {(0, 0): "国有资产占用情况表", (1, 0): "项目", (1, 1): "数量"}

    style = Style(figure=numbers, change={"fund": nothing})
    document = read(write_document(tmp_path / "公开表.xlsx", printed_in("shanghai"), style))

    assert document.tables.profile.name == "shanghai"
    assert [layout.key for layout in document.missing] == ["fund"]
    assert [one.kind for one in document.not_recognised] == ["sheet"]
