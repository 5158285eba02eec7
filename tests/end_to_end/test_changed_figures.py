"""Figures that a person changes on 对比数 and 阈值 survive a second run, or are listed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.end_to_end.running import fill
from tests.stored_values import type_into
from tests.two_years import OPENINGS
from tests.two_years import SCHOOL
from tests.two_years import SPORT
from tests.two_years import write_last_year
from tests.two_years import write_last_years_ledger
from tests.two_years import write_ledger
from tests.two_years import write_published

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = OPENINGS[SCHOOL] - 1000
SCHOOL_ROW = "2296004 用于教育事业的彩票公益金支出"


class Desk:
    """A folder with last year's workbook, this year's ledger, and what was made of both."""

    def __init__(self, folder: Path, last: Path) -> None:
        self.folder = folder
        self.book = folder / "filled.xlsx"
        self.last = shutil.copy(last, folder / "上年.xlsx")
        self.ledger = write_ledger(folder / "ledger.xlsx", {**OPENINGS, SCHOOL: RIGHT})

    def fill(self, *options: str) -> dict[str, Any]:
        """Fill with last year's workbook beside it."""
        return fill(self.ledger, "--previous", self.last, *options).document

    def place(self, sheet: str, letter: str, *words: str) -> str:
        """The cell of a sheet, in the line that has all words."""
        (row,) = (
            row[0].row
            for row in load_workbook(self.book)[sheet].iter_rows(min_row=4)
            if set(words) <= {str(cell.value) for cell in row}
        )
        return f"{sheet}!{letter}{row}"

    def closing(self) -> str:
        """The cell of last year's closing of one fund."""
        return self.place("对比数", "D", "上年公开07", SCHOOL_ROW, "年末结转和结余")

    def type(self, place: str, value: float | str | None) -> None:
        """Type into the workbook as a person does."""
        type_into(self.book, {place: value})

    def value(self, place: str) -> object:
        """What stands in a cell."""
        sheet, _, name = place.partition("!")
        return load_workbook(self.book, data_only=True)[sheet][name].value


@pytest.fixture(scope="module")
def last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's workbook."""
    return write_last_year(tmp_path_factory.mktemp("last") / "year")


@pytest.fixture
def desk(tmp_path: Path, last: Path) -> Desk:
    made = Desk(tmp_path, last)
    made.fill()
    return made


def outcomes(document: dict[str, Any], code: str) -> set[str]:
    findings = document["audit"]["findings"]
    return {one["outcome"] for one in findings if one["code"] == code}


def fate(document: dict[str, Any], name: str) -> list[tuple[str, str, str, str]]:
    """Place and what was, was typed and is now, of everything with one fate."""
    keys = ("place", "was", "typed", "now")
    return [tuple(one[key] for key in keys) for one in document["earlier"][name]]  # type: ignore[misc]


def test_last_years_figure_that_a_person_changed_stands(desk: Desk) -> None:
    """It counts in the audit, is listed as 沿用, and stays from run to run."""
    assert outcomes(desk.fill(), "B011") == {"failed"}
    place = desk.closing()
    desk.type(place, RIGHT)
    document = desk.fill()
    assert outcomes(document, "B011") == {"passed"}
    assert fate(document, "kept") == [(place, "60000.44", "59000.44", "59000.44")]
    assert document["earlier"]["kept"][0]["name"] == (f"上年公开07 {SCHOOL_ROW}“年末结转和结余”")
    assert document["earlier"]["overtyped"] == document["earlier"]["replaced"] == []
    assert desk.value(place) == RIGHT
    before = desk.book.read_bytes()
    assert fate(desk.fill(), "kept") == fate(document, "kept")
    assert desk.book.read_bytes() == before


def test_what_last_years_file_says_anew_wins(desk: Desk) -> None:
    """A person's figure gives way to a file that has changed since, and both are listed."""
    place = desk.closing()
    desk.type(place, RIGHT)
    desk.fill()
    openings = {**OPENINGS, SCHOOL: 60500, SPORT: OPENINGS[SPORT] - 499.56}
    older = write_last_years_ledger(desk.folder / "older", openings)
    shutil.copy(fill(older).workbook or older, desk.last)
    document = desk.fill()
    assert fate(document, "replaced") == [(place, "60000.44", "59000.44", "60500")]
    assert fate(document, "kept") == []
    assert desk.value(place) == 60500


def test_without_last_years_file_the_change_is_listed(desk: Desk) -> None:
    """There is no such cell any more; what was typed is still said."""
    place = desk.closing()
    desk.type(place, RIGHT)
    document = fill(desk.ledger).document
    assert fate(document, "replaced") == [(place, "60000.44", "59000.44", "（没有这一格）")]


@pytest.mark.parametrize(
    ("typed", "said", "now"), [("待查", "待查", "（不是数字）"), (None, "（清空）", "60000.44")]
)
def test_what_is_no_figure_is_not_taken(desk: Desk, typed: str | None, said: str, now: str) -> None:
    """A word, or nothing, is listed, and the file's figure stands there again."""
    place = desk.closing()
    desk.type(place, typed)
    assert fate(desk.fill(), "replaced") == [(place, "60000.44", said, now)]
    assert desk.value(place) == OPENINGS[SCHOOL]


def test_a_figure_finer_than_last_years_print_is_known_to_the_fen(desk: Desk) -> None:
    """Beside a publication, what a person knows better is compared exactly."""
    old = write_last_years_ledger(desk.folder / "old")
    write_published(old, desk.last)
    within = {**OPENINGS, SCHOOL: OPENINGS[SCHOOL] + 40}
    desk.ledger = write_ledger(desk.folder / "within.xlsx", within)
    assert outcomes(desk.fill(), "B011") == {"passed"}
    desk.type(desk.closing(), OPENINGS[SCHOOL])
    assert outcomes(desk.fill(), "B011") == {"failed"}


def test_a_threshold_that_a_person_changed_stands(desk: Desk) -> None:
    """Rules are judged by it, and it is listed; the command's value wins over it."""
    place = desk.place("阈值", "B", "closing_share")
    desk.type(place, 1.0)
    document = desk.fill()
    assert outcomes(document, "B421") == {"passed"}
    assert fate(document, "kept") == [(place, "0.3", "1", "1")]
    before = desk.book.read_bytes()
    desk.fill()
    assert desk.book.read_bytes() == before
    document = desk.fill("--threshold", "年末结转占比=50%")
    assert outcomes(document, "B421") == {"failed"}
    assert fate(document, "replaced") == [(place, "0.3", "1", "0.5")]
    assert desk.value(place) == 0.5


@pytest.mark.parametrize("typed", ["三成", -0.1, None])
def test_a_threshold_that_is_none_is_not_taken(desk: Desk, typed: float | str | None) -> None:
    """The declared value stands again, and what was typed is listed."""
    place = desk.place("阈值", "B", "closing_share")
    desk.type(place, typed)
    document = desk.fill()
    assert [one[0] for one in fate(document, "replaced")] == [place]
    assert desk.value(place) == 0.3


def test_overtyped_words_of_these_sheets_are_listed(desk: Desk) -> None:
    """Whatever else is changed there is none of the figures."""
    desk.type("阈值!A1", "标题")
    assert [one[0] for one in fate(desk.fill(), "overtyped")] == ["阈值!A1"]
