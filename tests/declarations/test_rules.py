"""Declared rules: every one can be read, says what it must, and names what there is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import pytest

from xls_juesuan.declarations.known_names import known_fields
from xls_juesuan.declarations.known_names import known_tables
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.rule_check import check_rule
from xls_juesuan.declarations.rules import Rule
from xls_juesuan.declarations.rules import Scope
from xls_juesuan.declarations.rules import Tolerance
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.rules import load_skipped
from xls_juesuan.declarations.rules import parse_rule
from xls_juesuan.declarations.rules import parse_scope
from xls_juesuan.declarations.rules import read_rule
from xls_juesuan.errors import DeclarationError
from xls_juesuan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.known_names import KnownTable

#: Number of known relations in each group that one year's tables and ledger concern.
GROUPS = {
    "A": 14, "B": 14, "C": 9, "D": 22, "E": 10, "F": 17,
    "G": 12, "H": 8, "J": 4, "K": 12, "M": 18, "P": 15, "Y": 4,
}  # fmt: skip
#: What inspectors of a disclosure check and a ledger, its tables and the supplement can show:
#: numbers of a list compiled from reports of the checks and public check sheets (2015-2024).
#: 10, 60, 67, 70 and 74-77 need the web site or the text and are left out.
CRITERIA = frozenset(
    f"C{number:02}"
    for numbers in (
        range(1, 10), range(20, 32), range(40, 51), range(61, 67), range(71, 74),
    )
    for number in numbers
)  # fmt: skip
#: How the program and its data name the rule that judges what they notice.
NAMED_CODE = re.compile(r'"([FTLPNBRA]\d{3})"')
#: Relations for which no document was at hand.
UNVERIFIED = {
    "A09", "A11", "A12", "A13", "C05", "C06", "C08", "D21", "E10", "F10", "F11", "F13", "F14",
    "F15", "F16", "G05", "G09", "G12", "H05", "J03", "M02", "M03", "M14",
}  # fmt: skip
RULE: Mapping[str, Any] = {
    "code": "T999",
    "name": "total-off",
    "title": "合计不对",
    "severity": "error",
    "table": "income",
    "relation": "income[total].total == sum(income[categories].total)",
    "basis": "表头自证",
    "why": "看得出来",
    "fix": "改正",
    "source": "表样",
    "confidence": "sourced",
    "since": "0.1.0",
}


@cache
def known() -> Mapping[str, KnownTable]:
    """What the layouts that come with the program give names to."""
    return known_tables(load_profile("henan"))


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_a_rule_names_only_what_there_is(rule: Rule) -> None:
    """Tables, rows, columns and supplement fields of every rule exist."""
    assert check_rule(rule, known(), known_fields()) == ()


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_worded_for_people(rule: Rule) -> None:
    """Title, basis, reason and advice are Chinese, printable in GBK, and say no internal names."""
    for text in (rule.title, rule.basis, rule.why, rule.fix, rule.source):
        text.encode("gbk")
        assert re.search(r"[\u4e00-\u9fff]", text)
    for text in (rule.why, rule.fix):
        assert text.endswith("。")
    assert not rule.title.endswith("。")
    assert not re.search(r"[a-z]+_[a-z]+", rule.title + rule.basis + rule.fix + rule.otherwise)


def test_a_rule_cites_others_by_code_and_title() -> None:
    """A cited rule exists under its code, and where its title follows, that is its title."""
    titles = {rule.code: rule.title for rule in load_rules()}
    texts = [
        (rule.code, text)
        for rule in load_rules()
        for text in (rule.why, rule.fix, rule.basis, rule.otherwise)
    ]
    cited = [
        (code, found, title)
        for code, text in texts
        for found, title in re.findall(r"([FTLPNBRA]\d{3})(?:“([^”]*)”)?", text)
    ]

    assert len(cited) > 20
    assert [one for one in cited if one[1] not in titles] == []
    assert [one for one in cited if one[2] and one[2] != titles[one[1]]] == []


def test_no_rule_is_cited_by_its_title_alone() -> None:
    """Without the code nobody finds it on the sheet."""
    titles = {rule.title for rule in load_rules()}
    alone = [
        (rule.code, title)
        for rule in load_rules()
        for title in re.findall(r"(?<![FTLPR]\d{3})“([^”]*)”", rule.why + rule.fix)
    ]

    assert [one for one in alone if one[1] in titles] == []


def test_rules_about_the_explanation_each_say_something_of_their_own() -> None:
    """No two of them give the same reason or the same advice: dozens stand below one another."""
    rules = [rule for rule in load_rules() if rule.code.startswith("N")]

    assert len({rule.why for rule in rules}) == len(rules)
    assert len({rule.fix for rule in rules}) == len(rules)


def test_a_rule_uses_one_word_for_one_thing() -> None:
    """The words of the glossary, none of their rivals."""
    rivals = re.compile(
        r"国资|事实汇总|年终结账|年终结转|年末结转分录|非财政资金|自证|部门支出经济分类"
    )
    texts = [
        (rule.code, text)
        for rule in load_rules()
        for text in (rule.title, rule.basis, rule.why, rule.fix, rule.source, rule.otherwise)
    ]

    assert [one for one in texts if rivals.search(one[1])] == []


def test_every_known_relation_is_covered_or_left_out_with_a_reason() -> None:
    """No relation of the groups is forgotten, and none is both covered and left out."""
    covered = {origin for rule in load_rules() for origin in rule.origin}
    skipped = load_skipped()
    wanted = {f"{group}{n:02}" for group, most in GROUPS.items() for n in range(1, most + 1)}

    assert covered | set(skipped) == wanted
    assert not covered & set(skipped)
    assert all(reason.endswith("。") for reason in skipped.values())


def test_what_inspectors_check_is_covered_or_left_out_with_a_reason() -> None:
    """Nothing of their list that can be tested is forgotten, nor both covered and left out."""
    covered = {each for rule in load_rules() for each in rule.criteria}
    skipped = load_skipped(kind="criteria")

    assert covered | set(skipped) == CRITERIA
    assert not covered & set(skipped)
    assert all(reason.endswith("。") for reason in skipped.values())


def test_every_code_that_others_notice_has_a_rule() -> None:
    """What the program and its data report is declared as observed, and nothing else is."""
    package = data_folder().parent
    files = [*package.rglob("*.py"), *data_folder().glob("*.toml")]
    named = {code for path in files for code in NAMED_CODE.findall(path.read_text("utf-8"))}

    assert {rule.code for rule in load_rules() if rule.observed} == named


def test_what_nobody_verified_is_marked() -> None:
    """A rule that rests on memory alone says so, and only such a rule does."""
    rules = [rule for rule in load_rules() if rule.relation is not None]
    unverified = {origin for rule in rules if not rule.is_verified for origin in rule.origin}
    verified = {origin for rule in rules if rule.is_verified for origin in rule.origin}

    # A criterion of inspection is answered by several rules, some surer than others.
    assert unverified == UNVERIFIED
    assert not verified & UNVERIFIED


def test_a_new_file_is_a_new_rule(tmp_path: Path) -> None:
    """A folder is all the registration there is."""
    write(tmp_path, "T998", RULE | {"code": "T998", "name": "another"})
    write(tmp_path, "T999", RULE)
    (tmp_path / "skipped.toml").write_text("[skipped]\nA01 = '没有数。'\n", encoding="utf-8")

    assert [rule.code for rule in load_rules(tmp_path)] == ["T998", "T999"]
    assert load_skipped(tmp_path) == {"A01": "没有数。"}


def test_a_rule_says_what_its_file_says() -> None:
    """Optional fields have their plain defaults, and stated ones are taken over."""
    plain = parse_rule(RULE)
    rich = parse_rule(
        RULE
        | {
            "origin": "A01",
            "each": ["income.items"],
            "columns": ["total", "appropriation"],
            "relation": "income[row].col >= 0",
            "when": "income[row].total > 0",
            "otherwise": "没有数。",
            "needs": ["unit_kind"],
            "tolerance": "parts",
            "cell": "income[row].total",
            "raised": {"severity": "notice", "subjects": ["20"]},
            "confidence": "knowledge, unverified",
        }
    )

    assert (plain.each, plain.columns, plain.when, plain.tolerance) == (
        (),
        (),
        None,
        Tolerance.EXACT,
    )
    assert (rich.origin, rich.needs, rich.tolerance) == (("A01",), ("unit_kind",), Tolerance.PARTS)
    assert rich.each == (Scope("income", Kindred("items")),)
    assert [rich.severity_of(code) for code in ("201", "301")] == [Severity.NOTICE, Severity.ERROR]
    assert not rich.is_verified


@pytest.mark.parametrize(
    "change",
    [
        {"code": "X999"},
        {"code": "T99"},
        {"name": "Total Off"},
        {"title": ""},
        {"title": 7},
        {"severity": "fatal"},
        {"table": "balance_sheet"},
        {"relation": "income[total].total"},
        {"relation": "income[total] =="},
        {"observed": True},
        {"coded": "rounding_tails"},
        {"relation": None},
        {"relation": None, "coded": "magic"},
        {"when": "income[total].total > 0"},
        {"otherwise": "没有数。"},
        {"tolerance": "loose"},
        {"needs": ["luck"]},
        {"needs": 3},
        {"origin": ["A1"]},
        {"criteria": ["20"]},
        {"each": ["income.cousins"]},
        {"cell": "sum(income[L1:L2])"},
        {"raised": {"severity": "fatal", "subjects": []}},
        {"confidence": "certain"},
        {"since": "last year"},
        {"since": None},
        {"colour": "red"},
        {"each": ["income"], "accounts": ["6001"]},
        {"pair": {"functions": ["2210201"], "economics": []}},
        {"pair": "2210201"},
        {"raised": "error"},
    ],
    ids=str,
)
def test_a_malformed_rule_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    """Whatever a rule cannot say is refused, with the name of the file."""
    data = {key: value for key, value in (RULE | change).items() if value is not None}
    path = write(tmp_path, "T999", data)

    with pytest.raises(DeclarationError, match=r"T999\.toml"):
        read_rule(path)


def test_a_file_bears_the_code_of_its_rule(tmp_path: Path) -> None:
    """A rule in a file of another name would never be found again."""
    with pytest.raises(DeclarationError, match="holds the rule T999"):
        read_rule(write(tmp_path, "T100", RULE))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    """A broken file is named, not traced."""
    path = tmp_path / "T999.toml"
    for content in (b"code = ", 'title = "合计"'.encode("gbk")):
        path.write_bytes(content)

        with pytest.raises(DeclarationError, match=r"T999\.toml"):
            read_rule(path)


@pytest.mark.parametrize("family", "FTLPNBRA")
def test_each_family_of_rules_can_be_declared(family: str) -> None:
    """Narrative and attachments have no rule yet, and their first one needs no change of code."""
    assert parse_rule(RULE | {"code": f"{family}999"}).code == f"{family}999"


def test_two_rules_do_not_share_a_name(tmp_path: Path) -> None:
    """Names are looked up too."""
    write(tmp_path, "T999", RULE)
    write(tmp_path, "T998", RULE | {"code": "T998"})

    with pytest.raises(DeclarationError, match="total-off"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("income", Scope("income", Kindred("codes"), "all")),
        ("income.parents", Scope("income", Kindred("codes"), "parents")),
        ("income.leaves", Scope("income", Kindred("codes"), "leaves")),
        ("income.sections", Scope("income", Kindred("sections"))),
        ("appropriation[L33:L58]", Scope("appropriation", Span("L33", "L58"))),
        ("basic_by_economic[301]", Scope("basic_by_economic", Listed(("301",)))),
    ],
)
def test_the_rows_of_a_rule_can_be_named_in_several_ways(text: str, scope: Scope) -> None:
    """All rows, kin, leaves, spans and single rows."""
    assert parse_scope(text) == scope


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"relation": "outcome[L1] == 0"}, "no table outcome"),
        ({"relation": "misnamed(outcome) == 0"}, "no table outcome"),
        ({"relation": "has_statement(outcome)"}, "no table outcome"),
        ({"relation": "income[total].debt == 0"}, "no column income.debt"),
        ({"relation": "income[total] == 0"}, "no column income."),
        ({"relation": "income_expenditure[L99] == 0"}, "no row income_expenditure[L99]"),
        ({"relation": "sum(income_expenditure[L1:L99]) == 0"}, "no row income_expenditure[L99]"),
        (
            {"relation": "sum(basic_by_economic[30199, 30188]) == 0"},
            "no row basic_by_economic[30188]",
        ),
        ({"relation": "income[row].total == 0"}, "row is bound by nothing"),
        ({"relation": "income[total].col == 0"}, "col and columns belong together"),
        ({"columns": ["total"]}, "col and columns belong together"),
        ({"relation": "income[total].col == 0", "columns": ["debt"]}, "no column income.debt"),
        ({"each": ["outcome"], "relation": "income[row].total == 0"}, "no table outcome"),
        ({"relation": "facts(flow=account_closing, account=row) == 0"}, "row is bound by nothing"),
        ({"accounts": ["6999"]}, "no account 6999"),
        ({"relation": "facts(flow=outgoing) == 0"}, "no flow outgoing"),
        ({"relation": "count(funding=lottery) == 0"}, "no funding lottery"),
        ({"relation": "wrong_fund(fund, lottery) == 0"}, "no funding lottery"),
        ({"relation": "unit_is(school)"}, "no unit kind school"),
        (
            {"relation": 'stated("three_public_counts.horses") == 0'},
            "no supplement field three_public_counts.horses",
        ),
    ],
    ids=str,
)
def test_a_rule_that_names_what_is_not_there_is_found_out(
    change: dict[str, Any], fault: str
) -> None:
    """The check says what is missing."""
    assert fault in check_rule(parse_rule(RULE | change), known())


def test_a_column_of_other_layouts_is_allowed_when_it_is_declared() -> None:
    """A rule may speak of columns that only other provinces print."""
    rule = parse_rule(
        RULE | {"relation": "income[total].opening == 0", "other_layouts": ["income.opening"]}
    )

    assert check_rule(rule, known()) == ()


def write(folder: Path, name: str, data: Mapping[str, Any]) -> Path:
    path = folder / f"{name}.toml"
    lines = [f"{key} = {toml(value)}" for key, value in data.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)
