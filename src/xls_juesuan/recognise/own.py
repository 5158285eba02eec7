"""Which files are this program's own: its workbooks, ledgers and supplements.

It knows the sheets by which they are told; it refuses to know tables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.messages import reading as say_reading
from xls_juesuan.messages import recognising as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.recognise.facts import read_facts
from xls_juesuan.recognise.stated import read_stated
from xls_juesuan.recognise.stated_lists import read_stated_lists
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.model import Fact
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Value

#: Sheets that are added to an office's own workbook when it is filled.
_ADDED = {sheets.REVIEW, sheets.TRACE}
#: Two of these in the first lines of a sheet make it a ledger.
_LEDGER_WORDS = ("借方", "贷方")
_LINES_OF_A_HEADING = 15


class OwnWorkbook:
    """Tells a workbook that ``xlj fill`` wrote.

    Args:
        pages: all sheets of the file.
        working: working sheets of such a workbook that somebody has printed as a text.
    """

    def __init__(self, pages: Sequence[PrintedPage], working: Sequence[PrintedPage] = ()) -> None:
        self._pages = pages
        self._working = working
        names = {page.name for page in pages}
        #: Whether the program wrote it, whatever became of its tables since.
        self.is_own = {sheets.REVIEW, sheets.CHECKS} <= names

    @property
    def tables_pages(self) -> list[PrintedPage]:
        """The sheets that may hold tables: all but the working sheets of the program."""
        if not self.is_own:
            added = _ADDED if {page.name for page in self._pages} >= _ADDED else set[str]()
            return [page for page in self._pages if page.name not in added]
        return [page for page in self._pages if sheets.is_table_sheet(page.name)]

    @property
    def attachment_pages(self) -> list[PrintedPage]:
        """The sheets that may hold forms of the self-assessment."""
        if not self.is_own:
            return list(self._pages)
        return [page for page in self._pages if sheets.is_attachment_sheet(page.name)]

    def _page(self, name: str) -> PrintedPage | None:
        """A working sheet of an own workbook."""
        pages = self._pages if self.is_own else self._working
        return next((page for page in pages if page.name == name), None)

    @property
    def facts(self) -> tuple[Fact, ...] | None:
        """The facts behind the tables, as far as the workbook still has them."""
        page = self._page(sheets.FACTS) if self.is_own else None
        return read_facts(page) if page else None

    @property
    def has_form(self) -> bool:
        """Whether the figures that no ledger holds stand on a sheet of their own."""
        return self._page(sheets.SUPPLEMENT) is not None

    def stated(self, file: str) -> Supplement:
        """What the supplement states, as far as the workbook has it."""
        page = self._page(sheets.SUPPLEMENT)
        if page is None:
            return Supplement()
        stated, lists = read_stated(page, file), self.stated_lists()
        return replace(stated, file=file if lists else stated.file, rows=lists)

    def stated_lists(self) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
        """The lists of the supplement, as far as the workbook has them."""
        page = self._page(sheets.SUPPLEMENT)
        return read_stated_lists(page) if page else {}

    @property
    def is_exact(self) -> bool:
        """Whether the program wrote its tables exact to the fen, as its 核对 sheet says."""
        checks = self._page(sheets.CHECKS) if self.is_own else None
        if checks is None:
            return False
        texts = {text for line in range(3) for _, text in checks.filled(line)}
        return sheets.CHECKS_NOTE in texts


def refuse_others(file: str, pages: Sequence[PrintedPage]) -> None:
    """Name what a file without tables is instead.

    Raises:
        UserError: it is a ledger or a supplement.
    """
    if {page.name for page in pages} >= say_reading.SUPPLEMENT_SHEETS:
        raise say.supplement_given(file)
    if is_ledger(pages):
        raise say.ledger_given(file)


def is_ledger(pages: Sequence[PrintedPage]) -> bool:
    """Whether the heading of some sheet has debits and credits."""
    headings = (
        "".join(text for line in range(_LINES_OF_A_HEADING) for _, text in page.filled(line))
        for page in pages
    )
    return any(all(word in heading for word in _LEDGER_WORDS) for heading in headings)
