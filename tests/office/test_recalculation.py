from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.office.recalculation import to_pdf
from tests.office.recalculation import to_png

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

FORMULAS = [
    ("D1", "=SUMIFS('汇总'!$B:$B,'汇总'!$A:$A,\"30201\")", 4.94),
    ("D2", "=SUM(D1,192.09)", 197.03),
    ("D3", '=IF(ROUND(D1-4.94,2)=0,"通过","不符")', "通过"),
    ("D4", '=IF(D1>0,"","空")', ""),
    ("D5", "=D1>0", True),
]


def write(path: Path, formulas: list[tuple[str, str, object]]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        table = workbook.add_worksheet("公开06")
        facts = workbook.add_worksheet("汇总")
        for row, fact in enumerate([("30201", 4.0), ("30201", 0.94), ("30202", 7.0)]):
            facts.write_string(row, 0, fact[0])
            facts.write_number(row, 1, fact[1])
        for place, formula, value in formulas:
            table.write_formula(place, formula, None, value)
    return path


def test_right_stored_values_pass(tmp_path: Path) -> None:
    """Numbers, texts, empty texts and truth values that are right raise no line."""
    path = write(tmp_path / "right.xlsx", FORMULAS)
    assert compare_stored_values(path, recalculate(path, tmp_path / "fresh")) == []


def test_every_falsified_stored_value_is_found(tmp_path: Path) -> None:
    """A wrong number, a lost fen, a wrong text, a missing text and an error value are named."""
    falsified = [
        ("D1", FORMULAS[0][1], 999),
        ("D2", FORMULAS[1][1], 197.030001),
        ("D3", FORMULAS[2][1], "不符"),
        ("D4", FORMULAS[3][1], 0),
        ("D6", "=NOSUCHFUNCTION(1)", "#NAME?"),
        ("D7", "=1/0", 0),
    ]
    path = write(tmp_path / "wrong.xlsx", falsified)
    lines = compare_stored_values(path, recalculate(path, tmp_path / "fresh"))
    found = [line.partition(":")[0] for line in lines]
    assert found == [f"公开06!{place}" for place, _, _ in falsified]


def test_a_workbook_without_formulas_is_no_proof(tmp_path: Path) -> None:
    """Nothing compared is reported as such and not as agreement."""
    path = write(tmp_path / "bare.xlsx", [])
    assert compare_stored_values(path, path) == ["bare.xlsx: there is no formula to check"]


def test_pages_become_pictures(tmp_path: Path) -> None:
    """A workbook is printed, and each page of the print is a picture."""
    pdf = to_pdf(write(tmp_path / "book.xlsx", FORMULAS), tmp_path / "print")
    pictures = to_png(pdf)
    assert len(pictures) == 2
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def test_what_is_no_workbook_is_reported(tmp_path: Path) -> None:
    """A conversion that writes nothing fails although LibreOffice says it went well."""
    with pytest.raises(AssertionError, match=r"wrote no missing\.xlsx"):
        recalculate(tmp_path / "missing.xlsx", tmp_path / "fresh")
