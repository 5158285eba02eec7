"""Where the columns of indicators are, and how far a line has slipped to the side.

It knows what weights, scores and names look like; it refuses to know what is made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.attachments.tokens import Token

_MOST_POINTS = 100
_BOUNDS = ("≥", "≤", "=", "<", ">", "＝", "＜", "＞", "≧", "≦")
#: How far a line may have slipped to the side.
_SHIFTS = (0, -1, 1)
#: What most lines have is missing in none without a reason.
_USUAL = ("score", "deviation")
#: Headings whose weights may be shares of a hundred.
_SHARES = ("权重", "%", "％")
#: Deviations are printed with two decimals, scores with them only where they need them.
_DEVIATION_DECIMALS = 2


class IndicatorColumns:
    """Where the columns of the indicators are, and whether a line keeps to them.

    Args:
        head: the line with their headings.
        below: the lines below it.
    """

    def __init__(self, head: Line, below: Sequence[Line]) -> None:
        named = head.heads("indicators")
        self.heads = {key: token.place for key, token in named.items()}
        self.deviation_head = named["deviation"].word if "deviation" in named else ""
        self._last = max(token.place for token in head.tokens)
        weight = named.get("weight")
        self._may_be_percents = weight is not None and any(word in weight.text for word in _SHARES)
        rows = [{token.place: token for token in line.tokens} for line in below]
        marked = [row for row in rows if self._is_weight(row.get(self.heads.get("weight", -1)))]
        #: Columns in which most lines have something.
        self._usual = [
            key
            for key in _USUAL
            if key in self.heads and sum(self.heads[key] in row for row in marked) * 2 > len(marked)
        ]

    def shift(self, at: Mapping[int, Token]) -> int | None:
        """How far a line has slipped to the side; ``None`` where it is no line with a weight."""
        fitting = [shift for shift in _SHIFTS if self._is_marked(at, shift)]
        # A line that has nothing where the others have a score or deviation has slipped.
        fitting.sort(key=lambda shift: self._lacking(at, shift))
        return fitting[0] if fitting else None

    def _lacking(self, at: Mapping[int, Token], shift: int) -> int:
        return sum(self.heads[key] + shift not in at for key in self._usual)

    def _is_marked(self, at: Mapping[int, Token], shift: int) -> bool:
        """Whether a line has weight, score and name where headings say, and nothing beyond."""
        if max(at) > self._last + shift or not any(token.is_text for token in at.values()):
            return False
        found = {key: at.get(place + shift) for key, place in self.heads.items()}
        weight, score, name = (found.get(key) for key in ("weight", "score", "level3"))
        if "weight" not in self.heads:
            return shift == 0 and score is not None and score.kind is Kind.NUMBER
        if not self._is_weight(weight) or not _is_score(score):
            return False
        if score is None and "score" in self._usual:
            return False
        if self._has_lost(found):
            return False
        if shift == 0:
            return name is None or _is_name(name)
        has_score = score is not None and weight is not None and score.number <= weight.number
        return has_score and name is not None and _is_name(name)

    def _has_lost(self, found: Mapping[str, Token | None]) -> bool:
        """Whether a deviation seems to stand in the place of the score, or the score in its."""
        weight, score, deviation = (found.get(key) for key in ("weight", "score", "deviation"))
        is_usual = "deviation" in self._usual
        if "deviation" not in self.heads:
            return False
        if deviation is None:
            is_fine = score is not None and score.decimals == _DEVIATION_DECIMALS
            return score is not None and is_fine and (is_usual or not score.number)
        # A blank score and a number behind it: the score has slipped.
        return (
            is_usual and score is None and weight is not None and deviation.number == weight.number
        )

    def _is_weight(self, token: Token | None) -> bool:
        if token is None:
            return False
        is_share = self._may_be_percents and token.kind is Kind.PERCENT
        return (is_share or token.kind is Kind.NUMBER) and 0 < token.number <= _MOST_POINTS


def _is_score(token: Token | None) -> bool:
    return token is None or token.kind in {Kind.NUMBER, Kind.DASH}


def _is_name(token: Token) -> bool:
    """Whether a text may be the name of an indicator, not the bound that it has to keep to."""
    return token.is_text and not token.text.startswith(_BOUNDS)
