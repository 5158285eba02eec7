"""Make the command-line framework speak Chinese.

It takes its messages through ``gettext``; this module answers in its place, so it must run
before the framework is imported.
"""

from __future__ import annotations

import gettext
import sys

from xls_juesuan.messages.framework import CHINESE


def _translated(message: str) -> str:
    return CHINESE.get(message, message)


def _translated_plural(msgid1: str, msgid2: str, n: int) -> str:
    return _translated(msgid1 if n == 1 else msgid2)


def speak_chinese() -> None:
    """Answer the framework's look-ups of messages, also where it was imported already."""
    gettext.gettext = _translated
    gettext.ngettext = _translated_plural
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"click", "typer"}:
            for word, answer in (("_", _translated), ("ngettext", _translated_plural)):
                if hasattr(module, word):
                    setattr(module, word, answer)
