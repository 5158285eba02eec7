"""The number that a document prints is the name of a table in all that is said of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl

from tests.recognise.documents import Style
from tests.recognise.documents import exact_tables
from tests.recognise.documents import write_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ended
    from tests.recognise.documents import Cells

#: Of two tables the one that this program numbers as the other is numbered in the document.
SWAPPED = {"income": "公开 03 表", "expenditure": "公开 02 表"}


def spoiled(cells: Cells) -> Cells:
    """A table whose first figure is wrong."""
    first = min(key for key, value in cells.items() if isinstance(value, float))
    return cells | {first: cells[first] + 30}


def test_number_of_the_file_is_used_in_messages_places_comments_and_json(
    xlj: Callable[..., Ended], tmp_path: Path
) -> None:
    """支出决算表 printed as 公开02 is 公开02 wherever it is named, and 收入决算表 is 公开03."""
    style = Style(sheet=lambda place, _: f"表{place}", change={"expenditure": spoiled})
    tables = exact_tables()
    each = (replace(one, label=SWAPPED.get(one.key, one.label)) for one in tables.tables)
    tables = replace(tables, tables=tuple(each))
    path = write_document(tmp_path / "公开表.xlsx", tables, style)

    said = json.loads(xlj("audit", path, "-o", tmp_path / "审核.xlsx", "--json").out)

    numbers = {key: table["number"] for key, table in said["tables"].items()}
    assert (numbers["income"], numbers["expenditure"], numbers["fund"]) == (3, 2, 7)
    failed = [
        one
        for one in said["audit"]["findings"]
        if one["outcome"] == "failed" and one["table"] == "expenditure" and one["code"][0] == "T"
    ]
    assert failed
    assert all(one["place"].startswith("公开02!") for one in failed)
    assert all("公开02" in one["message"] for one in failed)
    assert not any("公开03“" in one["message"] for one in failed)
    review = openpyxl.load_workbook(tmp_path / "审核.xlsx")
    assert review["公开02"]["A1"].value == "支出决算表"
    comments = [
        cell.comment.text for row in review["公开02"].iter_rows() for cell in row if cell.comment
    ]
    assert comments
    assert not any("公开03“合计”" in text for text in comments)
