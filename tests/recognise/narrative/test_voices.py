"""Explanations in many voices: right ones raise nothing, a wrong figure is found where it stands."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from docx import Document

from benchmarks.generating.printing import publish
from benchmarks.generating.units import random_unit
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.prose import Voice
from tests.recognise.narrative.prose import Writer
from tests.recognise.text_documents import with_tabs
from tests.recognise.text_documents import write_page
from tests.recognise.text_documents import write_text
from tests.recognise.text_documents import write_word
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.findings import Finding
    from xls_juesuan.tables import TableSet

#: Every voice at least once.
SEEDS = (0, 2, 3, 5, 7, 8, 9, 11, 12, 13, 14, 16, 17, 19, 22, 23, 26, 27, 28, 29)
KINDS = ("txt", "docx", "html")


def explained(seed: int) -> tuple[TableSet, list[str]]:
    """A unit's printed tables and the lines of its explanation."""
    random = Random(seed)  # noqa: S311 - reproducible test data
    tables = publish(random_unit(seed), Habit.OWN)
    title = f"第三部分 {tables.year}年度部门决算情况说明"
    return tables, [title, *Writer(tables, Voice.draw(random), random).lines()]


def written(folder: Path, kind: str, tables: TableSet, lines: list[str]) -> Path:
    """A document of tables and explanation."""
    path = folder / f"公开.{kind}"
    if kind == "docx":
        write_word(path, tables)
        document = Document(str(path))
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))
        return path
    if kind == "html":
        page = write_page(path, tables).read_text(encoding="utf-8")
        more = "".join(f"<p>{line}</p>" for line in lines)
        path.write_text(page.replace("</body>", f"{more}</body>"), encoding="utf-8")
        return path
    tabbed = write_text(path, tables, with_tabs).read_text(encoding="utf-8")
    path.write_text("\n".join([tabbed, *lines]), encoding="utf-8")
    return path


def failures(document: AuditedDocument) -> list[Finding]:
    """What is wrong with the figures of the document."""
    return [
        finding
        for finding in document.audit.findings
        if finding.outcome is Outcome.FAILED and finding.code[0] in "NTR"
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_right_explanation_raises_nothing(tmp_path: Path, seed: int) -> None:
    """Whatever its words, each figure is read and none is accused."""
    tables, lines = explained(seed)
    document = audited(written(tmp_path, KINDS[seed % 3], tables, lines))
    assert failures(document) == []
    assert not [one for one in document.recognised.not_recognised if one.kind == "sentence"]


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_a_wrong_share_or_total_is_found_in_its_line(tmp_path: Path, seed: int) -> None:
    """The total of the income section is printed with another digit."""
    tables, lines = explained(seed)
    place = next(number for number, line in enumerate(lines) if "本年收入合计" in line)
    digits = [at for at, sign in enumerate(lines[place]) if sign.isdigit()]
    at = digits[4]
    wrong = str((int(lines[place][at]) + 4) % 9 + 1)
    lines[place] = lines[place][:at] + wrong + lines[place][at + 1 :]
    path = written(tmp_path, "txt", tables, lines)
    line = path.read_text(encoding="utf-8").split("\n").index(lines[place]) + 1
    document = audited(path)
    refs = {
        table.refs.get((key.row, key.column))
        for finding in failures(document)
        for key in finding.cells
        for table in document.recognised.tables.parts
        if table.key == key.table
    }
    assert f"第{line}行" in refs
