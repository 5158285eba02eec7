"""Write the pages of the rule catalogue, ``docs/rules``, from the rules themselves.

They say what ``xlj explain`` says. Run it after every change of a rule: ``make rules``, or
``uv run python docs/make_rules.py``.
"""

from __future__ import annotations

from pathlib import Path

from xls_juesuan.audit.rule_page import Catalogue
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.writing.rule_pages import rule_documents

FOLDER = Path(__file__).resolve().parent / "rules"


def main() -> None:
    """Write every page, and drop those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    documents = rule_documents(Catalogue(load_rules()))
    for path in FOLDER.glob("*.md"):
        if path.name not in documents:
            path.unlink()
    for name, text in documents.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{FOLDER}: {len(documents)} files")


if __name__ == "__main__":
    main()
