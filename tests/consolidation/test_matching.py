"""Lines by which units give each other money, at random: what belongs together agrees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.consolidation.matching import Matching
from xls_juesuan.consolidation.transfers import Transfer
from xls_juesuan.consolidation.transfers import TransferKind
from xls_juesuan.model import Source

UNITS = ("本级", "信息中心", "服务所", "档案馆")
_LINES = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.booleans(),
        st.integers(1, 3),
        st.sampled_from(("other", "")),
        st.sampled_from(("", *UNITS)),
    ),
    max_size=12,
)


def transfer(number: int, line: tuple[str, bool, int, str, str]) -> Transfer:
    """A line of a subsidy."""
    unit, is_paid, fen, fund, named = line
    named = "" if named == unit else named
    account = "7501" if is_paid else "6201"
    source = Source("账.xlsx", "账", number)
    return Transfer(
        unit, TransferKind.SUBSIDY, is_paid, fen, fund, named, number, number, account, "", source
    )


@given(_LINES)
def test_nothing_is_matched_with_another_unit_than_is_named(
    lines: list[tuple[str, bool, int, str, str]],
) -> None:
    """What lines of a match give to a unit by name is no more than that unit got in it."""
    for match in Matching(transfer(number, line) for number, line in enumerate(lines)).matches:
        for some, others in ((match.paid, match.received), (match.received, match.paid)):
            for unit in UNITS:
                named = sum(one.fen for one in some if one.named == unit)
                assert named <= sum(one.fen for one in others if one.unit == unit)
