"""Lines with weights and scores: the management of a project's money, and the indicators.

It knows headings and what a line with a weight looks like; it refuses to know the money and how
scores arise.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.budget import Doubt
from xls_juesuan.recognise.attachments.indicator_columns import IndicatorColumns
from xls_juesuan.recognise.attachments.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.attachments.tokens import Token

_TEXTS = ("level1", "level2", "level3", "target", "actual", "deviation", "reason")
_LEVELS = ("level1", "level2")
#: 分值（20）: what the weights below a heading add up to.
_IN_HEAD = re.compile(r"[(](\d+)分?[)]")


@dataclass
class MarkedLine:
    """A line with a weight.

    Attributes:
        cells: its texts and figures by column.
        texts: what they say, names of levels carried down from above among them.
    """

    cells: dict[str, Token]
    texts: dict[str, str]

    @property
    def first(self) -> Token:
        """Where it stands."""
        return next(iter(self.cells.values()))

    @property
    def name(self) -> str:
        """How people know it."""
        return self.texts.get("level3") or self.texts.get("aspect") or ""


@dataclass
class Marks:
    """All lines with weights of one form.

    Attributes:
        aspects: of the management of the money.
        aspects_weight: what their heading says they add up to, in points.
        indicators: the indicators.
        heads: columns of the indicators that there are.
        deviation_head: what the column of deviations is called; blank without one.
        total: weight and score of the last line.
        doubts: what was not decided.
    """

    aspects: list[MarkedLine] = field(default_factory=list)
    aspects_weight: Token | None = None
    aspects_full: int | None = None
    indicators: list[MarkedLine] = field(default_factory=list)
    heads: frozenset[str] = frozenset()
    deviation_head: str = ""
    total: dict[str, Token] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


def read_marks(lines: Sequence[Line]) -> Marks:
    """Read the lines of a form that have weights, and its last line."""
    marks = Marks()
    _read_aspects(marks, lines)
    _read_indicators(marks, lines)
    return marks


# ------------------------------------------------------------------ management of the money


def _read_aspects(marks: Marks, lines: Sequence[Line]) -> None:
    start = next((at for at, line in enumerate(lines) if _is_aspects_head(line)), None)
    if start is None:
        # Lines with weights that cannot be read leave the whole open.
        lost = next((line for line in lines if line.has("management")), None)
        if lost is not None:
            marks.doubts.append(Doubt("attachment_line", lost.first, lost.first.text))
        return
    head = next(
        (token for token in lines[start].tokens if _column(lines[start], token) == "weight"), None
    )
    marks.aspects_weight = head
    found = (
        _IN_HEAD.search("".join(unicodedata.normalize("NFKC", head.text).split())) if head else None
    )
    marks.aspects_full = int(found[1]) if found else None
    for line in lines[start + 1 :]:
        if line.is_indicator_head or line.has("expected") or line.is_total:
            break
        texts = [token for token in line.tokens if token.is_text]
        numbers = [token for token in line.tokens if token.kind is Kind.NUMBER]
        if len(numbers) == 2 and texts:
            marks.aspects.append(_aspect(texts, numbers))
        elif numbers:
            marks.doubts.append(Doubt("attachment_line", numbers[0], line.first.text))


def _is_aspects_head(line: Line) -> bool:
    if line.is_indicator_head or line.is_budget_head:
        return False
    return (line.has("management") or line.has("statement")) and "weight" in line.heads("money")


def _column(line: Line, token: Token) -> str:
    return line.words.money.get(token.word, "") if token.is_text else ""


def _aspect(texts: Sequence[Token], numbers: Sequence[Token]) -> MarkedLine:
    """Texts and numbers in their order: aspect, statement, weight, score, problem."""
    weight, score = numbers
    before = [token for token in texts if token.place < weight.place]
    after = [token for token in texts if token.place > score.place]
    # A name that spans all lines stands before the first of them.
    if len(before) > 2 and before[0].word == "资金管理情况":
        before = before[1:]
    cells = dict(zip(("aspect", "statement"), before, strict=False))
    cells |= {"weight": weight, "score": score}
    cells |= dict(zip(("problem",), after, strict=False))
    texts_of = ("aspect", "statement", "problem")
    return MarkedLine(cells, {key: cells[key].text for key in texts_of if key in cells})


# ------------------------------------------------------------------ indicators


def _read_indicators(marks: Marks, lines: Sequence[Line]) -> None:
    columns: IndicatorColumns | None = None
    carried: dict[str, str] = {}
    for number, line in enumerate(lines):
        if line.is_indicator_head:
            # Printed again where a table goes on on the next page.
            columns = IndicatorColumns(line, lines[number + 1 :])
            marks.heads |= frozenset(columns.heads)
            marks.deviation_head = columns.deviation_head or marks.deviation_head
        elif _is_aspects_head(line):
            columns = None
        elif columns and line.is_total:
            _read_total(marks, line, columns.heads)
            return
        elif columns and not line.has("stated_score"):
            _read_line(marks, line, columns, carried)


def _read_line(
    marks: Marks, line: Line, columns: IndicatorColumns, carried: dict[str, str]
) -> None:
    at = {token.place: token for token in line.tokens}
    heads, shift = columns.heads, columns.shift(at)
    if shift is None:
        _read_unmarked(marks, line, heads, carried)
        return
    cells = {key: at[place + shift] for key, place in heads.items() if place + shift in at}
    texts = {key: token.text for key, token in cells.items() if key in _TEXTS}
    for number, key in enumerate(_LEVELS):
        if key in texts:
            carried[key] = texts[key]
            for below in _LEVELS[number + 1 :]:
                carried.pop(below, None)
        elif key in carried:
            texts[key] = carried[key]
    if "level3" not in heads and "level2" in texts:
        texts["level3"] = texts["level2"]
    marks.indicators.append(MarkedLine(cells, texts))
    if shift:
        marks.doubts.append(Doubt("attachment_shifted", line.first, texts.get("level3", "")))


def _read_unmarked(
    marks: Marks, line: Line, heads: Mapping[str, int], carried: dict[str, str]
) -> None:
    """A name that goes on from the line above, the name of a group, or something unknown."""
    texts = {
        key: token.text
        for key, place in heads.items()
        for token in line.tokens
        if token.place == place and token.is_text and key in _TEXTS
    }
    said = {heads[key] for key in ("target", "actual", "deviation") if key in heads}
    figures = [token for token in line.tokens if token.is_figure and token.place not in said]
    if figures:
        marks.doubts.append(Doubt("attachment_line", figures[0], line.first.text))
    elif marks.indicators and "level3" in texts and not set(_LEVELS) & set(texts):
        last = marks.indicators[-1].texts
        for key, text in texts.items():
            last[key] = last.get(key, "") + text
    else:
        carried.update({key: texts[key] for key in _LEVELS if key in texts})


def _read_total(marks: Marks, line: Line, heads: Mapping[str, int]) -> None:
    """The whole of weights and of scores, in this order wherever they stand."""
    numbers = [token for token in line.tokens[1:] if token.kind is Kind.NUMBER]
    at = {place: key for key, place in heads.items()}
    if len(numbers) == 2:
        marks.total = dict(zip(("weight", "score"), numbers, strict=True))
        return
    for token in numbers:
        key = at.get(token.place, "")
        if len(numbers) == 1 and key in {"weight", "score"}:
            marks.total[key] = token
        else:
            marks.doubts.append(Doubt("attachment_line", token, line.first.text))
