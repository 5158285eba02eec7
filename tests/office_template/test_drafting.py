"""``xlj templates new``: the draft of a layout carries what an office's workbook prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.office_books import Office
from tests.office_books import last_years_codes
from tests.office_books import office_book
from tests.office_books import stacked_book
from xls_juesuan.cli.entry import main
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.office.differences import differences
from xls_juesuan.office.survey import survey_office

if TYPE_CHECKING:
    from xls_juesuan.declarations.layout_parts import Layout

LEDGER = Path(__file__).resolve().parents[2] / "examples" / "ledger.xlsx"
Change = Callable[[Workbook], None]


def _export(name: str, path: Path) -> Path:
    assert main(["templates", "export", str(name), "-o", str(path)]) == 0
    return path


def _draft(book: Path, folder: Path, *options: str) -> Path:
    assert main(["templates", "new", str(book), "-o", str(folder), *options]) == 0
    return folder


def _shape(layout: Layout) -> object:
    """Rows, columns and texts of a table, without what no blank workbook says."""
    return (
        (layout.title, layout.label, layout.sheet, layout.widths, layout.heading, layout.notes),
        tuple(
            (
                band.columns,
                band.rows,
                band.listing,
                band.first,
                (band.label_place, band.label_places, band.line_place, band.code_places),
            )
            for band in layout.bands
        ),
    )


def _texts(path: Path) -> dict[str, list[list[object]]]:
    """Everything that stands on each sheet."""
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in openpyxl.load_workbook(path).worksheets
    }


@pytest.mark.parametrize("name", available_profiles())
def test_an_exported_layout_is_drafted_as_itself(name: str, tmp_path: Path) -> None:
    """From the blank workbook of a layout comes a draft with its rows, columns and titles."""
    folder = _draft(_export(name, tmp_path / "空表.xlsx"), tmp_path / "草稿")
    drafted, own = load_profile(str(folder)), load_profile(name)
    assert list(map(_shape, drafted.layouts)) == list(map(_shape, own.layouts))
    assert [path.name for path in folder.iterdir()] == ["profile.toml"]
    assert drafted.certainty == "knowledge, unverified"
    assert drafted.unverified
    assert f'extends = "{name}"' in (folder / "profile.toml").read_text(encoding="utf-8")


def test_another_places_workbook_is_drafted_as_that_place_declares_it(tmp_path: Path) -> None:
    """Shanghai's from Henan's: no 行次, 24 rows, other order, pairs, two blocks, totals last."""
    path = _export("shanghai", tmp_path / "空表.xlsx")
    folder = _draft(path, tmp_path / "草稿", "--profile", "henan")
    drafted, own = load_profile(str(folder)), load_profile("shanghai")
    assert [one.key for one in drafted.layouts] == [one.key for one in own.layouts]
    for one, other in zip(drafted.layouts, own.layouts, strict=True):
        assert (one.title, one.label, one.heading) == (other.title, other.label, other.heading)
        for band, wanted in zip(one.bands, other.bands, strict=True):
            rows = [
                [(row.key, row.label, row.code) for row in each.rows] for each in (band, wanted)
            ]
            assert rows[0] == rows[1]
            assert (band.listing, band.first) == (wanted.listing, wanted.first)
            assert (band.label_place, band.line_place) == (wanted.label_place, wanted.line_place)
            if one.key != "state_capital":
                assert [(each.key, each.place, each.name) for each in band.columns] == [
                    (each.key, each.place, each.name) for each in wanted.columns
                ]
    points = [point for point in drafted.unverified if "国有资本经营" in point]
    assert len(points) == 3
    assert all("取什么数没有定" in point for point in points)


def _retitle(book: Workbook) -> None:
    book["公开09"]["A1"] = "“三公”经费支出决算表"
    book["公开02"]["A1"] = "收入决算总表"


def _rename_rows(book: Workbook) -> None:
    book["公开01"]["A34"] = "使用非财政拨款结余"
    book["公开06"]["B10"] = "伙食补助"


def _drop_rows(book: Workbook) -> None:
    """Two categories less, as in Shanghai, but with numbers of lines."""
    for name, last in (("公开01", 32), ("公开04", 32)):
        for row in (last - 2, last - 1):
            for cell in book[name][row]:
                if cell.column >= 4 and type(cell).__name__ != "MergedCell":
                    cell.value = None


def _close_up(book: Workbook) -> None:
    """Two categories and two free lines less, and all lines numbered anew."""
    for name, first, place in (("公开01", 7, 4), ("公开04", 7, 4)):
        sheet = book[name]
        end = next(
            row for row in range(first, 60) if str(sheet.cell(row, 1).value).startswith("注")
        )
        kept = [row for row in range(first, end) if row not in {first + 23, first + 24}]
        right = [[sheet.cell(row, at).value for at in range(place, 10)] for row in kept]
        free = [row for row in range(first, end) if row not in {first + 24, first + 25}]
        left = [[sheet.cell(row, at).value for at in range(1, place)] for row in free]
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            for place_at, value in enumerate([*one, *other], 1):
                if type(sheet.cell(first + at, place_at)).__name__ != "MergedCell":
                    sheet.cell(first + at, place_at).value = value
            sheet.cell(first + at, 2).value = at + 1
            sheet.cell(first + at, place + 1).value = len(left) + at + 1
        note = sheet.cell(end, 1).value
        for area in list(sheet.merged_cells.ranges):
            if area.min_row == end:
                sheet.unmerge_cells(str(area))
        for row in range(first + len(left), end + 1):
            for at in range(1, 10):
                sheet.cell(row, at).value = None
        sheet.cell(first + len(left), 1).value = note


def _join_codes(book: Workbook) -> None:
    """Codes of the economic classification stand before their names, in one cell."""
    sheet = book["公开06"]
    for row in range(6, 40):
        for code, name in ((1, 2), (4, 5), (7, 8)):
            number = str(sheet.cell(row, code).value or "")
            if number.isdigit():
                sheet.cell(row, name).value = f"{number} {sheet.cell(row, name).value}"
                sheet.cell(row, code).value = None


def _add_rows(book: Workbook) -> None:
    book["公开01"]["A15"] = "九、财政专户管理资金收入"


def _add_column(book: Workbook) -> None:
    sheet = book["公开05"]
    sheet["F4"] = "备注"


def _alternate(book: Workbook) -> None:
    """Budget and outturn of the three public expenses in pairs."""
    sheet = book["公开09"]
    for area in list(sheet.merged_cells.ranges):
        if area.min_row >= 4:
            sheet.unmerge_cells(str(area))
    for row in sheet.iter_rows(min_row=4, max_row=8):
        for cell in row:
            cell.value = None
    names = (
        "合计",
        "因公出国（境）费",
        "小计",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    )
    for at, name in enumerate(names):
        upper, lower = (4, 5) if name in names[2:5] else (4, 4)
        sheet.cell(lower, 1 + 2 * at, name)
        sheet.merge_cells(
            start_row=lower, end_row=5 if upper == lower else lower,
            start_column=1 + 2 * at, end_column=2 + 2 * at,
        )  # fmt: skip
        for side, word in enumerate(("预算数", "决算数")):
            sheet.cell(6, 1 + 2 * at + side, word)
    sheet.cell(4, 5, "公务用车购置及运行维护费")
    sheet.merge_cells(start_row=4, end_row=4, start_column=5, end_column=10)


def _move_table(book: Workbook) -> None:
    book.move_sheet("公开09", -2)


def _without_table(book: Workbook) -> None:
    del book["公开07"]


CHANGES: dict[str, tuple[str, Change]] = {
    "titles": ("henan", _retitle),
    "names": ("henan", _rename_rows),
    "fewer categories": ("henan", _drop_rows),
    "codes and names in one cell": ("henan", _join_codes),
    "numbered anew": ("henan", _close_up),
    "one more row": ("henan", _add_rows),
    "one more column": ("henan", _add_column),
    "pairs": ("henan", _alternate),
    "other order": ("henan", _move_table),
    "one table less": ("henan", _without_table),
    "one table less of 24 rows": ("shanghai", lambda book: book.remove(book["公开08"])),
    "other order of 24 rows": ("shanghai", lambda book: book.move_sheet("公开07", 2)),
}


def _changed(change: str, folder: Path) -> tuple[Path, Path]:
    """A changed blank workbook and the draft made of it."""
    name, alter = CHANGES[change]
    path = _export(name, folder / "空表.xlsx")
    book = openpyxl.load_workbook(path)
    alter(book)
    book.save(path)
    return path, _draft(path, folder / "草稿", "--profile", name)


@pytest.mark.parametrize("change", CHANGES)
def test_what_an_office_changed_is_in_the_draft(change: str, tmp_path: Path) -> None:
    """Read by its own draft the workbook differs in nothing, and what is exported has its tables."""
    path, folder = _changed(change, tmp_path)
    survey = survey_office(path, str(folder))
    for seen in survey.tables:
        assert list(differences(seen.table)) == [], seen.table.layout.key
        assert seen.table.unknown_rows == ()
    assert survey.missing == ()
    assert survey.is_in_order
    again = survey_office(_export(str(folder), tmp_path / "再导.xlsx"), str(folder))
    assert not again.has_open_points
    for one, other in zip(survey.tables, again.tables, strict=True):
        assert one.table.title == other.table.title
        if one.table.listing is None and one.table.rows:
            rows = [
                [(row.row.key, row.row.label) for row in each.table.rows] for each in (one, other)
            ]
            assert rows[0] == rows[1]
        columns = [
            [(column.spec.key, column.place) for column in each.table.columns]
            for each in (one, other)
        ]
        assert columns[0] == columns[1]


@pytest.mark.parametrize("change", ["numbered anew", "pairs", "one table less"])
def test_a_draft_is_filled(change: str, tmp_path: Path) -> None:
    """A ledger is filled into the tables that the draft declares, and nothing is at fault."""
    _, folder = _changed(change, tmp_path)
    assert (
        main(["fill", str(LEDGER), "--template", str(folder), "-o", str(tmp_path / "o.xlsx")]) < 2
    )


OFFICES = {
    "henan": Office(),
    "moved": Office(first_line=3, first_place=2, extras=False),
    "last year": Office(codes=last_years_codes(), period="2023年度", figures=3.21),
    "pieces": Office(splits_codes=True, samples=2),
    "shanghai in pieces": Office(profile="shanghai", splits_codes=True, unit="元"),
    "no rows": Office(profile="shanghai_26", samples=0),
    "fewer tables": Office(without=("fund", "state_capital"), extras=False),
}


@pytest.mark.parametrize("name", OFFICES)
def test_workbooks_of_offices_are_drafted(name: str, tmp_path: Path) -> None:
    """Whatever else is in them, their tables are those of the draft."""
    path = office_book(tmp_path / "空表.xlsx", OFFICES[name])
    folder = _draft(path, tmp_path / "草稿")
    survey = survey_office(path, str(folder))
    assert [list(differences(seen.table)) for seen in survey.tables] == [[] for _ in survey.tables]
    assert survey.missing == ()
    again = survey_office(_export(str(folder), tmp_path / "再导.xlsx"), str(folder))
    assert not again.has_open_points


def test_tables_below_one_another_are_drafted(tmp_path: Path) -> None:
    """Each of the nine on one sheet becomes a table of its own."""
    folder = _draft(stacked_book(tmp_path / "全部.xlsx"), tmp_path / "草稿")
    assert len(load_profile(str(folder)).layouts) == 9


def test_open_points_are_written_where_they_are_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the profile, at the head of the table's file, on the terminal, and for programs."""
    path = _export("henan", tmp_path / "空表.xlsx")
    book = openpyxl.load_workbook(path)
    _add_rows(book)
    book.save(path)
    capsys.readouterr()
    folder = _draft(path, tmp_path / "草稿", "--json")
    document = json.loads(capsys.readouterr().out)
    point = "公开01!A15 行“九、财政专户管理资金收入”取什么数没有定，现在空着"
    table = (folder / "income_expenditure.toml").read_text(encoding="utf-8")
    assert f"# 待确认：{point}" in table
    assert '{line = 9, label = "九、财政专户管理资金收入"}' in table
    assert document["changed"] == ["income_expenditure"]
    assert any(point in one for one in document["open_points"])
    assert list(load_profile(str(folder)).unverified) == document["open_points"]


def test_lines_that_are_numbered_anew_keep_their_names(tmp_path: Path) -> None:
    """24 categories with numbers of their own: rows keep the names by which rules find them."""
    path = _export("henan", tmp_path / "空表.xlsx")
    book = openpyxl.load_workbook(path)
    _close_up(book)
    book.save(path)
    folder = _draft(path, tmp_path / "草稿", "--profile", "henan")
    layout = load_profile(str(folder)).layouts[0]
    lines = {row.key: row.line for band in layout.bands for row in band.rows}
    assert (lines["L27"], lines["L30"], lines["L31"], lines["L57"], lines["L60"]) == (
        25, 28, 29, 53, 56,
    )  # fmt: skip
    assert not {"L54", "L55"} & lines.keys()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有.xlsx"], ["找不到模板文件"]),
        (["空表.xlsx", "-o", "已有"], ["已经存在", "--force"]),
        (["空表.xlsx", "-o", "版式.toml"], ["是一个文件夹"]),
        (["空表.xlsx", "-o", "空表.xlsx"], ["是一个文件夹"]),
        (["空表.xlsx", "-o", "没有的/草稿"], ["文件夹不存在"]),
        (["空表.xlsx", "-o", str(templates_folder() / "henan"), "--force"], ["自带的版式"]),
        (["空表.xlsx", "--profile", "北京"], ["没有名为“北京”的版式"]),
    ],
)
def test_bad_input_of_new(
    arguments: list[str],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each is one paragraph with exit 2, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    _export("henan", Path("空表.xlsx"))
    Path("已有").mkdir()
    before = sorted(tmp_path.rglob("*"))
    capsys.readouterr()
    assert main(["templates", "new", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    for word in words:
        assert word in told.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_draft_is_replaced_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --force the folder that stood there is kept under a numbered name."""
    monkeypatch.chdir(tmp_path)
    _export("henan", Path("空表.xlsx"))
    assert main(["templates", "new", "空表.xlsx"]) == 0
    (Path("版式_空表") / "narrative.toml").write_text("# 改过", encoding="utf-8")
    assert main(["templates", "new", "空表.xlsx"]) == 2
    assert main(["templates", "new", "空表.xlsx", "--force"]) == 0
    assert "版式_空表.旧1" in capsys.readouterr().out
    assert (Path("版式_空表.旧1") / "narrative.toml").exists()
    assert not (Path("版式_空表") / "narrative.toml").exists()


def test_a_draft_may_change_another_draft(tmp_path: Path) -> None:
    """It lies beside the layout that it changes; elsewhere it would not find it."""
    path = _export("shanghai", tmp_path / "空表.xlsx")
    first = _draft(path, tmp_path / "甲")
    second = _draft(path, tmp_path / "乙", "--profile", str(first))
    assert load_profile(str(second)).layouts == load_profile("shanghai").layouts
    (tmp_path / "别处").mkdir()
    elsewhere = ["-o", str(tmp_path / "别处" / "丙"), "--profile", str(first)]
    assert main(["templates", "new", str(path), *elsewhere]) == 2
