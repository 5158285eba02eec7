"""How the cells of the supplement form look, and what they accept.

It knows fonts, colours and validations; it refuses to know where a cell stands.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.messages import supplement as say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from xls_juesuan.declarations.supplement_form import FormField

HEADING_FONT = "黑体"
TEXT_FONT = "宋体"

_HEAD_FILL = "#DDE6F0"
_GROUP_FILL = "#F0F3F7"
_BORDER = "#9AA5B1"
_GREY = "#8C8C8C"
_LINK = "#0B5394"

_NUMBER_FORMATS = {
    # A zero shows: on this form a blank means that nobody has filled it in.
    FieldKind.AMOUNT: "#,##0.00",
    FieldKind.COUNT: "0",
    FieldKind.YEAR: "0",
    FieldKind.SCORE: "General",
}
_SHARE_FORMAT = 'General"%"'
_NUMBERS = frozenset({FieldKind.AMOUNT, FieldKind.COUNT, FieldKind.SCORE, FieldKind.YEAR})


class Mark(StrEnum):
    """What a person is to do with an input."""

    #: Fill it in.
    OPEN = "open"
    #: Check what the program filled in.
    FILLED = "filled"
    #: Leave it blank.
    UNNEEDED = "unneeded"


_FILLS = {Mark.OPEN: "#FFFBE0", Mark.FILLED: "#E3EEF9", Mark.UNNEEDED: "#EDEDED"}


class Style:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        text = {"font_name": TEXT_FONT, "font_size": 11, "valign": "vcenter"}
        bold = {"font_name": HEADING_FONT, "valign": "vcenter", "align": "center"}
        boxed = {"border": 1, "border_color": _BORDER}
        wrapped = {"text_wrap": True, "align": "left", "indent": 1}
        self._text = text
        self._boxed = boxed
        self.plain = self._add(text)
        self.title = self._add({**bold, "font_size": 16})
        self.note = self._add({**text, **wrapped, "indent": 0, "font_color": "#404040"})
        self.head = self._add(
            {**bold, **boxed, "font_size": 11, "bg_color": _HEAD_FILL, "text_wrap": True}
        )
        ruled = {"top": 1, "bottom": 1, "top_color": _BORDER, "bottom_color": _BORDER}
        self.group = self._add(
            {**ruled, **bold, "font_size": 11, "align": "left", "bg_color": _GROUP_FILL}
        )
        self.label = self._add({**text, **boxed, **wrapped})
        self.cell = self._add({**text, **boxed, **wrapped})
        self.centre = self._add({**text, **boxed, "align": "center"})
        self.small = self._add({**text, **boxed, **wrapped, "font_size": 9, "font_color": _GREY})
        self.key = self._add({**text, "font_size": 7, "font_color": _GREY, "align": "left"})
        self.link = self._add({**text, **boxed, "font_color": _LINK, "underline": 1, "indent": 1})
        self.source = self._add({**text, **boxed, **wrapped, "font_size": 9})
        #: The same in a list, where a person may clear or move it with its row.
        self.origin = self._add({**text, **boxed, **wrapped, "font_size": 9, "locked": False})
        self.samples = {
            mark: self._add({**text, **boxed, "bg_color": fill, "align": "center"})
            for mark, fill in _FILLS.items()
        }
        self._inputs: dict[tuple[FieldKind, str, Mark], Format] = {}

    def input(self, each: FormField, mark: Mark = Mark.OPEN) -> Format:
        """Format of the unlocked cells that hold values of the field."""
        key = (each.kind, each.unit if each.kind is FieldKind.SCORE else "", mark)
        if key not in self._inputs:
            self._inputs[key] = self._input(each, mark)
        return self._inputs[key]

    def spare(self, kind: FieldKind) -> Format:
        """Format of the unlocked, unmarked cells below the rows of a list."""
        return self._add(
            {**self._text, "locked": False, "num_format": _NUMBER_FORMATS.get(kind, "@")}
        )

    def _input(self, each: FormField, mark: Mark) -> Format:
        is_number = each.kind in _NUMBERS
        is_share = each.kind is FieldKind.SCORE and each.unit == "%"
        return self._add(
            {
                **self._text,
                **self._boxed,
                "bg_color": _FILLS[mark],
                "locked": False,
                "text_wrap": not is_number,
                "align": "right" if is_number else "left",
                "indent": 1,
                # Texts are kept as typed: a month becomes no date, a code no number. A share
                # shows its sign, so that 100% typed as 1 is seen.
                "num_format": _SHARE_FORMAT if is_share else _NUMBER_FORMATS.get(each.kind, "@"),
            }
        )

    def _add(self, properties: dict[str, Any]) -> Format:
        return self._workbook.add_format(properties)


def set_page(page: Worksheet, style: Style) -> None:
    """Set paper, margins and what every sheet of the form has in common."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.set_footer(say.FOOTER)
    page.hide_gridlines(2)
    page.set_default_row(20)
    page.set_column(0, 0, None, style.plain)


def write_title(page: Worksheet, title: str, style: Style, *, last_column: int) -> None:
    """Write the title over all columns up to the last."""
    page.set_row(0, 34)
    write_across(page, 0, last_column, title, style.title)


def write_across(page: Worksheet, row: int, last_column: int, text: str, style: Format) -> None:
    """Write over all columns up to the last; a spreadsheet merges no single cell."""
    if last_column:
        page.merge_range(row, 0, row, last_column, text, style)
    else:
        page.write_string(row, 0, text, style)


def validation_of(each: FormField) -> dict[str, Any] | None:
    """What the spreadsheet shall accept in the cells of a field; ``None`` for anything."""
    if each.one_of:
        # A name may still be missing from the other list, so it is a question, no refusal.
        return {
            "validate": "list",
            "source": f"={each.one_of}",
            "error_title": say.REFUSED_TITLE,
            "error_message": say.NOT_IN_LIST,
            "error_type": "warning",
        }
    rules: dict[FieldKind, dict[str, Any]] = {
        FieldKind.CHOICE: {
            "validate": "list",
            "source": list(each.choices),
            "error_message": say.REFUSED_CHOICE,
        },
        FieldKind.AMOUNT: _amount(negative=each.negative),
        FieldKind.COUNT: {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_message": say.REFUSED_COUNT,
        },
        FieldKind.YEAR: _between("integer", 2000, 2100, say.REFUSED_YEAR),
        FieldKind.SCORE: _between("decimal", 0, 100, say.REFUSED_SCORE),
        FieldKind.CODE: _between("length", 3, 7, say.REFUSED_CODE),
        FieldKind.MONTH: _between("length", 6, 10, say.REFUSED_MONTH),
    }
    rule = rules.get(each.kind)
    return None if rule is None else {**rule, "error_title": say.REFUSED_TITLE}


def _amount(*, negative: bool) -> dict[str, Any]:
    if negative:
        return _between("decimal", -(10**12), 10**12, say.REFUSED_AMOUNT)
    return _between("decimal", 0, 10**12, say.REFUSED_AMOUNT_NOT_NEGATIVE)


def _between(kind: str, least: int, most: int, refused: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_message": refused,
    }
