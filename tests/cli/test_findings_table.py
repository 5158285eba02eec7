"""The findings on the terminal: one screen, the most severe first, consequences folded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xls_juesuan.cli.findings_table import findings_lines
from xls_juesuan.cli.findings_table import screen_size
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.writing.widths import display_width

#: Columns and lines, and how many lines the table may take beside verdict and prompt.
SIZES = [(80, 24), (120, 40), (40, 8), (200, 60)]
LONG = "应有 公开03“合计”行“基本支出” = 公开06“人员经费合计”行 + 公开06“公用经费合计”行：" * 3


def finding(number: int, severity: Severity, message: str = LONG) -> Finding:
    return Finding(
        f"T{number:03}",
        severity,
        Outcome.FAILED,
        f"第 {number} 个问题",
        message,
        subject=str(number),
    )


def many() -> list[Finding]:
    """Notices first, then warnings, then errors; each error has three consequences."""
    found = [finding(number, Severity.NOTICE) for number in range(20)]
    found += [finding(number, Severity.WARNING) for number in range(20, 40)]
    for number in range(40, 60):
        lead = finding(number, Severity.ERROR)
        found.append(lead)
        found += [
            replace(
                finding(900 + place, Severity.ERROR), follows=lead.fingerprint, subject=f"{number}"
            )
            for place in range(3)
        ]
    return found


def table(findings: list[Finding], size: tuple[int, int]) -> list[str]:
    return list(findings_lines(findings, lambda _: "公开03!D12", size=size, rest_in="“审核”表"))


@pytest.mark.parametrize("size", SIZES, ids="{}".format)
def test_the_table_fits_on_one_screen_of_any_size(size: tuple[int, int]) -> None:
    """Neither too long nor too wide, and the last line counts what is left out."""
    lines = table(many(), size)
    assert len(lines) <= size[1] - 4
    assert max(map(display_width, lines)) < size[0]
    shown = sum(line.lstrip().startswith(("错误", "警告", "提示")) for line in lines)
    assert f"另有 {60 - shown} 条" in lines[-1]


def test_the_most_severe_come_first_and_consequences_are_counted_there() -> None:
    """No consequence has a line of its own; its cause says how many there are."""
    lines = table(many(), (120, 40))
    severities = [line.split()[0] for line in lines[1:-1] if line.startswith("  错误")]
    assert len(severities) >= 20
    assert "T040" in lines[1]
    assert not any("T900" in line for line in lines)
    assert all("（另有 3 条由它引起）" in line for line in lines[1:21])


def test_few_findings_are_told_at_length() -> None:
    """What has room is not cut."""
    lines = table([finding(1, Severity.ERROR, LONG[:100])], (80, 24))
    assert len(lines) > 2
    assert "…" not in "".join(lines)


def test_a_consequence_without_its_cause_stands_alone() -> None:
    """A finding is never lost because what it follows from did not fail."""
    orphan = replace(finding(7, Severity.ERROR), follows="0" * 12)
    assert any("T007" in line for line in table([orphan], (80, 24)))


def test_nothing_is_said_where_nothing_failed() -> None:
    """No heading without a table."""
    assert table([replace(finding(1, Severity.ERROR), outcome=Outcome.PASSED)], (80, 24)) == []


def test_a_pipe_counts_as_an_old_terminal() -> None:
    """Eighty columns and twenty-four lines where there is no screen."""
    assert screen_size() == (80, 24)
