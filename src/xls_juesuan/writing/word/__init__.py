"""The whole disclosure as a Word document.

It knows what public bodies' documents look like and what Word has to be told; it refuses to know
how texts and figures arise.
"""

from __future__ import annotations

from xls_juesuan.writing.word.document import Written
from xls_juesuan.writing.word.document import write_disclosure

__all__ = ["Written", "write_disclosure"]
