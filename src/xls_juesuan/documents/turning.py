"""A sheet of paper that is turned until its letters stand upright.

It knows places on a page, counted from below as PDF does, and as they are read, counted from above.
"""

from __future__ import annotations

from dataclasses import dataclass

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is held.

    Attributes:
        degrees: by which its letters are turned to the left: 0, 90, 180 or 270.
        left, bottom, right, upper: edges of the page.
    """

    degrees: int
    left: float
    bottom: float
    right: float
    upper: float

    @property
    def width(self) -> float:
        """From left to right as it is held."""
        across, down = self.right - self.left, self.upper - self.bottom
        return down if self.degrees % 180 else across

    @property
    def height(self) -> float:
        """From top to bottom as it is held."""
        across, down = self.right - self.left, self.upper - self.bottom
        return across if self.degrees % 180 else down

    def box(self, edges: Edges) -> Edges:
        """Left, top, right and bottom of something whose edges on the page are given.

        Args:
            edges: left, bottom, right and upper edge.
        """
        x0, y0, x1, y1 = edges
        if self.degrees == 90:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.degrees == 180:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        if self.degrees == 270:
            return self.upper - y1, self.right - x1, self.upper - y0, self.right - x0
        return x0 - self.left, self.upper - y1, x1 - self.left, self.upper - y0
