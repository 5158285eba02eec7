"""Tables that tests of recognition write down and read back; computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import exact_tables
from xls_juesuan.tables.printed import as_printed

if TYPE_CHECKING:
    from xls_juesuan.tables import TableSet


@pytest.fixture(scope="session")
def exact() -> TableSet:
    """The example's tables, exact to the fen."""
    return exact_tables()


@pytest.fixture(scope="session")
def printed(exact: TableSet) -> TableSet:
    """The same as published in 万元 with two decimals."""
    return as_printed(exact)
