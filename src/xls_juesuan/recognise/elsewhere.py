"""Rows that other places print in the same table: a document may have them, whatever its layout.

It knows the rows of all profiles and the names of categories; it refuses to know pages.
"""

from __future__ import annotations

from functools import cache

from xls_juesuan.codes import functional_codes
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout_parts import RowSpec


@cache
def rows_elsewhere(table: str, band: str) -> tuple[RowSpec, ...]:
    """Give every row that some place prints in a band of a table, each key once.

    Where rows stand for categories, all categories there ever were follow: years differ.
    """
    found: dict[str, RowSpec] = {}
    for name in available_profiles():
        for layout in load_profile(name).layouts:
            for each in layout.bands if layout.key == table else ():
                for row in each.rows if each.key == band else ():
                    found.setdefault(row.key, row)
    codes = {row.code for row in found.values()} - {""}
    if codes and all(len(code) == len("201") for code in codes):
        for entry in functional_codes():
            if len(entry.code) == len("201") and entry.code not in codes:
                row = RowSpec(entry.code, entry.name, code=entry.code)
                found.setdefault(f"{entry.code} {entry.name}", row)
    return tuple(found.values())
