"""Sheets of paper: letters and drawn rules, each with its place as it is read.

It knows places in points from the upper left corner of a sheet that is held so that its letters
stand upright; it refuses to know files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; ``size`` is the height of a line of its kind."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def across(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        """Its middle from top to bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn, upright or across."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_upright(self) -> bool:
        """Whether it goes from top to bottom."""
        return self.left == self.right


@dataclass(frozen=True)
class PaperSheet:
    """What stands on a sheet.

    Attributes:
        number: which sheet of the file, from 1.
        width, height: its size.
        letters: in any order.
        rules: all lines that may part cells.
        picture: the part of the sheet that its largest picture covers.
        riddles: how many letters there are of which the file does not say what they mean.
    """

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Rule, ...]
    picture: float
    riddles: int = 0
