"""What the lines above a table say: whose accounts, of which year, in which unit of amount.

It knows the words of such lines; it refuses to know tables.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot

#: Fen in one of each unit of amount.
FEN_PER_UNIT = {
    "元": 10**2,
    "百元": 10**4,
    "千元": 10**5,
    "万元": 10**6,
    "百万元": 10**8,
    "亿元": 10**10,
}
_UNIT_WORD = "(?:人民币)?(" + "|".join(sorted(FEN_PER_UNIT, key=len, reverse=True)) + ")"
_AMOUNT_UNIT = re.compile(rf"(?:(?:金额)?单位|计量单位|货币单位):?{_UNIT_WORD}(?![一-鿿])")
_BARE_UNIT = re.compile(rf"^[(]?{_UNIT_WORD}[)]?$")
_HEADING_UNIT = re.compile(rf"[(]{_UNIT_WORD}[)]$")
_NAME = re.compile(
    r"(?:部门名称|单位名称|编制部门|编制单位|填报单位|填报部门|编报单位|公开部门|公开单位|预算单位|部门|单位)"
    r"(?:[(][^()]*[)])?:(.*)"
)
#: What may follow a name in the same cell.
_AFTER_NAME = re.compile(r"\s{2,}|(?:金额)?单位:|20\d{2}年|(?:财决|决算)?公开\s*\d+\s*表")
_LABEL = re.compile(r"^(?:财决|决算)?公开(?:表0*(\d{1,2})|0*(\d{1,2})表?)$")
#: The same beside the title, the unit or the unit of amount; no sentence that speaks of a table.
_LABEL_BESIDE = re.compile(r"^[^。；，见]{0,60}?公开0*(\d{1,2})表[^。；，]{0,30}$")
_NAME_WORD = re.compile(r"^(部门|单位)(?:名称)?:")
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
#: A cell that says nothing else; a longer text may speak of the document (第二部分 2024年度…).
_YEAR_ALONE = re.compile(r"[(]?20\d{2}\s*年度?[)]?")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands above one table; empty or ``None`` where nothing is said."""

    unit_name: str = ""
    year: int | None = None
    amount_unit: str = ""
    #: 公开NN表, as printed.
    label: str = ""
    #: What the line of the name begins with: 部门 or 单位.
    name_word: str = ""
    #: Where name, year and unit of amount stand, by the name of their field.
    spots: Mapping[str, Spot] = field(default_factory=dict)

    def is_of_another_unit(self, other: Context) -> bool:
        """Whether two tables name different units."""
        names = {plain(self.unit_name), plain(other.unit_name)} - {""}
        return len(names) > 1

    def is_of_another_year(self, other: Context) -> bool:
        """Whether two tables name different years."""
        return len({self.year, other.year} - {None}) > 1


def read_context(
    page: PrintedPage, lines: Iterable[int], heading: Iterable[int], above: Iterable[int] = ()
) -> Context:
    """Read the lines above a heading, and units of amount within the heading.

    Args:
        page: where they stand.
        lines: between the table before and the heading.
        heading: lines of the heading.
        above: lines above the title in which nothing but the label may be the table's.
    """
    name, unit, label, word = "", "", "", ""
    lines = tuple(lines)
    year, at = _stated_year(page, lines)
    spots: dict[str, Spot] = {"year": at} if at else {}
    for line in lines:
        cells = list(page.filled(line))
        for number, (place, text) in enumerate(cells):
            shown = _plain(text)
            follows = cells[number + 1][1] if number + 1 < len(cells) else ""
            unit = unit or _amount_unit(shown, _plain(follows))
            if not name:
                name = _unit_name(page, line, place, follows)
                word = _first(_NAME_WORD, "".join(shown.split())) if name else ""
            label = label or label_number(shown)
            known = {"unit_name": name, "amount_unit": unit}
            spots = {key: (line, place) for key, value in known.items() if value} | spots
    label = label or _label_above(page, above)
    for line in heading:
        for _, text in page.filled(line):
            found = _HEADING_UNIT.search("".join(_plain(text).split()))
            unit = unit or (found[1] if found else "")
    return Context(name, year, unit, label, word, spots)


def label_number(text: str) -> str:
    """The number of a label (公开01表); empty where a text is none."""
    compact = "".join(_plain(text).split())
    found = _LABEL.search(compact) or _LABEL_BESIDE.search(compact)
    return next(filter(None, found.groups()), "") if found else ""


def _label_above(page: PrintedPage, lines: Iterable[int]) -> str:
    """The number of the label that stands nearest above a title."""
    found = [
        number for line in lines for _, text in page.filled(line) if (number := label_number(text))
    ]
    return found[-1] if found else ""


def _stated_year(page: PrintedPage, lines: Sequence[int]) -> tuple[int | None, Spot | None]:
    """The year of a line that speaks of the table; without one, the first that is named."""
    named = [
        ((line, place), shown, year)
        for line in lines
        for place, text in page.filled(line)
        if (year := _year(shown := _plain(text))) is not None
    ]
    own = (one for one in named if _speaks_of_table(one[1]))
    first = next(own, next(iter(named), None))
    return (first[2], first[0]) if first else (None, None)


def _speaks_of_table(text: str) -> bool:
    """Whether a text says nothing but a year, or a year beside the unit or its unit of amount."""
    compact = "".join(text.split())
    stands_beside = _NAME.match(compact) or _AMOUNT_UNIT.search(compact)
    return bool(_YEAR_ALONE.fullmatch(text) or stands_beside)


def year_in(text: str) -> int | None:
    """The year that a text names (2024年); ``None`` when it names none."""
    return _year(_plain(text))


def _amount_unit(text: str, follows: str) -> str:
    compact = "".join(text.split())
    found = _AMOUNT_UNIT.search(compact) or _BARE_UNIT.match(compact)
    if found is None and compact.endswith(":"):
        found = _AMOUNT_UNIT.search(compact + "".join(follows.split()))
    return found[1] if found else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def _unit_name(page: PrintedPage, line: int, place: int, follows: str) -> str:
    # Names keep the brackets they are written with.
    text = page.text(line, place).replace("：", ":").replace("　", "  ")
    found = _NAME.match(text.replace("（", "(").replace("）", ")"))
    if found is None:
        return ""
    start = found.start(1)
    name = _AFTER_NAME.split(text[start:].strip())[0].strip(" ;,")
    name = name or _AFTER_NAME.split(follows.strip())[0].strip()
    return "" if _BARE_UNIT.match(_plain(name)) or ":" in _plain(name) else name


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.replace("　", "  ")).strip()
