"""Workbooks that cannot be filled in place, each refused in one paragraph with exit code 2."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from tests.builders import write_sheets
from tests.office_books import Office
from tests.office_books import office_book
from tests.office_books import without_unit
from xls_juesuan.cli.entry import main
from xls_juesuan.pipeline import FillRequest
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def _fill(template: Path, out: Path) -> int:
    return main(
        ["fill", str(EXAMPLES / "ledger.xlsx"), "--template", str(template), "-o", str(out)]
    )


def _no_table(folder: Path) -> Path:
    return write_sheets(folder / "通知.xlsx", {"通知": [["关于公开决算的通知"], ["请各单位"]]})


def _ledger(folder: Path) -> Path:
    (folder / "台账.xlsx").write_bytes((EXAMPLES / "ledger.xlsx").read_bytes())
    return folder / "台账.xlsx"


def _own(folder: Path) -> Path:
    return fill(FillRequest(EXAMPLES / "ledger.xlsx", output=folder / "own.xlsx"))[1]


def _missing(folder: Path) -> Path:
    return folder / "没有.xlsx"


def _folder(folder: Path) -> Path:
    (folder / "表.xlsx").mkdir()
    return folder / "表.xlsx"


def _old(folder: Path) -> Path:
    path = folder / "空表.xls"
    path.write_bytes(b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 600)
    return path


def _kingsoft(folder: Path) -> Path:
    path = folder / "空表.et"
    path.write_bytes(b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 600)
    return path


def _open_document(folder: Path) -> Path:
    path = folder / "空表.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return path


def _text(folder: Path) -> Path:
    path = folder / "空表.csv"
    path.write_text("部门,金额\n某局,1\n", encoding="utf-8")
    return path


def _word(folder: Path) -> Path:
    path = folder / "空表.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return path


def _protected(folder: Path) -> Path:
    plain = office_book(folder / "plain.xlsx", Office(extras=False)).read_bytes()
    path, out = folder / "空表.xlsx", io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt("secret", out)
    path.write_bytes(out.getvalue())
    return path


def _broken(folder: Path) -> Path:
    whole = office_book(folder / "plain.xlsx", Office(extras=False)).read_bytes()
    path = folder / "空表.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _signed(folder: Path) -> Path:
    path = office_book(folder / "空表.xlsx", Office(extras=False))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    return path


def _without_part(folder: Path, part: str) -> Path:
    plain = office_book(folder / "plain.xlsx", Office(extras=False))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(folder / "空表.xlsx", "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return folder / "空表.xlsx"


def _untold(folder: Path) -> Path:
    """A workbook that does not say what its parts are."""
    return _without_part(folder, "[Content_Types].xml")


def _without_looks(folder: Path) -> Path:
    """A workbook whose cells have looks that it does not describe."""
    return _without_part(folder, "xl/styles.xml")


def _without_end(folder: Path) -> Path:
    """A small file whose pictures unfold to more than a computer holds."""
    path = office_book(folder / "空表.xlsx", Office(extras=False))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image9.png", bytes(300 << 20))
    return path


def _without_unit(folder: Path) -> Path:
    return without_unit(folder / "空表.xlsx")


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_no_table, "没有认出一张决算公开表"),
        (_ledger, "台账和模板是不是写反了"),
        (_own, "本程序自己生成的工作簿"),
        (_missing, "找不到模板文件"),
        (_folder, "是文件夹"),
        (_old, "另存为"),
        (_kingsoft, "另存为"),
        (_open_document, "另存为"),
        (_text, "另存为"),
        (_word, "把其中的表格复制到"),
        (_protected, "密码"),
        (_broken, "模板"),
        (_signed, "数字签名"),
        (_untold, "模板"),
        (_without_looks, "模板"),
        (_without_end, "大得不合常理"),
        (_without_unit, "没有写明金额单位"),
    ],
)
def test_a_workbook_that_cannot_be_filled_is_refused(
    make: Callable[[Path], Path],
    word: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One paragraph says what is wrong and what to do; nothing is written."""
    template, out = make(tmp_path), tmp_path / "out.xlsx"
    assert _fill(template, out) == 2
    told = capsys.readouterr().err
    assert word in told
    assert told.count("\n") == 1
    assert "Traceback" not in told
    assert not out.exists()


def test_the_template_is_never_written_over(tmp_path: Path) -> None:
    """Even where it is named as the output it stays as it was."""
    template = office_book(tmp_path / "空表.xlsx", Office(extras=False))
    before = template.read_bytes()
    assert _fill(template, template) == 2
    assert template.read_bytes() == before


def test_a_table_that_is_missing_becomes_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are filled, and F404 names the one that is not there."""
    template = office_book(tmp_path / "空表.xlsx", Office(extras=False, without=("three_public",)))
    code = main(
        [
            "fill",
            str(EXAMPLES / "ledger.xlsx"),
            "--template",
            str(template),
            "-o",
            str(tmp_path / "o.xlsx"),
            "--json",
        ]
    )
    told = json.loads(capsys.readouterr().out)
    assert code == 1
    assert told["office"]["missing"] == ["three_public"]
    found = [each for each in told["audit"]["findings"] if each["outcome"] == "failed"]
    assert "F404" in {each["code"] for each in found}


def test_a_table_given_twice_is_filled_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second copy stays as it is, and F403 says so."""
    template = office_book(tmp_path / "空表.xlsx", Office(extras=False))
    book = openpyxl.load_workbook(template)
    book.copy_worksheet(book["附表3"]).title = "附表3副本"
    book.save(template)
    main(
        [
            "fill",
            str(EXAMPLES / "ledger.xlsx"),
            "--template",
            str(template),
            "-o",
            str(tmp_path / "o.xlsx"),
            "--json",
        ]
    )
    told = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in told["office"]["remarks"]].count("repeated") == 1
    assert openpyxl.load_workbook(tmp_path / "o.xlsx")["附表3副本"]["B10"].value is None


def test_protected_and_hidden_sheets_are_filled_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Protection stays on, the sheet stays hidden, and both are said."""
    template = office_book(tmp_path / "空表.xlsx", Office(extras=False))
    book = openpyxl.load_workbook(template)
    book["附表1"].protection.sheet = True
    book["附表9"].sheet_state = "hidden"
    book.save(template)
    assert _fill(template, tmp_path / "o.xlsx") == 0
    told = capsys.readouterr().out
    assert "附表1”有保护" in told
    assert "附表9”是隐藏的" in told
    filled = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert filled["附表1"].protection.sheet
    assert filled["附表9"].sheet_state == "hidden"


def test_macros_are_kept(tmp_path: Path) -> None:
    """A workbook with macros gives one with the same macros, under the same ending."""
    plain = office_book(tmp_path / "plain.xlsx", Office(extras=False))
    template = tmp_path / "空表.xlsm"
    macros = b"\xd0\xcf\x11\xe0 not really macros"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(template, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            new.writestr(name, content)
        new.writestr("xl/vbaProject.bin", macros)
    assert _fill(template, tmp_path / "out") == 0
    (written,) = (tmp_path / "out").iterdir()
    assert written.suffix == ".xlsm"
    with zipfile.ZipFile(written) as archive:
        assert archive.read("xl/vbaProject.bin") == macros
    assert _fill(template, tmp_path / "o.xlsx") == 2


def test_looks_are_found_wherever_the_workbook_keeps_them(tmp_path: Path) -> None:
    """Not every program calls the part that describes them by the usual name."""
    plain = office_book(tmp_path / "plain.xlsx", Office(extras=False))
    template = tmp_path / "空表.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(template, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"styles.xml", b"looks1.xml")
            new.writestr(name.replace("styles.xml", "looks1.xml"), content)
    assert _fill(template, tmp_path / "o.xlsx") == 0
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        assert "审核" in archive.read("xl/workbook.xml").decode()
        assert "xl/styles.xml" not in archive.namelist()


def test_a_template_file_becomes_a_workbook(tmp_path: Path) -> None:
    """From an .xltx file comes an .xlsx file that declares itself as one."""
    plain = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("封面")
    office_book(plain, Office(extras=False))
    template = tmp_path / "空表.xltx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(template, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(
                    b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml"
                ),
            )
    assert _fill(template, tmp_path / "o.xlsx") == 0
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        assert b"spreadsheetml.sheet.main+xml" in archive.read("[Content_Types].xml")


def test_features_that_a_library_does_not_know_are_kept_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Small charts in cells are still there afterwards, and nobody warns of anything."""
    template = office_book(tmp_path / "空表.xlsx", Office(extras=False, sparklines=True))
    assert _fill(template, tmp_path / "o.xlsx") == 0
    assert capsys.readouterr().err == ""
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        assert b"<x14:sparkline>" in archive.read("xl/worksheets/sheet3.xml")
