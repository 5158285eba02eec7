"""What the ledger reader says about problems in the data: the particulars, one sentence each."""

from __future__ import annotations

from xls_juesuan.messages.amounts import in_yuan

#: Name of the column that says debit or credit, as a subject of problems.
DIRECTION = "借贷方向"
#: The rule weighs a closing that no voucher shows by this word.
CLOSING_BY_BALANCE = "全部收支科目"


def parent_differs(account: str, column: str, parent: int, leaves: int) -> str:
    """L103."""
    return f"科目 {account} 的{_column(column)}为 {in_yuan(parent)}，下级合计为 {in_yuan(leaves)}"


def balance_broken(account: str, opening: int, movement: int, closing: int) -> str:
    """L104."""
    return (
        f"科目 {account} 期初 {in_yuan(opening)}，本年贷方减借方 {in_yuan(movement)}，"
        f"期末应为 {in_yuan(opening + movement)}，表上为 {in_yuan(closing)}（均以贷方为正）"
    )


def unreadable_amount(column: str, text: str) -> str:
    """L105."""
    return f"{column}列的“{text}”不能读作金额，按 0 处理"


def unreadable_direction(text: str) -> str:
    """L105 for a direction cell."""
    return f"方向列的“{text}”看不出借贷，该行金额按 0 处理"


def weak_closing(voucher: str) -> str:
    """L107."""
    return f"凭证 {voucher} 没有结转标志，只凭分录结构认作年末结转"


def closing_by_balance(rows: int) -> str:
    """L107 for a ledger in which no voucher shows that it closes the year."""
    return (
        f"各收支科目全年借贷相等，但没有一张凭证能认作年末结转；收入按贷方、支出按借方取数，"
        f"另一方的 {rows} 行当作结转，其中如有退回，支出会多计"
    )


def refund_or_closing(account: str, debit: int, credit: int) -> str:
    """L108."""
    return f"科目 {account} 期末余额为零，但借方累计 {in_yuan(debit)} 与贷方累计 {in_yuan(credit)} 不等，退回与结转无法分开"


def other_year(year: str, rows: int) -> str:
    """L110."""
    return f"有 {rows} 行属于 {year} 年，没有计入本年"


def hidden_sheet(sheet: str, *, was_read: bool, rows: int) -> str:
    """L111."""
    end = "已照常读取" if was_read else "没有读取"
    return f"隐藏的工作表“{sheet}”里有 {rows} 行台账数据，{end}"


def total_differs(column: str, stated: int, lines: int) -> str:
    """L112."""
    return f"合计行的{_column(column)}为 {in_yuan(stated)}，各行相加为 {in_yuan(lines)}"


def _column(column: str) -> str:
    return {
        "debit": "借方发生额",
        "credit": "贷方发生额",
        "opening": "期初余额（贷方为正）",
        "closing": "期末余额（贷方为正）",
    }[column]
