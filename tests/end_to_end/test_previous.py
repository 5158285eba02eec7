"""This year against last year, from two ledgers to the findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.end_to_end.running import fill_form
from tests.end_to_end.running import xlj
from tests.two_years import GENERAL
from tests.two_years import OPENINGS
from tests.two_years import OWN
from tests.two_years import SCHOOL
from tests.two_years import SPORT
from tests.two_years import write_last_year
from tests.two_years import write_last_years_ledger
from tests.two_years import write_ledger
from tests.two_years import write_published
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: A finding: rule, cell, this year's figure, last year's, difference, in yuan.
Line = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def last_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's workbook as the program filled it."""
    return write_last_year(tmp_path_factory.mktemp("last") / "year")


def moved(**by: float) -> dict[tuple[str, str, str], float]:
    """The openings with some of them off by so many yuan."""
    places = {"general": GENERAL, "sport": SPORT, "school": SCHOOL, "own": OWN}
    return {
        **OPENINGS,
        **{places[name]: OPENINGS[places[name]] + yuan for name, yuan in by.items()},
    }


def added(run: Run, without: Run) -> set[Line]:
    """What is found with last year's figures and not without them."""
    known = {one["fingerprint"] for one in without.failed}
    return {
        (one["code"], one["cells"][0]["ref"], one["left"], one["right"], one["difference"])
        for one in run.failed
        if one["fingerprint"] not in known
    }


@pytest.mark.parametrize(
    ("openings", "expected"),
    [
        (OPENINGS, set()),
        (
            moved(general=100, school=-1000),
            {
                ("B001", "公开01!C35", "216651.63", "217551.63", "-900.00"),
                ("B003", "公开04!C34", "121651.36", "122551.36", "-900.00"),
                ("B005", "公开04!C35", "15100.37", "15000.37", "100.00"),
                ("B006", "公开04!C36", "104500.99", "105500.99", "-1000.00"),
                ("B011", "公开07!C11", "59000.44", "60000.44", "-1000.00"),
            },
        ),
        (
            moved(sport=1000, school=-1000),
            {
                ("B011", "公开07!C10", "46500.55", "45500.55", "1000.00"),
                ("B011", "公开07!C11", "59000.44", "60000.44", "-1000.00"),
            },
        ),
        (moved(own=-0.01), {("B001", "公开01!C35", "217551.62", "217551.63", "-0.01")}),
    ],
    ids=["all as it was", "two funds", "two codes of one fund", "a fen of own money"],
)
def test_openings_that_are_not_last_years_closings_are_found(
    last_year: Path,
    tmp_path: Path,
    openings: Mapping[tuple[str, str, str], float],
    expected: set[Line],
) -> None:
    """By fund and by code, with both amounts, and nothing but these."""
    ledger = write_ledger(tmp_path / "ledger.xlsx", openings)
    without = fill(ledger)
    assert added(fill(ledger, "--previous", last_year), without) == expected


@pytest.mark.parametrize("values", list(Values))
def test_last_years_rounded_figures_raise_no_alarm(tmp_path: Path, values: Values) -> None:
    """What rounding explains is no difference, whoever printed last year's figures."""
    old = write_last_years_ledger(tmp_path / "last")
    published = write_published(old, tmp_path / "published.xlsx")
    rounded = fill(old, "--values", "rounded").workbook
    assert rounded is not None
    ledger = write_ledger(tmp_path / "ledger.xlsx")
    without = fill(ledger, "--values", values)
    for last in (published, rounded):
        run = fill(ledger, "--values", values, "--previous", last)
        assert added(run, without) == set()
        assert "B005" in passed(run.document)


def test_what_rounding_cannot_explain_is_found_against_rounded_figures(tmp_path: Path) -> None:
    """15 000.37 printed as 1.50 may be 15 049.99, but not 15 050.37."""
    old = write_last_years_ledger(tmp_path / "last")
    published = write_published(old, tmp_path / "published.xlsx")
    within = write_ledger(tmp_path / "within.xlsx", moved(general=49.62))
    assert added(fill(within, "--previous", published), fill(within)) == set()
    beyond = write_ledger(tmp_path / "beyond.xlsx", moved(general=50))
    found = {line[0] for line in added(fill(beyond, "--previous", published), fill(beyond))}
    assert found == {"B005"}


def test_two_publications_are_compared_as_printed(tmp_path: Path) -> None:
    """A figure that stands in both has to be the same; the totals around it agree."""
    old = write_published(write_last_years_ledger(tmp_path / "last"), tmp_path / "old.xlsx")
    new = write_published(write_ledger(tmp_path / "ledger.xlsx"), tmp_path / "new.xlsx")
    shifted = write_ledger(tmp_path / "shifted.xlsx", moved(sport=1000, school=-1000))
    other = write_published(shifted, tmp_path / "other.xlsx")
    assert {one["code"] for one in compared(new, old, tmp_path)} == set()
    assert [
        (one["code"], one["cells"][0]["row"], one["left"], one["right"])
        for one in compared(other, old, tmp_path)
    ] == [("B012", "2296003", "46500.00", "45500.00"), ("B012", "2296004", "59000.00", "60000.00")]


def compared(document: Path, last: Path, folder: Path) -> list[dict[str, Any]]:
    """What an audit finds between the years."""
    run = xlj("audit", document, "-o", folder / "review.xlsx", "--json", "--previous", last)
    findings = json.loads(run.out)["audit"]["findings"]
    return [one for one in findings if one["outcome"] == "failed" and one["code"][:2] == "B0"]


def passed(document: dict[str, Any]) -> set[str]:
    """Codes of the rules that passed."""
    findings = document["audit"]["findings"]
    return {one["code"] for one in findings if one["outcome"] == "passed"}


def test_a_finding_about_last_year_alone_leads_to_last_years_figure(
    last_year: Path, tmp_path: Path
) -> None:
    """What the supplement says of last year is compared with 对比数: that is where the link goes."""
    stated = {"unit.year": 2024, "previous.grand_total": 1}
    supplement = fill_form(tmp_path / "补充资料.xlsx", stated)
    ledger = write_ledger(tmp_path / "ledger.xlsx")
    run = fill(ledger, "--previous", last_year, "--supplement", supplement)
    assert run.workbook is not None
    book = openpyxl.load_workbook(run.workbook)
    (place,) = (row[3] for row in book["审核"].iter_rows(min_row=9) if row[1].value == "B021")
    sheet, _, name = place.hyperlink.location.replace("'", "").partition("!")
    assert place.value == f"{sheet}!{name}"
    named = [cell.value for cell in book[sheet][book[sheet][name].row]]
    assert named[:4] == ["上年公开01", "第30行 总计", "金额", 217681.63]
