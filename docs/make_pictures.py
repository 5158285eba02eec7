"""Make the pictures of the README from a workbook filled a moment ago.

Fills the example in a temporary folder, prints it with LibreOffice, and keeps the first page of
some sheets under ``docs/pictures/``. Needs LibreOffice, pdftoppm and pdftotext (poppler-utils) and
a Chinese font. Run it as ``uv run --group docs python docs/make_pictures.py``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PIL import ImageChops

from xls_juesuan.cli.entry import main as xlj

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
_LEDGER = ROOT / "examples" / "ledger.xlsx"
_DOTS_PER_INCH = 170
_WIDTH = 1200
_COLOURS = 96
_MARGIN = 12
#: What stands below this share of a page is its footer.
_FOOTER = 0.935
_MOST_BYTES = 200_000
_SECONDS = 240
_WHITE = (255, 255, 255)
#: Grey values below this are ink; a line that is inked over this share of its length is ruled.
_INK = 200
_RULED = 0.95


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: file name without its suffix.
        marks: words that the page begins with; the first page that has them is taken.
        height: share of the page that is kept at most, from the top; less than a whole page ends
            with the last line that is ruled from side to side.
    """

    name: str
    marks: tuple[str, ...]
    height: float = _FOOTER


WANTED = (
    Picture("contents", ("部门决算公开", "审核结论")),
    Picture("table-01", ("收入支出决算总表", "公开 01 表")),
    Picture("table-06", ("基本支出决算明细表", "公开 06 表")),
    Picture("review", ("审核", "不通过", "其中待处理"), height=0.5),
    Picture("trace", ("溯源",), height=0.45),
)


def main() -> int:
    """Make all pictures anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="pictures-") as temporary:
        folder = Path(temporary)
        workbook = folder / "workbook.xlsx"
        if xlj(["fill", str(_LEDGER), "-o", str(workbook)]):
            return 1
        pdf = print_workbook(workbook, folder)
        pages = page_texts(pdf)
        for picture in WANTED:
            target = PICTURES / f"{picture.name}.png"
            page = find_page(pages, picture)
            crop(page_image(pdf, page), picture.height).save(target, optimize=True)
            size = target.stat().st_size
            if size > _MOST_BYTES:
                print(f"{target.name}: {size} bytes are too many", file=sys.stderr)
                return 1
            print(f"{target.name}: page {page}, {size} bytes")
    return 0


def print_workbook(workbook: Path, folder: Path) -> Path:
    """Print to PDF, under a LibreOffice profile that is thrown away with ``folder``."""
    place = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, workbook]
    _run(_program("soffice"), place, *options)
    return workbook.with_suffix(".pdf")


def page_texts(pdf: Path) -> list[list[str]]:
    """Lines of each page, without blank ones."""
    text = _run(_program("pdftotext"), "-layout", "-enc", "UTF-8", pdf, "-")
    return [
        [line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")
    ]


def find_page(pages: list[list[str]], picture: Picture) -> int:
    """Number of the first page, from 1, whose beginning has all marks, the first at its head."""
    first, *others = picture.marks
    for number, lines in enumerate(pages, start=1):
        beginning = "\n".join(lines[:4])
        if lines and first in lines[0] and all(mark in beginning for mark in others):
            return number
    raise LookupError(picture.name)


def page_image(pdf: Path, page: int) -> Image.Image:
    """Draw one page."""
    target = pdf.with_name(f"page-{page}")
    options = ["-png", "-singlefile", "-r", str(_DOTS_PER_INCH), "-f", str(page), "-l", str(page)]
    _run(_program("pdftoppm"), *options, pdf, target)
    with Image.open(target.with_suffix(".png")) as image:
        return image.convert("RGB")


def crop(image: Image.Image, height: float) -> Image.Image:
    """Keep the upper part, cut the margins, and make it as wide and as small as is readable."""
    upper = image.crop((0, 0, image.width, round(image.height * height)))
    printed = ImageChops.difference(upper, Image.new("RGB", upper.size, _WHITE)).getbbox()
    if printed is None:
        raise LookupError("the page is blank")
    left, top, right, bottom = printed
    kept = upper.crop(
        (
            max(0, left - _MARGIN),
            max(0, top - _MARGIN),
            min(upper.width, right + _MARGIN),
            min(upper.height, bottom + _MARGIN),
        )
    )
    if height < _FOOTER:
        kept = kept.crop((0, 0, kept.width, last_ruled_line(kept) + 2))
    size = (_WIDTH, round(kept.height * _WIDTH / kept.width))
    return kept.resize(size, Image.Resampling.LANCZOS).quantize(
        _COLOURS, method=Image.Quantize.MAXCOVERAGE
    )


def last_ruled_line(image: Image.Image) -> int:
    """Height at which the last table row that is whole ends."""
    inked = image.convert("L").point(lambda value: 255 * (value < _INK))
    for line in reversed(range(image.height)):
        row = inked.crop((_MARGIN, line, image.width - _MARGIN, line + 1))
        if row.histogram()[255] > _RULED * row.width:
            return line
    raise LookupError("no ruled line")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _run(*arguments: str | Path) -> str:
    done = subprocess.run(
        arguments, capture_output=True, check=True, timeout=_SECONDS, encoding="utf-8"
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
