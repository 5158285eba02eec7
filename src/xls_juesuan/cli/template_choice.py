"""What ``--template`` and ``--profile`` ask for: a layout, or an office's own workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import cli as messages

if TYPE_CHECKING:
    from xls_juesuan.office import OfficeTemplate

#: Endings that no name of a layout has: what bears one is meant to be a workbook.
_WORKBOOKS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et", ".ett", ".ods", ".csv"}
)


def one_profile(template: str, layouts: str) -> str:
    """The layout that is asked for by either option.

    Raises:
        UserError: they name two.
    """
    if template and layouts and template != layouts:
        raise UserError(
            messages.TWO_PROFILES.format(template=template, profile=layouts),
            how=messages.TWO_PROFILES_HOW,
        )
    return template or layouts or DEFAULT_PROFILE


def read_office(template: str, layouts: str) -> OfficeTemplate | None:
    """Read the office's workbook where the option names a file rather than a layout.

    Raises:
        UserError: it cannot be read.
    """
    path = Path(template)
    if not path.is_file() and path.suffix.lower() not in _WORKBOOKS:
        return None
    from xls_juesuan.office import read_template

    return read_template(path, layouts)
