"""Names of profit-and-loss accounts of enterprises, as declared.

Knows codes and names; refuses to know ledgers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def enterprise_accounts() -> Mapping[str, frozenset[str]]:
    """Give the names of each four-digit account.

    Raises:
        DeclarationError: the packaged file is malformed.
    """
    path = data_folder() / "enterprise_accounts.toml"
    try:
        accounts = parse_toml(path.read_text(encoding="utf-8"))["accounts"]
        return {code: frozenset(names) for code, names in accounts.items()}
    except (KeyError, AttributeError, ValueError) as error:
        raise DeclarationError(f"data/enterprise_accounts.toml: {error}") from error
