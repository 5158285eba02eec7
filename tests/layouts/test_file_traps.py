"""The same year in files that are not what they are called, in archives, and for two units at once."""

from __future__ import annotations

import zipfile
from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.builders import csv_file
from tests.builders import write_sheets
from tests.layouts.test_other_layouts import backup_line
from tests.layouts.truth import cells_of
from tests.layouts.truth import check_layout
from tests.layouts.truth import expected_cells
from tests.layouts.truth import vouchers
from xls_juesuan.accounts import FillRequest
from xls_juesuan.errors import UserError
from xls_juesuan.pipeline import compute
from xls_juesuan.pipeline import fill_each

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.layouts.truth import Entry

HEADING = (
    "日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "功能分类", "经济分类", "资金性质",
    "项目类别名称",
)  # fmt: skip
UNITS = ("某县示例服务中心", "某县另一服务中心")


def sheet_rows(entries: tuple[Entry, ...] = vouchers(), unit: str = UNITS[0]) -> list[list[str]]:
    """A voucher list with a line above it that states all that must be known."""
    above = [f"单位：{unit}", "", "会计年度：2024", "", "金额单位：元"]
    return [["序时账"], above, list(HEADING), *[list(backup_line(one)) for one in entries]]


def html_file(path: Path) -> Path:
    """What many systems write: a page with one table, called .xls."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in sheet_rows()
    )
    page = f'<html><head><meta charset="gbk"></head><body><table>{rows}</table></body></html>'
    path.write_bytes(page.encode("gbk"))
    return path


def spreadsheetml_file(path: Path) -> Path:
    """Excel 2003 XML, called .xls."""
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{escape(cell)}</Data></Cell>' for cell in row)
        + "</Row>"
        for row in sheet_rows()
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="序时账"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def archive(path: Path) -> Path:
    """Each half of the year in a file of its own, in a folder of a zip."""
    entries = vouchers()
    half = [one for one in entries if one.date < "2024-07"]
    rest = [one for one in entries if one.date >= "2024-07"]
    with zipfile.ZipFile(path, "w") as target:
        for name, part in (("上半年.csv", half), ("下半年.csv", rest)):
            file = csv_file(path.with_name(name), sheet_rows(tuple(part)), encoding="gb18030")
            target.write(file, f"2024年/{name}")
            file.unlink()
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("台账.csv", lambda path: csv_file(path, sheet_rows(), encoding="gb18030")),
        ("台账.txt", lambda path: csv_file(path, sheet_rows(), encoding="gbk", delimiter="\t")),
        (
            "台账.xlsx",
            lambda path: csv_file(path, sheet_rows(), encoding="utf-8-sig", delimiter=";"),
        ),
        ("台账.xls", html_file),
        ("台账.xls", spreadsheetml_file),
        ("台账.csv", lambda path: write_sheets(path, {"序时账": sheet_rows()})),
        ("台账.zip", archive),
    ],
    ids=["gb18030", "tabs", "text-called-xlsx", "html", "spreadsheetml", "xlsx-called-csv", "zip"],
)
def test_trap_22_files_are_what_they_contain(
    tmp_path: Path, name: str, write: Callable[[Path], Path]
) -> None:
    """Whatever the file is called, the year in it gives the same tables."""
    check_layout(write(tmp_path / name))


def two_units(path: Path) -> Path:
    """The same year twice, once for each of two units."""
    lines = [[*backup_line(one), unit] for unit in UNITS for one in vouchers()]
    rows = [["序时账"], ["会计年度：2024", "", "金额单位：元"], [*HEADING, "单位名称"], *lines]
    return write_sheets(path, {"序时账": rows})


def test_trap_18_two_units_in_one_file_are_asked_about(tmp_path: Path) -> None:
    """Nothing is added up; both ways on are named."""
    with pytest.raises(UserError, match="--unit") as caught:
        compute(FillRequest(two_units(tmp_path / "a.xlsx")))
    assert "--each-unit" in caught.value.paragraph


@pytest.mark.parametrize("unit", UNITS)
def test_trap_18_one_of_two_units_is_read_alone(tmp_path: Path, unit: str) -> None:
    """The other unit's lines are set aside and still counted as lines of the file."""
    accounts = check_layout(two_units(tmp_path / "a.xlsx"), unit=unit)
    assert accounts.unit_name == unit
    status = accounts.cube.frame["status"]
    assert (status == "other_unit").sum() == len(vouchers())
    assert len(status) == 2 * len(vouchers())


def test_trap_18_each_unit_has_its_own_workbook(tmp_path: Path) -> None:
    """Both give the truth, each for itself."""
    request = FillRequest(two_units(tmp_path / "a.xlsx"), output=tmp_path / "out")
    results = list(fill_each(request))
    assert [result[0] for result in results] == list(UNITS)
    for _, accounts, path in results:  # type: ignore[misc]  # none of them failed
        assert cells_of(accounts) == expected_cells(has_opening=False)
        assert path.is_file()
