"""The audit: declared relations judged on the tables, outcomes, findings, verdict."""

from __future__ import annotations

from xls_juesuan.audit.audit import Audit
from xls_juesuan.audit.audit import Check
from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.audit import Verdict
from xls_juesuan.audit.engine import run_audit

__all__ = ["Audit", "Check", "Line", "Verdict", "run_audit"]
