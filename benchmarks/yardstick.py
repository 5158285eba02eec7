"""A piece of work that is always the same: it tells how fast the machine is at the moment."""

from __future__ import annotations

import time
from fractions import Fraction


def add_fractions() -> float:
    """CPU seconds of adding up four hundred fractions."""
    started = time.process_time()
    sum((Fraction(1, number) for number in range(1, 400)), Fraction())
    return time.process_time() - started
