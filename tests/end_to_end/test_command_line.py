"""The commands as typed: every outcome has its exit code and, if asked for, its JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.end_to_end.running import fill
from tests.end_to_end.running import xlj

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return journal_workbook(tmp_path / "台账.xlsx", (*SMALL_JOURNAL, *SMALL_CLOSING))


def in_a_process(
    *arguments: str | Path, folder: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``xlj`` as a program of its own, its output piped."""
    given = [str(argument) for argument in arguments]
    return subprocess.run(
        [sys.executable, "-m", "xls_juesuan", *given],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C", "LANG": "C"},
    ],
)
def test_a_narrow_console_is_survived(ledger: Path, environment: dict[str, str]) -> None:
    """What the console's encoding lacks is replaced; nothing fails, and no colour is sent."""
    done = in_a_process(
        "fill", ledger, "-o", ledger.parent / "新文件夹", folder=ledger.parent, **environment
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"\x1b" not in done.stdout + done.stderr
    assert len(list((ledger.parent / "新文件夹").iterdir())) == 1
    missing = in_a_process("fill", "没有.xlsx", "--json", folder=ledger.parent, **environment)
    assert missing.returncode == 2
    # A program reads the document as UTF-8, whatever the console speaks.
    assert "error" in json.loads(missing.stdout.decode("utf-8"))


def test_paths_with_spaces_chinese_and_dots(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is found from another folder by a relative path, its supplement beside it."""
    folder = ledger.parent / "我的 台账 (终稿)&"
    folder.mkdir()
    shutil.copy(ledger, folder / "台 账%20.xlsx")
    assert xlj("init", "-o", folder / "某局 补充资料 2024.xlsx").code == 0
    elsewhere = ledger.parent / "别处"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    run = xlj("fill", f"../{folder.name}/./台 账%20.xlsx", "-o", "../出 来/里面")
    assert run.code == 0, run.err
    assert "某局 补充资料 2024.xlsx" in run.out
    assert [path.suffix for path in (ledger.parent / "出 来" / "里面").iterdir()] == [".xlsx"]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("fil", "x.xlsx"),
        ("fill",),
        ("fill", "x.xlsx", "y.xlsx"),
        ("fill", "x.xlsx", "--nope"),
        ("fill", "x.xlsx", "--year"),
        ("fill", "x.xlsx", "--year", "二〇二四"),
        ("fill", "x.xlsx", "--values", "Rounded"),
        ("fill", "x.xlsx", "--amount-unit", "千元"),
        ("fill", "x.xlsx", "--template", "北京"),
        ("fill", ""),
        ("trace", "x.xlsx"),
        ("init", "extra"),
    ],
)
def test_wrong_words_are_answered_in_chinese_and_in_json(words: tuple[str, ...]) -> None:
    """Exit 2, no English sentence, and one JSON document where a program asked for it."""
    run = xlj(*words)
    assert run.code == 2
    assert run.out == ""
    assert not [
        word for word in ("Error", "Usage", "Did you mean", "Missing", "Invalid") if word in run.err
    ]
    asked = xlj(*words, "--json")
    assert asked.code == 2
    assert json.loads(asked.out)["error"]["message"]


def test_ctrl_c_is_said_and_could_not_run(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption is no success, leaves no file and shows no traceback."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xls_juesuan.writing.workbook.write_workbook", interrupt)
    run = xlj("fill", ledger, "-o", ledger.parent / "out.xlsx")
    assert run.code == 2
    assert "中断" in run.err
    assert not (ledger.parent / "out.xlsx").exists()


def test_the_document_of_a_ledger_in_order(ledger: Path) -> None:
    """Exit 0 goes with no error; all keys are there, and every amount has its form."""
    run = fill(ledger)
    assert run.code == 0
    check_document(run.document)
    assert run.document["audit"]["verdict"] != "has_errors"


def test_the_document_of_a_ledger_with_errors(tmp_path: Path) -> None:
    """Exit 1 goes with an error; problems and findings name sheet and row."""
    lines = [(*line[:7], "", *line[8:]) for line in SMALL_JOURNAL]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", lines, above=JOURNAL_ABOVE))
    assert run.code == 1
    check_document(run.document)
    assert run.document["audit"]["verdict"] == "has_errors"
    assert run.rows_of("L201") == {4, 6}
    assert {"code", "subject", "detail", "yuan", "rows", "sources"} <= set(
        run.document["ledger"]["problems"][0]
    )


def check_document(document: dict[str, object]) -> None:
    assert set(document) >= {"unit", "year", "template", "outputs", "ledger", "tables", "audit"}
    tables = document["tables"]
    assert isinstance(tables, dict)
    assert len(tables) == 9
    for content in tables.values():
        assert set(content) == {"number", "title", "cells"}
        for cell in content["cells"]:
            assert set(cell) == {"row", "column", "yuan", "printed", "ref"}
            assert cell["yuan"] is None or cell["yuan"] == f"{float(cell['yuan']):.2f}"
    audit = document["audit"]
    assert isinstance(audit, dict)
    assert set(audit) >= {"verdict", "counts", "relations_checked", "findings"}
    outcomes = [finding["outcome"] for finding in audit["findings"]]
    assert set(outcomes) <= set(audit["counts"])
    keys = {"code", "severity", "outcome", "title", "message", "table", "cells", "left", "right"}
    keys |= {"difference", "explained_by_rounding", "advice", "sources", "fingerprint"}
    for finding in audit["findings"]:
        assert keys <= set(finding)
        assert finding["severity"] in {"error", "warning", "notice"}
        assert all({"file", "sheet", "row"} == set(source) for source in finding["sources"])
