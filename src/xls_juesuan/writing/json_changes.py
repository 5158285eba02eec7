"""The part of the JSON contract about the workbook that stood at the place of the output.

It knows what the 变动 sheet shows, and gives all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.edits import Fate

if TYPE_CHECKING:
    from xls_juesuan.writing.changes import Changes
    from xls_juesuan.writing.comparison import Comparison
    from xls_juesuan.writing.json_findings import Json


def comparison_document(comparison: Comparison) -> Json:
    """Give the fingerprints of findings that are new or changed, and those that are gone."""
    return {
        "new": [finding.fingerprint for finding in comparison.new],
        "changed": [finding.fingerprint for finding in comparison.changed],
        "gone": [
            {
                "code": one.code,
                "problem": one.problem,
                "fingerprint": one.fingerprint,
                "handling": one.handling,
                "explanation": one.explanation,
            }
            for one in comparison.gone
        ],
    }


def changes_document(changes: Changes | None) -> Json:
    """Give ``changes`` of the audit; nothing where there was nothing to compare with."""
    return {} if changes is None else {"changes": comparison_document(changes.comparison)}


def earlier_document(changes: Changes | None) -> Json:
    """Give ``earlier``: what became of the old file and of what a person had typed into it."""
    if changes is None:
        return {}
    document = {
        "problem": changes.problem or None,
        "copy": str(changes.copy) if changes.copy else None,
        **{
            str(fate): [
                {
                    "place": edit.place,
                    "name": edit.name,
                    "was": edit.was,
                    "typed": edit.typed,
                    "now": edit.now,
                }
                for edit in changes.edits
                if edit.fate is fate
            ]
            for fate in Fate
        },
    }
    return {"earlier": document}
