"""What a model of a document leaves to be filled in or chosen.

It knows how such places look; it refuses to know where they stand.
"""

from __future__ import annotations

import re

#: Places that nobody filled in or chose.
PLACEHOLDERS = re.compile(
    r"(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])|某某|[*＊]{2,}|[○〇]{2,}"
    r"|增加[(（]减少[)）]|减少[(（]增加[)）]|增加/减少|增长/下降|待补充?|待填|此处填|请填写"
    r"|[\[［【][ 　]*[\]］】]|_{3,}|(?<=[一-鿿])[XxＸｘ×](?=[万元年月个人次辆台%％])"
)
