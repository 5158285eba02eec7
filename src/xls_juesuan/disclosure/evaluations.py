"""Whether a department evaluated its projects: what texts say, and whether they agree.

It knows the words in which an evaluation is told of or denied; it refuses to know where they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import assessing as messages
from xls_juesuan.supplement import YES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.disclosure.gaps import Labels
    from xls_juesuan.supplement import Supplement

#: An evaluation that is told of here and denied there.
EVALUATED_OR_NOT = "N422"
#: Subject of the problem, the same whoever notices it.
SUBJECT = "evaluation"
DONE = re.compile(
    r"(?:开展|组织|进行|完成)了?[^。]{0,40}部门评价|部门评价[^。,;]{0,12}(?:项目)?\d+个"
)
NOT_DONE = re.compile(
    r"(?:没有|未|无)(?:组织|开展|进行|安排)?[^。,;]{0,12}部门评价|部门评价[^。,;]{0,8}(?:不适用|无结果)"
)
_EVALUATED, _RESULT = "performance.evaluated", "performance.evaluation_result"


def evaluation_problems(supplement: Supplement, label: Labels) -> Iterator[Problem]:
    """Name a result that denies the evaluation which the supplement states."""
    denied = NOT_DONE.search(supplement.text(_RESULT))
    if denied and supplement.text(_EVALUATED) == YES:
        sources = (supplement.sources.get(key) for key in (_RESULT, _EVALUATED))
        detail = messages.evaluation_denied(label(_EVALUATED), label(_RESULT), denied[0])
        yield Problem(EVALUATED_OR_NOT, SUBJECT, detail, tuple(filter(None, sources)))
