"""One cell of the 补充资料 sheet of a workbook that this program wrote, or of its print: its value.

It knows what paper does to a text; it refuses to know where the cells stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.reading.supplement_values import CellError
from xls_juesuan.reading.supplement_values import parse_value

if TYPE_CHECKING:
    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Value

_WIDE = r"[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
#: Where a line of a text document was folded within a cell: a blank that no Chinese text has.
_FOLD = re.compile(rf"(?<={_WIDE}) | (?={_WIDE})")


def stated_value(page: PrintedPage, line: int, place: int, each: FormField) -> Value | None:
    """Read a cell; what no longer fits its field counts as not filled in."""
    cell = unfolded(page.text(line, place)) if page.is_text else page.cell(line, place)
    try:
        return parse_value(each, cell)
    except CellError:
        return None


def unfolded(text: str) -> str:
    """Write a text of several lines as one."""
    return _FOLD.sub("", text)
