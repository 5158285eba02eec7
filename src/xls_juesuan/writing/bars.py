"""Bars of figures that stand on a sheet, from the first line downwards.

It knows how they look; it refuses to know what is compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.writing.styles import BODY_FONT
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import SMALL_SIZE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

#: Pixels of a bar and the room about it, and of all else; points of a pixel.
_BAR_HEIGHT, _ELSE_HEIGHT, _POINTS_PER_PIXEL = 22, 70, 0.75
_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn.

    Attributes:
        title: what the bars show.
        lines: the first and the last line.
        places: columns of the names and of the figures.
    """

    title: str
    lines: tuple[int, int]
    places: tuple[int, int]

    @property
    def points(self) -> float:
        """How high the chart is."""
        return self._pixels * _POINTS_PER_PIXEL

    @property
    def _pixels(self) -> int:
        return _ELSE_HEIGHT + _BAR_HEIGHT * (self.lines[1] - self.lines[0] + 1)

    def chart(self, book: Workbook, sheet: str) -> Chart:
        """Make the chart of cells of a sheet."""
        chart = book.add_chart({"type": "bar"})
        (first, last), look = self.lines, {"name": BODY_FONT, "size": SMALL_SIZE}
        name, figure = ([sheet, first, place, last, place] for place in self.places)
        labels = {"value": True, "font": look}
        chart.add_series({"categories": name, "values": figure, "data_labels": labels, "gap": 60})
        chart.set_title({"name": self.title, "name_font": {"name": BODY_FONT, "size": BODY_SIZE}})
        chart.set_legend({"none": True})
        # The first line on top, where people look for it.
        chart.set_y_axis({"reverse": True, "num_font": look})
        # The figures stand beside the bars: a scale would say them again.
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_size({"width": _WIDTH, "height": self._pixels})
        return chart
