"""``xlj rules`` and ``xlj explain``: what a person finds in the catalogue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.own_rules import OWN
from tests.own_rules import write_rule
from xls_juesuan.cli import rule_lines
from xls_juesuan.declarations import own_rules
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.findings import Severity
from xls_juesuan.writing.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]


def codes_of(text: str) -> list[str]:
    known = {rule.code for rule in load_rules()} | {OWN["code"]}
    return [
        line.split()[0]
        for line in text.splitlines()
        if line[:2] == "  " and line.split()[0] in known
    ]


def test_the_whole_catalogue_is_listed_and_counted(xlj: Run) -> None:
    """Every rule has a line, with its whole title where nothing limits the width."""
    ended = xlj("rules")

    assert ended.code == 0
    assert sorted(codes_of(ended.out)) == [rule.code for rule in load_rules()]
    assert all(rule.title in ended.out for rule in load_rules())
    assert f"共 {len(load_rules())} 条：" in ended.out
    assert "\x1b" not in ended.out


def test_lines_fit_a_terminal(xlj: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow screen titles are cut, and no line is wider than the screen."""
    monkeypatch.setattr(rule_lines.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "50")
    for arguments in (("rules", "T4"), ("explain", "T012", "L221")):
        lines = xlj(*arguments).out.splitlines()
        table = [line for line in lines if line.startswith("  ")]
        assert max(map(display_width, table)) < 50
    assert any(line.endswith("…") for line in xlj("rules", "T4").out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("-f", "t,L"), lambda rule: rule.family in "TL"),
        (("--severity", "警告"), lambda rule: rule.severity is Severity.WARNING),
        (("--table", "公开03"), lambda rule: rule.table == "expenditure"),
        (("--table", "expenditure"), lambda rule: rule.table == "expenditure"),
        (("--table", "台账"), lambda rule: rule.table == "ledger"),
        (("--unverified",), lambda rule: not rule.is_verified),
        (("T1",), lambda rule: rule.code.startswith("T1")),
        (("t0", "p1"), lambda rule: rule.code.startswith(("T0", "P1"))),
        (("T0", "--unverified"), lambda rule: rule.code[:2] == "T0" and not rule.is_verified),
    ],
    # Functions have no names that two processes would share.
    ids=lambda value: "" if callable(value) else str(value),
)
def test_filters_choose(xlj: Run, arguments: tuple[str, ...], wanted: Callable[..., bool]) -> None:
    """Each filter gives exactly the rules that it names, and filters add up."""
    assert sorted(codes_of(xlj("rules", *arguments).out)) == [
        rule.code for rule in load_rules() if wanted(rule)
    ]


def test_texts_are_looked_for_in_what_rules_say(xlj: Run) -> None:
    """Several texts must all be there; the names of rows in the relation count too."""
    both = codes_of(xlj("rules", "住房公积金", "公开05").out)

    assert "T012" in both
    assert set(both) < set(codes_of(xlj("rules", "住房公积金").out))


def test_nothing_found_is_said(xlj: Run) -> None:
    """An empty list is an answer, not a fault."""
    ended = xlj("rules", "没有这样的规则")

    assert (ended.code, codes_of(ended.out)) == (0, [])
    assert "没有符合的规则" in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-f", "X"), "没有“X”这类规则"),
        (("--severity", "致命"), "没有“致命”这个级别"),
        (("--table", "公开12"), "没有“公开12”这张表"),
        (("--template", "nowhere"), "nowhere"),
        (("--rules", "nowhere"), "没有这个规则文件夹"),
    ],
    ids=str,
)
def test_a_wrong_filter_is_refused(xlj: Run, arguments: tuple[str, ...], words: str) -> None:
    """One paragraph says what may stand there, and nothing is listed."""
    ended = xlj("rules", *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_rules_as_json(xlj: Run) -> None:
    """One document with the keys that programs rely on."""
    document = json.loads(xlj("rules", "T012", "--json").out)

    assert document["rules"] == [
        {
            "code": "T012",
            "name": "housing-fund-pair-incomplete",
            "family": "T",
            "severity": "warning",
            "title": "住房公积金只在功能表或经济表一边有数",
            "table": "general_budget_expenditure",
            "place": "公开05",
            "verified": True,
            "own": False,
            "since": "0.1.0",
        }
    ]
    assert (document["chosen"], document["all"]) == (1, len(load_rules()))


def test_a_page_says_everything(xlj: Run) -> None:
    """Relation, severity, reason, basis and how sure it is, advice, and both examples."""
    ended = xlj("explain", "t012")

    assert ended.code == 0
    for words in (
        "T012 住房公积金只在功能表或经济表一边有数",
        "公开05“2210201 住房公积金”行“基本支出”",
        "警告：须逐条核实",
        "有据可查",
        "通过：缴了 180 元住房公积金",
        "不通过：30113 有 180 元",
        "180.00 元",
        "T011（养老保险缴费",
    ):
        assert words in ended.out
    assert "general_budget" not in ended.out


def test_a_page_says_what_is_not_verified(xlj: Run) -> None:
    """What rests on memory alone is never shown as a law."""
    rule = next(rule for rule in load_rules() if not rule.is_verified)

    assert "待核实" in xlj("explain", rule.code).out


def test_ledgers_are_shown_as_tables(xlj: Run) -> None:
    """The small ledger of an example has its headings and its cells in columns."""
    lines = xlj("explain", "L201").out.splitlines()
    (head, first) = next(
        (line, lines[at + 1]) for at, line in enumerate(lines) if "凭证日期" in line
    )

    assert display_width(head.split("借方金额")[0]) == display_width(first.split("100.00")[0])


def test_projects_are_named_as_projects(xlj: Run) -> None:
    """The attachment has a row for each project: examples number them, and none is a code."""
    page = xlj("explain", "A011", "A012").out

    assert "“全年执行数”各项目行之和" in page
    assert "“2 号项目”行“全年执行数”" in page
    assert "科目行" not in page


def test_no_page_shows_an_internal_name(xlj: Run) -> None:
    """Names of tables, columns, rows and fields are those that people know."""
    out = xlj("explain", *(rule.code for rule in load_rules())).out
    internal = {rule.table for rule in load_rules() if "_" in rule.table}

    assert [word for word in (*internal, "未列出") if word in out] == []


def test_several_pages_as_json(xlj: Run) -> None:
    """Each code once, in the order asked for."""
    document = json.loads(xlj("explain", "L201", "T012", "l201", "--json").out)

    assert [page["code"] for page in document["rules"]] == ["L201", "T012"]
    page = document["rules"][1]
    assert page["relations"] == ["G11"]
    assert [example["holds"] for example in page["examples"]] == [True, False]
    assert page["examples"][1]["blocks"][0]["rows"][0][1] == "0.00 元"


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("T015", "T014"), ("T99", "T101"), ("012", "A012"), ("住房", "xlj rules 住房")],
)
def test_an_unknown_code_names_its_neighbours(xlj: Run, code: str, nearest: str) -> None:
    """A slip of the finger costs no search."""
    ended = xlj("explain", code)

    assert (ended.code, ended.out) == (2, "")
    assert f"没有规则 {code}" in ended.err
    assert nearest in ended.err
    assert ended.err.count("\n") == 1


def test_own_rules_are_listed_explained_and_judged(xlj: Run, examples: Path) -> None:
    """A bureau's rule is a rule like any other, in the list, on its page and in the audit."""
    folder = examples.parent / "own"
    folder.mkdir()
    own = OWN | {"relation": "income_expenditure[L27] == income[total].total + yuan(1)"}
    write_rule(folder, own)

    listed = xlj("rules", "--rules", folder, "T951")
    assert "自己的规则" in listed.out
    assert "公开01第27行" in xlj("explain", "T951", "--rules", folder).out
    document = json.loads(xlj("fill", examples / "ledger.xlsx", "--rules", folder, "--json").out)
    (finding,) = (each for each in document["audit"]["findings"] if each["code"] == "T951")
    assert (finding["outcome"], finding["why"]) == ("failed", OWN["why"])
    review = xlj("audit", document["outputs"]["workbook"], "--rules", folder)
    assert "T951" in review.out


@pytest.fixture
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program with a handful of rules, so that all of them are tried in no time."""
    few = tuple(rule for rule in load_rules() if rule.code in {"T101", "T201", "T301"})
    monkeypatch.setattr(own_rules, "load_rules", lambda: few)


EXAMPLES = """
[[examples]]
holds = true
says = "两处都是 1 元。"
[examples.figures]
"income_expenditure[L27]" = "1.00"
"income[total].total" = "1.00"

[[examples]]
holds = {second}
says = "一处 1 元，一处 2 元。"
[examples.figures]
"income_expenditure[L27]" = "1.00"
"income[total].total" = "2.00"
"""


@pytest.mark.usefixtures("few_rules")
def test_a_sound_catalogue_is_said_to_be_sound(xlj: Run, tmp_path: Path) -> None:
    """What was tried and taken together is counted, and nothing is wrong."""
    write_rule(tmp_path, OWN, examples=EXAMPLES.format(second="false"))
    ended = xlj("rules", "--check", "--rules", tmp_path)

    assert ended.code == 0
    assert "目录没有问题" in ended.out


@pytest.mark.usefixtures("few_rules")
def test_an_example_that_does_not_come_out_is_reported(xlj: Run, tmp_path: Path) -> None:
    """With its number, what it should give, what it gives, and what the program says."""
    write_rule(tmp_path, OWN, examples=EXAMPLES.format(second="true"))
    ended = xlj("rules", "--check", "--rules", tmp_path)

    assert ended.code == 1
    flat = "".join(ended.out.split())
    assert "T951（本局要求的合计不对）的第2个例子应当通过，结果是不通过" in flat


@pytest.mark.usefixtures("few_rules")
def test_an_example_about_nothing_is_reported(xlj: Run, tmp_path: Path) -> None:
    """A place that is in no table is named."""
    wrong = EXAMPLES.format(second="false").replace("income[total].total", "income[total].debt", 1)
    write_rule(tmp_path, OWN, examples=wrong)

    assert "income[total].debt不在表里" in "".join(
        xlj("rules", "--check", "--rules", tmp_path).out.split()
    )


@pytest.mark.usefixtures("few_rules")
def test_a_contradiction_is_reported_and_in_the_json(xlj: Run, tmp_path: Path) -> None:
    """Both rules are named in either form, and the exit code says that something is wrong."""
    write_rule(tmp_path, OWN | {"relation": "income_expenditure[L57] > expenditure[total].total"})
    ended = xlj("rules", "--check", "--rules", tmp_path, "--json")
    document = json.loads(ended.out)

    assert ended.code == 1
    assert document["problems"][0]["codes"] == ["T301", "T951"]
    assert [each["kind"] for each in document["problems"] if each["is_notice"]] == ["没有例子"]


def test_the_check_takes_no_filter(xlj: Run) -> None:
    """Half a catalogue proves nothing."""
    ended = xlj("rules", "T1", "--check")

    assert (ended.code, ended.out) == (2, "")
    assert "--check" in ended.err
