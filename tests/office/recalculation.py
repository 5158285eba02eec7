"""LibreOffice as an independent judge of formulas and looks.

By default LibreOffice trusts the values stored beside formulas. Under the throw-away
profile made here it computes every formula anew, so that a wrong stored value shows.
"""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

#: Half a fen in 万元; a cell in yuan is held to far less than a fen.
TOLERANCE = Decimal("0.0000005")
_SECONDS = 240
_ERROR_MARKS = ("#", "Err:")

#: 0 means always recalculate; for files of Excel and of LibreOffice itself.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def find_soffice() -> str | None:
    """Path of LibreOffice; ``None`` where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculate(path: Path, out: Path) -> Path:
    """Let LibreOffice compute every formula of ``path`` anew; the result stands in ``out``.

    Args:
        path: an .xlsx file, which is left as it is.
        out: a folder other than that of ``path``.

    Returns:
        The new .xlsx file, of the same name.
    """
    return _convert(path, out, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def to_pdf(path: Path, out: Path) -> Path:
    """Print a workbook or document to ``out`` as LibreOffice would on paper."""
    return _convert(path, out, "pdf", ".pdf")


def to_png(pdf: Path, *, dots_per_inch: int = 80) -> list[Path]:
    """Turn each page of a PDF into a picture beside it, in page order."""
    program = shutil.which("pdftoppm")
    assert program, "pdftoppm (poppler-utils) is not installed"
    stem = pdf.with_suffix("")
    subprocess.run(
        [program, "-png", "-r", str(dots_per_inch), pdf, stem], check=True, timeout=_SECONDS
    )
    return sorted(pdf.parent.glob(f"{stem.name}-*.png"))


def compare_stored_values(
    original: Path, recalculated: Path, tolerance: Decimal = TOLERANCE
) -> list[str]:
    """Compare each stored formula result with what recalculation made of it.

    Args:
        original: the workbook as the program wrote it.
        recalculated: the same after :func:`recalculate`.
        tolerance: how far numbers may lie apart.

    Returns:
        One line a difference; a workbook without formulas is one, since it proves nothing.
        Error values are reported even where both sides agree on them.
    """
    stored, fresh = _values(original), _values(recalculated)
    formulas = list(_formula_cells(load_workbook(original)))
    if not formulas:
        return [f"{original.name}: there is no formula to check"]
    lines = []
    for sheet, cell in formulas:
        before = stored[sheet][cell.coordinate].value
        after = fresh[sheet][cell.coordinate].value if sheet in fresh.sheetnames else "#sheet gone"
        if _is_error(before) or _is_error(after) or not _same(before, after, tolerance):
            lines.append(
                f"{sheet}!{cell.coordinate}: stored {before!r}, recalculated {after!r}: "
                f"{getattr(cell.value, 'text', cell.value)}"
            )
    return lines


def _convert(path: Path, out: Path, target: str, suffix: str) -> Path:
    program = find_soffice()
    assert program, "LibreOffice (soffice) is not installed"
    assert out.resolve() != path.parent.resolve(), "the original would be overwritten"
    out.mkdir(parents=True, exist_ok=True)
    result = out / path.with_suffix(suffix).name
    result.unlink(missing_ok=True)
    with TemporaryDirectory(prefix="soffice-") as profile:
        user = Path(profile, "user")
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        place = f"-env:UserInstallation={Path(profile).as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", target, "--outdir", out, path]
        done = subprocess.run(
            [program, place, *options],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    # LibreOffice ends with 0 even where it could not read the file.
    assert result.is_file(), f"LibreOffice wrote no {result.name}: {done.stdout}{done.stderr}"
    return result


def _values(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def _formula_cells(workbook: Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell


def _is_error(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_ERROR_MARKS)


def _same(before: object, after: object, tolerance: Decimal) -> bool:
    if _is_number(before) and _is_number(after):
        return abs(Decimal(repr(before)) - Decimal(repr(after))) <= tolerance
    # An empty text is stored as no value at all.
    return ("" if before is None else before) == ("" if after is None else after)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
