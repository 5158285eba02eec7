"""Formulas of offices, calculated as spreadsheet programs do."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.calculator import Calculator
from xls_juesuan.writing.patching.formula_tree import NotComputableError
from xls_juesuan.writing.patching.functions import FormulaError
from xls_juesuan.writing.patching.package import Package


def _book(formula: str) -> Book:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("表"), book.add_worksheet("别 的")
        for row, (code, amount) in enumerate(
            (("201", 10.5), ("20103", 10.5), ("2010301", 10.5), ("208", 2.25))
        ):
            sheet.write_row(row, 0, [code, amount])
        sheet.write("A6", "合计")
        other.write("A1", 3)
        other.write("A2", "文字")
        other.write("A3", "NaN")
        book.define_name("起点", "='表'!$B$1")
        sheet.write_formula("D1", f"={formula}")
    return Book(Package(out.getvalue()))


def _value(formula: str) -> Any:  # noqa: ANN401 - whatever a formula gives
    return Calculator(_book(formula)).value("表", 1, 3)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3", 7),
        ("-2+5", 3),
        ("(1+2)*3", 9),
        ("50%", Decimal("0.5")),
        ("SUM(B1:B4)", Decimal("33.75")),
        ("SUM(B:B)", Decimal("33.75")),
        ("SUM(B1,B4,1)", Decimal("13.75")),
        ("B1+B4", Decimal("12.75")),
        ("B1+B9", Decimal("10.5")),
        ("'别 的'!A1*2", 6),
        ("起点+1", Decimal("11.5")),
        ("SUMPRODUCT((LEN(A1:A4)=3)*B1:B4)", Decimal("12.75")),
        ("SUMPRODUCT(--(LEN(A1:A4)=3),B1:B4)", Decimal("12.75")),
        ('SUMIF(A1:A4,"20103*",B1:B4)', Decimal(21)),
        ('SUMIF(B1:B4,">5")', Decimal("31.5")),
        ('SUMIFS(B1:B4,A1:A4,"208")', Decimal("2.25")),
        ('SUMIF(A:A,"208",B:B)', Decimal("2.25")),
        ("SUBTOTAL(9,B1:B4)", Decimal("33.75")),
        ("ROUND(2.675,2)", Decimal("2.68")),
        ("ROUND(-1.005,2)", Decimal("-1.01")),
        ("ROUND(1234,-2)", 1200),
        ("ROUND(1250,-2)", 1300),
        ("ROUNDUP(1201,-2)", 1300),
        ("ROUNDDOWN(-1299,-2)", -1200),
        ("ABS(-3)", 3),
        ("MAX(B1:B4)-MIN(B1:B4)", Decimal("8.25")),
        ('IF(B1>5,"大","小")', "大"),
        ("IF(B9=0,0,B1/B9)", 0),
        ("IFERROR(B1/B9,0)", 0),
        ('A6&"（"&LEFT(A3,5)&"）"', "合计（20103）"),
        ('IF(AND(A6="合计",B1<>0),1,2)', 1),
        ('COUNTIF(A1:A4,"201*")', 3),
    ],
)
def test_formulas_give_what_excel_gives(formula: str, value: object) -> None:
    """Operators, references and the functions that tables of accounts use."""
    assert _value(formula) == value


@pytest.mark.parametrize(
    "formula", ['INDIRECT("B1")', "TODAY()", "OFFSET(B1,1,0)", "D1+1", "[1]表!A1", "2^3"]
)
def test_what_only_a_spreadsheet_program_knows_is_never_guessed(formula: str) -> None:
    """Such a formula has no value here, nor has one that refers to itself."""
    with pytest.raises(NotComputableError):
        _value(formula)


@pytest.mark.parametrize(
    ("formula", "error"),
    [("B1/B9", "#DIV/0!"), ("'别 的'!A2+1", "#VALUE!"), ("'别 的'!A3+1", "#VALUE!")],
)
def test_errors_are_errors(formula: str, error: str) -> None:
    """What would show an error is one."""
    with pytest.raises(FormulaError, match=error):
        _value(formula)
