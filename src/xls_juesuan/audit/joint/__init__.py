"""Joint consistency: can all printed figures be true at once, and if not, which are wrong."""

from __future__ import annotations
