"""A small unit in two years: each opening of 2024 is a closing of 2023."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.a_year_earlier import write_a_year_earlier
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.end_to_end.running import fill
from tests.recognise.documents import write_document
from xls_juesuan.accounts import FillRequest
from xls_juesuan.pipeline import compute
from xls_juesuan.tables.printed import as_printed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Accounts: general public budget, two government funds, state capital, the unit's own money.
GENERAL = ("810107", "2010301", "111")
SPORT = ("810107", "2296003", "121")
SCHOOL = ("810107", "2296004", "121")
CAPITAL = ("810107", "2230105", "131")
OWN = ("820105", "2010301", "3")
#: Openings in yuan by account, functional code and code of the fund. Income equals spending in
#: both years, so closings are the same.
OPENINGS: Mapping[tuple[str, str, str], float] = MappingProxyType(
    {
        GENERAL: 15000.37,
        SPORT: 45500.55,
        SCHOOL: 60000.44,
        CAPITAL: 2050.00,
        OWN: 95000.27,
    }
)
_NAMES = {"8101": "财政拨款结转\\累计结转", "8201": "非财政拨款结转\\累计结转"}


def write_ledger(path: Path, openings: Mapping[tuple[str, str, str], float] = OPENINGS) -> Path:
    """Write the ledger of 2024."""
    opening = (
        ("", "", "年初余额", account, _NAMES[account[:4]], 0, yuan, function, "", fund)
        for (account, function, fund), yuan in openings.items()
    )
    return journal_workbook(path, [*opening, *SMALL_JOURNAL])


def write_published(ledger: Path, path: Path) -> Path:
    """Publish the tables of a ledger: in 万元 with two decimals, and nothing else."""
    return write_document(path, as_printed(compute(FillRequest(ledger)).tables))


def write_last_years_ledger(
    folder: Path, openings: Mapping[tuple[str, str, str], float] = OPENINGS
) -> Path:
    """Write the ledger of 2023."""
    folder.mkdir()
    return write_a_year_earlier(write_ledger(folder / "now.xlsx", openings), folder / "ledger.xlsx")


def write_last_year(folder: Path, *options: str) -> Path:
    """Fill the workbook of 2023."""
    workbook = fill(write_last_years_ledger(folder), *options).workbook
    assert workbook is not None
    return workbook
