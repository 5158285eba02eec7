"""Where the declarations lie, in a checkout and in an installed wheel.

It knows folders, and refuses to know what stands in them.
"""

from __future__ import annotations

from pathlib import Path

from xls_juesuan.errors import DeclarationError

#: Layouts that are taken unless others are asked for.
DEFAULT_PROFILE = "henan"

_PACKAGE = Path(__file__).resolve().parent.parent


def templates_folder() -> Path:
    """Find the folder of layouts: inside the wheel, or at the top of a checkout."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parent.parent / "templates"):
        if folder.is_dir():
            return folder
    raise DeclarationError(f"no templates folder beside or inside {_PACKAGE}")


def data_folder() -> Path:
    """Give the folder of code lists, heading aliases and rules."""
    return _PACKAGE / "data"
