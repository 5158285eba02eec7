"""One module a file format: bytes in, sheets of raw cells out.

Each knows its own container and refuses to know what the cells mean. Whatever the bytes are, the
result is a list of grids or a ``UserError``, and memory is bounded by the limits in ``limits``.
"""

from __future__ import annotations
