"""What people typed into the supplement → words that fit into a sentence.

It knows lines, final marks and numbering; it refuses to know what a text is about.
"""

from __future__ import annotations

import re

#: Marks that end a text; the sentence that it goes into has its own.
_FINAL = " 。．.；;，,、：:"
#: Marks after which a further line goes on without another one.
_ONGOING = ("。", "！", "？", "；", "，", "、", "：", "!", "?", ";", ",", ":")
_MARKS = "。！？；，、：（）“”‘’《》"
#: A space beside a Chinese mark says nothing; one between Chinese words parts two reasons.
_IDLE_SPACE = re.compile(rf"(?<=[{_MARKS}]) +| +(?=[{_MARKS}])")
_PARTING_SPACE = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_OPENING = re.compile(r"^其?(?:主要)?原因(?:是|为|在于)?[：:，,]?\s*|^主要是[：:，,]?\s*")
_NUMBER = re.compile(
    r"^(?:[（(]\s*(?:[〇零一二三四五六七八九十百]+|\d+)\s*[)）][、.．]?"
    r"|[〇零一二三四五六七八九十百]+[、.．]|\d+(?:[、．]|\.(?!\d)))\s*"
)


def plain_text(text: str) -> str:
    """Put a text on one line, without the mark that ends it; lines become parts of a list."""
    joined = ""
    for line in filter(None, (" ".join(one.split()) for one in text.splitlines())):
        joined += line if not joined or joined.endswith(_ONGOING) else f"；{line}"
    return _IDLE_SPACE.sub("", joined).rstrip(_FINAL)


def plain_reason(text: str) -> str:
    """Put one or more reasons on one line, without the words that the sentence has before it."""
    return _OPENING.sub("", _PARTING_SPACE.sub("；", plain_text(text)))


def without_number(text: str) -> str:
    """Drop the number before a text that gets another one."""
    return _NUMBER.sub("", text)
