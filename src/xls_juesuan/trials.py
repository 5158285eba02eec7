"""Examples of rules tried out: tables at once, ledgers through the whole program.

It knows how an example is run; it refuses to know what a rule says.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xls_juesuan.audit.examples import Trial
from xls_juesuan.audit.examples import trial_of
from xls_juesuan.audit.examples import try_on_tables
from xls_juesuan.declarations.examples import LedgerExample
from xls_juesuan.errors import UserError
from xls_juesuan.pipeline import FillRequest
from xls_juesuan.pipeline import compute
from xls_juesuan.writing.example_files import write_example

if TYPE_CHECKING:
    from xls_juesuan.declarations.examples import Example
    from xls_juesuan.declarations.rules import Rule

#: The unit of a ledger that names none.
_UNIT_NAME = "某某局"
#: The unit of amounts of tables that state none.
_AMOUNT_UNIT = "元"


def try_example(rule: Rule, example: Example) -> Trial:
    """Judge a rule on one of its examples.

    Raises:
        DeclarationError: the example names what there is not.
    """
    content = example.content
    if isinstance(content, LedgerExample):
        return _try_ledger(rule, content)
    return try_on_tables(rule, content)


def _try_ledger(rule: Rule, example: LedgerExample) -> Trial:
    with TemporaryDirectory() as folder:
        first, *more = write_example(Path(folder), example)
        options = example.options
        request = FillRequest(
            ledger=first,
            more_ledgers=tuple(more),
            unit=options.get("unit", ""),
            unit_name=options.get("unit_name", _UNIT_NAME),
            year=int(options["year"]) if "year" in options else None,
            amount_unit=options.get("amount_unit", _AMOUNT_UNIT),
            rules=(rule,),
        )
        try:
            return trial_of(rule, compute(request).audit.findings)
        except UserError as error:
            return Trial(None, (error.paragraph,))
