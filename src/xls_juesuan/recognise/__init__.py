"""Published documents → the statutory tables, with the precision they are printed in."""

from __future__ import annotations

from xls_juesuan.recognise.document import Recognised
from xls_juesuan.recognise.document import recognise_document
from xls_juesuan.recognise.printed import RecognitionRequest

__all__ = ["Recognised", "RecognitionRequest", "recognise_document"]
