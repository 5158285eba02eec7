"""What the README promises holds: its commands run, its output is real, its links lead somewhere."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.a_year_earlier import write_a_year_earlier
from tests.batch.units import ledger
from tests.builders import write_sheets
from tests.office_books import office_book
from xls_juesuan.accounts import FillRequest
from xls_juesuan.cli.entry import main
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.content import Values

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEDGERS = (ROOT / "docs" / "ledgers.md").read_text(encoding="utf-8")
#: The README's reader puts his own ledger here; the example stands in for it.
OWN_LEDGER = Path("我的资料", "2024年凭证明细.xlsx")
MAIN_JOB = "python -m pip install -q uv && uv run xlj fill examples/ledger.xlsx"
TESTS = "python -m pip install -q uv && uv run pytest"
MOST_PICTURE_BYTES = 200_000


def _blocks(language: str, text: str = README) -> list[list[str]]:
    """Lines of each block of code in this language."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [block.splitlines() for kind, block in found if kind == language]


def _commands(lines: list[str]) -> list[tuple[list[str], int]]:
    """Arguments of each ``xlj`` among the lines, with the exit code stated beside it."""
    commands = []
    for line in lines:
        _, is_ours, rest = line.partition("uv run xlj ")
        stated = re.search(r"#.*退出码 (\d)", line)
        if is_ours:
            commands.append((shlex.split(rest, comments=True), int(stated[1]) if stated else 0))
    return commands


@pytest.fixture
def folder(tmp_path: Path, published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a reader has: the examples, and a ledger of his own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / OWN_LEDGER).parent.mkdir()
    shutil.copy(ROOT / "examples" / "ledger.xlsx", tmp_path / OWN_LEDGER)
    _write_parts(tmp_path / OWN_LEDGER.parent)
    for name, content in published.items():
        (tmp_path / OWN_LEDGER.parent / name).write_bytes(content)
    others = tmp_path / OWN_LEDGER.parent / "各单位公开"
    others.mkdir()
    (others / "甲局.xlsx").write_bytes(published["2023年决算公开.xlsx"])
    office_book(tmp_path / OWN_LEDGER.parent / "财政局模板.xlsx")
    ledger(tmp_path / OWN_LEDGER.parent / "各单位台账" / "甲局.xlsx")
    listed = "台账,单位名称\n各单位台账/甲局.xlsx,某某县甲局\n"
    (tmp_path / OWN_LEDGER.parent / "清单.csv").write_text(listed, encoding="gb18030")
    own = tmp_path / OWN_LEDGER.parent / "规则"
    own.mkdir()
    (own / "P951.toml").write_text("\n".join(_blocks("toml")[0]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Tables as others publish them: of last year, and with one figure mistyped."""
    path = tmp_path_factory.mktemp("published") / "公开.xlsx"
    _, path = fill(
        FillRequest(ROOT / "examples" / "ledger.xlsx", output=path, values=Values.ROUNDED)
    )
    book = openpyxl.load_workbook(path, data_only=True)
    for name in [name for name in book.sheetnames if not name.startswith("公开")]:
        del book[name]
    figure = book["公开05"]["C11"]
    assert figure.value == pytest.approx(27.43)
    figure.value = 28.33
    book.save(path)
    wrong = path.read_bytes()
    figure.value = 27.43
    book.save(path)
    write_a_year_earlier(path, path)
    return {"写错的公开表.xlsx": wrong, "2023年决算公开.xlsx": path.read_bytes()}


def _write_parts(folder: Path) -> None:
    """The example once more: in two files, and as the ledger of two units."""
    sheet = openpyxl.load_workbook(ROOT / "examples" / "ledger.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "凭证日期") + 1
    lines = [row for row in rows[head:] if row[1]]
    for name, is_first in (("1月.xlsx", True), ("2月.xlsx", False)):
        part = [row for row in lines if (str(row[0]) < "2024-07") is is_first]
        write_sheets(folder / name, {"凭证": [*rows[:head], *part]})
    units = [
        [*rows[head - 1], "单位名称"],
        *([*row, unit] for unit in ("某某小学", "另一小学") for row in lines),
    ]
    (folder.parent / "各单位").mkdir()
    for place in (folder, folder.parent / "各单位"):
        write_sheets(place / "全部单位.xlsx", {"凭证": [*rows[: head - 1], *units]})


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", [README, LEDGERS], ids=["README", "ledgers"])
def test_every_command_runs_as_written(capfd: pytest.CaptureFixture[str], text: str) -> None:
    """Run one after the other in one folder, each command ends with the code that is stated."""
    commands = _commands([line for block in _blocks("sh", text) for line in block])
    assert {words[0] for words, _ in commands} >= {"fill", "inspect"}
    for words, stated in commands:
        assert main(words) == stated, (words, capfd.readouterr().err)


@pytest.mark.usefixtures("folder")
def test_output_shown_is_output_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """Each line of a block of output is printed by the command above it, letter by letter."""
    pairs = re.findall(
        r"^```sh\n([^`]*)^```\n[^`]*^```text\n(.*?)^```$", README, re.DOTALL | re.MULTILINE
    )
    assert len(pairs) == len(_blocks("text"))
    for commands, shown in pairs:
        for words, _ in _commands(commands.splitlines()):
            main(words)
        caught = capfd.readouterr()
        printed = {*caught.out.splitlines(), *caught.err.splitlines(), "", "…", "  …"}
        assert [line for line in shown.splitlines() if line not in printed] == []


def test_messages_explained_are_messages_of_the_program() -> None:
    """What the table of messages quotes stands in the program's words."""
    words = "".join(
        path.read_text(encoding="utf-8")
        for pattern in ("messages/*.py", "data/rules/*.toml")
        for path in (ROOT / "src" / "xls_juesuan").glob(pattern)
    )
    table = README.partition("| 程序说 |")[2].partition("\n\n")[0]
    quoted = re.findall(r"^\| (.+?)(?:（[^）]*）)? \|", table, re.MULTILINE)
    assert quoted
    pieces = [piece.strip() for each in quoted for piece in re.split(r"[…N、，]", each)]
    assert [piece for piece in pieces if piece not in words] == []


def test_limits_stated_are_those_of_the_code_lists() -> None:
    """So many codes, and so many of them from memory."""
    folder = ROOT / "src" / "xls_juesuan" / "data" / "codes"
    functional, economic = (
        list(csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()))
        for name in ("functional.csv", "economic_department.csv")
    )
    recalled = [
        sum("knowledge, unverified" in row["source"] for row in rows)
        for rows in (functional, economic)
    ]
    assert f"支出功能分类 {len(functional)} 条中，{len(functional) - recalled[0]} 条有" in README
    assert f"部门支出经济分类 {len(economic)} 条中有 {recalled[1]} 条" in README


def test_so_many_rules_are_there_and_so_many_have_no_source() -> None:
    """The README rounds the size of the catalogue, so that a new rule does not make it untrue."""
    rules = load_rules()
    unverified = sum(not rule.is_verified for rule in rules)

    tens = "〇一二三四五六七八九"[round(unverified / 10)]
    assert f"五百多条规则里约{tens}十条没有正式文件可查" in README
    assert 500 < len(rules) < 600


def test_one_line_sets_up_and_does_the_main_job_and_one_the_tests() -> None:
    """Both one-line commands stand in the README verbatim, each on its own line."""
    lines = [line for block in _blocks("sh") for line in block]
    assert MAIN_JOB in lines
    assert TESTS in lines


@pytest.mark.parametrize("name", ["README.md", "docs/ledgers.md", "docs/batch.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    """Documents that a page names are there."""
    page = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_pictures_are_small() -> None:
    """Pictures that the README shows take little room."""
    links = re.findall(r"\]\(([^)#]+)\)", README)
    pictures = [ROOT / link for link in links if link.endswith(".png")]
    assert pictures
    assert [each.name for each in pictures if each.stat().st_size > MOST_PICTURE_BYTES] == []


def test_it_names_no_place_on_the_net_or_on_a_disk() -> None:
    """Commands work behind any mirror and in any folder."""
    assert re.findall(r"https?://|/home/|/Users/|[A-Z]:\\|/tmp/", README + LEDGERS) == []
