"""A second run over the first one's workbook: nothing that a person wrote is lost."""

from __future__ import annotations

import json
import shutil
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stored_values import type_into
from tests.workbooks import EXAMPLES
from xls_juesuan.cli.entry import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Yellow cells of the example without its supplement, filled consistently.
TYPED = {
    "公开01!C35": 2.0,
    "公开01!F35": 2.0,
    "公开04!C35": 2.0,
    "公开04!C37": 0.0,
    "公开04!G34": 2.0,
    "公开04!I34": 0.0,
    "公开07!C7": 0.0,
    "公开07!H7": 0.0,
    "公开09!B8": 0.0,
    "公开09!D8": 0.0,
    "公开09!E8": 0.0,
    "公开09!F8": 1.25,
}


class Desk:
    """A folder with a ledger and the workbook made from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "决算.xlsx"
        shutil.copy(EXAMPLES / "ledger.xlsx", folder / "ledger.xlsx")

    def fill(self, *more: str) -> dict[str, Any]:
        """Run ``xlj fill --json`` over whatever stands there."""
        out = StringIO()
        with redirect_stdout(out):
            main(["fill", str(self.folder / "ledger.xlsx"), "-o", str(self.book), "--json", *more])
        return json.loads(out.getvalue())

    def say(self) -> str:
        """Run ``xlj fill`` and give what it prints."""
        out = StringIO()
        with redirect_stdout(out):
            main(["fill", str(self.folder / "ledger.xlsx"), "-o", str(self.book)])
        return out.getvalue()

    def type(self, cells: Mapping[str, float | str | None]) -> None:
        """Type into the workbook as a person does."""
        type_into(self.book, cells)

    @property
    def copies(self) -> list[str]:
        """Names of the old files that were kept."""
        return sorted(path.name for path in self.folder.glob("决算.旧*.xlsx"))

    def lines(self, sheet: str = "变动") -> list[tuple[str, ...]]:
        """What a sheet says, line by line."""
        rows = load_workbook(self.book, data_only=True)[sheet].iter_rows(values_only=True)
        return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.fill()
    return made


def figure(document: dict[str, Any], table: str, row: str, column: str) -> str:
    cells = document["tables"][table]["cells"]
    return next(cell["yuan"] for cell in cells if (cell["row"], cell["column"]) == (row, column))


def outcomes(document: dict[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in document["audit"]["findings"]:
        found.setdefault(finding["code"], set()).add(finding["outcome"])
    return found


def test_a_run_that_changes_nothing_leaves_no_copy(desk: Desk) -> None:
    """The same bytes come out, so there is no old file to keep, and nothing to say."""
    before = desk.book.read_bytes()
    document = desk.fill()
    assert desk.book.read_bytes() == before
    assert desk.copies == []
    assert document["audit"]["changes"] == {"new": [], "changed": [], "gone": []}
    assert document["earlier"]["kept"] == []


def test_figures_typed_into_yellow_cells_count_in_the_next_run(desk: Desk) -> None:
    """They stand in the new workbook, in its sums and in its audit, and are listed as 沿用."""
    assert outcomes(desk.fill())["P001"] == {"not_checkable"}
    desk.type(TYPED)
    document = desk.fill()
    assert figure(document, "three_public", "total", "budget_hospitality") == "12500.00"
    assert figure(document, "three_public", "total", "budget_total") == "12500.00"
    assert figure(document, "appropriation", "L28", "amount") == "20000.00"
    assert outcomes(document)["P001"] == {"passed"}
    assert outcomes(document)["T901"] == {"passed"}
    assert {one["place"] for one in document["earlier"]["kept"]} == set(TYPED)
    book = load_workbook(desk.book, data_only=True)
    assert book["公开09"]["F8"].value == 1.25
    assert book["公开09"]["A8"].value == 1.25
    assert book["公开09"]["F8"].protection.locked is False
    assert ("沿用", "公开09!F8") in {(line[0], line[2]) for line in desk.lines()}


def test_notices_of_missing_figures_go_once_these_are_typed(desk: Desk) -> None:
    """What a person has filled is not said to be blank; what is still open is named by its cell."""
    left = "公开09!F8"
    openings = {place: value for place, value in TYPED.items() if place != left}
    desk.type(openings)
    said = {
        one["code"]: one["message"]
        for one in desk.fill()["audit"]["findings"]
        if one["outcome"] == "failed"
    }
    assert not {"L218", "L237"} & set(said)
    assert f"您填了 {len(openings)} 格（已沿用），还没有填的有：{left}。" in said["L226"]

    desk.type({left: TYPED[left]})
    document = desk.fill()
    (said_now,) = [one for one in document["audit"]["findings"] if one["code"] == "L226"]
    assert "表里要填的都已填好" in said_now["message"]
    assert "留空" not in said_now["message"]
    assert "L218" not in {one["code"] for one in document["ledger"]["problems"]}


def test_a_budget_typed_into_its_cell_is_not_asked_for_again(desk: Desk) -> None:
    """With a supplement that leaves out two budgets, only the one that is blank is named."""
    book = load_workbook(EXAMPLES / "supplement.xlsx")
    for row in book["三公预算"].iter_rows():
        if {cell.value for cell in row} & {
            "three_public_budget.hospitality",
            "three_public_budget.vehicle_running",
        }:
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.value = None
    book.save(desk.folder / "supplement.xlsx")
    first = [one for one in desk.fill()["audit"]["findings"] if one["code"] == "L227"]
    desk.type({"公开09!F8": 1.0})
    second = [one for one in desk.fill()["audit"]["findings"] if one["code"] == "L227"]

    assert "公务接待费" in first[0]["message"]
    assert "您填了 1 格（已沿用），还没有填的有：公开09!E8。" in second[0]["message"]
    assert first[0]["fingerprint"] == second[0]["fingerprint"]


def test_typed_figures_stay_run_after_run_and_can_be_changed(desk: Desk) -> None:
    """What was carried over is still the person's: kept again, changed, or taken back."""
    desk.type({"公开09!F8": 1.25})
    desk.fill()
    before = desk.book.read_bytes()
    assert desk.fill()["earlier"]["kept"][0]["typed"] == "1.25"
    assert desk.book.read_bytes() == before
    desk.type({"公开09!F8": 3.0})
    document = desk.fill()
    assert figure(document, "three_public", "total", "budget_hospitality") == "30000.00"
    desk.type({"公开09!F8": None})
    document = desk.fill()
    assert figure(document, "three_public", "total", "budget_hospitality") is None
    assert document["earlier"]["kept"] == []
    assert desk.copies == ["决算.旧1.xlsx", "决算.旧2.xlsx", "决算.旧3.xlsx"]


def test_a_figure_of_the_supplement_wins_and_both_are_listed(desk: Desk) -> None:
    """What was typed is not silently dropped: 未沿用 with both figures."""
    desk.type({"公开09!F8": 7.0, "公开09!B8": 0.0})
    document = desk.fill("--supplement", str(EXAMPLES / "supplement.xlsx"))
    (replaced,) = document["earlier"]["replaced"]
    assert (replaced["place"], replaced["typed"], replaced["now"]) == ("公开09!F8", "7", "1")
    assert document["earlier"]["kept"] == []
    assert ("未沿用", "公开09!F8", "7", "1") in {
        (line[0], line[2], line[5], line[6]) for line in desk.lines()
    }


def test_blanks_filled_on_the_supplement_sheet_count_too(desk: Desk) -> None:
    """A budget typed there is a budget; one that the file states is not overridden."""
    rows = load_workbook(desk.book)["补充资料"]
    lines = {rows.cell(row, 6).value: row for row in range(1, rows.max_row + 1)}
    desk.type({f"补充资料!C{lines['three_public_budget.hospitality']}": 12500.0})
    for _ in range(2):
        document = desk.fill()
        assert figure(document, "three_public", "total", "budget_hospitality") == "12500.00"
        assert [one["typed"] for one in document["earlier"]["kept"]] == ["12500"]
    document = desk.fill("--supplement", str(EXAMPLES / "supplement.xlsx"))
    assert figure(document, "three_public", "total", "budget_hospitality") == "10000.00"
    assert [one["now"] for one in document["earlier"]["replaced"]] == ["10000"]


def test_whatever_else_was_overtyped_is_listed(desk: Desk) -> None:
    """A formula, a fact, a heading: what stood there and what was typed, none of it kept."""
    amount = load_workbook(desk.book)["汇总"]["S6"].value
    desk.type({"公开03!D9": 77.5, "汇总!S6": 1.0, "公开09!A1": "标题", "公开09!F8": "待查"})
    said = desk.say()
    listed = {line[2]: line for line in desk.lines() if line[0] in {"改写", "未沿用"}}
    assert listed["公开03!D9"][4:6] == ("343.407638", "77.5")
    assert listed["汇总!S6"][5] == "1"
    assert float(listed["汇总!S6"][4]) == amount
    assert listed["公开09!A1"][5] == "标题"
    assert listed["公开09!F8"][5:7] == ("待查", "（不是数字）")
    assert "您在原来的工作簿里改过：沿用 0 处，未沿用 1 处，改写 3 处" in said
    assert "公开03!D9" in said
    assert "决算.旧1.xlsx" in said
    assert load_workbook(desk.folder / "决算.旧1.xlsx")["公开03"]["D9"].value == 77.5
    before = desk.book.read_bytes()
    assert desk.fill()["earlier"]["overtyped"] == []
    assert desk.book.read_bytes() == before
    assert desk.copies == ["决算.旧1.xlsx"]


def test_a_sorted_list_of_facts_is_no_change(desk: Desk) -> None:
    """汇总 may be sorted: its lines are found by their numbers."""
    book = load_workbook(desk.book)["汇总"]
    (first, second) = ([cell.value for cell in book[row]][:19] for row in (5, 6))
    letters = [book.cell(5, column).column_letter for column in range(1, 20)]
    swapped = {
        f"汇总!{letter}{row}": value
        for row, values in ((5, second), (6, first))
        for letter, value in zip(letters, values, strict=True)
    }
    desk.type(swapped)
    assert desk.fill()["earlier"]["overtyped"] == []


def test_new_changed_and_gone_findings_are_marked_and_their_words_survive(desk: Desk) -> None:
    """Gone findings keep what a person wrote, and give it back when they return."""
    review = load_workbook(desk.book, data_only=True)["审核"]
    line = next(row for row in range(9, 400) if review.cell(row, 2).value == "P120")
    desk.type({f"审核!K{line}": "已核实", f"审核!L{line}": "去年同样"})
    ledger = desk.folder / "ledger.xlsx"
    journal = ledger.read_bytes()
    spoil(ledger)
    document = desk.fill()
    changes = document["audit"]["changes"]
    assert changes["new"]
    gone = {one["code"]: one for one in changes["gone"]}
    assert gone["P120"]["explanation"] == "去年同样"
    assert ("消失", "P120", "已核实", "去年同样") in {
        (row[0], row[1], row[7], row[8]) for row in desk.lines()
    }
    review_lines = desk.lines("审核")
    head = next(row for row in review_lines if "变化" in row)
    marks = {row[12]: row[head.index("变化")] for row in review_lines}
    assert {marks[fingerprint] for fingerprint in changes["new"]} == {"新增"}
    desk.fill()
    assert "去年同样" in str(desk.lines())
    ledger.write_bytes(journal)
    back = {one["code"]: one for one in desk.fill()["audit"]["findings"]}["P120"]
    assert (back["handling"], back["explanation"]) == ("已核实", "去年同样")


def spoil(ledger: Path) -> None:
    """Book all payments for labour as office expenses of another code."""
    book = load_workbook(ledger)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "30226":
                    cell.value = "30201"
    book.save(ledger)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "读不出来"),
        (b"PK\x03\x04 broken", "读不出来"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "读不出来"),
        (b"not a workbook", "不是本程序生成的"),
        ((EXAMPLES / "supplement.xlsx").read_bytes(), "不是本程序生成的"),
    ],
)
def test_a_foreign_file_is_kept_and_not_read(desk: Desk, content: bytes, said: str) -> None:
    """Whatever lies at the place of the output is copied, and it is said that nothing was read."""
    desk.book.write_bytes(content)
    assert said in desk.say()
    assert (desk.folder / "决算.旧1.xlsx").read_bytes() == content


def test_a_workbook_without_a_record_keeps_its_reviews(desk: Desk) -> None:
    """Of a workbook of an older version 处理 and 说明 are kept, and the rest is said."""
    book = load_workbook(desk.book)
    book["审核"]["K9"], book["审核"]["L9"] = "已核实", "已查"
    del book["留底"]
    book.save(desk.book)
    assert "没有留底" in desk.say()
    review = load_workbook(desk.book)["审核"]
    assert ("已核实", "已查") in {
        (review.cell(row, 11).value, review.cell(row, 12).value) for row in range(9, 60)
    }


def test_rearranged_tables_are_not_taken_for_filled_ones(desk: Desk) -> None:
    """Figures may belong to other lines then: nothing is carried over, and that is said."""
    desk.type(
        {f"公开09!{letter}{row}": f"改{letter}" for letter in "ABCDEFGHIJKL" for row in (4, 7)}
        | {"公开09!F8": 1.0}
    )
    document = desk.fill()
    assert document["earlier"]["kept"] == []
    listed = {one["place"]: one for one in document["earlier"]["overtyped"]}
    assert listed["公开09"]["name"] == "行列或文字改动很多，没有逐格比较"
    assert listed["公开09!F8"]["typed"] == "1"


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"0":5}', '{"x":"tA"}', '{"0":"?"}', '{"5":"ia/b"}', '{"99999":"t"}']
)
def test_a_spoiled_record_is_no_hindrance(desk: Desk, line: str) -> None:
    """Lines of 留底 that are none of the program's are passed over."""
    desk.type({"留底!C3": line, "公开09!F8": 1.25})
    assert [one["typed"] for one in desk.fill()["earlier"]["kept"]] == ["1.25"]
