"""Imported before the first unit: what every unit needs, once for all processes that are copied.

It knows only what takes long to import or to read.
"""

from __future__ import annotations

import pandas as pd  # noqa: F401 - it is to be there
import xlsxwriter  # noqa: F401 - the same

from xls_juesuan.batch import work  # noqa: F401 - the same
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.writing import workbook  # noqa: F401 - the same

load_rules()
load_supplement_form()
