"""Forms of the performance self-assessment in a published document → figures with their places."""

from __future__ import annotations

from xls_juesuan.recognise.attachments.reading import Attachments
from xls_juesuan.recognise.attachments.reading import read_attachments
from xls_juesuan.recognise.attachments.surroundings import Surroundings

__all__ = ["Attachments", "Surroundings", "read_attachments"]
