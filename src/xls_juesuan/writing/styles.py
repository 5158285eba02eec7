"""How cells look: fonts, borders, fills, number formats, made once for each combination.

It knows what an accountant expects of a statutory table; it refuses to know what stands
in the cells.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

BODY_FONT = "宋体"
HEADING_FONT = "黑体"
BODY_SIZE = 10.5
TITLE_SIZE = 16
SMALL_SIZE = 9

#: Figures of the statutory tables: two decimals, zero is blank, text stays text.
TABLE_NUMBER = "#,##0.00;-#,##0.00;;@"
#: Figures that are compared or added: a zero is shown.
YUAN_NUMBER = "#,##0.00;-#,##0.00;0.00;@"
COUNT_NUMBER = "#,##0;-#,##0;0;@"
RATIO_NUMBER = "0.00%;-0.00%;0.00%;@"
TEXT_NUMBER = "@"

BORDER_COLOUR = "#7F7F7F"
HEADING_FILL = "#DDEBF7"
INPUT_FILL = "#FFF9DB"
COMMENT_FILL = "#FFFFE1"
GREY_FONT = "#808080"
LINK_FONT = "#0563C1"


class Tone(StrEnum):
    """A colour that underlines a word; the word alone carries the meaning."""

    BAD = "bad"
    NEUTRAL = "neutral"
    GOOD = "good"
    GREY = "grey"


TONES: Mapping[Tone, Mapping[str, str]] = {
    Tone.BAD: {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    Tone.NEUTRAL: {"bg_color": "#FFEB9C", "font_color": "#9C5700"},
    Tone.GOOD: {"bg_color": "#C6EFCE", "font_color": "#006100"},
    Tone.GREY: {"bg_color": "#EDEDED", "font_color": GREY_FONT},
}

#: How cells with findings are tinted; a cell that waits for its figure keeps its yellow.
MARKS: Mapping[Severity, Mapping[str, str]] = {
    Severity.ERROR: {"bg_color": "#FFC7CE"},
    Severity.WARNING: {"bg_color": "#FBD9B5"},
    Severity.NOTICE: {"bg_color": "#DCE6F1"},
}
INPUT_MARKS: Mapping[Severity, Mapping[str, str | int]] = {
    Severity.ERROR: {"border": 1, "border_color": "#C00000"},
    Severity.WARNING: {"border": 1, "border_color": "#C55A11"},
    Severity.NOTICE: {"border": 1, "border_color": "#2F75B5"},
}

_BASE: Mapping[str, Any] = {
    "font_name": BODY_FONT,
    "font_size": BODY_SIZE,
    "valign": "vcenter",
}
_BOXED: Mapping[str, Any] = {"border": 1, "border_color": BORDER_COLOUR}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"font_name": HEADING_FONT, "font_size": TITLE_SIZE, "align": "center"},
    "banner": {"font_name": HEADING_FONT, "font_size": 12, "align": "left", "text_wrap": True},
    "left": {"align": "left"},
    "centre": {"align": "center"},
    "right": {"align": "right"},
    "note": {"align": "left", "valign": "top", "text_wrap": True},
    "head": {
        "font_name": HEADING_FONT,
        "align": "center",
        "text_wrap": True,
        "bg_color": HEADING_FILL,
        **_BOXED,
    },
    "cell": {"align": "left", **_BOXED},
    "wrapped": {"align": "left", "text_wrap": True, **_BOXED},
    "mark": {"align": "center", **_BOXED},
    "code": {"align": "left", "num_format": TEXT_NUMBER, **_BOXED},
    "figure": {"align": "right", "indent": 1, "num_format": TABLE_NUMBER, **_BOXED},
    "yuan": {"align": "right", "num_format": YUAN_NUMBER, **_BOXED},
    "count": {"align": "right", "num_format": COUNT_NUMBER, **_BOXED},
    "ratio": {"align": "right", "num_format": RATIO_NUMBER, **_BOXED},
    "link": {"align": "left", "font_color": LINK_FONT, "underline": 1, **_BOXED},
    "input": {"locked": False, "bg_color": INPUT_FILL, **_BOXED},
}


class Styles:
    """The formats of one workbook.

    Args:
        book: the workbook they belong to.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._known: dict[tuple[object, ...], Format] = {}

    def get(self, kind: str, **changes: object) -> Format:
        """Give the format of a kind of cell, with changes in xlsxwriter's own terms."""
        key = (kind, *changes.items())
        if key not in self._known:
            self._known[key] = self._make({**_BASE, **_KINDS[kind], **changes})
        return self._known[key]

    def tone(self, tone: Tone) -> Format:
        """Give the colours of a tone, for a conditional format."""
        return self._make(dict(TONES[tone]))

    def mark(self, severity: Severity, *, is_input: bool) -> Format:
        """Give the look of a cell with a finding, for a conditional format."""
        return self._make(dict((INPUT_MARKS if is_input else MARKS)[severity]))

    def _make(self, properties: dict[str, object]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def word_rule(word: str, look: Format) -> dict[str, object]:
    """Write the conditional format of a cell that holds exactly a word."""
    return {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}


def outcome_rules(styles: Styles, severity: str, outcome: str) -> list[dict[str, object]]:
    """Write the conditional formats of a column of outcomes: a failed notice is not alarming.

    Args:
        styles: the formats of the workbook.
        severity: first cell of the column of severities, its column fixed.
        outcome: first cell of the column of outcomes, its column fixed.
    """
    failed_notice = {
        "type": "formula",
        "criteria": f'=AND({severity}="{SEVERITIES[Severity.NOTICE]}",'
        f'{outcome}="{OUTCOMES[Outcome.FAILED]}")',
        "format": styles.tone(Tone.NEUTRAL),
        "stop_if_true": True,
    }
    tones = {
        Outcome.FAILED: Tone.BAD,
        Outcome.NOT_CHECKABLE: Tone.NEUTRAL,
        Outcome.PASSED: Tone.GOOD,
        Outcome.NOT_APPLICABLE: Tone.GREY,
    }
    words = [word_rule(OUTCOMES[word], styles.tone(tone)) for word, tone in tones.items()]
    return [failed_notice, *words]


def severity_rules(styles: Styles, severity: str, outcome: str) -> list[dict[str, object]]:
    """Write the conditional formats of a column of severities: only a failure is coloured.

    Args:
        styles: the formats of the workbook.
        severity: first cell of the column of severities, its column fixed.
        outcome: first cell of the column of outcomes, its column fixed.
    """
    tones = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.NEUTRAL}
    failed = f'{outcome}="{OUTCOMES[Outcome.FAILED]}"'
    return [
        {
            "type": "formula",
            "criteria": f'=AND({severity}="{SEVERITIES[level]}",{failed})',
            "format": styles.tone(tone),
        }
        for level, tone in tones.items()
    ]
