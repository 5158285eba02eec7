"""An office's own workbook filled in place: which table is where, what goes in, what is kept."""

from __future__ import annotations

from xls_juesuan.office.filling import fill_office
from xls_juesuan.office.outcome import FilledOffice
from xls_juesuan.office.template import OfficeTemplate
from xls_juesuan.office.template import read_template

__all__ = ["FilledOffice", "OfficeTemplate", "fill_office", "read_template"]
