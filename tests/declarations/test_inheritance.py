"""Profiles that say only how they differ from another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout_reader import CERTAINTIES
from xls_juesuan.declarations.narrative import load_narrative
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Layout

OWN = """
extends = "henan"
title = "青石：公开表"
source = "测试"
"""


def profile_of(folder: Path, files: Mapping[str, str], own: str = OWN) -> str:
    folder.mkdir()
    for name, text in {"profile": own, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return str(folder)


def table(name: str, key: str) -> Layout:
    return next(layout for layout in load_profile(name).layouts if layout.key == key)


def test_what_a_profile_does_not_say_is_that_of_the_one_it_extends(tmp_path: Path) -> None:
    """A profile of one small file prints all tables, texts and attachments of the other one."""
    name = profile_of(tmp_path / "qingshi", {})
    mine, other = load_profile(name), load_profile("henan")

    assert (mine.name, mine.title, mine.source) == ("qingshi", "青石：公开表", "测试")
    assert (mine.layouts, mine.attachments) == (other.layouts, other.attachments)
    assert load_narrative(name) == load_narrative("henan")


def test_what_a_profile_claims_of_itself_is_not_inherited(tmp_path: Path) -> None:
    """Certainty belongs to the source: who states none has nothing but knowledge."""
    mine = load_profile(profile_of(tmp_path / "qingshi", {}))

    assert (mine.certainty, mine.unverified) == (CERTAINTIES[-1], ())
    assert load_profile("henan").certainty == "seen"
    assert load_profile("national").certainty == "knowledge, unverified"


def test_a_table_changes_rows_and_columns_by_name(tmp_path: Path) -> None:
    """One label, one column's place and one row less: everything else stays as it was."""
    change = """
widths = [33, 6, 22, 33, 6, 20]
[[bands]]
key = "income"
without = ["L26"]
columns = [{ key = "amount", name = "决算数" }]
rows = [{ line = 28, label = "使用非财政拨款结余" }]
"""
    name = profile_of(tmp_path / "qingshi", {"income_expenditure": change})
    mine, other = table(name, "income_expenditure"), table("henan", "income_expenditure")
    income, spending = mine.bands

    assert spending == other.bands[1]
    assert [row.key for row in income.rows] == [
        row.key for row in other.bands[0].rows if row.key != "L26"
    ]
    assert {row.key: row.label for row in income.rows}["L28"] == "使用非财政拨款结余"
    assert income.rows[-1].relation == other.bands[0].rows[-1].relation
    assert (income.columns[0].name, income.columns[0].feed) == (
        "决算数",
        other.bands[0].columns[0].feed,
    )
    assert mine.heading == other.heading


def test_new_rows_stand_where_their_line_belongs(tmp_path: Path) -> None:
    """A profile can extend one that extends another, and give rows back that it left out."""
    keys = [row.key for row in table("shanghai_26", "income_expenditure").bands[1].rows]

    assert keys == [f"L{line}" for line in range(31, 61)]
    assert len(table("shanghai", "income_expenditure").bands[1].rows) == 28
    assert profile_of(tmp_path / "x", {}, OWN.replace("henan", "shanghai_26"))


def test_a_table_made_anew_takes_nothing_over(tmp_path: Path) -> None:
    """``anew`` is for a table that has nothing in common with the other one."""
    text = """
anew = true
title = "支出表"
label = "附表"
sheet = "附表"
classification = "functional"
widths = [30, 12]
heading = [["项目", "决算数"]]
[[bands]]
label_place = 0
columns = [{ key = "total", place = 1, name = "决算数", feed = { flow = "expenditure" } }]
rows = [{ key = "total", label = "合计", feed = {} }]
"""
    own = OWN + 'tables = ["expenditure"]'
    mine = table(profile_of(tmp_path / "qingshi", {"expenditure": text}, own), "expenditure")

    assert (mine.notes, len(mine.bands), len(mine.columns)) == ((), 1, 1)


def test_numbers_of_lines_and_columns_are_left_out_at_once() -> None:
    """A place that prints no 行次 and 栏次 says so once, for all tables."""
    for layout in load_profile("shanghai").layouts:
        assert all(band.line_place is None for band in layout.bands)
        assert {column.number for column in layout.columns} == {""}
        assert "栏次" not in {cell.text for cell in layout.heading}


@pytest.mark.parametrize(
    ("own", "files", "expected"),
    [
        (OWN.replace("henan", "nowhere"), {}, "extends 'nowhere', which there is not"),
        (OWN.replace("henan", "qingshi"), {}, "extends 'qingshi', which extends it"),
        (OWN + 'certainty = "sure"', {}, "certainty is 'sure'"),
        (OWN + "colour = 1", {}, "unknown fields colour"),
        (OWN, {"fund": "colour = 1"}, "fund.toml: unknown fields colour"),
        (OWN, {"fund": '[[bands]]\nkey = "other"'}, "fund.toml, bands 2: "),
        (OWN, {"fund": "widths = 3"}, "fund.toml: widths is 3, not list"),
    ],
)
def test_a_malformed_difference_is_named(
    tmp_path: Path, own: str, files: dict[str, str], expected: str
) -> None:
    """Whoever extends the wrong profile, or names what there is not, learns file and fault."""
    with pytest.raises(DeclarationError, match=r"^(profile|fund)\.toml") as raised:
        load_profile(profile_of(tmp_path / "qingshi", files, own))
    assert expected in str(raised.value)


def test_the_places_differ_as_their_sources_say() -> None:
    """Order, titles, rows and blocks of Shanghai; titles of the ministry's common form."""
    shanghai, national = load_profile("shanghai"), load_profile("national")

    assert [layout.key for layout in shanghai.layouts][6:] == [
        "three_public",
        "fund",
        "state_capital",
    ]
    assert [layout.title for layout in shanghai.layouts][5:7] == [
        "一般公共预算财政拨款基本支出决算表",
        "财政拨款“三公”经费支出决算表",
    ]
    codes = {row.code for row in table("shanghai", "income_expenditure").bands[1].rows}
    assert len(codes - {""}) == 24
    assert not codes & {"231", "232"}
    economic = {
        row.code
        for band in table("shanghai", "basic_by_economic").bands
        for row in band.rows
        if row.code
    }
    assert not {code for code in economic if code[:3] in {"307", "399"}}
    places = {column.key: column.place for column in table("shanghai", "three_public").columns}
    for key, place in places.items():
        assert (
            not key.startswith("budget_") or places[key.replace("budget", "outturn")] == place + 1
        )
    assert [layout.key for layout in national.layouts] == [
        layout.key for layout in load_profile("henan").layouts
    ]
