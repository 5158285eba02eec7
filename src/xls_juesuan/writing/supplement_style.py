"""How the cells of the supplement form look, and what they accept.

It knows fonts, colours and validations; it refuses to know where a cell stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.messages import supplement as say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from xls_juesuan.declarations.supplement_form import FormField

HEADING_FONT = "黑体"
TEXT_FONT = "宋体"

_INPUT_FILL = "#FFFBE0"
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
_NUMBERS = frozenset({FieldKind.AMOUNT, FieldKind.COUNT, FieldKind.SCORE, FieldKind.YEAR})


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
        self.sample = self._add({**text, **boxed, "bg_color": _INPUT_FILL, "align": "center"})
        self._inputs = {kind: self._input(kind) for kind in FieldKind}

    def input(self, kind: FieldKind) -> Format:
        """Format of the unlocked cells that hold values of the kind."""
        return self._inputs[kind]

    def spare(self, kind: FieldKind) -> Format:
        """Format of the unlocked, unmarked cells below the rows of a list."""
        return self._add(
            {**self._text, "locked": False, "num_format": _NUMBER_FORMATS.get(kind, "@")}
        )

    def _input(self, kind: FieldKind) -> Format:
        is_number = kind in _NUMBERS
        return self._add(
            {
                **self._text,
                **self._boxed,
                "bg_color": _INPUT_FILL,
                "locked": False,
                "text_wrap": not is_number,
                "align": "right" if is_number else "left",
                "indent": 1,
                # Texts are kept as typed: a month becomes no date, a code no number.
                "num_format": _NUMBER_FORMATS.get(kind, "@"),
            }
        )

    def _add(self, properties: dict[str, Any]) -> Format:
        return self._workbook.add_format(properties)


def validation_of(each: FormField) -> dict[str, Any] | None:
    """What the spreadsheet shall accept in the cells of a field; ``None`` for anything."""
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
