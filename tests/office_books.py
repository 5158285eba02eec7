"""Workbooks as offices send them out: blank or last year's, in the looks of Henan and Shanghai.

The layouts follow what is published: Henan's nine tables as the layout of the program declares
them (封丘县行政审批和政务信息管理局 2024 年度部门决算公开), Shanghai's as printed by 普陀区 departments
for 2024: no 行次 and 栏次, 合计 at the end, 公开06 in two blocks, the three public expenses in pairs.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import xlsxwriter

from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.relation.excel import column_letters

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import RowSpec

#: A picture of one red point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000"
    "0003010100c9fe92ef0000000049454e44ae426082"
)
#: Rows of codes that a blank workbook leaves.
SAMPLE_ROWS = 3


@dataclass
class Office:
    """How an office's workbook looks.

    Attributes:
        unit: unit of amount.
        samples: blank rows of codes it leaves in each table of codes.
        codes: last year's rows by table: code, name and figures.
        department, period: lines above every table.
        formulas: whether totals are the office's own formulas.
        number_format: of the figures.
        extras: whether pictures, text boxes, headers and checks are in it.
        figures: last year's figures of tables with fixed rows.
        without: tables that it lacks.
        profile: whose tables they are.
        splits_codes: whether codes stand in three columns (类、款、项).
        sparklines: whether features of Excel 2010 are in it.
        sheets: what the sheets are called, with their number.
    """

    unit: str = "万元"
    samples: int = SAMPLE_ROWS
    codes: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    department: str = "部门："
    period: str = "20XX年度"
    formulas: bool = True
    number_format: str = "#,##0.00"
    extras: bool = True
    figures: float | None = None
    without: tuple[str, ...] = ()
    first_line: int = 1
    first_place: int = 1
    profile: str = "henan"
    splits_codes: bool = False
    sparklines: bool = False
    sheets: str = "附表{}"


class _Sheet:
    """One sheet being written, its lines and places moved to where the office begins."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, office: Office) -> None:
        self.sheet = book.add_worksheet(name)
        self.is_split = False
        self.office = office
        self.book = book
        look = {"font_name": "仿宋", "font_size": 11, "border": 1, "valign": "vcenter"}
        self.head = book.add_format(
            {**look, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2F2F2"}
        )
        self.text = book.add_format(look)
        self.code = book.add_format({**look, "num_format": "@"})
        self.figure = book.add_format({**look, "num_format": office.number_format})
        self.total = book.add_format({**look, "num_format": office.number_format, "bold": True})
        self.title = book.add_format(
            {"font_name": "方正小标宋简体", "font_size": 18, "align": "center"}
        )
        self.plain = book.add_format({"font_name": "仿宋", "font_size": 11})

    def at(self, place: int) -> int:
        """Place on the sheet of a place of the layout: codes may take three."""
        return place + self.office.first_place + (2 if self.is_split and place else 0)

    def wide(self, place: int, places: int) -> int:
        """How many columns of the sheet a cell of the layout takes."""
        return (
            self.at(place + places - 1)
            - self.at(place)
            + 1
            + (2 if self.is_split and place == 0 and places == 1 else 0)
        )

    def put(self, line: int, place: int, value: object, look: Format | None = None) -> None:
        at = (line + self.office.first_line, self.at(place))
        if isinstance(value, str) and value.startswith("="):
            self.sheet.write_formula(*at, value, look or self.text)
        elif value in {"", None}:
            self.sheet.write_blank(*at, None, look or self.text)
        else:
            self.sheet.write(*at, value, look or self.text)

    def merge(
        self, line: int, place: int, lines: int, places: int, text: str, look: Format
    ) -> None:
        if lines * self.wide(place, places) == 1:
            self.put(line, place, text, look)
            return
        top, left = line + self.office.first_line, self.at(place)
        last = left + self.wide(place, places) - 1
        self.sheet.merge_range(top, left, top + lines - 1, last, text, look)

    def name(self, line: int, place: int) -> str:
        """Name of a cell."""
        letters = column_letters(self.at(place))
        return f"{letters}{line + self.office.first_line + 1}"


def last_years_codes() -> dict[str, list[tuple[Any, ...]]]:
    """Rows of last year: some come again, some do not."""
    rows = (
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅（室）及相关机构事务"),
        ("2010301", "  行政运行"),
        ("2010350", "  事业运行"),
        ("208", "社会保障和就业支出"),
        ("20805", "行政事业单位养老支出"),
        ("2080505", "  机关事业单位基本养老保险缴费支出"),
        ("2080506", "  机关事业单位职业年金缴费支出"),
        ("213", "农林水支出"),
        ("21305", "扶贫"),
        ("2130599", "  其他扶贫支出"),
    )
    listed = [
        (*row, *(round(1.11 + at * each, 2) for each in range(7))) for at, row in enumerate(rows)
    ]
    keys = ("income", "expenditure", "general_budget_expenditure")
    fund = [("212", "城乡社区支出", 5, 5, 5, 5, 5, 5)]
    return {**dict.fromkeys(keys, listed), "fund": fund}


def office_book(path: Path, office: Office | None = None) -> Path:
    """Write the nine tables as an office might: its own looks, places and formulas."""
    office = office or Office()
    with xlsxwriter.Workbook(path) as book:
        cover = book.add_worksheet("封面")
        cover.write(3, 1, "部门决算公开", book.add_format({"font_size": 26}))
        for number, layout in enumerate(load_profile(office.profile).layouts, 1):
            if layout.key not in office.without:
                _table(_Sheet(book, office.sheets.format(number), office), layout)
    return path


def _table(sheet: _Sheet, layout: Layout) -> None:
    office, wide = sheet.office, len(layout.widths)
    listed = any(band.listing for band in layout.bands)
    sheet.is_split = office.splits_codes and listed
    sheet.merge(0, 0, 1, wide, layout.title, sheet.title)
    sheet.put(1, wide - 1, layout.label, sheet.plain)
    sheet.put(2, 0, office.department, sheet.plain)
    sheet.put(2, wide // 2, office.period, sheet.plain)
    sheet.put(2, wide - 1, f"单位：{office.unit}", sheet.plain)
    for cell in layout.heading:
        sheet.merge(3 + cell.line, cell.place, cell.lines, cell.places, cell.text, sheet.head)
    top = 3 + layout.heading_lines
    for place, width in enumerate(layout.widths):
        sheet.sheet.set_column(
            sheet.at(place), sheet.at(place), 6 if sheet.is_split and not place else width
        )
    end = max(_band(sheet, layout, band, top) for band in layout.bands)
    for number, note in enumerate(layout.notes):
        sheet.merge(end + number, 0, 1, wide, note, sheet.plain)
    first = office.first_line
    sheet.sheet.print_area(0, 0, end + first, sheet.at(wide - 1))
    sheet.sheet.repeat_rows(3 + first, top + first - 1)
    sheet.sheet.set_landscape()
    sheet.sheet.fit_to_pages(1, 0)
    sheet.sheet.set_row(top + first, 24)
    if office.sparklines:
        sheet.sheet.add_sparkline(end + 1, 0, {"range": "A1:C1"})
    if office.extras:
        _extras(sheet, layout, top, end)


def _band(sheet: _Sheet, layout: Layout, band: Band, top: int) -> int:
    """Write the rows of a band, and give the line behind them."""
    office = sheet.office
    line = top + band.first
    if band.listing is None:
        for row in band.rows:
            _fixed_row(sheet, band, row, line, layout)
            line += 1
        return line
    count = max(len(office.codes.get(layout.key, [])), office.samples)
    first = line if band.listing.total_last else line + 1
    total = line + count if band.listing.total_last else line
    sheet.merge(total, band.listing.place, 1, band.listing.places, "合计", sheet.head)
    for column in band.columns:
        sheet.put(total, column.place, _total(sheet, band, column.place, first, count), sheet.total)
    for number in range(count):
        _code_row(sheet, layout, band, first + number, number)
    return line + count + 1


def _total(sheet: _Sheet, band: Band, place: int, first: int, count: int) -> str:
    """The office's own sum over the rows of categories."""
    if not sheet.office.formulas or not count:
        return ""
    last = first + count - 1
    codes = f"{sheet.name(first, band.code_places[0])}:{sheet.name(last, band.code_places[0])}"
    figures = f"{sheet.name(first, place)}:{sheet.name(last, place)}"
    if sheet.is_split:
        sections = f"{column_letters(sheet.office.first_place + 1)}{first + sheet.office.first_line + 1}:{column_letters(sheet.office.first_place + 1)}{last + sheet.office.first_line + 1}"
        return f'=SUMPRODUCT(({codes}<>"")*({sections}="")*{figures})'
    return f"=SUMPRODUCT((LEN({codes})=3)*{figures})"


def _code_row(sheet: _Sheet, layout: Layout, band: Band, line: int, number: int) -> None:
    rows = sheet.office.codes.get(layout.key, [])
    row = rows[number] if number < len(rows) else ("", "")
    code = str(row[0])
    pieces = [code[:3], code[3:5], code[5:7]] if sheet.is_split else [code]
    for at, piece in enumerate(pieces):
        place = sheet.office.first_place + band.code_places[0] + at
        sheet.sheet.write(line + sheet.office.first_line, place, piece or None, sheet.code)
    sheet.put(line, band.label_place or 1, row[1], sheet.text)
    for offset, column in enumerate(band.columns):
        value: object = row[2 + offset] if len(row) > 2 + offset else ""
        if sheet.office.formulas and column.parts:
            parts = [each for each in band.columns if each.key in column.parts]
            value = "=" + "+".join(sheet.name(line, each.place) for each in parts)
        sheet.put(line, column.place, value, sheet.figure)


def _fixed_row(sheet: _Sheet, band: Band, row: RowSpec, line: int, layout: Layout) -> None:
    office = sheet.office
    if band.label_place is not None:
        sheet.merge(line, band.label_place, 1, band.label_places, row.label, sheet.text)
    if band.line_place is not None:
        sheet.put(line, band.line_place, row.line, sheet.head)
    if band.code_places:
        sheet.put(line, band.code_places[0], row.code, sheet.code)
        sheet.put(line, band.label_place or 1, row.label, sheet.text)
    for column in band.columns:
        value: object = office.figures if not row.is_blank else ""
        if office.formulas and row.key in {"L27", "L57", "L59"}:
            value = _sum_above(sheet, band, row, line, column.place, layout)
        sheet.put(line, column.place, value, sheet.total if row.is_total else sheet.figure)


def _sum_above(
    sheet: _Sheet, band: Band, row: RowSpec, line: int, place: int, layout: Layout
) -> object:
    totals = {
        ("income_expenditure", "L27"),
        ("income_expenditure", "L57"),
        ("appropriation", "L59"),
    }
    if (layout.key, row.key) not in totals:
        return sheet.office.figures
    first = line - next(at for at, each in enumerate(band.rows) if each.key == row.key)
    return f"=SUM({sheet.name(first, place)}:{sheet.name(line - 1, place)})"


def _extras(sheet: _Sheet, layout: Layout, top: int, end: int) -> None:
    """A seal, a box, a rich text, a check and a format, as offices like them."""
    page, left = sheet.sheet, sheet.office.first_place
    page.insert_image(
        end + 2,
        1 + left,
        "seal.png",
        {"image_data": io.BytesIO(PICTURE), "x_scale": 40, "y_scale": 40},
    )
    page.insert_textbox(end + 2, 3 + left, "填表说明：只填白色格子")
    page.set_header("&L决算公开&R附表")
    page.set_footer("&C第 &P 页")
    red = sheet.book.add_format({"font_color": "red"})
    page.write_rich_string(0, 0, "注意：", red, "务必", "核对")
    page.conditional_format(
        top + 1,
        left,
        end,
        sheet.at(len(layout.widths) - 1),
        {"type": "cell", "criteria": "<", "value": 0, "format": red},
    )
    page.data_validation(
        top + 1,
        sheet.at(len(layout.widths) - 1),
        end,
        sheet.at(len(layout.widths) - 1),
        {"validate": "decimal", "criteria": ">", "value": -1e9},
    )
    page.write_comment(0, 0, "本表由财政局下发")
    page.freeze_panes(top + 1, 2)


def stacked_book(path: Path) -> Path:
    """Write all nine blank tables below one another on a single sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = _Sheet(book, "全部", Office(extras=False, formulas=False, samples=1, first_place=0))
        for layout in load_profile().layouts:
            for at, text in ((0, "部门："), (2, "2023年度"), (4, "单位：万元")):
                sheet.put(1, at, text, sheet.plain)
            sheet.put(0, 0, layout.title, sheet.title)
            for cell in layout.heading:
                sheet.merge(
                    2 + cell.line, cell.place, cell.lines, cell.places, cell.text, sheet.head
                )
            top = 2 + layout.heading_lines
            end = max(_band(sheet, layout, band, top) for band in layout.bands)
            sheet.put(end, 0, "注：见说明。", sheet.plain)
            sheet.office.first_line += end + 2
    return path


def without_unit(path: Path) -> Path:
    """An office's workbook that says no unit of amount."""
    office_book(path, Office(extras=False))
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "单位：万元":
                    cell.value = None
    book.save(path)
    return path
