"""Workbooks of the self-assessment's forms alone, from a supplement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlsxwriter

from tests import self_assessments
from tests.tables.samples import fill
from tests.tables.samples import spending
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.writing.attachment_sheet import AttachmentSheet
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.places import Places
from xls_juesuan.writing.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Supplement


def write_forms(path: Path, supplement: Supplement, facts: Sequence[Fact] = ()) -> Path:
    """Write the forms, and nothing else."""
    profile = load_profile()
    forms = build_attachments(supplement, facts, profile, self_assessments.UNIT, 2024)
    places = Places(fill(spending(1)), 1, 1, load_supplement_form())
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        styles = Styles(book)
        for form in forms.forms:
            page = Page(book, styles, form.sheet)
            formulas = FormulaWriter(places, form.sheet)
            AttachmentSheet(page, form, formulas, forms.no_rate).write()
    return path
