"""A worksheet that takes formulas as they are.

It knows that this program writes functions of Excel 2007 only, so that nothing has to be
searched for functions which need a prefix in the file: that search takes longer than all
other work on a formula.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet for formulas of Excel 2007."""

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: FBT001, FBT002 - as the library calls it
    ) -> str:
        del expand_future_functions
        return formula.removeprefix("=")
